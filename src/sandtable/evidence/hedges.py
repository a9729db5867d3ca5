"""Words of likelihood and the probabilities that they stand for, in both directions.

Tables (`hedges.csv`): `icd203`, Intelligence Community Directive 203 (2015); `kent`, Sherman Kent, "Words of
Estimative Probability" (1964); `ipcc`, IPCC guidance note on uncertainty (2010); `survey`, the 10th to 90th
percentile of what 46 readers took each word to mean (the poll zonination/perceptions, 2015; a few readers, not a
standard). A word that is in no table (may, could, expected, will) has no number here, and nobody should guess one.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

__all__ = ["TABLES", "Band", "Position", "Table", "band", "position", "word_for", "words_of"]

Band = tuple[float, float]
"""Lowest and highest probability that a word stands for, 0 to 1."""
Position = Literal["inside", "above", "below"]
Table = Literal["icd203", "kent", "ipcc", "survey"]

TABLES: tuple[Table, ...] = get_args(Table)
"""The names of the tables."""


@cache
def _words(table: str) -> dict[str, Band]:
    """Each word of a table with its band, in the order of the file: of several words for one band the usual first."""
    if table not in TABLES:
        raise ValueError(f"no table of hedges is called {table!r}; there are {', '.join(TABLES)}")
    text = files("sandtable.evidence").joinpath("hedges.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["word"]: (float(row["low"]), float(row["high"])) for row in rows if row["table"] == table}


def words_of(table: str = "icd203") -> tuple[str, ...]:
    """The words that a table holds, in its order."""
    return tuple(_words(table))


def band(word: str, table: str = "icd203") -> Band | None:
    """The probabilities that a word of likelihood stands for; None for a word that the table lacks."""
    return _words(table).get(" ".join(word.lower().split()))


def word_for(probability: float, table: str = "icd203") -> str:
    """The word for a probability (0 to 1).

    Where bands meet, the higher one; where they overlap (IPCC, the survey), the narrowest; where none reaches (below
    1 % and above 99 % in ICD 203, between Kent's bands), the nearest.
    """
    if not 0 <= probability <= 1:
        raise ValueError(f"a probability lies between 0 and 1, not {probability}")

    def badness(item: tuple[str, Band]) -> tuple[float, float]:
        low, high = item[1]
        inside = low <= probability < high or probability == high == 1
        return (0.0, high - low) if inside else (max(low - probability, probability - high), 2.0)

    return min(_words(table).items(), key=badness)[0]


def position(probability: float, band: Band) -> Position:
    """Whether a probability lies inside a band, above it or below it; the ends belong to the band."""
    low, high = band
    if probability < low:
        return "below"
    return "above" if probability > high else "inside"
