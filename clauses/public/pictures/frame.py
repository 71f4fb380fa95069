"""What the page of every picture has beside the picture: its heading, whose record it shows, its files for reuse."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from ..coverage import Scope, agreements_to_choose


@dataclass(frozen=True)
class Picture:
    """`name` is that of its address, `nothing` what is said to be missing where the record has nothing to draw.

    Its numbers are the file `NAME_csv`, which `file_holds` says in words.
    """

    name: str
    heading: str
    nothing: str
    file_holds: str = "The numbers"

    def frame(self, scope: Scope, sentence: str, drawing: str = "") -> dict[str, Any]:
        """What the template of the frame shows; `drawing` names the address of the SVG, if there is one."""
        about = f": {scope.agreement.title}" if scope.agreement else ""
        return {
            "scope": scope,
            "agreements": agreements_to_choose(),
            "address": reverse(self.name),
            "heading": self.heading,
            "title": f"{self.heading}{about}",
            "sentence": sentence,
            "nothing": self.nothing,
            "drawing_file": f"{reverse(drawing)}{scope.asked_so}" if drawing else "",
            "file": f"{reverse(f'{self.name}_csv')}{scope.asked_so}",
            "file_holds": self.file_holds,
        }
