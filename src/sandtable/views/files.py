"""Files for who writes a scenario: a new folder whole or not at all, and a file replaced with its old self kept."""

from __future__ import annotations

import codecs
import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from sandtable.ensemble.store import write_whole
from sandtable.errors import InvalidInput, Mark, Problem
from sandtable.scenario.marks import MAX_BYTES, text_of

__all__ = ["new_folder", "read_text", "replace_keeping", "write_text"]

MOST_KEPT = 100


def new_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Make a folder that holds these files, whole or not at all. InvalidInput when anything of that name is there."""
    if os.path.lexists(folder):
        hint = "Nothing is overwritten. Take another name."
        raise InvalidInput([Problem("is there already.", folder.as_posix(), hint=hint)])
    part = folder.with_name(f".{folder.name}.{secrets.token_hex(6)}.part")
    try:
        part.mkdir(parents=True)
        for name, text in files.items():
            (part / name).write_bytes(text.encode())
        part.rename(folder)
    except OSError as reason:
        raise InvalidInput([Problem(f"cannot be made ({reason.strerror}).", folder.as_posix())]) from None
    finally:
        shutil.rmtree(part, ignore_errors=True)


def read_text(path: Path) -> str:
    """The text of a file as it stands, line ends included, without a byte order mark; InvalidInput when unreadable."""
    label = path.as_posix()
    if not path.is_file():
        raise InvalidInput([Problem("is not a file that can be read.", label)])
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as reason:
        raise InvalidInput([Problem(f"cannot be read ({reason.strerror}).", label)]) from None
    if len(raw) > MAX_BYTES:
        message = f"is too large: a scenario has at most {MAX_BYTES // 1_000_000} MB."
        raise InvalidInput([Problem(message, mark=Mark(label, 1, 1))])
    return text_of(raw, label)


def replace_keeping(path: Path, text: str) -> Path:
    """Put a text in the place of a file, whole or not at all; the old file stays beside it as `.bak`. Returns that.

    Line ends are written as they stand in the text; a byte order mark is kept where there was one.
    """
    path = path.resolve()
    try:
        old = path.read_bytes()
        kept = _keep(path, old)
        with write_whole(path) as file:
            file.write((codecs.BOM_UTF8 if old.startswith(codecs.BOM_UTF8) else b"") + text.encode())
        shutil.copymode(kept, path)
    except OSError as reason:
        raise InvalidInput([Problem(f"cannot be written ({reason.strerror}).", path.name)]) from None
    return kept


def write_text(path: Path, text: str) -> None:
    """Write a text to a file, whole or not at all; InvalidInput when its folder cannot be written to."""
    try:
        with write_whole(path) as file:
            file.write(text.encode())
    except OSError as reason:
        raise InvalidInput([Problem(f"cannot be written ({reason.strerror}).", path.as_posix())]) from None


def _keep(path: Path, old: bytes) -> Path:
    """Write the old bytes under the first free name: `x.yaml.bak`, `x.yaml.bak2`, …"""
    for number in range(1, MOST_KEPT):
        kept = path.with_name(f"{path.name}.bak{number if number > 1 else ''}")
        if not os.path.lexists(kept):
            with kept.open("xb") as file:
                file.write(old)
            shutil.copymode(path, kept)
            return kept
    raise InvalidInput([Problem(f"has {MOST_KEPT} old copies beside it already.", path.name)])
