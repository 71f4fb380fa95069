"""What the page of a bundle shows: who may do what with which of its records, and what these lack."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from ...editing.bundles.parts import Bundle, Part
from ...editing.bundles.remarks import Remark, remarks_on
from ...editing.bundles.settle import Settled, settle, written_in
from ...editing.refusals import Key, key_of
from ...editing.review import OWN_WORK, may
from ...models import Citation, Record, Source
from ...vocabularies import ReviewState
from ..addresses import form_of
from ..mixins import AnyUser
from .bundle_content import Content, contents_of
from .bundle_lacks import Lacks, in_order, lacks_of, listed
from .bundle_link import leading_back

DRAFT, IN_REVIEW, PUBLISHED = ReviewState.DRAFT, ReviewState.IN_REVIEW, ReviewState.PUBLISHED
NOT_TICKED = "Not ticked: "
LEFT = " “{}” is a draft, and what is ticked cannot be published without it: return that, too, or leave it in review."


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
    """The records in one state, with the buttons that this user has for them, what these lack and what to look at."""

    state: ReviewState
    summary: str
    shown: list[Shown]
    lacks: Lacks
    remarks: Lacks
    buttons: list[tuple[str, str]] = field(default_factory=list)
    asks_why: bool = False
    is_left: bool = False  # what waits though the record on which it rests does not


def page_of(user: AnyUser, bundle: Bundle) -> dict[str, Any]:
    """What the template is told. Of tables that the user may not look at nothing is shown, and nothing moves."""
    visible = [part for part in bundle.parts if may(user, "view", part.row)]
    parts = [part for part in visible if part.row.state == DRAFT], [part for part in visible if part.row.state != DRAFT]
    own = written_in(user, parts[1])
    contents = contents_of(bundle, visible)
    made = [_drafts(user, bundle, parts[0], contents), _waiting(user, bundle, parts[1], own, contents)]
    if made[1].is_left:
        made.reverse()
    page = page_key(bundle, bundle.around[bundle.root_key])
    return {
        "sections": [section for section in made if section.shown],
        "preview": preview_address(bundle, page) if page is not None else "",
        "later": bundle.later,
        "root_state": ReviewState(bundle.root.state),
    }


def _drafts(user: AnyUser, bundle: Bundle, parts: list[Part], contents: dict[Key, Content]) -> Section:
    movable = {part.key for part in parts if may(user, "change", part.row)}
    said = _said(bundle, parts, bundle.parts)
    notes = _why_not_ticked(said)
    shown = [
        _shown(bundle, part, contents, part.key in movable - notes.keys(), notes.get(part.key, "")) for part in parts
    ]
    return Section(
        DRAFT,
        f"{_counted(parts)} {'goes to review' if len(parts) == 1 else 'go to review together'}.{_not_ticked(notes)}",
        shown,
        listed(lacks_of(bundle.root, parts, settle(bundle, bundle.parts))),
        _listed(bundle, said),
        [("send", "Send to review")] if movable else [],
    )


def _waiting(
    user: AnyUser, bundle: Bundle, parts: list[Part], own: Collection[Key], contents: dict[Key, Content]
) -> Section:
    publishable = [part for part in parts if may(user, "publish", part.row)]
    others = [part for part in publishable if user.is_superuser or part.key not in own]
    not_mine = () if user.is_superuser else own
    settled, said = settle(bundle, others, not_mine), _said(bundle, parts, parts)
    is_left = bundle.root.state == DRAFT and bool(publishable) and bool(settled.staying)
    notes = {part.key: OWN_WORK for part in publishable if part not in others}
    notes |= {key: settled.why_stays(bundle.by_key[key]) for key in settled.staying}
    notes |= {} if is_left else _not_to_tick(bundle, settled, said, not_mine)
    ticked = {part.key for part in others} if publishable else set(own)  # what cannot be published can be returned
    ticked &= settled.staying.keys() if is_left else ticked - {key for key in notes if _is_unticked(notes[key])}
    buttons = [("publish", "Publish")] if settled.going else []
    if publishable or own:
        buttons.append(("return", "Return to the authors" if publishable else "Take back"))
    return Section(
        IN_REVIEW,
        _wait(parts, len(settled.going) if publishable else len(parts))
        + (LEFT.format(bundle.root) if is_left else _not_ticked(notes)),
        [_shown(bundle, part, contents, part.key in ticked, notes.get(part.key, "")) for part in parts],
        listed(() if is_left else lacks_of(bundle.root, others, settled)),
        _listed(bundle, said),
        buttons[::-1] if is_left else buttons,
        asks_why=bool(publishable),
        is_left=is_left,
    )


def _wait(parts: list[Part], going: int) -> str:
    now = _of_them(going) if going < len(parts) else ""
    return f"{_counted(parts)} {'waits' if len(parts) == 1 else 'wait'} for a reviewer.{now}"


def _said(bundle: Bundle, parts: list[Part], going: list[Part]) -> dict[Key, list[Remark]]:
    """What was checked of these and is not as it should be, once all that goes is public."""
    keys = {part.key for part in going}

    def counts(row: Record) -> bool:
        return row.state == PUBLISHED or key_of(row) in keys

    return remarks_on((part.row for part in parts), counts)


def _listed(bundle: Bundle, said: dict[Key, list[Remark]]) -> Lacks:
    return in_order(bundle.root, (remark for remarks in said.values() for remark in remarks))


def _why_not_ticked(said: dict[Key, list[Remark]]) -> dict[Key, str]:
    """What readers would be shown and the source does not have, by record: nobody publishes that unread."""
    grave = {key: [each.words for each in remarks if each.is_grave] for key, remarks in said.items()}
    return {key: f"{NOT_TICKED}{' '.join(words)}" for key, words in grave.items() if words}


def _not_to_tick(
    bundle: Bundle, settled: Settled, said: dict[Key, list[Remark]], own: Collection[Key]
) -> dict[Key, str]:
    """The same with what cannot be published without these."""
    grave = _why_not_ticked(said)
    without = settle(bundle, [part for part in settled.going if part.key not in grave], own)
    return grave | {key: f"{NOT_TICKED}{without.why_stays(bundle.by_key[key])}" for key in without.staying}


def _is_unticked(note: str) -> bool:
    return note.startswith(NOT_TICKED)


def _of_them(count: int) -> str:
    return f" {count} of them can be published now." if count else " You cannot publish any of it yet."


def _not_ticked(notes: dict[Key, str]) -> str:
    count = sum(map(_is_unticked, notes.values()))
    return f" {count} of them {'is' if count == 1 else 'are'} not ticked: why stands beside." if count else ""


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
        leading_back(form_of(part.row), bundle.root),
        contents[part.key],
        preview_address(bundle, page) if page is not None and not is_shown_elsewhere else "",
        ticked,
        note,
    )


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
