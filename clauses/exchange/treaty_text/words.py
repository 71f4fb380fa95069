"""The words by which treaties name their parts, in the languages in which they are written. Add a language here.

Words are compared folded: lower-case, without accents, the dotless i of Turkish as an i.
"""

import unicodedata
from enum import StrEnum


class Kind(StrEnum):
    """What a part of a text is. The order of the divisions is that in which they hold each other."""

    NAME = "title of the text"
    PREAMBLE = "preamble"
    ANNEX = "annex"
    PART = "part"
    TITLE = "title"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    GROUP = "heading"  # printed over several articles, without a number
    CLOSING = "closing formula"
    RECITAL = "recital"
    FORMULA = "enacting formula"


DIVISIONS: dict[str, Kind] = {
    word: kind
    for kind, words in {
        Kind.ANNEX: "annex appendix protocol schedule annexe appendice protocole calendrier anhang anlage protokoll ek "
        "protokol əlavə приложение протокол дополнение anexo allegato",
        Kind.PART: "part book partie livre teil buch kısım kitap hissə часть книга parte libro 部分 編 编 篇",
        Kind.TITLE: "title titre titel başlık раздел título titolo",
        Kind.CHAPTER: "chapter chapitre kapitel bölüm fəsil глава capítulo capitolo hauptstück 章",
        Kind.SECTION: "section subsection abschnitt unterabschnitt ayırım ayrım bölmə подраздел отдел sección sezione "
        "節 节",
    }.items()
    for word in words.split()
}
ARTICLES = ("article", "articles", "art", "artikel", "madde", "maddə", "статья", "ст", "artículo", "articolo", "§")
PREAMBLES = (
    *("preamble", "préambule", "präambel", "başlangıç", "преамбула", "preambula", "müqəddimə", "preámbulo"),
    *("序言", "序文", "弁言"),
)
CLOSINGS = (
    "in witness whereof",
    "in faith whereof",
    "done at",
    "done in",
    "en foi de quoi",
    "fait a",
    "zu urkund dessen",
    "geschehen zu",
    "в удостоверение",
    "совершено",
    "bunun kanıtı olarak",
    "yukarıdaki hususları tasdiken",
    "işbu anlaşma",
    "bunun təsdiqi olaraq",
    "en fe de lo cual",
    "in fede di che",
    "為此，",
    "为此，",
    "此證",
    "此证",
)
ORDINALS = {
    number: words.split()
    for number, words in {
        1: "premier première first unique sole one erster erste erstes birinci первая первый primero birinci",
        2: "deuxième second two zweiter zweite zweites ikinci вторая второй segundo",
        3: "troisième third three dritter dritte drittes üçüncü третья третий tercero",
        4: "quatrième fourth four vierter vierte viertes dördüncü четвертая четвертый cuarto",
        5: "cinquième fifth five fünfter fünfte fünftes beşinci пятая пятый quinto",
        6: "sixième sixth six sechster sechste sechstes altıncı шестая шестой sexto",
        7: "septième seventh seven siebter siebte siebtes yedinci yeddinci седьмая седьмой séptimo",
        8: "huitième eighth eight achter achte achtes sekizinci səkkizinci восьмая восьмой octavo",
        9: "neuvième ninth nine neunter neunte neuntes dokuzuncu doqquzuncu девятая девятый noveno",
        10: "dixième tenth ten zehnter zehnte zehntes onuncu десятая десятый décimo",
        11: "eleventh eleven onzième",
        12: "twelfth twelve douzième",
        13: "thirteenth thirteen treizième",
        14: "fourteenth fourteen quatorzième",
        15: "fifteenth fifteen quinzième",
        16: "sixteenth sixteen seizième",
        17: "seventeenth seventeen",
        18: "eighteenth eighteen",
        19: "nineteenth nineteen",
        20: "twentieth twenty",
    }.items()
}
AGREED = (  # how the last paragraph of a preamble ends
    "as follows",
    "comme suit",
    "ce qui suit",
    "folgendes vereinbart",
    "нижеследующем",
    "anlaşmışlardır",
    "razılaşdılar",
    "lo siguiente",
    "quanto segue",
    "協議如下",
    "协议如下",
    "議定如下",
    "议定如下",
)
AGAIN = ["bis", "ter", "quater", "quinquies", "sexies", "septies"]


def folded(word: str) -> str:
    """A word as it is compared; `ı` and `İ` are an i."""
    plain = unicodedata.normalize("NFD", word.replace("ı", "i").replace("İ", "i").lower())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


DIVISION_WORDS = {folded(word): kind for word, kind in DIVISIONS.items()}
ARTICLE_WORDS = {folded(word) for word in ARTICLES}
PREAMBLE_WORDS = {folded(word) for word in PREAMBLES}
CLOSING_WORDS = tuple(folded(words) for words in CLOSINGS)
AGREED_WORDS = tuple(folded(words) for words in AGREED)
ORDINAL_WORDS = {folded(word): number for number, words in ORDINALS.items() for word in words}
