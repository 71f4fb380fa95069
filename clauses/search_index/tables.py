"""What the engines hold beside the tables of entries: made by migrations, and in the tables a backup is held to."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from .indexes import INDEXES, PUBLIC, Index

COLUMNS = "names, text, names_heard, text_heard"
NEW, OLD = (", ".join(f"{row}.{name}" for name in ("id", *COLUMNS.split(", "))) for row in ("new", "old"))


def _sqlite(index: Index) -> list[str]:
    words, entries, triggers = index.words, index.entry_table, index.words.removeprefix("clauses_")
    put_in = f"INSERT INTO {words}(rowid, {COLUMNS}) VALUES ({NEW});"
    take_out = f"INSERT INTO {words}({words}, rowid, {COLUMNS}) VALUES ('delete', {OLD});"
    outside = f"content='{entries}', content_rowid='id'"
    # Words are split and folded before they come here, so the tokenizer that changes least is the right one.
    orders = [f"CREATE VIRTUAL TABLE {words} USING fts5({COLUMNS}, {outside}, tokenize='ascii')"]
    if index.has_vocabulary:
        orders.append(f"CREATE VIRTUAL TABLE {index.terms} USING fts5vocab({words}, col)")
    return [
        *orders,
        f"CREATE TRIGGER {triggers}_insert AFTER INSERT ON {entries} BEGIN {put_in} END",
        f"CREATE TRIGGER {triggers}_delete AFTER DELETE ON {entries} BEGIN {take_out} END",
        f"CREATE TRIGGER {triggers}_update AFTER UPDATE ON {entries} BEGIN {take_out} {put_in} END",
    ]


def _postgresql(index: Index) -> list[str]:
    return [f"CREATE INDEX {index.entries}_vector ON {index.entry_table} USING gin (vector)"]


ORDERS = {"sqlite": _sqlite, "postgresql": _postgresql}


def make_engine(editor: BaseDatabaseSchemaEditor, index: Index = PUBLIC) -> None:
    for order in ORDERS[editor.connection.vendor](index):
        editor.execute(order)


def drop_engine(editor: BaseDatabaseSchemaEditor, index: Index = PUBLIC) -> None:
    if editor.connection.vendor == "sqlite":
        if index.has_vocabulary:
            editor.execute(f"DROP TABLE {index.terms}")
        editor.execute(f"DROP TABLE {index.words}")


def is_of_the_engine(table: str) -> bool:
    """Whether a table is one of those that SQLite keeps the words in, or shows them by."""
    return table.startswith(tuple(name for index in INDEXES for name in (index.words, index.terms)))
