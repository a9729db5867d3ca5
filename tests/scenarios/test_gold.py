"""The annotation of the flagship's note by hand: all of it stands in the scenario, in the sentence that says it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from sandtable.claims.parse import parse
from sandtable.scenario.read import read_scenario
from sandtable.scenario.schema import Statement

FLAGSHIP = "western-anbar-2017"
SAME = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " "})


@pytest.fixture(scope="module")
def gold(shared: Path) -> dict[str, Any]:
    """The annotation, or a skip."""
    file = shared / "data" / "western_anbar_gold.yaml"
    if not file.is_file():
        pytest.skip("the annotation is not in the shared folder")
    return dict(YAML(typ="safe").load(file.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def note(shared: Path) -> str:
    """The note, or a skip."""
    file = shared / "sources" / "western-anbar-assessment-2017.txt"
    if not file.is_file():
        pytest.skip("the note is not in the shared folder")
    return file.read_text(encoding="utf-8").translate(SAME)


def by_id() -> dict[str, list[tuple[str, Statement]]]:
    """The flagship's statements by the ids of the annotation that they carry."""
    found: dict[str, list[tuple[str, Statement]]] = {}
    for name, statement in read_scenario(FLAGSHIP).statements.items():
        for one in statement.ids:
            found.setdefault(one, []).append((name, statement))
    return found


def items(gold: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every event, forecast and conditional of the annotation."""
    return {one["id"]: one for part in ("events", "forecasts", "conditionals") for one in gold[part]}


def how(statement: Statement) -> str:
    """What becomes of a statement, in one word."""
    if statement.claim is not None:
        return "runs"
    if statement.cannot_be_settled is not None:
        return "cannot be settled"
    if statement.waits_for and statement.kind != "fact":
        return "waits"
    return "fact" if statement.kind == "fact" else "nothing"


def test_every_item_is_in_the_scenario_and_no_id_is_invented(gold: dict[str, Any]) -> None:
    assert len(items(gold)) == 34
    assert set(by_id()) == set(items(gold))


def test_every_item_is_a_fact_a_claim_a_wait_or_a_reason(gold: dict[str, Any]) -> None:
    became = {one: {how(statement) for _, statement in found} for one, found in by_id().items()}
    assert set().union(*became.values()) - {"waits"} == {"runs", "cannot be settled", "fact"}
    assert {one for one, ways in became.items() if one[0] == "e" and not ways & {"fact", "runs"}} == {"e15"}
    assert {one for one, ways in became.items() if one[0] in "fc" and "fact" in ways} == set()
    assert {one for one, ways in became.items() if "runs" in ways} == {
        *("e02", "e06", "e07", "e13"),
        *("f01", "f02", "f03", "f04", "f05", "f06", "f07", "f08", "f09", "f10", "f11"),
        *("c01", "c02", "c03", "c04", "c05", "c06", "c07"),
    }


def test_every_claim_that_carries_an_id_can_be_read() -> None:
    claims = [statement.claim for found in by_id().values() for _, statement in found if statement.claim]
    assert len(claims) >= 6
    assert all(parse(claim) for claim in claims)


def test_each_cite_stands_in_the_sentence_that_was_annotated(gold: dict[str, Any], note: str) -> None:
    sentences = {one["id"]: note[one["start"] : one["end"]] for one in gold["sentences"]}
    apart = [
        (one, name)
        for one, found in by_id().items()
        for name, statement in found
        if statement.says is None or statement.says.cite.translate(SAME) not in sentences[items(gold)[one]["s"]]
    ]
    assert apart == []


def test_each_kind_is_the_annotated_one(gold: dict[str, Any]) -> None:
    """Conditionals are conditionals or causes; forecasts are never facts of ours or intentions of somebody's."""
    kinds = {one: {statement.kind for _, statement in found} for one, found in by_id().items()}
    assert [one for one in kinds if one[0] == "c" and not kinds[one] <= {"conditional", "causal"}] == []
    assert [one for one in kinds if one[0] == "f" and not kinds[one] <= {"forecast", "conditional"}] == []
    assert [one for one in kinds if one[0] == "e" and not kinds[one] <= {"fact", "forecast", "intention"}] == []
