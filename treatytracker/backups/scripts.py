"""The script into which PostgreSQL's tools turn a backup, read before anything in it is run.

A backup can be written by anybody: in the place of a table it may define a function, and a line of it may be an order
to psql, such as to run a program. What pg_dump writes for our tables is of a few forms; anything else is refused.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from .archives import BackupError

LISTED = re.compile(
    r"\d+; \d+ \d+ (TABLE|TABLE DATA|SEQUENCE|SEQUENCE OWNED BY|SEQUENCE SET|DEFAULT|CONSTRAINT|FK CONSTRAINT|"
    r'CHECK CONSTRAINT|INDEX|SCHEMA|ENCODING|STDSTRINGS|SEARCHPATH|DATABASE|COMMENT|ACL) [-a-z_"].*'
)
NAME = r'(?:"(?:[^"]|"")+"|[a-z_][a-z0-9_$]*)'
TABLE = rf"{NAME}\.{NAME}"
FORMS = re.compile(
    # Settings that change how a quotation is read are not among these.
    r"SET (?:[a-z_]+_timeout|check_function_bodies|xmloption|client_min_messages|row_security|default_[a-z_]+) = "
    r"(?:[a-z0-9]+|'')|SET standard_conforming_strings = on|SET client_encoding = '(?:UTF8|LATIN[0-9]+|SQL_ASCII)'|"
    r"SELECT pg_catalog\.set_config\('search_path', '', false\)|"
    r"SELECT pg_catalog\.setval\('[^']*', \d+, (?:true|false)\)|"
    rf"CREATE TABLE {TABLE} \(.*\)|ALTER TABLE (?:IF EXISTS )?(?:ONLY )?{TABLE} "
    rf"(?:ALTER COLUMN {NAME} (?:ADD GENERATED .*|SET DEFAULT .*|DROP DEFAULT|DROP IDENTITY(?: IF EXISTS)?)|"
    rf"ADD CONSTRAINT .*|DROP CONSTRAINT .*|CLUSTER ON .*|REPLICA IDENTITY .*)|"
    rf"CREATE (?:UNIQUE )?INDEX {NAME} ON (?:ONLY )?{TABLE} USING .*|(?:CREATE|ALTER) SEQUENCE {TABLE}(?: .*)?|"
    rf"DROP (?:TABLE|INDEX|SEQUENCE) (?:IF EXISTS )?{TABLE}|CREATE SCHEMA {NAME}|DROP SCHEMA (?:IF EXISTS )?{NAME}",
    re.DOTALL,
)
COPY = re.compile(rf"COPY {TABLE} \({NAME}(?:, {NAME})*\) FROM stdin")
RESTRICTED = re.compile(r"\\(?:un)?restrict [A-Za-z0-9]+")  # newer tools forbid psql what else begins with a backslash
# Between quotes anything may stand; outside nothing that begins a quotation of another kind, a comment or an order.
QUOTED = r"""'(?:[^']|'')*'|"(?:[^"]|"")*\""""
PIECES = re.compile(rf"""{QUOTED}|--[^\n]*\n|;|/\*|[$\\'"]|[^'"\-;/$\\Ee]+|.""", re.DOTALL)
END = "\\.\n"
LONGEST_STATEMENT = 2**20  # characters


def refuse_other_entries(listed: str) -> None:
    """BackupError where the list of a backup, as pg_restore prints it, has what is no table or part of one."""
    for line in listed.splitlines():
        if line.strip() and not line.startswith(";") and not LISTED.fullmatch(line):
            raise BackupError(refusal(re.sub(r"^\d+; \d+ \d+ ", "", line)))


def refuse_other_statements(script: Path) -> None:
    """BackupError where the script has a statement that pg_dump would not write for our tables."""
    with script.open(encoding="utf-8", errors="surrogateescape", newline="\n") as lines:
        for statement in statements(lines):
            if not (FORMS.fullmatch(statement) or COPY.fullmatch(statement)):
                raise BackupError(refusal(statement))


def statements(lines: Iterable[str]) -> Iterator[str]:
    """The statements of a script without comments, each as words with single spaces; rows of COPY are left out."""
    lines, pending = (legible(line) for line in lines), ""
    for line in lines:
        if not pending and (RESTRICTED.fullmatch(line.strip()) or line.startswith("--") or not line.strip()):
            continue
        pending += line
        if len(pending) > LONGEST_STATEMENT:
            raise BackupError(refusal(pending))
        if pending.rstrip().endswith(";"):
            whole, pending = _cut(pending)
            yield from whole
            if _copies(whole, pending):
                _skip_rows(lines)
    if pending.strip():
        raise BackupError(refusal(pending))


def legible(line: str) -> str:
    """`line`; BackupError where psql may see another end of a line in it."""
    if "\r" in line or "\0" in line:
        raise BackupError(refusal(line))
    return line


def _copies(whole: list[str], pending: str) -> bool:
    """Whether rows follow; a statement on one line with that which takes them in is refused."""
    copies = [bool(COPY.fullmatch(statement)) for statement in whole]
    if any(copies) and (len(copies) > 1 or pending):
        raise BackupError(refusal(whole[-1]))
    return any(copies)


def _cut(text: str) -> tuple[list[str], str]:
    """The statements that end in `text`, and what is left of it where a quotation goes on."""
    found: list[str] = []
    words: list[str] = []
    start = 0
    for piece in PIECES.finditer(text):
        word, end = piece[0], piece.end()
        if word in ("'", '"'):
            return found, text[start:]
        if word in ("$", "\\", "/*") or (word in "Ee" and text[end : end + 1] == "'"):
            raise BackupError(refusal(text[start:]))
        if word == ";":
            found.append(re.sub(r"\s+", " ", "".join(words)).strip())
            words, start = [], end
        elif not word.startswith("--"):
            words.append(word)
    return found, text[start:] if "".join(words).strip() else ""


def _skip_rows(lines: Iterator[str]) -> None:
    if END not in lines:  # goes through them up to there
        raise BackupError(refusal("rows without an end"))


def refusal(what: str) -> str:
    short = " ".join(what.split())[:80]
    return (
        f"The backup holds “{short}”, which treatytracker does not make. Nothing of it was run and nothing was "
        "changed. Choose another backup."
    )
