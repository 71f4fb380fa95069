"""The two indexes, of one make: what is public, and what only the desk may find.

`DESK` has the records whose words for editors are others than those for the public: drafts, what was withdrawn, and
what is public and has a part that is not. All others would be held twice. So an editor asks both, a reader `PUBLIC`
only, and no table that a reader's question touches holds a word that is not public.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Index:
    """Where the words are: in two tables of Django, and for the engine in what is made beside these."""

    name: str
    has_vocabulary: bool = False  # whether its words can be listed, to offer them

    @property
    def entries(self) -> str:
        """The model of its entries."""
        return f"{self.name}entry"

    @property
    def names(self) -> str:
        return f"{self.name}name"

    @property
    def entry_table(self) -> str:
        return f"clauses_{self.entries}"

    @property
    def words(self) -> str:
        """The table of FTS5 beside the entries."""
        return f"clauses_{self.name}words"

    @property
    def terms(self) -> str:
        """The view of the words themselves."""
        return f"clauses_{self.name}terms"


PUBLIC, DESK = Index("search", has_vocabulary=True), Index("desk")
INDEXES = (PUBLIC, DESK)
