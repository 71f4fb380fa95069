"""An article on a drill of two armies, and a new action that is made for a passage of it."""

from clauses.articles.quotations import Article

from .articles import reading_address, version

WRITTEN = """Title

The Northland army and the Southland army held a joint drill near Hilltown on May 14, the Westland ministry said.
Both sides will build a road in two years.
"""
DRILL = "Northland army and the Southland army held a joint drill near Hilltown on May 14"
NEW = {"new-action-title": "Drill near Hilltown", "new-action-type": "joint_exercise", "new-action-relation": "context"}


def here(source):
    """The place of the drill, as the page sends it."""
    start = Article(WRITTEN).paragraphs[0].index(DRILL)
    return {"paragraph": 1, "start": start, "end": start + len(DRILL), "text": version(source)}


def opened(client, source):
    return client.get(reading_address(source), here(source)).context["making"]


def typed(form):
    """What the form would send as it stands: ticks and choices as they are filled in."""
    names = {field.html_name: field.value() for field in form}
    return {name: value for name, value in names.items() if value not in (None, "", False)}


def post(client, source, about="new-action", **values):
    making = opened(client, source)
    data = here(source) | {"step": "cite", "quote": DRILL, "stance": "supports", "about": about}
    start = typed(making.forms[about]) if about in making.forms else {}
    return client.post(reading_address(source), data | start | values)
