"""Claims as JSON: round trips, the manual's example, and hostile values."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import worlds
from sandtable.claims.ast import Node
from sandtable.claims.catalogue import BY_OP
from sandtable.claims.json_form import MAX_JSON_DEPTH, MAX_JSON_LENGTH, as_json, from_json, json_schema
from sandtable.claims.parse import parse
from sandtable.errors import InvalidInput


@given(claim=worlds.CLAIMS)
def test_there_and_back(claim: Node) -> None:
    assert from_json(json.dumps(as_json(claim))) == claim


def test_the_manual_shows_a_claim(root: Path) -> None:
    page = (root / "docs" / "reference" / "claims.md").read_text(encoding="utf-8")
    (written,) = re.findall(r"```json\n(.*?)```", page, flags=re.DOTALL)
    claim = from_json(written)
    assert claim == parse("each of [hawija, shirqat-east] is held by daesh until mosul-west falls")


def test_the_schema_names_every_claim() -> None:
    schema = json.dumps(json_schema())
    for operator in BY_OP.values():
        assert f'"{operator.op}"' in schema


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"op": "falls", "place": "ana", "colour": "red"}, "falls.colour: Extra inputs are not permitted"),
        ({"op": "fals", "place": "ana"}, "Input tag 'fals' found"),
        ({"op": "falls", "place": "falls"}, "the language cannot say it: column 1: 'falls' is a word of the language"),
        ({"op": "falls", "place": "it"}, "the language cannot say it: column 1: 'it' is not a name"),
        ({"op": "not", "claim": {"op": "held", "place": "ana", "by": ["iraq"]}}, "Input tag 'held' found"),
        (
            {"op": "each_of", "which": "each", "places": ["ana", "rawa"], "claim": {"op": "falls", "place": "ana"}},
            "the claim's first place, and no other, must be called 'it'",
        ),
        (
            {"op": "road", "start": "ana", "end": "rawa", "to": ["iraq"]},
            "Input tag 'road' found",
        ),
        ([], "Input should be a valid dictionary"),
        ("x", "is not JSON"),
        ("[" * 50_000, "is not JSON"),
        (" " * (MAX_JSON_LENGTH + 1), "may have 100,000 characters"),
    ],
)
def test_what_is_no_claim_is_refused(values: Any, message: str) -> None:
    with pytest.raises(InvalidInput) as wrong:
        from_json(values)
    assert message in str(wrong.value)


def test_what_is_too_deep_is_refused() -> None:
    claim: dict[str, Any] = {"op": "falls", "place": "ana"}
    for _ in range(MAX_JSON_DEPTH + 1):
        claim = {"op": "not", "claim": claim}
    with pytest.raises(InvalidInput, match="nested 60 deep"):
        from_json(claim)
    claim = {"op": "falls", "place": "ana"}
    for _ in range(30):
        claim = {"op": "not", "claim": claim}
    with pytest.raises(InvalidInput, match="the language cannot say it"):
        from_json(claim)


VALUES: Any = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.sampled_from(list(BY_OP))),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(("op", "place", "claim", "claims", "what", "one", "other", "by")), inner),
    ),
    max_leaves=12,
)


@given(VALUES)
def test_any_values_give_a_claim_or_invalid_input(values: Any) -> None:
    try:
        claim = from_json(values)
    except InvalidInput:
        return
    assert from_json(as_json(claim)) == claim
