import pytest

from ...support.rows.factories import ActorFactory


@pytest.fixture
def states():
    return [ActorFactory(kind="state", name=name) for name in ("Quuxland", "Zyxwvia", "Thirdland")]
