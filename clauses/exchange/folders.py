"""Several datasets as folders of fixtures side by side; each holds all that its rows refer to, so it loads alone."""

from collections.abc import Iterable
from pathlib import Path

from .fixtures import planned


def folders(root: Path) -> list[Path]:
    """The folders in `root` that hold fixtures, by name; `root` itself where there are none."""
    inner = sorted(folder for folder in root.iterdir() if planned(folder)) if root.is_dir() else []
    return inner or [root]


def shipped(roots: Iterable[Path]) -> list[Path]:
    """The fixture files of every folder of `roots`, in load order."""
    return [path for root in roots for folder in folders(Path(root)) for path in planned(folder)]
