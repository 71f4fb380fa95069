"""The elements of a web page: which hold words of an article, which begin a block, and what the others are called."""

import re
from typing import Any

Element = Any  # of lxml, which brings no types
AROUND, HIDDEN, CAPTIONS = (
    "parts around the article, such as navigation and forms",
    "hidden parts",
    "captions of pictures",
)
LINKS, ITEMS, DELETED = "lines that are links to elsewhere", "signs or numbers before items of lists", "deleted words"
PICTURES = "drawings, frames and formulas drawn as pictures"
READINGS, FORMULAS = "readings beside words", "formulas, which are read in one line"
NO_WORDS = {
    "script",
    "style",
    "template",
    "noscript",
    "head",
    "title",
    "meta",
    "link",
    "base",
    "param",
    "source",
    "track",
    "noembed",
    "noframes",
    "annotation",
    "annotation-xml",
    "progress",
    "meter",
}
LEFT_OUT = (
    dict.fromkeys(("nav", "footer", "aside", "menu", "button", "select", "textarea", "input", "datalist"), AROUND)
    | dict.fromkeys(("svg", "canvas", "iframe", "object", "embed", "applet", "audio", "video", "map"), PICTURES)
    | {"figcaption": CAPTIONS, "del": DELETED, "rp": "-", "rt": READINGS, "rtc": READINGS}
)
ROLES = {"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu", "menubar"}
GROUPS = frozenset(
    ("aside", "dd", "div", "dl", "fieldset", "footer", "form", "header", "li", "ol", "search", "section", "table", "ul")
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
CELLS = frozenset(("caption", "td", "th"))
OTHERS = (
    "address",
    "article",
    "blockquote",
    "body",
    "center",
    "details",
    "dialog",
    "dir",
    "dt",
    "figure",
    "hgroup",
    "hr",
)
MORE = ("html", "legend", "main", "p", "summary", "tbody", "tfoot", "thead", "tr")
FIXED = frozenset(("listing", "plaintext", "pre", "xmp"))  # whose lines end where they are written
BLOCKS = GROUPS | HEADINGS | CELLS | frozenset((*OTHERS, *MORE)) | FIXED
NO_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:opacity|font-size)\s*:\s*0*\.?0+(?:[a-z]+|%)?)"
    r"\s*(?:!\s*important\s*)?(?:;|$)"
)
A_BLOCK = re.compile(r"(?:^|;)\s*display\s*:\s*(?:block|flex|grid|list-item|table)")
LINES = re.compile(r"(?:^|;)\s*white-space\s*:\s*(?:pre|pre-wrap|pre-line|break-spaces)\s*(?:!\s*important\s*)?(?:;|$)")
UNSEEN_CLASS = {"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screenreader"}
NAMED_AROUND = re.compile(
    r"(?:^|[-_ ])(?:comments?|disqus|related|recommended|share|sharing|social|newsletter|subscribe|cookies?"
    r"|breadcrumbs?|sidebar|advert(?:isement)?s?|ads?|promo|navbar|menu|pagination|tags?)(?:[-_ ]|$)",
    re.IGNORECASE,
)


def why_left_out(element: Element) -> str:
    """What an element that is no part of the words of an article is called; empty for all others."""
    tag, get = element.tag, element.get
    if not isinstance(tag, str) or tag in NO_WORDS:
        return "-"
    if tag in LEFT_OUT:
        return LEFT_OUT[tag]
    classes = (get("class") or "").lower()
    if (
        get("hidden") is not None
        or NO_STYLE.search((get("style") or "").lower())
        or UNSEEN_CLASS & set(classes.split())
    ):
        return HIDDEN
    if tag == "dialog" and get("open") is None:
        return HIDDEN
    is_page_header = tag == "header" and next(element.iterancestors("article", "main"), None) is None
    return AROUND if get("role") in ROLES or (is_page_header and element.find(".//h1") is None) else ""


def is_named_around(element: Element) -> bool:
    """Whether its class or id says that it stands around an article; who holds most of the words is the article."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag in GROUPS and bool(NAMED_AROUND.search(names))


def is_block(element: Element) -> bool:
    return element.tag in BLOCKS or bool(A_BLOCK.search((element.get("style") or "").lower()))


def has_fixed_lines(element: Element) -> bool:
    """Whether the lines of a block end where they are written, and not where the window ends."""
    return element.tag in FIXED or (is_block(element) and bool(LINES.search((element.get("style") or "").lower())))
