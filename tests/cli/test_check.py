"""`sandtable check`: doubts at their lines, those that only a run shows, and the refusal of later knowledge."""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sandtable.cli import app
from sandtable.errors import InvalidInput
from sandtable.scenario.library import folder_of
from sandtable.simulation import prepare
from sandtable.world.priors import shipped_sets

TOWNS = (folder_of("three-towns") / "scenario.yaml").read_text(encoding="utf-8")

Check = Callable[..., Result]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """Check three-towns with some text replaced."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str, **replaced: str) -> Result:
        text = TOWNS
        for old, new in replaced.items():
            assert old in text
            text = text.replace(old, new)
        Path("scenario.yaml").write_text(text, encoding="utf-8")
        (tmp_path / "assessment.md").write_bytes((folder_of("three-towns") / "assessment.md").read_bytes())
        return CliRunner().invoke(app, ["check", "scenario.yaml", *words])

    return run


def test_doubts_stand_in_the_order_of_their_lines_and_stop_nothing(check: Check) -> None:
    done = check()
    lines = [line for line in done.stderr.splitlines() if line.startswith("scenario.yaml:")]
    assert done.exit_code == 0
    assert "fit to run" in done.stdout
    assert [int(line.split(":")[1]) for line in lines] == sorted(int(line.split(":")[1]) for line in lines)
    assert any("statements.norwick-gives-up: warning: is unhedged" in line for line in lines)
    assert any("statements.millbridge-lost: warning: has no deadline" in line for line in lines)
    warnings = json.loads(check("--json").stdout)["warnings"]
    assert warnings == lines


def test_a_run_shows_which_claims_never_disagree(check: Check) -> None:
    again = "\n  again: {kind: ours, claim: easton falls by 2030-07-31, arbiter: as above}"
    done = check("--futures", "20", **{"statements:\n": f"statements:{again}\n"})
    assert done.exit_code == 0
    assert (
        "statements.easton-by-july: warning: never disagrees with again: same verdict in all 40 futures." in done.stderr
    )


def test_a_prior_that_rests_on_later_data_is_refused(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rule that chooses a set never takes a later one; were it to fail, `check` would still refuse it."""
    last = shipped_sets()[-1]
    late = dataclasses.replace(last, name="late", data_until=datetime.date(2030, 3, 2))
    assert check().exit_code == 0
    monkeypatch.setattr(prepare, "choose_set", lambda *_: late)
    done = check()
    assert isinstance(done.exception, InvalidInput)
    assert {problem.path for problem in done.exception.problems} == set(late.priors)
    assert "rests on data until 2030-03-02, after as_of" in str(done.exception)


@pytest.mark.parametrize(("until", "taken"), [("2029-12-31", True), ("2030-03-01", True), ("2030-03-02", False)])
def test_a_set_is_taken_up_to_the_day_itself(
    check: Check, monkeypatch: pytest.MonkeyPatch, until: str, taken: bool
) -> None:
    dated = dataclasses.replace(shipped_sets()[-1], data_until=datetime.date.fromisoformat(until), name="dated")
    monkeypatch.setattr(prepare, "choose_set", lambda *_: dated)
    assert (check().exit_code == 0) == taken
