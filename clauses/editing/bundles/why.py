"""Why each record of a bundle goes along, in words; and what of those that a source takes along it needs."""

from collections.abc import Iterable

from ...models import Actor, Citation, Clause, Domain, Place, Record, Row, Source, target_key
from ..queues import UNFINISHED
from ..refusals import Key
from .parts import Need, Part

WITH_ROWS = {str(model._meta.model_name) for model in (Actor, Place, Domain)}  # without which a row is not public


def why_begun(root: Record, row: Record) -> str:
    """Of what is told in a source, or is a part of something."""
    if not isinstance(root, Source):
        return f"because it is a part of “{root}”"
    return f"because {'its text' if isinstance(row, Clause) else 'it'} is from “{root}”"


def why_needed(need: Need, part: Part) -> str:
    """Of what another record names."""
    named_by = f"{part.row._meta.verbose_name} “{part.row}”"
    if need.is_named_by_code:
        return f"because {named_by} names it by its code"
    if need.is_in_rows:
        return f"because it is among the {need.what} of {named_by}"
    if isinstance(part.row, Citation) and need.is_vital:
        return f"because {named_by} {_cites(part.row, need.key)}"
    return f"because it is the {need.what} of {named_by}"


def _cites(citation: Citation, key: Key) -> str:
    if key == ("source", citation.source_id):
        return "is from it"
    return "quotes it" if key == ("clause", citation.clause_id) and citation.quote else "is about it"


def why_cited(cited: Row) -> str:
    return f"because it is cited for “{cited}”"


# --- What a source takes along


def needs_no_more(part: Part) -> list[Need]:
    """Of a record that goes along only because another one is a part of it, what it cannot be public without."""
    return [need for need in part.needs if need.is_vital or need.key[0] in WITH_ROWS]


def without_other_sources(root: Record, found: Iterable[Citation]) -> list[Citation]:
    """These citations without those from other unfinished sources, where the source `root` supports what they are
    about: it can go by itself, and the others go with their own sources."""
    citations = list(found)
    if not isinstance(root, Source):
        return citations
    supported = {target_key(each) for each in citations if each.source_id == root.pk and each.is_believed}
    return [
        each
        for each in citations
        if each.source_id == root.pk or each.source.state not in UNFINISHED or target_key(each) not in supported
    ]
