"""Elections in the engine: votes around the polls, seats and power by the book, and governments that parties allow."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest

from sandtable.bargaining.power import shapley_shubik
from sandtable.bargaining.seats import allot
from sandtable.claims.judge import judge
from sandtable.ensemble.kinds import CONTROL, ELECTION_HELD, GOVERNMENT_FORMED
from sandtable.mechanisms.elections import allot_seats, weigh_parties
from sandtable.world.build_politics import METHODS
from small_worlds import (
    WHY,
    Raw,
    campaign,
    columns,
    day,
    duel,
    first_state,
    fixed,
    one_block,
    parliament,
    ready,
    run,
    same,
)


def plebiscite(raw: Raw, yes: float = 0.55, **more: Any) -> Raw:
    """Add a plebiscite; returns the entry."""
    parties = {"yes": {"poll": [yes - 1e-9, yes, yes]}, "no": {"poll": [1 - yes - 1e-9, 1 - yes, 1 - yes]}}
    raw["elections"]["ask"] = {"on": day(20), "parties": parties, "assume": WHY, **more}
    return raw["elections"]["ask"]


def counted(votes: list[float], seats: int, method: str, quota: int, others: float = 0.0) -> Any:
    """The state after some votes were counted in the engine's own functions."""
    raw = duel()
    entry = parliament(raw, method=method, seats=seats)
    entry["government"]["quota"] = quota
    entry["parties"] = {f"list-{n:02d}": {"poll": 0.01, "position": 50, "actor": "blue"} for n in range(len(votes))}
    entry["government"]["candidates"] = {"one": {"of": "list-00"}}
    prepared = ready(raw)
    state, world = first_state(prepared)[0], prepared.world.record[0]
    state.party_votes[: len(votes)] = np.array(votes) / sum(votes) * (1 - others)
    allot_seats(state, world, 0)
    weigh_parties(state, world, 0)
    return state


@pytest.mark.parametrize("method", METHODS)
def test_seats_are_those_of_the_formulas(method: str) -> None:
    luck = random.Random(5)
    for _ in range(8):
        votes = [luck.random() ** 3 for _ in range(luck.randint(2, 12))]
        state = counted(votes, 100, method, 51)
        assert state.seats[: len(votes)].tolist() == allot(votes, 100, method)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("seats", [3, 9, 328])
def test_seats_are_those_of_the_formulas_however_lopsided_the_votes(method: str, seats: int) -> None:
    for votes in ([0.97, 0.02, 0.006, 0.004], [0.25] * 4, [1.0, 1e-9, 0.0], [0.5, 0.3, 0.1] + [0.1 / 9] * 9):
        for others in (0.0, 0.3):
            known = [one / sum(votes) * (1 - others) for one in votes]
            state = counted(votes, seats, method, seats // 2 + 1, others)
            expected = allot([*known, 1.0 - sum(known)] if others else known, seats, method)[: len(votes)]
            assert state.seats[: len(votes)].tolist() == expected


def test_seats_known() -> None:
    assert counted([53, 24, 23], 7, "sainte-lague", 4).seats[:3].tolist() == [3, 2, 2]


def test_others_take_their_seats_from_everybody() -> None:
    state = counted([0.5, 0.5], 100, "sainte-lague", 51, others=0.2)
    assert state.seats[:2].tolist() == [40, 40]


@pytest.mark.parametrize(
    ("seats", "quota", "power"),
    [((50, 49, 1), 51, (2 / 3, 1 / 6, 1 / 6)), ((3, 2, 1, 1), 4, (1 / 2, 1 / 6, 1 / 6, 1 / 6))],
)
def test_voting_power_known(seats: tuple[int, ...], quota: int, power: tuple[float, ...]) -> None:
    state = counted([float(one) for one in seats], sum(seats), "sainte-lague", quota)
    assert state.seats[: len(seats)].tolist() == list(seats)
    np.testing.assert_allclose(state.voting_power[: len(seats)], power, rtol=1e-12)


def test_voting_power_is_that_of_the_formulas() -> None:
    luck = random.Random(6)
    for _ in range(6):
        votes = [luck.random() ** 2 for _ in range(luck.randint(2, 24))]
        state = counted(votes, 329, "sainte-lague-1.7", 165)
        won = [int(one) for one in state.seats[: len(votes)]]
        np.testing.assert_allclose(state.voting_power[: len(votes)], shapley_shubik(won, 165), rtol=0, atol=1e-12)


def test_votes_lie_around_the_polls_as_far_as_a_poll_of_so_many_would() -> None:
    raw = duel(30)
    plebiscite(raw, 0.6, seats=2000)
    raw["elections"]["ask"]["parties"]["yes"]["poll"] = [0.3 - 1e-9, 0.3, 0.3]
    raw["priors"] |= fixed({"elections.poll-sample": 60.0})
    raw["elections"]["ask"]["government"] = {
        "low": "a",
        "high": "b",
        "quota": 1001,
        "candidates": {"one": {"of": "yes"}},
    }
    for party in raw["elections"]["ask"]["parties"].values():
        party["position"] = 50
    prepared = ready(raw)
    block = one_block(prepared, 3000)
    first = np.mean(block.after[block.kind == ELECTION_HELD] == prepared.world.parties.index("ask.yes"))
    # yes .3, no .4, others .3: yes beats no where a gamma of 18 exceeds one of 24
    rng = np.random.default_rng(1)
    expected = np.mean(rng.gamma(18.0, size=200_000) > rng.gamma(24.0, size=200_000))
    assert abs(first - expected) < 4.5 * np.sqrt(expected * (1 - expected) / 3000)


def test_a_plebiscite_is_won_by_who_comes_first_and_is_felt_the_day_after() -> None:
    raw = duel(60)
    raw["formations"] = {}
    plebiscite(raw, settles=[{"wins": "no", "does": [{"hand_over": "town", "by": "blue", "agrees": "red"}]}])
    claims = {
        "yes": "yes wins ask",
        "no": "no wins ask by the end",
        "held": "ask is held on 2030-03-21",
        "taken": "town is held by blue at the end",
    }
    ensemble = run(raw, 600)
    rows = {row.id: row for row in judge(ensemble, claims).rows}
    assert rows["yes"].true + rows["no"].true == rows["held"].true == 600
    assert rows["taken"].true == rows["no"].true
    assert 0.6 < rows["yes"].probability < 0.9
    table = columns(ensemble)
    assert set(np.floor(table["day"][table["kind"] == CONTROL])) == {21.0}


def winners(block: Any, names: tuple[str, ...]) -> list[str]:
    """Who formed a government, future by future where talks ended."""
    return [names[number].partition(".")[2] for number in block.after[block.kind == GOVERNMENT_FORMED]]


def test_a_candidate_without_a_majority_behind_it_is_not_on_the_ballot() -> None:
    raw = duel(400)
    entry = parliament(raw, on=day(10))
    entry["government"]["quota"] = 98  # nobody is preferred to failure by almost everybody
    raw["priors"] |= fixed({"government.failure": 0.95, "government.compromise": 0.0, "government.days": 5.0})
    raw["priors"] |= fixed({"government.spread": 1e-9, "elections.poll-sample": 400.0})
    prepared = ready(raw)
    assert set(winners(one_block(prepared, 200), prepared.world.candidates)) == {"nobody"}
    entry["government"]["quota"] = 10
    raw["priors"] |= fixed({"government.failure": 0.0})
    found = winners(one_block(ready(raw), 300), prepared.world.candidates)
    assert {"dove", "hawk", "outsider"} <= set(found)
    assert found.count("dove") > found.count("hawk")


def test_a_majority_far_from_all_else_gets_its_way_and_an_outsider_gains_by_compromise() -> None:
    shares = []
    for compromise in (0.0, 0.5):
        raw = duel(200)
        parliament(raw, on=day(10))
        raw["priors"] |= fixed({"government.compromise": compromise, "government.days": 5.0})
        prepared = ready(raw)
        found = winners(one_block(prepared, 600), prepared.world.candidates)
        shares.append(found.count("outsider") / len(found))
    assert shares[1] > shares[0] + 0.1


def test_talks_take_their_days_and_may_not_end_in_time() -> None:
    raw = duel(120)
    parliament(raw, on=day(10))
    raw["priors"] |= fixed({"government.days": 30.0, "government.spread": 0.4})
    prepared = ready(raw)
    block = one_block(prepared, 2000)
    took = block.day[block.kind == GOVERNMENT_FORMED] - 10.0
    assert abs(np.median(np.floor(took)) - 30.0) <= 1.5
    assert abs(np.std(np.log(np.maximum(took, 1.0))) - 0.4) < 0.05
    raw["elections"]["council"]["government"]["by"] = day(35)
    cut = one_block(ready(raw), 500)
    late = np.floor(cut.day[cut.kind == GOVERNMENT_FORMED]) == 36
    names = winners(cut, prepared.world.candidates)
    assert {name for name, too_late in zip(names, late, strict=True) if too_late} == {"nobody"}
    assert late.sum() > 150


def test_claims_about_governments_add_up() -> None:
    raw = duel(150)
    parliament(raw, on=day(10))
    names = ("dove", "hawk", "outsider")
    claims = {name: f"{name} wins council by the end" for name in names}
    claims |= {"none": "council ends without a government by the end", "open": "dove wins council"}
    rows = {row.id: row for row in judge(run(raw, 500), claims).rows}
    assert sum(rows[name].true for name in (*names, "none")) == 500
    assert rows["none"].true > 50
    assert rows["open"].undecided > 0


def patronised(switch: str) -> Raw:
    """The right listens to an outsider who would like peace."""
    raw = duel(200)
    entry = parliament(raw, on=day(60))
    raw["actors"]["empire"] = {"name": "Empire"}
    entry["government"]["patrons"] = {"empire": 10}
    entry["parties"]["right"] |= {"poll": 0.45}
    entry["parties"]["left"] |= {"poll": 0.3}
    raw["clients"]["red"] = {"who": "red", "power": 0.5, "autonomy": 0.1, "assume": WHY}
    raw["influence"]["arms"] = {"who": "empire", "client": "red", "channel": "military", "level": 1, "assume": WHY}
    raw["priors"] |= fixed({"government.days": 5.0})
    raw["mechanisms"]["couplings"] = {"influence-to-positions": switch}
    return raw


def test_a_patron_moves_who_governs_through_its_client() -> None:
    shares = []
    for switch in ("on", "off"):
        prepared = ready(patronised(switch))
        found = winners(one_block(prepared, 500), prepared.world.candidates)
        shares.append(found.count("hawk") / len(found))
    assert shares[0] < shares[1] - 0.05


@pytest.mark.parametrize("coupling", ["seats-to-power", "territory-to-power"])
def test_power_follows_seats_and_territory_where_coupled(coupling: str) -> None:
    raw = duel(150)
    parliament(raw, on=day(10))
    raw["actors"] |= {"empire": {"name": "Empire"}}
    for key in ("blue", "red"):
        raw["clients"][key] = {"who": key, "power": 0.5, "autonomy": 0.5, "assume": WHY}
    raw["influence"]["arms"] = {"who": "empire", "client": "blue", "channel": "military", "level": 1, "assume": WHY}
    raw["priors"] |= fixed({"influence.gain": 0.0, "assault.offensive-odds": 9.0})
    series = {}
    for switched in ((), (coupling,), ("seats-to-power", "territory-to-power")):
        raw["mechanisms"]["couplings"] = dict.fromkeys(switched, "off")
        series[switched] = one_block(ready(raw), 200).series["influence-empire"]
    base, one, none = series.values()
    assert not np.allclose(base, one)
    assert not np.allclose(one, none)
    np.testing.assert_allclose(none[:, 1:], none[:, :1] * np.ones(none.shape[1] - 1), rtol=1e-5)


def test_an_election_changes_nobody_elses_futures() -> None:
    raw = campaign(120)
    parliament(raw)
    with_it, without = columns(run(raw, 40)), columns(run(campaign(120), 40))
    rows = (with_it["kind"] != ELECTION_HELD) & (with_it["kind"] != GOVERNMENT_FORMED)
    assert not rows.all()
    names = ("future", "day", "kind", "entity", "before", "after", "cause")
    assert same({name: without[name] for name in names}, {name: with_it[name][rows] for name in names})


def test_a_plebiscite_alone_brings_no_assumptions_about_governments() -> None:
    raw = duel(60)
    plebiscite(raw)
    names = [column.assumption.name for column in ready(raw).world.columns.drawn]
    assert "elections.poll-sample" in names
    assert not [name for name in names if name.startswith("government.")]
