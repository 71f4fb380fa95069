"""What a bundle lacks, and what else whoever sends or publishes it should know: in words, with the link that helps."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst

from ...editing.bundles.collect import loading
from ...editing.bundles.parts import Part
from ...editing.bundles.remarks import Remark, remarks_on
from ...editing.bundles.settle import Settled
from ...editing.refusals import Cause, Remedy
from ...models import Citation, Record, Row, Source, target_of
from ...models.stated import CODED
from ...vocabularies import ReviewState
from ..addresses import form_of
from .bundle_link import leading_back

MOST = 20  # that are listed above the buttons; the others show once these are mended
NO_TITLE = "“{}” has no title yet."


@dataclass(frozen=True)
class Lack:
    """Something that is missing, or should be known, and the link that leads to where it is mended."""

    words: str
    remedy: str
    address: str


@dataclass(frozen=True)
class Lacks:
    """The first of them, and how many more there are."""

    listed: list[Lack] = field(default_factory=list)
    more: int = 0


def listed(found: Iterable[Lack]) -> Lacks:
    every = list(dict.fromkeys(found))
    return Lacks(every[:MOST], max(0, len(every) - MOST))


# --- What stands in the way


def lacks_of(root: Record, parts: Iterable[Part], settled: Settled) -> Iterator[Lack]:
    for part in parts:
        for cause in settled.staying.get(part.key, []):
            if not cause.is_derived:
                address = leading_back(_address_of_cause(cause), root)
                words = cause.words.removesuffix(f": {cause.remedy[0].lower()}{cause.remedy[1:]}.")  # the link says it
                yield Lack(f"“{part.row}”: {words.rstrip('.')}.", f"{cause.remedy}", address)
        for lack in _faults(part.row):
            yield replace(lack, address=leading_back(lack.address, root))


def _faults(row: Any) -> Iterator[Lack]:
    """What its form would refuse, field by field, and a title that nobody has written."""
    if isinstance(row, Source) and not row.title:
        yield Lack(NO_TITLE.format(row), "Write the title", f"{form_of(row)}#id_title")
    relations = [each.name for each in row._meta.concrete_fields if each.is_relation]
    columns = {each.name: each for each in row._meta.concrete_fields}
    for name, sentences in _broken(row, relations).items():
        heading = f", {capfirst(str(columns[name].verbose_name))}" if name in columns else ""
        words = f"“{row}”{heading}: {' '.join(sentences)}"
        yield Lack(words, str(Remedy.MEND), f"{form_of(row)}#id_{name}" if heading else form_of(row))


def _broken(row: Record, relations: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    names_a_code = isinstance(row, Citation) and row.field in CODED  # which is looked for together with the others
    for rule in (lambda: row.clean_fields(exclude=relations), *(() if names_a_code else (row.clean,))):
        try:
            with _asking_nothing():
                rule()
        except _AskedError:
            continue
        except ValidationError as error:
            for name, sentences in error.message_dict.items():
                found.setdefault(name, sentences)
    return found


class _AskedError(Exception):
    """A rule looks further than the record."""


@contextmanager
def _asking_nothing() -> Iterator[None]:
    """Within it a question to the database is refused: what rules ask for each record waits until it is moved."""

    def refuse(*args: Any) -> None:
        raise _AskedError

    with connection.execute_wrapper(refuse):
        yield


# --- What does not


def in_order(root: Record, remarks: Iterable[Remark]) -> Lacks:
    """What is grave stands first; whoever mends it comes back to the bundle of `root`."""
    return listed(_lack_of(root, remark) for remark in sorted(remarks, key=lambda remark: not remark.is_grave))


def _lack_of(root: Record, remark: Remark) -> Lack:
    address = leading_back(_address_of_remark(remark), root)
    return Lack(f"“{remark.at}”: {remark.words}", remark.remedy, address)


def remarks_beside(row: Record, along: Iterable[int]) -> Lacks:
    """What its own page says of a record and of the citations that would go along, by their numbers."""
    citations = loading(Citation).filter(pk__in=list(along)).order_by("pk")
    said = remarks_on([row, *citations], lambda one: one.state != ReviewState.WITHDRAWN)
    return in_order(row, (remark for remarks in said.values() for remark in remarks))


# --- Where it is mended


def _address_of_cause(cause: Cause) -> str:
    """A new citation that names the record already, or the form of the row."""
    return _new_citation(cause.at) if cause.remedy == Remedy.CITE and target_of(type(cause.at)) else form_of(cause.at)


def _address_of_remark(remark: Remark) -> str:
    if remark.remedy == Remedy.CITE:
        return _new_citation(remark.at, field=remark.part)
    return f"{form_of(remark.at)}#{remark.part}"


def _new_citation(row: Row, **stated: str) -> str:
    return f"{reverse('admin:clauses_citation_add')}?{urlencode({str(target_of(type(row))): row.pk, **stated})}"
