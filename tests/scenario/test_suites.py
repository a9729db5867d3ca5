"""The scenario suites: every invalid file says exactly the words beside it, every valid one is read and completed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sandtable.errors import InvalidInput
from sandtable.scenario.read import read, read_scenario
from sandtable.scenario.resolve import as_json, complete, hash_of
from sandtable.scenario.schema import Scenario

SUITES = Path(__file__).resolve().parents[1] / "scenarios"
INVALID = sorted((SUITES / "invalid").glob("*.yaml"))
VALID = sorted((SUITES / "valid").glob("*.yaml"))


def test_there_are_more_ways_to_be_wrong_than_right() -> None:
    assert len(INVALID) >= 40
    assert len(INVALID) >= len(VALID) >= 12
    assert {file.stem for file in INVALID} == {file.stem for file in (SUITES / "invalid").glob("*.txt")}


@pytest.mark.parametrize("file", INVALID, ids=lambda file: file.stem)
def test_invalid_says_the_words_beside_it(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    with pytest.raises(InvalidInput) as said:
        read_scenario(file.name)
    assert str(said.value) + "\n" == file.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", INVALID, ids=lambda file: file.stem)
def test_invalid_words_are_short_and_marked(file: Path) -> None:
    """The texts themselves keep the house's manners: a mark first, a full stop last, none of pydantic's words."""
    lines = file.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    assert lines
    for line in lines:
        assert line.startswith(f"{file.name}:")
        assert line[-1] in ".?"
        assert len(line) < 240
        assert not any(word in line for word in ("Input should", "pydantic", "type=", "NoneType", "<class"))


@pytest.mark.parametrize("file", VALID, ids=lambda file: file.stem)
def test_valid_is_read_and_completed_once(file: Path) -> None:
    scenario = read_scenario(file)
    assert complete(scenario) == scenario
    plain = as_json(scenario)
    assert Scenario.model_validate(json.loads(json.dumps(plain, allow_nan=False))) == scenario
    assert list(as_json(complete(scenario))) == list(plain)
    for name in scenario.variants:
        changed = read_scenario(file, name)
        assert complete(changed) == changed
        assert hash_of(changed) != hash_of(scenario)


@pytest.mark.parametrize("file", VALID, ids=lambda file: file.stem)
def test_the_complete_form_is_a_scenario_that_reads_as_itself(file: Path, tmp_path: Path) -> None:
    """JSON is YAML: the complete form, written out, passes every check and is the same scenario."""
    scenario = read_scenario(file)
    again = tmp_path / "scenario.yaml"
    again.write_text(json.dumps(as_json(scenario), ensure_ascii=False, indent=1), encoding="utf-8")
    assert read_scenario(tmp_path) == scenario
    assert hash_of(read_scenario(again)) == hash_of(scenario)


def test_only_the_doubtful_one_gives_warnings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SUITES / "valid")
    said = {file.stem: [str(problem) for problem in read(file.name).warnings] for file in VALID}
    assert {stem for stem, lines in said.items() if lines} == {"doubtful"}
    words = (SUITES / "valid" / "doubtful.txt").read_text(encoding="utf-8")
    assert "\n".join(said["doubtful"]) + "\n" == words
