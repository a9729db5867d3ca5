"""The scenarios that come with sandtable: one folder each under `sandtable/scenarios/`."""

from __future__ import annotations

import importlib.resources
from pathlib import Path

from sandtable.errors import InvalidInput, Problem, did_you_mean

__all__ = ["FILE_NAME", "folder_of", "shipped"]

FILE_NAME = "scenario.yaml"
"""The file that makes a folder a scenario."""


def _root() -> Path:
    return Path(str(importlib.resources.files("sandtable") / "scenarios"))


def shipped() -> tuple[str, ...]:
    """Names of the shipped scenarios, in alphabetical order."""
    root = _root()
    if not root.is_dir():
        return ()
    return tuple(sorted(folder.name for folder in root.iterdir() if (folder / FILE_NAME).is_file()))


def folder_of(name: str) -> Path:
    """The folder of a shipped scenario; InvalidInput with the likely meant name when there is none."""
    names = shipped()
    if name in names:
        return _root() / name
    hint = did_you_mean(name, names) or (f"Shipped are: {', '.join(names)}." if names else "")
    raise InvalidInput([Problem(f"there is no scenario, folder or file called {name!r}.", hint=hint)])
