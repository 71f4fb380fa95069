"""The file of a backup: a ZIP of a database and a manifest that says what it holds, read with mistrust."""

import hashlib
import json
import shutil
import tomllib
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Self

from django.conf import settings

from clauses.exchange.zipped import oddly_packed, part_of

from ..upgrades import EARLIER, half_way, keys_of, known

MANIFEST = "manifest.json"
FILES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
FORMAT = 1
LARGEST_MANIFEST = 2**20  # bytes
MOST_TIMES, SMALL = 200, 100 * 2**20  # a larger file than SMALL may unpack to so many times its size
BLOCK = 2**20
DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, KeyError, TypeError, ValueError)
ANOTHER = "Choose another backup."


class BackupError(ValueError):
    """A backup that cannot be made or restored; the message says why, and what to do."""


def pack(target: Path, file: Path, manifest: dict[str, Any]) -> None:
    """Writes the archive `target` of a copied database and what is known of it; the manifest gets the file's digest."""
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    manifest = manifest | {"file": {"name": file.name, "bytes": file.stat().st_size, "sha256": digest}}
    with zipfile.ZipFile(target, "x", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")
        archive.write(file, file.name)


class Archive:
    """An opened backup, whose `manifest` can be believed to have the right shape. BackupError where it is none."""

    def __init__(self, path: Path):
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except OSError as error:
            raise BackupError(f"{path} cannot be read: {error.strerror}. Name the file of a backup.") from error
        except DAMAGES as error:
            raise BackupError(f"{path.name} is no backup, or a damaged one. {ANOTHER}") from error
        try:
            self.manifest = self._read()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._zip.close()

    def _read(self) -> dict[str, Any]:
        try:
            entries = {entry.filename: entry for entry in self._zip.infolist()}
            if entries[MANIFEST].file_size > LARGEST_MANIFEST:
                raise ValueError
            if oddly_packed(self._zip):
                raise ValueError
            manifest = json.loads(part_of(self._zip, MANIFEST))
            if manifest["format"] > FORMAT:
                raise BackupError(f"{self.path.name} was written by a newer treatytracker. Update this one first.")
            _check_shape(manifest)
            self.entry = entries[manifest["file"]["name"]]
            fits = self.entry.file_size == manifest["file"]["bytes"] and len(self._zip.infolist()) == len(entries) == 2
        except BackupError:
            raise
        except (*DAMAGES, RecursionError) as error:
            raise BackupError(f"{self.path.name} is no backup, or a damaged one. {ANOTHER}") from error
        if not fits or self.entry.file_size > max(SMALL, MOST_TIMES * self.entry.compress_size):
            raise BackupError(f"{self.path.name} holds something else than its manifest says. {ANOTHER}")
        return manifest

    def refuse_unfit(self, vendor: str) -> None:
        """BackupError where this installation cannot take the backup in: another kind of database, a newer program."""
        made_on = self.manifest["database"]
        if made_on != vendor:
            raise BackupError(
                f"{self.path.name} is a backup of {NAMES[made_on]}; DATABASE_URL says {NAMES[vendor]}. Name a database "
                "of that kind there; `write_fixtures` and `loaddata` carry the treaties from one kind to the other."
            )
        migrations = keys_of(self.manifest["migrations"])
        unknown = sorted(migrations - known())
        if unknown:
            raise BackupError(
                f"{self.path.name} has the migration {'.'.join(unknown[0])}, which this version has not. "
                f"Install treatytracker {self.manifest['version']} or newer, then restore."
            )
        lacking = half_way(migrations)
        if lacking:
            raise BackupError(
                f"{self.path.name} is of an earlier version and has not got the migration {lacking}. Restore it with "
                f"an earlier treatytracker ({EARLIER}), then start this one."
            )

    def unpack(self, folder: Path) -> Path:
        """The database out of the archive as a file in `folder`; BackupError where it is not what was packed."""
        size, name = self.entry.file_size, FILES[self.manifest["database"]]
        if shutil.disk_usage(folder).free < size:
            raise BackupError(f"{folder} has no room for {size:,} bytes. Make room there.")
        digest, found = hashlib.sha256(), 0
        try:
            with self._zip.open(self.entry) as packed, (folder / name).open("xb") as file:
                while block := packed.read(BLOCK):
                    found += len(block)
                    digest.update(block)
                    file.write(block)
        except DAMAGES as error:
            raise BackupError(f"{self.path.name} is damaged. {ANOTHER}") from error
        if (found, digest.hexdigest()) != (size, self.manifest["file"]["sha256"]):
            raise BackupError(f"{self.path.name} is damaged: the database in it was altered. {ANOTHER}")
        return folder / name


def _check_shape(manifest: dict[str, Any]) -> None:
    """ValueError, KeyError or TypeError unless everything stands where `pack` put it."""
    texts = [manifest["made_at"], manifest["version"], manifest["file"]["sha256"], *manifest["migrations"]]
    tables: Iterable[Any] = manifest["tables"].values() if isinstance(manifest["tables"], dict) else [None]
    texts += [table["sha256"] for table in tables]
    counts = [manifest["format"], manifest["file"]["bytes"], *(table["rows"] for table in tables)]
    if manifest["application"] != "treatytracker" or manifest["file"]["name"] != FILES[manifest["database"]]:
        raise ValueError
    if not all(type(text) is str for text in texts) or not all(type(count) is int for count in counts):
        raise TypeError


def version() -> str:
    """The version of this program, which is not installed as a package and is in its project file."""
    return tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text("utf-8"))["project"]["version"]
