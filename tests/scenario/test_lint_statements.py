"""Doubts about statements: each at its line, none about a statement that can be scored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sandtable.scenario.lint_statements import lint_statements
from sandtable.scenario.read import read

BASE = (Path(__file__).parents[1] / "scenarios" / "valid" / "statements.yaml").read_text(encoding="utf-8")
HEAD = BASE[: BASE.index("statements:")]

Said = Callable[..., list[str]]


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Said:
    """The doubts about one statement, written in YAML, as a user reads them."""
    monkeypatch.chdir(tmp_path)

    def doubts(statement: str, head: str = "") -> list[str]:
        Path("a.yaml").write_text(f"{HEAD}{head}statements:\n  one: {{{statement}}}\n", encoding="utf-8")
        reading = read("a.yaml")
        return [str(problem) for problem in lint_statements(reading.scenario, reading.marks)]

    return doubts


AUTHOR = "kind: forecast, claim: beta falls by 2017-12-31, arbiter: its centre"
LINE = HEAD.count("\n") + 2


def test_a_whole_statement_raises_no_doubt(said: Said) -> None:
    assert said(f"{AUTHOR}, says: {{cite: beta will likely fall, hedge: likely}}") == []
    assert said(f"{AUTHOR}, says: {{cite: beta may fall, hedge: may}}, reads: unlikely") == []
    assert said(f"{AUTHOR}, says: {{cite: beta falls}}") == []
    assert said("kind: forecast, says: {cite: beta will fall, hedge: will}, cannot_be_settled: no measure") == []


def test_no_arbiter(said: Said) -> None:
    (line,) = said("kind: ours, claim: beta falls by 2017-12-31")
    assert line == (
        f"a.yaml:{LINE}:28: statements.one: warning: has no arbiter: nobody could say afterwards whether it came true. "
        "Write `arbiter: …`."
    )


def test_a_hedge_in_no_table(said: Said) -> None:
    (line,) = said(f"{AUTHOR}, says: {{cite: beta may fall, hedge: may}}")
    assert line.startswith(f"a.yaml:{LINE}:")
    assert "'may' stands in no table, so it has no number. Say with `reads: likely` how you read it" in line


@pytest.mark.parametrize("word", ["will", "Will", "shall", "is  going to"])
def test_a_bare_will(said: Said, word: str) -> None:
    (line,) = said(f"{AUTHOR}, says: {{cite: beta will fall, hedge: {word}}}")
    assert "is unhedged: a bare" in line
    assert "reads" not in line


def test_the_scenarios_own_table_counts(said: Said) -> None:
    hedged = f"{AUTHOR}, says: {{cite: better than even, hedge: better than even}}"
    assert len(said(hedged)) == 1
    assert said(hedged, "hedges: survey\n") == []
