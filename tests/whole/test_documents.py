"""What the documents show is so: commands, links, names of files and functions, settings, rooms and floors."""

import re
import subprocess
import tomllib
from io import StringIO

import pytest
from django.core.management import call_command, get_commands, load_command_class
from django.urls import Resolver404, resolve

from clauses.dataset.derived import PUBLIC_TABLES
from tests.support.site.documents import (
    DOCUMENTS,
    GUIDES,
    anchors,
    commands,
    functions,
    is_a_file,
    links,
    named,
    own_names,
    read_from_the_environment,
    shown,
    table_under,
    text_of,
)
from tests.support.site.paths import ROOT
from treatytracker.requests.health import ADDRESS

EACH = pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.name)
OPERATING, ARCHITECTURE = ROOT / "docs" / "operating.md", ROOT / "docs" / "architecture.md"
IN_THE_PACKAGE = {"README.txt", "codebook.csv", "datapackage.json"}
# Commands of manage.py that are run here, on the five articles.
RUN = [
    "migrate",
    "loaddata five_articles",
    "loaddata samples/assessments",
    "template agreements",
    "template agreements --columns",
    "list_doubts",
    "sample_for_reading 20 --seed 2026",
    "maintenance on",
    "maintenance status",
    "maintenance off",
]
# Commands whose arguments are read here and no more, with the reason.
NOT_RUN = {
    "loaddata": "loads all that is shipped, which takes long; the first start does it in test_start",
    "write_fixtures fixtures": "writes into the repository",
    "write_fixtures --check fixtures": "needs the whole record; test_folders has it",
    "check_evidence": "needs the whole record; CI runs it on that",
    "verify_quotations DIR --write": "needs the articles, which are not in the repository",
    "verify_corrections": "needs the whole record; test_corrections has it",
    "verify_readings": "needs the whole record; test_readings has it",
    "backup": "writes into var/, beside the data of whoever runs the tests",
    "backup FILE": "needs tables that are committed; test_backup has it",
    "restore FILE": "takes the place of the database; test_backup has it",
    "import_collection FOLDER --dry-run": "test_moving_in runs it on a folder",
    "import_collection FOLDER --source the-list --state published --by admin": "test_moving_in runs it on a folder",
    "import_references FILE --dry-run": "test_references has it",
    "undo_import 1": "test_moving_in has it",
    "check --deploy": "speaks of the settings of a server; test_settings has it",
    "createsuperuser": "asks for a password",
    "changepassword admin": "asks for a password",
    "two_step_off NAME": "needs an account; test_two_step has it",
    "import_text roads.txt --agreement treaty-on-roads --dry-run": "needs a text; test_import_text has it",
    "import_text roads.txt --agreement treaty-on-roads --user ada --source roads-text --licence public_domain": (
        "needs a text; test_import_text has it"
    ),
    "runserver": "does not end",
    "makemigrations clauses --name why_it_is_there": "writes into the repository",
    "makemigrations --check --dry-run": "is a part of CI, and takes seconds",
}
# Other lines that a shell is given, with what stands for them.
LEFT = {
    "python3 -m venv .venv": "installs; test_bootstrap has what our own commands do",
    ".venv/bin/pip install --require-hashes -r requirements.txt": "installs",
    ".venv/bin/pip install --require-hashes -r requirements-test.txt": "installs",
    "sudo apt install postgresql-client": "installs",
    "pg_basebackup -h PRIMARY -U follower -D FOLDER -R -S replica1 -X stream -c fast": "test_streaming does the same",
    "docker compose up --build --detach": "needs docker",
    "docker compose exec site-1 python manage.py createsuperuser": "needs docker",
    ".venv/bin/python -m pytest tests/test_dates.py": "runs tests",
    "DATABASE_URL=postgres://user:password@host:5432/name "
    '.venv/bin/python -m pytest -m "not pages" tests/models': "runs tests",
}


def test_the_readme_is_read_in_a_screen_and_a_half():
    assert len(text_of(ROOT / "README.md").splitlines()) <= 70


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_to_a_file_and_a_heading_that_are_there(path):
    for link in links(path):
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@EACH
def test_every_file_that_is_named_is_there(path):
    published = {f"{table.name}.csv" for table in PUBLIC_TABLES} | IN_THE_PACKAGE
    for name in filter(is_a_file, named(path)):
        made_when_run = name.startswith(("var/", ".venv"))
        alone = "/" not in name.rstrip("/") and name.rstrip("/") in own_names()
        assert (ROOT / name).exists() or made_when_run or alone or name in published, name


@EACH
def test_every_function_that_is_named_is_there(path):
    for name in named(path):
        module, colon, function = name.partition(".py:")
        if colon:
            assert function in functions(ROOT / f"{module}.py"), name


@EACH
def test_every_address_that_is_named_leads_somewhere(path):
    for name in named(path):
        if name.startswith("/") and "…" not in name and name != ADDRESS:
            try:
                resolve(name.partition("?")[0])
            except Resolver404:
                pytest.fail(f"{name} is the address of nothing")


@EACH
def test_every_command_that_is_named_is_there(path):
    targets = re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), re.M)
    for name in named(path):
        kind, _, rest = name.partition(" ")
        known = {"make": targets, "manage.py": get_commands()}.get(kind, [rest.partition(" ")[0]])
        assert rest.partition(" ")[0] in known, name


def test_every_command_of_ours_is_in_a_document():
    ours = {name for name, app in get_commands().items() if app in ("clauses", "treatytracker")}
    words = " ".join(map(text_of, GUIDES))
    assert {name for name in ours if name not in words} == set()


def test_every_command_line_is_run_or_left_with_a_reason():
    assert shown(of="manage.py") == {*RUN, *NOT_RUN}
    for path in GUIDES:
        for line in commands(path):
            known = ("make ", "export ", "git show ", ".venv/bin/python manage.py ")
            assert line.startswith(known) or line in LEFT, line
    assert {line for path in GUIDES for line in commands(path)} >= LEFT.keys()


@pytest.mark.parametrize("line", NOT_RUN)
def test_a_command_that_is_not_run_takes_its_arguments(line):
    name, *arguments = line.split()
    command = load_command_class(get_commands()[name], name)
    command.create_parser("manage.py", name).parse_args(arguments)


@pytest.mark.django_db
def test_the_commands_that_can_be_run_end_well(shipped, subtests):
    for line in RUN:
        with subtests.test(line):
            call_command(*line.split(), stdout=StringIO())


def test_every_make_line_names_a_target_and_what_it_takes():
    makefile = text_of(ROOT / "Makefile")
    offered = re.findall(r"^([a-z-]+):.*## ", makefile, re.M)
    for line in shown(of="make"):
        target, *given = re.sub('"[^"]*"', "", line).split()
        assert target in offered, line
        assert all(re.search(f"^{one.partition('=')[0]} =", makefile, re.M) for one in given), line


def test_what_the_history_is_asked_for_is_in_it_where_there_is_one():
    for reference in shown(of="git show"):
        commit = reference.partition(":")[0]
        asked = [["git", "-C", str(ROOT), "cat-file", "-e", name] for name in (f"{commit}^{{commit}}", reference)]
        has_history = subprocess.run(asked[0], capture_output=True, check=False).returncode == 0
        assert not has_history or subprocess.run(asked[1], capture_output=True, check=False).returncode == 0, reference


def test_the_documented_settings_are_those_that_are_read():
    documented = {row[0].strip("`") for row in table_under(OPERATING, "Settings")}
    assert documented == read_from_the_environment()


def test_whatever_a_shell_exports_is_a_setting():
    assert {line.partition("=")[0] for line in shown(of="export")} <= read_from_the_environment()


def test_the_rooms_are_those_of_the_tree():
    listed = {
        name for row in table_under(ARCHITECTURE, "Rooms") for name in re.findall(r"`(clauses/[\w.]+)/?`", row[0])
    }
    there = {path for path in (ROOT / "clauses").iterdir() if path.suffix == ".py" or any(path.glob("*.py"))}
    assert listed == {f"clauses/{path.name}" for path in there if path.name not in ("__init__.py", "__pycache__")}


def test_the_floors_are_those_that_imports_are_held_to():
    contracts = tomllib.loads(text_of(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each["id"] == "floors")
    rows = table_under(ARCHITECTURE, "Floors")
    assert [set(re.findall(r"`(\w+)`", row[1])) for row in rows] == [set(layer.split(" | ")) for layer in layers]
    assert [int(row[0]) for row in rows] == list(reversed(range(len(layers))))


def test_the_glossary_has_each_term_once_and_in_order():
    terms = [row[0] for row in table_under(ARCHITECTURE, "Glossary")]
    assert len(terms) > 40
    assert terms == sorted(set(terms))
