"""Several datasets as folders of fixtures side by side; each holds all that its rows refer to, so it loads alone."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from . import fixtures
from .fixture_rows import FixtureError, FixtureRow, fixture_row, misreadings, objects
from .placing import needed, placed

MOST_GONE = 0.5  # a folder of which more is missing was never loaded, and would be emptied


def folders(root: Path) -> list[Path]:
    """The folders in `root` that hold fixtures, by name; `root` itself where there are none."""
    inner = sorted(folder for folder in root.iterdir() if fixtures.planned(folder)) if root.is_dir() else []
    return inner or [root]


def shipped(roots: Iterable[Path]) -> list[Path]:
    """The fixture files of every folder of `roots`, in load order."""
    return [path for root in roots for folder in folders(Path(root)) for path in fixtures.planned(folder)]


def write(root: Path) -> list[Path]:
    """Writes the database into the folders of `root`, each row into those that `placed` names; the files written."""
    return [path for folder, rows in _stored(root).items() for path in fixtures.write(folder, rows)]


def differences(root: Path) -> Iterator[str]:
    """Sentences on the folders of `root`: what does not load alone, and where the database says something else."""
    for folder, rows in _stored(root).items():
        yield from unheld(read(folder))
        yield from fixtures.differences(folder, rows)


def read(folder: Path) -> list[FixtureRow]:
    """The rows of the fixtures in `folder`; FixtureError where they cannot be read."""
    files = {path: objects(path) for path in fixtures.planned(folder)}
    rows = [fixture_row(path, number, item) for path, found in files.items() for number, item in enumerate(found, 1)]
    for row in rows:
        for name, problem in misreadings(row):
            raise FixtureError(f"{row.place}, {name}: {problem}")
    return rows


def unheld(rows: list[FixtureRow]) -> Iterator[str]:
    """Which of these rows of one folder need a row that is none of them, so that the folder does not load alone."""
    held = {(row.model, row.key) for row in rows}
    for row in rows:
        for model, key in needed((row.model, row.key), row.fields):
            if (model, key) not in held:
                code = "/".join(map(str, key))
                yield f"{row.place}: no file of its folder holds the {model._meta.verbose_name} “{code}”."


def _stored(root: Path) -> dict[Path, list[tuple[fixtures.Key, dict]]]:
    """The rows of the database, in load order, for each folder of `root`."""
    rows, inner = dict(fixtures.stored()), folders(root)
    if inner == [root]:
        return {root: list(rows.items())}
    held = {folder: {(row.model, row.key) for row in read(folder)} for folder in inner}
    for folder, keys in held.items():
        lacks = len(keys - rows.keys())
        if lacks > len(keys) * MOST_GONE:
            remedy = f"Load it first: python manage.py loaddata {folder}"
            raise FixtureError(f"{folder}: the database lacks {lacks:,} of its {len(keys):,} rows. {remedy}")
    return {
        folder: [(key, row) for key, row in rows.items() if key in keys] for folder, keys in placed(rows, held).items()
    }
