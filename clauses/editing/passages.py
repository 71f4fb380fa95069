"""What becomes of the passages of an article: cited as a draft, or rejected so that nobody is asked again."""

import hashlib

from django.db import transaction

from ..folding import fold
from ..models import Citation, Source
from ..models.texts import RejectedPassage
from .applying import give_number


def fingerprint(words: str) -> str:
    """What stands for a rejected passage: its words are private."""
    return hashlib.sha256(fold(words).encode()).hexdigest()


def hold(source: Source) -> None:
    """Holds the source until the transaction ends: whoever cites it at the same time waits for a number."""
    Source._base_manager.select_for_update().get(pk=source.pk)


@transaction.atomic
def cite(citation: Citation, *, user) -> Citation:
    """Stores a new citation under the next free number of its source, with where it was read as the reason."""
    hold(citation.source)
    give_number(citation)
    citation._change_reason = f"Read in the article, paragraph {citation.locator}"
    citation._history_user = user
    citation.save()
    return citation


def reject(source: Source, words: str, *, user) -> None:
    """The passage is not proposed again."""
    RejectedPassage.objects.get_or_create(source=source, sha256=fingerprint(words), defaults={"author": user})


def propose_again(source: Source, words: str) -> None:
    RejectedPassage.objects.filter(source=source, sha256=fingerprint(words)).delete()


def rejected(source: Source) -> set[str]:
    """The fingerprints of what was rejected in this article."""
    return set(RejectedPassage.objects.filter(source=source).values_list("sha256", flat=True))
