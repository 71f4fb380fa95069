"""What a form shows first, what it folds away, the code made of the title, and what stays open for an account."""

import re

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets

from clauses.admin.forms.layout import CODE, LAYOUTS, layout_of
from clauses.dataset import BY_MODEL
from clauses.models import Action, Agreement, AgreementName, Assessment, Clause, OpenedGroup, Source

from ..support.pages.forms import change_address, filled, saved, sent
from ..support.pages.reading import text
from ..support.rows.factories import (
    ActionFactory,
    ActorFactory,
    AgreementFactory,
    CitationFactory,
    ClauseFactory,
    CommitmentFactory,
    SeriesFactory,
)
from ..support.rows.people import person

pytestmark = pytest.mark.pages
GROUPS = "/admin/opened-groups/citation/"


def added(client, table, **typed):
    """The answer to a new record, of which a person has typed so much."""
    return sent(client, f"/admin/clauses/{table}/add/", **typed)


def unfolded(client, address):
    groups = client.get(address).context["adminform"]
    return [name for group in groups if not group.is_collapsible for name in names_in(group)]


def names_in(group):
    return flatten_fieldsets([("", {"fields": group.fields})])


@pytest.mark.parametrize("model", LAYOUTS, ids=lambda model: model.__name__)
def test_a_layout_says_where_each_column_is_and_why_it_is_folded(model):
    layout = LAYOUTS[model]
    names = [*layout.first, *(name for group in layout.groups for name in group.fields)]
    columns = [column.name for column in BY_MODEL[model].columns if column.field.editable]
    assert sorted(names) == sorted(name for name in columns if not model._meta.get_field(name).many_to_many)
    assert all(group.why.endswith(".") for group in layout.groups)
    assert layout.code not in layout.first or not layout.named_by


def test_a_citation_shows_eight_fields_first(db):
    ada = person("editor", "ada")
    shown = unfolded(ada, "/admin/clauses/citation/add/")
    assert len(shown) <= 8
    assert {"source", "quote", "stance", "action"} <= set(shown)


def test_the_title_comes_before_the_code_which_is_folded_away(admin_client):
    for table in ("agreement", "action", "commitment", "source", "actor", "place"):
        groups = list(admin_client.get(f"/admin/clauses/{table}/add/").context["adminform"])
        code = next(group for group in groups if group.name == CODE)
        assert names_in(groups[0])[0] in ("title", "name", "clause"), table
        assert code.is_collapsible
        assert list(code.fields) == ["slug"]


@pytest.mark.parametrize("table", BY_MODEL.values(), ids=lambda table: table.name)
def test_an_empty_form_has_its_fields_and_its_button(table, admin_client):
    html = admin_client.get(f"/admin/clauses/{table.model._meta.model_name}/add/").content.decode()
    assert 'name="_save"' in html, "what a template cannot find must not empty the page"
    assert all(f'name="{name}"' in html for name in layout_of(table.model).first)


def test_the_code_is_made_of_the_title_and_a_second_one_gets_the_next_number(admin_client):
    typed = {"title": "Talks in Gəncə", "type": "meeting", "relation": "context"}
    for year in (2021, 2022, 2023):
        assert added(admin_client, "action", **typed, date=str(year)).status_code == 302
    slugs = Action.objects.filter(title=typed["title"]).values_list("slug", flat=True)
    assert sorted(slugs) == ["talks-in-gence", "talks-in-gence-2", "talks-in-gence-3"]


def test_a_source_without_a_title_gets_its_code_from_who_published_it_and_when(admin_client):
    publisher = ActorFactory(name="Azernews")
    typed = {"title": "", "kind": "news", "publisher": publisher.pk, "published": "2021-06-15"}
    assert added(admin_client, "source", **typed).status_code == 302
    assert Source.objects.get(publisher=publisher).slug == "azernews-2021-06-15"


def test_a_code_that_cannot_be_made_opens_its_group_and_says_so(admin_client):
    response = added(admin_client, "source", title="", kind="news")
    assert "Write a code: none could be made of the title." in text(response)
    assert not next(group for group in response.context["adminform"] if group.name == CODE).is_collapsible
    assert not Source.objects.exists()


def test_a_clause_gets_its_code_from_its_label_and_its_place_after_the_last(admin_client):
    agreement = AgreementFactory()
    first = ClauseFactory(agreement=agreement, wid="o5", position=7)
    typed = {"agreement": agreement.pk, "heading": "A part", "function": "operative"}
    assert added(admin_client, "clause", **typed, label="O6").status_code == 302
    assert added(admin_client, "clause", **typed, label="(a)", parent=first.pk).status_code == 302
    assert list(agreement.clauses.order_by("position").values_list("wid", "position")) == [
        ("o5", 7),
        ("o6", 8),
        ("o5__a", 9),
    ]
    again = added(admin_client, "clause", **typed, label="O6")
    assert again.status_code == 200, "the same label twice is one clause twice"
    assert Clause.objects.count() == 3


def test_an_assessment_gets_its_code_from_the_promise_and_the_analyst(admin_client):
    commitment = CommitmentFactory(title="Hold drills")
    typed = {"commitment": commitment.pk, "state_of_evidence": "assessed", "level": 1, "analyst": "lynx"}
    response = added(admin_client, "assessment", **typed, rationale="x", assessed_on="2022-01-01")
    assert response.status_code == 302
    assert Assessment.objects.get().slug == "hold-drills-lynx"


def test_a_name_within_an_agreement_is_not_numbered_but_refused(admin_client):
    agreement = AgreementFactory()
    typed = {"agreement": agreement.pk, "name": "Pact", "language": "en", "kind": "short"}
    assert added(admin_client, "agreementname", **typed).status_code == 302
    assert added(admin_client, "agreementname", **typed).status_code == 200
    assert AgreementName.objects.get().slug == "pact"


def test_a_folded_group_says_how_much_it_holds(admin_client):
    citation = CitationFactory(action=ActionFactory(), field="figure", value="5", unit="ha", state="draft")
    for address in (change_address(citation), change_address(citation.action)):
        html = " ".join(admin_client.get(address).content.decode().split())
        assert "What it states</h" in html
        assert html.count('<span class="quiet">(3 of 6 fields filled in)</span>') == 1, address


def test_a_group_says_what_is_filled_in_of_one_and_of_all(admin_client):
    action = ActionFactory(date="2021-06-15", date_as_printed="15.6.2021", date_reason="As printed.", state="draft")
    action.series = SeriesFactory()
    action.save()
    html = " ".join(admin_client.get(change_address(action)).content.decode().split())
    assert '<span class="quiet">(both fields filled in)</span>' in html
    assert re.search(r'>Series</h2>\s*<span class="quiet">\(filled in\)</span>', html)
    assert '<span class="quiet">()</span>' not in html


# --- What stays open


def folded_open(client, address="/admin/clauses/citation/add/"):
    html = client.get(address).content.decode()
    return {part.split('"')[1] for part in html.split("data-group=")[1:] if " open>" in part.split("<summary>")[0]}


def test_a_group_that_was_opened_stays_open_for_that_account_alone(db):
    ada, bela = person("editor", "ada"), person("editor", "bela")
    assert not folded_open(ada)
    ada.post(GROUPS, {"about": "What it states", "open": "What it states"})
    ada.post(GROUPS, {"about": "Who says so", "open": "Who says so"})
    assert folded_open(ada) == {"What it states", "Who says so"}
    action = ActionFactory(state="draft")
    CitationFactory(action=action, state="draft")
    assert "What it states" in folded_open(ada, change_address(action)), "on the page of the record, too"
    assert not folded_open(bela)
    ada.post(GROUPS, {"about": "What it states"})
    assert folded_open(ada) == {"Who says so"}


def test_what_stays_open_is_chosen_on_a_page_without_a_script(db):
    ada = person("editor", "ada")
    assert f'href="{GROUPS}"' in ada.get("/admin/clauses/citation/add/").content.decode()
    page = ada.get(GROUPS)
    assert [group for group, _ in page.context["groups"]][:2] == ["About a name or a relation", "What it states"]
    assert ada.post(GROUPS, {"open": ["What it states", "How it is judged"]}).status_code == 302
    assert folded_open(ada) == {"What it states", "How it is judged"}
    ada.post(GROUPS, {"open": "How it is judged"})
    assert folded_open(ada) == {"How it is judged"}


def test_only_groups_of_forms_that_one_may_see_are_kept(db, client):
    ada = person("editor", "ada")
    ada.post(GROUPS, {"about": "Nonsense", "open": ["Nonsense", "\x00", "x" * 5000]})
    assert not OpenedGroup.objects.exists()
    for table in ("nonsense", "user", "sourcetext", "x" * 300):
        assert ada.get(f"/admin/opened-groups/{table}/").status_code == 404
    assert client.get(GROUPS).status_code == 302
    assert client.post(GROUPS, {"open": "What it states"}).status_code == 302
    assert not OpenedGroup.objects.exists()


def test_a_field_that_the_address_fills_in_is_not_folded_away(admin_client):
    name = AgreementName.objects.create(agreement=AgreementFactory(), slug="pact", name="Pact", kind="short")
    assert folded_open(admin_client, f"/admin/clauses/citation/add/?name={name.pk}") == {"About a name or a relation"}


def test_the_forms_of_a_superuser_still_move_the_state(admin_client):
    agreement = AgreementFactory(state="draft")
    CitationFactory(agreement=agreement)
    assert saved(admin_client, agreement, state="published").state == "published"
    assert "state" in filled(admin_client, Agreement.objects.get())
    groups = admin.site.get_model_admin(Agreement)
    assert groups.has_state
