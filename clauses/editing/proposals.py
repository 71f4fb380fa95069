"""A change beside a published record, until somebody else applies it. Readers see the record as it was."""

from collections.abc import Iterator
from copy import copy
from typing import cast

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from ..models import Citation, Proposal, Record, Row
from ..models.stated import CODED
from ..tables import table_of
from ..vocabularies import ProposalStatus, ReviewState
from .apply import carry_out, keys_of, rows_of
from .editors import Editor, account
from .edits import Edit, What, called, column, fill, owner, stored
from .holding import cited, hold
from .review import NotAllowedError, may, why_frozen

OPEN = (ProposalStatus.WAITING, ProposalStatus.RETURNED)
LONGEST_TITLE = 300


def propose(record: Row, edits: list[Edit], *, user: Editor, reason: str) -> Proposal:
    """Keeps a change of `record` and of rows that belong to it for a reviewer."""
    return Proposal.objects.create(
        table=table_of(record),
        row=record.pk,
        title=called(stored(record) or record)[:LONGEST_TITLE],  # `record` may hold what is proposed
        edits=[edit.data for edit in edits],
        reason=reason,
        author=account(user),
    )


def revise(proposal: Proposal, edits: list[Edit], *, user: Editor, reason: str) -> Proposal:
    """What its author proposes instead."""
    with transaction.atomic():
        proposal = locked(proposal.pk)
        if user != proposal.author or proposal.status not in OPEN:
            raise NotAllowedError("This proposal has been decided meanwhile, or is somebody else's. Make a new one.")
        proposal.edits = [edit.data for edit in edits]
        proposal.reason = reason or proposal.reason
        proposal.status = ProposalStatus.WAITING
        proposal.version += 1
        proposal.save()
    return proposal


def locked(pk: int) -> Proposal:
    return Proposal.objects.select_for_update(of=("self",)).select_related("author").get(pk=pk)


def edits_of(proposal: Proposal) -> list[Edit]:
    return [Edit.from_data(data) for data in proposal.edits]


def record_of(proposal: Proposal) -> Row | None:
    """The record that it would change; None where it is gone."""
    model = cast(type[Row], apps.get_model("clauses", proposal.table))
    return model._base_manager.filter(pk=proposal.row).first()


def open_proposals_naming(record: Row) -> list[Proposal]:
    """The open proposals about `record`, and those that would make a row name it."""
    about = (table_of(record), record.pk)
    rows = Proposal.objects.filter(status__in=OPEN).order_by("pk")
    return [
        row for row in rows if (row.table, row.row) == about or any(_would_name(edit, record) for edit in edits_of(row))
    ]


def _would_name(edit: Edit, record: Row) -> bool:
    """Whether the edit writes the number of `record` in a key, or its code where a citation holds one."""
    if (edit.table, edit.row) == (table_of(record), record.pk):
        return True
    coded = edit.model is Citation and type(record) in CODED.values() and edit.new.get("value") == record.code
    keys = (name for name, value in edit.new.items() if value == record.pk)
    return coded or any(column(edit.model, name).related_model is type(record) for name in keys)


def touched(edits: list[Edit]) -> Iterator[Row]:
    """The rows that the edits speak of, as they are stored and as they would be: a row can move between records."""
    rows = rows_of(edits, lock=False)
    for edit in edits:
        row = rows.get((edit.table, edit.row))
        if row is not None:
            yield row
        if edit.what != What.DELETED:
            after = copy(row) if row is not None else edit.made(edit.row)
            fill(after, edit.new if row is not None else edit.old | edit.new)
            yield after


def citations_in(edits: list[Edit]) -> list[Citation]:
    """The citations that the edits add, or of which they change the words or their place, as they would be."""
    quoting = {"quote", "prefix", "suffix", "locator", "source_id"}
    some = [
        edit for edit in edits if edit.model is Citation and edit.what != What.DELETED and quoting & edit.new.keys()
    ]
    rows = rows_of(some, lock=False) if some else {}
    found = []
    for edit in some:
        row = rows.get((edit.table, edit.row))
        after = copy(row) if row is not None else edit.made(edit.row)
        fill(after, edit.new if row is not None else edit.old | edit.new)
        found.append(cast(Citation, after))
    return found


def may_decide(user: Editor, proposal: Proposal) -> str:
    """Why `user` may not decide on it; empty where nothing stands in the way."""
    if proposal.status not in OPEN:
        return f"It has been decided already: {proposal.get_status_display()}."
    if user.is_superuser:
        return ""
    edits = edits_of(proposal)
    records = [record for record in map(owner, touched(edits)) if record is not None]
    only_drafts = record_of(proposal) is not None and all(each.state == ReviewState.DRAFT for each in records)
    if only_drafts:  # whoever may change them may do this, too
        return "" if all(may(user, "change", each) for each in records) else "You may not change this record."
    judged: list[Record] | list[type[Row]] = records or [edits[0].model]
    if not all(may(user, "publish", each) for each in judged):
        return "Only a reviewer may decide on it."
    return "You propose it yourself: another reviewer has to decide." if user == proposal.author else ""


def about_its_author(proposal: Proposal) -> str:
    """What whoever decides should know of the author; empty where the author could propose the same today.

    It does not stand in the way: whoever applies a proposal answers for it, and the history says who that was.
    """
    author = proposal.author
    if not author.is_active:
        return "its author's account has been closed since"
    tables = {edit.model for edit in edits_of(proposal)}
    if author.is_superuser or all(any(may(author, verb, table) for verb in ("add", "change")) for table in tables):
        return ""
    return "its author may no longer write in such records"


def apply(
    proposal: Proposal, *, user: Editor, seen: int, choices: dict[str, str] | None = None, answer: str = ""
) -> Proposal:
    """Writes what is proposed. ClashError where the record was changed since; ValidationError where a rule is broken.

    `seen` is the version of the proposal that the reviewer looked at.
    """
    with transaction.atomic():
        proposal = _to_decide(proposal, user, seen)
        frozen = "" if user.is_superuser else why_frozen(*touched(edits_of(proposal)))
        if frozen:
            raise NotAllowedError(frozen)
        by = "its author, a superuser" if user == proposal.author else user.get_username()
        note = about_its_author(proposal)
        by += f"; {note}" if note else ""
        reason = f"{proposal.reason or 'No reason given'} (proposal {proposal.pk}, applied by {by})"
        rows = carry_out(edits_of(proposal), user=proposal.author, reason=reason, choices=choices)
        if proposal.row is None and rows:
            proposal.row = rows[0].pk
        return _decided(proposal, user, ProposalStatus.APPLIED, answer)


def send_back(proposal: Proposal, *, user: Editor, seen: int, answer: str) -> Proposal:
    if not answer:
        raise ValidationError("Say what the author should mend.")
    with transaction.atomic():
        return _decided(_to_decide(proposal, user, seen), user, ProposalStatus.RETURNED, answer)


def decline(proposal: Proposal, *, user: Editor, seen: int, answer: str) -> Proposal:
    if not answer:
        raise ValidationError("Say why it is declined.")
    with transaction.atomic():
        return _decided(_to_decide(proposal, user, seen), user, ProposalStatus.DECLINED, answer)


def take_back(proposal: Proposal, *, user: Editor) -> Proposal:
    with transaction.atomic():
        proposal = locked(proposal.pk)
        if proposal.author != user or proposal.status not in OPEN:
            raise NotAllowedError("Only its author can take it back, and only while nobody has decided on it.")
        proposal.status = ProposalStatus.TAKEN_BACK
        proposal.save()
    return proposal


def _hold_records(edits: list[Edit]) -> None:
    """Holds the rows and the records that they belong to, so that none is sent to review or withdrawn meanwhile."""
    wanted, rows = keys_of(edits), list(touched(edits))
    for record in filter(None, map(owner, rows)):
        wanted[type(record)].add(record.pk)
    for model, keys in cited(rows).items():
        wanted[model] |= keys
    hold(wanted)


def _to_decide(proposal: Proposal, user: Editor, seen: int) -> Proposal:
    proposal = locked(proposal.pk)
    _hold_records(edits_of(proposal))
    refusal = may_decide(user, proposal)
    if refusal:
        raise NotAllowedError(refusal)
    if proposal.version != seen:
        raise NotAllowedError("Its author has changed it since you opened it. Look at it once more.")
    return proposal


def _decided(proposal: Proposal, user: Editor, status: ProposalStatus, answer: str) -> Proposal:
    proposal.status, proposal.reviewer, proposal.answer = status, account(user), answer
    proposal.decided = timezone.now()
    proposal.save()
    return proposal
