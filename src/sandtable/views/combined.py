"""What assumptions do to a claim only together, shown: total effects beside single ones, pairs, and entries."""

from __future__ import annotations

from typing import Any

from rich.table import Table

from sandtable.assumptions.surrogate import Combined
from sandtable.views import numbers
from sandtable.views.plain import plain, shorten
from sandtable.views.tables import simple_table

__all__ = ["as_json", "pairs_table", "said", "totals_table"]

SHOWN = 12
MOST_OF_IT = 0.5
"""Share of what assumptions carry that the trees must have learned to be trusted to have missed little."""


def said(found: Combined) -> list[str]:
    """How much the trees learned of what there is to learn, and what that means."""
    took = max(0.0, found.learned)
    line = f"Together: boosted trees that learned from half of the futures take {numbers.brier(took)} Brier points off"
    if found.carried is None:
        return [f"{line} on the other half. How much there is to learn is not known: that takes twin futures."]
    lines = [f"{line} on the other half, of {numbers.brier(found.carried)} that all assumptions carry."]
    if took < MOST_OF_IT * found.carried:
        lines.append("They missed most of it: what stands below is there, more may be; more futures teach them more.")
    if not found.totals:
        lines.append("They found no assumption that carries anything, alone or with others.")
    elif not found.pairs:
        lines.append("They found no pair of assumptions that carries more together than apart.")
    return lines


def totals_table(found: Combined) -> Table:
    """Each assumption that stands: what it carries alone or with others, and what one at a time finds of it."""
    table = simple_table(
        ("Assumption", {"ratio": 1, "min_width": 24}),
        ("In all", {"justify": "right"}),
        ("Alone", {"justify": "right"}),
    )
    for one in found.totals[:SHOWN]:
        alone = numbers.brier(one.alone) if one.alone > 0 else "none found"
        table.add_row(plain(one.assumption.meaning), numbers.brier(one.gain), alone)
    return table


def pairs_table(found: Combined) -> Table:
    """Pairs of assumptions and what they carry only together."""
    table = simple_table(("Only together", {"ratio": 1, "min_width": 24}), ("Gain", {"justify": "right"}))
    for one in found.pairs[:SHOWN]:
        both = f"{shorten(plain(one.one.meaning), 70)}\n  with {shorten(plain(one.other.meaning), 70)}"
        table.add_row(both, numbers.brier(one.gain))
    return table


def as_json(found: Combined) -> dict[str, Any]:
    """Everything as plain JSON values, unrounded; gains in Brier points."""
    return {
        "learned": found.learned,
        "carried": found.carried,
        "totals": [
            {"name": one.assumption.name, "meaning": one.assumption.meaning, "serves": one.assumption.serves}
            | {"gain": one.gain, "error": one.error, "alone": one.alone}
            for one in found.totals
        ],
        "pairs": [
            {"one": one.one.name, "other": one.other.name, "gain": one.gain, "error": one.error} for one in found.pairs
        ],
        "entries": [
            {"entry": one.entry, "stated": one.stated, "gain": one.gain, "error": one.error, "members": [*one.members]}
            for one in found.entries
        ],
        "sentences": said(found),
    }
