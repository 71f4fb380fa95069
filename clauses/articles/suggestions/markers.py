"""The words by which passages are told from others, for every language in one table: add a language here.

Words are written folded (`clauses.folding`) and as stems: “clear” stands for cleared, clears and clearance. What
happened to an action's agreement or how strong a promise is, is for a person to say; these words only point at it.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """What a language's reports use: `happened` of what was done or announced, `promised` of what is owed.

    `months` are the twelve names, each with its short forms; `small` are the words that say nothing of the subject.
    """

    happened: tuple[str, ...]
    promised: tuple[str, ...]
    months: tuple[tuple[str, ...], ...] = ()
    small: frozenset[str] = frozenset()


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _months(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(month.split("/")) for month in text.split())


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
    ),
    "tr": Language(
        _words("imza onay kabul toplant gorus ziyaret acil basla tamamla temizle tatbikat egit teslim acikla soyle"),
        _words("edecek olacak taahhut kararlastir surdur guclendir destekle gelistir amacla"),
        _months("ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik"),
        frozenset(_words("ve ile bir bu icin de da olarak olan gibi daha cok en ne o ki")),
    ),
    "az": Language(
        _words("imzala tesdiq qebul gorus sefer acil basla tamamla temizle telim catdir bildir soyle muzakire"),
        _words("edecek olacaq ohdelik davam guclendir destekle inkisaf meqsed"),
        _months("yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr"),
        frozenset(_words("ve ile bir bu ucun da de olan kimi daha cox en ne o ki")),
    ),
    "fr": Language(
        _words("sign ratifi approuv adopt reuni rencontr visit ouvr inaugur lanc demin achev constru livr soumi"),
        _words("doi devr engag continuer renforcer encourager prevoi effort regulier"),
        _months("janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"),
        frozenset(_words("le la les un une des de du et en a au aux pour par sur dans avec que qui est sont ce cette")),
    ),
    "de": Language(
        _words("unterzeichn ratifizier gebillig beschloss traf treffen besuch eroffn begann raumt liefer baut ubung"),
        _words("soll wird werden verpflicht verspr beabsichtig fortsetz starken forder regelmassig"),
        _months("januar februar marz april mai juni juli august september oktober november dezember"),
        frozenset(_words("der die das den dem des ein eine und in zu mit von fur auf ist sind im am als auch sich")),
    ),
    "ru": Language(
        _words("подписа ратифици одобри приня встрет визит откры нача заверши разминир учени постав построи заяви"),
        _words("обяз будет будут намерен продолж укреп поддерж обеспеч регулярн"),
        _months(
            "января/январь февраля/февраль марта/март апреля/апрель мая/май июня/июнь июля/июль августа/август"
            " сентября/сентябрь октября/октябрь ноября/ноябрь декабря/декабрь"
        ),
        frozenset(_words("и в во на с со по для что как из от до за не это к о об")),
    ),
}

HAPPENED = tuple(dict.fromkeys(stem for one in LANGUAGES.values() for stem in one.happened))
PROMISED = tuple(dict.fromkeys(stem for one in LANGUAGES.values() for stem in one.promised))
SMALL = frozenset().union(*(one.small for one in LANGUAGES.values()))
MONTHS = {name: n for one in LANGUAGES.values() for n, names in enumerate(one.months, 1) for name in names}
