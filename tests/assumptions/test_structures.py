"""Structures: other models run on the same luck; what carries a claim is what was planted to carry it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sandtable.assumptions.structures import Structures, over_structures, run_structures, structures_of
from sandtable.claims.question import Question
from sandtable.ensemble.ensemble import Ensemble
from sandtable.mechanisms.catalogue import MECHANISMS
from sandtable.views.structures import with_structures
from sandtable.views.tables import show, structures_table
from small_worlds import WHY, Raw, body, empty, fixed, place, road, run, whole

CLAIMS = {
    "pocket": Question("pocket falls by the end"),
    "nearer": Question("near falls before remote falls"),
    "untouched": Question("port is held by blue at the end"),
}


def _war(days: int = 400) -> Raw:
    """A pocket that can only give up, and two towns of which the nearer is the stronger."""
    raw = empty(days)
    place(raw, "port", "blue", 300, supplies=["blue"], assume=WHY)
    place(raw, "ring", "blue", 300)
    place(raw, "pocket", "red", 300)
    place(raw, "near", "red", 900)
    place(raw, "remote", "red", 300, supplies=["red"], assume=WHY)
    for pair, km in (
        ("port ring", 40),
        ("ring pocket", 40),
        ("port near", 50),
        ("port remote", 250),
        ("ring remote", 90),
    ):
        road(raw, *pair.split(), km)
    body(raw, "column", "blue", "port", 6000, only=["near", "remote"])
    raw["mechanisms"] = {"collapse": "author"}
    raw["priors"] = fixed({"supply.isolation-days": 20.0, "choice.floor": 0.0})
    raw["variants"] = {
        "dug-in": {"structure": True, "set": {"places.near.fortified": 1.0, "places.near.assume": WHY}, "assume": WHY},
        "only-a-variant": {"set": {"places.near.fortified": 0.5, "places.near.assume": WHY}, "assume": WHY},
    }
    return raw


@pytest.fixture(scope="module")
def base() -> Ensemble:
    return run(_war(), 300)


@pytest.fixture(scope="module")
def structures(base: Ensemble) -> Structures:
    return run_structures(base, CLAIMS, 300)


def test_every_setting_but_its_own_and_the_variants_that_say_so() -> None:
    ids = [one.id for one in structures_of(whole(_war()))]
    assert ids == [
        "kernel-square",
        "kernel-linear",
        "kernel-deitchman",
        "kernel-helmbold",
        "choice-nearest",
        "choice-weakest",
        "choice-any",
        "collapse-off",
        "collapse-weak",
        "cascade-on",
        "dug-in",
    ]
    settings = {one.id.partition("-")[0] for one in structures_of(whole(_war()))} - {"dug"}
    assert settings - {"kernel"} <= {member.name for member in MECHANISMS}
    changed = whole(_war() | {"variant": "only-a-variant"})
    assert "dug-in" not in [one.id for one in structures_of(changed)], "no variant of a variant"


def test_what_was_planted_carries_the_claim(structures: Structures) -> None:
    over = over_structures(structures)
    pocket, nearer, untouched = over["pocket"], over["nearer"], over["untouched"]
    assert pocket.carrier is not None
    assert pocket.carrier.structure.id == "collapse-off"
    assert pocket.under["collapse-off"] == pocket.low == 0
    assert pocket.carrier.difference == pytest.approx(-pocket.base)
    assert nearer.carrier is not None
    assert nearer.carrier.structure.kind == "the rule of choice"
    assert nearer.under["choice-nearest"] > nearer.under["choice-weakest"] + 0.3
    assert untouched.carrier is None
    assert set(untouched.under.values()) == {1.0}


def test_it_is_run_on_the_luck_of_the_run_itself(base: Ensemble, structures: Structures) -> None:
    from sandtable.claims.judge import judge

    again = judge(base, CLAIMS)
    assert [row.true for row in structures.base.rows] == [row.true for row in again.rows]
    assert structures.futures == 300


def test_the_payload_says_range_and_carrier(structures: Structures, capsys: pytest.CaptureFixture[str]) -> None:
    rows: list[dict[str, Any]] = [
        {
            "id": key,
            "english": question.claim,
            "probability": {"value": structures.base.row(key).probability, "text": "?"},
        }
        for key, question in CLAIMS.items()
    ]
    shown = with_structures({"claims": rows}, structures)
    json.dumps(shown, allow_nan=False)
    assert len(shown["structures"]["list"]) == 11
    pocket, nearer, untouched = (row["structures"] for row in shown["claims"])
    assert pocket["low"] == 0
    assert pocket["carrier"]["kind"] == "collapse without assault"
    assert "Nothing falls without an assault" in pocket["text"]
    assert nearer["low"] < nearer["high"]
    assert untouched["carrier"] is None
    assert untouched["text"].endswith("none of them moves it by more than chance would.")
    assert [one["id"] for one in pocket["under"]] == [one["id"] for one in shown["structures"]["list"]]
    show(structures_table(shown))
    assert "Nothing falls without an" in capsys.readouterr().out


def test_where_none_were_run_the_payload_says_so() -> None:
    shown = with_structures({"claims": [{"id": "a"}]}, None)
    assert shown == {"claims": [{"id": "a", "structures": None}], "structures": None}
