"""Lists of names as the language writes them and as a reader hears them."""

from __future__ import annotations

from collections.abc import Sequence

from sandtable.claims.operator import English

__all__ = ["any_name", "english_all", "english_any", "series", "whole"]


def whole(number: str) -> int:
    """A count as it was written; ValueError when it is none."""
    if not number.isdigit():
        raise ValueError(f"{number} is not a whole number: a count needs one")
    return int(number)


def any_name(names: Sequence[str]) -> str:
    """`iraq or pmf`, in the language."""
    return " or ".join(names)


def series(words: Sequence[str], joint: str) -> str:
    """`a`, `a and b`, `a, b and c` with the given joint."""
    *most, last = words
    return f"{', '.join(most)} {joint} {last}" if most else last


def english_any(names: Sequence[str], reader: English) -> str:
    """Display names joined by `or`."""
    return series([reader.name(name) for name in names], "or")


def english_all(names: Sequence[str], reader: English) -> str:
    """Display names joined by `and`."""
    return series([reader.name(name) for name in names], "and")
