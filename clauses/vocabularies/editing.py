"""What editors do with a record before it is public, and with a change to one that is."""

from .base import Vocabulary


class CommentKind(Vocabulary):
    REMARK = "remark", "remark", "Somebody says something about the record."
    SENT = "sent", "sent to review", "The author holds it for finished and asks a second person to check it."
    RETURNED = "returned", "returned", "The second person asks for something to be mended before it can be public."
    PUBLISHED = "published", "published", "The second person made it public."
    WITHDRAWN = "withdrawn", "withdrawn", "It was taken from the public; its address says why."
    REOPENED = "reopened", "set back to draft", "It is being written again."


class ProposalStatus(Vocabulary):
    WAITING = "waiting", "waiting for a reviewer", "Nobody has decided yet; readers see the record as it was."
    RETURNED = "returned", "returned to its author", "A reviewer asks the author to mend it first."
    APPLIED = "applied", "applied", "A reviewer accepted it, and the record is changed."
    DECLINED = "declined", "declined", "A reviewer decided against it; the record stays as it was."
    TAKEN_BACK = "taken_back", "taken back", "Its author no longer proposes it."


class BulkAct(Vocabulary):
    CHANGE = "change", "change a column", "One column of all the rows is to hold the same."
    SEND = "send", "send to review", "All the rows are handed to a reviewer."
    PUBLISH = "publish", "publish", "All the rows are made public."


class BulkStage(Vocabulary):
    CHECKING = "checking", "being looked at", "The rows are looked at one by one; nothing is written."
    READY = "ready", "ready to be confirmed", "Every row was looked at, and its user decides."
    WRITING = "writing", "being written", "It was confirmed; the rows are written in portions."
    DONE = "done", "done", "Every row was written or left out."
    STOPPED = "stopped", "stopped", "Its user stopped it half-way; what was written until then stays."


class BulkOutcome(Vocabulary):
    WAITING = "waiting", "not looked at yet", "Nobody has looked at the row yet."
    READY = "ready", "would be written", "Nothing stands in the way of it."
    TO_PROPOSE = "to_propose", "would be proposed", "It is published, so that a reviewer decides."
    SAME = "same", "has it already", "The row holds already what it is to hold."
    REFUSED = "refused", "refused", "A rule stands in the way of it."
    WRITTEN = "written", "written", "It was written."
    PROPOSED = "proposed", "proposed", "The change waits for a reviewer."
    LEFT_OUT = "left_out", "left out", "Something came in between, so that it stays as it was."


class ImportMode(Vocabulary):
    NEW = "new", "only new", "Rows that are not there are added; those that are there stay as they are."
    CHANGED = (
        "changed",
        "new and changed",
        "Rows that are there take what the files say; an empty cell changes nothing.",
    )
    EXACTLY = "exactly", "exactly this", "Rows that are there take what the files say; an empty cell empties theirs."


class ImportStage(Vocabulary):
    STAGING = "staging", "being read", "The files are read and their rows kept apart; nothing of the record is written."
    CHECKING = "checking", "being checked", "The rows are compared with the record; nothing of it is written."
    READY = "ready", "ready to be confirmed", "Every row was checked, and its user decides."
    WRITING = "writing", "being written", "It was confirmed; the rows are written in portions."
    MOVING = "moving", "moved to their state", "What was written goes on to review or to the public, in portions."
    DONE = "done", "done", "Every row was written or left out."
    STOPPED = "stopped", "stopped", "Its user stopped it half-way; what was written until then stays."
    REFUSED = "refused", "refused", "A file cannot be read as it is; nothing was written."
    UNDOING = "undoing", "being undone", "What it wrote is taken back in portions."
    UNDONE = "undone", "undone", "What it wrote was taken back."


class ImportOutcome(Vocabulary):
    WAITING = "waiting", "not checked yet", "Nobody has looked at the row yet."
    NEW = "new", "new", "It would be added."
    CHANGED = "changed", "changed", "It is there and would be changed."
    TO_PROPOSE = "to_propose", "would be proposed", "It is published, so that a reviewer decides."
    SAME = "same", "unchanged", "It is there and stays as it is."
    REFUSED = "refused", "refused", "A rule stands in the way of it."
    ADDED = "added", "added", "It was added."
    ALTERED = "altered", "written over", "It was there and was changed."
    PROPOSED = "proposed", "proposed", "The change waits for a reviewer."
    LEFT_OUT = "left_out", "left out", "Something came in between, so that it was not written."
    TAKEN_BACK = "taken_back", "taken back", "It was written, and that was undone."
    KEPT = "kept", "not taken back", "Somebody changed or used it since, so that it stays."
