"""A bundle, its parts, and what these need."""

from dataclasses import dataclass, field
from zlib import crc32

from ...models import Record, Row
from ...vocabularies import ReviewState
from ..refusals import Key, key_of


@dataclass(frozen=True)
class Need:
    """A record that another one names: by which of its columns or rows, and whether it is nothing without it."""

    what: str
    key: Key
    is_vital: bool
    is_in_rows: bool = False  # named by a row that belongs to the record
    is_named_by_code: bool = False


@dataclass
class Part:
    """One record of a bundle: what it needs, the rows that belong to it, and why it goes along."""

    row: Record
    why: str
    needs: list[Need] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    @property
    def key(self) -> Key:
        return key_of(self.row)

    @property
    def seen(self) -> str:
        """A word that changes with the record and with the rows that belong to it."""
        rows = sorted((row._meta.model_name or "", row.pk, row.version) for row in self.rows)
        return f"{self.row.version}.{crc32(repr(rows).encode()):x}"


@dataclass
class Bundle:
    """The records that go together, in the order in which they are published.

    `around` are these and all others that were looked at, and `stored` the records that they name and that are
    published or withdrawn. At least `later` more go with the next portion.
    """

    root: Record
    parts: list[Part]
    around: dict[Key, Part]
    stored: dict[Key, Record]
    later: int = 0

    def __post_init__(self) -> None:
        self.by_key = {part.key: part for part in self.parts}

    @property
    def root_key(self) -> Key:
        return key_of(self.root)

    def record(self, key: Key) -> Record | None:
        """A record that one of them names."""
        return self.around[key].row if key in self.around else self.stored.get(key)

    def in_state(self, state: ReviewState) -> list[Part]:
        return [part for part in self.parts if part.row.state == state]
