"""A tidy table: one row for each thing, one column for each of its properties, said what they mean, streamed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

__all__ = ["Chunk", "Column", "Kind", "Table", "of_rows"]

Kind = Literal["text", "number", "integer", "date", "boolean"]
Chunk = Mapping[str, Sequence[Any]]
"""Some rows of a table, by column; a value that is not there is None."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the kind of its values, and what they mean (with their unit)."""

    name: str
    kind: Kind
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table by its name. `chunks` gives its rows piece by piece, so that memory does not grow with the run."""

    name: str
    title: str
    columns: tuple[Column, ...]
    chunks: Callable[[], Iterator[Chunk]]
    large: bool = False
    """Whether it has rows for every single future."""

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """All rows, with their values in the order of the columns."""
        for chunk in self.chunks():
            yield from zip(*(chunk[column.name] for column in self.columns), strict=True)


def of_rows(
    name: str, title: str, columns: Sequence[tuple[str, Kind, str]], rows: Sequence[Mapping[str, Any]]
) -> Table:
    """A table of few rows, given as mappings by column; what a row leaves out is None."""
    made = tuple(Column(*one) for one in columns)

    def chunks() -> Iterator[Chunk]:
        yield {column.name: [row.get(column.name) for row in rows] for column in made}

    return Table(name, title, made, chunks)
