"""Who may not move a bundle, and what no page of it sends."""

import pytest

from ...support.pages.bundles import boxes, bundle_address, press
from ...support.pages.reading import text
from ...support.pages.review import states
from ...support.rows.bundles import draft, talks
from ...support.rows.factories import ActionFactory
from ...support.rows.people import person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["editor", "manager"])
def test_only_reviewers_publish(role):
    client = person(role)
    rows = talks(person("editor", "author"), "in_review")
    assert ">Publish</button>" not in text(client.get(bundle_address(rows[1])))
    page = text(press(client, rows[1], "publish", boxed=boxes(person("reviewer"), rows[1])))
    assert "Only a reviewer may do this." in page
    assert states(*rows) == ["in_review"] * 4


def test_who_only_looks_sees_no_bundle():
    viewer, action = person("viewer"), ActionFactory(state="draft", title="Talks")
    assert viewer.get(bundle_address(action)).status_code == 403
    assert viewer.post(bundle_address(action), {"step": "send"}).status_code == 403
    assert (
        viewer.get(f"/admin/bundle/as-readers-see-it/?of=action-{action.pk}&page=action-{action.pk}").status_code == 403
    )
    assert "admin/bundle" not in text(viewer.get(f"/admin/clauses/action/{action.pk}/change/"))


NONSENSE = [
    "",
    "action",
    "action-",
    "action-x",
    "action-0",
    f"action-{'9' * 40}",
    "action-1%00",
    "user-1",
    "%00-%00",
    "-1",
]


@pytest.mark.parametrize("of", NONSENSE)
def test_an_address_that_names_no_record_is_no_error_of_the_server(of):
    client = person("reviewer")
    for page in ("", "as-readers-see-it/"):
        assert client.get(f"/admin/bundle/{page}?of={of}&page={of}").status_code in (404, 400)
        assert client.post(f"/admin/bundle/{page}?of={of}", {"step": "send", "part": of}).status_code in (404, 400)


@pytest.mark.parametrize(
    "part", ["", "x", "action-x:1", f"action-{'9' * 17}:1", "action-1\x00:1", "user-1:1", "action-1:" + "9" * 5000]
)
@pytest.mark.parametrize("step", ["send", "publish", "return", "nonsense", ""])
def test_what_no_page_sends_moves_nothing(step, part):
    reviewer = person("reviewer")
    rows = talks(person("editor"), "in_review")
    answer = reviewer.post(bundle_address(rows[1]), {"step": step, "part": [part], "text": "Why"}, follow=True)
    assert answer.status_code == 200
    assert states(*rows) == ["in_review"] * 4


def test_a_record_of_another_bundle_is_not_moved():
    editor = person("editor")
    rows, other = talks(editor), draft(ActionFactory, editor)
    boxed = boxes(editor, rows[1]) | boxes(editor, other)
    assert "does not belong to these any more" in text(press(editor, rows[1], "send", boxed=boxed))
    assert states(other) == ["draft"]
