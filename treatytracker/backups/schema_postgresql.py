"""What a PostgreSQL database is made of, as its catalogues say it; constraints and indexes without their names.

Names of constraints depend on the way that a database came by them; a table that was made with a unique column and one
that was given it later differ in nothing else. Texts that sort by code point are ours, and so are those of an older
version, which did not.
"""

import re
from collections import Counter

from django.db.backends.base.base import BaseDatabaseWrapper

from .schema import Shape

OURS = "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'"
NAME = "CASE WHEN n.nspname = current_schema() THEN '' ELSE n.nspname || '.' END || "
RELATIONS = f"FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND {OURS}"
SPACE = f"pg_namespace n ON {OURS} AND"
NOT_USUAL = "n.nspname NOT IN ('public', current_schema())"
OF_NO_TABLE = "o.typtype <> 'c' AND o.typcategory <> 'A'"
MADE = "oid >= 16384"  # by somebody, and not with the database
KINDS = "json_build_object('r', 'table', 'S', 'sequence', 'v', 'view', 'm', 'materialized view', 'f', 'foreign table')"

# Of each: kind, name, definition.
QUERIES = (
    f"""SELECT coalesce({KINDS} ->> c.relkind::text, 'relation'), {NAME} c.relname,
        concat_ws(' ', c.relkind, c.relpersistence, c.relrowsecurity, c.relhasrules, c.reloptions)
        {RELATIONS} AND c.relkind NOT IN ('i', 'I', 't')""",
    f"""SELECT 'table', {NAME} c.relname, concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
        a.attidentity, a.attgenerated, nullif(nullif(o.collname, 'default'), 'C'), pg_get_expr(d.adbin, d.adrelid))
        {RELATIONS} AND c.relkind = 'r'
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        LEFT JOIN pg_collation o ON o.oid = a.attcollation""",
    f"""SELECT 'constraint of', {NAME} c.relname, pg_get_constraintdef(x.oid)
        {RELATIONS} JOIN pg_constraint x ON x.conrelid = c.oid AND x.contype <> 'n'""",
    f"""SELECT 'index of', {NAME} c.relname, pg_get_indexdef(x.indexrelid)
        {RELATIONS} JOIN pg_index x ON x.indrelid = c.oid""",
    f"SELECT 'trigger', t.tgname, '' {RELATIONS} JOIN pg_trigger t ON t.tgrelid = c.oid AND NOT t.tgisinternal",
    f"SELECT 'rule', r.rulename, '' {RELATIONS} JOIN pg_rewrite r ON r.ev_class = c.oid",
    f"SELECT 'policy', p.polname, '' {RELATIONS} JOIN pg_policy p ON p.polrelid = c.oid",
    f"SELECT 'function', {NAME} o.proname, '' FROM pg_proc o JOIN {SPACE} n.oid = o.pronamespace",
    f"SELECT 'type', {NAME} o.typname, '' FROM pg_type o JOIN {SPACE} n.oid = o.typnamespace AND {OF_NO_TABLE}",
    f"SELECT 'operator', {NAME} o.oprname, '' FROM pg_operator o JOIN {SPACE} n.oid = o.oprnamespace",
    f"SELECT 'schema', n.nspname, '' FROM pg_namespace n WHERE {OURS} AND {NOT_USUAL}",
    "SELECT 'extension', extname, '' FROM pg_extension WHERE extname <> 'plpgsql'",
    "SELECT 'event trigger', evtname, '' FROM pg_event_trigger",
    "SELECT 'publication', pubname, '' FROM pg_publication",
    "SELECT 'foreign-data wrapper', fdwname, '' FROM pg_foreign_data_wrapper",
    f"SELECT 'language', lanname, '' FROM pg_language WHERE {MADE}",
    f"SELECT 'cast', oid::text, '' FROM pg_cast WHERE {MADE}",
    "SELECT 'large object', oid::text, '' FROM pg_largeobject_metadata",
)

QUOTED = re.compile(r"""('(?:[^']|'')*'|"(?:[^"]|"")*")""")
CASTS = re.compile(r"::(?:character varying|[a-z_]+)(?:\(\d+\))?(?:\[\])?|[()\s]")


def shape(connection: BaseDatabaseWrapper) -> Shape:
    """Everything in the database, by kind, name and definition."""
    found: Shape = Counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        schema = cursor.fetchone()[0]
        for query in QUERIES:
            cursor.execute(query)
            found.update((kind, str(name), _bare(definition, schema)) for kind, name, definition in cursor.fetchall())
    return found


def _bare(definition: str, schema: str) -> str:
    """A definition without the name of its index, and without the casts, brackets and spaces between quotations.

    A list of words is written with other casts and brackets once it was dumped and restored.
    """
    nameless = re.sub(r"^(CREATE (?:UNIQUE )?INDEX) .*? ON ", r"\1 ON ", definition).replace(f"{schema}.", "")
    pieces = QUOTED.split(nameless)
    return "".join(piece if number % 2 else CASTS.sub("", piece) for number, piece in enumerate(pieces))
