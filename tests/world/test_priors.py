"""Dated prior sets and the rule that chooses one; what a scenario may set itself; brackets and confidence."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np
import pytest

from sandtable.errors import InvalidInput
from sandtable.mechanisms.catalogue import MECHANISMS
from sandtable.scenario.quantities import as_triple
from sandtable.simulation.prepare import prepare
from sandtable.world.parameters import Parameter, Prior, bracket
from sandtable.world.priors import PriorSet, choose_set, read_set, shipped_sets, with_set
from small_worlds import WHY, Raw, body, day, draws_of, duel, empty, fixed, place, ready, road, whole

DAY = datetime.date


def _set(name: str, until: DAY, *theatres: str) -> PriorSet:
    return PriorSet(name, until, frozenset(theatres), {"assault.log-days": (Prior("normal", (3.3, 0.2)), "a table")})


SETS = (
    _set("old", DAY(2010, 1, 1), "iraq"),
    _set("middle", DAY(2015, 1, 1), "libya"),
    _set("middle-too", DAY(2015, 1, 1), "libya", "syria"),
    _set("new", DAY(2019, 1, 1), "mali"),
)


@pytest.mark.parametrize(
    ("as_of", "theatre", "chosen"),
    [
        (DAY(2009, 12, 31), ["chad"], None),
        (DAY(2010, 1, 1), ["chad"], "old"),
        (DAY(2010, 1, 1), ["iraq"], None),
        (DAY(2014, 12, 31), ["chad"], "old"),
        (DAY(2015, 1, 1), ["chad"], "middle-too"),
        (DAY(2015, 1, 1), ["syria"], "middle"),
        (DAY(2015, 1, 1), ["chad", "libya"], "old"),
        (DAY(2018, 12, 31), ["iraq"], "middle-too"),
        (DAY(2020, 1, 1), ["iraq"], "new"),
        (DAY(2020, 1, 1), ["mali"], "middle-too"),
        (DAY(2020, 1, 1), ["mali", "libya", "iraq"], None),
    ],
)
def test_the_newest_set_that_was_known_and_was_not_fitted_here(
    as_of: DAY, theatre: list[str], chosen: str | None
) -> None:
    for sets in (SETS, SETS[::-1]):
        found = choose_set(sets, as_of, theatre)
        assert (found.name if found else None) == chosen


def test_shipped_sets_are_dated_named_and_complete() -> None:
    sets = shipped_sets()
    known = {parameter.name for member in MECHANISMS for parameter in member.parameters}
    assert {item.name for item in sets} >= {"2015-11", "2017-04", "2019-04"}
    assert list(sets) == sorted(sets, key=lambda item: item.data_until)
    for item in sets:
        year, month = map(int, item.name.split("-"))
        assert item.data_until < DAY(year, month, 1), "a set rests on what was known before its month"
        assert set(item.priors) <= known
        assert item.theatres
        assert all(basis for _prior, basis in item.priors.values())


@pytest.mark.parametrize(
    ("as_of", "theatre", "name"),
    [
        ("2015-11-15", ["iraq"], "2015-11"),
        ("2017-04-30", ["iraq", "syria"], "2017-04"),
        ("2019-04-05", ["libya"], "2019-04"),
        ("2019-04-05", ["iraq"], "2017-04"),
        ("2014-01-01", ["iraq"], "none"),
        ("2030-01-01", ["ukraine"], "none"),
    ],
)
def test_a_run_says_which_set_it_rests_on(as_of: str, theatre: list[str], name: str) -> None:
    raw = _bare() | {"as_of": as_of, "until": "2031-01-01", "theatre": theatre}
    prepared = prepare(whole(raw))
    assert prepared.prior_set == name
    chosen = next((item for item in shipped_sets() if item.name == name), None)
    log_days = next(c.assumption for c in prepared.world.columns.drawn if c.assumption.name == "assault.log-days")
    own = next(p for member in MECHANISMS for p in member.parameters if p.name == "assault.log-days")
    expected = chosen.priors["assault.log-days"][0] if chosen else own.prior
    assert (log_days.low, log_days.usual, log_days.high) == pytest.approx(expected.triple())
    assert (f"prior set {name}" in log_days.basis) == (chosen is not None)


def test_a_prior_that_rests_on_later_data_is_refused() -> None:
    late = Parameter("x.y", "", Prior("normal", (0, 1)), "a number for a test", "a table", DAY(2016, 1, 1))
    later = Parameter("x.z", "", Prior("normal", (0, 1)), "a number for a test", "a table", DAY(2018, 1, 1))
    assert with_set([late, later], None, DAY(2018, 1, 1)) == (late, later)
    with pytest.raises(InvalidInput) as refused:
        with_set([late, later], None, DAY(2015, 12, 31))
    assert [problem.path for problem in refused.value.problems] == ["x.y", "x.z"]
    assert "2016-01-01" in str(refused.value)
    with pytest.raises(InvalidInput, match=r"x\.z"):
        with_set([late, later], None, DAY(2016, 1, 1))


def test_a_set_gives_a_parameter_its_own_date() -> None:
    own = Parameter("assault.log-days", "", Prior("normal", (0, 1)), "a number for a test", "a table", DAY(2016, 1, 1))
    (dated,) = with_set([own], SETS[0], DAY(2012, 1, 1))
    assert (dated.data_until, dated.prior.args) == (DAY(2010, 1, 1), (3.3, 0.2))


def test_a_scenario_before_the_battle_table_is_refused_unless_it_sets_those_priors_itself() -> None:
    raw = _bare() | {"as_of": "1975-01-01", "until": "1975-12-31"}
    with pytest.raises(InvalidInput, match="1982-12-31") as refused:
        prepare(whole(raw))
    named = {problem.path for problem in refused.value.problems}
    assert named >= {"assault.base-odds", "assault.force-exponent"}
    raw["priors"] = {name: {"value": [0.25, 0.5], "assume": WHY} for name in named}
    assert prepare(whole(raw)).prior_set == "none"


def test_a_damaged_set_is_no_silent_set() -> None:
    with pytest.raises(KeyError):
        read_set("x", "data_until = 2015-01-01\n[priors]\n")
    with pytest.raises(ValueError, match="unknown family"):
        read_set(
            "x", 'data_until = 2015-01-01\ntheatres = []\n[priors."a.b"]\nfamily = "odd"\nargs = [1]\nbasis = "b"\n'
        )


def _bare() -> Raw:
    raw = empty()
    place(raw, "camp", "blue", 500)
    place(raw, "town", "red", [500, 1000, 3000])
    road(raw, "camp", "town", [60, 80])
    body(raw, "column", "blue", "camp", 2000)
    return raw


@pytest.mark.parametrize(
    ("priors", "path", "words"),
    [
        ({"assault.log-dayz": 1.0}, "priors.assault.log-dayz", "Did you mean 'assault.log-days'"),
        ({"collapse.days": 0.0}, "priors.collapse.days.value", "more than 0"),
        ({"supply.reach": -5.0}, "priors.supply.reach.value", "more than 0"),
        ({"assault.battle-spread": 0.0}, "priors.assault.battle-spread.value", "more than 0"),
        ({"capture.escape-open": 1.5}, "priors.capture.escape-open.value", "between 0 and 1"),
    ],
)
def test_a_parameter_set_to_nonsense_is_refused(priors: dict[str, float], path: str, words: str) -> None:
    with pytest.raises(InvalidInput, match=words) as refused:
        prepare(whole(_bare() | {"priors": fixed(priors)}))
    assert [problem.path for problem in refused.value.problems] == [path]


def test_a_share_set_by_the_scenario_stays_a_share() -> None:
    raw = _bare() | {"priors": {"capture.escape-open": {"value": [0.01, 0.9, 0.95], "assume": WHY}}}
    values = draws_of(ready(raw), count=2000)["capture_escape_open"]
    assert values.min() >= 0
    assert values.max() <= 1
    assert np.quantile(values, [0.1, 0.5, 0.9]) == pytest.approx([0.01, 0.9, 0.95], abs=0.08)


def _column(raw: Raw, name: str) -> Any:
    return next(column for column in ready(raw).world.columns.drawn if column.assumption.name == name)


def test_a_set_parameter_has_the_scenarios_bracket() -> None:
    raw = _bare() | {
        "priors": {"supply.reach": {"value": [100, 300, 900], "assume": "our reason", "confidence": "high"}}
    }
    column = _column(raw, "supply.reach")
    assert column.quantile(np.array([0.1, 0.5, 0.9])) == pytest.approx([100, 300, 900])
    assert "our reason" in column.assumption.basis


@pytest.mark.parametrize("log", [True, False])
def test_three_numbers_are_hit_exactly(log: bool) -> None:
    triple = (200.0, 500.0, 2000.0)
    prior = bracket(triple, log=log)
    assert prior.triple() == pytest.approx(triple, rel=1e-12)
    levels = np.linspace(0.001, 0.999, 999)
    values = prior.quantile(levels)
    assert (np.diff(values) > 0).all()
    assert not log or values.min() > 0


def test_two_numbers_have_their_median_midway_on_their_scale() -> None:
    assert as_triple((100.0, 400.0), "fighters") == pytest.approx((100, 200, 400))
    assert as_triple((0.2, 0.6), "share") == pytest.approx((0.2, 0.4, 0.6))


@pytest.mark.parametrize(("kind", "sd"), [("fighters", 0.45), ("km", 0.15), ("days", 0.3)])
def test_one_number_takes_the_spread_of_its_kind(kind: Any, sd: float) -> None:
    prior = bracket(as_triple(1000.0, kind), log=True)
    levels = np.array([0.158655254, 0.5, 0.841344746])
    assert np.log(prior.quantile(levels) / 1000) == pytest.approx([-sd, 0, sd], abs=1e-6)


@pytest.mark.parametrize("log", [True, False])
@pytest.mark.parametrize("widen", [1.0, 1.5, 2.0])
def test_confidence_multiplies_the_standard_deviation(log: bool, widen: float) -> None:
    levels = np.array([0.02, 0.1, 0.5, 0.9, 0.98])
    scale = np.log if log else np.asarray
    stated, wide = (scale(bracket((200, 500, 900), log=log, widen=by).quantile(levels)) for by in (1.0, widen))
    assert wide - wide[2] == pytest.approx(widen * (stated - stated[2]))


@pytest.mark.parametrize(
    ("evidence", "widen"),
    [
        ({"assume": WHY}, 1.5),
        ({"cite": "words"}, 1.0),
        ({"assume": WHY, "confidence": "high"}, 1.0),
        ({"cite": "words", "confidence": "medium"}, 1.5),
        ({"cite": "words", "confidence": "low"}, 2.0),
    ],
)
def test_evidence_widens_what_is_drawn(evidence: dict[str, str], widen: float) -> None:
    raw = _bare()
    raw["forces"]["guard-town"] = {"who": "red", "at": "town", "fighters": [500, 1000, 3000], **evidence}
    column = _column(raw, "forces.guard-town.fighters")
    low, usual, high = column.quantile(np.array([0.1, 0.5, 0.9]))
    assert (np.log(low / usual), usual, np.log(high / usual)) == pytest.approx(
        (widen * np.log(0.5), 1000, widen * np.log(3))
    )
    assert (column.assumption.low, column.assumption.usual, column.assumption.high) == pytest.approx((low, usual, high))
    assert column.assumption.serves == "forces.guard-town"


def test_a_share_never_leaves_its_bounds() -> None:
    raw = _bare()
    battle = {
        "on": "town",
        "by": "column",
        "since": "2030-02-01",
        "work_left": [0.05, 0.9],
        "confidence": "low",
        "assume": WHY,
    }
    raw["in_progress"] = {"battle": battle}
    drawn = draws_of(ready(raw), count=2000)["work_left"]
    assert drawn.min() >= 0
    assert drawn.max() <= 1


def test_a_reporting_error_scales_all_of_a_side_and_nobody_else() -> None:
    raw = _bare()
    place(raw, "hill", "red", 700)
    body(raw, "riders", "red", "hill", 400)
    plain = draws_of(ready(raw), count=50)
    raw["actors"]["red"]["reporting_error"] = 0.4
    wrong = draws_of(ready(raw), count=50)
    garrison = wrong["garrison"][:, :3, :2] / np.where(
        plain["garrison"][:, :3, :2] > 0, plain["garrison"][:, :3, :2], 1
    )
    factors = wrong["strength"][:, 1] / plain["strength"][:, 1]
    assert np.log(factors).std() == pytest.approx(0.4, rel=0.25)
    assert garrison[:, 1, 1] == pytest.approx(factors)
    assert garrison[:, 2, 1] == pytest.approx(factors)
    assert wrong["strength"][:, 0].tolist() == plain["strength"][:, 0].tolist()
    assert wrong["garrison"][:, 0, 0].tolist() == plain["garrison"][:, 0, 0].tolist()


def test_draws_have_the_distribution_that_was_declared() -> None:
    prepared = ready(_bare())
    draws = draws_of(prepared, count=20_000)
    for column in prepared.world.columns.drawn:
        values = draws[column.spots[0][0]][(slice(None), *column.spots[0][1])]
        stated = [column.assumption.low, column.assumption.usual, column.assumption.high]
        spread = stated[2] - stated[0]
        assert np.quantile(values, [0.1, 0.5, 0.9]) == pytest.approx(stated, abs=0.03 * spread), column.assumption.name


def test_dates_lie_on_the_log_scale_of_days_and_never_before_the_first() -> None:
    raw = duel(400)
    raw["events"]["storm"] = {
        "on": [day(10), day(60), day(300)],
        "does": [{"air_cover": "blue", "level": 0.5}],
        "assume": WHY,
        "confidence": "low",
    }
    column = next(one for one in ready(raw).world.columns.drawn if one.assumption.name == "events.storm.on")
    found = column.quantile(np.array([1e-6, 0.1, 0.5, 0.9]))
    assert found[1:] == pytest.approx([60 * (10 / 60) ** 2, 60, 60 * 5**2])
    assert found[0] > 0
