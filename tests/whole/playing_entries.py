"""The doors through which a sequence of steps goes, and who goes through them; see `playing`."""

import csv
import io
import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from clauses.dataset import BY_MODEL
from clauses.editing.merging.preview import preview
from clauses.editing.review import MOVES
from clauses.models import (
    Action,
    ActionParticipant,
    Actor,
    Agreement,
    Citation,
    Clause,
    Commitment,
    Decision,
    Disagreement,
    Merge,
    Place,
    Proposal,
    Source,
)
from tests.support.files.packages import package_bytes

from ..support.pages.forms import change_address
from ..support.pages.review import step as review_step
from ..support.rows import factories
from ..support.rows.people import written_by
from .playing_rows import MERGED, RECORDS, STEPS, TYPED, chosen, opened


def write(play, who, which, what):
    """A form is saved with one field changed; a citation may be moved to another action."""
    row, client = play.row(which), play.person(who)
    data = row and opened(client, row)
    if not data:
        return None
    name, value = chosen(TYPED[type(row)], what)
    if isinstance(row, Citation) and row.action_id and what % 5 == 0:
        name, value = "action", chosen(Action.objects.order_by("pk"), what).pk
    return client.post(change_address(row), data | {name: value, "change_reason": "Because."})


def review(play, who, which, what):
    """A record goes one of the steps that its state has; now and then one that it has not."""
    row = play.row(which)
    if row is None:
        return None
    steps = [to for (at, to) in MOVES if at == row.state] if what % 7 else STEPS
    people = play.reviewers if what % 3 else play.people
    return review_step(chosen(people, who), row, chosen(steps, what), "Said so.")


def decide(play, who, which, what):
    proposal = chosen(Proposal.objects.filter(status__in=("waiting", "returned")).order_by("pk"), which)
    if proposal is None:
        return None
    words = {"step": ("apply", "apply", "return", "decline")[what % 4], "answer": "Said so.", "seen": proposal.version}
    address = reverse("admin:clauses_proposal_change", args=[proposal.pk])
    return chosen(play.reviewers, who).post(address, words)


def restore(play, who, which, what):
    """Back to any save of any record, a deleted one too."""
    model = RECORDS[which % len(RECORDS)]
    save = chosen(model.history.order_by("history_id"), what)
    if save is None:
        return None
    address = reverse(f"admin:clauses_{model._meta.model_name}_restore", args=[save.id])
    return play.person(who).post(address, {"moment": save.history_date.isoformat()})


def merge(play, who, which, what):
    kept, other = play.row(which, MERGED), play.row(which + len(MERGED) * (1 + what % 2), MERGED)
    if kept is None or kept == other:
        return None
    data = {"other": other.pk, "seen": preview(kept, other).digest, "reason": "One and the same."}
    address = reverse(f"admin:clauses_{kept._meta.model_name}_same", args=[kept.pk])
    return chosen(play.reviewers, who).post(address, data)


def unmerge(play, who, which, what):
    found = chosen(Merge.objects.filter(undone=None).order_by("pk"), which)
    address = reverse("admin:clauses_merge_change", args=[found.pk]) if found else ""
    return found and chosen(play.reviewers, who).post(address)


def bring_in(play, who, which, what):
    """The manager imports a row of a table with one cell changed, or a new one under another code."""
    row = play.row(which)
    if row is None:
        return None
    table = BY_MODEL[type(row)]
    cells = dict(zip(table.header, table.cells(row, public=False), strict=True))
    name, value = chosen(TYPED[type(row)], what)
    cells |= {name: value} if name in cells else {}
    if what % 4 == 0 and "slug" in cells:
        cells["slug"] = f"imported-{what % 3}"
    out = io.StringIO(newline="")
    csv.writer(out).writerows([cells.keys(), cells.values()])
    address = reverse(f"admin:clauses_{row._meta.model_name}_changelist")
    shown = play.manager.post(
        f"{address}import/", {"import_file": SimpleUploadedFile("rows.csv", out.getvalue().encode())}
    )
    form = (shown.context or {}).get("confirm_form")
    return play.manager.post(f"{address}process_import/", form.initial) if form else shown


def delete(play, who, which, what):
    row = play.row(which)
    address = row and reverse(f"admin:clauses_{row._meta.model_name}_delete", args=[row.pk])
    return row and play.person(who).post(address, {"post": "yes"})


def add(play, who, which, what):
    """A draft with its citation, by an editor; now and then an agreement under which another one may have written."""
    client, action = chosen(play.editors, who), play.row(which, (Action,))
    source = chosen(Source.objects.order_by("pk"), what)
    if what % 4 == 0:
        made = factories.ClauseFactory(agreement=factories.AgreementFactory(state="draft"), state="draft")
        written_by(client, made.agreement)
        written_by(chosen(play.editors, which), made)
    elif action is not None and source is not None:
        quote = f"{play.canaries.get(source.pk, '')} again".strip()
        written_by(client, factories.CitationFactory(state="draft", action=action, source=source, quote=quote))


def exchange(play, who, which, what):
    """Two participants of an action are exchanged, one is taken away, or one is added; proposed on a public one."""
    action, client = play.row(which, (Action,)), play.person(who)
    rows = list(ActionParticipant.objects.filter(action=action).order_by("pk"))
    data = action and opened(client, action)
    if not data:
        return None
    names = {data[name]: name.removesuffix("-id") for name in data if re.fullmatch("participants-[0-9]+-id", name)}
    if what % 3 == 0 and len(rows) > 1:
        first, second = rows[0], rows[1 + what % (len(rows) - 1)]
        for row, other in ((first, second), (second, first)):
            data[f"{names[row.pk]}-actor"] = other.actor_id
    elif what % 3 == 1 and rows:
        data[f"{names[chosen(rows, what).pk]}-DELETE"] = "on"
    else:
        number = int(data["participants-TOTAL_FORMS"])
        new = {"actor": chosen(Actor.objects.order_by("pk"), what).pk, "role": "participant", "seen": 0}
        data |= {f"participants-{number}-{name}": value for name, value in new.items()}
        data["participants-TOTAL_FORMS"] = number + 1
    return client.post(change_address(action), data | {"change_reason": "Because."})


def recode(play, who, which, what):
    """A record gets another code; one that had it before gets it back."""
    row, client = play.row(which, MERGED), (play.root, *play.people)[who % 5]
    data = row and opened(client, row)
    if not data:
        return None
    codes = ("another", "and-another", *row.history.order_by("history_id").values_list("slug", flat=True)[:1])
    slug = chosen(codes, what)
    return client.post(change_address(row), data | {"slug": slug, "change_reason": "Because."})


def withdraw(play, who, which, what):
    """What others rest on goes, or comes back."""
    row = play.row(which, (Source, Place, Actor, Commitment))
    if row is None:
        return None
    to = {"published": "withdrawn", "withdrawn": "draft", "draft": "in_review", "in_review": "published"}[row.state]
    return review_step(chosen(play.reviewers, who), row, to, "Said so.")


def go_on(play, who, which, what):
    """A proposal is written anew from the page on which its author opens it again, or taken back."""
    found = chosen(Proposal.objects.filter(status__in=("waiting", "returned")).order_by("pk"), which)
    client = found and next((one for one in play.people if one.user == found.author), None)
    model = found and next(each for each in BY_MODEL if each._meta.model_name == found.table)
    row = found and model._base_manager.filter(pk=found.row).first()
    data = client and row and opened(client, row)
    if not data:
        return None
    address = f"{change_address(row)}?proposal={found.pk}"
    typed = dict([chosen(TYPED[model], what)]) if model in TYPED and what % 2 else {}
    return client.post(address, data | typed | {"change_reason": "Once more."})


def clear(play, who, which, what):
    """Several rows are deleted from a list at once, or a record that others belong to."""
    models = (Agreement, Clause, Source, Citation, Disagreement, Decision, Actor)
    model = models[which % len(models)]
    rows = list(model._base_manager.filter(state__in=("draft", "published") if what % 4 == 0 else ("draft",)))
    keys = [chosen(rows, which).pk, chosen(rows, what).pk] if rows else []
    address = reverse(f"admin:clauses_{model._meta.model_name}_changelist")
    data = {"action": "delete_selected", "_selected_action": keys, "post": "yes"}
    return play.person(who).post(address, data) if keys else None


def keep_package(play, who, which, what):
    play.packages.append(package_bytes())


def bring_back(play, who, which, what):
    """The manager restores a package that was kept some steps ago."""
    content = chosen(play.packages, which)
    if content is None:
        return None
    address = reverse("admin:restore_package")
    shown = play.manager.post(address, {"package": SimpleUploadedFile("treatytracker.zip", content)})
    token = (shown.context or {}).get("token")
    return play.manager.post(address, {"token": token, "why": "Because." if what % 2 else ""}) if token else shown


DOORS = {
    "write": write,
    "review": review,
    "decide": decide,
    "restore": restore,
    "merge": merge,
    "unmerge": unmerge,
    "import": bring_in,
    "delete": delete,
    "add": add,
    "exchange": exchange,
    "recode": recode,
    "withdraw": withdraw,
    "go on": go_on,
    "clear": clear,
    "keep package": keep_package,
    "bring back": bring_back,
}
