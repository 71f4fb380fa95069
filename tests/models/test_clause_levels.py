"""What a text calls its parts, and why its words may stand here."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction

from clauses.models import Clause

from ..support.pages.reading import html_of, page
from ..support.rows.factories import ClauseFactory, ClauseTextFactory, SourceFactory

SIXTEEN = " ".join(["word"] * 16)


def refusal(**more):
    """What is wrong with a wording, in words."""
    given = {"clause": ClauseFactory(), "source": SourceFactory(), "status": "authentic"}
    try:
        ClauseTextFactory.build(**given | more).full_clean()
    except ValidationError as error:
        return str(error)
    return ""


@pytest.mark.django_db
@pytest.mark.parametrize("licence", ["", "quotation"])
def test_more_than_fifteen_words_of_a_wording_need_a_licence(licence):
    assert "Quote at most 15 words" in refusal(text=SIXTEEN, licence=licence)
    assert refusal(text=SIXTEEN.removesuffix("word") + "…", licence=licence) == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "more",
    [{"licence": "public_domain"}, {"licence": "licensed"}, {"status": "editors_summary"}, {"text": "本公約" * 4}],
    ids=str,
)
def test_whole_texts_that_may_be_reprinted_and_own_words_may_be_long(more):
    assert refusal(**{"text": SIXTEEN} | more) == ""


@pytest.mark.django_db
def test_signs_of_chinese_are_counted():
    assert "Quote at most 15 words" in refusal(text="本公約之目的" * 6)


@pytest.mark.django_db
def test_a_clause_without_a_heading_is_called_by_its_label(client):
    clause = ClauseFactory(label="Annex I, Art. 12 bis(1)(a)(ii)", heading="", num="(ii)", level="point")
    ClauseTextFactory(clause=clause, text="Whole.", licence="public_domain", status="authentic", source=SourceFactory())
    html = html_of(client, clause.get_absolute_url())
    assert f"<h1>{clause.label}</h1>" in html
    assert "What the text calls it" in html
    assert "public domain" in page(client, clause.get_absolute_url())
    assert f">{clause.label}</a>" in html_of(client, "/clauses/")


@pytest.mark.django_db(transaction=True)
def test_the_columns_come_and_go_and_no_number_is_given_twice():
    kept, gone = ClauseFactory(label="I", num="I"), ClauseFactory(label="II")
    last = gone.pk
    gone.delete()
    for target in (["clauses", "0009_indexes"], []):
        call_command("migrate", *target, verbosity=0)
    kept.refresh_from_db()
    assert (kept.label, kept.level) == ("I", "")
    assert ClauseFactory(label="x" * 40).pk == last + 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Clause.objects.filter(pk=kept.pk).update(level="nonsense")
