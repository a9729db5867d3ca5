"""Outsiders' weight in the payload: ranks, signs, and the share of ways to weigh the channels that agree; no index.

The weights of the channels are drawn anew in each future, so a share of futures is also a share of conventions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from sandtable.ensemble.ensemble import Ensemble
from sandtable.scenario.schema import Scenario
from sandtable.views import numbers
from sandtable.views.figures import figure
from sandtable.views.plain import plain

__all__ = ["with_influence"]

CHANGED = 0.02
"""A smaller mean change of a share of the say is none."""
AGREED = 0.9
"""Share of the weightings that must agree on a sign."""

Floats = npt.NDArray[np.float64]


def with_influence(payload: Mapping[str, Any], ensemble: Ensemble, scenario: Scenario) -> dict[str, Any]:
    """The payload with `influence`: the patrons by rank on the last day; null in a scenario without any."""
    patrons = list(dict.fromkeys(one.who for one in scenario.influence.values()))
    series = {patron: _ends(ensemble, f"influence-{patron}") for patron in patrons}
    if not patrons or any(values.size == 0 for values in series.values()):
        return {**payload, "influence": None}
    last = np.stack([series[patron][:, 1] for patron in patrons])
    ranks = 1 + (last[:, None, :] < last[None, :, :]).sum(axis=1)
    order = sorted(range(len(patrons)), key=lambda number: -float(np.median(last[number])))
    rows = []
    for place, number in enumerate(order, start=1):
        patron = patrons[number]
        holds = float((ranks[number] == place).mean())
        rows.append(
            {
                "actor": patron,
                "name": plain(scenario.actors[patron].name),
                "rank": figure(place, numbers.count(place)),
                "sign": _sign(series[patron]),
                "holds": figure(holds, numbers.probability(holds)),
                "clients": _clients(scenario, patron),
            }
        )
    return {**payload, "influence": {"patrons": rows, "text": _sentence(rows)}}


def _ends(ensemble: Ensemble, measure: str) -> Floats:
    """First and last month of a measure in every future, (future, 2)."""
    parts = [block.series[measure][:, [0, -1]] for block in ensemble.blocks() if measure in block.series]
    return np.concatenate(parts) if parts else np.empty((0, 2))


def _sign(ends: Floats) -> str:
    """Whether the patron gains or loses between the first month and the last, in nearly all weightings."""
    change = ends[:, 1] - ends[:, 0]
    if change.mean() > CHANGED and (change > 0).mean() >= AGREED:
        return "gains"
    return "loses" if change.mean() < -CHANGED and (change < 0).mean() >= AGREED else "unclear"


def _usual(level: Any) -> float:
    return float(level[len(level) // 2]) if isinstance(level, tuple) else float(level)


def _clients(scenario: Scenario, patron: str) -> list[dict[str, Any]]:
    """The patron's clients, with its rank among all patrons there by what the scenario states, channels alike."""
    stated: dict[str, dict[str, float]] = {}
    for one in scenario.influence.values():
        levels = stated.setdefault(one.client, {})
        levels[one.who] = levels.get(one.who, 0.0) + _usual(one.level)
    rows = []
    for client, levels in stated.items():
        if patron in levels:
            rank = 1 + sum(level > levels[patron] for level in levels.values())
            name = plain(scenario.actors[client].name)
            rows.append({"client": client, "name": name, "share_rank": figure(rank, numbers.count(rank))})
    return rows


def _sentence(rows: list[dict[str, Any]]) -> str:
    """Who ranks first, in what share of weightings, and who gains or loses."""
    first = rows[0]
    said = f"{first['name']} weighs most among {len(rows)} outsiders in {first['holds']['text']} of all weightings."
    for sign in ("gains", "loses"):
        named = [row["name"] for row in rows if row["sign"] == sign]
        if named:
            said += f" {', '.join(named)}: {sign} between the first month and the last, whatever the weighting."
    return said
