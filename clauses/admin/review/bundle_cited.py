"""What a citation of a bundle says, so that nobody needs to unfold it: of which record, what, and in which words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ... import dates
from ...editing.bundles.parts import Bundle, Part
from ...editing.edits import owner
from ...editing.refusals import Key, named_by_code
from ...evidence.conflicts.compared import value_in_words
from ...models import Citation, Record, Row, target_key
from ...vocabularies import CitedField
from ..addresses import form_of
from .bundle_link import leading_back


@dataclass(frozen=True)
class Says:
    """“supports” the action “Talks”: “date 5 October 2021”, with the words that it quotes."""

    stance: str
    noun: str
    name: str
    address: str
    stated: str
    quote: str


def says_of(bundle: Bundle, parts: Iterable[Part]) -> dict[Key, Says]:
    """What the citations among these say, in as many queries for many as for few."""
    cited = [(part.key, part.row) for part in parts if isinstance(part.row, Citation)]
    named = named_by_code(row for _, row in cited)
    return {key: _says(bundle, row, named) for key, row in cited}


def _says(bundle: Bundle, citation: Citation, named: Mapping[tuple[str, str], Record]) -> Says:
    about = _about(bundle, citation)
    record = named.get((citation.field, citation.value))
    stated = str(record) if record is not None else _in_words(citation)
    return Says(
        stance=citation.get_stance_display(),
        noun=str(about._meta.verbose_name),
        name=str(about),
        address=leading_back(form_of(owner(about) or about), bundle.root),
        stated=f"{citation.get_field_display()} {stated}".strip() if citation.field else "",
        quote=citation.quote,
    )


def _about(bundle: Bundle, citation: Citation) -> Row:
    """The record that it is about; names and relations come with the citation."""
    about = bundle.record(target_key(citation)) or citation.target
    assert about is not None  # noqa: S101  # a rule of the database
    return about


def _in_words(citation: Citation) -> str:
    is_no_date = citation.field == CitedField.DATE and bool(dates.remedy(citation.value))
    return citation.value if is_no_date else value_in_words(citation)
