"""Whatever an editor may store comes out and in again unchanged, as CSV and as XLSX, cell by cell and row by row."""

from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clauses import dataset
from clauses.characters import BREAKS, refuse_unreadable, tidied
from clauses.exchange.formats import FORMATS
from clauses.exchange.resources import resource_for
from clauses.models import Domain, Place, Source
from tests.support.rows import factories

from ..support.site.budget import examples

pytestmark = pytest.mark.django_db
EXAMPLES = settings(
    max_examples=examples(15, 2000), suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)

# Everything that the fields accept, and more often than chance would have it what files and spreadsheets stumble over.
TRAPS = [
    "=1+1",
    "'",
    "''=",
    "-",
    "@x",
    "\t",
    '"',
    '""',
    ",",
    ";",
    "; ",
    "_x000D_",
    "_x005F_x000A_",
    "1e5",
    "007",
    "TRUE",
]
TRAPS += [
    " ",
    " x",
    "x ",
    "é",
    "\u0301",
    "Ə",
    "İ",
    "😀",
    "\n",
    "a\nb",
    "a\r\nb",
    "a\rb",
    "#N/A",
    "NaN",
    "1,5",
    "\ufeff",
]


def is_readable(text: str) -> bool:
    with suppress(ValidationError):
        refuse_unreadable(text)
        return True
    return False


TEXT = (
    st.lists(st.text(max_size=8) | st.sampled_from(TRAPS), max_size=4).map("".join).map(str.strip).filter(is_readable)
)
LINE = TEXT.filter(lambda text: not BREAKS.search(text) and tidied(text) == text)
DATES = st.sampled_from(
    ["", "2021", "2021-06", "2021-06-15", "2021~", "2021-10-05/2021-10-08", "2021-10-05/..", "[..2022-02-20]"]
)
FORMS = st.sampled_from(FORMATS)


def through(form, table, rows) -> bytes:
    content = form().export_data(resource_for(table)().export(rows))
    return content.encode() if isinstance(content, str) else content


def again(form, table, content):
    result = resource_for(table)().import_data(form().create_dataset(content))
    assert [str(problem) for problem in result.problems] == []
    return result


def cells(table, rows) -> list[list[str]]:
    return [table.cells(row, public=False) for row in table.loaded(rows, public=False)]


def returns(form, table, row):
    """An export of `row` changes nothing, and brings it back as it was where it has been deleted."""
    rows = table.model.objects.filter(slug=row.slug)
    content, before = through(form, table, rows), cells(table, rows)
    assert [found.import_type for found in again(form, table, content).rows] == ["skip"]
    assert row.history.count() == 1
    row.delete()
    assert [found.import_type for found in again(form, table, content).rows] == ["new"]
    assert cells(table, rows) == before
    rows.get().delete()


@EXAMPLES
@given(FORMS, LINE.filter(bool), TEXT)
def test_texts_come_back(form, label, note):
    row = factories.DomainFactory(label=label[:100].strip(), scope_note=note)
    returns(form, dataset.BY_MODEL[Domain], row)


@EXAMPLES
@given(FORMS, LINE, DATES, st.dates() | st.none(), st.booleans())
def test_dates_and_yes_or_no_come_back(form, words, published, accessed_on, is_stub):
    row = factories.SourceFactory(
        publisher=None, published=published, published_as_printed=words, accessed_on=accessed_on, is_stub=is_stub
    )
    returns(form, dataset.BY_MODEL[Source], row)


@EXAMPLES
@given(
    FORMS,
    st.decimals(-90, 90, places=5),
    st.decimals(-180, 180, places=5),
    st.none() | st.integers(0, 2**31 - 1),
)
def test_numbers_come_back(form, latitude, longitude, geonames):
    row = factories.PlaceFactory(latitude=latitude, longitude=longitude, geonames=geonames)
    returns(form, dataset.BY_MODEL[Place], row)


@pytest.mark.parametrize("form", FORMATS)
def test_the_shipped_tables_come_back_without_a_change(form, shipped):
    for table in (table for table in dataset.TABLES if table.model.objects.exists()):
        result = again(form, table, through(form, table, table.model.objects.all()))
        assert {row.import_type for row in result.rows} <= {"skip"}, table.name
        assert len(result.rows) == table.model.objects.count()
