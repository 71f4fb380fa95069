"""The command import_text: from a file to drafts, and a corrected text over them."""

import pytest

from clauses.models import Clause

from ...exchange.treaty_text.hard_cases import HILLS, ROADS
from ...support.files.treaties import BOATS


def test_a_text_becomes_drafts_with_codes_levels_numbers_and_words(run, tree, agreement):
    said = run(BOATS)
    assert "13 clauses added as drafts" in said
    assert tree() == [
        "title name |TREATY ON BOATS|",
        "preamble preamble ||The Parties,",
        "rec_n1 recital ||Wishing to sail,",
        "formula formula ||Have agreed as follows:",
        "chp_i chapter I|Boats|",
        "art_1 article 1|Names|Every boat has a name.",
        "art_2 article 2||",
        "art_2__para_1 paragraph 1||Boats float.",
        "art_2__para_2 paragraph 2||They are kept afloat by:",
        "art_2__para_2__item_a point (a)||their owners;",
        "art_2__para_2__item_b point (b)||their friends.",
        "art_3 article 3||Boats pass freely.",
        "closing closing ||Done at Alpha on 1 May 1999.",
    ]
    clause = agreement.clauses.get(wid="art_2__para_2__item_a")
    assert (clause.state, clause.eid, clause.parent.wid) == ("draft", "art_2__para_2__point_a", "art_2__para_2")
    text = clause.texts.get()
    assert (text.status, text.licence, text.source.slug) == ("authentic", "public_domain", "roads-text")


def test_a_dry_run_shows_the_tree_and_stores_nothing(run, agreement):
    said = run(BOATS, "--dry-run", saved=False)
    assert "+   Article 1 Names" in said
    assert "+       Item (b)" in said
    assert "13 clauses: 13 new, 0 changed, 0 unchanged, 0 stored and not in this text." in said
    assert "Only numbers and headings are kept: without --licence (public_domain or licensed)" in said
    assert not agreement.clauses.exists()


def test_without_a_licence_only_numbers_and_headings_are_kept(run, tree):
    run(BOATS, "--user", "ada", saved=False)
    assert tree()[5:8] == ["art_1 article 1|Names|", "art_2 article 2||", "art_2__para_1 paragraph 1|Boats float.|"]


def test_a_corrected_text_changes_what_differs_and_codes_stay(run, tree):
    run(BOATS)
    versions = dict(Clause.objects.values_list("wid", "version"))
    corrected = BOATS.replace("Boats float.", "Boats float on water.").replace(
        "Article 3\n", "Article 2 bis\nNew.\n\nArticle 3\n"
    )
    corrected = corrected.replace("Chapter I\nBoats", "Chapter I\nShips")
    said = run(corrected)
    assert "~ chp_i" not in said
    assert "~ Ch. I: Chapter I Ships (Heading: “Boats” → “Ships”)" in said
    assert "~     Art. 2(1): Paragraph 1 (Words: “Boats float.” → “Boats float on water.”)" in said
    assert "14 clauses: 1 new, 2 changed, 11 unchanged, 0 stored and not in this text." in said
    assert "1 clauses added as drafts" in said
    assert "art_2bis article 2 bis||New." in [line.replace("_bis", "bis") for line in tree()]
    now = dict(Clause.objects.values_list("wid", "version"))
    assert {wid for wid in versions if now[wid] != versions[wid]} <= {"chp_i", "art_3", "closing"}
    assert run(corrected).endswith("0 clauses added as drafts, 0 changed, 0 deleted.\n")


def test_what_is_missing_stays_until_it_is_said_that_it_goes(run, tree):
    run(BOATS)
    shorter = BOATS.replace("\n(b) their friends.", "")
    said = run(shorter)
    assert "-       Art. 2(2)(b): Item (b)" in said
    assert "Doubtful: Art. 2(2)(b): the stored clause is not in this text. It stays" in said
    assert "art_2__para_2__item_b point (b)||their friends." in tree()
    assert run(shorter, "--remove").endswith("0 clauses added as drafts, 0 changed, 1 deleted.\n")
    assert "art_2__para_2__item_b point (b)||their friends." not in tree()


def test_an_article_that_moved_into_another_chapter_keeps_its_code(run, agreement):
    run(BOATS)
    said = run(BOATS.replace("Article 3\n", "Chapter II\nPassage\n\nArticle 3\n"))
    assert "Part of: “Ch. I” → “Chapter II Passage”" in said
    assert agreement.clauses.get(wid="art_3").parent.wid == "chp_ii"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("They met and agreed to build a road.", "WRONG: nothing in it is numbered"),
        (
            "Article 1\nA.\n\nArticle 2\nB.\n\nPart II\n\nArticle 2\nC.",
            "WRONG: Article 2: its number does not come after",
        ),
    ],
)
def test_a_text_understood_in_part_changes_nothing(run, refused, text, said, capsys, agreement):
    assert "understood only in part" in refused(text)
    assert not agreement.clauses.exists()
    assert said in run(text, "--anyway")
    assert agreement.clauses.exists()


def test_of_a_text_that_is_all_on_one_line_it_is_said_what_was_not_told_apart(run):
    words = " ".join(ROADS.split())
    assert "Doubtful: all of it stands on one line" in run(words, "--dry-run", saved=False)
    assert "all of it stands on one line" not in run(ROADS, "--dry-run", saved=False)


def test_what_is_doubtful_is_said_with_its_reason(run):
    said = run("Article 1\nA road.\n\nArticle 2\n\nArticle 5\nIt is long.\nArticle 1\nand so on.", "--dry-run")
    assert "Doubtful: Article 2: it has no words" in said
    assert "Doubtful: Article 5: between it and the article before, 3 to 4 are missing." in said
    assert "it begins like an article, but its number does not fit" in said


def test_the_text_of_another_agreement_is_told(run, refused):
    run(BOATS)
    assert "understood only in part" in refused("ANNEX\n\n§ 7\nA.\n\n§ 8\nB.")


def test_columns_are_two_languages_of_the_same_clauses(run, tree):
    said = run(HILLS, "--language", "en,tr")
    assert "tr: 7 of 7 clauses have their counterpart." in said
    assert tree("en")[-3:] == [
        "art_2__para_1 paragraph 1||Nobody builds on them.",
        "art_2__para_2 paragraph 2||Goats may graze.",
        "art_g_1 article G-1||This Treaty is without end.",
    ]
    assert tree("tr")[-2:] == [
        "art_2__para_2 paragraph 2||Keçiler otlayabilir.",
        "art_g_1 article G-1||Bu Anlaşma süresizdir.",
    ]


@pytest.mark.parametrize("form", ["columns of spaces", "table", "marked", "two files"])
def test_two_languages_come_in_any_form(run, tree, form):
    left, right = ("\n".join(line.split("\t")[at] for line in HILLS.splitlines()) for at in (0, 1))
    pairs = [line.split("\t") for line in HILLS.splitlines()]
    more, name = (), "hills.txt"
    if form == "columns of spaces":
        content = "\n".join(f"{one:<40}{other}" for one, other in pairs)
    elif form == "table":
        name = "hills.html"
        rows = "".join(f"<tr><td>{one}</td><td>{other}</td></tr>" for one, other in pairs)
        content = f'<!doctype html><meta charset="utf-8"><table>{rows}</table>'
    elif form == "marked":
        content = f"[en]\n{left}\n\n[tr]\n{right}"
    else:
        content, more = left, (right,)
    run(content, "--language", "en,tr", name=name, more=more)
    assert [line for line in tree("en") if "article 1" in line] == ["art_1 article 1||Hills are shared."]
    assert [line for line in tree("tr") if "article 1" in line] == ["art_1 article 1||Tepeler paylaşılır."]


def test_what_only_the_other_language_numbers_is_kept_with_its_article(run, tree):
    said = run("[en]\nArticle 1\nAll of it.\n\n[tr]\nMadde 1\n1. Bir.\n2. İki.", "--language", "en,tr")
    assert "tr: Article 1: 2 of its parts are numbered otherwise in the en text" in said
    assert tree("tr") == ["art_1 article 1||1 Bir.\n2 İki."]


def test_an_article_of_the_other_language_alone_is_left_to_a_person(refused, run):
    text = "[en]\nArticle 1\nOne.\n\nArticle 2\nTwo.\n\n[tr]\nMadde 1\nBir.\n\nMadde 2\nİki.\n\nMadde 3\nÜç."
    assert "understood only in part" in refused(text, "--language", "en,tr")
    assert "WRONG: tr: Article 3: nothing in the en text has its number" in run(text, "--language", "en,tr", "--anyway")


def test_the_hard_case_is_stored_as_it_is_split(run, agreement):
    run(ROADS)
    assert agreement.clauses.count() == 31
    assert agreement.clauses.get(wid="annex_i__art_1").eid == "att_i__art_1"
    assert agreement.clauses.get(wid="art_1").eid == "art_1"
