"""The public addresses. They are permanent."""

from django.urls import path, register_converter

from ..models import Actor, Agreement, Domain
from . import about, conflicts, corrections, coverage, data, home, readings, reference, search
from .agreements import akoma_ntoso, overview, parties, text, timeline
from .agreements import data as agreement_data
from .agreements import sources as agreement_sources
from .briefs import pages as briefs
from .compare import pages as compare
from .lists import list_of
from .pages import plain
from .pictures import known, meetings, place_map, read
from .pictures import overview as pictures
from .promises import all_pages as all_promises
from .promises import pages as promises
from .promises import strip_drawing
from .records import actions, actors, clauses, commitments, domains, places, sources
from .years import pages as years


class Code:
    """A code as the models allow it, so that no other text reaches the database."""

    regex = "[a-z0-9_-]{1,100}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class YearNumber:
    """A year as four digits."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:04}"


register_converter(Code, "code")
register_converter(YearNumber, "year")

urlpatterns = [
    path("", home.home, name="home"),
    path("agreements/", list_of("agreements"), name="agreements"),
    path("agreements/<code:slug>/", overview.agreement, name="agreement"),
    path("agreements/<code:slug>/promises/", promises.promises_of(Agreement), name="promises"),
    path("agreements/<code:slug>/promises.svg", promises.drawing_of(Agreement), name="promises_svg"),
    path("agreements/<code:slug>/promises.csv", promises.file_of(Agreement), name="promises_csv"),
    path("agreements/<code:slug>/strip.svg", strip_drawing.strip_of_agreement, name="strip_svg"),
    path("agreements/<code:slug>/timeline/", timeline.timeline, name="agreement_timeline"),
    path("agreements/<code:slug>/parties/", parties.parties, name="agreement_parties"),
    path("agreements/<code:slug>/parties.csv", parties.parties_file, name="agreement_parties_csv"),
    path("agreements/<code:slug>/text/", text.text, name="agreement_text"),
    path("agreements/<code:slug>/akn.xml", akoma_ntoso.akoma_ntoso, name="akoma_ntoso"),
    path("agreements/<code:slug>/sources/", agreement_sources.sources, name="agreement_sources"),
    path("agreements/<code:slug>/data/", agreement_data.data, name="agreement_data"),
    path("agreements/<code:slug>/brief/", briefs.agreement_brief, name="agreement_brief"),
    path("agreements/<code:slug>/clauses/<code:wid>/", clauses.clause, name="clause"),
    path("clauses/", list_of("clauses"), name="clauses"),
    path("commitments/", list_of("commitments"), name="commitments"),
    path("commitments/<code:slug>/", commitments.commitment, name="commitment"),
    path("commitments/<code:slug>/brief/", briefs.commitment_brief, name="commitment_brief"),
    path("actions/", list_of("actions"), name="actions"),
    path("actions/<code:slug>/", actions.action, name="action"),
    path("sources/", list_of("sources"), name="sources"),
    path("sources/<code:slug>/", sources.source, name="source"),
    path("domains/", list_of("domains"), name="domains"),
    path("domains/<code:slug>/", domains.domain, name="domain"),
    path("domains/<code:slug>/promises/", promises.promises_of(Domain), name="domain_promises"),
    path("domains/<code:slug>/promises.svg", promises.drawing_of(Domain), name="domain_promises_svg"),
    path("domains/<code:slug>/promises.csv", promises.file_of(Domain), name="domain_promises_csv"),
    path("actors/", list_of("actors"), name="actors"),
    path("actors/<code:slug>/", actors.actor, name="actor"),
    path("actors/<code:slug>/promises/", promises.promises_of(Actor), name="actor_promises"),
    path("actors/<code:slug>/promises.svg", promises.drawing_of(Actor), name="actor_promises_svg"),
    path("actors/<code:slug>/promises.csv", promises.file_of(Actor), name="actor_promises_csv"),
    path("promises/", all_promises.promises, name="all_promises"),
    path("promises.svg", all_promises.promises_drawing, name="all_promises_svg"),
    path("strip.svg", strip_drawing.all_strip, name="all_strip_svg"),
    path("promises.csv", all_promises.promises_file, name="all_promises_csv"),
    path("years/", years.years, name="years"),
    path("years/<year:year>/", years.year, name="year"),
    path("compare/", compare.compare, name="compare"),
    path("compare.csv", compare.compare_file, name="compare_csv"),
    path("places/", list_of("places"), name="places"),
    path("places/<code:slug>/", places.place, name="place"),
    path("pictures/", pictures.pictures, name="pictures"),
    path("map/", place_map.map_page, name="map"),
    path("map.svg", place_map.map_drawing, name="map_svg"),
    path("map.csv", place_map.map_file, name="map_csv"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings.csv", meetings.meetings_file, name="meetings_csv"),
    path("known/", known.known, name="known"),
    path("known.csv", known.known_file, name="known_csv"),
    path("languages/", read.read, name="languages"),
    path("languages.csv", read.read_file, name="languages_csv"),
    path("conflicts/", conflicts.conflicts, name="conflicts"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("search/", search.search, name="search"),
    path("search/suggestions/", search.suggestions, name="suggestions"),
    path("data/", data.data, name="data"),
    path("data/treatytracker.zip", data.package, name="package"),
    path("data/corrections.csv", corrections.corrections_file, name="corrections_csv"),
    path("data/readings.csv", readings.readings_file, name="readings_csv"),
    path("data/<code:table>.csv", data.csv_file, name="csv"),
    path("codebook/", reference.codebook, name="codebook"),
    path("method/", plain("public/method.html"), name="method"),
    path("corrections/", corrections.corrections_page, name="corrections"),
    path("about/", about.about, name="about"),
    path("accessibility/", plain("public/accessibility.html"), name="accessibility"),
    path("favicon.ico", reference.icon, name="icon"),
    path("robots.txt", reference.robots, name="robots"),
]
