"""The example facts of the data model, asked of the shipped fixtures through a page and through a CSV."""

import pytest
from django.core.management import call_command

from clauses.evidence.origins import weigh
from clauses.models import Citation, Commitment

from ..support.pages.reading import page, rows

pytestmark = [pytest.mark.usefixtures("shipped"), pytest.mark.pages]

SHUSHA = "shusha-declaration-2021-06-15"
HURRIYET = "hurriyet-daily-news-2022-02-07-security-meets"
AZERNEWS_DRILL = "azernews-2021-10-05-defence-chiefs"


def test_called_protocol_or_memorandum_of_alliance(client):
    told = page(client, f"/agreements/{SHUSHA}/sources/")
    assert "Shusha Protocol" in told
    assert "memorandum of alliance" in told
    for slug in ("shusha-protocol", "memorandum-of-alliance"):
        (name,) = rows(client, "agreement_names", slug=slug)
        assert name["kind"] == "reported"
        assert rows(client, "citations", name=f"{SHUSHA}/{slug}")
    (agreement,) = rows(client, "agreements", slug=SHUSHA)
    assert agreement["instrument_type"] == "declaration"


def test_signed_15_june_2021_in_shusha(client):
    told = page(client, "/actions/signature-2021-06-15/")
    for words in ("15 June 2021", "Shusha", "Ilham Aliyev", "Recep Tayyip Erdogan"):
        assert words in told
    (signature,) = rows(client, "actions", slug="signature-2021-06-15")
    assert (signature["type"], signature["date"], signature["places"]) == ("signature", "2021-06-15", "shusha")
    who = {row["actor"] for row in rows(client, "action_participants", action="signature-2021-06-15")}
    assert who == {"azerbaijan", "turkiye", "president-of-azerbaijan", "president-of-turkiye"}
    for office in ("president-of-azerbaijan", "president-of-turkiye"):
        assert rows(client, "actors", slug=office, kind="office")


def test_the_turkish_parliament_acted_last_week_as_of_7_february_2022(client):
    told = page(client, "/actions/turkiye-parliament-approval/")
    assert "once between 31 January and 6 February 2022" in told
    (action,) = rows(client, "actions", slug="turkiye-parliament-approval")
    assert action["type"] == "parliamentary_approval"
    (said,) = rows(client, "citations", source=HURRIYET, action="turkiye-parliament-approval", field="date")
    assert said["value"] == "[2022-01-31..2022-02-06]"


def test_the_azerbaijani_parliament_before_21_february_2022(client):
    assert "on or before 20 February 2022" in page(client, "/actions/azerbaijan-parliament-approval/")
    said = rows(client, "citations", action="azerbaijan-parliament-approval", field="date", value="[..2022-02-20]")
    assert [row["source"] for row in said] == ["azernews-2022-02-21-akar"]


def test_drill_indestructible_brotherhood_2021_ministry_to_twitter_to_azernews(client):
    told = page(client, "/actions/indestructible-brotherhood-2021/")
    assert "5 to 8 October 2021" in told
    assert "Nakhchivan" in told
    (drill,) = rows(client, "actions", slug="indestructible-brotherhood-2021")
    assert (drill["type"], drill["date"]) == ("joint_exercise", "2021-09-20/2021-10-11")
    (said,) = rows(client, "citations", source=AZERNEWS_DRILL, action="indestructible-brotherhood-2021", field="date")
    assert said["value"] == "2021-10-05/2021-10-08"
    (tweet,) = rows(client, "sources", slug=said["origin"])
    assert (tweet["kind"], tweet["is_stub"]) == ("social", "yes")


def test_another_source_the_same_drill_ran_20_september_to_11_october(client):
    told = page(client, "/actions/indestructible-brotherhood-2021/")
    assert "Sources disagree" in told
    assert "20 September to 11 October 2021" in told
    dates = rows(client, "citations", action="indestructible-brotherhood-2021", field="date")
    assert {"2021-10-05/2021-10-08", "2021-09-20/2021-10-11"} <= {row["value"] for row in dates}


def test_132_km2_cleared_will_continue(client):
    told = page(client, "/actions/demining-with-turkish-help/")
    assert "132 km2" in told or "132 km²" in told
    (demining,) = rows(client, "actions", slug="demining-with-turkish-help")
    assert (demining["type"], demining["status"], demining["date"]) == ("demining", "ongoing", "")
    (area,) = rows(client, "citations", source=HURRIYET, field="area_cleared")
    assert (area["value"], area["unit"]) == ("132", "km2")


def test_councils_to_meet_regularly_and_the_meeting_of_12_may_2022(client):
    (promise,) = rows(client, "commitments", slug="security-councils-meetings")
    assert promise["recurrence"] == "recurring"
    (meeting,) = rows(client, "actions", slug="security-service-meeting-2022-05-12")
    assert (meeting["type"], meeting["date"]) == ("meeting", "[..2022-05-12]")
    assert "year" in meeting["date_reason"]
    assert "on or before 12 May 2022" in page(client, "/actions/security-service-meeting-2022-05-12/")
    (link,) = rows(client, "bearings", action="security-service-meeting-2022-05-12")
    assert (link["commitment"], link["basis"]) == ("security-councils-meetings", "stated_by_source")


def test_two_sample_assessments_are_both_shown_and_say_that_they_are_samples(client):
    assert rows(client, "assessments") == []
    call_command("loaddata", "samples/assessments", verbosity=0)
    told = page(client, "/commitments/security-councils-meetings/")
    assert len(rows(client, "assessments", commitment="security-councils-meetings", is_sample="yes")) == 2
    for judgement in Commitment.objects.get(slug="security-councils-meetings").assessments.all():
        assert judgement.analyst in told
        assert " ".join(judgement.rationale.split()) in told
    assert told.lower().count("sample") >= 2


def test_draft_law_on_a_joint_university_as_of_10_january(client):
    assert "on or before 10 January 2022" in page(client, "/actions/joint-university-draft/")
    (bill,) = rows(client, "actions", slug="joint-university-draft")
    assert (bill["type"], bill["date"]) == ("bill_submitted", "[..2022-01-10]")
    (said,) = rows(client, "citations", action="joint-university-draft", field="date")
    assert (said["source"], said["origin"]) == (HURRIYET, "milliyet-2022-02-07")
    assert (said["speaker"], said["speaker_as_reported"]) == ("turkiye-deputy-foreign-minister", "Yavuz Selim Kıran")


def test_a_reworded_copy_of_an_agency_text(client):
    (copy,) = rows(client, "sources", slug="htttm-2022-08-08-bayramov")
    assert copy["derivation"] == "reworded"
    (original,) = rows(client, "sources", slug=copy["derived_from"])
    assert original["is_stub"] == "yes"
    assert "reworded" in page(client, "/sources/htttm-2022-08-08-bayramov/").lower()


def test_three_names_for_one_place_and_a_meeting_in_two_places(client):
    (shusha,) = rows(client, "places", slug="shusha")
    assert {"Şuşa", "Shushi"} <= set(shusha["other_names"].split("; "))
    (meeting,) = rows(client, "actions", slug="trilateral-defence-ministers-georgia-2021-10")
    assert meeting["places"] == "kakheti; tbilisi"
    told = page(client, "/actions/trilateral-defence-ministers-georgia-2021-10/")
    assert "Tbilisi" in told
    assert "Kakheti" in told
    assert "Signature" in page(client, "/actions/?q=Şuşa").title()


def test_military_cooperation_since_1992_and_kars_1921(client):
    for slug in ("treaty-of-kars-1921-10-13", "military-education-agreement-1992"):
        (mention,) = rows(client, "agreements", slug=slug)
        assert mention["record_level"] == "mention"
    (kars,) = rows(client, "agreement_relations", object="treaty-of-kars-1921-10-13")
    assert (kars["subject"], kars["predicate"]) == (SHUSHA, "reaffirms")
    assert "Kars" in page(client, f"/agreements/{SHUSHA}/text/")


def test_three_azernews_articles_carry_one_background_block(client):
    modernise = Citation.objects.published().filter(
        commitment__slug="modernise-armed-forces", origin__slug="azernews-background-shusha-declaration"
    )
    evidence = weigh({"promise": list(modernise)})["promise"]
    assert (evidence.reports, evidence.origins) == (3, 1)
    said = rows(client, "citations", origin="azernews-background-shusha-declaration")
    assert len({row["source"] for row in said}) == 3
    assert "origin" in page(client, "/commitments/modernise-armed-forces/")
