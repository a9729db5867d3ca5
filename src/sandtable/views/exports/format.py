"""What a file format is: its name, what it holds, the library that it needs, and how it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sandtable.views.exports.source import Source

__all__ = ["Format"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that a run can be exported to.

    `suffix` is that of its file; empty = it writes a folder of files. `needs` are modules that must be there, from the
    extra `extra` of the package. `write` gets a path of which nothing exists yet, in a folder that exists.
    """

    name: str
    title: str
    holds: str
    suffix: str
    write: Callable[[Source, Path], None]
    needs: tuple[str, ...] = ()
    extra: str = ""

    @property
    def folder(self) -> bool:
        """Whether it writes a folder rather than a file."""
        return not self.suffix
