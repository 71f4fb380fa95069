"""What the engines hold beside the table of entries: made by a migration, and in the tables a backup is held to."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

COLUMNS = "names, text, names_heard, text_heard"
NEW, OLD = (", ".join(f"{row}.{name}" for name in ("id", *COLUMNS.split(", "))) for row in ("new", "old"))
PUT_IN = f"INSERT INTO clauses_searchwords(rowid, {COLUMNS}) VALUES ({NEW});"
TAKE_OUT = f"INSERT INTO clauses_searchwords(clauses_searchwords, rowid, {COLUMNS}) VALUES ('delete', {OLD});"
OUTSIDE = "content='clauses_searchentry', content_rowid='id'"
# Words are split and folded before they come here, so the tokenizer that changes least is the right one.
SQLITE = (
    f"CREATE VIRTUAL TABLE clauses_searchwords USING fts5({COLUMNS}, {OUTSIDE}, tokenize='ascii')",
    "CREATE VIRTUAL TABLE clauses_searchterms USING fts5vocab(clauses_searchwords, col)",
    f"CREATE TRIGGER searchwords_insert AFTER INSERT ON clauses_searchentry BEGIN {PUT_IN} END",
    f"CREATE TRIGGER searchwords_delete AFTER DELETE ON clauses_searchentry BEGIN {TAKE_OUT} END",
    f"CREATE TRIGGER searchwords_update AFTER UPDATE ON clauses_searchentry BEGIN {TAKE_OUT} {PUT_IN} END",
)
POSTGRESQL = ("CREATE INDEX searchentry_vector ON clauses_searchentry USING gin (vector)",)
ORDERS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def make_engine(editor: BaseDatabaseSchemaEditor) -> None:
    for order in ORDERS[editor.connection.vendor]:
        editor.execute(order)


def drop_engine(editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TABLE clauses_searchterms")
        editor.execute("DROP TABLE clauses_searchwords")


def is_of_the_engine(table: str) -> bool:
    """Whether a table is one of those that SQLite keeps the words in, or shows them by."""
    return table.startswith(("clauses_searchwords", "clauses_searchterms"))
