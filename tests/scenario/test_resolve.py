"""The complete form: twice is once, order of writing says nothing, and the hash sees only what a run depends on."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder_of_scenarios import SMALL, scenarios
from sandtable.scenario.marks import parse_text
from sandtable.scenario.resolve import as_json, complete, hash_of
from sandtable.scenario.schema import Scenario


def small() -> dict[str, Any]:
    return parse_text(SMALL, "small.yaml")[0]


def _bytes(scenario: Scenario) -> str:
    return json.dumps(as_json(scenario), allow_nan=False)


def _shuffled(value: Any, order: random.Random, kept: bool = False) -> Any:
    """The same data with its entries, keys and unordered lists in another order."""
    if isinstance(value, dict):
        keys = list(value)
        order.shuffle(keys)
        return {
            key: _shuffled(value[key], order, key in ("orders", "at", "km", "fighters", "on", "does")) for key in keys
        }
    if isinstance(value, list) and not kept and all(isinstance(item, str) for item in value):
        return order.sample(value, len(value))
    return value


@given(scenarios())
def test_completing_twice_changes_nothing(data: dict[str, Any]) -> None:
    stated = Scenario.model_validate(data)
    once = complete(stated)
    assert complete(once) == once
    assert _bytes(complete(once)) == _bytes(once)
    assert Scenario.model_validate(json.loads(_bytes(once))) == once
    assert hash_of(stated) == hash_of(once)


@given(scenarios())
def test_every_range_becomes_three_numbers_and_every_confidence_is_there(data: dict[str, Any]) -> None:
    plain = as_json(complete(Scenario.model_validate(data)))
    for section, key in (("routes", "km"), ("forces", "fighters"), ("formations", "fighters"), ("priors", "value")):
        for entry in plain[section].values():
            assert len(entry[key]) == 3
            assert entry[key] == sorted(entry[key])
            assert entry["confidence"] in ("high", "medium", "low")
    for event in plain["events"].values():
        assert event["on"] == sorted(event["on"])
        assert len(event["on"]) == 3


@given(scenarios(), st.randoms(use_true_random=False))
def test_another_order_of_writing_is_the_same_scenario_byte_for_byte(
    data: dict[str, Any], order: random.Random
) -> None:
    one = complete(Scenario.model_validate(data))
    other = complete(Scenario.model_validate(_shuffled(data, order)))
    assert _bytes(one) == _bytes(other)


def _hash(*changes: tuple[str, Any]) -> str:
    data = small()
    for path, value in changes:
        *above, last = path.split(".")
        here = data
        for step in above:
            here = here.setdefault(step, {})
        here[last] = value
    return hash_of(Scenario.model_validate(data))


def test_swapping_display_names_leaves_the_hash() -> None:
    assert _hash(("places.alpha.name", "Beta"), ("places.beta.name", "Alpha")) == _hash()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("title", "Other"),
        ("summary", "Words"),
        ("sources.note.title", "Other"),
        ("actors.north.name", "Northerners"),
        ("actors.north.aka", ["N"]),
        ("actors.north.colour", "#123"),
        ("places.beta.aka", ["B"]),
        ("routes.alpha-beta.assume", "another reason"),
        ("formations.column.name", "Column"),
        ("control.south-holds.pocket", True),
        ("forces.beta-garrison.confidence", "medium"),  # what a bare `assume` means anyway
        ("statements", {"rain": {"kind": "fact", "says": {"cite": "it rained"}}}),
        ("variants", {"v": {"assume": "why not"}}),
        ("mechanisms", {"collapse": "weak"}),  # the default, written out
    ],
)
def test_words_for_readers_leave_the_hash(path: str, value: Any) -> None:
    assert _hash((path, value)) == _hash()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("as_of", "2017-04-29"),
        ("until", "2018-05-01"),
        ("theatre", ["elsewhere"]),
        ("actors.north.air_cover", 0.5),
        ("places.beta.at", [34.2, 40.21]),
        ("places.beta.population", 5),
        ("places.beta.fortified", 0.1),
        ("routes.alpha-beta.km", 33),
        ("routes.alpha-beta.confidence", "low"),
        ("routes.alpha-beta.cite", "by the map"),  # a cite makes the confidence high
        ("forces.beta-garrison.fighters", [500, 901, 1500]),
        ("formations.column.orders", ["beta"]),
        ("priorities", {"p": {"who": "north", "places": {"beta": 1}, "assume": "first"}}),
        ("mechanisms", {"collapse": "off"}),
        ("priors", {"x": {"value": 1, "assume": "guess"}}),
    ],
)
def test_what_a_run_depends_on_changes_the_hash(path: str, value: Any) -> None:
    assert _hash((path, value)) != _hash()


def test_an_entry_called_name_counts() -> None:
    """Ids are keys too: the words left out are fields, never entries that happen to be called so."""
    wants = {"p": {"who": "north", "places": {"name": 1}, "assume": "first"}}
    other = {"p": {"who": "north", "places": {"name": -1}, "assume": "first"}}
    assert _hash(("priorities", wants)) != _hash(("priorities", other))
    assert _hash(("places.title", {"name": "T", "at": [1, 2]})) != _hash()


def test_a_road_of_one_number_never_falls_below_the_straight_line() -> None:
    km = complete(Scenario.model_validate(small())).routes["alpha-beta"].km
    assert isinstance(km, tuple)
    assert km[0] == pytest.approx(28.87, abs=0.02)  # great circle; 32 km times exp(-.15 x 1.28) would be 26.4
    assert km[1] == 32


def test_the_median_of_two_dates_is_midway_in_the_logarithm_of_days() -> None:
    event = {"on": ["2017-05-10", "2018-12-21"], "does": [{"take": "beta", "by": "north"}], "assume": "x"}
    data = small() | {"events": {"e": event}}
    on = complete(Scenario.model_validate(data)).events["e"].on
    assert [day.isoformat() for day in on] == ["2017-05-10", "2017-07-16", "2018-12-21"]  # days 10, sqrt(10 x 600), 600
