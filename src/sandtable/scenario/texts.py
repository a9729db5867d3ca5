"""The texts of a scenario's sources: beside the scenario, or in a folder that the user names. A text may be absent.

Looked in, in this order: the folder named on the command line (`--texts`), the folder that the environment variable
SANDTABLE_TEXTS names, the scenario's own folder. The file is the one that the source's `file` names.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sandtable.errors import InvalidInput, Problem
from sandtable.evidence.cites import Document
from sandtable.scenario.marks import Marks
from sandtable.scenario.schema import Scenario

__all__ = ["MAX_TEXT_BYTES", "VARIABLE", "Texts", "texts_of"]

VARIABLE = "SANDTABLE_TEXTS"
MAX_TEXT_BYTES = 5_000_000
"""Largest text of a source, in bytes."""

_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts at hand, by source; a source that is not in it has none. `problems` are files that are no text."""

    documents: dict[str, Document]
    problems: tuple[Problem, ...] = ()


def texts_of(scenario: Scenario, marks: Marks, folder: Path, named: Path | None = None) -> Texts:
    """The texts of a scenario's sources, as far as they are at hand.

    `folder` is the scenario's own, `named` the one that the user names. InvalidInput when `named` is no folder.
    """
    if named is not None and not named.is_dir():
        raise InvalidInput([Problem("is no folder; --texts wants the folder that holds the texts.", named.as_posix())])
    variable = os.environ.get(VARIABLE)
    folders = [one for one in (named, Path(variable) if variable else None, folder) if one is not None]
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    for name, source in scenario.sources.items():
        path = next(_files(source.file, folders), None)
        if path is None:
            continue
        try:
            documents[name] = Document(_text_in(path))
        except _NoText as reason:
            at = f"sources.{name}.file"
            problems.append(Problem(f"{source.file} {reason}", at, marks.of(at)))
    return Texts(documents, tuple(problems))


def _files(name: str | None, folders: list[Path]) -> Iterator[Path]:
    """The files of this name in the folders; none for a name that leads out of its folder."""
    if not name or name in (".", "..") or any(mark in name for mark in "/\\:\0\n"):
        return
    for folder in folders:
        try:
            if (folder / name).is_file():
                yield folder / name
        except (OSError, ValueError):
            continue


class _NoText(Exception):
    """A file that holds no text that can be read."""


def _text_in(path: Path) -> str:
    """The text of a file: UTF-8, with or without a byte order mark, its line ends as they are."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_TEXT_BYTES + 1)
    except OSError as reason:
        raise _NoText(f"cannot be read ({reason.strerror}).") from None
    if len(raw) > MAX_TEXT_BYTES:
        raise _NoText(f"is too large. A source has at most {MAX_TEXT_BYTES // 1_000_000} MB of text.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        line = raw.count(b"\n", 0, reason.start) + 1
        raise _NoText(f"is not UTF-8 text from line {line} on. Save it as UTF-8 text.") from None
    bad = _NO_TEXT.search(text)
    if bad:
        line = text.count("\n", 0, bad.start()) + 1
        raise _NoText(f"is not plain text: line {line} holds U+{ord(bad[0]):04X}. Save it as UTF-8 text.")
    return text
