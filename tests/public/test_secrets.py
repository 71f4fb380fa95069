"""What is not published is nowhere: not in pages, lists, counts, search or files."""

import pytest
from django.test import Client
from django.urls import reverse

from clauses import models
from clauses.dataset import TABLES

from ..support.pages.asking import Site
from ..support.pages.reading import body
from ..support.rows import factories
from ..support.rows.factories import (
    ActionFactory,
    ActionParticipantFactory,
    ActorFactory,
    AgreementFactory,
    AgreementPartyFactory,
    AgreementRelationFactory,
    AssessmentFactory,
    BearingFactory,
    CitationFactory,
    ClauseFactory,
    ClauseTextFactory,
    CommitmentActorFactory,
    CommitmentFactory,
    DomainFactory,
    PlaceFactory,
    SourceFactory,
    SourceTextFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
CANARY = "Zqcanary"
PLAIN = ["home", "all_promises", "data", "codebook", "method", "corrections", "accessibility", "robots"]
LISTED = ["agreements", "clauses", "commitments", "actions", "sources", "domains", "actors"]


def public_addresses() -> list[str]:
    found = [reverse(name) for name in (*PLAIN, *LISTED)] + ["/search/?q=" + CANARY, "/search/?q=test"]
    found += [f"/data/{table.name}.csv" for table in TABLES]
    for model in (
        models.Agreement,
        models.Clause,
        models.Commitment,
        models.Action,
        models.Source,
        models.Domain,
        models.Actor,
    ):
        rows = model.objects.published().filter(pk__in=[row.pk for row in NEW.get(model, ())])
        found += [row.get_absolute_url() for row in rows]
    return found


NEW: dict = {}


@pytest.fixture(autouse=True)
def remember(monkeypatch):
    """The rows of this test, so that the walk need not open every shipped page as well."""
    NEW.clear()
    original = factories.RowFactory._create.__func__

    def create(cls, model_class, *args, **kwargs):
        row = original(cls, model_class, *args, **kwargs)
        NEW.setdefault(model_class, []).append(row)
        return row

    monkeypatch.setattr(factories.RowFactory, "_create", classmethod(create))


def assert_nowhere(*words: str):
    site, reader = Site(), Client()
    for address in public_addresses():
        response = site.ask(reader, address)
        assert response.status_code == 200, address
        text = (
            body(response)
            .replace(f'value="{CANARY}"', "")
            .replace(f"<title>{CANARY}", "")
            .replace(f'og:title" content="{CANARY}', "")
            .partition('class="printed"')[0]  # the address, as it was asked
        )
        for word in words:
            before, found, after = text.lower().partition(word.lower())
            assert not found, f"{word} stands in {address}: {before[-200:]}{found}{after[:200]}"


UNPUBLISHED = [
    (factories.ActorFactory, {"name": CANARY, "slug": CANARY.lower()}),
    (factories.AgreementFactory, {"title": CANARY, "slug": CANARY.lower()}),
    (factories.ClauseFactory, {"heading": CANARY, "wid": CANARY.lower()}),
    (factories.CommitmentFactory, {"title": CANARY, "slug": CANARY.lower()}),
    (factories.ActionFactory, {"title": CANARY, "slug": CANARY.lower()}),
    (factories.SourceFactory, {"title": CANARY, "slug": CANARY.lower()}),
    (factories.DomainFactory, {"label": CANARY, "slug": CANARY.lower()}),
]


@pytest.mark.parametrize(("make", "values"), UNPUBLISHED, ids=lambda value: getattr(value, "__name__", ""))
@pytest.mark.parametrize("state", ["draft", "in_review"])
def test_the_page_of_an_unpublished_record_is_the_404_of_nothing(client, make, values, state):
    row = make(**values, state=state)
    hidden, nothing = client.get(row.get_absolute_url()), client.get(row.get_absolute_url().replace("zq", "zz"))
    assert hidden.status_code == nothing.status_code == 404
    assert hidden.content == nothing.content.replace(b'value="zz', b'value="zq')  # the word of the address, to search
    counted = {"X-Request-ID"}  # each answer has another
    assert {**hidden.headers, **dict.fromkeys(counted)} == {**nothing.headers, **dict.fromkeys(counted)}


def hidden_clause():
    clause = ClauseFactory(heading=CANARY, wid=CANARY.lower(), label=CANARY, state="draft")
    ClauseFactory(agreement=clause.agreement, parent=clause)
    AgreementRelationFactory(subject=clause.agreement, clause=clause)
    ClauseTextFactory(clause=clause, text=CANARY)
    CommitmentFactory(clause=clause, title=CANARY)
    CommitmentFactory(clause=ClauseFactory(agreement=clause.agreement), also_in=[clause])


def hidden_agreement():
    agreement = AgreementFactory(title=CANARY, slug=CANARY.lower(), state="in_review")
    ActionFactory(agreement=agreement, title="Hidden with its agreement")
    AgreementPartyFactory(agreement=agreement)
    AgreementRelationFactory(object=agreement)
    AgreementRelationFactory(subject=agreement)
    factories.AgreementNameFactory(agreement=agreement, name=CANARY)
    ClauseFactory(agreement=agreement, heading=CANARY)


def hidden_actor():
    actor = ActorFactory(name=CANARY, slug=CANARY.lower(), other_names=CANARY, state="draft", kind="state")
    ActorFactory(country=actor)
    ActorFactory(parent=actor)
    AgreementPartyFactory(actor=actor)
    CommitmentActorFactory(actor=actor)
    ActionParticipantFactory(actor=actor, name_as_reported=CANARY)
    source = SourceFactory(publisher=actor, title="")
    CitationFactory(speaker=actor, attributed_to=actor, source=source)
    CitationFactory(origin=source)
    CitationFactory(field="participant", value=actor.slug.replace(CANARY.lower(), "none"))


def hidden_place():
    place = PlaceFactory(name=CANARY, slug=CANARY.lower(), state="draft")
    PlaceFactory(parent=place)
    ActionFactory(places=[place])


def hidden_domain():
    domain = DomainFactory(label=CANARY, slug=CANARY.lower(), state="draft")
    DomainFactory(parent=domain)
    CommitmentFactory(domains=[domain, DomainFactory()])
    factories.DomainMappingFactory(domain=domain, code_there=CANARY)


def hidden_commitment():
    commitment = CommitmentFactory(title=CANARY, slug=CANARY.lower(), statement=CANARY, state="draft")
    BearingFactory(commitment=commitment, note=CANARY)
    AssessmentFactory(commitment=commitment, rationale=CANARY)
    CommitmentActorFactory(commitment=commitment)
    CitationFactory(commitment=commitment, quote=CANARY)


def hidden_action():
    action = ActionFactory(title=CANARY, slug=CANARY.lower(), description=CANARY, state="draft", relation="life_cycle")
    BearingFactory(action=action, note=CANARY)
    ActionParticipantFactory(action=action, name_as_reported=CANARY)
    AssessmentFactory(action=action, level=None, verdict="fulfils", rationale=CANARY)
    CitationFactory(action=action, quote=CANARY)


def hidden_source():
    source = SourceFactory(title=CANARY, slug=CANARY.lower(), author=CANARY, note=CANARY, state="draft")
    SourceFactory(derived_from=source, derivation="republished")
    CitationFactory(source=source, quote=CANARY, action=ActionFactory())
    CitationFactory(origin=source)
    ClauseTextFactory(source=source, status="reported_quote", text=CANARY)


def hidden_citation():
    CitationFactory(quote=CANARY, note=CANARY, speaker_as_reported=CANARY, value=CANARY, field="type", state="draft")


def hidden_assessment():
    AssessmentFactory(rationale=CANARY, analyst=CANARY, state="in_review")


def withheld_fields():
    source = SourceFactory()
    SourceTextFactory(source=source, text=CANARY)
    CitationFactory(source=source, prefix=CANARY, suffix=CANARY, checked_digest=CANARY)


def test_what_is_not_published_is_nowhere():
    """All of it at once, so that each page is drawn once; what is found is shown with the words around it."""
    for make in (
        hidden_clause,
        hidden_agreement,
        hidden_actor,
        hidden_place,
        hidden_domain,
        hidden_commitment,
        hidden_action,
        hidden_source,
        hidden_citation,
        hidden_assessment,
        withheld_fields,
    ):
        make()
    assert_nowhere(CANARY)


def test_unpublished_rows_are_not_counted(client):
    domain = DomainFactory()
    CommitmentFactory(domains=[domain])
    CommitmentFactory(domains=[domain], state="draft")
    CommitmentFactory(domains=[domain], clause=ClauseFactory(state="draft"))
    assert ">1&nbsp;commitment</a>" in body(client.get(f"/domains/?q={domain.slug}"))
    assert " of <b>1</b>" in body(client.get(f"/commitments/?domains={domain.slug}"))
    assert 'Commitments <span class="n">1</span>' in body(client.get(domain.get_absolute_url()))


def test_an_unpublished_value_is_no_facet(client):
    agreement = AgreementFactory()
    for state in ("published", "draft"):
        ActionFactory(agreement=agreement, places=[PlaceFactory(state=state)], state="published", type="visit")
    ActionFactory(agreement=agreement, type="call", state="draft")
    html = body(client.get(f"/actions/?agreement={agreement.slug}"))
    assert html.count("/places/") == 1  # the link in the row; one place alone is no choice
    assert "places=" not in html
    assert "type=call" not in html


def test_an_unpublished_record_cannot_be_asked_for(client):
    actor = ActorFactory(state="draft")
    assert client.get(f"/actions/?actor={actor.slug}").status_code == 400


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_nobody_sees_how_a_row_is_reviewed(table):
    assert not {"state", "version", "search_text", "id"} & set(table.header)
