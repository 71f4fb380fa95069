"""What the sheet says: why a button did nothing, what was saved, and what became of a proposal."""

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from ...editing.sheet.rows import DEEPEST, MOST_ROWS
from ...editing.sheet.save import Saved
from ...vocabularies import ProposalStatus
from .sent import MOST_SENT

NOTHING_TICKED = "Tick the clauses that you mean, then choose the button once more."
NOTHING_THERE = (
    "There is nothing to split yet. Paste the text of the agreement here as it is printed: its title, preamble and "
    "articles with their numbers, copied from a page or a file; or choose the file itself."
)
MEANWHILE = (
    "Somebody else saved clauses of this agreement meanwhile. Nothing of yours is lost, and nothing is saved "
    "yet: look, and save."
)
TOO_MANY = (
    f"A sheet has room for {MOST_ROWS} clauses. What is beyond them was left in the box below: save, then split it."
)
TOO_MANY_COMPARED = (
    f"Nothing was compared: with what is new in this text there would be more than {MOST_ROWS} clauses. Import the "
    "text by the command import_text, or open a part of the agreement and compare that part."
)
TOO_MANY_PIECES = f"Nothing was split: a sheet has room for {MOST_SENT} clauses at most. Save these, then split more."
TOO_LONG = (
    f"More than {MOST_SENT} clauses were sent, and a sheet has no room for those after them. Save the text in turns."
)
LOOKED = "Nothing is saved yet: press “Save” at the end of the sheet once it is right."
EMPTIED = "Nothing differs from what is stored now, so your proposal is taken back."
# Why a button changed nothing, though rows were ticked.
UNMOVED = {
    "up": "Nothing moved: there is no clause of the same level before it in what holds it.",
    "down": "Nothing moved: there is no clause of the same level after it in what holds it.",
    "indent": "Nothing was indented: a clause is at most one level deeper than the one above it, "
    f"and no deeper than {DEEPEST}.",
    "outdent": "Nothing was outdented: it is at level 1 already.",
    "join": "Nothing was joined: there is no clause above it that it could be joined with.",
    "split": "Nothing was split. Open the words of a clause, leave an empty line where the next one begins, and press "
    "“Split at empty lines” once more.",
    "out": "It is left out already.",
    "back": "It is on the sheet already.",
}


def say_saved(request: HttpRequest, saved: Saved) -> str:
    """Tells what was saved; returns it in short, empty where nothing was."""
    done = "; ".join(
        f"{count} {noun if count == 1 else nouns} {verb}"
        for count, noun, nouns, verb in (
            (saved.added, "clause", "clauses", "saved as a draft" if saved.added == 1 else "saved as drafts"),
            (saved.changed, "clause", "clauses", "changed"),
            (saved.deleted, "clause", "clauses", "deleted"),
        )
        if count
    )
    is_back = saved.proposal is not None and saved.proposal.status == ProposalStatus.TAKEN_BACK
    if done or not is_back:
        messages.success(request, f"{done}." if done else "Nothing differs from what is stored.")
    if saved.unkept:
        one = "1 clause was" if saved.unkept == 1 else f"{saved.unkept} clauses were"
        messages.info(request, f"{one} saved without their words, as you chose.")
    if saved.proposal is not None:
        here = reverse("admin:clauses_proposal_change", args=[saved.proposal.pk])
        words = "What is published is as it was: <a href='{}'>one proposal for all of it</a> waits for a reviewer."
        messages.info(request, EMPTIED if is_back else format_html(words, here))
    return done
