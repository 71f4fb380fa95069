"""What the documents of the repository show: their commands, links, names in backticks, tables and headings."""

import ast
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from .paths import ROOT

GUIDES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").glob("*.md"))]
DOCUMENTS = [*GUIDES, ROOT / "CHANGELOG.md"]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
COMMENT = re.compile(r"(^|\s+)#\s.*$")
LINK = re.compile(r"\[[^]]*\]\(([^)\s]+)\)")
NAMED = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
FILE = re.compile(r"[A-Za-z.][\w.-]*(/[\w.-]+)*/?")
ENDINGS = {".py", ".md", ".csv", ".json", ".txt", ".html", ".toml", ".sh", ".png", ".css", ".js", ".cff", ".zip"}
READERS = ("env", "read", "read_list", "read_number")
VARIABLE = re.compile("[A-Z_]{3,}")
NOT_OURS = {".git", ".venv", "var", "__pycache__"}


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def prose(path: Path) -> str:
    """The document without its blocks of code."""
    return FENCE.sub("", text_of(path))


def commands(path: Path) -> Iterator[str]:
    """The lines that a reader would type, without their comments."""
    for language, block in FENCE.findall(text_of(path)):
        if language == "sh":
            yield from filter(None, (COMMENT.sub("", line).strip() for line in block.splitlines()))


def shown(*, of: str) -> set[str]:
    """What follows `of` in the commands of all guides, as in “manage.py”, without the way to Python."""
    found = (line.partition(f"{of} ") for path in GUIDES for line in commands(path))
    return {rest for before, word, rest in found if word and before in ("", ".venv/bin/python ")}


def links(path: Path) -> list[str]:
    return [one for one in LINK.findall(prose(path)) if "://" not in one]


def named(path: Path) -> list[str]:
    return NAMED.findall(prose(path))


def anchors(path: Path) -> set[str]:
    """The headings of a document as they are linked to."""
    headings = re.findall(r"^#+ (.*)$", prose(path), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def table_under(path: Path, heading: str) -> list[list[str]]:
    """The cells of the rows of the table under a heading, without the row of its own headings."""
    part = text_of(path).partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = [line for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in rows[1:]]


def is_a_file(name: str) -> bool:
    """Whether a name in backticks is one of a file or folder of the repository."""
    if not FILE.fullmatch(name):
        return False
    return Path(name).suffix in ENDINGS or name.endswith("/") or ("/" in name and (ROOT / name.split("/")[0]).is_dir())


@cache
def own_names() -> frozenset[str]:
    """The names of all files and folders of the repository, without their places."""
    found = set()
    for _, folders, files in os.walk(ROOT):
        folders[:] = [one for one in folders if one not in NOT_OURS]
        found |= {*folders, *files}
    return frozenset(found)


def functions(path: Path) -> set[str]:
    """The functions and classes of a module, methods as in Class.method."""
    found = set()
    for node in ast.parse(text_of(path)).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{one.name}" for one in node.body if isinstance(one, ast.FunctionDef)}
    return found


def read_from_the_environment() -> set[str]:
    """The variables that the modules of `treatytracker/` read by the functions of its `environment` module."""
    found = set()
    for path in (ROOT / "treatytracker").glob("*.py"):
        for node in ast.walk(ast.parse(text_of(path))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[0] in READERS:
                names = [one.value for one in node.args[:2] if isinstance(one, ast.Constant)]
                found |= {one for one in names if isinstance(one, str) and VARIABLE.fullmatch(one)}
    return found
