"""What the page of a bundle shows: who may do what with which of its records, and what these lack."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst

from ...editing.bundles.parts import Bundle, Part
from ...editing.bundles.settle import Settled, settle, written_in
from ...editing.refusals import Cause, Key, Remedy
from ...editing.review import OWN_WORK, may
from ...models import Citation, Source, target_of
from ...vocabularies import ReviewState
from ..addresses import form_of
from ..mixins import AnyUser
from .bundle_content import Content, contents_of

DRAFT, IN_REVIEW = ReviewState.DRAFT, ReviewState.IN_REVIEW
MOST_LACKS = 20  # that are listed above the buttons; the others show once these are mended
NO_TITLE = "“{}” has no title yet."


@dataclass(frozen=True)
class Lack:
    """Something that is missing, and the link that leads to where it is mended."""

    words: str
    remedy: str
    address: str


@dataclass(frozen=True)
class Shown:
    """One record with what can be done with it; `value` is what its tick box sends, `note` why it is not ticked."""

    part: Part
    noun: str
    value: str
    address: str
    content: Content
    preview: str
    ticked: bool
    note: str


@dataclass(frozen=True)
class Section:
    """The records in one state, with the buttons that this user has for them and what these lack."""

    state: ReviewState
    summary: str
    shown: list[Shown]
    lacks: list[Lack]
    more_lacks: int
    buttons: list[tuple[str, str]] = field(default_factory=list)
    asks_why: bool = False


def page_of(user: AnyUser, bundle: Bundle) -> dict[str, Any]:
    """What the template is told. Of tables that the user may not look at nothing is shown, and nothing moves."""
    visible = [part for part in bundle.parts if may(user, "view", part.row)]
    parts = [part for part in visible if part.row.state == DRAFT], [part for part in visible if part.row.state != DRAFT]
    own = written_in(user, parts[1])
    contents = contents_of(visible)
    made = [_drafts(user, bundle, parts[0], contents), _waiting(user, bundle, parts[1], own, contents)]
    page = page_key(bundle, bundle.around[bundle.root_key])
    return {
        "sections": [section for section in made if section.shown],
        "preview": preview_address(bundle, page) if page is not None else "",
        "later": bundle.later,
        "root_state": ReviewState(bundle.root.state),
    }


def _drafts(user: AnyUser, bundle: Bundle, parts: list[Part], contents: dict[Key, Content]) -> Section:
    movable = {part.key for part in parts if may(user, "change", part.row)}
    settled = settle(bundle, bundle.parts)
    shown = [_shown(bundle, part, contents, part.key in movable, "") for part in parts]
    lacks = _lacks(parts, settled)
    return Section(
        DRAFT,
        f"{_counted(parts)} {_go(parts)} to review together.",
        shown,
        lacks[:MOST_LACKS],
        max(0, len(lacks) - MOST_LACKS),
        [("send", "Send to review")] if movable else [],
    )


def _waiting(
    user: AnyUser, bundle: Bundle, parts: list[Part], own: Collection[Key], contents: dict[Key, Content]
) -> Section:
    publishable = [part for part in parts if may(user, "publish", part.row)]
    others = [part for part in publishable if user.is_superuser or part.key not in own]
    settled = settle(bundle, others, () if user.is_superuser else own)
    going = {part.key for part in settled.going}
    notes = {part.key: OWN_WORK for part in publishable if part not in others}
    notes |= {part.key: settled.why_stays(part) for part in others if part.key not in going}
    ticked = {part.key for part in others} if publishable else own  # what stays when it is published can be returned
    shown = [_shown(bundle, part, contents, part.key in ticked, notes.get(part.key, "")) for part in parts]
    lacks = _lacks(others, settled)
    back = "Return to the authors" if publishable else "Take back"
    return Section(
        IN_REVIEW,
        f"{_counted(parts)} {'waits' if len(parts) == 1 else 'wait'} for a reviewer."
        + (_of_them(len(going)) if publishable and len(going) < len(parts) else ""),
        shown,
        lacks[:MOST_LACKS],
        max(0, len(lacks) - MOST_LACKS),
        [*([("publish", "Publish")] if going else []), *([("return", back)] if publishable or own else [])],
        asks_why=bool(publishable),
    )


def _of_them(count: int) -> str:
    return f" {count} of them can be published now." if count else " You cannot publish any of it yet."


def _go(parts: list[Part]) -> str:
    return "goes" if len(parts) == 1 else "go"


def _counted(parts: list[Part]) -> str:
    """“4 records (1 source, 1 action and 2 citations)”, in the order of the bundle."""
    kinds: dict[Any, int] = {}
    for part in parts:
        kinds[type(part.row)] = kinds.get(type(part.row), 0) + 1
    words = [
        f"{count} {model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural}"
        for model, count in kinds.items()
    ]
    listed = " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""
    return listed if len(words) < 2 else f"{len(parts)} records ({listed})"


def _shown(bundle: Bundle, part: Part, contents: dict[Key, Content], ticked: bool, note: str) -> Shown:
    table, pk = part.key
    page = page_key(bundle, part)
    is_shown_elsewhere = page != part.key and page in bundle.by_key
    return Shown(
        part,
        str(part.row._meta.verbose_name),
        f"{table}-{pk}:{part.seen}",
        form_of(part.row),
        contents[part.key],
        preview_address(bundle, page) if page is not None and not is_shown_elsewhere else "",
        ticked,
        note,
    )


# --- What is missing


def _lacks(parts: Iterable[Part], settled: Settled) -> list[Lack]:
    found: list[Lack] = []
    for part in parts:
        found += [_lack(part, cause) for cause in settled.staying.get(part.key, []) if not cause.is_derived]
        found += _faults(part)
    return list(dict.fromkeys(found))


def _lack(part: Part, cause: Cause) -> Lack:
    return Lack(f"“{part.row}”: {cause.words}", f"{cause.remedy}", remedy_address(cause))


def remedy_address(cause: Cause) -> str:
    """Where it is mended: a new citation that names the record already, or the form of the row."""
    target = target_of(type(cause.at))
    if cause.remedy == Remedy.CITE and target:
        return f"{reverse('admin:clauses_citation_add')}?{urlencode({target: cause.at.pk})}"
    return form_of(cause.at)


def _faults(part: Part) -> list[Lack]:
    """What its form would refuse, field by field, and a title that nobody has written."""
    row: Any = part.row
    found = []
    if isinstance(row, Source) and not row.title:
        found.append(Lack(NO_TITLE.format(row), "Write the title", f"{form_of(row)}#id_title"))
    try:
        row.clean_fields(exclude=[each.name for each in row._meta.concrete_fields if each.is_relation])
    except ValidationError as error:
        for name, sentences in error.message_dict.items():
            heading = capfirst(str(row._meta.get_field(name).verbose_name))
            words = f"“{row}”, {heading}: {' '.join(sentences)}"
            found.append(Lack(words, str(Remedy.MEND), f"{form_of(row)}#id_{name}"))
    return found


# --- Addresses


def page_key(bundle: Bundle, part: Part) -> Key | None:
    """The record on whose public page the part is seen: itself, or what it is about; None where there is none."""
    if hasattr(part.row, "get_absolute_url"):
        return part.key
    needed = [need.key for need in part.needs if need.is_vital]
    for key in reversed(needed) if isinstance(part.row, Citation) else needed:
        row = bundle.record(key)
        if row is not None and hasattr(row, "get_absolute_url") and not isinstance(row, Source):
            return key
    return None


def preview_address(bundle: Bundle, page: Key) -> str:
    root = bundle.root_key
    asked = {"of": f"{root[0]}-{root[1]}", "page": f"{page[0]}-{page[1]}"}
    return f"{reverse('admin:bundle_preview')}?{urlencode(asked)}"
