"""What the admin does not have it says on a page of its own, with the cause; readers learn nothing of it."""

import pytest

from ..support.pages.policy import holds_the_policy
from ..support.rows.factories import AgreementFactory
from ..support.rows.people import person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("/admin/nonsense/", "The admin has no page at this address: it is mistyped, or only a part of it was copied."),
        ("/admin/clauses/nonsense/1/", "The admin has no page at this address"),
        ("/admin/clauses/action/999999/history/", "There is no such record."),
        ("/admin/clauses/proposal/999999/change/", "There is no such proposal."),
        ("/admin/clauses/source/999999/read/", "There is no such record."),
        ("/admin/clauses/agreement/{}/sheet/?part=9", "There is no such part of this agreement."),
        ("/admin/bundle/?of=action-999999", "There is no such record."),
        ("/admin/bulk/nonsense/", "There is no such list."),
        ("/admin/help/nonsense/", "There is no such table."),
        ("/admin/opened-groups/nonsense/", "There is no such form."),
    ],
)
def test_it_says_what_is_not_there_and_where_one_goes_on(address, why):
    address = address.format(AgreementFactory().pk)
    answer = person("editor").get(address)
    assert answer.status_code == 404
    assert f"<p>{why}" in answer.text
    assert '<a href="/admin/">Your desk</a>' in answer.text
    assert "no-store" in answer.headers["Cache-Control"]
    holds_the_policy(answer)


def test_whoever_is_not_signed_in_is_asked_to_sign_in(client):
    assert client.get("/admin/nonsense/").headers["Location"] == "/admin/login/?next=/admin/nonsense/"
