"""What becomes of the passages of an article: cited as a draft, or rejected so that nobody is asked again."""

from django.db import transaction

from ..articles.suggestions import passage_digest
from ..models import Citation, RejectedPassage, Source
from .apply import give_number
from .editors import Editor, account, sign
from .requote import after_saving


def hold(source: Source) -> None:
    """Holds the source until the transaction ends: whoever cites it at the same time waits for a number."""
    Source._base_manager.select_for_update(no_key=True).get(pk=source.pk)


@transaction.atomic
def cite(citation: Citation, *, user: Editor) -> Citation:
    """Stores a new citation under the next free number of its source, with where it was read as the reason."""
    hold(citation.source)
    give_number(citation)
    sign(citation, user, f"Read in the article, paragraph {citation.locator}")
    citation.save()
    after_saving([citation])
    return citation


def reject(source: Source, words: str, *, user: Editor) -> None:
    """The passage is not proposed again. Its words are private: a digest stands for them."""
    known = {"author": account(user)}
    RejectedPassage.objects.get_or_create(source=source, sha256=passage_digest(words), defaults=known)


def propose_again(source: Source) -> int:
    """Forgets what was rejected in this article; returns how many passages that were."""
    return RejectedPassage.objects.filter(source=source).delete()[0]
