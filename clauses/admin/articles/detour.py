"""From an article to the form of a new record and back: what was typed beside the article waits in the session."""

from django.contrib import messages
from django.http import HttpRequest, QueryDict

from ...models import Row, Source, target_of
from ..forms.hostile_input import is_key
from ..forms.way_back import WayBack
from .context import address
from .form import BY_CODE, SAID_BY, STATED
from .new_records import DAY_OFFERED

KEPT = "reading"
PLACE = ("paragraph", "start", "end", "text")
MOST_NEW = 200  # fields of a new record
NAMES = (*PLACE, *STATED, *SAID_BY, *(f"{name}_code" for name in BY_CODE), DAY_OFFERED)
WAITS = "It can be cited once a reviewer has applied the proposal. What you typed beside the article is kept."


def keep(request: HttpRequest, source: Source, typed: QueryDict) -> None:
    """Keeps what was typed; of the passage its place and not its words."""
    new = [name for name in typed if name.startswith("new-")][:MOST_NEW]
    new += ["about"] if typed.get("about", "").startswith("new-") else []
    sent = {name: typed[name] for name in (*NAMES, *new) if typed.get(name)}
    request.session[KEPT] = {"source": source.pk, "sent": sent}


def kept(request: HttpRequest, source: Source) -> dict:
    """What was typed beside this article, by the names of its fields."""
    found = request.session.get(KEPT, {})
    return dict(found["sent"]) if found.get("source") == source.pk else {}


def forget(request: HttpRequest) -> None:
    request.session.pop(KEPT, None)


class BackToReading(WayBack):
    """Mixin of an admin class: a record that was made for a passage leads back there, and is chosen."""

    def offers_next(self, request: HttpRequest) -> bool:
        return KEPT not in request.GET and super().offers_next(request)

    def way_back(self, request: HttpRequest, obj: Row) -> str | None:
        key = request.GET.get(KEPT, "")
        source = Source.objects.filter(pk=key).first() if is_key(key) else None
        target = target_of(self.model)
        if source is None or target is None or not request.path.endswith("/add/"):
            return super().way_back(request, obj)
        if obj.pk is None:
            messages.warning(request, WAITS)
            return address(source, kept=1)
        return address(source, kept=1, about=f"{target}-{obj.pk}")
