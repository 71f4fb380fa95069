"""The words by which passages are told from others, for every language in one table: add a language here.

Words are written folded (`clauses.folding`) and as stems: “clear” stands for cleared, clears and clearance. What
happened to an action's agreement or how strong a promise is, is for a person to say; these words only point at it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Language:
    """What a language's reports use: `happened` of what was done or announced, `promised` of what is owed.

    `months` are the twelve names, each with its short forms; `small` are the words that say nothing of the subject.
    A stretch of days has one of `to` between its ends, or a pair of `between`, or one of `suffixes` at its first end.
    `acts` are the words that tell a type of action, with * where more letters may follow.
    """

    happened: tuple[str, ...]
    promised: tuple[str, ...]
    months: tuple[tuple[str, ...], ...] = ()
    small: frozenset[str] = frozenset()
    to: tuple[str, ...] = ()
    between: tuple[tuple[str, str], ...] = ()
    suffixes: tuple[str, ...] = ()
    acts: Mapping[str, str] = field(default_factory=dict)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _months(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(month.split("/")) for month in text.split())


TURKIC = (r"'?-?[dt][ae]n",)  # 20'den 24 Mayıs'a, 20-dən 24-dək

LANGUAGES: dict[str, Language] = {
    "en": Language(
        _words(
            "sign ratif approv adopt held hold meet met discuss visit receiv open inaugurat launch clear demin begin"
            " began start complet finish build built construct restor deliver suppl hand submit establish train"
            " exercis drill stat said say told announc report call appoint normaliz warn thank interview affirm"
        ),
        _words(
            "shall will undertak pledg commit agre promis ensur oblig intend plan aim goal continu intensif deepen"
            " strengthen encourag stipulat provid envisag affirm effort joint regular"
        ),
        _months(
            "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept"
            " october/oct november/nov december/dec"
        ),
        frozenset(
            _words(
                "a an and any are as at be been before between both but by can could did do does each for from had has"
                " have he her him his how i if in into is it its may more most new no not of on one or other our out"
                " over own she so some such than that the their them then there these they this those to two under up"
                " upon was we were what when which while who whom whose will with would you your also all after"
            )
        ),
        to=_words("to until till through"),
        between=(("between", "and"), ("from", "to")),
        acts={
            "meeting": "met meet meets meeting meetings talks conferred summit",
            "visit": "visit visits visited visiting",
            "call": "telephon* phone phoned",
            "signature": "sign signs signed signing signature",
            "joint_exercise": "exercis* drill drills manoeuvr* maneuver* wargame*",
            "ratification": "ratif*",
        },
    ),
    "tr": Language(
        _words("imza onay kabul toplant gorus ziyaret acil basla tamamla temizle tatbikat egit teslim acikla soyle"),
        _words("edecek olacak taahhut kararlastir surdur guclendir destekle gelistir amacla"),
        _months("ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik"),
        frozenset(_words("ve ile bir bu icin de da olarak olan gibi daha cok en ne o ki")),
        to=_words("ile ila"),
        suffixes=TURKIC,
        acts={
            "meeting": "gorus* toplant* bulus*",
            "visit": "ziyaret*",
            "call": "telefon*",
            "signature": "imza*",
            "joint_exercise": "tatbikat*",
        },
    ),
    "az": Language(
        _words("imzala tesdiq qebul gorus sefer acil basla tamamla temizle telim catdir bildir soyle muzakire"),
        _words("edecek olacaq ohdelik davam guclendir destekle inkisaf meqsed"),
        _months("yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr"),
        frozenset(_words("ve ile bir bu ucun da de olan kimi daha cox en ne o ki")),
        suffixes=TURKIC,
        acts={
            "meeting": "gorus* toplanti*",
            "visit": "sefer*",
            "call": "telefon*",
            "signature": "imza*",
            "joint_exercise": "telim*",
        },
    ),
    "fr": Language(
        _words("sign ratifi approuv adopt reuni rencontr visit ouvr inaugur lanc demin achev constru livr soumi"),
        _words("doi devr engag continuer renforcer encourager prevoi effort regulier"),
        _months("janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"),
        frozenset(_words("le la les un une des de du et en a au aux pour par sur dans avec que qui est sont ce cette")),
        to=_words("au a jusqu'au"),
        between=(("entre", "et"),),
        acts={
            "meeting": "rencontr* reuni* entretien* pourparlers",
            "visit": "visite*",
            "call": "telephon*",
            "signature": "signe* signa signature signent",
            "joint_exercise": "exercice* manoeuvr*",
            "ratification": "ratifi*",
        },
    ),
    "de": Language(
        _words("unterzeichn ratifizier gebillig beschloss traf treffen besuch eroffn begann raumt liefer baut ubung"),
        _words("soll wird werden verpflicht verspr beabsichtig fortsetz starken forder regelmassig"),
        _months("januar februar marz april mai juni juli august september oktober november dezember"),
        frozenset(_words("der die das den dem des ein eine und in zu mit von fur auf ist sind im am als auch sich")),
        to=("bis", "bis zum"),
        between=(("zwischen", "und"),),
        acts={
            "meeting": "traf trafen treffen getroffen gesprach* beriet* beraten",
            "visit": "besuch*",
            "call": "telefon*",
            "signature": "unterzeichn*",
            "joint_exercise": "ubung* manover*",
            "ratification": "ratifizier*",
        },
    ),
    "ru": Language(
        _words("подписа ратифици одобри приня встрет визит откры нача заверши разминир учени постав построи заяви"),
        _words("обяз будет будут намерен продолж укреп поддерж обеспеч регулярн"),
        _months(
            "января/январь февраля/февраль марта/март апреля/апрель мая/май июня/июнь июля/июль августа/август"
            " сентября/сентябрь октября/октябрь ноября/ноябрь декабря/декабрь"
        ),
        frozenset(_words("и в во на с со по для что как из от до за не это к о об")),
        to=_words("по до"),
        between=(("между", "и"),),
        acts={
            "meeting": "встре* переговор* бесед*",
            "visit": "визит* посет* посещ*",
            "call": "телефон*",
            "signature": "подписа* подпиш*",
            "joint_exercise": "учени* маневр*",
            "ratification": "ратифици*",
        },
    ),
}

HAPPENED = tuple(dict.fromkeys(stem for one in LANGUAGES.values() for stem in one.happened))
PROMISED = tuple(dict.fromkeys(stem for one in LANGUAGES.values() for stem in one.promised))
SMALL = frozenset().union(*(one.small for one in LANGUAGES.values()))
MONTHS = {name: n for one in LANGUAGES.values() for n, names in enumerate(one.months, 1) for name in names}


@dataclass(frozen=True)
class Joined:
    """What stands between the ends of a stretch of days in any of the languages."""

    to: tuple[str, ...]
    between: tuple[tuple[str, str], ...]
    suffixes: tuple[str, ...]


JOINED = Joined(
    to=tuple(dict.fromkeys(word for one in LANGUAGES.values() for word in one.to)),
    between=tuple(pair for one in LANGUAGES.values() for pair in one.between),
    suffixes=tuple(dict.fromkeys(each for one in LANGUAGES.values() for each in one.suffixes)),
)
