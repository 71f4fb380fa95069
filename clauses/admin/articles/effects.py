"""What a citation would change of the record that it is about, shown before it is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ...evidence.would_change import Line, would_change
from ...models import Action, Citation, Source
from ...vocabularies import CitedField
from ..forms.hostile_input import is_key
from ..forms.stated_value import stated_day
from ..lists.labels import model_of, named
from .form import ABOUT, row_by_code


@dataclass(frozen=True)
class Effect:
    """The lines of an action in words; none where the record is of another kind, of which no report is worked out."""

    name: str
    lines: list[Line]
    stated: str

    @property
    def changes(self) -> bool:
        return any(line.changes for line in self.lines)


def effect_of(source: Source, value_of: Callable[[str], Any]) -> Effect | None:
    """What the citation would change that the form says; `value_of` gives what stands in a field of it. None where
    no record that is there already is chosen."""
    chosen = ABOUT.fullmatch(str(value_of("about") or ""))
    if chosen is None:
        return None
    target, number = chosen.groups()
    key, code = str(number or value_of(target) or ""), str(value_of("code") or "")
    model = model_of(Citation, target)
    record = named(model).filter(pk=key).first() if is_key(key) else row_by_code(model, code) if code else None
    if record is None:
        return None
    stated = {name: str(value_of(name) or "").strip() for name in ("field", "value", "stance")}
    if stated["field"] == CitedField.DATE:
        stated["value"] = stated_day(stated["value"])
    lines = would_change(record, source, **stated) if isinstance(record, Action) else []
    return Effect(str(record), lines, stated["field"] if stated["value"] else "")
