"""A collection comes in by one command, whatever files of it there are."""

import zipfile

import pytest

from clauses.exchange.collection import naming
from clauses.models import Action, Actor, Agreement, AgreementParty, ImportJob, ImportRow
from tests.support.files.collections import SMALL, folder, imported, json_lines, run, templates
from tests.support.rows.factories import ActorFactory, AgreementFactory

pytestmark = pytest.mark.django_db


def test_the_example_rows_of_all_tables_come_in_together(tmp_path):
    AgreementFactory(slug="older-agreement-1921-10-13")
    said = imported(folder(tmp_path, templates()))
    assert "24 new, 0 changed, 0 unchanged, 0 refused." in said
    assert "24 added." in said


def test_files_come_in_in_the_order_that_their_references_ask_for(tmp_path):
    said = imported(folder(tmp_path, SMALL))
    assert "7 new, 0 changed, 0 unchanged, 0 refused." in said
    parties = AgreementParty.objects.values_list("agreement__slug", "actor__slug")
    assert sorted(parties) == [("pact-1950", "aland"), ("pact-1950", "bland")]
    assert Action.objects.get().agreement.title == "Pact of 1950"
    assert Agreement.objects.get().state == "draft"


def test_a_dry_run_says_what_would_become_of_each_file_and_writes_nothing(tmp_path):
    said = imported(folder(tmp_path, SMALL), "--dry-run")
    assert "7 new, 0 changed, 0 unchanged, 0 refused." in said
    assert "  actors.csv: 2 new." in said
    assert [model.objects.count() for model in (Actor, ImportJob, ImportRow)] == [0, 0, 0]


def test_a_second_time_changes_nothing(tmp_path):
    imported(folder(tmp_path, SMALL))
    assert "0 new, 0 changed, 7 unchanged, 0 refused." in imported(tmp_path)
    assert [row.version for row in Actor.objects.all()] == [1, 1]


def test_histories_say_who_and_which_import(tmp_path, admin_user):
    imported(folder(tmp_path, SMALL), "--by", admin_user.username)
    save = Actor.objects.get(slug="aland").history.get()
    assert save.history_user == admin_user
    assert save.history_change_reason == f"imported from actors.csv (import {ImportJob.objects.get().pk})"


# --- References and labels -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["aland", "Aland", "Kingdom of Aland", "ALD"])
def test_a_reference_is_a_code_a_name_another_name_or_an_iso_code(tmp_path, name):
    ActorFactory(slug="aland", name="Aland", other_names="Alandia; Kingdom of Aland", iso3="ALD", kind="state")
    AgreementFactory(slug="pact")
    imported(folder(tmp_path, {"agreement_parties.csv": f"agreement,actor\npact,{name}\n"}))
    assert AgreementParty.objects.get().actor.slug == "aland"


def test_a_name_that_several_have_is_refused_with_the_candidates(tmp_path):
    for slug in ("congo-brazzaville", "congo-kinshasa"):
        ActorFactory(slug=slug, name="Congo")
    AgreementFactory(slug="pact")
    said = imported(folder(tmp_path, {"agreement_parties.csv": "agreement,actor\npact,Congo\n"}))
    assert (
        "agreement_parties.csv, line 2, column actor: 1 row names “Congo”, which is the name of several: "
        "congo-brazzaville, congo-kinshasa. Write the code of the one that is meant." in said
    )
    assert not AgreementParty.objects.exists()


def test_labels_of_closed_lists_count(tmp_path):
    text = "slug,title,instrument_type,record_level\npact,Pact,Treaty,Mention\n"
    said = imported(folder(tmp_path, {"agreements.csv": text}))
    assert "1 added." in said
    assert Agreement.objects.get().instrument_type == "treaty"


def test_several_codes_in_one_cell_may_be_names_too(tmp_path):
    files = {
        "places.csv": "slug,name,kind\nsusa,Şuşa,city\nbaku,Baku,city\n",
        **SMALL,
        "actions.csv": SMALL["actions.csv"].replace(",date\n", ",date,places\n").replace("-04\n", "-04,Şuşa; baku\n"),
    }
    imported(folder(tmp_path, files))
    assert sorted(Action.objects.get().places.values_list("slug", flat=True)) == ["baku", "susa"]


# --- Missing columns, empty cells, modes -----------------------------------------------------------------------------

TURKIYE = {"actors.csv": "slug,name,iso3\nturkiye,Turkey,\nnewland,Newland,\n"}


@pytest.fixture
def turkiye():
    return ActorFactory(slug="turkiye", name="Türkiye", iso3="TUR", kind="state", other_names="Turkey")


def test_only_new_leaves_what_is_there_as_it_is(tmp_path, turkiye):
    files = {"actors.csv": "slug,name,kind,iso3\nturkiye,Turkey,state,\nnewland,Newland,state,\n"}
    assert "1 new, 0 changed, 1 unchanged, 0 refused." in imported(folder(tmp_path, files), "--mode", "new")
    turkiye.refresh_from_db()
    assert (turkiye.name, turkiye.iso3, turkiye.version) == ("Türkiye", "TUR", 1)
    assert Actor.objects.get(slug="newland").kind == "state"


def test_missing_columns_and_empty_cells_change_nothing(tmp_path, turkiye):
    imported(folder(tmp_path, {"actors.csv": "slug,name,iso3\nturkiye,Turkey,\n"}))
    turkiye.refresh_from_db()
    assert (turkiye.name, turkiye.iso3, turkiye.kind, turkiye.other_names) == ("Turkey", "TUR", "state", "Turkey")


def test_exactly_this_empties_what_the_file_has_empty_and_leaves_missing_columns(tmp_path, turkiye):
    said = imported(folder(tmp_path, {"actors.csv": "slug,name,iso3\nturkiye,Turkey,\n"}), "--mode", "exactly")
    turkiye.refresh_from_db()
    assert "1 written over." in said
    assert (turkiye.name, turkiye.iso3, turkiye.kind, turkiye.other_names) == ("Turkey", "", "state", "Turkey")


def test_new_rows_get_defaults_and_lack_nothing_that_is_required(tmp_path):
    said = imported(folder(tmp_path, {"actors.csv": "slug,name\nnewland,Newland\n"}))
    assert "actors.csv, line 2, column kind: 1 row: this cell is empty. Write one of state, " in said
    files = {"agreements.csv": "slug,title,instrument_type,record_level,binding_status\np,P,treaty,mention,\n"}
    imported(folder(tmp_path / "more", files))
    assert Agreement.objects.get().binding_status == "undetermined"


# --- Kinds of files --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_cells_are_separated_by_whatever_is_certain(tmp_path, separator):
    imported(folder(tmp_path, {"actors.csv": "slug,name,kind\naland,Aland,state\n".replace(",", separator)}))
    assert Actor.objects.get().name == "Aland"


def test_json_lines_may_leave_out_columns_line_by_line(tmp_path):
    rows = json_lines(
        {"slug": "aland", "name": "=Aland", "kind": "state", "other_names": ["A", "B"]},
        {"slug": "bland", "name": "Bland", "kind": "state", "iso3": None},
    )
    imported(folder(tmp_path, {"actors.jsonl": rows}))
    assert [(row.name, row.other_names) for row in Actor.objects.order_by("slug")] == [
        ("=Aland", "A; B"),
        ("Bland", ""),
    ]


def test_an_archive_is_as_good_as_a_folder(tmp_path):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for name, text in SMALL.items():
            archive.writestr(f"data/{name}", text)
    assert "7 added." in imported(tmp_path / "all.zip")


def test_refused_rows_are_a_file_to_mend_and_offer_again(tmp_path):
    files = SMALL | {"agreement_parties.csv": "agreement,actor\npact-1950,Aland\npact-1950,United Kingdom\n"}
    said = imported(folder(tmp_path / "in", files))
    assert "Nothing was written." in said
    assert not Actor.objects.exists()
    refused = tmp_path / "refused.zip"
    said = imported(tmp_path / "in", "--refused", refused)
    assert "1 refused, 6 added." in said
    assert "United Kingdom" in imported(refused)
    mended = run("import_collection", _mended(refused, tmp_path / "mended"))
    assert "1 added." in mended
    assert AgreementParty.objects.count() == 2


def _mended(refused, to):
    with zipfile.ZipFile(refused) as archive:
        assert archive.namelist() == ["agreement_parties.csv"]
        text = archive.read("agreement_parties.csv").decode("utf-8-sig")
    assert "refused because" in text.splitlines()[0]
    assert "names an actor that is not there: United Kingdom" in text
    return folder(to, {"agreement_parties.csv": text.replace("pact-1950,United Kingdom", "pact-1950,Bland")})


def test_one_cause_of_many_rows_is_one_line(tmp_path):
    many = "".join(f"pact-{n},united-kingdom\n" for n in range(139))
    rows = "".join(f"pact-{n},Pact {n},treaty,mention\n" for n in range(139))
    files = {
        "agreements.csv": f"slug,title,instrument_type,record_level\n{rows}",
        "agreement_parties.csv": f"agreement,actor\n{many}",
    }
    said = imported(folder(tmp_path, files))
    assert (
        "agreement_parties.csv, lines 2, 3, 4 …, column actor: 139 rows name an actor that is not there: "
        "united-kingdom. Mend the cell, or add that actor." in said
    )


def test_no_more_than_some_unknown_names_are_looked_up_for_a_nearest_one(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(naming, "nearest", lambda word, known: asked.append(word) or "")
    rows = "".join(f"pact-1950,nobody {n}\n" for n in range(naming.MOST_HINTS + 30))
    said = imported(folder(tmp_path, SMALL | {"agreement_parties.csv": f"agreement,actor\n{rows}"}), "--dry-run")
    assert len(asked) == naming.MOST_HINTS
    assert "80 refused." in said
