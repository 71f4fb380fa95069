"""Records, dates and figures in words, as pages say them in more than one place."""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Protocol, cast

from django.conf import locale
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst

from .. import dates
from ..dataset import Column
from ..models import (
    Actor,
    Agreement,
    AgreementName,
    AgreementRelation,
    Citation,
    Clause,
    Commitment,
    Place,
    Row,
    Source,
)
from ..vocabularies import SourceKind


class HasPage(Protocol):
    """A record with a page of its own."""

    def get_absolute_url(self) -> str: ...


def in_words(text: str) -> str:
    """An uncertain date in English."""
    return dates.words(text)


LONG_NUMBER = re.compile(r"(?<![\d.])\d{5,}(?=\s|$)")
POWER = re.compile(r"\b([ck]?m)([23])(?=$|[\s,)])")


def typeset(value: str) -> str:
    """A figure as print sets it: “13,177 ha”, “132 km² (13,200 ha)”."""
    spaced = LONG_NUMBER.sub(lambda number: f"{int(number[0]):,}", value)
    return POWER.sub(lambda unit: unit[1] + "²³"[int(unit[2]) - 2], spaced)


def language(code: str) -> str:
    """The English name of a language, where Django knows it."""
    known = (locale.LANG_INFO.get(one, {}).get("name", "") for one in (code.lower(), code.lower().partition("-")[0]))
    return next(filter(None, known), code)


APOSTROPHE, OPENING = re.compile(r"(?<=\w)'"), re.compile(r"'(?=\w)")


def typographic(text: str) -> str:
    """Our own words as print sets them: “the parties’ account”."""
    return OPENING.sub("‘", APOSTROPHE.sub("’", text))


INNER = str.maketrans("“”„", "‘’‚")


def inner_quotes(text: str) -> str:
    """Words to stand between quotation marks: marks inside them become single ones, as in “a ‘hot’ peace”."""
    return re.sub(r'"(.*?)"', r"‘\1’", text).translate(INNER)


def public_name(row: Row) -> str:
    """What a row is called, without a word of an unpublished one."""
    if isinstance(row, Source):
        return row.title or untitled(row)
    return str(row) if isinstance(row, Actor | Place) else typographic(str(row))


def titled(row: Row) -> str:
    """What a row is called, as pages write it: words in another language than English say which they are in."""
    return spoken(public_name(row), title_language(row))


def title_language(row: Row) -> str:
    """The code of the language of a row's title, where it may be another than English."""
    return row.language if isinstance(row, Source) and row.title else ""


def spoken(words: str, code: str) -> str:
    """Words in the language with this code, so that a screen reader reads them out in it."""
    return format_html('<span lang="{}">{}</span>', code, words) if is_foreign(code) else words


def is_foreign(code: str) -> bool:
    """Whether this is the code of another language than English."""
    return bool(code) and code.partition("-")[0] != "en"


def named_in_english(source: Source) -> str:
    """What a source is called where no language can be said, as in the title of a page: a foreign one by who published
    it and when, “Report, 16 December 2025, in Russian”."""
    code = title_language(source)
    return f"{untitled(source)}, in {language(code)}" if is_foreign(code) else public_name(source)


def untitled(source: Source) -> str:
    """The name of a source without a title: its publisher, what it is if that tells more, its date."""
    name = publisher_name(source)
    is_article = source.kind in (SourceKind.NEWS, SourceKind.AGENCY)
    kind = "" if name and is_article else source.get_kind_display()
    parts = (name, kind if name else capfirst(kind), dates.words(source.published) or "undated")
    return ", ".join(part for part in parts if part)


def address_of(row: Row) -> str:
    """The page of a row."""
    return cast(HasPage, row).get_absolute_url()


def record_link(row: Row | None, text: str = "") -> str:
    """A link to a record's page; nothing at all for a record that is not public."""
    if row is None or not row.is_public:
        return ""
    if isinstance(row, Clause) and not text:
        return format_html('<a href="{}"><b>{}</b> {}</a>', address_of(row), row.label, typographic(row.heading))
    return format_html('<a href="{}">{}</a>', address_of(row), text or titled(row))


def record_links(rows: Iterable[Row]) -> str:
    """Links to several records, separated by commas."""
    links = [link for link in (record_link(row) for row in rows) if link]
    return format_html_join(", ", "{}", ((link,) for link in links))


def source_words(source: Source) -> str:
    """A source as it is named in running text: title, publisher, date; nothing of one that is not public."""
    if not source.may_be_named:
        return ""
    parts: list[str] = [format_html('<a href="{}">{}</a>', address_of(source), titled(source))]
    if source.title and has_publisher(source):
        parts.append(publisher_name(source))
    if source.title and source.published:
        parts.append(dates.words(source.published))
    unseen = format_html(' <span class="aside">({})</span>', "not seen") if source.is_unseen else ""
    return format_html("{}{}", format_html_join(", ", "{}", ((part,) for part in parts)), unseen)


def source_in_short(source: Source) -> str:
    """A source by its publisher and date, as a cell of a table holds it; nothing of one that is not public."""
    if not source.may_be_named:
        return ""
    parts: list[str] = [format_html('<a href="{}">{}</a>', address_of(source), publisher_of(source))]
    dated = source.published and (source.title or has_publisher(source))
    parts += [dates.words(source.published)] if dated else []
    return format_html_join(", ", "{}", ((part,) for part in parts))


def sources_named(citations: Iterable[Citation]) -> str:
    """The sources of some citations in short, each once."""
    sources = {citation.source_id: citation.source for citation in citations}
    named = [words for words in map(source_in_short, sources.values()) if words]
    return format_html_join("; ", "{}", ((words,) for words in named))


def credited_with(citation: Citation) -> str:
    """Whom a source credits: with what was done, or with the statement."""
    done, origin = record_link(citation.attributed_to), citation.origin
    named = source_in_short(origin) if origin else ""
    parts = [format_html("done by {}", done)] if done else []
    parts += [format_html("after {}", named)] if named else []
    return format_html_join("; ", "{}", ((part,) for part in parts))


def outlets(groups: Iterable[tuple[Source, object]]) -> str:
    """Who says so, in one line: the publishers of the sources, each once."""
    names = dict.fromkeys(publisher_of(source) for source, _ in groups)
    return format_html_join(", ", "{}", ((name,) for name in names))


def has_publisher(source: Source) -> bool:
    """Whether who published it is known and public."""
    return source.publisher is not None and source.publisher.is_public


def publisher_name(source: Source) -> str:
    """Who published a source; nothing where that is not known or not public."""
    return source.publisher.name if source.publisher is not None and source.publisher.is_public else ""


def publisher_of(source: Source) -> str:
    """Who published a source; what it is called where that is not known or not public."""
    return publisher_name(source) if has_publisher(source) else titled(source)


def said_by(citation: Citation) -> str:
    """Who says it, and where: “Yavuz Selim Kıran, Deputy minister of foreign affairs of Türkiye, paragraph 7”."""
    people = [part for part in (citation.speaker_as_reported, record_link(citation.speaker)) if part]
    speaker = format_html_join(", ", "{}", ((part,) for part in people))
    parts: list[str] = [format_html('<span class="speaker">{}</span>', speaker)] if speaker else []
    parts += [f"paragraph\N{NO-BREAK SPACE}{citation.locator}"] if citation.locator else []
    return format_html_join(", ", "{}", ((part,) for part in parts))


def target_link(citation: Citation) -> str:
    """What a citation is about."""
    return cited_link(citation.target)


def cited_link(row: Row | None) -> str:
    """A record that can be cited; a name or a relation, which have no page, with links to their agreements."""
    if isinstance(row, AgreementName):
        name = spoken(inner_quotes(row.name), row.language)
        return format_html("The name “{}” of {}", name, record_link(row.agreement))
    if isinstance(row, AgreementRelation):
        return format_html("{} {} {}", record_link(row.subject), row.get_predicate_display(), record_link(row.object))
    return record_link(row)


def agreement_of(row: Row) -> Agreement | None:
    """The agreement under which a clause or a commitment is listed; None for any other record."""
    clause = row.clause if isinstance(row, Commitment) else row
    return clause.agreement if isinstance(clause, Clause) else None


def by_agreement(rows: Iterable[Row]) -> list[tuple[Agreement | None, list[Row]]]:
    """Rows that are in the order of their agreements, as (agreement or None, its rows)."""
    return [(agreement, list(some)) for agreement, some in groupby(rows, key=agreement_of)]


def kind_of_actor(actor: Actor) -> str:
    """“ministry of Azerbaijan” in two words: its kind and its state, if that is public."""
    country = actor.country if actor.country is not None and actor.country.is_public else None
    return f"{actor.get_kind_display()}, {country}" if country else actor.get_kind_display()


def list_anchor(column: Column) -> str:
    """The anchor of the closed list that a column takes its values from: several columns may share one."""
    return column.vocabulary.__name__.lower() if column.vocabulary else column.name
