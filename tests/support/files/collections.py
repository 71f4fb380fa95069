"""Collections as a person has them: a folder of files, imported by the real command."""

import io
import json
from pathlib import Path

from django.core.management import CommandError, call_command

from clauses.dataset import TABLES
from clauses.dataset.template import template
from clauses.exchange.csvfile import lines

HEADERS = {
    "actors": "slug,name,kind",
    "agreements": "slug,title,instrument_type,record_level",
    "agreement_parties": "agreement,actor",
    "sources": "slug,kind,title,published",
    "actions": "slug,title,type,relation,agreement,date",
}
SMALL = {
    "actors.csv": "slug,name,kind,iso3\naland,Aland,state,ALD\nbland,Bland,state,BLD\n",
    "agreements.csv": "slug,title,instrument_type,record_level\npact-1950,Pact of 1950,treaty,mention\n",
    "agreement_parties.csv": "agreement,actor\npact-1950,aland\npact-1950,Bland\n",
    "sources.csv": "slug,kind,title,published\nthe-list,dataset,A list of pacts,2020\n",
    "actions.csv": "slug,title,type,relation,agreement,date\n"
    "pact-1950-signed,Signature of the pact,signature,life_cycle,Pact of 1950,1950-03-04\n",
}


def folder(path: Path, files: dict[str, str | bytes]) -> Path:
    """The files in a folder."""
    for name, content in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def templates() -> dict[str, str]:
    """The example rows of all tables: a collection of one row each."""
    return {f"{table.name}.csv": "".join(lines(template(table))) for table in TABLES}


def run(command: str, *arguments: object) -> str:
    """What a command says; its refusal where it refuses."""
    out = io.StringIO()
    try:
        call_command(command, *map(str, arguments), stdout=out)
    except CommandError as error:
        return f"{out.getvalue()}{error}"
    return out.getvalue()


def imported(path: Path, *options: object) -> str:
    return run("import_collection", path, *options)


def json_lines(*rows: dict) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
