"""The command `bargain`: a table of KTAB in and out, an issue of a scenario, and the numbers of the formulas."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sandtable.cli import app

SUITE = Path(__file__).resolve().parents[1] / "scenarios" / "valid" / "elections.yaml"


@pytest.fixture
def table(root: Path) -> str:
    return str(root / "docs" / "how-to" / "emissions.csv")


def told(*words: str) -> dict[str, object]:
    """What the command says to a machine."""
    done = CliRunner().invoke(app, ["bargain", *words, "--json"])
    assert done.exit_code == 0, done.output
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def test_the_published_table_gives_its_known_forecasts(table: str) -> None:
    said = told(table)
    years = {key: 4 + 6 * said[key]["value"][0] / 100 for key in ("centre", "median", "naive")}  # type: ignore[index]
    assert years["centre"] == pytest.approx(7.389955686853767)
    assert years["median"] == pytest.approx(7.0)
    assert years["naive"] == pytest.approx(6.7)
    wins = {row["name"]: row["probability"]["value"] for row in said["actors"]}  # type: ignore[attr-defined]
    assert wins["Germany"] == wins["Denmark"] == pytest.approx(0.2459, abs=1e-4)
    assert wins["Greece"] == pytest.approx(0.3920, abs=1e-4)
    assert wins["Italy"] == pytest.approx(0.3620, abs=1e-4)


def test_laws_and_ballots_change_it(table: str) -> None:
    wins = [
        told(table, *words)["actors"][0]["probability"]["value"]  # type: ignore[index]
        for words in (["--victory", "quartic"], ["--ballot", "conditional"])
    ]
    assert wins == [pytest.approx(0.0868, abs=1e-4), pytest.approx(0.2046, abs=1e-4)]


def test_with_risk_everybody_has_an_attitude(table: str) -> None:
    rows = told(table, "--risk", "mid")["actors"]
    attitudes = [row["attitude"]["value"] for row in rows]  # type: ignore[attr-defined]
    assert max(attitudes) == 1.0
    assert min(attitudes) == pytest.approx(-0.5)
    assert told(table)["actors"][0]["attitude"] is None  # type: ignore[index]


def test_what_it_writes_it_reads_back(table: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.csv"
    first = told(table, "--out", str(copy))
    assert told(str(copy)) == first


def test_an_issue_of_a_scenario_becomes_a_table(tmp_path: Path) -> None:
    out = tmp_path / "river.csv"
    said = told(str(SUITE), "--issue", "river-towns", "--out", str(out))
    assert [row["name"] for row in said["actors"]] == ["The North", "The South"]  # type: ignore[attr-defined]
    assert said["about"] == "0: rule from the capital. 100: a government of their own"
    assert "Status of the river towns" in out.read_text(encoding="utf-8")
    assert told(str(out))["centre"] == said["centre"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--victory", "quratic"], "victory: 'quratic' is not known. Did you mean 'quartic'?"),
        (["--risk", "bold"], "risk: 'bold' is not known. One of: min, mid, max."),
    ],
)
def test_an_unknown_rule_gets_the_likely_one(table: str, words: list[str], said: str) -> None:
    done = CliRunner().invoke(app, ["bargain", table, *words])
    assert done.exit_code == 1
    assert said in str(done.exception)


def test_which_issue_must_be_clear() -> None:
    done = CliRunner().invoke(app, ["bargain", str(SUITE)])
    assert "the scenario has 3 issues: say which. Known: " in str(done.exception)
    done = CliRunner().invoke(app, ["bargain", str(SUITE), "--issue", "tols"])
    assert "there is no issue 'tols'. Did you mean 'tolls'?" in str(done.exception)


def test_a_faulty_table_is_named_at_its_line(tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_text("A,b,1,1\nActor,Description,Influence,P Position,P Salience\nX,,0,120,50\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["bargain", str(file)])
    assert done.exit_code == 1
    assert "bad.csv:3:" in str(done.exception)
