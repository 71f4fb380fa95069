"""New drafts made along with what needs them: an article with its text, an actor or a place that only has a name."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from ...articles.quotations import Article
from ...folding import code_of, fold
from ...models import Actor, Place, Row, Source
from ...one_moment import one_step
from ...vocabularies import ReviewState
from .. import texts
from ..editors import Editor, sign

ADDED = "Added with its text"
NO_CODE = "No code can be made of this name. Write it in Latin letters, or make the record on its own page."
MOST_COMPARED = 200


@one_step()
@transaction.atomic
def add_article(source: Source, text: str, *, user: Editor) -> Source:
    """Stores a new source together with its private text, both or neither."""
    source.sha256 = Article(texts.read(text)).sha256
    write_draft(source, user=user, reason=ADDED)
    texts.store(source, text, user=user, reason=ADDED, seen=0)
    return source


def write_draft(row: Row, *, user: Editor, reason: str) -> None:
    """Checks and stores a new row; ValidationError says what is wrong with it."""
    row.full_clean()
    sign(row, user, reason)
    row.save()


def called(model: type[Actor] | type[Place], name: str) -> Any:
    """The actor or place with this name, other name or code, however it is written; None where there is none."""
    folded = fold(name)
    rows = model._base_manager.exclude(state=ReviewState.WITHDRAWN)
    exact = rows.filter(slug=name.strip()).first() or rows.filter(search_text__contains=f"\n{folded}\n").first()
    if exact is not None or not folded:
        return exact
    near = rows.filter(search_text__contains=folded).order_by("pk")[:MOST_COMPARED]
    return next((row for row in near if folded in map(fold, (row.name, *row.other_names.split(";")))), None)


def named_draft(model: type[Actor] | type[Place], name: str, kind: str, *, user: Editor, reason: str) -> Any:
    """A new draft of an actor or a place of which no more than name and kind is known; its code is made of the name."""
    code = code_of(name)
    if not code:
        raise ValidationError(NO_CODE)
    row = model(name=name.strip(), slug=code, kind=kind)
    write_draft(row, user=user, reason=reason)
    return row
