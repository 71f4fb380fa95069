"""How a part of a treaty begins: the word and number of a chapter or article, the number of a paragraph or item."""

import re
from dataclasses import dataclass

from .numerals import Numeral, readings
from .words import ARTICLE_WORDS, CLOSING_WORDS, DIVISION_WORDS, PREAMBLE_WORDS, Kind, folded

AGAIN = r"(?:\s?(?:bis|ter|quater|quinquies|sexies|septies)\b)"
NUMBER = (
    r"[A-Z][-–]\d{1,3}(?!\w)|"
    rf"\d{{1,3}}(?:er|re|ère)?(?:{AGAIN}|[-–/.]?[A-Za-zА-Я](?!\w))?|[IVXLCDM]+(?!\w){AGAIN}?|[A-ZА-Я](?!\w)"
)
WORD = r"[^\W\d_]+"
CHINESE_DIGIT = "[一二三四五六七八九十百零〇\\d]"
CHINESE = rf"第\s?{CHINESE_DIGIT}{{1,6}}\s?[條条](?:之[一二三四五六七八九])?"
CHINESE_HEADING = re.compile(
    rf"第\s?(?P<number>{CHINESE_DIGIT}{{1,6}})\s?(?P<word>[條条章節节]|部分|[編编篇])(?P<again>之[一二三四五六七八九])?(?P<rest>.*)",
    re.DOTALL,
)
CHINESE_ANNEX = re.compile(
    r"(?P<word>附件|附錄|附录)\s?(?P<number>[一二三四五六七八九十\d]{0,3})(?P<rest>(?:[\s:：].*)?)"
)
NO_HEADING = tuple("第所之規规定及和與与或至、，,款項项）)內内的中下")  # what follows a number that is only named
NAMED = re.compile(
    rf"(?P<word>{WORD}|§)\.? ?(?:[-–—] ?)?(?:(?P<number>{NUMBER})|(?P<ordinal>{WORD})(?!\w))(?P<rest>.*)", re.DOTALL
)
TURNED = re.compile(
    rf"(?P<number>\d{{1,3}}|[IVXLCDM]+|{WORD})\.?(?:[-–]?(?:ci|cı|cu|cü|inci|ıncı|nci|ncı|uncu|üncü))?\.? "
    rf"(?P<word>{WORD})(?!\w)(?P<rest>.*)",
    re.DOTALL,
)
ITEMS = (
    ("()", re.compile(r"[(（]\s?(\d{1,3}|[^\W\d_]{1,5})\s?[)）][.:]?\s*")),
    ("1.1", re.compile(r"(\d{1,3}(?:\.\d{1,3})+)[.)]?\s+")),
    (")", re.compile(r"(\d{1,3}|[^\W\d_]{1,4})\)\s*")),
    ("、", re.compile(r"([一二三四五六七八九十]{1,5})[、．.]\s*")),
    (".", re.compile(r"(\d{1,3})[、．]\s*")),
    (".", re.compile(r"(\d{1,3}(?:\s?(?:bis|ter|quater))?|[A-Za-zА-Яа-я]|[IVXivx]{1,6})\.(?:\s*[-–—])?(?!\d)\s*")),
    ("-", re.compile(r"(\d{1,3})\s?[-–—]\s+")),
)
SEPARATOR = re.compile(r"\s*[.:–—-]+\s*|\s+")
# As in “Article 5 (a) of this Convention”, which only names it.
NAMES_AN_ITEM = re.compile(
    r"(?:\([^\W_]{1,4}\)\s?)+(?:,|;|\)|(?:of|and|or|to|in|above|below|shall|is|are|has|may|applies)\b)"
)
FINAL = (".", ";", ",", ":", "。", "；", "，", "：")
LONGEST_TITLE = 16  # words beside the number of a chapter


@dataclass(frozen=True)
class Mark:
    """What a line begins with. `style` tells lists apart, `rest` is what the line says after it."""

    kind: Kind
    printed: str
    rest: str
    style: str = ""
    numerals: tuple[Numeral, ...] = ()
    is_separated: bool = False  # by a full stop or dash from what follows


def mark_of(text: str) -> Mark | None:
    """The division, article, preamble or closing that begins in this line by its words."""
    plain = folded(text).strip(" .:*")
    if plain in PREAMBLE_WORDS:
        return Mark(Kind.PREAMBLE, "", text.strip(" .:*"))
    if plain.startswith(CLOSING_WORDS) and not text[:1].islower():
        return Mark(Kind.CLOSING, "", text)
    return _named(text) or _turned(text) or _alone(text) or _chinese(text)


def _named(text: str) -> Mark | None:
    found = NAMED.match(text)
    if not found or found["word"][:1].islower():
        return None
    kind = _kind(found["word"])
    printed = (found["number"] or found["ordinal"] or "").strip()
    numerals = tuple(readings(printed))
    if kind is None or not numerals or (found["ordinal"] and len(printed) < 3):
        return None
    return _with_rest(kind, printed, numerals, found["rest"])


def _turned(text: str) -> Mark | None:
    """As in “Birinci Bölüm”, “I FƏSİL”, “Erster Teil”, “1-ci maddə”."""
    found = TURNED.match(text)
    if not found:
        return None
    kind, numerals = _kind(found["word"]), tuple(readings(found["number"]))
    is_small = found["word"][:1].islower() and kind != Kind.ARTICLE
    if kind is None or not numerals or is_small or found["number"][:1].islower():
        return None
    if kind == Kind.ARTICLE and "-" not in text[: found.start("word")]:
        return None  # “1 Article” is nothing
    return _with_rest(kind, found["number"], numerals, found["rest"])


def _alone(text: str) -> Mark | None:
    """An annex without a number: the word alone, or a line in capitals that begins with it."""
    first = re.match(WORD, text)
    if not first or DIVISION_WORDS.get(folded(first[0])) != Kind.ANNEX or first[0][:1].islower():
        return None
    if len(text.split()) > LONGEST_TITLE or text.endswith(FINAL) or (text != first[0] and not text.isupper()):
        return None
    return Mark(Kind.ANNEX, "", text, style=folded(first[0]))


def _chinese(text: str) -> Mark | None:
    """As in 第五條, 第八條之二, 第一部分; what follows an article may stand right beside it."""
    found = CHINESE_HEADING.match(text)
    if not found:
        annex = CHINESE_ANNEX.fullmatch(text) if text.startswith("附") else None
        numerals = tuple(readings(annex["number"])) if annex else ()
        return Mark(Kind.ANNEX, annex["number"], annex["rest"].strip(" :："), "annex", numerals) if annex else None
    kind, rest = DIVISION_WORDS.get(found["word"], Kind.ARTICLE), found["rest"]
    printed = found["number"] + (found["again"] or "")
    beside = rest.lstrip(" :：—–-\t")
    is_glued = beside == rest and bool(rest)
    is_title = len(beside) <= LONGEST_TITLE * 3 and not beside.endswith(FINAL)
    if beside.startswith(NO_HEADING) if is_glued else (kind != Kind.ARTICLE and not is_title):
        return None
    if is_glued and kind != Kind.ARTICLE:
        return None
    return Mark(kind, printed, beside, kind.value, tuple(readings(printed)), is_glued)


def _kind(word: str) -> Kind | None:
    plain = folded(word)
    return Kind.ARTICLE if plain in ARTICLE_WORDS else DIVISION_WORDS.get(plain)


def _with_rest(kind: Kind, printed: str, numerals: tuple[Numeral, ...], rest: str) -> Mark | None:
    """None where the line goes on like a sentence that only names the part: “Article 5 of this Convention shall …”."""
    after = SEPARATOR.match(rest)
    beside = rest[after.end() :] if after else rest
    if rest and not after and not beside.startswith("("):
        return None
    is_separated = after is not None and not after[0].isspace()
    item = item_of(beside) if beside[:1].islower() else None
    is_sentence = beside[:1].islower() and not (item and (is_separated or item.rest[:1].isupper()))
    if is_sentence or (beside and beside[0] in ",;)") or NAMES_AN_ITEM.match(beside):
        return None
    is_title = len(beside.split()) <= LONGEST_TITLE and not beside.endswith(FINAL)
    if kind != Kind.ARTICLE and not is_title:
        return None
    return Mark(kind, printed, beside.strip(), kind.value, numerals, is_separated)


def item_of(text: str) -> Mark | None:
    """The number of a paragraph or item that a line begins with, whether or not it fits into a list."""
    for style, pattern in ITEMS:
        found = pattern.match(text)
        if found is not None:
            return _item(style, found[1], text[found.end() :], "".join(found[0].rstrip(" .:").split()))
    return None


def _item(style: str, printed: str, rest: str, opened: str) -> Mark | None:
    is_decimal = style == "1.1"
    numerals = tuple(readings(printed.rpartition(".")[2] if is_decimal else printed))
    is_word = style == "." and rest[:1].islower() and not printed[0].isdigit()
    if not numerals or is_word:
        return None
    shown = {"()": opened, ")": f"{printed})"}.get(style, printed)
    return Mark(Kind.ITEM, shown, rest.strip(), f"1.1/{printed.count('.')}" if is_decimal else style, numerals)
