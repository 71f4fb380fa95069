"""A source in a sentence: what it is, whose, of when, in which language, how it was read, and what it is cited for."""

from collections.abc import Collection, Sequence

from django.utils.html import format_html

from ... import dates
from ...models import Citation, Source, target_key
from ...vocabularies import Extent, SourceKind
from ..wording import in_words, language, record_link
from .claims import passages
from .counting import figures_or_no, joined

NOUNS: dict[str, str] = {
    SourceKind.NEWS: "An article",
    SourceKind.AGENCY: "A dispatch",
    SourceKind.OFFICIAL: "An official release or page",
    SourceKind.SOCIAL: "A post",
    SourceKind.GAZETTE: "An official gazette",
    SourceKind.TREATY_TEXT: "A copy of the text of a treaty",
    SourceKind.SPEECH: "A speech or interview",
    SourceKind.ACADEMIC: "A scholarly work",
    SourceKind.DATASET: "A collection of data",
}
READ: dict[str, str] = {
    Extent.WHOLE: "read whole",
    Extent.EXCERPT: "of which we read an excerpt",
    Extent.CUT_EXCERPT: "of which we read an excerpt that breaks off",
}


def source_in_short(source: Source, citations: Collection[Citation]) -> str:
    """The first sentence of its page; `citations` are all of it that are public."""
    parts = [_what(source), *([f"in {language(source.language)}"] if source.language else []), _read(source)]
    return format_html("{}; {}.", joined(", ", parts), _cited(citations))


def _what(source: Source) -> str:
    """As in “An article of Anadolu Agency of 15 June 2021”."""
    publisher = record_link(source.publisher)
    whose = format_html(" of {}", publisher) if publisher else ""
    return format_html("{}{}{}", NOUNS[source.kind], whose, _when(source))


def _when(source: Source) -> str:
    if not source.published:
        return ", undated"
    is_plain = dates.parse(source.published).kind == "point" and not dates.is_in_doubt(source.published)
    return f" of {in_words(source.published)}" if is_plain else f", published {in_words(source.published)}"


def _read(source: Source) -> str:
    if source.is_unseen:
        return "known here only because another source names it"
    return READ.get(source.extent, "of which it is not recorded how much was read")


def _cited(citations: Collection[Citation]) -> str:
    some = len(passages(citations))
    if not some:
        return "no passage of it is cited"
    records = len({target_key(one) for one in citations})
    are = "is" if some == 1 else "are"
    return f"{figures_or_no(some, 'passage')} of it {are} cited, for {figures_or_no(records, 'record')}"


def by_record(citations: Sequence[Citation]) -> list[tuple[Citation, list]]:
    """The passages under the records that they are about, in the order of the text: the first citation of each record
    says which it is."""
    found: dict[tuple[str, int], list[Citation]] = {}
    for citation in citations:
        found.setdefault(target_key(citation), []).append(citation)
    return [(some[0], passages(some)) for some in found.values()]
