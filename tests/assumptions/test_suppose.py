"""Suppositions: the same futures run again with an edit, paired; and runs that go on until all is within a point."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sandtable.assumptions.precise import POINT, draws_needed, too_wide
from sandtable.assumptions.suppose import Edit, with_supposed
from sandtable.claims.judge import judge
from sandtable.claims.question import Question
from sandtable.ensemble.ensemble import Ensemble, open_run
from sandtable.errors import InvalidInput
from sandtable.scenario.marks import Marks
from sandtable.scenario.read import read_scenario
from sandtable.scenario.schema import Scenario
from sandtable.scenario.statement import Statement
from sandtable.scenario.supposed import supposed, title_of
from sandtable.simulation.run import simulate, simulate_until

CLAIMS = {
    "norwick": Question("norwick falls by the end"),
    "easton": Question("easton falls by the end"),
    "given": Question("norwick falls by the end", given="easton falls by the end"),
}


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return read_scenario("three-towns")


@pytest.fixture(scope="module")
def base(scenario: Scenario) -> Ensemble:
    return simulate(scenario, futures=750, seed=3)


def edit(scenario: Scenario, suppose: dict[str, object] | str) -> Edit:
    statement = Statement(kind="ours", claim="norwick falls", suppose=suppose)
    return Edit(supposed(scenario, statement, Marks("three-towns")), title_of(scenario, statement))


def test_a_change_that_changes_nothing_gives_exactly_zero(base: Ensemble, scenario: Scenario) -> None:
    verdicts = judge(base, CLAIMS)
    same = edit(scenario, {"actors.front.colour": "#123456"})
    found = with_supposed(base, verdicts, CLAIMS, {"norwick": same, "given": same}, futures=400)
    row = found.row("norwick")
    assert row.supposed is not None
    assert (row.supposed.futures, row.supposed.change.gained, row.supposed.change.lost) == (400, 0, 0)
    assert row.supposed.change.difference == 0.0
    assert row.supposed.what == "actors.front.colour = #123456"
    assert found.row("easton").supposed is None
    given = found.row("given").supposed
    assert given is not None
    assert given.change.futures == int(np.sum(verdicts.settled[1, :400, 0] == 1))


def test_a_variant_is_compared_future_by_future(base: Ensemble, scenario: Scenario) -> None:
    verdicts = judge(base, CLAIMS)
    name = next(iter(scenario.variants))
    changed = edit(scenario, name)
    found = with_supposed(base, verdicts, CLAIMS, {"norwick": changed}, futures=10_000).row("norwick").supposed
    assert found is not None
    again = simulate(changed.scenario, futures=750, seed=3)
    other = judge(again, CLAIMS)
    one = other.settled[other.number("norwick"), :, 0] == 1
    stands = verdicts.settled[verdicts.number("norwick"), :, 0] == 1
    assert found.futures == 750
    assert (found.change.gained, found.change.lost) == (int(np.sum(one & ~stands)), int(np.sum(stands & ~one)))
    assert found.probability == one.mean()
    assert found.what == (scenario.variants[name].title or name)


def test_a_run_ends_when_enough_is_known(scenario: Scenario, tmp_path: Path) -> None:
    looks: list[int] = []

    def wanted(ensemble: Ensemble) -> int:
        looks.append(ensemble.draws)
        return 600 if ensemble.draws < 600 else ensemble.draws

    run = simulate_until(scenario, wanted, most=5_000, seed=3, folder=tmp_path / "run")
    assert looks == [0, 750]
    assert run.complete
    assert (run.draws, run.manifest.draws) == (750, 750)
    stored = open_run(tmp_path / "run")
    assert stored.complete
    whole = simulate(scenario, futures=750, seed=3)
    for one, other in zip(stored.blocks(), whole.blocks(), strict=True):
        assert np.array_equal(one.day, other.day)
        assert np.array_equal(one.uniforms, other.uniforms)


def test_a_finished_run_is_gone_on_with_where_more_is_wanted(scenario: Scenario, tmp_path: Path) -> None:
    """Its futures do not depend on how many there are, so nothing is lost and nothing is run twice."""
    simulate(scenario, futures=500, seed=3, folder=tmp_path / "run")
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "run" / "blocks").iterdir()}
    run = simulate_until(scenario, lambda _: 600, most=5_000, seed=3, folder=tmp_path / "run")
    assert (run.draws, run.manifest.draws, run.complete) == (750, 750, True)
    assert {name: (tmp_path / "run" / "blocks" / name).stat().st_mtime_ns for name in before} == before
    again = simulate_until(scenario, lambda _: 100, most=5_000, seed=3, folder=tmp_path / "run")
    assert (again.draws, again.complete) == (750, True)
    assert open_run(tmp_path / "run").complete


def test_a_stopped_run_with_a_gap_is_filled_before_it_is_counted(scenario: Scenario, tmp_path: Path) -> None:
    simulate(scenario, futures=750, seed=3, folder=tmp_path / "run")
    (tmp_path / "run" / "blocks" / "000001.npz").unlink()
    run = simulate_until(scenario, lambda ensemble: ensemble.draws, most=5_000, seed=3, folder=tmp_path / "run")
    assert run.numbers == (0, 1, 2)
    assert run.draws == 750


def test_a_folder_of_another_run_is_refused_and_says_in_what_it_differs(scenario: Scenario, tmp_path: Path) -> None:
    simulate(scenario, futures=300, seed=3, folder=tmp_path / "run")
    with pytest.raises(InvalidInput, match=r"size: 300 there, 5,000 here.*sandtable brief"):
        simulate_until(scenario, lambda _: 600, most=5_000, seed=3, folder=tmp_path / "run")
    with pytest.raises(InvalidInput, match="seed: 3 there, 4 here"):
        simulate(scenario, futures=300, seed=4, folder=tmp_path / "run")


def test_a_run_never_goes_past_its_most(scenario: Scenario) -> None:
    run = simulate_until(scenario, lambda ensemble: 10**6, most=300, seed=3)
    assert run.complete
    assert run.draws == 300


def test_what_is_too_wide_asks_for_more(base: Ensemble) -> None:
    verdicts = judge(base, CLAIMS)
    wide = too_wide(verdicts)
    rows = {row.id: max(row.high - row.probability, row.probability - row.low) for row in verdicts.rows}
    assert set(wide) == {name for name, reach in rows.items() if reach > POINT} | {one.id for one in verdicts.refused}
    assert wide
    assert 750 < draws_needed(base, CLAIMS) <= 1_500
