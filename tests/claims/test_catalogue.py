"""The contract of every word of the claim language, whichever they are: found in the folder, not listed here."""

from __future__ import annotations

import importlib
import pkgutil
from importlib.resources import files
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims import worlds
from sandtable.claims import ast, operators
from sandtable.claims.catalogue import BY_OP, OPERATORS
from sandtable.claims.english import english
from sandtable.claims.operator import Operator
from sandtable.claims.parse import ClaimError, parse
from sandtable.claims.print import text
from sandtable.claims.settle import Settler

FOUND: list[Operator] = [
    importlib.import_module(f"sandtable.claims.operators.{module.name}").OPERATOR
    for module in pkgutil.iter_modules(operators.__path__)
]
each = pytest.mark.parametrize("operator", FOUND, ids=lambda operator: operator.op)
OWN = (*worlds.PLACES, *worlds.ACTORS, *worlds.EVENTS, *worlds.DISPUTES, *worlds.MEDIATION)
EXTRA = ("council-2018", "kirkuk-status", "reformer", "hawija", "rutba", "baghdad", "highway", "exposure")
NAMES = {name: f"<{name}>" for name in (*OWN, *EXTRA)}


def test_the_catalogue_lists_every_file_once() -> None:
    assert {id(operator) for operator in FOUND} == {id(operator) for operator in OPERATORS}
    assert len(OPERATORS) == len(BY_OP) == len(FOUND)


@each
def test_op_rule_and_model_bear_one_name(operator: Operator) -> None:
    grammar = files("sandtable.claims").joinpath("grammar.lark").read_text(encoding="utf-8")
    assert operator.model.model_fields["op"].default == operator.op
    assert any(line.startswith(f"{operator.op}:") for line in grammar.splitlines())


@each
def test_claims_and_events_stand_alone_and_states_say_when(operator: Operator) -> None:
    members = get_args(get_args(ast.Claim)[0])
    assert (operator.model in members) == (operator.sort != "state")
    if operator.sort == "state":
        with pytest.raises(ClaimError, match="say when"):
            parse(operator.example)


def claim_of(operator: Operator) -> ast.Node:
    """The operator's own example as a claim; a state is asked about at the end."""
    return parse(f"{operator.example} at the end" if operator.sort == "state" else operator.example)


@each
def test_the_example_uses_the_word_and_prints_as_written(operator: Operator) -> None:
    claim = claim_of(operator)
    assert operator.op in {node.op for node in ast.walk(claim)}
    assert text(claim).startswith(operator.example)


@each
def test_english_uses_display_names_and_no_ids(operator: Operator) -> None:
    claim = claim_of(operator)
    said = english(claim, NAMES)
    names = [name for _, name in ast.references(claim)]
    assert names
    for name in names:
        assert NAMES[name] in said
    assert not said[0].islower()
    assert said == said.strip()
    assert operator.meaning
    assert operator.meaning[0].islower()


@each
@settings(max_examples=20)
@given(data=st.data(), histories=worlds.HISTORIES, holders=worlds.HOLDERS)
def test_every_word_settles_random_logs(
    operator: Operator, data: st.DataObject, histories: list[worlds.History], holders: list[int]
) -> None:
    claim = data.draw(worlds.CLAIMS_WITH[operator.op])
    assert operator.op in {node.op for node in ast.walk(claim)}
    settler = Settler(worlds.block(histories), worlds.manifest(holders), worlds.GROUND)
    log = settler.log.day.copy()
    verdict = settler.verdict(claim)
    assert verdict.dtype == np.int8
    assert verdict.shape == (len(histories),)
    assert set(np.unique(verdict)) <= {-1, 0, 1}
    margin = settler.slack(claim)
    if margin is not None:
        assert np.all(verdict[margin > 0] == 1), "a positive margin, and the claim is not true"
        assert np.all(verdict[margin < 0] == 0), "a negative margin, and the claim is not false"
        assert np.array_equal(np.isnan(margin), (verdict == -1) | np.isnan(margin))
    assert np.array_equal(settler.log.day, log), "an operator changed the log"


@each
def test_the_manual_has_a_word_about_it(operator: Operator, root: Path) -> None:
    page = (root / "docs" / "reference" / "claims.md").read_text(encoding="utf-8")
    assert operator.example in page
