"""Two or more languages side by side: columns of a text that are parted by tabs or spaces, columns of a table."""

import re
from collections import Counter
from typing import Any

MOST_COLUMNS = 6
WIDE = re.compile(r"(?<=\S)(?: {3,}|\t+)(?=\S)")
AT_LEAST = 0.5  # of the lines have to be in columns
FEWEST = 4  # lines that show columns


def of_text(text: str) -> list[str]:
    """The columns of a text, each with its lines; the text alone where it has none."""
    lines = text.splitlines()
    many = Counter(line.count("\t") + 1 for line in lines if "\t" in line.strip())
    count, seen = next(iter(many.most_common(1)), (1, 0))
    filled = sum(1 for line in lines if line.strip())
    if 1 < count <= MOST_COLUMNS and seen >= max(FEWEST, filled * AT_LEAST):
        cells = [(line.split("\t") + [""] * count)[:count] for line in lines]
        return ["\n".join(row[at] for row in cells) for at in range(count)]
    return _by_place(lines, filled) or [text]


def _by_place(lines: list[str], filled: int) -> list[str]:
    """Two columns of which the second begins at one place in most lines."""
    expanded = [line.expandtabs() for line in lines]
    starts = Counter(found.end() for line in expanded for found in [WIDE.search(line)] if found)
    place, seen = next(iter(starts.most_common(1)), (0, 0))
    if seen < max(FEWEST, filled * AT_LEAST):
        return []
    crossing = sum(1 for line in expanded if line[place - 1 : place + 1].strip() and line[place - 1 : place].strip())
    if crossing * 10 > filled:
        return []
    return ["\n".join(line[:place].rstrip() for line in expanded), "\n".join(line[place:] for line in expanded)]


def of_page(page: str) -> list[str]:
    """The page once for each column of its largest table, where that holds most of the words; else as it is."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, no_network=True, huge_tree=True)
    root = etree.fromstring(page.encode("utf-8", "surrogatepass"), parser)
    if root is None:
        return [page]
    table, count = _table(root)
    if table is None:
        return [page]
    return [_with_column(etree, root, table, at) for at in range(count)]


def _table(root: Any) -> tuple[Any, int]:
    words = len("".join(root.itertext()))
    for table in root.iter("table"):
        counts = Counter(len(_cells(row)) for row in table.iter("tr"))
        count, rows = next(iter(counts.most_common(1)), (0, 0))
        is_whole = len("".join(table.itertext())) * 2 > words
        if 1 < count <= MOST_COLUMNS and rows >= 2 and rows * 2 > counts.total() and is_whole:
            return table, count
    return None, 0


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _with_column(etree: Any, root: Any, table: Any, at: int) -> str:
    place = list(root.iter("table")).index(table)
    copied = etree.fromstring(etree.tostring(root, encoding="unicode"), etree.HTMLParser(huge_tree=True))
    for row in list(copied.iter("table"))[place].iter("tr"):
        cells = _cells(row)
        for number, cell in enumerate(cells):
            if number != at and len(cells) > 1:
                row.remove(cell)
    return str(etree.tostring(copied, encoding="unicode", method="html"))
