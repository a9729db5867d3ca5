"""Influence in the engine: the numbers of the formulas on paper, coupled to the battlefield only where it says so."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sandtable.claims.judge import judge
from sandtable.claims.scope import scope_of_scenario
from sandtable.influence.leverage import CHANNELS, index, leverage
from sandtable.influence.stocks import lasting, towards
from small_worlds import WHY, Raw, campaign, columns, day, draws_of, duel, fixed, one_block, ready, run, same, whole

EVEN = {f"influence.{channel}-weight": 1.0 for channel in CHANNELS}


def with_patrons(raw: Raw) -> Raw:
    """East and west both engage in blue, east in red as well."""
    raw["actors"] |= {"east": {"name": "East"}, "west": {"name": "West"}}
    for key, power, own in (("blue", [0.4, 0.6, 0.7], [0.3, 0.5, 0.8]), ("red", 0.3, 0.4)):
        raw["clients"][key] = {"who": key, "power": power, "autonomy": own, "assume": WHY}
    rows = [
        ("east", "blue", "military", 0.5),
        ("west", "blue", "military", 0.5),
        ("west", "blue", "economic", [0.2, 0.4, 0.5]),
        ("east", "red", "diplomatic", 0.7),
    ]
    for who, client, channel, level in rows:
        entry = {"who": who, "client": client, "channel": channel, "level": level, "assume": WHY}
        raw["influence"][f"{who}-{client}-{channel}"] = entry
    return raw


def peace(days: int = 400) -> Raw:
    """Blue's camp and red's town, with nobody who could move, and patrons."""
    raw = duel(days)
    raw["formations"] = {}
    return with_patrons(raw)


def index_of(block: Any, patron: str) -> Any:
    return block.series[f"influence-{patron}"]


def total(block: Any) -> Any:
    """Everybody's shares and autonomy together, (future, month)."""
    return sum(value for name, value in block.series.items() if name.startswith(("influence-", "autonomy")))


@pytest.mark.parametrize("seed", range(80, 92))
def test_shares_and_autonomy_add_up_to_one_in_any_war(seed: int) -> None:
    from small_worlds import random_campaign

    block = one_block(ready(random_campaign(seed)), 20, compiled=False)
    if "autonomy" in block.series:
        np.testing.assert_allclose(total(block), 1.0, rtol=0, atol=1e-6)


def test_first_months_are_the_formulas_on_paper() -> None:
    raw = peace()
    raw["presence"] = {"base": {"who": "east", "at": "camp", "opens": day(40), "assume": WHY}}
    prepared = ready(raw)
    block = one_block(prepared, 6, compiled=False)
    world = prepared.world.record[0]
    for future, draw in enumerate(draws_of(prepared, count=6)):
        weight = np.array([draw[f"influence_{channel}_weight"] for channel in CHANNELS])
        stock = np.zeros((2, 2, 4))
        rows = [(world.engagement_patron[e], world.engagement_client[e], world.engagement_channel[e]) for e in range(4)]
        for engagement, row in enumerate(rows):
            stock[row] = draw["engagement_level"][engagement]
        for month, days in enumerate((31, 30, 31, 30)):
            for engagement, row in enumerate(rows):
                level = draw["engagement_level"][engagement]
                if row[2] == 2 and row[0] == prepared.world.patrons.index("east") and month >= 1:
                    level += draw["influence_base"]
                stays = lasting(draw[f"influence_{CHANNELS[row[2]]}_half_life"], days)
                stock[row] = towards(stock[row], level, stays)
            power = draw["client_power"][:2] / draw["client_power"][:2].sum()
            lever = leverage(stock, weight / weight.sum(), draw["client_autonomy"][:2], draw["influence_exponent"])
            shares, own = index(lever, power)
            found = [index_of(block, patron)[future, month] for patron in prepared.world.patrons]
            np.testing.assert_allclose(found, shares, rtol=1e-6)
            assert block.series["autonomy"][future, month] == pytest.approx(own, rel=1e-6)


def test_nothing_moves_where_nothing_changes() -> None:
    block = one_block(ready(peace()), 50, compiled=False)
    for patron in ("east", "west"):
        np.testing.assert_allclose(index_of(block, patron), index_of(block, patron)[:, :1] * np.ones(14), rtol=1e-6)


def test_a_patron_that_leaves_its_base_loses_while_its_rival_stays() -> None:
    raw = peace()
    raw["presence"] = {"base": {"who": "east", "at": "camp", "closes": day(120), "assume": WHY}}
    block = one_block(ready(raw), 200, compiled=False)
    assert (index_of(block, "east")[:, 12] < index_of(block, "east")[:, 3]).all()
    assert (index_of(block, "west")[:, 12] > index_of(block, "west")[:, 3]).all()


def test_a_client_that_takes_places_raises_the_patrons_who_arm_it() -> None:
    raw = with_patrons(duel(300))
    raw["priors"] = fixed({"assault.offensive-odds": 9.0, "influence.gain": 0.2} | EVEN)
    raw["mechanisms"]["couplings"] = {"territory-to-power": "off"}  # its own say grows too, else
    won = one_block(ready(raw), 100)
    raw["mechanisms"] |= {"influence": "apart"}
    del raw["priors"]["influence.gain"]  # a prior of the scenario's own would win over the setting
    apart = one_block(ready(raw), 100)
    assert np.array_equal(won.day, apart.day)
    last = won.series["autonomy"].shape[1] - 1
    assert won.series["autonomy"][:, last].mean() < apart.series["autonomy"][:, last].mean() - 0.005
    np.testing.assert_allclose(apart.series["autonomy"][:, last], apart.series["autonomy"][:, 0], rtol=1e-6)


def test_a_layer_that_touches_nothing_changes_no_future() -> None:
    with_it = columns(run(with_patrons(campaign(200)), 40))
    without = columns(run(with_patrons(campaign(200)) | {"clients": {}, "influence": {}}, 40))
    battle = [name for name in without if name != "uniforms"]
    assert same({name: without[name] for name in battle}, {name: with_it[name] for name in battle})


def test_half_steps_give_the_same_months() -> None:
    one, two = (one_block(ready(peace(200), steps), 20, compiled=False) for steps in (1, 2))
    assert np.array_equal(index_of(one, "west"), index_of(two, "west"))


def test_switched_off_or_absent_it_keeps_no_measure() -> None:
    raw = peace()
    raw["mechanisms"] |= {"influence": "off"}
    assert not [name for name in ready(raw).measures if name.startswith(("influence", "autonomy"))]
    assert "autonomy" not in ready(duel()).measures
    for one in (peace(), raw, duel()):
        assert sorted(ready(one).measures) == sorted(scope_of_scenario(whole(one)).measures)
    assert not [column for column in ready(duel()).world.columns.drawn if "influence" in column.assumption.name]


def test_a_claim_asks_for_the_share_of_weightings() -> None:
    ensemble = run(peace(), 400)
    claims = {
        "west": "measure influence-west is above measure influence-east on 2030-12-31",
        "east": "measure influence-east is above measure influence-west on 2030-12-31",
    }
    rows = {row.id: row for row in judge(ensemble, claims).rows}
    assert rows["west"].true + rows["east"].true == rows["west"].futures
    assert 0.05 < rows["west"].probability < 0.95
