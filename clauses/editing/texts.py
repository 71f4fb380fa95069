"""The private text of an article: storing it, and what that does to the quotations from it.

`store` is the only entry. The text is normalised once and kept at once, since no reader ever sees it; the digest of it,
which readers do see, is proposed where the source is public.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from ..articles.quotation_checks import alone, locate, quotations
from ..articles.quotations import Article, normalised
from ..characters import GARBLED, refuse_lost
from ..models import Citation, Proposal, Source, SourceText
from ..one_moment import one_step
from .editors import Editor, account, sign
from .edits import Edit, change
from .holding import hold_proposals
from .proposals import OPEN, edits_of, propose, revise, take_back
from .quotation_fates import Fate, Report
from .requote import remember, renew
from .review import NotAllowedError, may, needs_review, why_frozen

LONGEST = 500_000  # characters of one text
MOST_PARAGRAPHS = 5_000
EMPTY = "There is no paragraph in it: no line that ends like a sentence. Paste the whole article."
TOO_LONG = f"The text is longer than {LONGEST:,} characters. Store the part that is quoted."
TOO_MANY = f"The text has more than {MOST_PARAGRAPHS:,} paragraphs. Store the part that is quoted."
MEND_LOST = "Take the text anew from where it was read, or mend the line."
STALE = "Somebody else has stored a text of this source meanwhile. Look at what this one would change now."
DIGEST = "digest of the stored text"


@dataclass(frozen=True)
class Stored:
    """What came of storing a text: the `proposal` of its digest, where a reviewer has to let that through."""

    report: Report
    row: SourceText
    proposal: Proposal | None


@dataclass(frozen=True)
class Earlier:
    """A text that was replaced. `sha256` is that of its paragraphs, as the source stated it."""

    sha256: str
    stored: datetime
    by: str


def text_of(source: Source) -> SourceText | None:
    return SourceText.objects.filter(source=source).first()


def last_text(source: Source) -> SourceText | None:
    """The stored text or, where it was deleted, what was in it last: a quotation may have moved since."""
    row = text_of(source)
    if row is None:
        saved = SourceText.history.filter(source=source).order_by("-history_date", "-history_id").first()
        row = saved and SourceText(source=source, text=saved.text, sha256=saved.sha256)
    return row


def read(text: str) -> str:
    """`text` as it would be stored; ValidationError where it is empty or too long."""
    if len(text) > 2 * LONGEST:  # before any work on it
        raise ValidationError(TOO_LONG, code="too_long")
    _refuse_garbled(text)
    refuse_lost(text)  # before what cannot be printed is taken out, and the words with it
    text = normalised(text)
    found = Article(text).paragraphs
    wrong = {TOO_LONG: len(text) > LONGEST, TOO_MANY: len(found) > MOST_PARAGRAPHS, EMPTY: not found}
    for words in (words for words, is_wrong in wrong.items() if is_wrong):
        raise ValidationError(words, code="text")
    return text


def _refuse_garbled(text: str) -> None:
    """ValidationError where signs stand that no text means: those that a wrong encoding leaves."""
    lost = GARBLED.search(text)
    if lost:
        line, sign = text.count("\n", 0, lost.start()) + 1, f"U+{ord(lost[0]):04X}"
        words = f"In line {line} stands {sign}, a sign that is left where an encoding was lost. {MEND_LOST}"
        raise ValidationError(words, code="lost")


def preview(source: Source, text: str) -> Report:
    """What storing `text` would do. Nothing is written. ValidationError where it cannot be stored."""
    text, old = read(text), last_text(source)
    article, before = Article(text), Article(old.text) if old else None
    rows = quotations().filter(source=source).order_by("number")
    return Report(text, article, tuple(_fate(row, before, article) for row in rows))


def _fate(citation: Citation, before: Article | None, article: Article) -> Fate:
    return Fate(citation, alone(citation, before) if before else None, locate(citation, article, before))


def why_not_at_all(user: Editor, source: Source) -> str:
    """Why `user` may store no text of `source` at any time: the role does not reach so far."""
    verb = "change" if SourceText.objects.filter(source=source).exists() else "add"
    allowed = may(user, verb, SourceText) and may(user, "view", SourceText) and may(user, "change", Source)
    return "" if allowed else "You may not store texts of articles."


def why_not(user: Editor, source: Source) -> str:
    """Why `user` may not store a text of `source` now; empty where nothing stands in the way."""
    return why_not_at_all(user, source) or ("" if user.is_superuser else why_frozen(source))


@one_step()
def store(source: Source, text: str, *, user: Editor, reason: str = "", seen: int | None = None) -> Stored:
    """Stores `text` as that of `source` and looks for all its quotations, in one transaction.

    `seen` is the version of the stored text that the user looked at, 0 for none. ValidationError where the text cannot
    be stored; NotAllowedError where the user may not, or where somebody else stored one since.
    """
    with transaction.atomic():
        own = hold_proposals(_of_digest(source, user))
        source = Source.objects.select_for_update(of=("self",), no_key=True).get(pk=source.pk)
        refusal = why_not(user, source)
        if refusal:
            raise NotAllowedError(refusal)
        row = text_of(source)
        if seen is not None and seen != (row.version if row else 0):
            raise NotAllowedError(STALE)
        report = preview(source, text)
        old = last_text(source)
        if old is not None and old.text != report.text:
            remember(old, Article(old.text))
        row = row or SourceText(source=source)
        if row.text != report.text:
            row.text = report.text
            sign(row, user, reason or None)
            row.full_clean()
            row.save()
        proposal = _state_digest(source, report.article.sha256, own, user, reason)
        renew([source.pk])
    return Stored(report, row, proposal)


def _of_digest(source: Source, user: Editor) -> QuerySet[Proposal]:
    """The user's own open proposals that change the digest of the source and nothing else."""
    own = Proposal.objects.about(source).filter(author=account(user), status__in=OPEN)
    return own.filter(pk__in=[each.pk for each in own if [edit.names for edit in edits_of(each)] == [["sha256"]]])


def _state_digest(source: Source, sha256: str, own: list[Proposal], user: Editor, reason: str) -> Proposal | None:
    """What the source states of its text; `own` are the user's proposals of it."""
    if source.sha256 == sha256:
        for each in own:
            take_back(each, user=user)
        return None
    source.sha256 = sha256
    reason = reason or DIGEST
    if user.is_superuser or not needs_review(source):
        sign(source, user, reason)
        source.save(update_fields=["sha256"])
        return None
    edits = [cast(Edit, change(source))]  # the digest, at least
    if own:
        return revise(own[-1], edits, user=user, reason=reason)
    return propose(source, edits, user=user, reason=reason)


def earlier(source: Source, most: int = 50) -> Iterator[Earlier]:
    """The texts of `source` that were replaced or deleted, newest first."""
    saves = SourceText.history.filter(source=source).select_related("history_user")
    saves = saves.order_by("-history_date", "-history_id")[:most]
    row = text_of(source)
    last = row.text if row else None
    for save in saves:
        if save.text != last and save.history_type != "-":
            who = save.history_user.get_username() if save.history_user else ""
            yield Earlier(Article(save.text).sha256, save.history_date, who)
            last = save.text
