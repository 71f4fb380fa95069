"""References of other programs as draft sources: CSL-JSON, as Zotero exports it, and RIS.

They become a file of the table of sources, which goes the way of all collections. BibTeX is not read: it needs
bibtexparser, which is no dependency yet; Zotero exports the same references as CSL-JSON.
"""

import json
from pathlib import PurePosixPath

from ..problems import FileError, Problem
from . import csl, ris
from .sources import MOST, as_rows

READERS = {".json": csl.read, ".ris": ris.read}
SAVE_AS = "Export the references as CSL-JSON (.json) or RIS (.ris)."


def is_references(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in (*READERS, ".bib", ".bibtex")


def as_file(name: str, content: bytes) -> tuple[str, bytes]:
    """These references as a file of a collection, of the table of sources; FileError where they cannot be read."""
    reader = READERS.get(PurePosixPath(name).suffix.lower())
    if reader is None:
        raise FileError(Problem(0, "", f"this kind of file is not read. {SAVE_AS}", name))
    try:
        found = reader(content)
        if len(found) > MOST:
            raise FileError(Problem(0, "", f"these are more than {MOST:,} references. Split the file."))
        rows = as_rows(found)
    except FileError as error:
        raise FileError(Problem(one.line, one.column, one.message, name) for one in error.problems) from error
    if not rows:
        raise FileError(Problem(0, "", f"there is no reference in it. {SAVE_AS}", name))
    return "sources.jsonl", "".join(json.dumps(row) + "\n" for row in rows).encode()
