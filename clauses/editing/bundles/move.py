"""Sending, publishing and returning a bundle, whole or in part: one transaction, and what was not seen stays.

Of each record that was chosen one is told why it stays, where it does. Whatever happens at the same moment, nothing is
public without what it rests on.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, transaction

from ...evidence.last_citation import one_at_a_time
from ...evidence.uncited import resting_on_citations, uncited
from ...known_on.as_reported import cited_actions
from ...models import Action, Citation, Comment, Record, Source, target_key, target_of
from ...one_moment import one_step
from ...vocabularies import CommentKind, ReviewState
from ...worked_out import put_off
from ..editors import Editor, account
from ..edits import stored
from ..holding import cited, hold
from ..refusals import ONLY, ONLY_A_REVIEWER, OWN_WORK, Key, key_of, why_no_step
from ..review import CHANGED, NotAllowedError, may, set_state
from .collect import ORDER, collect
from .parts import Bundle, Part
from .settle import settle, written_in

NOT_THERE = "This record is not there any more: somebody deleted it, or made it one with another."
GONE = "One of the records that you chose does not belong to these any more."
AT_ONCE = "“{}” rests on what somebody else changed at this moment. Nothing was done: look at it once more."
SAY_WHY = "Say why: it is what its author will read."
Seen = Mapping[Key, str]  # what was chosen, each with the word that the page showed of it


@dataclass
class Outcome:
    """What was moved, and why the rest of what was chosen stays, each as one sentence."""

    moved: list[Record] = field(default_factory=list)
    stays: list[str] = field(default_factory=list)

    def leave(self, part: Part, why: str) -> None:
        self.stays.append(f"“{part.row}” stays as it was: {why}")


@one_step()
def send(user: Editor, root: Record, seen: Seen, text: str = "") -> Outcome:
    """Sends the drafts that were chosen to review."""
    sound = _sound(root, seen, ReviewState.IN_REVIEW)
    with transaction.atomic():
        bundle, chosen, outcome = _chosen(root, seen, ReviewState.DRAFT, ReviewState.IN_REVIEW, sound)
        chosen = _permitted(chosen, outcome, user, "change", ONLY[CommentKind.SENT])
        _write(user, bundle, chosen, ReviewState.IN_REVIEW, outcome)
        _say(user, bundle, outcome, CommentKind.SENT, text)
    return outcome


@one_step()
def publish(user: Editor, root: Record, seen: Seen, text: str = "") -> Outcome:
    """Publishes what was chosen, is in review, was written by others and rests on nothing that stays.

    NotAllowedError where somebody took away at the same moment what it rests on: then nothing is done.
    """
    sound = _sound(root, seen, ReviewState.PUBLISHED)
    with transaction.atomic():
        bundle, chosen, outcome = _chosen(root, seen, ReviewState.IN_REVIEW, ReviewState.PUBLISHED, sound)
        chosen = _permitted(chosen, outcome, user, "publish", ONLY_A_REVIEWER)
        own = set() if user.is_superuser else written_in(user, chosen)
        for part in chosen:
            if part.key in own:
                outcome.leave(part, OWN_WORK)
        candidates = [part for part in chosen if part.key not in own]
        settled = settle(bundle, candidates, own)
        for part in candidates:
            if part.key in settled.staying:
                outcome.leave(part, settled.why_stays(part))
        _write(user, bundle, settled.going, ReviewState.PUBLISHED, outcome)
        _refuse_hidden(outcome.moved)
        _say(user, bundle, outcome, CommentKind.PUBLISHED, text)
    return outcome


@one_step()
def give_back(user: Editor, root: Record, seen: Seen, text: str = "") -> Outcome:
    """Returns what was chosen to its authors, who are told why; their own work they take back."""
    sound = _sound(root, seen, ReviewState.DRAFT)
    with transaction.atomic():
        bundle, chosen, outcome = _chosen(root, seen, ReviewState.IN_REVIEW, ReviewState.DRAFT, sound)
        own = written_in(user, chosen)
        others = [part for part in chosen if part.key not in own]
        permitted = {part.key for part in _permitted(others, outcome, user, "publish", ONLY[CommentKind.RETURNED])}
        if permitted and not text:
            raise NotAllowedError(SAY_WHY)
        going = [part for part in chosen if part.key in own or part.key in permitted]
        _write(user, bundle, going, ReviewState.DRAFT, outcome)
        _say(user, bundle, outcome, CommentKind.RETURNED, text, to_mend=permitted)
    return outcome


# --- What was chosen


def _sound(root: Record, seen: Seen, state: ReviewState) -> dict[Key, str]:
    """Of what is as it was seen, which rule of its own each record breaks in this state; empty for none.

    That takes most of the time, so it is asked before anybody has to wait; what is written since is another version.
    """
    found = {}
    for part in collect(root).parts:
        if seen.get(part.key) == part.seen:
            part.row.state = state
            try:
                part.row.full_clean()
                found[part.key] = ""
            except ValidationError as error:
                found[part.key] = " ".join(error.messages)
    return found


def _chosen(
    root: Record, seen: Seen, before: ReviewState, after: ReviewState, sound: Mapping[Key, str]
) -> tuple[Bundle, list[Part], Outcome]:
    """The bundle as it stands now that what was chosen is held, and what of that is as it was seen and sound."""
    outcome = Outcome()
    hold_all(seen)
    now = stored(root)
    if now is None:
        raise NotAllowedError(NOT_THERE)
    bundle = collect(now)
    if seen.keys() - bundle.by_key.keys():
        outcome.stays.append(GONE)
    chosen = []
    for part in bundle.parts:
        if part.key not in seen:
            continue
        if part.row.state != before:
            outcome.leave(part, why_no_step(ReviewState(part.row.state), after))
        elif part.seen != seen[part.key] or part.key not in sound:
            outcome.stays.append(CHANGED.format(part.row))
        elif sound[part.key]:
            outcome.leave(part, sound[part.key])
        else:
            chosen.append(part)
    return bundle, chosen, outcome


def hold_all(records: Iterable[Key]) -> None:
    """Holds these records, those that the citations among them are about, and those whose reports count anew."""
    wanted: dict[type, set[int]] = defaultdict(set)
    models = {str(model._meta.model_name): model for model in ORDER}
    for table, key in records:
        wanted[models[table]].add(key)
    for model, keys in cited(Citation._base_manager.filter(pk__in=wanted[Citation])).items():
        wanted[model] |= keys
    wanted[Action] |= cited_actions(wanted[Source], DEFAULT_DB_ALIAS)
    hold(wanted)


def _permitted(parts: list[Part], outcome: Outcome, user: Editor, verb: str, otherwise: str) -> list[Part]:
    tables = {model for model in ORDER if may(user, verb, model)}
    for part in parts:
        if type(part.row) not in tables:
            outcome.leave(part, otherwise)
    return [part for part in parts if type(part.row) in tables]


# --- What is written


def _write(user: Editor, bundle: Bundle, parts: list[Part], state: ReviewState, outcome: Outcome) -> None:
    """In the order of the bundle, each after what it rests on; what reports say of actions is worked out once."""
    with_root = f" with {bundle.root._meta.verbose_name} “{bundle.root}”"
    with put_off() as waiting:
        for part in parts:
            reason = f"Set to “{state.label}”{'' if part.key == key_of(bundle.root) else with_root}"
            set_state(user, part.row, state, reason, is_checked=True)
            outcome.moved.append(part.row)
    waiting.renew()


def _refuse_hidden(rows: Iterable[Record]) -> None:
    """NotAllowedError where one of these is not public, or is without a citation, now that others have to wait."""
    one_at_a_time()
    by_table: dict[type[Record], list[Record]] = defaultdict(list)
    for row in rows:
        by_table[type(row)].append(row)
    for model, here in by_table.items():
        keys = [row.pk for row in here]
        public = set(model.objects.published().filter(pk__in=keys).values_list("pk", flat=True))
        target = target_of(model)
        if target in resting_on_citations():
            public -= set(uncited(target).filter(pk__in=keys).values_list("pk", flat=True))
        hidden = [row for row in here if row.pk not in public]
        if hidden:
            raise NotAllowedError([AT_ONCE.format(row) for row in hidden])


def _say(
    user: Editor, bundle: Bundle, outcome: Outcome, kind: CommentKind, text: str, to_mend: Collection[Key] = ()
) -> None:
    """Keeps with each record what was done and said. What goes along as a citation of one says nothing of its own."""
    moved = {key_of(row) for row in outcome.moved}
    for model in ORDER:
        keys = [pk for table, pk in moved if table == model._meta.model_name]
        Comment.objects.about_any(model, keys).filter(is_open=True).update(is_open=False)
    said = [key_of(row) for row in outcome.moved if not _is_follower(row, moved)]
    Comment.objects.bulk_create(
        Comment(table=table, row=pk, kind=kind, author=account(user), text=text, is_open=(table, pk) in to_mend)
        for table, pk in said
    )


def _is_follower(row: Record, moved: Collection[Key]) -> bool:
    return isinstance(row, Citation) and target_key(row) in moved
