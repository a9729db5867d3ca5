"""Runs with planted levels and verdicts: what a claim hangs on is known, because it was made."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sandtable.claims.verdicts import Verdict, Verdicts
from sandtable.ensemble.ensemble import Ensemble
from sandtable.ensemble.results import Assumption, Block, Manifest
from sandtable.ensemble.store import write_block

BLOCK = 3_000


def assumption(name: str, unit: str = "units", serves: str = "") -> Assumption:
    """A planted assumption with a range of its own."""
    return Assumption(name, unit, 1.0, 1.5, 2.0, f"the {name}", "planted", serves)


def ensemble(folder: Path, levels: npt.NDArray[np.float64], assumptions: Sequence[Assumption]) -> Ensemble:
    """A run without any event, twice a draw, with these levels (draw, assumption)."""
    columns = {"future": "i4", "day": "f8", "sequence": "i4", "kind": "i1"}
    columns |= dict.fromkeys(("entity", "before", "after", "cause"), "i2")
    none = {name: np.zeros(0, kind) for name, kind in columns.items()}
    day = datetime.date(2020, 1, 1)
    run = Manifest(
        1, "0", "0", "planted", "", 1, len(levels), 2, BLOCK, day, day, (), (), (), (), (), tuple(assumptions), ""
    )
    for number in range(run.blocks):
        part = levels[number * BLOCK : (number + 1) * BLOCK]
        write_block(folder, Block(number, number * BLOCK, len(part), 2, uniforms=part, **none))  # type: ignore[arg-type]
    return Ensemble(run, {}, folder, tuple(range(run.blocks)))


def verdicts(chance: npt.NDArray[np.float64], luck: np.random.Generator) -> Verdicts:
    """One claim that is true with this chance in each draw, for twins with luck of their own."""
    from sandtable.claims.twins import assumption_range

    settled = (luck.random((1, len(chance), 2)) < chance[None, :, None]).astype(np.int8)
    true = int(settled[0, :, 0].sum())
    probability = true / len(chance)
    twins = assumption_range(settled[0] == 1, probability)
    counts = len(chance), true, len(chance) - true, 0
    row = Verdict("claim", "x falls", *counts, probability, 0.0, 1.0, twins.low, twins.high, twins.share)
    return Verdicts((row,), settled)
