"""What a claim hangs on, in one plain sentence, computed from the run at hand."""

from __future__ import annotations

from collections.abc import Mapping

from sandtable.assumptions.hangs_on import Driver, HangsOn
from sandtable.views import numbers

__all__ = ["sentence"]

WIDE = 0.1
"""Readings of the scenario that differ by more than this in probability are worth naming first."""


def sentence(found: HangsOn, titles: Mapping[str, str]) -> str:
    """One or two clauses: which reading of the campaign moves the claim, which drawn number does, and how much is luck.

    `titles` gives a variant's title by id; the run's own reading is "as stated".
    """
    reading = _reading(found, titles)
    parts = [reading] if reading else []
    real = [driver for driver in found.drivers if driver.real and driver.gain > 0]
    if real:
        parts.append(_driver(real[0], first=not parts))
    elif not parts:
        parts.append("hangs on none of the assumptions that were varied, as far as these futures can tell")
    text = "; ".join(parts)
    if found.luck is not None and 0 < found.probability < 1:
        opening = "; within one reading, " if reading else "; "
        text += f"{opening}{numbers.probability(found.luck)} of what is open is luck that no assumption carries"
    return f"This {text}."


def _reading(found: HangsOn, titles: Mapping[str, str]) -> str:
    """The clause on variants, when they differ enough."""
    if not found.variants:
        return ""
    readings = {"": found.probability, **found.variants}
    low, high = min(readings, key=lambda name: readings[name]), max(readings, key=lambda name: readings[name])
    if readings[high] - readings[low] < WIDE:
        return ""
    name = {key: f"“{titles.get(key, key)}”" if key else "the scenario as stated" for key in readings}
    return (
        f"hangs above all on how the assessment is read: {numbers.probability(readings[low])} under {name[low]}, "
        f"{numbers.probability(readings[high])} under {name[high]}"
    )


def _driver(driver: Driver, first: bool) -> str:
    """The clause on the strongest drawn number."""
    low, high = numbers.probability(driver.low), numbers.probability(driver.high)
    opening = "hangs most on" if first else "of the numbers that are drawn, it hangs most on"
    return f"{opening} {driver.assumption.meaning}: {low} in its lowest fifth, {high} in its highest"
