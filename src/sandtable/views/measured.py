"""Monthly measures in words: what each is called by readers, and its unit."""

from __future__ import annotations

from collections.abc import Mapping

from sandtable.ensemble import measures
from sandtable.views.plain import plain

__all__ = ["measure_name", "measure_unit"]

OF_ONE = {**measures.CORRIDOR_MEASURES, **measures.PATRON_MEASURES}
"""Measures that a corridor or a patron has of its own; its id follows."""
WHOLE = {**measures.MEASURES, **measures.ARENA_MEASURES}


def _parts(measure: str) -> tuple[str, str]:
    """The kind of a measure, and the id that it is of (empty for the whole scenario)."""
    if measure in WHOLE:
        return measure, ""
    for kind in sorted(OF_ONE, key=len, reverse=True):
        if measure.startswith(f"{kind}-"):
            return kind, measure.removeprefix(f"{kind}-")
    return measure, ""


def measure_name(measure: str, names: Mapping[str, str]) -> str:
    """A measure as a reader meets it: `attacks, International highway`."""
    kind, one = _parts(measure)
    return plain(", ".join(filter(None, (kind.replace("-", " "), names.get(one, one)))))


def measure_unit(measure: str) -> str:
    """Its unit, empty where it is not known here."""
    kind, one = _parts(measure)
    return (OF_ONE if one else WHOLE).get(kind, ("", ""))[0]
