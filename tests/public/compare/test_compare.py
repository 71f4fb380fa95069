"""Agreements side by side: each sentence by its rule, what is refused, and how large the page becomes."""

import re

import pytest

from clauses.vocabularies import CommitmentKind

from ...support.pages.page_costs import LARGEST, counted
from ...support.pages.reading import csv_rows, html_of, page
from ...support.rows.factories import (
    ActorFactory,
    AgreementFactory,
    AgreementNameFactory,
    ClauseFactory,
    CommitmentActorFactory,
    CommitmentFactory,
    DomainFactory,
)
from ...support.rows.filling import bulk

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def defence():
    return DomainFactory(slug="defence", label="Defence")


def promising(domain, slug, *kinds, level="full_text", modality="obligation"):
    """An agreement with one promise of each of these kinds in the domain."""
    agreement = AgreementFactory(slug=slug, title=slug.capitalize(), record_level=level)
    clause = ClauseFactory(agreement=agreement)
    for kind in kinds:
        CommitmentFactory(clause=clause, kind=kind, domains=[domain], modality=modality, title=f"{slug} {kind}")
    return agreement


def asked(*slugs) -> str:
    return "&".join(["domain=defence", *(f"agreement={slug}" for slug in slugs)])


def lead(client, *slugs) -> str:
    html = re.search(r'<p class="lead">(.*?)</p>', html_of(client, f"/compare/?{asked(*slugs)}"), re.DOTALL)[1]
    return " ".join(html.replace("&#x27;", "'").split())


# --- Sentences


def test_what_both_promise_is_said_first_and_then_what_only_one_does(client, defence):
    promising(defence, "alpha", "military_cooperation", "mutual_defence")
    promising(defence, "beta", "military_cooperation", "military_aid", "integrated_command")
    assert lead(client, "alpha", "beta") == (
        "Under “Defence”, both promise military cooperation; only the Alpha promises mutual defence; "
        "only the Beta promises military aid and an integrated command."
    )


def test_of_three_it_is_said_who_does_not(client, defence):
    promising(defence, "alpha", "military_aid", "legislation")
    promising(defence, "beta", "military_aid", "legislation")
    promising(defence, "gamma", "military_aid")
    assert lead(client, "alpha", "beta", "gamma") == (
        "Under “Defence”, all three promise military aid; "
        "the Alpha and the Beta promise legislation and the Gamma does not."
    )


def test_what_a_text_recorded_in_part_lacks_is_not_said_to_be_lacking(client, defence):
    promising(defence, "alpha", "military_aid")
    promising(defence, "beta", "legislation", level="partial_text")
    assert lead(client, "alpha", "beta") == (
        "Under “Defence”, military aid is recorded of the Alpha only; only the Beta promises legislation. "
        "Only a part of the text of the Beta is recorded: what is missing of it may be in the rest."
    )
    words = page(client, f"/compare/?{asked('alpha', 'beta')}")
    assert "none recorded" in words


def test_an_agreement_that_is_only_mentioned_lacks_nothing(client, defence):
    promising(defence, "alpha", "military_aid")
    promising(defence, "beta", "military_aid")
    promising(defence, "gamma", level="mention")
    assert lead(client, "alpha", "beta", "gamma") == (
        "Under “Defence”, the Alpha and the Beta promise military aid. "
        "The text of the Gamma is not recorded, so nothing is said of what it lacks."
    )
    assert page(client, f"/compare/?{asked('alpha', 'gamma')}").count("its text is not recorded") == 2


def test_where_fewer_than_two_texts_are_recorded_there_is_nothing_to_compare(client, defence):
    promising(defence, "alpha", "military_aid")
    for slug in ("beta", "gamma"):
        promising(defence, slug, level="mention")
    assert lead(client, "alpha", "beta") == (
        "Of these agreements the text of the Alpha alone is recorded. There is nothing to compare."
    )
    assert lead(client, "beta", "gamma") == (
        "The text of none of these agreements is recorded. There is nothing to compare."
    )


def test_statements_that_set_no_duty_promise_nothing(client, defence):
    promising(defence, "alpha", "military_aid", modality="declaratory")
    promising(defence, "beta")
    assert lead(client, "alpha", "beta") == "Under “Defence”, neither is recorded as promising anything."
    assert "declaratory: sets no duty" in page(client, f"/compare/?{asked('alpha', 'beta')}")


def test_an_agreement_goes_by_its_short_name_and_by_its_code_where_two_are_called_the_same(client, defence):
    AgreementNameFactory(
        agreement=promising(defence, "alpha", "legislation"), name="The Short One", kind="short", language="en"
    )
    promising(defence, "beta", "legislation")
    gamma = promising(defence, "gamma")
    gamma.title = "Beta"
    gamma.save()
    assert "only The Short One promises" in lead(client, "alpha", "gamma")
    assert lead(client, "beta", "gamma") == "Under “Defence”, only the beta promises legislation."


# --- The table and the file


def test_a_cell_says_the_promise_who_owes_it_and_how_strongly_it_binds(client, defence):
    promising(defence, "alpha", "military_aid")
    beta = promising(defence, "beta", "military_aid", modality="intention")
    promise = beta.clauses.get().commitments.get()
    CommitmentActorFactory(commitment=promise, actor=ActorFactory(name="Ruritania"), role="obligor")
    CommitmentActorFactory(commitment=promise, actor=ActorFactory(name="Nobody"), role="beneficiary")
    words = page(client, f"/compare/?{asked('alpha', 'beta')}")
    assert "beta military_aid nothing reported intention, owed by Ruritania" in words
    assert "Nobody" not in words
    rows = csv_rows(client.get(f"/compare.csv?{asked('alpha', 'beta')}"))
    assert [(row["agreement"], row["kind"], row["modality"], row["owed_by"]) for row in rows] == [
        ("alpha", "military_aid", "obligation", ""),
        ("beta", "military_aid", "intention", "Ruritania"),
    ]


def test_the_file_holds_the_promises_of_the_lists_that_cells_lead_to(client, defence):
    for slug in ("alpha", "beta"):
        clause = ClauseFactory(agreement=promising(defence, slug))
        for row in bulk(CommitmentFactory, 60, clause=clause, kind="military_aid", modality="obligation"):
            row.domains.add(defence)
    html = html_of(client, f"/compare/?{asked('alpha', 'beta')}")
    links = re.findall(r'<a href="/commitments/\?([^"]+)">All (\d+) of this kind', html)
    assert [number for _, number in links] == ["60", "60"]
    for question, number in links:
        assert len(csv_rows(client.get(f"/data/commitments.csv?{question.replace('&amp;', '&')}"))) == int(number)
    assert len(csv_rows(client.get(f"/compare.csv?{asked('alpha', 'beta')}"))) == 120


def test_drafts_and_other_domains_are_left_out(client, defence):
    alpha = promising(defence, "alpha", "military_aid")
    promising(defence, "beta", "military_aid")
    clause = alpha.clauses.get()
    CommitmentFactory(clause=clause, kind="legislation", domains=[defence], state="draft")
    CommitmentFactory(clause=clause, kind="neutrality", domains=[DomainFactory()])
    assert lead(client, "alpha", "beta") == "Under “Defence”, both promise military aid."


# --- What is asked


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("domain=nowhere", "There is no domain with the code “nowhere”."),
        ("domain=defence&agreement=alpha&agreement=nothing", "There is no agreement with the code “nothing”."),
        ("domain=defence&agreement=alpha", "1 agreement is asked for. Choose 2 to 4."),
        ("domain=defence&agreement=alpha&agreement=alpha", "1 agreement is asked for. Choose 2 to 4."),
        ("agreement=alpha&agreement=beta", "No domain is asked for."),
        ("domain=defence&domain=trade", "2 domains are asked for. Choose one."),
        ("domian=defence", "Compare takes domain, the code of one domain, and agreement, 2 to 4 times"),
        ("domain=defence&" + "&".join(f"agreement={one}" for one in "abcde"), "5 agreements are asked for."),
    ],
)
def test_a_question_that_cannot_be_compared_is_refused_with_what_helps(client, defence, question, told):
    DomainFactory(slug="trade")
    for slug in ("alpha", "beta", *"abcde"):
        promising(defence, slug, "military_aid")
    for address in ("/compare/", "/compare.csv"):
        response = client.get(f"{address}?{question}")
        assert response.status_code == 400
        assert told in response.content.decode()


def test_a_draft_is_no_agreement_to_compare(client, defence):
    promising(defence, "alpha", "military_aid")
    AgreementFactory(slug="hidden", state="draft")
    assert client.get(f"/compare/?{asked('alpha', 'hidden')}").status_code == 400


def test_the_file_is_refused_without_what_to_compare(client):
    assert client.get("/compare.csv").status_code == 400


def test_with_one_agreement_the_page_says_so_and_what_could_be_compared(client, defence):
    assert "No agreement is recorded with promises, so there is nothing to compare." in page(client, "/compare/")
    alpha = promising(defence, "alpha", "military_aid")
    words = page(client, "/compare/")
    assert "Only the Alpha is recorded with promises. It takes a second agreement to compare." in words
    assert "Defence 1 promise" in words
    assert "<form method" not in html_of(client, "/compare/").partition('id="main"')[2].partition("</details>")[2]
    assert "Compare agreements" not in page(client, defence.get_absolute_url())
    promising(defence, "beta", "military_aid")
    assert "2 agreements are recorded with promises. Choose both." in page(client, "/compare/")
    assert f'href="/compare/?domain={defence.slug}"' in html_of(client, defence.get_absolute_url())
    assert 'value="defence" selected' in html_of(client, "/compare/?domain=defence")
    assert alpha.title in page(client, "/compare/?domain=defence")


@pytest.mark.usefixtures("shipped")
def test_of_the_shipped_record_it_says_that_there_is_only_one(client):
    assert "Only the Shusha Declaration is recorded with promises." in page(client, "/compare/")


# --- Size


def test_the_page_stays_small_and_takes_as_many_queries_for_many_promises(client, defence):
    for slug in ("alpha", "beta", "gamma", "delta"):
        promising(defence, slug, "military_aid")
    question = f"/compare/?{asked('alpha', 'beta', 'gamma', 'delta')}"
    few = counted(client.get, question)[1]
    for kind in CommitmentKind.values:
        for slug in ("alpha", "beta", "gamma", "delta"):
            clause = ClauseFactory(agreement__slug=f"{slug}-x-{kind}".replace("_", "-"))
            clause.agreement = type(clause.agreement).objects.get(slug=slug)
            clause.save()
            rows = bulk(CommitmentFactory, 9, clause=clause, kind=kind, modality="obligation", title="Long " * 39)
            type(rows[0]).domains.through.objects.bulk_create(
                type(rows[0]).domains.through(commitment=row, domain=defence) for row in rows
            )
    html, number = counted(client.get, question)
    assert number <= few
    assert len(html.encode()) < LARGEST
