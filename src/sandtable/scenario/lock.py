"""The lock of a scenario: where each cite stood in its source when somebody last had the text, never the text itself.

The file stands beside the scenario (`scenario.lock.json`) and is written by `sandtable lock`, one line a cite. It
holds offsets and hashes only, so it can be shipped where the text cannot.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from sandtable.errors import InvalidInput, Problem
from sandtable.scenario.schema import Entry

__all__ = ["MAX_LOCK_BYTES", "Lock", "LockedCite", "LockedSource", "lock_path", "read_lock", "write_lock"]

MAX_LOCK_BYTES = 20_000_000
"""Largest lock that is read, in bytes."""

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Offset = Annotated[int, Field(ge=0, strict=True)]


class LockedSource(Entry):
    """The text of a source as it was when locked."""

    file: str | None = Field(None, max_length=2000, description="the name of its file")
    sha256: Sha256 = Field(description="SHA-256 of its text in one spelling")
    characters: Offset = Field(description="length of the original, in characters")


class LockedCite(Entry):
    """Where a cite stood."""

    source: Annotated[str, Field(max_length=200)] = Field(description="the source that held it")
    start: Offset = Field(description="its first character in the original, from 0")
    end: Offset = Field(description="the character after its last")
    words: Sha256 = Field(description="SHA-256 of the cite in one spelling")
    sentence: Sha256 = Field(description="SHA-256 of the sentence that held it, in one spelling")


class Lock(Entry):
    """Everything that a lock holds."""

    format: Literal[1] = Field(1, description="version of this format")
    sources: dict[str, LockedSource] = Field(default_factory=dict, max_length=10_000)
    cites: dict[str, LockedCite] = Field(default_factory=dict, max_length=200_000)


def lock_path(scenario_file: Path) -> Path:
    """The lock that belongs to a scenario's file: `scenario.lock.json` beside `scenario.yaml`."""
    return scenario_file.with_suffix(".lock.json")


def read_lock(path: Path) -> Lock | None:
    """The lock in a file; None where there is none. InvalidInput when it is no lock that this version can read."""
    if not os.path.lexists(path):
        return None
    try:
        if not path.is_file() or path.stat().st_size > MAX_LOCK_BYTES:
            raise ValueError
        data = json.loads(path.read_bytes().decode("utf-8"), object_pairs_hook=_once)
        return Lock.model_validate(data)
    except OSError as reason:
        raise InvalidInput([Problem(f"cannot be read ({reason.strerror}).", path.name)]) from None
    except (ValueError, RecursionError, ValidationError):
        message = "is no lock that this version can read."
        raise InvalidInput([Problem(message, path.name, hint="Delete it and lock the scenario anew.")]) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object whose keys are all different."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is written twice")
    return found


def text_of_lock(lock: Lock) -> str:
    """The lock as JSON text: one line a source and a cite, in the order of their paths, so that changes read well."""
    lines = [f' "format": {lock.format},']
    for title, entries in (("sources", lock.sources), ("cites", lock.cites)):
        rows = [
            f"  {json.dumps(name, ensure_ascii=True)}: {json.dumps(entry.model_dump(), ensure_ascii=True)}"
            for name, entry in sorted(entries.items())
        ]
        end = "" if title == "cites" else ","
        lines += [f' "{title}": {{', ",\n".join(rows), f" }}{end}"] if rows else [f' "{title}": {{}}{end}']
    return "\n".join(["{", *lines, "}", ""])


def write_lock(lock: Lock, path: Path) -> None:
    """Write a lock whole or not at all. InvalidInput when its folder cannot be written to."""
    from sandtable.ensemble.store import write_whole  # brings NumPy, which no other step of reading a scenario needs

    try:
        with write_whole(path) as file:
            file.write(text_of_lock(lock).encode())
    except OSError as reason:
        raise InvalidInput([Problem(f"cannot be written ({reason.strerror}).", path.name)]) from None
