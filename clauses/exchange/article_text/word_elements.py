"""What the elements of a Word document say: which words are read, which are not, and where a paragraph ends."""

import re
from collections import Counter

W, M = "wordprocessingml:", "math:"
PARAGRAPH, RUN, ALTERNATIVES = W + "p", W + "r", "markup-compatibility:AlternateContent"
DELETED, HIDDEN, ITEMS = "deleted words", "hidden words", "signs or numbers before items of lists"
INSERTED, FORMULAS = "inserted words, which are read", "formulas, which are read in one line"
NOTES, COMMENTS, MARGINS = "footnotes and endnotes", "comments", "headers and footers"
SYMBOLS, OBJECTS = "signs of special fonts", "charts, diagrams and embedded documents"
# Elements all of whose words are left out, and what that is called, if it is worth saying.
SKIPPED = {
    W + "del": DELETED,
    W + "moveFrom": DELETED,
    W + "rt": "",
    W + "sectPrChange": "",
    W + "pPrChange": "",
    W + "rPrChange": "",
    W + "tblPrChange": "",
}
COUNTED = {
    W + "ins": INSERTED,
    W + "moveTo": INSERTED,
    M + "oMath": FORMULAS,
    W + "footnoteReference": NOTES,
    W + "endnoteReference": NOTES,
    W + "commentReference": COMMENTS,
    W + "headerReference": MARGINS,
    W + "footerReference": MARGINS,
    W + "altChunk": OBJECTS,
    "chart:chart": OBJECTS,
    "diagram:relIds": OBJECTS,
    W + "object": OBJECTS,
}
SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "noBreakHyphen": "-"}
HEXADECIMAL = re.compile("[0-9A-Fa-f]{1,6}")
OWN_SIGNS = re.compile(
    "symbol|dingbats|wingdings|webdings|mt extra", re.IGNORECASE
)  # fonts; “Segoe UI Symbol” has more
PRIVATE = re.compile("[\ue000-\uf8ff]")  # what such fonts are written with
BREAKS = (W + "br", W + "cr")
OFF = {"0", "false", "off", "none"}


def is_off(attributes: dict[str, str]) -> bool:
    """Whether a property that is on by being there is turned off."""
    return attributes.get(W + "val", "1").lower() in OFF


class _Paragraph:
    """One paragraph while it is read. `joined` says that its end was deleted, so that the next goes on in it."""

    def __init__(self, is_hidden: bool = False) -> None:
        self.blocks, self.joined, self.is_hidden, self.after_break = [""], False, is_hidden, False


class Words:
    """Takes the elements of the main part in their order; `lines` are the paragraphs then.

    One break of a line ends no paragraph, two in a row do. A text box is paragraphs of its own.
    """

    def __init__(self, hidden: set[str], *, reads_fields: bool = True) -> None:
        self.hidden, self.reads_fields = hidden, reads_fields
        self.left_out: Counter = Counter()
        self.has_body = False
        self._all: list[_Paragraph] = []
        self._open: list[_Paragraph] = []
        self._path: list[str] = []
        self._skip = 0  # the depth from which on nothing is read; 0 where everything is
        self._chosen: list[bool] = []  # of each alternative, whether one form of it was read
        self._codes: list[bool] = []  # of each field, whether its code goes on
        self._run_hidden = False

    @property
    def has_open_field(self) -> bool:
        return bool(self._codes)

    def lines(self) -> list[str]:
        lines: list[str] = []
        goes_on = False
        for paragraph in self._all:
            first, *more = paragraph.blocks
            if goes_on:
                lines[-1] += first
            else:
                lines.append(first)
            lines += more
            goes_on = paragraph.joined
        return [" ".join(line.split()) for line in lines]

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name)
        if self._skip:
            return
        if self._is_skipped(name, attributes):
            self._skip = len(self._path)
        elif name == PARAGRAPH:
            self._open.append(_Paragraph())
            self._all.append(self._open[-1])
        elif name == RUN:
            self._run_hidden = bool(self._open) and self._open[-1].is_hidden
        elif self._path[-2:-1] != [RUN] or not self._sign(name, attributes):
            self._property(name, attributes)

    def end(self, name: str) -> None:
        if self._skip == len(self._path):
            self._skip = 0
        elif not self._skip:
            if name == PARAGRAPH:
                self._open.pop()
                self._run_hidden = False
            elif name == ALTERNATIVES:
                self._chosen.pop()
        self._path.pop()

    def text(self, words: str) -> None:
        if not self._skip and self._path[-1] in (W + "t", M + "t"):
            self._add(words)

    def _is_skipped(self, name: str, attributes: dict[str, str]) -> bool:
        if name == ALTERNATIVES:
            self._chosen.append(False)
        elif self._path[-2:-1] == [ALTERNATIVES]:
            read = self._chosen[-1]
            self._chosen[-1] = True
            return read
        if name in (W + "del", W + "moveFrom") and self._path[-2:-1] == [W + "rPr"]:
            return False  # the end of a paragraph, see `_property`
        if SKIPPED.get(name):
            self.left_out[SKIPPED[name]] += 1
        return name in SKIPPED

    def _sign(self, name: str, attributes: dict[str, str]) -> bool:
        """Takes what stands for a sign, or for a field, in a run, and says whether it was one."""
        if name in BREAKS:
            self._break()
        elif name in SIGNS:
            self._add(SIGNS[name])
        elif name == W + "fldChar":
            self._field(attributes.get(W + "fldCharType"))
        elif name == W + "sym":
            self._symbol(attributes.get(W + "char", ""), attributes.get(W + "font", ""))
        else:
            return False
        return True

    def _property(self, name: str, attributes: dict[str, str]) -> None:
        """What says something of a paragraph, a run or the whole, or is only counted."""
        if name == W + "body":
            self.has_body = self._path[:1] == [W + "document"]
        elif self._open and self._path[-3:-1] == [W + "pPr", W + "rPr"]:
            # A paragraph whose end was deleted, or is not shown, goes on in the next.
            self._open[-1].joined |= name in (W + "del", W + "moveFrom") or (
                name in (W + "vanish", W + "specVanish") and not is_off(attributes)
            )
        elif self._open:
            self._hide(name, attributes)
        if name in COUNTED and self._path[-2:-1] != [W + "rPr"]:
            self.left_out[COUNTED[name]] += 1

    def _hide(self, name: str, attributes: dict[str, str]) -> None:
        value = attributes.get(W + "val", "")
        if name == W + "vanish":
            self._run_hidden = not is_off(attributes)
        elif name == W + "rStyle" and value in self.hidden:
            self._run_hidden = True
        elif name == W + "pStyle":
            self._open[-1].is_hidden = value in self.hidden
        elif name == W + "numId" and value != "0":
            self.left_out[ITEMS] += 1

    def _field(self, step: str | None) -> None:
        if not self.reads_fields:
            return
        if step == "begin":
            self._codes.append(True)
        elif step == "separate" and self._codes:
            self._codes[-1] = False
        elif step == "end" and self._codes:
            self._codes.pop()

    def _symbol(self, code: str, font: str) -> None:
        """A sign by its number; those of the fonts that have signs of their own mean nothing elsewhere."""
        number = int(code, 16) if HEXADECIMAL.fullmatch(code) else 0
        is_own = number < 0x100 and bool(OWN_SIGNS.search(font))
        if 0x20 <= number < 0xD800 and not is_own:
            self._add(chr(number))
        else:
            self.left_out[SYMBOLS] += 1

    def _break(self) -> None:
        if not self._open or any(self._codes) or self._run_hidden:
            return
        paragraph = self._open[-1]
        if paragraph.after_break:
            paragraph.blocks.append("")
        else:
            paragraph.blocks[-1] += " "
        paragraph.after_break = not paragraph.after_break

    def _add(self, words: str) -> None:
        if not self._open or any(self._codes):
            return
        if self._run_hidden and self._path[-1] != M + "t":
            self.left_out[HIDDEN] += 1
            return
        words, signs = PRIVATE.subn("", words)
        self.left_out[SYMBOLS] += signs
        self._open[-1].blocks[-1] += words
        self._open[-1].after_break &= not words.strip()
