"""KTAB's table of an issue (CSV): one row an actor with its influence, and a position and a salience a dimension.

Text from elsewhere, checked cell by cell; every problem is named at its line and column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from sandtable.bargaining.issue import Issue
from sandtable.errors import InvalidInput, Mark, Problem

__all__ = ["read_issue", "write_issue"]

LARGEST = 2_000_000
"""Characters in a table at most: far above the largest published ones."""
MOST_ACTORS = 500
MOST_DIMENSIONS = 50
STRONGEST = 1e12
"""Influence at most, in whatever unit: sums of it stay exact enough."""
LONGEST = 1_000
"""Characters in a cell at most."""
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
WHOLE = re.compile(r"\d{1,6}", re.ASCII)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
FORMULA = ("=", "+", "-", "@")
"""What makes a spreadsheet run the cell."""
ROUNDING = 0.5
"""By how much the saliences of an actor, rounded as they are, may exceed 100 in all."""
POSITION, SALIENCE = " Position", " Salience"


@dataclass(frozen=True)
class Cell:
    """The text of a cell and where it begins."""

    text: str
    line: int
    column: int


class _Reader:
    """The cells of a text, and the problems found in them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def wrong(self, cell: Cell, message: str) -> None:
        self.problems.append(Problem(message, mark=Mark(self.file, cell.line, cell.column)))

    def cells(self, line: str, number: int) -> list[Cell]:
        """The cells of a line, without surrounding spaces; empty ones at the end are left out, the first apart."""
        found, start = [], 0
        while start <= len(line):
            cell, start = self._cell(line, number, start)
            found.append(cell)
        while len(found) > 1 and not found[-1].text:
            found.pop()
        return found

    def _cell(self, line: str, number: int, start: int) -> tuple[Cell, int]:
        """The cell that begins at a position, and where the next begins."""
        while start < len(line) and line[start] in " \t":
            start += 1
        if not line.startswith('"', start):
            end = line.find(",", start)
            end = len(line) if end < 0 else end
            return self._checked(Cell(line[start:end].strip(" \t"), number, start + 1)), end + 1
        text, here = [], start + 1
        while (end := line.find('"', here)) >= 0:
            text.append(line[here:end])
            if not line.startswith('""', end):
                return self._after_quote(Cell("".join(text).strip(" \t"), number, start + 1), line, end + 1)
            text.append('"')
            here = end + 2
        cell = Cell("".join(text), number, start + 1)
        self.wrong(cell, "this quotation mark is not closed on its line.")
        return cell, len(line) + 1

    def _after_quote(self, cell: Cell, line: str, end: int) -> tuple[Cell, int]:
        comma = line.find(",", end)
        comma = len(line) if comma < 0 else comma
        if line[end:comma].strip(" \t"):
            self.wrong(Cell("", cell.line, end + 1), "only a comma may follow a closing quotation mark.")
        return self._checked(cell), comma + 1

    def _checked(self, cell: Cell) -> Cell:
        if CONTROL.search(cell.text):
            self.wrong(cell, "holds a control character.")
        elif len(cell.text) > LONGEST:
            self.wrong(cell, f"is longer than {LONGEST:,} characters.")
        else:
            return cell
        return Cell("", cell.line, cell.column)

    def words(self, row: list[Cell], place: int, what: str) -> str:
        """The text of a cell that a spreadsheet must not take for a formula."""
        cell = self.at(row, place)
        if cell.text.startswith(FORMULA):
            self.wrong(cell, f"a {what} may not begin with {cell.text[0]!r}: a spreadsheet would run it.")
        return cell.text

    def at(self, row: list[Cell], place: int) -> Cell:
        """The cell at a place of a row, or an empty one just behind its end."""
        if place < len(row):
            return row[place]
        last = row[-1]
        return Cell("", last.line, last.column + len(last.text))

    def count(self, row: list[Cell], place: int, what: str, most: int) -> int:
        """A whole number from 1, or 0 with a problem."""
        cell = self.at(row, place)
        number = int(cell.text) if WHOLE.fullmatch(cell.text) else 0
        if not 1 <= number <= most:
            self.wrong(cell, f"the number of {what} must be whole, from 1 to {most}, not {_shown(cell)}.")
            return 0
        return number

    def number(self, row: list[Cell], place: int, what: str, most: float) -> float:
        """A number from 0 to `most`, or not-a-number with a problem."""
        cell = self.at(row, place)
        number = float(cell.text) if len(cell.text) <= 40 and NUMBER.fullmatch(cell.text) else np.nan
        if 0 <= number <= most:
            return number
        self.wrong(cell, f"the {what} must be a number from 0 to {most:g}, not {_shown(cell)}.")
        return np.nan


def _shown(cell: Cell) -> str:
    text = cell.text if len(cell.text) <= 30 else cell.text[:30] + "…"
    return repr(text) if text else "empty"


def _lines(text: str, file: str) -> list[tuple[int, str]]:
    """The lines that hold something, with their numbers."""
    if len(text) > LARGEST:
        raise InvalidInput([Problem(f"is larger than {LARGEST:,} characters.", path=file)])
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [(number, line) for number, line in enumerate(lines, 1) if line.strip(", \t")]


def _names(reader: _Reader, row: list[Cell], count: int) -> tuple[str, ...]:
    """The names of the dimensions, from the second line."""
    if len(row) > 3 + 2 * count:
        reader.wrong(row[3 + 2 * count], f"beyond the dimensions that line 1 counts ({count}).")
    names = []
    for dimension in range(count):
        name = reader.words(row, 3 + 2 * dimension, "dimension").removesuffix(POSITION).strip()
        if not name:
            reader.wrong(reader.at(row, 3 + 2 * dimension), f"dimension {dimension + 1} has no name.")
        elif name in names:
            reader.wrong(reader.at(row, 3 + 2 * dimension), f"dimension {name!r} is there twice.")
        names.append(name)
    return tuple(names)


def _actor(reader: _Reader, row: list[Cell], count: int) -> list[float]:
    """Influence, positions and saliences of an actor."""
    if len(row) > 3 + 2 * count:
        reader.wrong(row[3 + 2 * count], f"beyond the dimensions that line 1 counts ({count}).")
    influence = reader.number(row, 2, "influence", STRONGEST)
    if influence == 0:
        reader.wrong(row[2], "the influence must be more than 0.")
    positions = [reader.number(row, 3 + 2 * dimension, "position", 100.0) for dimension in range(count)]
    saliences = [reader.number(row, 4 + 2 * dimension, "salience", 100.0) for dimension in range(count)]
    if sum(saliences) == 0:
        reader.wrong(reader.at(row, 4), "an actor that cares about nothing has no place here.")
    elif sum(saliences) > 100.0 + ROUNDING:
        reader.wrong(reader.at(row, 4), f"the saliences add up to {sum(saliences):g}, more than 100.")
    return [influence, *positions, *saliences]


def _actors(reader: _Reader, rows: list[list[Cell]], count: int) -> tuple[list[str], list[str], list[list[float]]]:
    names: list[str] = []
    says, numbers = [], []
    for row in rows:
        name = reader.words(row, 0, "name")
        if not name:
            reader.wrong(row[0], "the actor has no name.")
        elif name in names:
            reader.wrong(row[0], f"actor {name!r} is there twice.")
        names.append(name)
        says.append(reader.words(row, 1, "description"))
        numbers.append(_actor(reader, row, count))
    return names, says, numbers


def read_issue(text: str, file: str = "table.csv") -> Issue:
    """The issue in a table; `file` is the name by which problems are reported. InvalidInput with every problem."""
    reader = _Reader(file)
    rows = [reader.cells(line, number) for number, line in _lines(text, file)]
    if len(rows) < 3:
        message = "needs a line for the issue, one for the headings and one for each actor."
        raise InvalidInput([*reader.problems, Problem(message, mark=Mark(file, 1, 1))])
    name, about = reader.words(rows[0], 0, "name"), reader.words(rows[0], 1, "description")
    actors = reader.count(rows[0], 2, "actors", MOST_ACTORS)
    count = reader.count(rows[0], 3, "dimensions", MOST_DIMENSIONS)
    if reader.problems or not actors or not count:
        raise InvalidInput(reader.problems)
    dimensions = _names(reader, rows[1], count)
    if len(rows) - 2 != actors:
        reader.wrong(reader.at(rows[0], 2), f"says {actors} actors, but {len(rows) - 2} lines of actors follow.")
    names, says, numbers = _actors(reader, rows[2 : 2 + MOST_ACTORS], count)
    if reader.problems:
        raise InvalidInput(reader.problems)
    table = np.array(numbers, dtype=np.float64)
    position, salience = table[:, 1 : 1 + count], table[:, 1 + count :]
    return Issue(
        tuple(names), dimensions, table[:, 0].copy(), position.copy(), salience.copy(), name, about, tuple(says)
    )


def _cell_text(text: str) -> str:
    """A cell as it stands in the file."""
    if CONTROL.search(text) or "\n" in text or text.startswith(FORMULA) or len(text) > LONGEST:
        raise InvalidInput(
            [Problem("cannot stand in a table: control characters, too long, or a formula.", path=text[:30])]
        )
    quoted = text.replace('"', '""')
    return f'"{quoted}"' if any(sign in text for sign in '",') else text


def write_issue(issue: Issue) -> str:
    """The table of an issue, read back by `read_issue` to the same numbers. Positions are put on the scale 0 to 100.

    InvalidInput for names that no table can hold.
    """
    low, high = issue.scale
    position = issue.position if (low, high) == (0.0, 100.0) else (issue.position - low) / (high - low) * 100.0
    rows = [[issue.name, issue.about, str(len(issue.actors)), str(len(issue.dimensions))]]
    rows.append(["Actor", "Description", "Influence"])
    rows[1] += [dimension + kind for dimension in issue.dimensions for kind in (POSITION, SALIENCE)]
    for row, actor in enumerate(issue.actors):
        pairs = np.stack([position[row], issue.salience[row]], axis=1).ravel().tolist()
        about = issue.says[row] if issue.says else ""
        rows.append([actor, about, *(f"{number!r}" for number in (float(issue.capability[row]), *pairs))])
    return "".join(",".join(_cell_text(cell) for cell in row) + "\n" for row in rows)
