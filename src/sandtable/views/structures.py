"""Structures in the payload: each claim's range over other ways in which the world may work, and what carries it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandtable.assumptions.structures import OverStructures, Structure, Structures, over_structures
from sandtable.evidence.hedges import word_for
from sandtable.views import numbers
from sandtable.views.figures import figure
from sandtable.views.plain import plain

__all__ = ["with_structures"]


def with_structures(payload: Mapping[str, Any], structures: Structures | None) -> dict[str, Any]:
    """The payload with its structures: which were run, and in each claim's row what they do to it.

    `None` under `structures`, of the payload and of every row, where none were run.
    """
    if structures is None:
        rows = [row | {"structures": None} for row in payload["claims"]]
        return {**payload, "claims": rows, "structures": None}
    found = over_structures(structures)
    known = {one.id: one for one, _ in structures.judged}
    rows = [
        row
        | {"structures": _claim(found[row["id"]], known, row["probability"]["value"]) if row["id"] in found else None}
        for row in payload["claims"]
    ]
    shown = [{"id": one.id, "kind": one.kind, "title": plain(one.title)} for one in known.values()]
    futures = figure(structures.futures, numbers.count(structures.futures))
    return {**payload, "claims": rows, "structures": {"list": shown, "futures": futures}}


def _claim(over: OverStructures, known: Mapping[str, Structure], found: float) -> dict[str, Any]:
    """One claim's block; `found` is its probability in the whole run, which the paired differences are added to."""
    carrier = None
    if over.carrier is not None:
        one = over.carrier.structure
        difference = figure(over.carrier.difference, numbers.points(over.carrier.difference))
        carrier = {"id": one.id, "kind": one.kind, "title": plain(one.title), "difference": difference}
    shares = {key: min(1.0, max(0.0, found + share - over.base)) for key, share in over.under.items()}
    low, high = min(found, *shares.values()), max(found, *shares.values())
    under = [
        {
            "id": key,
            "probability": figure(share, numbers.probability(share)),
            "word": word_for(round(share, 2)),
            "difference": figure(over.under[key] - over.base, numbers.points(over.under[key] - over.base)),
        }
        for key, share in shares.items()
    ]
    reach = numbers.interval(low, high)
    shown = {"low": low, "high": high, "reach": reach, "carrier": carrier, "under": under}
    return shown | {"text": _sentence(reach, len(known), carrier)}


def _sentence(reach: str, others: int, carrier: Mapping[str, Any] | None) -> str:
    """The range and its carrier in one sentence."""
    opening = f"Over this structure and {others} others {reach}"
    if carrier is None:
        return f"{opening}; none of them moves it by more than chance would."
    what = f"\u201c{carrier['title']}\u201d"
    return f"{opening}; what moves it most is {carrier['kind']}: {what}, {carrier['difference']['text']}."
