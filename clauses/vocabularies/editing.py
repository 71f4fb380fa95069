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
