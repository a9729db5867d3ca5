"""Entries that no section tells in words of its own: said as they stand, so that nothing goes unsaid."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sandtable.scenario.needed import SECTIONS as EVIDENCED
from sandtable.views.explain.record import Record, Subject
from sandtable.views.plain import plain

__all__ = ["fields", "other"]

_EVIDENCE = {"cite", "assume", "confidence"}


def other(subject: Subject, told: Collection[str]) -> Iterator[Record]:
    """A record for every entry with evidence whose path is not among those told (variants state nothing)."""
    for section in EVIDENCED:
        for name, entry in getattr(subject.scenario, section).items():
            path = f"{section}.{name}"
            if section != "variants" and path not in told:
                yield subject.stated("other", f"{path}: {fields(entry)}.", path, entry)


def fields(entry: Any) -> str:
    """The keys of an entry that say something, with their values, as plain text."""
    stated = entry.model_dump(mode="json", exclude=_EVIDENCE, exclude_none=True, exclude_defaults=True)
    return "; ".join(f"{key.replace('_', ' ')} {plain(_value(value))}" for key, value in stated.items())


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_value(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return ", ".join(_value(inner) for inner in value)
    return f"{value:g}" if isinstance(value, float) else str(value)
