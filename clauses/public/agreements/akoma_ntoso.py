"""The text of an agreement as Akoma Ntoso: its published clauses, with the words that may be reprinted whole."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.http import HttpRequest, HttpResponseBase

from ... import known_on
from ...exchange.treaty_files.akoma_ntoso_out import Work, write
from ...exchange.treaty_files.levels import kind_of
from ...exchange.treaty_text import Part
from ...filters import UnclearError
from ...known_on import then
from ...models import Action, Agreement, Clause, ClauseText
from ...vocabularies import ActionType, TextLicence, TextStatus
from ..data import download
from ..pages import page
from ..sections.clause_tree import Branch, tree_of
from .frame import found

KIND = "application/akn+xml; charset=utf-8"
WHOLE = (TextLicence.PUBLIC_DOMAIN, TextLicence.LICENSED)
STANDING = TextStatus.values  # the more authentic first
OF_DAY = (ActionType.SIGNATURE, ActionType.ADOPTION)
NO_DAY = date(1, 1, 1)  # the schema wants a full day of every text
UNKNOWN = "The text takes one parameter, language; “{}” is not known here."
NOT_HERE = "The text is not here in “{}”. It is in: {}."


@page
def akoma_ntoso(request: HttpRequest, slug: str) -> HttpResponseBase:
    row = found(slug)
    if unknown := sorted(set(request.GET) - {"language"}):
        raise UnclearError([UNKNOWN.format(unknown[0][:40])])
    clauses = list(Clause.objects.published().filter(agreement=row).select_related("agreement"))
    texts = list(
        ClauseText.objects.published().filter(clause__agreement=row, licence__in=WHOLE).order_by("number", "pk")
    )
    language = _language(request, row, texts)
    words = _words(texts, language)
    day, of = _day(row)
    work = Work(row.slug, row.title, day, of, language, known_on.day() or day)
    written = write(work, list(_parts(tree_of(clauses, []), words)))
    return download([written], KIND, f"{row.slug}-{language}", "akn.xml")


def _language(request: HttpRequest, row: Agreement, texts: Iterable[ClauseText]) -> str:
    """The one that is asked for; else the first authentic one in which there are words. Headings alone are English."""
    there = sorted({text.language for text in texts})
    asked = request.GET.getlist("language")
    if asked:
        if len(asked) > 1 or asked[0] not in there:
            raise UnclearError([NOT_HERE.format(asked[-1][:20], ", ".join(there) or "no language yet")])
        return asked[0]
    authentic = [each.strip() for each in row.authentic_languages.split(";")]
    return next((each for each in (*authentic, *there) if each in there), "en")


def _words(texts: Iterable[ClauseText], language: str) -> dict[int, str]:
    """By clause, its text in the language, the most authentic where there are several."""
    ordered = sorted(
        (text for text in texts if text.language == language), key=lambda text: STANDING.index(text.status)
    )
    return {text.clause_id: text.text for text in reversed(ordered)}


def _parts(branches: Iterable[Branch], words: dict[int, str], level: int = 1) -> Iterator[Part]:
    for branch in branches:
        clause = branch.clause
        yield Part(level, kind_of(clause), clause.num, clause.heading, words.get(clause.pk, ""), clause.wid)
        yield from _parts(branch.below, words, level + 1)


def _day(row: Agreement) -> tuple[date, str]:
    """The first day on which it may have been signed, or adopted where no signature is known."""
    first = then.column(Action, "date_earliest", known_on.day())
    found = Action.objects.published().as_then("date_earliest").filter(agreement=row, type__in=OF_DAY)
    days = dict(found.exclude(**{first: None}).order_by(f"-{first}").values_list("type", first))
    kind = next((kind for kind in OF_DAY if kind in days), None)
    return (days[kind], kind.value) if kind else (NO_DAY, "unknown")
