"""CSV: the whole text of a file, formulas made harmless and back, and memory that does not grow."""

import csv
import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clauses import dataset
from clauses.exchange.csvfile import csv_lines, streamed
from clauses.exchange.guard import guard, unguard
from clauses.models import Actor, Citation, Place
from tests.support.rows import factories
from tests.support.rows.filling import fill

pytestmark = pytest.mark.django_db
ANY_TEXT = st.text() | st.text(alphabet="'=+-@\t\r\nx")


@given(ANY_TEXT)
def test_a_guarded_text_comes_back_as_it_was(text):
    assert unguard(guard(text)) == text


@given(ANY_TEXT)
def test_a_guarded_text_never_begins_like_a_formula(text):
    assert not guard(text).startswith(tuple("=+-@＝＋－＠\t\r\n"))


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("=1+1", "'=1+1"),
        ("==1+1", "'==1+1"),
        ("-5", "'-5"),
        ("＝x", "'＝x"),
        ("\tx", "'\tx"),
        ("'tis", "''tis"),
        ("plain = 5", "plain = 5"),
        ("", ""),
    ],
)
def test_an_apostrophe_stands_before_what_a_spreadsheet_might_run(text, guarded):
    assert guard(text) == guarded


def test_an_apostrophe_of_the_text_itself_is_kept():
    assert unguard("'tis") == "'tis"


def test_a_file_reads_like_this():
    country = factories.PlaceFactory(slug="test-country", kind="country", name="Country, the “one”", iso3="AZE")
    factories.PlaceFactory(
        slug="test-town",
        name='=Şuşa "x"',
        other_names="@a; b",
        parent=country,
        latitude="-39.70",
        longitude="46",
        geonames=5,
    )
    table = dataset.BY_NAME["places"]
    found = "".join(csv_lines(table, Place.objects.filter(slug__startswith="test-").order_by("slug")))
    assert found == (
        "slug,name,other_names,kind,parent,iso3,latitude,longitude,wikidata,geonames\r\n"
        'test-country,"Country, the “one”",,country,,AZE,,,,\r\n'
        'test-town,"\'=Şuşa ""x""",\'@a; b,city,test-country,,-39.7,46,,5\r\n'
    )
    plain = "".join(csv_lines(table, Place.objects.filter(slug="test-town"), plain=True))
    assert plain.splitlines()[1] == 'test-town,"=Şuşa ""x""",@a; b,city,test-country,,-39.7,46,,5'


def test_codes_of_drafts_are_left_out_of_public_files_only():
    secret = factories.ActorFactory(slug="test-secret", state="draft")
    source = factories.SourceFactory(slug="test-source", publisher=secret)
    table = dataset.BY_NAME["sources"]
    rows = table.model.objects.filter(pk=source.pk)
    assert "test-secret" not in "".join(csv_lines(table, rows))
    assert "test-secret" in "".join(csv_lines(table, rows, public=False))


def test_the_order_and_the_filter_of_the_list_are_kept_and_it_may_be_loaded_already():
    factories.ActorFactory(slug="test-b", name="Same")
    factories.ActorFactory(slug="test-a", name="Same")
    table = dataset.BY_NAME["actors"]
    rows = table.loaded(Actor.objects.filter(name="Same").order_by("-slug"))
    cells = list(csv.reader(io.StringIO("".join(csv_lines(table, rows)), newline="")))
    assert [row[0] for row in cells] == ["slug", "test-b", "test-a"]


@pytest.mark.parametrize("name", ["citations", "commitments"])
def test_queries_grow_with_blocks_of_rows_only(name, django_assert_max_num_queries):
    fill(40)
    table = dataset.BY_NAME[name]
    with django_assert_max_num_queries(1 + 2 * 3):
        list(csv_lines(table, table.published()))


def test_memory_does_not_grow_with_the_rows(monkeypatch):
    monkeypatch.setattr("clauses.exchange.csvfile.CHUNK", 50)
    fill(300)
    table = dataset.BY_NAME["citations"]
    peaks = []
    for count in (100, 300):
        rows = Citation.objects.order_by("pk")[:count]
        tracemalloc.start()
        for _ in streamed(table, rows):
            pass
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.5
