"""Where a reader's changes are saved: as a variant in the scenario's own file, with every other line left as it is.

A scenario that ships with sandtable is never written to: it is copied beside the reader first, once.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sandtable.errors import InvalidInput, Problem
from sandtable.scenario.library import FILE_NAME, folder_of, shipped
from sandtable.scenario.variant_text import new_variant, try_variant, with_variant
from sandtable.views.files import new_folder, read_text, replace_keeping, write_text

__all__ = ["Shelf"]

_COPIED = (".md", ".yaml", ".json", ".txt")
_LEFT_OUT = ("outcomes.yaml",)
"""What happened later is for scoring alone; a copy to work on does not need it."""


class Shelf:
    """The place where variants are saved. `home` is the working folder; `name` what was asked to be served."""

    def __init__(self, name: str, home: Path, *, stored: bool) -> None:
        self._name, self._home, self._stored = name, home, stored
        self._lock = threading.Lock()

    def save(self, key: str, title: str, changes: Mapping[str, Any]) -> dict[str, Any]:
        """Save changes as a variant; what it was saved as: `id`, `title`, `file` and the `text` that was added.

        InvalidInput when the id is taken or the file cannot be written.
        """
        text = new_variant(key, title, changes)
        with self._lock:
            file = self._patch(key, text) if self._stored else self._into(key, text)
        return {"id": key, "title": title, "file": file.as_posix(), "text": text}

    def _patch(self, key: str, text: str) -> Path:
        """A stored run has no file with comments of its own: the variant gets a file to paste from."""
        path = Path(f"{key}.variant.yaml")
        if (self._home / path).exists():
            raise InvalidInput([Problem("is there already.", path=path.name, hint="Take another id.")])
        write_text(self._home / path, f"variants:\n{text}")
        return path

    def _into(self, key: str, text: str) -> Path:
        file = self._file()
        old = read_text(file)
        new = with_variant(old, key, text, file.name)
        try_variant(new, key, file.name)
        replace_keeping(file, new)
        return self._shown(file)

    def _file(self) -> Path:
        """The scenario's file; a copy of it for a shipped one."""
        if self._name not in shipped():
            path = Path(self._name)
            return (path / FILE_NAME if path.is_dir() else path).resolve()
        folder = self._home / self._name
        if not (folder / FILE_NAME).is_file():
            source = folder_of(self._name)
            files = [one for one in source.iterdir() if one.suffix in _COPIED and one.name not in _LEFT_OUT]
            new_folder(folder, {one.name: read_text(one) for one in sorted(files)})
        return folder / FILE_NAME

    def _shown(self, file: Path) -> Path:
        """The file's path as seen from the working folder; never a folder of this machine that nobody named."""
        return file.relative_to(self._home) if file.is_relative_to(self._home) else Path(file.name)
