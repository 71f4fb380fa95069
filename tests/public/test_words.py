"""Pages speak to readers: no word of the dataset stands bare, no code where a name exists, every foreign title says its
language."""

import re
from html import escape

import pytest
from django.conf.locale import LANG_INFO

from clauses import models, vocabularies
from clauses.models import Source
from clauses.public.plain_words import VALUES, said
from clauses.public.wording import language

from ..support.pages.kinds import lists, pages, visible
from ..support.pages.reading import plain_words
from ..support.rows.factories import ClauseFactory, CommitmentFactory, SourceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
# Nowhere on a page that shows records, in no sentence.
NEVER = re.compile(
    r"\b(obligor|beneficiary|implementer|modality|testimonium|locator|stub|self-reported|metadata)\b", re.I
)
# No heading, label or value by themselves.
ALONE = {
    *("baseline", "bearing", "bearings", "contingent", "declaratory", "deprecated", "mention", "operative", "recital"),
    *("record level", "precision", "delegation", "rank", "context", "reaction", "preferred", "unknown", "no bearing"),
}
# Words of two letters that are also codes of languages.
WORDS = {"no", "is", "it", "to", "as", "be", "or", "so", "my", "am", "he", "id", "de"}
CODES = {code for code in LANG_INFO if len(code) == 2} - WORDS | {"zh-hans", "en-gb"}


def pieces(words: str) -> set[str]:
    """The labels and values that stand by themselves between tags and marks."""
    parts = re.split(r"\n| · |, |: ", words)
    return {part.strip(" ·,.:;") for part in parts}


def codes() -> set[str]:
    """Of records and of closed lists, that have a name beside them, and those of languages."""
    slugs = {
        row.slug
        for model in (models.Action, models.Actor, models.Place, models.Source, models.Commitment, models.Domain)
        for row in model.objects.published()
        if "-" in row.slug and row.slug != str(row)
    }
    values = {
        member.value
        for name in vocabularies.__all__
        if hasattr(vocabulary := getattr(vocabularies, name), "choices")
        for member in vocabulary
        if "_" in str(member.value)
    }
    return slugs | values | CODES


def foreign_titles() -> dict[str, str]:
    """The language of each title that is not in English."""
    titled = Source.objects.published().exclude(title="").exclude(language="")
    return {escape(row.title): row.language for row in titled if row.language.partition("-")[0] != "en"}


@pytest.mark.usefixtures("wider")
def test_no_page_has_bare_words_of_the_dataset_codes_or_foreign_titles_without_their_language(client, subtests):
    named, foreign, shown = codes(), foreign_titles(), 0
    assert len(foreign) > 20
    russian = Source.objects.published().filter(language="ru").exclude(title="")[:3]
    of_sources = [row.get_absolute_url() for row in russian]
    for address in [*pages(), *of_sources, *(f"/sources/?language={code}" for code in ("ru", "tr", "az"))]:
        html = client.get(address).content.decode()
        head, _, body = html.partition("<body>")
        words = visible(html)
        with subtests.test(address, rule="no word of the dataset stands bare"):
            assert not NEVER.findall(words)
            assert {piece.lower() for piece in pieces(words)} & ALONE == set()
        with subtests.test(address, rule="no code where a name exists"):
            assert pieces(words) & named == set()
        with subtests.test(address, rule="every title in another language says which"):
            assert not [title for title in foreign if title in head]
            for title, code in foreign.items():
                count = body.count(f">{title}<")
                shown += count
                assert html.count(f'<span lang="{code}">{title}</span>') == count, title
    assert shown > 20


def test_languages_are_said_by_their_names_in_facets_and_chips(client):
    for code in ("ru", "kk", "en-GB", "hy"):
        SourceFactory(language=code)
    words = plain_words(client.get("/sources/?language=kk"))
    assert all(name in words for name in ("Russian", "Kazakh", "British English", "Armenian"))
    assert "Language Kazakh × remove" in words


def test_a_language_that_is_not_known_with_its_country_is_said_without_it():
    assert (language("de-LI"), language("zh-Hant"), language("qaa")) == ("German", "Traditional Chinese", "qaa")


def test_the_words_for_a_value_are_of_its_own_list():
    assert said(CommitmentFactory.build(modality="declaratory"), "modality") == "statement that sets no duty"
    assert said(CommitmentFactory.build(modality="obligation"), "modality") == "obligation"
    assert said(CommitmentFactory.build(precision=1), "precision") == "named conduct"
    assert said(ClauseFactory.build(function="operative"), "function") == "main text"
    assert said(SourceFactory.build(extent=""), "extent") == ""
    lists_of_them = {vocabulary for vocabulary, _ in VALUES}
    assert all(getattr(vocabularies, one.__name__) is one for one in lists_of_them)


def test_files_and_the_codebook_keep_the_words_of_the_field(client):
    promise = CommitmentFactory(modality="declaratory")
    assert "declaratory" in b"".join(client.get("/data/commitments.csv").streaming_content).decode()
    assert "declaratory" in plain_words(client.get("/codebook/"))
    facets = plain_words(client.get(f"/commitments/?modality={promise.modality}"))
    assert "How it binds statement that sets no duty × remove" in facets


def test_all_lists_are_walked():
    assert {address.strip("/") for address in lists()} >= {"sources", "actors", "clauses"}
