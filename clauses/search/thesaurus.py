"""Words of the press and of other languages, with the words that records use instead.

A reader who asks for one is told what is looked for. The terms of the vocabularies stay; this is how people find them.
"""

import re
from collections.abc import Iterator
from functools import cache

from ..search_index.words import split, stems, twins

# The words of records, each with what it is also called, parted by commas.
ALSO_CALLED: dict[tuple[str, ...], str] = {
    # What is done
    ("approval by parliament",): "ratified, ratification, ratify, onay, onaylandı, ratifikasiya, təsdiq, ратификация",
    ("signature", "sign"): "signed, signing, inked, initialled, imza, imzalandı, imzalanması, подписание, подписан",
    ("entry into force", "takes effect"): "entered into force, came into force, comes into force, enters into force,"
    " enter into force, took effect, yürürlüğe giriş, qüvvəyə minmə, вступление в силу",
    ("drill", "exercise"): "drill, exercise, war game, manoeuvre, maneuver, tatbikat, tatbikatı, təlim, təlimi, учение",
    ("de-mining", "mine"): "mine clearance, minesweeping, mine sweeping, mine removal, clearing mines, разминирование,"
    " minatəmizləmə, mayın temizleme, mayın temizliği",
    ("mine",): "landmine, land mine, mayın, mina, мина",
    ("visit",): "ziyaret, səfər, визит",
    ("meeting",): "toplantı, görüş, iclas, встреча, заседание, réunion, Treffen",
    ("summit",): "zirve, zirvə, sammit, саммит, sommet, Gipfel",
    ("statement",): "açıklama, bəyanat, заявление",
    ("training",): "eğitim, обучение",
    ("reconstruction",): "rebuilding, yeniden inşa, bərpa, восстановление",
    # What is built or made
    ("corridor",): "koridor, koridoru, dəhliz, dəhlizi, коридор, couloir, Korridor",
    ("railway",): "rail, railroad, rail line, rail link, train line, demiryolu, dəmir yolu, железная дорога,"
    " chemin de fer, Eisenbahn",
    ("pipeline",): "gas line, boru hattı, kəmər, kəməri, газопровод, трубопровод, gazoduc, Gasleitung",
    ("gas",): "natural gas, doğal gaz, doğalgaz, təbii qaz, qaz, газ",
    ("electricity",): "elektrik, elektrik enerjisi, электричество, электроэнергия",
    ("drones", "unmanned aircraft"): "uav, unmanned aerial vehicle, iha, siha, insansız hava aracı, pua, беспилотник",
    ("base",): "üs, üssü, baza, bazası, база",
    ("university",): "üniversite, universitet, университет, université, Universität",
    ("consulate",): "konsolosluk, başkonsolosluk, konsulluq, baş konsulluq, консульство, генконсульство",
    # Papers
    ("agreement",): "accord, anlaşma, antlaşma, müqavilə, saziş, договор, соглашение, Abkommen",
    ("treaty",): "antlaşma, müqavilə, договор, traité, Vertrag",
    ("declaration",): "beyanname, beyannamesi, bəyannamə, bəyannaməsi, декларация, déclaration, Erklärung",
    ("memorandum",): "mutabakat zaptı, memorandumu, меморандум",
    ("memorandum of understanding", "memorandum"): "mou",
    ("protocol",): "protokol, protokolu, протокол",
    ("law",): "kanun, yasa, qanun, закон",
    # Bodies and who leads them
    ("parliament",): "parlamento, parlament, парламент, меджлис, parlement",
    ("president",): "cumhurbaşkanı, prezident, президент, président",
    (
        "minister of foreign affairs",
    ): "foreign minister, dışişleri bakanı, xarici işlər naziri, министр иностранных дел",
    ("ministry of foreign affairs",): "foreign ministry, dışişleri bakanlığı, xarici işlər nazirliyi,"
    " министерство иностранных дел",
    ("minister of defence", "minister of national defence"): "defence minister, savunma bakanı, müdafiə naziri,"
    " министр обороны",
    ("ministry of defence", "ministry of national defence"): "defence ministry, savunma bakanlığı, müdafiə nazirliyi,"
    " министерство обороны",
    ("armed forces",): "army, silahlı kuvvetler, ordu, silahlı qüvvələr, армия, вооруженные силы",
    ("security council",): "güvenlik kurulu, təhlükəsizlik şurası, совет безопасности",
    ("agency",): "ajansı, agentliyi, агентство",
    # Fields
    ("defence",): "savunma, müdafiə, оборона",
    ("defence industry",): "arms industry, savunma sanayii, müdafiə sənayesi, оборонная промышленность",
    ("security",): "güvenlik, təhlükəsizlik, безопасность",
    ("cyber security",): "siber güvenlik, kibertəhlükəsizlik, кибербезопасность",
    ("terrorism",): "terör, terrorizm, терроризм",
    ("education",): "eğitim, təhsil, образование",
    ("culture",): "kültür, mədəniyyət, культура",
    ("energy",): "enerji, энергетика, энергия",
    ("trade",): "commerce, ticaret, ticarət, торговля",
    ("investment",): "yatırım, investisiya, sərmayə, инвестиции",
    ("transport",): "transportation, ulaştırma, nəqliyyat, транспорт",
    ("media",): "medya, сми",
    ("peace",): "barış, sülh, мир",
    ("alliance",): "ittifak, müttefiklik, müttəfiqlik, союз, союзничество",
    ("diaspora",): "диаспора",
    ("dollar",): "usd, dolar, доллар, доллара, долларов",
    # States and towns, and who is of them
    ("türkiye", "turkey"): "turkish, турция, türkiyə, türk, turquie, türkei, турецкий",
    ("azerbaijan",): "azerbaijani, azeri, azerbaycan, азербайджан, азербайджанский, azerbaïdjan, aserbaidschan",
    ("armenia",): "armenian, ermenistan, ermənistan, hayastan, армения, армянский, arménie, armenien",
    ("georgia",): "georgian, gürcistan, gürcüstan, sakartvelo, грузия, грузинский, géorgie, georgien",
    ("russia",): "russian, rusya, rusiya, россия, российский, russie, russland",
    ("iran",): "iranian, иран, иранский",
    ("pakistan",): "pakistani, пакистан, пакистанский",
    ("kazakhstan",): "kazakh, kazakistan, qazaxıstan, казахстан, казахский",
    ("uzbekistan",): "uzbek, özbekistan, özbəkistan, узбекистан, узбекский",
    ("turkmenistan",): "turkmen, türkmenistan, туркменистан, туркменский",
    ("kyrgyzstan",): "kyrgyz, kırgızistan, qırğızıstan, киргизия, кыргызстан",
    ("united states",): "usa, america, american, abd, amerika, abş, сша, états-unis, vereinigte staaten",
    ("istanbul",): "стамбул, stambul, constantinople",
    ("baku",): "bakou",
    ("moscow",): "moskova, moskva, москва, moscou, moskau",
    ("tbilisi",): "tiflis, тифлис",
    ("yerevan",): "erivan, revan, irəvan, eriwan",
    ("samarkand",): "semerkant, səmərqənd",
    ("tashkent",): "taşkent, daşkənd, ташкент",
    ("nakhchivan",): "nahçıvan, naxçıvan, нахичевань, нахчыван",
}
# How words are declined: what stands before these endings is compared where the word itself is not known.
ENDINGS = (
    re.compile("(?<=[а-я]{3})(?:ого|ому|ыми|ими|ами|ями|ия|ии|ию|ие|ои|ыи|ая|ую|ое|ом|ем|ах|ях|ов|[аеиоуыюяйь])$"),
    re.compile("(?<=[a-z]{4})(?:lar|ler)?(?:i|u|si|su|in|un|nin|nun)?(?:[ny]?[aei]|n?d[ae]n?|nin|nun|in)?$"),
)


@cache
def _entries() -> dict[tuple[str, ...], tuple[str, ...]]:
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for ours, others in ALSO_CALLED.items():
        for other in others.split(","):
            words = split(other)
            spellings = {tuple(words), (*words[:-1], bare(words[-1])), *((w,) for w in ["".join(words)] if words[1:])}
            for spelled in spellings:
                found[spelled] = tuple(dict.fromkeys((*found.get(spelled, ()), *ours)))
    return found


def ours(words: tuple[str, ...]) -> tuple[str, ...]:
    """What records call it, beside the word itself; empty where nothing is known of it."""
    *before, last = words
    for spelled in _spellings(last):
        called = _entries().get((*before, spelled))
        if called:
            return tuple(term for term in called if split(term) != [*before, spelled])
    return ()


def _spellings(word: str) -> Iterator[str]:
    """The word, what it is a form of, and how English spells it otherwise."""
    for stem in stems(word):
        yield stem
        yield from twins(stem)
    if bare(word) != word:
        yield bare(word)


def bare(word: str) -> str:
    """A declined Russian, Turkish or Azerbaijani word without its ending."""
    for ending in ENDINGS:
        word = ending.sub("", word)
    return word


# Words that are taken together, of an entry or of a figure with its unit: 132 square kilometres.
LONGEST = max(3, *(len(split(word)) for words in ALSO_CALLED.values() for word in words.split(",")))
