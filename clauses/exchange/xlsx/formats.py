"""How a spreadsheet shows what it stores: the formats of its cells, and what they hide or change."""

import re

# The formats that a file need not spell out: dates and times, and among them those with a day and a year.
BUILT_IN_DATES, BUILT_IN_DAYS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}, {14, 15, 22}
BUILT_IN = {0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 49: "@"}
BESIDE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|[_*].')  # words, colours and conditions, signs, room
AS_STORED = ("general", "@")
ISO = "yyyy-mm-dd"
CALENDAR = re.compile(r"\[\$[^\]-]*-[0-9a-f]{5,}\]|\bb[12]|\[(dbnum|natnum)", re.IGNORECASE)
LANGUAGE = re.compile(r"^\[\$-[0-9a-f]{3,4}\]")
FIGURES = re.compile(r'"[^"]*\d[^"]*"|\\\d')  # that are there whatever the number is
THOUSANDS = re.compile("[0#?],+(?![0#?,])")
DIGIT = re.compile("[0#?]|general")
LONGEST_GENERAL = 11  # characters of a number; a spreadsheet rounds longer ones, or writes them with an exponent
LONGEST_WHOLE = 15  # digits that it keeps


class Formats:
    """The formats of a book, by the number of a cell's style; FileErrors are the caller's."""

    def __init__(self) -> None:
        self.styles: list[int] = []  # the number of the format
        self.spelled: dict[int, str] = {}
        self.conditions = 0  # formats for cells that meet a condition
        self.changing: set[int] = set()  # those of them that show a value in a way of their own
        self._list = ""

    def start(self, element: str, found: dict[str, str]) -> None:
        """One element of the part that holds the styles."""
        if element in ("cellXfs", "cellStyleXfs", "dxfs", "numFmts"):
            self._list = element
        elif element == "dxf":
            self.conditions += 1
        elif element == "numFmt" and self._list == "dxfs":
            self.changing.add(self.conditions - 1)
        elif element == "xf" and self._list == "cellXfs":
            self.styles.append(int(found.get("numFmtId", 0)))
        elif element == "numFmt":
            self.spelled[int(found["numFmtId"])] = found["formatCode"]

    def number(self, style: int) -> int:
        return self.styles[style] if style < len(self.styles) else 0

    def code(self, style: int) -> str:
        """The format as it is spelled; empty for one that every program knows for itself."""
        return self.spelled.get(self.number(style), BUILT_IN.get(self.number(style), ""))

    def bare(self, style: int) -> str:
        """The format in small letters, without what is only beside the number."""
        return BESIDE.sub("", self.code(style)).lower()

    def is_date(self, style: int) -> bool:
        if self.number(style) not in self.spelled:
            return self.number(style) in BUILT_IN_DATES
        if re.search(r"\[[hms]+\]", self.code(style), re.IGNORECASE):  # hours beyond a day
            return True
        return bool(re.search("[dmyhsge]", re.sub(r"general|e[+-]", "", self.bare(style))))

    def is_day(self, style: int) -> bool:
        """Whether a date of this style shows day, month and year: “2021-06”, stored as the first of June, shows two."""
        if self.number(style) not in self.spelled:
            return self.number(style) in BUILT_IN_DAYS
        bare = self.bare(style)
        return all(letter in bare for letter in "dmy") and not CALENDAR.search(self.code(style))

    def is_iso(self, style: int) -> bool:
        """Whether a date of this style is shown as we read it, 2021-06-15."""
        code = LANGUAGE.sub("", self.code(style).lower())
        return code.replace("\\-", "-").removesuffix(";@") == ISO

    def is_plain(self, style: int, number: str) -> bool:
        """Whether a number of this style is shown as it is stored."""
        code = self.code(style).lower()
        if code == "0":
            return "." not in number
        return code in AS_STORED and len(number.lstrip("-")) <= LONGEST_GENERAL

    def is_scaled(self, style: int, number: str) -> bool:
        """Whether a number of this style is shown as another one, in per cent or thousands, or not at all."""
        bare, code = self.bare(style), self.code(style)
        if number in ("0", "-0") and "#" in bare and not re.search("[0?]|general", bare):
            return True
        if not code or bare in AS_STORED:
            return bool(FIGURES.search(code))
        is_other = "%" in bare or "/" in bare or THOUSANDS.search(bare) or FIGURES.search(code)
        return bool(is_other) or not all(DIGIT.search(part) for part in bare.split(";")[:3])

    def changes_text(self, style: int) -> bool:
        """Whether a text of this style is shown otherwise than it is stored, or not at all."""
        parts = BESIDE.sub(_beside, self.code(style)).split(";")
        return parts[3].strip() != "@" if len(parts) > 3 else "@" in parts[-1] and parts[-1].strip() != "@"


def _beside(found: re.Match) -> str:
    """What words and signs beside a text show; colours and room show nothing."""
    return "x" if found[0][0] in '"\\' else ""
