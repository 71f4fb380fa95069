"""What an import would do: shown first, then saved as drafts and proposals by the sheet of the clauses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from django.contrib.auth.models import User
from django.db import transaction

from ...exchange.treaty_files import Version
from ...exchange.treaty_text import Doubt, Kind
from ...models import Agreement, Clause, ClauseText
from ..sheet.load import clauses_of, in_tree_order
from ..sheet.rows import DEEPEST, Rows, Seen, SheetRow, tidy, tidy_text
from ..sheet.save import Keeping, Saved, Sheet
from .matching import Pairs, aligned, keep_missing, matched
from .tree import Node, of_clauses, of_parts, walk

NEW, CHANGED, SAME, MISSING = "new", "changed", "same", "missing"
NOT_HERE = "the stored clause is not in this text. It stays; have it removed if it was taken out of the text."
UNALIGNED = "nothing in the {} text has its number, so its words are not stored."
AROUND = (Kind.NAME, Kind.PREAMBLE, Kind.CLOSING)
FOLDED = "{} of its parts are numbered otherwise in the {} text; their words are kept with it."
STRANGER = "none of the {} stored clauses is in this text, so all of it is new. Is it the text of this agreement?"


@dataclass(frozen=True)
class Difference:
    """One line of the preview: what a clause of the text is against what is stored."""

    level: int
    what: str
    name: str
    label: str = ""
    fields: tuple[tuple[str, str, str], ...] = ()  # heading, stored, in the text


@dataclass
class Plan:
    """The text in its first language against the stored clauses, and the others against the first."""

    agreement: Agreement
    versions: Sequence[Version]
    keepings: Sequence[Keeping]
    removes: bool = False
    doubts: list[Doubt] = field(default_factory=list)
    rows: Rows = field(default_factory=list)  # those that are saved, which say why they were not

    def __post_init__(self) -> None:
        self.first = of_parts(self.versions[0].parts)
        self.doubts = [*_of_language(self.versions[0], len(self.versions))]
        self.others: list[Pairs] = []
        for version in self.versions[1:]:
            self.doubts += _of_language(version, len(self.versions))
            self.others.append(self._aligned(version))
        self._match(clauses_of(self.agreement))

    @property
    def is_grave(self) -> bool:
        return any(doubt.is_grave for doubt in self.doubts)

    def _aligned(self, version: Version) -> Pairs:
        """What of another language is which of the first; what is only there is put into the words of what holds it."""
        tree = of_parts(version.parts)
        pairs = aligned(tree, self.first)
        for node in tree:
            self._fold(node, pairs, version.language)
        return pairs

    def _fold(self, node: Node, pairs: Pairs, language: str, above: str = "") -> None:
        where = f"{language}: {above}{node.name}"
        inside = [each for each, _ in walk(node.below)]
        if node not in pairs and not any(each in pairs for each in inside):
            why = UNALIGNED.format(self.versions[0].language)
            self.doubts.append(Doubt(where, why, bool(node.num)))
            return
        alone = [child for child in node.below if not any(each in pairs for each, _ in walk([child]))]
        if node in pairs and alone:
            words = [" ".join(filter(None, (one.num, one.heading, one.text))) for one, _ in walk(alone)]
            node.text = "\n".join(filter(None, (node.text, *words)))
            why = FOLDED.format(len(alone), self.versions[0].language)
            self.doubts.append(Doubt(where, why))
            node.below = [child for child in node.below if child not in alone]
        for child in node.below:
            self._fold(child, pairs, language, f"{node.name}, " if node.num else above)

    # --- Against what is stored

    def _match(self, stored: list[Clause]) -> None:
        self.stored = stored
        self.texts = [_texts_of(stored, keeping) for keeping in self.keepings]
        words = {key: tidy_text(text.text) for key, text in self.texts[0].items()}
        old = of_clauses(stored, words)
        self.pairs = matched(self.first, old)
        if stored and all(node.kind in AROUND for node in self.pairs):
            self.doubts.append(Doubt("", STRANGER.format(len(stored)), True))
        self.before = dict(self.pairs)
        for node, pair in self.pairs.items():
            node.clause = pair.clause
        for node in keep_missing(self.first, old, self.pairs):
            if not self.removes:
                self.doubts.append(Doubt(node.clause.label if node.clause else node.name, NOT_HERE))

    def differences(self) -> Iterator[Difference]:
        """A line for each clause, in the order of the text."""
        above = {child: node for node, _ in walk(self.first) for child in node.below}
        for node, level in walk(self.first):
            label = node.clause.label if node.clause else ""
            old = self.before.get(node)
            fields = (*_fields(old, node, self.keepings[0]), *_moved(node, above.get(node))) if old is not None else ()
            what = NEW if old is None else CHANGED if fields else SAME
            yield Difference(level, MISSING if node.is_old else what, node.name, label, fields)

    # --- Saving

    def save(self, user: User, reason: str) -> Saved:
        """All languages or nothing; MeanwhileError and RefusedError as the sheet raises them."""
        with transaction.atomic():
            self.rows = self._rows()
            saved = self._sheet(user, reason, self.rows).save()
            made = dict(zip(self._kept(), saved.made, strict=True))
            for at, pairs in enumerate(self.others, 1):
                self.rows = self._rows_of(at, pairs, made)
                more = self._sheet(user, reason, self.rows, at).save()
                saved.unkept += more.unkept
                saved.proposal = saved.proposal or more.proposal
        return saved

    def _kept(self) -> list[Node]:
        return [node for node, _ in walk(self.first) if not (node.is_old and self.removes)]

    def _sheet(self, user: User, reason: str, rows: Rows, at: int = 0) -> Sheet:
        return Sheet(self.agreement, rows, self.keepings[at], user, reason)

    def _rows(self) -> Rows:
        return [self._row(node, level) for node, level in walk(self.first)]

    def _row(self, node: Node, level: int) -> SheetRow:
        row = SheetRow(min(level, DEEPEST), node.num, node.heading, node.text, node.kind, code=node.code)
        if node.clause is not None:
            text = self.texts[0].get(node.clause.pk)
            row.seen, row.heading = _seen(node.clause, text), node.heading or tidy(node.clause.heading)
            row.is_out = node.is_old and self.removes
            if node.is_old:
                row.text = tidy_text(text.text) if text else ""
        return row

    def _rows_of(self, at: int, pairs: Pairs, made: dict[Node, Clause]) -> Rows:
        """The clauses as they are stored now, with the words of another language."""
        of_clause = {clause.pk: node for node, clause in made.items()}
        others = {old: new for new, old in pairs.items()}
        stored = clauses_of(self.agreement)
        texts = _texts_of(stored, self.keepings[at])
        rows = []
        for clause, level in in_tree_order(stored):
            text, node = texts.get(clause.pk), of_clause.get(clause.pk)
            other = others.get(node) if node else None
            words = _words_beside(other, clause) if other else (tidy_text(text.text) if text else "")
            rows.append(SheetRow(level, tidy(clause.num), tidy(clause.heading), words, seen=_seen(clause, text)))
        return rows


def _of_language(version: Version, count: int) -> Iterator[Doubt]:
    for doubt in version.doubts:
        yield replace(doubt, where=f"{version.language}: {doubt.where}") if count > 1 else doubt


def _texts_of(clauses: Sequence[Clause], keeping: Keeping) -> dict[int, ClauseText]:
    """By clause, the stored text that the words of the file would replace."""
    if not keeping.status:
        return {}
    found = ClauseText._base_manager.filter(
        clause__in=[clause.pk for clause in clauses],
        language=keeping.language,
        status=keeping.status,
        source=keeping.source,
    )
    return {text.clause_id: text for text in found}


def _seen(clause: Clause, text: ClauseText | None) -> Seen:
    return Seen(clause.pk, clause.version, text.pk if text else 0, text.version if text else 0)


def _words_beside(other: Node, clause: Clause) -> str:
    """The words in another language; its heading first, as the clause has only that of the first language."""
    heading = other.heading if other.heading != clause.heading else ""
    return "\n".join(filter(None, (heading, other.text)))


def _moved(node: Node, above: Node | None) -> Iterator[tuple[str, str, str]]:
    """That it stands in another part than it did."""
    before = node.clause.parent if node.clause else None
    after = above.clause if above else None
    if before != after or (above is not None and after is None):
        yield "Part of", before.label if before else "", above.name if above else ""


def _fields(old: Node, new: Node, keeping: Keeping) -> Iterator[tuple[str, str, str]]:
    words = [("Words", old.text, new.text)] if keeping.status else []
    for name, before, after in (("Number", old.num, new.num), ("Heading", old.heading, new.heading), *words):
        if before != after and (after or name != "Heading"):
            yield name, before, after
