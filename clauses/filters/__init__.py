"""What a query string asks of a table, for pages, files and programs alike.

    type=meeting&type=visit              one of several values of a closed list
    agreement=shusha-declaration…        a related record, by its code
    is_stub=yes                          yes or no
    date_from=2021-06&date_to=2022       possibly in a period; with date_match=certainly, certainly in it
    year=2021                            is under a year in lists by date
    q=susa                               every word somewhere in the record
    sort=-date                           by a column, downwards
    known_on=2022-02-10                  only what was known on a day (asked of every page, see `clauses.known_on`)

A question that cannot be read is refused with what is wrong and how to write it: a typing error must not widen a
result. Only the marks of other sites on shared links are passed over, see `tracking`. Whatever is asked costs a bounded
amount: each value counts once, of one name and of all there are so many at most, and of words a few.
"""

from .derived import Selection
from .faults import UnclearError, in_short
from .question import Question
from .tables import FILTERSETS, SORTS
from .tracking import is_tracking, without_tracking

__all__ = [
    "FILTERSETS",
    "SORTS",
    "Question",
    "Selection",
    "UnclearError",
    "in_short",
    "is_tracking",
    "without_tracking",
]
