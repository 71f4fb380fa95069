"""Which rows of a portion may certainly go on to the next step of the review, and how these go on together.

What `review.move` asks of each row is asked for all of them here. A row of which it is not certain is left to that: so
whatever is refused is refused there, in its words.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, transaction

from ...evidence.last_citation import held_by, one_at_a_time, refuse_bare
from ...evidence.uncited import resting_on_citations, telling
from ...exchange.portions.passing import Passing
from ...models import Citation, Comment, Record, Row, target_of
from ...models.many import save_states
from ...tables import table_of
from ...vocabularies import ReviewState
from ..authors import writers_of
from ..editors import Editor, account, sign
from ..refusals import key_of, lacking_of
from ..review import ALONE, DRAFT, IN_REVIEW, MOVES, PUBLISHED, may


class Ready:
    """Rows of one table, as they are stored, on their way to `state`."""

    def __init__(self, user: Editor, model: type[Record], state: ReviewState, rows: Sequence[Record]) -> None:
        self.user, self.model, self.state = user, model, state
        self.passing = Passing(DEFAULT_DB_ALIAS, constraints=False)  # the stored row keeps those of its table
        self.writers = writers_of(model, [row.pk for row in rows]) if state == PUBLISHED else {}
        self.waiting = self._citations(rows)
        self.own = self._own()
        self.lacking = self._lacking(rows)

    def _citations(self, rows: Sequence[Record]) -> dict[int, list[Citation]]:
        """The citations of each row that are in the step that they would go on from."""
        name, found = target_of(self.model), defaultdict[int, list[Citation]](list)
        if name and rows:
            before = IN_REVIEW if self.state == PUBLISHED else DRAFT
            about = Citation.objects.filter(**{f"{name}__in": [row.pk for row in rows]}, state=before)
            for citation in about.select_related("source").order_by("pk"):
                found[getattr(citation, f"{name}_id")].append(citation)
        return found

    def _own(self) -> set[int]:
        """Those of them that the user wrote and may not publish."""
        if self.state != PUBLISHED or self.user.is_superuser:
            return set()
        return self._written([each for some in self.waiting.values() for each in some])

    def _written(self, citations: Sequence[Record]) -> set[int]:
        """Those of these citations that the user wrote."""
        writers = writers_of(Citation, [each.pk for each in citations])
        return {key for key, users in writers.items() if self.user.pk in users}

    def _lacking(self, rows: Sequence[Record]) -> Mapping[int, Any]:
        if self.state != PUBLISHED:
            return {}
        waiting = [each for some in self.waiting.values() for each in some]
        own = {key_of(each) for each in waiting if each.pk in self.own}
        along = {key_of(each) for each in waiting} - own
        return lacking_of(self.model, rows, lambda one: one.state == PUBLISHED or key_of(one) in along, own)

    def may_go(self, row: Record) -> bool:
        """Whether nothing stands in the way for certain, see `review.why_not`."""
        move = MOVES.get((ReviewState(row.state), self.state))
        if move is None or self.lacking.get(row.pk):
            return False
        return self.user.is_superuser or (may(self.user, move[1], row) and self.user.pk not in self._writers(row))

    def _writers(self, row: Record) -> set[int]:
        return self.writers.get(row.pk, set())

    def is_alone(self, row: Record) -> bool:
        """Whether a superuser publishes what they wrote themselves."""
        return self.state == PUBLISHED and self.user.is_superuser and self.user.pk in self._writers(row)

    def keeps_rules(self, row: Row) -> bool:
        """Whether `row`, stored but for its state, certainly breaks no rule: what it names is there."""
        fields = row._meta.concrete_fields
        before = [getattr(row, each.attname) for each in fields]
        named = [each.name for each in fields if each.is_relation and getattr(row, each.attname)]
        certain = self.passing.certainly(row, named)
        return certain and before == [getattr(row, each.attname) for each in fields]  # else more than its state differs

    def along(self, row: Record) -> list[Citation]:
        """The citations that go along."""
        if self.state == PUBLISHED:
            public = (each for each in self.waiting[row.pk] if each.source.state == PUBLISHED)
            return [each for each in public if each.pk not in self.own]
        return self.waiting[row.pk] if may(self.user, "change", Citation) else []

    # --- Writing

    def set_out(self, row: Record, seen: Mapping[int, int]) -> list[Record]:
        """The row and the citations that go along, in their new state; none, and all as before, where it is not
        certain that they may be written. `seen` are the versions of citations that the user was shown."""
        going: list[Record] = [row, *self.along(row)]
        if not self.may_go(row) or any(seen.get(each.pk) != each.version for each in going[1:]):
            return []
        for each in going:
            each.state, each.withdrawn_reason = self.state, ""
        if all(map(self.keeps_rules, going)):
            return going
        for each in going:
            each.state = DRAFT if self.state == IN_REVIEW else IN_REVIEW
        return []

    def write(self, going: Sequence[Sequence[Record]], text: str) -> None:
        """Writes rows that were set out, each with its citations. ValidationError or IntegrityError, and nothing is
        written, where a record would stand without a citation or the database refuses one."""
        with transaction.atomic():
            records = [some[0] for some in going]
            held = held_by(records)
            for record, *citations in going:
                self._sign(record, citations)
            save_states(records)
            if citations := [each for some in going for each in some[1:]]:
                save_states(citations)
            self._comment(records, text)
            self._refuse_uncited(records)
            refuse_bare(held)

    def _sign(self, record: Record, citations: Sequence[Record]) -> None:
        reason = f"Set to “{self.state.label}”"
        sign(record, self.user, f"{reason} ({ALONE})" if self.is_alone(record) else reason)
        with_it = f"{reason} with {record._meta.verbose_name} “{record}”"
        alone = self._written_alone(citations)
        for citation in citations:
            sign(citation, self.user, f"{with_it} ({ALONE})" if citation.pk in alone else with_it)

    def _written_alone(self, citations: Sequence[Record]) -> set[int]:
        if self.state != PUBLISHED or not self.user.is_superuser or not citations:
            return set()
        return self._written(citations)

    def _comment(self, records: Sequence[Record], text: str) -> None:
        kind = {IN_REVIEW: MOVES[DRAFT, IN_REVIEW], PUBLISHED: MOVES[IN_REVIEW, PUBLISHED]}[self.state][0]
        table, keys = table_of(self.model), [record.pk for record in records]
        Comment.objects.filter(table=table, row__in=keys, is_open=True).update(is_open=False)
        Comment.objects.bulk_create(
            Comment(table=table, row=key, kind=kind, author=account(self.user), text=text) for key in keys
        )

    def _refuse_uncited(self, records: Sequence[Record]) -> None:
        """As `review.refuse_uncited`, for all: what a record rests on may have been taken away at the same moment."""
        name = target_of(self.model)
        if self.state != PUBLISHED:
            return
        one_at_a_time()
        if name in resting_on_citations():
            keys = [record.pk for record in records]
            needing = set(resting_on_citations()[name].filter(pk__in=keys).values_list("pk", flat=True))
            cited = telling().filter(**{f"{name}__in": keys}).order_by().values_list(name, flat=True)
            if needing - set(cited):
                raise ValidationError("A record would stand without a citation.")
