"""Writing Akoma Ntoso 3.0: one expression, valid by its schema, which `akoma_ntoso` reads as the same tree.

The metadata need a full day; who calls says which, and what it is the day of.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

from ..treaty_text import Kind, Part
from .names import ELEMENTS, NAMESPACE, eids

EDITOR = "treatytracker"
PLACES = {Kind.NAME: "preface", Kind.PREAMBLE: "preamble", Kind.CLOSING: "conclusions", Kind.ANNEX: "attachments"}
ORDER = ("preface", "preamble", "body", "conclusions", "attachments")
Element = ElementTree.Element


@dataclass(frozen=True)
class Work:
    """What the metadata say: `day` of the work and what that is the day of, `written` the day of this file."""

    slug: str
    title: str
    day: date
    day_of: str
    language: str
    written: date


@dataclass
class _Branch:
    part: Part
    eid: str
    below: list["_Branch"]


def write(work: Work, parts: Sequence[Part]) -> bytes:
    root = Element("akomaNtoso", xmlns=NAMESPACE)
    act = ElementTree.SubElement(root, "act", name="treaty", contains="singleVersion")
    act.append(_meta(work, ""))
    places: dict[str, list[_Branch]] = {}
    for branch in _tree(parts):
        place = PLACES.get(branch.part.kind, "body")
        place = "preamble" if branch.part.kind in (Kind.RECITAL, Kind.FORMULA) else place
        places.setdefault(place, []).append(branch)
    for place in ORDER:
        if place in places or place == "body":
            _place(act, place, places.get(place, []), work)
    ElementTree.indent(root, " ")
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _tree(parts: Sequence[Part]) -> list[_Branch]:
    top: list[_Branch] = []
    above: list[_Branch] = []
    for part, eid in zip(parts, eids(parts), strict=True):
        while above and above[-1].part.level >= part.level:
            above.pop()
        branch = _Branch(part, eid, [])
        (above[-1].below if above else top).append(branch)
        above.append(branch)
    return top


def _add(parent: Element, name: str, text: str = "", /, **attributes: str) -> Element:
    made = ElementTree.SubElement(parent, name, attributes)
    made.text = text or None
    return made


def _place(act: Element, place: str, branches: list[_Branch], work: Work) -> None:
    if place == "preface":
        _preface(act, branches)
    elif place == "preamble":
        _preamble(act, branches)
    elif place == "conclusions":
        conclusions = _named(act, "conclusions", branches[0])
        for branch in branches:
            _paragraphs(conclusions, branch.part.text)
    elif place == "attachments":
        holder = _add(act, "attachments")
        for branch in branches:
            _attachment(holder, branch, work)
    else:
        _body(act, branches)


def _preface(act: Element, branches: list[_Branch]) -> None:
    preface = _named(act, "preface", branches[0])
    for number, branch in enumerate(branches, 1):
        title = _add(preface, "longTitle", eId=f"preface__longTitle_{number}")
        _add(_add(title, "p"), "docTitle", branch.part.heading)


def _body(act: Element, branches: list[_Branch]) -> None:
    """One without clauses holds an empty one, as the schema asks for."""
    body = _add(act, "body", eId="body")
    _children(body, branches)
    if not branches:
        _add(_add(_add(body, "hcontainer", eId="body__hcontainer_1"), "content", eId="body__content"), "p")


def _named(parent: Element, name: str, branch: _Branch) -> Element:
    codes = {"wId": branch.part.code} if branch.part.code else {}
    return _add(parent, name, "", eId=branch.eid, **codes)


def _preamble(act: Element, branches: list[_Branch]) -> None:
    own = next((branch for branch in branches if branch.part.kind == Kind.PREAMBLE), None)
    preamble = _named(act, "preamble", own) if own else _add(act, "preamble", eId="preamble")
    if own and own.part.heading:
        _add(preamble, "block", own.part.heading, name="heading")
    if own:
        _paragraphs(preamble, own.part.text)
    recitals: Element | None = None
    for branch in [*(own.below if own else []), *(one for one in branches if one is not own)]:
        if branch.part.kind == Kind.FORMULA:
            recitals = None
            formula = _named(preamble, "formula", branch)
            formula.set("name", "enactingFormula")
            _paragraphs(formula, branch.part.text)
            continue
        if recitals is None:
            recitals = _add(preamble, "recitals", eId=f"preamble__recs_{len(preamble)}")
        recital = _named(recitals, "recital", branch)
        _numbered(recital, branch.part)
        _paragraphs(recital, branch.part.text)


def _paragraphs(parent: Element, text: str) -> None:
    for line in text.split("\n"):
        _add(parent, "p", line)


def _numbered(element: Element, part: Part) -> None:
    if part.num:
        _add(element, "num", part.num)
    if part.heading:
        _add(element, "heading", part.heading)


def _children(parent: Element, branches: list[_Branch]) -> None:
    for branch in branches:
        part = branch.part
        name = ELEMENTS[part.kind][0]
        is_own = part.kind in PLACES or part.kind in (Kind.GROUP, Kind.RECITAL, Kind.FORMULA)
        made = _named(parent, "hcontainer" if is_own else name, branch)
        if is_own:
            made.set("name", part.kind.name.lower())
        _numbered(made, part)
        if branch.below:
            if part.text:
                _paragraphs(_add(made, "intro", eId=f"{branch.eid}__intro"), part.text)
            _children(made, branch.below)
        else:
            _paragraphs(_add(made, "content", eId=f"{branch.eid}__content"), part.text)


def _attachment(holder: Element, branch: _Branch, work: Work) -> None:
    attachment = _named(holder, "attachment", branch)
    _numbered(attachment, branch.part)
    doc = _add(attachment, "doc", name="annex")
    doc.append(_meta(work, branch.eid))
    body = _add(doc, "mainBody", eId=f"{branch.eid}__mainBody")
    if branch.part.text or not branch.below:
        _paragraphs(body, branch.part.text)
    _children(body, branch.below)


# --- Metadata


def _meta(work: Work, component: str) -> Element:
    meta = Element("meta")
    identification = _add(meta, "identification", source=f"#{EDITOR}")
    uri = f"/akn/int/act/{work.day:%Y-%m-%d}/{work.slug}"
    end = f"/!{component or 'main'}"
    of_kind = {"Work": uri, "Expression": f"{uri}/{work.language}@", "Manifestation": f"{uri}/{work.language}@.akn"}
    for kind, address in of_kind.items():
        level = _add(identification, f"FRBR{kind}")
        _add(level, "FRBRthis", value=f"{address}{end}")
        _add(level, "FRBRuri", value=address)
        is_work = kind == "Work"
        if is_work:
            _add(level, "FRBRalias", value=work.title, name="title")
        day, of = (work.day, work.day_of) if is_work else (work.written, "written")
        _add(level, "FRBRdate", date=day.isoformat(), name=of)
        _add(level, "FRBRauthor", href=f"#{EDITOR}")
        if is_work:
            _add(level, "FRBRcountry", value="int")
        elif kind == "Expression":
            _add(level, "FRBRlanguage", language=work.language)
    references = _add(meta, "references", source=f"#{EDITOR}")
    eid = f"{component}__{EDITOR}" if component else EDITOR  # no eId comes twice in a file
    _add(references, "TLCOrganization", eId=eid, href=f"/ontology/organizations/{EDITOR}", showAs=EDITOR)
    return meta
