"""What is made along with the citation of a passage: a new record, an actor, a place; all in one transaction."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from ...articles.filled import Filled, Recognised, filled
from ...articles.quotations import Article
from ...editing.review import may
from ...models import Actor, Place, Row, Source
from ...search_index.upkeep import at_once
from ...vocabularies import CitedField
from ..forms.all_or_nothing import AT_ONCE
from ..mixins import user_of
from .marks import Marked
from .new_names import CREDITED, SPEAKER, NewNames
from .new_records import DAY_OFFERED, NEW, NewRecord, filled_in

MADE = "Made for paragraph {} of “{}”"


class Making:
    """The forms of what could be made, filled in from the passage; `data` is what was sent, `typed` what waited."""

    def __init__(
        self,
        request: HttpRequest,
        site: AdminSite,
        *,
        asked: Marked,
        article: Article,
        source: Source,
        data: Mapping[str, str] | None = None,
        typed: Mapping[str, str] | None = None,
        promises: Iterable[Recognised] = (),
    ) -> None:
        self.request, self.site, self.source, self.asked = request, site, source, asked
        self.data, self.promises = data, promises
        self.typed = data if data is not None else typed or {}
        self.about = self.typed.get("about", "")
        self.found = filled(article, asked.place, source) if asked.place else Filled()
        self.record: Row | None = None
        self.forms = {name: self._form(name) for name in NEW if self.may_make(NEW[name][0])}
        may_name = self.may_make(Actor) and self.may_make(Place)
        self.names = self._names() if may_name else None

    def may_make(self, model: type[Row]) -> bool:
        return may(self.request.user, "add", model)

    def _names(self) -> NewNames:
        options = {"about": self.about, "field": self.typed.get("field", "")}
        own = {key.removeprefix("new-"): text for key, text in self.typed.items() if key.startswith("new-")}
        return NewNames(self.data if own else None, initial=own, **options)

    def _form(self, name: str) -> NewRecord:
        """Only the form that is chosen is checked; what was typed into another one stays in it."""
        model, kind, columns = NEW[name]
        made: Any = self.site.get_model_admin(model).get_form(self.request, None, fields=columns, form=kind)
        options: dict[str, Any] = {"promises": self.promises} if name == "new-action" else {}
        own = {key.removeprefix(f"{name}-"): text for key, text in self.typed.items() if key.startswith(f"{name}-")}
        initial: dict[str, Any] = dict(filled_in(name, self.found, self.source.published))
        if own:
            ticks = {f"place-{one.pk}": False for one in self.found.places}
            initial = ticks | {f"part-{one.pk}": "" for one in self.found.actors} | own
        data = self.data if self.data is not None and self.about == name else None
        return made(data, prefix=name, initial=initial, instance=model(), found=self.found, site=self.site, **options)

    @property
    def day_offered(self) -> bool:
        """Whether field and value of the day stand, or stood, in the form of the citation."""
        return bool(self.typed.get(DAY_OFFERED)) or bool(self.stated_day())

    def stated_day(self) -> dict[str, str]:
        """Field and value of the day that the passage itself names, for the record that is about to be made."""
        form = self.chosen
        if self.data is not None or form is None or not (self.found.is_day_quoted and form.initial.get(form.day)):
            return {}
        return {"field": CitedField.DATE.value, "value": self.found.day}

    @property
    def chosen(self) -> NewRecord | None:
        """The form of the new record that is chosen."""
        return self.forms.get(self.about)

    @property
    def choices(self) -> list[tuple[str, NewRecord]]:
        return list(self.forms.items())

    def made(self, sent: Any) -> Any | None:
        """Stores what is to be made; returns `sent` with what the citation says of it, None where it was refused.

        Call it in a transaction, which is to be undone where the citation is refused.
        """
        form = self.chosen
        if self.about in NEW and form is None:
            raise PermissionDenied
        checked = [each for each in (form, self.names) if each is not None and each.is_bound]
        if sum(not each.is_valid() for each in checked):  # all of them are asked, so that all errors show
            return None
        try:
            with transaction.atomic():
                return self._stored(form, sent)
        except ValidationError as error:
            (form or checked[0]).add_error(None, error.messages)
        except IntegrityError:
            (form or checked[0]).add_error(None, AT_ONCE)
        return None

    @at_once()
    def _stored(self, form: NewRecord | None, sent: Any) -> Any:
        user, sent = user_of(self.request), sent.copy()
        paragraph = self.asked.place.paragraph if self.asked.place else "?"
        reason = MADE.format(paragraph, self.source)
        named = self.names.make(user=user, reason=reason) if self.names is not None and self.names.is_bound else {}
        actor, place = named.get("actor"), named.get("place")
        part = actor if self.names is not None and self.names.is_bound and self.names.part_in else None
        if form is not None:
            self.record = form.make(user=user, reason=reason, actor=part, place=place)
            self.site.get_model_admin(type(self.record)).log_addition(self.request, self.record, [{"added": {}}])
        said = form.stated(sent) if form is not None else {}
        if actor is not None:
            said |= {name: str(actor.pk) for name in (SPEAKER, CREDITED) if sent.get("new-actor_use") == name}
        for name, value in said.items():  # |= would take the letters of a value for several values
            sent[name] = value
        stated = {CitedField.PLACE: place, CitedField.PARTICIPANT: part}.get(sent.get("field", ""))
        if stated is not None and not sent.get("value"):
            sent["value"] = stated.slug
        return sent
