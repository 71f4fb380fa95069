"""What is wrong with a file that somebody wants to import, said so that they can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass

MOST_SHOWN = 20


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong. `line` counts as in the file, its header being line 1; 0 is the file as a whole.

    `sheet` is named where a workbook has several.
    """

    line: int
    column: str
    message: str
    sheet: str = ""

    def __str__(self) -> str:
        where = [f"sheet “{self.sheet}”"] if self.sheet else []
        where += [f"line {self.line}"] if self.line else []
        where += [f"column {self.column}"] if self.column else []
        return f"{', '.join(where)}: {self.message}" if where else self.message


class FileError(ValueError):
    """A file that is refused as a whole; `problems` say why."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = [problems] if isinstance(problems, Problem) else list(problems)
        shown = [str(problem) for problem in self.problems[:MOST_SHOWN]]
        more = len(self.problems) - MOST_SHOWN
        super().__init__("\n".join(shown + ([f"... and {more} more."] if more > 0 else [])))
