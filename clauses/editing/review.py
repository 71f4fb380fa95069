"""From draft to public: who may move a record on, what is still missing, and what is said on the way.

A record is made public by somebody who did not write it. A superuser may do both alone, and the history says so.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.contrib.auth import get_permission_codename
from django.core.exceptions import ValidationError
from django.db import models, transaction

from ..evidence.last_citation import BARE, keeping_citations, left_without_citation, one_at_a_time
from ..evidence.uncited import lacks_citation
from ..models import Citation, Comment, Record, Row, target_of
from ..one_moment import one_step
from ..querysets import CitationQuerySet
from ..tables import table_of
from ..vocabularies import CommentKind, ReviewState
from .authors import writers
from .editors import Editor, account, sign
from .edits import called, owner, stored
from .holding import cited, hold
from .refusals import (
    FROZEN,
    ONLY,
    ONLY_A_REVIEWER,
    OWN_WORK,
    THAW,
    Cause,
    in_a_sentence,
    key_of,
    lacking,
    why_no_step,
)

DRAFT, IN_REVIEW, PUBLISHED, WITHDRAWN = ReviewState
# from → to: what a comment on it is, and the permission beyond that to change the record
MOVES = {
    (DRAFT, IN_REVIEW): (CommentKind.SENT, "change"),
    (IN_REVIEW, DRAFT): (CommentKind.RETURNED, "publish"),
    (IN_REVIEW, PUBLISHED): (CommentKind.PUBLISHED, "publish"),
    (PUBLISHED, WITHDRAWN): (CommentKind.WITHDRAWN, "publish"),
    (WITHDRAWN, DRAFT): (CommentKind.REOPENED, "publish"),
}
ALONE = "by its own author, a superuser"
CHANGED = "“{}” was changed by somebody else after this page was opened. Look at it once more."


class NotAllowedError(ValidationError):
    """A move that this user may not make now; the message says why and what helps."""


def is_reviewed(row: Row) -> bool:
    """Whether a reviewer has let this row through, alone or with its record: changes of it are proposed, not made."""
    record = owner(row)
    return record is not None and record.state == PUBLISHED


def needs_review(row: Row) -> bool:
    """Whether writing `row` as it is now would change what a reviewer has let through."""
    before = stored(row)
    return is_reviewed(row) or (before is not None and is_reviewed(before))


def why_frozen(*rows: Row | None) -> str:
    """Why nobody writes in these rows now: the record of one waits for a reviewer, or is withdrawn."""
    records = (owner(row) for row in rows if row is not None)
    frozen = next((record for record in records if record is not None and record.state in FROZEN), None)
    if frozen is None:
        return ""
    return f"“{called(frozen)}” {FROZEN[frozen.state]}, so nobody writes in it now. {THAW[frozen.state]}"


def may(user: Editor, verb: str, row_or_model: models.Model | type[models.Model]) -> bool:
    opts = row_or_model._meta
    return user.has_perm(f"{opts.app_label}.{get_permission_codename(verb, opts)}")


def why_not(user: Editor, row: Record, state: ReviewState) -> str:
    """Why `user` may not set `row` to `state` now; empty where nothing stands in the way."""
    before = ReviewState(row.state)
    if user.is_superuser:
        return _unready(user, row, state)
    if not (may(user, "change", row) or may(user, "publish", row)):
        return f"You may look at {row._meta.verbose_name_plural} and not change them."
    if (before, state) not in MOVES:
        return why_no_step(before, state)
    kind, verb = MOVES[before, state]
    if not takes_back(user, row, state) and not may(user, verb, row):
        return ONLY.get(kind, ONLY_A_REVIEWER)
    if state == PUBLISHED and user.pk in writers(row):
        return OWN_WORK
    return _unready(user, row, state)


def takes_back(user: Editor, row: Record, state: ReviewState) -> bool:
    """Whether it is `user`'s own work that comes back from review: nobody has to be told why."""
    return MOVES.get((ReviewState(row.state), state), ("",))[0] == CommentKind.RETURNED and user.pk in writers(row)


def _unready(user: Editor, row: Record, state: ReviewState) -> str:
    if state == PUBLISHED:
        return in_a_sentence(row, why_unsupported(user, row)) if row.pk else lacks_citation(row)
    return " ".join(why_still_needed([row])) if row.pk and row.state == PUBLISHED else ""


def why_unsupported(user: Editor, row: Record) -> list[Cause]:
    """Why no citation supports `row` once `user` has published it with the citations that go along."""
    waiting = _about(row).filter(state=IN_REVIEW)
    own = set() if user.is_superuser else {key_of(each) for each in waiting if user.pk in writers(each)}
    along = {key_of(each) for each in waiting} - own
    return lacking(row, lambda one: one.state == PUBLISHED or key_of(one) in along, own)


def missing(row: Record) -> str:
    """What a draft lacks to be published, even if all that has been written of it is; empty where nothing."""
    return in_a_sentence(row, lacking(row, lambda one: one.state != WITHDRAWN)) if row.pk else lacks_citation(row)


def _citations(row: Record, *states: ReviewState) -> CitationQuerySet:
    """Citations of `row` in these states that could be published together with it."""
    return _about(row).filter(state__in=states, source__state=PUBLISHED)


def _about(row: Record) -> CitationQuerySet:
    """The citations of `row`; none where its table cannot be cited."""
    name = target_of(type(row))
    return Citation.objects.filter(**{name: row}) if name else Citation.objects.none()


def _publishable_citations(user: Editor, row: Record) -> CitationQuerySet:
    """Those of them that `user` may publish: nobody does so with what they wrote themselves, but a superuser."""
    waiting = _citations(row, IN_REVIEW)
    own = [] if user.is_superuser else [each.pk for each in waiting if user.pk in writers(each)]
    return waiting.exclude(pk__in=own) if own else waiting


def why_still_needed(rows: Iterable[models.Model]) -> list[str]:
    """Why these rows may not go together: what they support would stand public without a citation."""
    return [BARE.format(row) for row in left_without_citation(rows)]


def unfinished_citations(rows: Sequence[Row]) -> dict[int, dict[int, int]]:
    """The citations of these rows of one table that could go along with them: by row, number → version."""
    name = target_of(type(rows[0])) if rows else None
    found: dict[int, dict[int, int]] = defaultdict(dict)
    if name:
        about = Citation._base_manager.filter(**{f"{name}__in": [row.pk for row in rows]}, state__in=(DRAFT, IN_REVIEW))
        for key, pk, version in about.order_by("pk").values_list(f"{name}_id", "pk", "version"):
            found[key][pk] = version
    return found


def hold_for_review(rows: Sequence[Row]) -> None:
    """Holds these rows of one table, and the citations that could go along, until the transaction ends.

    Of citations, the records that they are about are held as well, since these may come to lack one.
    """
    if rows:
        hold(cited(rows) | {type(rows[0]): {row.pk for row in rows}})
        hold({Citation: {pk for citations in unfinished_citations(rows).values() for pk in citations}})


@one_step()
def move(
    user: Editor,
    row: Record,
    state: ReviewState,
    *,
    text: str = "",
    withdrawn_reason: str = "",
    seen: Mapping[int, int] | None = None,
) -> int:
    """Sets `row` to `state`; returns how many citations went with it. NotAllowedError says why it may not be.

    Citations in the same step go to review and to the public with the record that they support. `seen` are the
    versions of those that `user` has looked at, by number; without it, all of them count as seen.
    """
    with transaction.atomic():
        hold_for_review([row])
        refusal = _changed_since(row) or why_not(user, row, state)
        if refusal:
            raise NotAllowedError(refusal)
        kind, _ = MOVES.get((ReviewState(row.state), state), (CommentKind.REOPENED, ""))
        is_open = kind == CommentKind.RETURNED and not takes_back(user, row, state)
        followers = _followers(user, row, state)
        unseen = [each for each in followers if seen is not None and seen.get(each.pk) != each.version]
        if unseen:
            raise NotAllowedError([CHANGED.format(each) for each in unseen])
        with keeping_citations([row]):
            set_state(user, row, state, f"Set to “{state.label}”", withdrawn_reason)
            about = Comment.objects.about(row)
            about.filter(is_open=True).update(is_open=False)
            Comment.objects.create(
                table=table_of(row), row=row.pk, kind=kind, author=account(user), text=text, is_open=is_open
            )
            for citation in followers:
                set_state(user, citation, state, f"Set to “{state.label}” with {row._meta.verbose_name} “{row}”", "")
            refuse_uncited(row)
    return len(followers)


def refuse_uncited(row: Record) -> None:
    """NotAllowedError where `row` was just made public and what it rests on was taken away at the same moment."""
    if row.state == PUBLISHED:
        one_at_a_time()
        refusal = lacks_citation(row)
        if refusal:
            raise NotAllowedError(refusal)


def _changed_since(row: Record) -> str:
    """What is said where `row`, which is held, was written since it was loaded."""
    now = stored(row)
    return CHANGED.format(called(row)) if now is None or now.version != row.version else ""


def _followers(user: Editor, row: Record, state: ReviewState) -> list[Citation]:
    """The citations that go along, as they stand now that they are held."""
    if isinstance(row, Citation):
        return []
    if state == PUBLISHED:
        return list(_publishable_citations(user, row).order_by("pk"))
    if state == IN_REVIEW and may(user, "change", Citation):
        return list(_about(row).filter(state=DRAFT).order_by("pk"))
    return []


def set_state(
    user: Editor, row: Record, state: ReviewState, reason: str, withdrawn_reason: str = "", *, is_checked: bool = False
) -> None:
    """Writes `row` in this state, checked like one saved by hand; ValidationError where it breaks a rule."""
    alone = state == PUBLISHED and user.is_superuser and user.pk in writers(row)
    row.state, row.withdrawn_reason = state, withdrawn_reason
    if not is_checked:
        row.full_clean()
    sign(row, user, f"{reason} ({ALONE})" if alone else reason)
    row.save()
