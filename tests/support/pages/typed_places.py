"""The places of the admin in which something can be typed, and what somebody types there."""

from dataclasses import dataclass, field

from django.urls import reverse

from clauses.editing import proposals
from clauses.editing.edits import change
from clauses.editing.merging.preview import preview
from clauses.models import SavedFilter, SourceText

from ..rows.articles import TEXT, reading_address, text_address
from ..rows.articles import sent as cited
from ..rows.factories import (
    ActionFactory,
    ActorFactory,
    CitationFactory,
    DomainFactory,
    SourceFactory,
    SourceTextFactory,
)
from ..rows.people import person
from .forms import change_address, filled
from .review import seen_now, sent

WORDS = "Words that nobody types <twice> & gladly"


@dataclass
class Typed:
    """What somebody sends with WORDS in it. `conflict` is what another one does meanwhile; `refused` are fields with
    which it is refused, and `gone` is the row that it is for."""

    address: str
    data: dict
    refused: dict = field(default_factory=dict)
    conflict: object = None
    gone: object = None
    query: dict = field(default_factory=dict)


def saved_by_another(row, **columns):
    def save():
        found = type(row).objects.get(pk=row.pk)
        for name, value in (columns or {"version": found.version}).items():
            setattr(found, name, value)
        found.save()

    return save


def review_comment(ada):
    row = CitationFactory(action=ActionFactory(state="draft"), state="draft").action
    address = reverse("admin:clauses_action_review", args=[row.pk])
    data = {"step": "sent", "text": WORDS, "seen": seen_now(row)}
    return Typed(address, data, {"step": "dance"}, saved_by_another(row, title="Another"), row)


def only_a_comment(ada):
    row = DomainFactory(state="draft")
    address = reverse("admin:clauses_domain_review", args=[row.pk])
    return Typed(address, {"step": "remark", "text": WORDS}, {"text": WORDS + "x" * 2001}, gone=row)


def comment_to_many(ada):
    rows = [ActionFactory(state="draft"), ActionFactory(state="draft")]
    data = sent(rows, "send_to_review") | {"comment": WORDS, "index": "0"}
    conflict = saved_by_another(rows[0], title="Another")
    return Typed("/admin/clauses/action/", data, {"_selected_action": []}, conflict)


def comment_without_an_action(ada):
    typed_in = comment_to_many(ada)
    return Typed(typed_in.address, typed_in.data, {"action": ""})


def comment_to_drafts_of_an_article(ada):
    row = CitationFactory(state="draft")
    data = sent([row], "send_to_review") | {"comment": WORDS, "index": "0", "select_across": "0"}
    address = f"/admin/clauses/citation/?source__id__exact={row.source_id}"
    return Typed(address, data, {"_selected_action": []}, saved_by_another(row, note="Another"))


def proposal_of(user):
    action = CitationFactory().action
    action.title = "Proposed"
    return proposals.propose(action, [change(action)], user=user, reason="")


def answer_to_a_proposal(ada):
    proposal = proposal_of(person("editor", "eve").user)
    data = {"step": "decline", "answer": WORDS, "seen": proposal.version}

    def written_anew():
        type(proposal).objects.filter(pk=proposal.pk).update(version=9)

    address = reverse("admin:clauses_proposal_change", args=[proposal.pk])
    return Typed(address, data, {"step": "dance"}, written_anew, proposal)


def answer_to_a_proposal_that_another_decides(ada):
    typed_in = answer_to_a_proposal(ada)

    def decided():
        typed_in.gone.refresh_from_db()
        proposals.decline(typed_in.gone, user=person("superuser", "root").user, seen=1, answer="No")

    return Typed(typed_in.address, typed_in.data, conflict=decided)


def record(ada):
    row = ActionFactory(state="draft")
    data = filled(ada, row, description=WORDS)
    return Typed(change_address(row), data, {"title": ""}, saved_by_another(row, description="Another"), row)


def decision(ada):
    data = {"decided_by": "ada", "reason": WORDS, "field": "status", "state": "draft"}
    return Typed("/admin/clauses/decision/add/", data, {"slug": "x y"})


def account(ada):
    row = person("viewer", "ida").user
    data = {"username": "ida", "role": "viewer", "first_name": WORDS, "is_active": "on"}
    return Typed(change_address(row), data, {"username": ""}, gone=row)


def pasted_text(ada):
    source = SourceFactory()
    text = f"{WORDS}\n\n{TEXT}"
    data = {"step": "store", "text": text, "seen": "0", "shown": "x", "reason": ""}
    return Typed(text_address(source), data, {"shown": "y"}, lambda: SourceTextFactory(source=source), source)


def reason_of_a_merge(ada):
    kept, other = ActorFactory.create_batch(2, name="Ministry")
    address = reverse("admin:clauses_actor_same", args=[kept.pk])
    data = {"other": other.pk, "seen": preview(kept, other).digest, "reason": WORDS}
    return Typed(address, data, {"other": ""}, saved_by_another(other, name="Another"), kept, {"other": other.pk})


def name_of_a_filter(ada):
    data = {"name": WORDS, "query": "status__exact=planned"}

    def same_name():
        SavedFilter.objects.create(user=ada.user, table="action", name=WORDS, query="status__exact=completed")

    query = {"status__exact": "planned"}
    return Typed("/admin/saved-filters/action/save/", data, {"query": ""}, same_name, query=query)


def note_to_a_passage(ada):
    source = SourceTextFactory(text=TEXT).source
    data = cited(source, 2, "regular drills", f"action-{ActionFactory().pk}", note=WORDS)

    def replaced():
        row = SourceText.objects.get(source=source)
        row.text = "Another text."
        row.save()

    return Typed(reading_address(source), data, {"about": ""}, replaced, source)


def words_to_find(ada):
    source = SourceTextFactory(text=TEXT).source
    return Typed(reading_address(source), {"step": "find", "find-words": WORDS}, {}, gone=source)


PLACES = [
    review_comment,
    only_a_comment,
    comment_to_many,
    comment_without_an_action,
    comment_to_drafts_of_an_article,
    answer_to_a_proposal,
    answer_to_a_proposal_that_another_decides,
    record,
    decision,
    account,
    pasted_text,
    reason_of_a_merge,
    name_of_a_filter,
    note_to_a_passage,
    words_to_find,
]
FOR_NO_ROW = (comment_to_many, comment_without_an_action, comment_to_drafts_of_an_article, decision, name_of_a_filter)
FOR_NO_ROW += (answer_to_a_proposal_that_another_decides,)
NEVER_REFUSED = (answer_to_a_proposal_that_another_decides,)  # but for what another one did
NEVER_IN_THE_WAY = (only_a_comment, comment_without_an_action, decision, account, words_to_find)
