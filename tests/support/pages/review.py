"""The steps of the review, as the buttons of a page or of a list send them."""

from django.urls import reverse

from clauses.admin.review.buttons import seen_of
from clauses.editing.review import unfinished_citations


def states(*rows) -> list[str]:
    """The states of these rows as they are stored now."""
    return [type(row).objects.get(pk=row.pk).state for row in rows]


def seen_now(row) -> str:
    """What a page that is opened now shows of the row and of the citations that could go along."""
    return seen_of(type(row).objects.get(pk=row.pk), unfinished_citations([row]).get(row.pk, {}))


def step(client, row, name, comment="", seen=None, follow=False):
    """What a button of the review on the page of `row` sends; with `follow`, the page after it."""
    seen = seen_now(row) if seen is None else seen
    address = reverse(f"admin:clauses_{row._meta.model_name}_review", args=[row.pk])
    return client.post(address, {"step": name, "text": comment, "seen": seen}, follow=follow)


def sent(rows, action) -> dict:
    """What a list sends that shows `rows`."""
    seen = {f"seen-{row.pk}": seen_now(row) for row in rows}
    return {"action": action, "_selected_action": [row.pk for row in rows], **seen}


def run(client, action, rows):
    """The list after one of its actions on these rows."""
    return client.post(f"/admin/clauses/{type(rows[0])._meta.model_name}/", sent(rows, action), follow=True)
