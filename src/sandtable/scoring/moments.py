"""When places fell and returned in each future, in days since `as_of`, cut at the horizon."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from sandtable.ensemble.ensemble import Ensemble
from sandtable.ensemble.kinds import CONTROL
from sandtable.ensemble.results import Block

__all__ = ["FALLS", "RETURNS", "allies_of", "days_of"]

FALLS, RETURNS = "falls", "returns"
Floats = npt.NDArray[np.float64]
Question = tuple[str, str]
"""A place and what is asked of it, `FALLS` or `RETURNS`."""


def allies_of(ensemble: Ensemble) -> dict[str, frozenset[str]]:
    """Each actor with its allies and itself, by id."""
    found = {actor: {actor} for actor in ensemble.manifest.actors}
    for tie in ensemble.scenario.get("ties", {}).values():
        for other in tie.get("ally") or ():
            found[tie["who"]].add(other)
            found[other].add(tie["who"])
    return {actor: frozenset(friends) for actor, friends in found.items()}


def days_of(ensemble: Ensemble, questions: Sequence[Question]) -> Floats:
    """The day of each question in each draw's first replicate, `(draw, question)`; the horizon when it never comes.

    A place falls on the first day on which it leaves its first holder, and returns on the first day after that on which
    its first holder or an ally of it holds it again. Days are calendar days: whole numbers since `as_of`.
    """
    allies = allies_of(ensemble)
    parts = [_of_block(block, ensemble, questions, allies) for block in ensemble.blocks()]
    return np.concatenate(parts) if parts else np.empty((0, len(questions)))


def _of_block(
    block: Block, ensemble: Ensemble, questions: Sequence[Question], allies: dict[str, frozenset[str]]
) -> Floats:
    run = ensemble.manifest
    rows = np.flatnonzero((block.kind == CONTROL) & (block.future % run.replicates == 0))
    days = np.full((block.draws, len(questions)), float(run.days))
    for number, (place, what) in enumerate(questions):
        index = run.places.index(place)
        first = run.first_holders[index]
        if first < 0:
            continue
        own = [run.actors.index(name) for name in allies[run.actors[first]]]
        here = rows[block.entity[rows] == index]
        draw = block.future[here] // run.replicates
        leaves = block.after[here] != first
        fell = _first(draw[leaves], here[leaves], block.draws)
        if what == RETURNS:
            back = np.isin(block.after[here], own) & (here > fell[draw])
            moments = _first(draw[back], here[back], block.draws)
        else:
            moments = fell
        came = moments < block.day.size
        days[came, number] = np.minimum(np.floor(block.day[moments[came]]), run.days)
    return days


def _first(draw: npt.NDArray[np.int32], row: npt.NDArray[np.int64], draws: int) -> npt.NDArray[np.int64]:
    """The first of the rows of each draw; beyond all rows where it has none."""
    none = np.iinfo(np.int64).max
    found = np.full(draws, none)
    np.minimum.at(found, draw, row)
    return found
