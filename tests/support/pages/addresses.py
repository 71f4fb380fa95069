"""Every address of the site, found by walking the resolver, with rows in the places that ask for one."""

import re
from collections.abc import Iterator

from axes.models import AccessAttempt
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.urls import get_resolver
from django.utils.timezone import now

from clauses import models
from clauses.editing.edits import change
from clauses.editing.merging.merge import merge
from clauses.editing.merging.preview import preview
from clauses.editing.proposals import propose

from ..rows.every_row import EVERY, FACTORIES, STATES, record, row_of

IN_EVERY_STATE = (models.Action, models.ActionParticipant, models.Citation)  # all others stand for one: a draft
PUBLIC = {
    "agreements": models.Agreement,
    "actions": models.Action,
    "actors": models.Actor,
    "commitments": models.Commitment,
    "domains": models.Domain,
    "places": models.Place,
    "sources": models.Source,
}
PLAIN = {  # what stands in a place that is no row of the dataset
    "<str:table>": "action",
    "<str:column>": "title",
    "<code:table>": "actions",
    "<year:year>": "2021",
    "<str:uidb64>": "x",
    "<str:token>": "x",
    "<path:token>": "x",
    "(?P<url>.*)$": "nothing-here",
}
QUERIES = {"admin/autocomplete/": {"app_label": "clauses", "model_name": "action", "field_name": "agreement"}}


def routes(resolver=None, before="") -> Iterator[str]:
    """Every pattern of the resolver, whole."""
    for each in (resolver or get_resolver()).url_patterns:
        route = before + str(each.pattern)
        if hasattr(each, "url_patterns"):
            yield from routes(each, route)
        else:
            yield route


class Cast:
    """The rows that stand in the addresses."""

    def __init__(self):
        users = get_user_model().objects
        self.author = users.create_user("author", is_staff=True)
        self.rows = {model._meta.model_name: self._states(model) for model in EVERY}
        self.rows["sourcetext"] = {"DRAFT": row_of(models.SourceText, "draft")}
        self.public = {name: {state: record(model, state) for state in STATES} for name, model in PUBLIC.items()}
        self.rows |= {"merge": {"ID": self._merge()}, "proposal": {"ID": self._proposal()}}
        attempt = AccessAttempt.objects.create(
            username="x", ip_address="192.0.2.1", attempt_time=now(), failures_since_start=1
        )
        self.others = {"user": self.author, "group": Group.objects.get(name="viewer"), "accessattempt": attempt}
        self.work = models.BulkWork.objects.create(user=self.author, table="action", act="send", token="of-another")
        self.filter = models.SavedFilter.objects.create(user=self.author, table="action", name="Mine", query="q=x")

    def _states(self, model) -> dict:
        states = STATES if model in IN_EVERY_STATE else ("draft",)
        return {state.upper(): row_of(model, state) for state in states}

    def _merge(self):
        kept, other = FACTORIES[models.Actor].create_batch(2)
        return merge(kept, other, user=self.author, reason="The same", seen=preview(kept, other).digest)

    def _proposal(self):
        action = FACTORIES[models.Action]()
        action.title = "Proposed"
        return propose(action, [change(action)], user=self.author, reason="")

    def filled(self, route: str) -> Iterator[tuple[str, str]]:
        """The address of a route as the table names it, and as it is asked for."""
        if "bulk/work" in route:
            yield route.replace("<str:token>", "OF-ANOTHER"), route.replace("<str:token>", self.work.token)
            return
        for place, value in PLAIN.items():
            route = route.replace(place, value)
        choice = re.search(r"\^\(\?P<app_label>(.*)\)/\$", route)
        if choice:
            for label in choice[1].split("|"):
                yield (f"admin/{label}/",) * 2
        elif "admin/r/" in route:
            kind = ContentType.objects.get_for_model(models.Action)
            yield "admin/r/ACTION/", f"admin/r/{kind.pk}/{self.rows['action']['PUBLISHED'].pk}/"
        elif "<" not in route:
            yield route, route
        else:
            yield from self._with_rows(route)

    def _with_rows(self, route):
        names = route.split("/")
        if names[0] in PUBLIC:
            yield from self._public(route, names)
        elif "saved-filters" in route:
            yield route.replace("<str:key>", "OF-ANOTHER"), route.replace("<str:key>", str(self.filter.pk))
        elif names[1] in ("auth", "axes"):
            place = re.search(r"<[^>]+>", route)[0]
            yield route.replace(place, "ID"), route.replace(place, str(self.others[names[2]].pk))
        elif names[1] == "clauses" and names[2] in self.rows:
            for label, row in self.rows[names[2]].items():
                yield route.replace("<path:object_id>", label), route.replace("<path:object_id>", str(row.pk))

    def _public(self, route, names):
        for state, row in self.public[names[0]].items():
            label, address = (route.replace("<code:slug>", word) for word in (state.upper(), row.slug))
            if "<code:wid>" in route:
                for inner in STATES if state == "published" else ("published",):
                    clause = record(models.Clause, inner, agreement=row)
                    yield label.replace("<code:wid>", inner.upper()), address.replace("<code:wid>", clause.wid)
            else:
                yield label, address
