"""The lists of the admin beside both bars: no column is cut, and nothing scrolls sideways."""

import pytest

from clauses.models import Citation, Clause, Commitment

from ...support.rows.every_row import EVERY
from ...support.rows.factories import AgreementFactory, SourceFactory
from ...support.rows.filling import fill

pytestmark = pytest.mark.django_db(transaction=True)
CUT = "() => {const room = document.querySelector('.results'); return room && room.scrollWidth - room.clientWidth}"
WIDER = "document.documentElement.scrollWidth > innerWidth"
LONG = "Shusha Declaration on Allied Relations between the Republic of Azerbaijan and the Republic of Turkey"


@pytest.fixture
def record():
    """Rows of every table, with the longest words that the shipped record has in its columns."""
    fill(3)
    AgreementFactory(title=LONG)
    SourceFactory(title=LONG)
    Clause.objects.update(label="Annex II, Art. 10(b)", heading=LONG)
    Commitment.objects.update(title=LONG, kind="information_exchange", modality="prohibition")
    Citation.objects.update(quote=LONG, stance="contradicts")


def test_no_column_of_a_list_is_cut_beside_both_bars(at_work, record):
    root = at_work("superuser", "root", viewport={"width": 1280, "height": 900})
    cut = {}
    for model in EVERY:
        root.goto(f"/admin/clauses/{model._meta.model_name}/")
        root.locator("#result_list").wait_for()
        cut[model._meta.model_name] = root.evaluate(CUT)
        assert not root.evaluate(WIDER), model
    assert {name: more for name, more in cut.items() if more} == {}
