"""Every person stays in the books, whatever happens."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np
import pytest

from sandtable.mechanisms.catalogue import MECHANISMS
from sandtable.simulation.compose import engine
from sandtable.simulation.prepare import Prepared
from small_worlds import last_state, random_campaign, ready


@pytest.fixture(scope="module")
def module() -> ModuleType:
    return engine(MECHANISMS)


def _gap(prepared: Prepared, state: Any, draw: Any) -> Any:
    """Present + residual + killed + captured + deserted - initial - reinforced, for each actor."""
    record, actors = prepared.world.record[0], len(prepared.world.actors)
    of = record.formation_actor[: int(record.formations)]

    def bodies(strength: Any) -> Any:
        return np.bincount(of, strength[: int(record.formations)], actors)

    present = state.garrison.sum(0)[:actors] + bodies(state.strength)
    initial = draw.garrison.sum(0)[:actors] + bodies(draw.strength)
    gone = state.residual.sum(0) + state.killed + state.captured + state.deserted
    return present + gone[:actors] - initial - state.reinforced[:actors]


@pytest.mark.parametrize("seed", range(40))
def test_books_balance_in_random_wars(module: ModuleType, seed: int) -> None:
    prepared = ready(random_campaign(seed), steps_per_day=1 + seed % 2)
    for draw in range(5):
        state, drawn = last_state(prepared, module, seed, draw)
        assert np.abs(_gap(prepared, state, drawn)).max() < 1e-6
        for name in ("garrison", "strength", "residual", "killed", "captured", "deserted"):
            assert getattr(state, name).min() >= 0, name


def test_books_balance_at_each_step() -> None:
    """The plain engine stopped after any number of steps: no mechanism borrows from another."""
    plain = engine(MECHANISMS, compiled=False)
    for seed in (3, 4, 8):
        prepared = ready(random_campaign(seed, days=60))
        for steps in range(1, 60, 6):
            prepared.world.record[0].steps = steps
            state, drawn = last_state(prepared, plain, seed)
            assert np.abs(_gap(prepared, state, drawn)).max() < 1e-6


def test_every_account_is_used(module: ModuleType) -> None:
    """Otherwise a balance says little."""
    totals = dict.fromkeys(("residual", "killed", "captured", "deserted", "reinforced"), 0.0)
    for seed in range(40):
        state, _draw = last_state(ready(random_campaign(seed)), module, seed)
        for name in totals:
            totals[name] += np.abs(getattr(state, name)).sum()
    assert all(total > 0 for total in totals.values()), totals
