"""The sources of the file: one for each address or code, with a code that stays the same."""

import re
from collections import defaultdict
from urllib.parse import unquote, urlsplit

from ... import models
from ...folding import fold
from .base import Rows, address_key
from .files import Event, Reference
from .records import as_columns
from .sheet import Sheet
from .values import once_within

NUMBER = re.compile(r"(?<![0-9a-z])(?!(?:19|20)\d\d(?![0-9a-z]))\d{4,}(?![0-9a-z])")
VOWEL = re.compile("(?!Eu|Uni)[AEIOU]")  # as it sounds
WORDS = 4
LONGEST = 100
FILLABLE = ("url", "title", "author", "published", "published_reason", "language", "extent")
CUT = ", made from an excerpt that breaks off"
NOTE = "Known from the editors' working notes on what it says{}; its page was not read for this record."
REBUILT = "The title was rebuilt from the address."


class Sources:
    """The code of the source of each reference; `add` makes the rows."""

    def __init__(self, rows: Rows, sheet: Sheet, events: list[Event]):
        self.rows, self.sheet = rows, sheet
        self.codes: dict[str, str] = {}
        self.groups: dict[str, list[Reference]] = defaultdict(list)
        by_page: dict[str, list[Reference]] = defaultdict(list)
        for reference in (one for event in events for one in event.references):
            url = reference.value["url"]
            by_page[address_key(url) if url else reference.code].append(reference)
        taken = {key[0] for model, key in rows.base if model is models.Source}
        for page, references in by_page.items():
            code = self._code(page, references, taken)
            taken.add(code)
            self.groups[code] += references
            self.codes |= {reference.code: code for reference in references}

    def _code(self, page: str, references: list[Reference], taken: set[str]) -> str:
        given = {self.sheet.get("sources", one.code, {}).get("code") for one in references} - {None}
        first = references[0]
        if len(given) > 1:
            self.rows.problems.append(f"{first.place}: the sheet gives this page the codes {', '.join(sorted(given))}.")
        if given:
            return min(given)
        if page in self.rows.sources_at:
            return self.rows.sources_at[page]
        if not first.value["url"]:
            self.rows.problems.append(f"{first.place}: it has no address. Write its code into “sources” of the sheet.")
        same = {key[0] for model, key in self.rows.base if model is models.Source and not self._elsewhere(key[0], page)}
        return next(
            code for code in self._wanted(first) if code not in taken or (code in same and code not in self.groups)
        )

    def _elsewhere(self, code: str, page: str) -> bool:
        """Whether a source of the base has an address, which is another."""
        url = self.rows.fields(models.Source, code).get("url")
        return bool(url) and address_key(url) != page

    def _wanted(self, reference: Reference):
        """Codes for a new source, the best first: by the number in its address, its day, the words of its address."""
        publisher = self.sheet.get("publishers", reference.value["publisher"], {})
        prefix = publisher.get("prefix") or publisher.get("code") or "source"
        parts = urlsplit(unquote(reference.value["url"] or ""))
        numbers = NUMBER.findall(f"{parts.path}?{parts.query}".lower())
        if numbers:
            yield f"{prefix}-{numbers[-1]}"
        day = (reference.value["date"] or "").replace("/", "-")
        if day:
            yield f"{prefix}-{day}"
        words = [word for word in re.findall(r"[a-z0-9]+", fold(parts.path)) if len(word) > 2 and word != "html"]
        for count in range(min(WORDS, len(words)) or 1, len(words) + 1):
            yield "-".join([prefix, *words[-count:]])[:LONGEST].strip("-")
        yield f"{prefix}-{reference.code.replace('/', '-')}"

    def add(self) -> None:
        for code, references in self.groups.items():
            first = references[0]
            there = self.rows.fields(models.Source, code)
            columns = self._columns(code, references)
            if there is None:
                standard = {"state": "published", "slug": code, "is_stub": True}
                self.rows.add(first.event.line, models.Source, standard | columns)
                continue
            known = {name: columns.get(name) for name in FILLABLE}
            if not there.get("is_stub"):
                known["extent"] = ""
            if any(_is_rebuilt(one) for one in references):
                known["title"] = ""
            if there.get("published"):
                known["published_reason"] = ""
            self.rows.fill(first.event.line, models.Source, (code,), known)
        self._add_others()

    def _add_others(self) -> None:
        """Sources that the sheet gives by their code, and no reference names."""
        for code, entry in self.sheet.sections["sources"].items():
            if "/" not in code and code not in self.groups:
                columns = as_columns(self.rows, entry.line, models.Source, entry.value)
                self.rows.add(entry.line, models.Source, {"state": "published", "slug": code} | columns)

    def _columns(self, code: str, references: list[Reference]) -> dict:
        first = references[0]
        given = {}
        for key in (code, *(one.code for one in references)):
            entry = self.sheet.sections["sources"].get(key)
            if entry:
                known = {name: value for name, value in entry.value.items() if name != "code"}
                given |= as_columns(self.rows, entry.line, models.Source, known)
        publisher = self.sheet.get("publishers", first.value["publisher"])
        if publisher is None:
            problem = f"“{first.value['publisher']}” is not among the publishers of the sheet. Add it."
            self.rows.problems.append(f"{first.place}, publisher: {problem}")
            publisher = {"code": ""}
        cut = any(one.value["excerpt_cut"] for one in references)
        known = {
            "kind": publisher.get("kind", "news"),
            "publisher": [publisher["code"]],
            "url": first.value["url"],
            "extent": "cut_excerpt" if cut else "excerpt",
        }
        for column, name in (("title", "title"), ("author", "author"), ("published", "date"), ("language", "language")):
            known[column] = self._single(references, name) if column not in given else ""
        known["published"] = once_within(known["published"])
        return known | given | {"note": self._note(publisher, references, cut, given)}

    def _single(self, references: list[Reference], name: str) -> str:
        """What the references of one page say of it; it is a problem where they differ."""
        found = list(dict.fromkeys(one.value[name] for one in references if one.value[name]))
        if len(found) > 1:
            codes = ", ".join(one.code for one in references)
            problem = f"{codes} are one page with several: {', '.join(found)}. Write one into “sources” of the sheet."
            self.rows.problems.append(f"{references[0].place}, {name}: {problem}")
        return found[0] if found else ""

    def _note(self, publisher: dict, references: list[Reference], cut: bool, given: dict) -> str:
        parts = []
        if publisher.get("via"):
            name = self.rows.name_of(publisher["code"])
            noun = "report" if publisher.get("kind") == "agency" else "article"
            article = "An" if VOWEL.match(name) else "A"
            parts.append(f"{article} {name} {noun} carried by {publisher['via']}.")
        parts.append(given.get("note", ""))
        if "title" not in given and any(_is_rebuilt(one) for one in references):
            parts.append(REBUILT)
        parts.append(NOTE.format(CUT if cut else ""))
        return " ".join(part for part in parts if part)


def _is_rebuilt(reference: Reference) -> bool:
    return reference.value.get("title_confidence") == "REBUILT"
