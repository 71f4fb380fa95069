"""A record taken apart into its statements, each with the passages that are cited for it, for a second reader."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from .. import dates
from ..dataset import BY_NAME, Column, Table
from ..fields import UncertainDateField
from ..models import TARGETS, Actor, Bearing, Citation, DisagreementSide, Row, target_key, target_of
from ..vocabularies import CitedField, Rank, Stance
from .named import records_named

# Rows that are read with the record that they belong to: the table, and the column that names the record.
BESIDE = {
    "actions": ("action_participants", "action"),
    "commitments": ("commitment_actors", "commitment"),
    "agreements": ("agreement_parties", "agreement"),
    "clauses": ("clause_texts", "clause"),
}
# The field that a citation names, by the column or the table beside that it speaks of.
CITED = {
    "date": CitedField.DATE,
    "deadline": CitedField.DATE,
    "status": CitedField.STATUS,
    "places": CitedField.PLACE,
    "type": CitedField.TYPE,
    "action_participants": CitedField.PARTICIPANT,
}
LONGEST = 600  # characters of a value
SHOWN = ("source__publisher", "speaker")  # what a passage needs of other rows


@dataclass
class Statement:
    """One thing that a record states, in words, and the public citations of just that field."""

    heading: str
    words: str
    cited: CitedField | None = None
    citations: list[Citation] = field(default_factory=list)


@dataclass
class Told:
    """A record with its statements, and the citations that speak of it as a whole."""

    name: str
    title: str
    statements: list[Statement]
    citations: list[Citation]


def told(names: Collection[str]) -> list[Told]:
    """The public records of these names, in their order, in as many queries for many as for few of a table."""
    records = records_named(names)
    found = []
    for table in dict.fromkeys(name.partition("/")[0] for name in names):
        some = {name: records[name] for name in names if name.startswith(f"{table}/") and name in records}
        found += _of_table(BY_NAME[table], some)
    place = {name: number for number, name in enumerate(names)}
    return sorted(found, key=lambda one: place[one.name])


def _of_table(table: Table, records: dict[str, Row]) -> list[Told]:
    keys = [row.pk for row in records.values()]
    rows = {row.pk: row for row in table.loaded(table.model.objects.published().filter(pk__in=keys))}
    beside, cited = _beside(table, keys), _citations(table, rows.values())
    found = []
    for name, record in records.items():
        row = rows[record.pk]
        statements = [*_columns(table, row), *beside.get(row.pk, ())]
        left = _dealt(statements, cited.get(row.pk, ()))
        found.append(Told(name, str(row), statements, left))
    return found


def _columns(table: Table, row: Row) -> Iterable[Statement]:
    for column in table.columns:
        words = in_words(column, row) if not column.is_derived and column.name != "slug" else ""
        if words:
            yield Statement(column.heading, words, CITED.get(column.name))


def in_words(column: Column, row: Row) -> str:
    """The value of a column as a reader sees it; codes of records that are not public are left out."""
    value = getattr(row, column.name)
    if column.related_model is not None:
        several = column.field.many_to_many
        return "; ".join(sorted(map(_named, value.all() if several else [value])) if several or _is_seen(value) else [])
    if column.field.choices:
        return str(getattr(row, f"get_{column.name}_display")() or "")
    if isinstance(column.field, UncertainDateField):
        return f"{dates.words(value)} ({value})" if value else ""
    return " ".join(column.cell(row).split())[:LONGEST]


def _is_seen(row: Row | None) -> bool:
    return row is not None and row.is_public


def _named(row: Row) -> str:
    return f"{row} ({row.code})"


def _beside(table: Table, keys: Collection[int]) -> dict[int, list[Statement]]:
    """The rows that belong to each record, a statement for each."""
    if table.name not in BESIDE:
        return {}
    name, owner = BESIDE[table.name]
    other = BY_NAME[name]
    found: dict[int, list[Statement]] = {}
    rows = other.loaded(other.model.objects.published().filter(**{f"{owner}__in": keys})).in_file_order()
    for row in rows:
        parts = [f"{one.heading}: {in_words(one, row)}" for one in other.columns if one.name != owner]
        words = "; ".join(part for part in parts if not part.endswith(": "))
        found.setdefault(getattr(row, f"{owner}_id"), []).append(Statement(other.title, words, CITED.get(name)))
    return found


def _citations(table: Table, rows: Iterable[Row]) -> dict[int, list[Citation]]:
    """The public citations of each record; of a link those of its action and of its commitment, of a disagreement its
    sides."""
    if table.name == "disagreements":
        return _sides(rows)
    about = {row.pk: _targets(table, row) for row in rows}
    wanted = Q(pk__in=[])
    for target in TARGETS:
        wanted |= Q(**{f"{target}__in": {keys[target] for keys in about.values() if target in keys}})
    cited: dict[tuple[str, int], list[Citation]] = {}
    for one in Citation.objects.published().filter(wanted).select_related(*SHOWN).order_by("source__slug", "number"):
        cited.setdefault(target_key(one), []).append(one)
    return {pk: [one for pair in keys.items() for one in cited.get(pair, ())] for pk, keys in about.items()}


def _sides(rows: Iterable[Row]) -> dict[int, list[Citation]]:
    sides = DisagreementSide.objects.published().filter(disagreement__in=[row.pk for row in rows])
    paths = ("citation", *(f"citation__{path}" for path in SHOWN))
    found: dict[int, list[Citation]] = {}
    for side in sides.select_related(*paths).order_by("citation__source__slug", "citation__number"):
        found.setdefault(side.disagreement_id, []).append(side.citation)
    return found


def _targets(table: Table, row: Row) -> dict[str, int]:
    """The citations' keys to what is cited for a row."""
    if isinstance(row, Bearing):
        return {"action": row.action_id, "commitment": row.commitment_id}
    target = target_of(table.model)
    return {target: row.pk} if target else {}


def _dealt(statements: list[Statement], citations: Iterable[Citation]) -> list[Citation]:
    """Gives each statement the citations of its field; what is left speaks of the record as a whole."""
    left = []
    for one in citations:
        those = [each for each in statements if each.cited and each.cited == one.field]
        for each in those:
            each.citations.append(one)
        left += [] if those else [one]
    return left


def _name(actor: Actor | None) -> str:
    return actor.name if actor is not None and actor.is_public else ""


def passage(one: Citation) -> str:
    """A citation in one line: source, day, paragraph, speaker, words, note."""
    source = one.source
    outlet = _name(source.publisher)
    stance = "" if one.stance == Stance.SUPPORTS else one.get_stance_display()
    rank = "held for an error" if one.rank == Rank.DEPRECATED else ""
    stated = f"{one.get_field_display()}: {one.value} {one.unit}".strip() if one.field else ""
    speaker = one.speaker_as_reported or _name(one.speaker)
    paragraph = f"paragraph {one.locator}" if one.locator else ""
    quote = f"“{one.quote}”" if one.quote else ""
    day = dates.words(source.published) or "undated"
    parts = (f"{source.slug}/{one.number}", outlet, day, stance, rank, stated, paragraph, speaker, quote, one.note)
    return ", ".join(part for part in parts if part) or source.slug
