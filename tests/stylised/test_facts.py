"""Stylised facts of battles and campaigns; tolerances and sample sizes stand in facts.toml, written first."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sandtable.ensemble.kinds import ASSAULT_BEGUN, ASSAULT_ENDED, BROKEN_OFF, BY_ASSAULT, BY_WITHDRAWAL
from sandtable.sources.fights import BATTLES, read_battles, shipped
from sandtable.world.priors import shipped_sets
from small_worlds import Raw, body, columns, duel, empty, falls, fixed, one_block, place, ready, road, run

FACTS = tomllib.loads((Path(__file__).parent / "facts.toml").read_text(encoding="utf-8"))
NO_PAUSE_ENDS = {"assault.defeat-pause-days": 100_000.0, "choice.floor": 0.0}
"""One assault each: who breaks off does not come back, and nobody thinks twice."""


def _sharp(persons: float) -> list[float]:
    return [persons * (1 - 1e-9), persons, persons * (1 + 1e-9)]


def _duel(attackers: Any, defenders: Any, fortified: float = 0.0, days: int = 2500, **priors: float) -> Raw:
    """One assault on a town, every prior drawn but those named."""
    raw = duel(days)
    raw["formations"]["column"] |= {"fighters": attackers, "confidence": "high"}
    raw["forces"]["guard-town"] |= {"fighters": defenders, "confidence": "high"}
    raw["places"]["town"]["fortified"] = fortified
    raw["priors"] = fixed(NO_PAUSE_ENDS | {name.replace("_", "."): value for name, value in priors.items()})
    return raw


def _ends(raw: Raw, futures: int) -> tuple[Any, Any]:
    """How the one assault of each future ended (in battle), and its days."""
    block = one_block(ready(raw), futures)
    rows = (block.kind == ASSAULT_ENDED) & np.isin(block.cause, [BY_ASSAULT, BROKEN_OFF])
    return block.cause[rows] == BY_ASSAULT, block.day[rows]


def test_engagements_are_won_nearly_flat_in_force_ratio() -> None:
    fact = FACTS["engagements_flat_in_force_ratio"]
    won = {}
    for ratio in (0.5, 1.0, 2.0, 5.0):
        raw = _duel(_sharp(1000 * ratio), _sharp(1000))
        raw["priors"] |= fixed({"assault.offensive-odds": 0.0, "withdrawal.rate": 1e-12})
        won[ratio] = _ends(raw, fact["futures"])[0].mean()
    assert won[0.5] < won[1.0] < won[2.0] < won[5.0]
    low, high = fact["rise"]
    assert low <= won[5.0] - won[0.5] <= high, won


def test_engagements_of_the_table_are_won_as_often_as_in_the_table() -> None:
    """The model's odds on each battle's own force ratio, defences and air, averaged over its newest set's priors."""
    fact = FACTS["engagements_flat_in_force_ratio"]
    battles = read_battles(shipped(BATTLES))
    rng = np.random.default_rng(1)
    priors = max(shipped_sets(), key=lambda one: one.data_until).priors

    def draws(name: str) -> Any:
        mean, sd = priors[f"assault.{name}"][0].args
        return rng.normal(mean, sd, 400)

    base, exponent, fort, air = (draws(key) for key in ("base-odds", "force-exponent", "fortified-odds", "air-odds"))
    quality = draws("quality") - draws("quality")
    for low, high, share in fact["bands"]:
        inside = [one for one in battles if low <= one.ratio < high]
        chances = [
            1 / (1 + np.exp(-(base + quality + exponent * math.log(one.ratio) + air * one.air + fort * one.fortified)))
            for one in inside
        ]
        assert len(inside) > 20
        assert np.mean([one.won for one in inside]) == pytest.approx(share, abs=0.05), "the fact is the table's"
        assert np.mean(chances) == pytest.approx(share, abs=fact["tolerance"]), (low, high, np.mean(chances))


def test_small_attackers_have_no_bonus() -> None:
    fact = FACTS["small_attackers_are_no_offensive"]
    won, _ = _ends(_duel(_sharp(1000 * fact["force_ratio"]), _sharp(1000), 0.3), fact["futures"])
    assert fact["won"][0] <= won.mean() <= fact["won"][1], won.mean()


def test_raiders_seldom_take_a_defended_town() -> None:
    fact = FACTS["raiders_seldom_hold_a_defended_town"]
    raw = duel(fact["days"])
    raw["formations"]["column"] |= {"fighters": [250, 400, 650]}
    raw["forces"]["guard-town"] |= {"fighters": [400, 800, 1600]}
    raw["places"]["town"]["fortified"] = 0.3
    raw["priors"] = {}
    share = np.isfinite(falls(run(raw, fact["futures"]), "town")).mean()
    rash = {"choice.floor": 0.0, "assault.deliberate-ratio": 1.000001, "assault.defeat-pause-days": 26.0}
    without = np.isfinite(falls(run(raw | {"priors": fixed(rash)}, fact["futures"]), "town")).mean()
    assert without - share >= fact["seldomer_by_at_least"], (share, without)
    assert fact["share_taken"][0] <= share <= fact["share_taken"][1], share


def test_offensives_on_cities_mostly_succeed() -> None:
    fact = FACTS["offensives_on_cities_mostly_succeed"]
    raw = _duel(fact["attackers"], fact["defenders"])
    raw["actors"]["blue"] |= {"air_cover": 0.7, "assume": "the usual attacker of the table"}
    won, _ = _ends(raw, fact["futures"])
    assert fact["won"][0] <= won.mean() <= fact["won"][1], won.mean()


def test_fights_for_cities_last_as_long_as_they_did() -> None:
    fact = FACTS["length_of_city_fights"]
    won, days = _ends(_duel(fact["attackers"], fact["defenders"]), fact["futures"])
    found = np.quantile(days[won], [0.1, 0.5, 0.9])
    for name, value in zip(("p10", "median", "p90"), found, strict=True):
        assert fact[name][0] <= value <= fact[name][1], found


def test_what_battles_cost() -> None:
    """From the shares that a whole battle draws."""
    fact = FACTS["losses_in_battle"]
    from sandtable.mechanisms.losses import draw_shares
    from small_worlds import draws_of, first_state

    raw = duel(2)
    raw["priors"] = {}
    prepared = ready(raw)
    world, draw, state = prepared.world.record[0], draws_of(prepared)[0], first_state(prepared)[0]
    luck = np.zeros(1, [("key0", "i8"), ("key1", "i8")]).view(np.recarray)[0]
    shares = np.zeros((fact["futures"], 2))
    for number in range(fact["futures"]):
        luck.key0 = number
        draw_shares(state, world, draw, luck, 1)
        shares[number] = state.attackers_share[1], state.defenders_share[1]
    for column, (name, spread) in enumerate((("attackers_median", 1.1), ("defenders_median", 1.3))):
        assert np.median(shares[:, column]) == pytest.approx(fact[name], rel=fact["relative_tolerance"])
        low, high = np.quantile(np.log(shares[:, column]), [0.16, 0.5])
        assert high - low == pytest.approx(spread, abs=fact["spread_tolerance"])


def test_near_places_come_first() -> None:
    fact = FACTS["near_places_first"]
    raw = empty(900)
    place(raw, "camp", "blue", 500)
    for key, km in (("near", 60), ("middle", 160), ("remote", 260)):
        place(raw, key, "red", 500)
        road(raw, "camp", key, _sharp(km))
    body(raw, "column", "blue", "camp", 5000)
    days = {key: falls(run(raw, fact["futures"]), key) for key in ("near", "middle", "remote")}
    block = one_block(ready(raw), fact["futures"])
    first_rows = np.unique(block.future[block.kind == ASSAULT_BEGUN], return_index=True)[1]
    first = block.entity[block.kind == ASSAULT_BEGUN][first_rows]
    near = sorted(raw["places"]).index("near")
    assert fact["nearest_first"][0] <= (first == near).mean() <= fact["nearest_first"][1], (first == near).mean()
    pairs = [days["near"] < days["middle"], days["middle"] < days["remote"], days["near"] < days["remote"]]
    share = np.mean(pairs)
    assert fact["nearer_of_a_pair_first"][0] <= share <= fact["nearer_of_a_pair_first"][1], share


@pytest.mark.parametrize("axes", [1, 2])
def test_two_axes_advance_in_parallel(axes: int) -> None:
    fact = FACTS["two_axes_in_parallel"]
    raw = empty(400)
    place(raw, "camp", "blue", 500)
    for key in ("anvil", "birch", "cedar", "dale"):
        place(raw, key, "red", 500)
        road(raw, "camp", key)
    for number in range(axes):
        body(raw, f"axis-{number}", "blue", "camp", 5000)
    table = columns(run(raw, fact["futures"]))
    change = np.select([table["kind"] == ASSAULT_BEGUN, table["kind"] == ASSAULT_ENDED], [1, -1], 0)
    under_way = np.zeros(fact["futures"], dtype=np.int64)
    most = np.zeros(fact["futures"], dtype=np.int64)
    for future, step in zip(table["future"].tolist(), change.tolist(), strict=True):
        under_way[future] += step
        most[future] = max(most[future], under_way[future])
    overlap = (most >= 2).mean()
    assert overlap == 0 if axes == 1 else overlap >= fact["overlap_at_least"], overlap


def test_withdrawal_spares_fighters_who_would_lose() -> None:
    fact = FACTS["withdrawal_spares_fighters"]
    shares = {}
    for name, attackers in (("bound to lose", 12_000), ("likely to hold", 300)):
        raw = _duel(_sharp(attackers), _sharp(1000))
        place(raw, "haven", "red", 200)
        road(raw, "town", "haven")
        shares[name] = np.isfinite(falls(run(raw, fact["futures"]), "town", BY_WITHDRAWAL)).mean()
    del raw["routes"]["town-to-haven"]
    assert not np.isfinite(falls(run(raw, 500), "town", BY_WITHDRAWAL)).any()
    gap = shares["bound to lose"] - shares["likely to hold"]
    assert gap >= fact["bound_to_lose_minus_likely_to_hold_at_least"], shares
