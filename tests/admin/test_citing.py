"""A citation added from a record: the record is chosen already, its user's last source comes first, and one is back."""

import pytest

from clauses.models import Citation

from ..support.pages.forms import change_address, sent
from ..support.rows.factories import (
    ActionFactory,
    AgreementNameFactory,
    CitationFactory,
    ClauseFactory,
    CommitmentFactory,
    SourceFactory,
)
from ..support.rows.people import person

pytestmark = pytest.mark.pages
ADD = "/admin/clauses/citation/add/"
CHOICES = {"app_label": "clauses", "model_name": "citation", "field_name": "source"}


@pytest.fixture
def ada(db):
    return person("editor", "ada")


def offered(client, **more):
    """The sources that the chooser of a citation offers, by their numbers."""
    found = client.get("/admin/autocomplete/", CHOICES | {"term": ""} | more).json()
    return [int(each["id"]) for each in found["results"]]


@pytest.mark.parametrize("make", [ActionFactory, ClauseFactory, CommitmentFactory])
def test_add_a_citation_of_a_record_with_many_has_it_chosen_and_comes_back_to_it(ada, make):
    record, source = make(state="draft"), SourceFactory(state="draft")
    name = record._meta.model_name
    CitationFactory.create_batch(21, **{name: record})
    lists = {each.title: each for each in ada.get(change_address(record)).context["linked_lists"]}
    add = lists["Citations"].add_address
    page = ada.get(add)
    assert (page.context["whole"], page.context["adminform"].form[name].value()) == (record, str(record.pk))
    answer = sent(ada, add, source=str(source.pk), quote="some words")
    assert answer.url == change_address(record)
    citation = Citation.objects.get(source=source)
    assert citation.target == record
    message = ada.get(answer.url).content.decode()
    assert "add another citation for it" in message


@pytest.mark.parametrize("make", [ActionFactory, ClauseFactory, AgreementNameFactory])
def test_a_citation_that_was_begun_from_nowhere_comes_back_to_what_it_is_about(admin_client, make):
    record = make()
    name = {"agreementname": "name"}.get(record._meta.model_name, record._meta.model_name)
    answer = sent(admin_client, f"{ADD}?{name}={record.pk}", source=str(SourceFactory().pk), quote="some words")
    assert answer.url == change_address(record)
    assert Citation.objects.get().target == record


def test_who_adds_another_keeps_source_and_record(ada):
    action, source = ActionFactory(state="draft"), SourceFactory(state="draft")
    address = f"{ADD}?action={action.pk}&whole=action-{action.pk}"
    answer = sent(ada, address, source=str(source.pk), quote="some words", _addanother="1")
    page = ada.get(answer.url)
    form = page.context["adminform"].form
    assert [str(form[name].value()) for name in ("source", "action")] == [str(source.pk), str(action.pk)]
    assert page.context["whole"] == action


def test_the_source_that_one_cited_last_is_offered_first_to_oneself_alone(ada):
    first, second, third = (SourceFactory(title=title, state="draft") for title in "abc")
    bela, action = person("editor", "bela"), ActionFactory(state="draft")
    assert offered(ada) == [first.pk, second.pk, third.pk]
    for source in (second, third):
        sent(ada, f"{ADD}?action={action.pk}", source=str(source.pk), quote="some words")
    assert offered(ada) == [third.pk, first.pk, second.pk]
    assert offered(bela) == [first.pk, second.pk, third.pk]
    assert offered(ada, field_name="origin", model_name="citation") != offered(ada)
    assert offered(ada, term="a")[:1] == [first.pk]  # what is typed counts


def test_it_is_offered_once_and_no_page_leaves_a_source_out(ada, django_assert_max_num_queries):
    sources = [SourceFactory(title=f"{number:03}", state="draft") for number in range(45)]
    sent(ada, f"{ADD}?action={ActionFactory(state='draft').pk}", source=str(sources[30].pk), quote="some words")
    pages = [offered(ada, page=number) for number in (1, 2, 3)]
    found = [key for page in pages for key in page]
    assert found[0] == sources[30].pk
    assert sorted(found) == [source.pk for source in sources]
    with django_assert_max_num_queries(9):
        offered(ada)


def test_a_source_that_is_gone_is_not_offered(ada):
    source = SourceFactory(state="draft")
    sent(ada, f"{ADD}?action={ActionFactory(state='draft').pk}", source=str(source.pk), quote="some words")
    Citation.objects.all().delete()
    source.delete()
    assert offered(ada) == []
