"""Where the places of the shipped record lie: one point for a town, none for what has none."""

import pytest

from clauses.models import Place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wider")]
NOT_IN_THE_GAZETTEER = {"avaza"}


def test_every_town_has_a_point_and_no_country_or_route_has():
    towns = Place.objects.filter(kind="city")
    assert {one.slug for one in towns.filter(latitude=None)} == NOT_IN_THE_GAZETTEER
    assert not Place.objects.filter(kind__in=("country", "route"), latitude__isnull=False)


def test_only_a_town_has_the_number_of_a_town():
    """A region stands at the town that it is named after, which is not the region."""
    assert set(Place.objects.exclude(geonames=None).values_list("kind", flat=True)) == {"city"}
    assert Place.objects.filter(kind="city", geonames=None).values_list("slug", flat=True).get() == "avaza"


def test_points_say_no_more_than_a_kilometre():
    for place in Place.objects.exclude(latitude=None):
        assert place.latitude == round(place.latitude, 2)
        assert place.longitude == round(place.longitude, 2)
