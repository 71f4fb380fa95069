"""What a text is split into."""

from dataclasses import dataclass

from .words import Kind


@dataclass(frozen=True)
class Part:
    """One clause of a text: its level from 1, number and heading as printed, and its own words, a line a paragraph."""

    level: int
    kind: Kind
    num: str = ""
    heading: str = ""
    text: str = ""
    code: str = ""  # permanent, where a file gives one
