"""The payload holds what was counted, each number with its text, and nothing that JSON cannot hold."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from sandtable.ensemble.ensemble import Ensemble
from sandtable.errors import InvalidInput
from sandtable.views.bottom_line import headline_of
from sandtable.views.payload import PAYLOAD_VERSION, build_payload
from sandtable.views.rows import confidence
from views import synthetic
from views.synthetic import AS_OF, PLACES, first_fall, holder_at, manifest, random_futures, scenario, store, verdicts

DRAWS = 10
FUTURES = random_futures(11, 2 * DRAWS)


def built(folder: Path, **given: Any) -> dict[str, Any]:
    ensemble = store(folder / "run", manifest(DRAWS), FUTURES)
    values: dict[str, Any] = {"hangs_on": {}, "variants": {}}
    found = given.pop("verdicts", verdicts(mill_falls=(3, 6, 1), ford_holds=(5, 5, 0)))
    return build_payload(ensemble, given.pop("scenario", scenario()), found, **(values | given))


def figures(value: Any) -> list[dict[str, Any]]:
    """Every pair of a value and its text in a payload."""
    if isinstance(value, dict):
        own = [value] if {"value", "text"} <= value.keys() else []
        return own + [pair for part in value.values() for pair in figures(part)]
    return [pair for part in value for pair in figures(part)] if isinstance(value, list) else []


def test_it_is_json_and_says_its_version(tmp_path: Path) -> None:
    payload = built(tmp_path)
    assert json.loads(json.dumps(payload, allow_nan=False)) == payload
    assert payload["payload"] == PAYLOAD_VERSION == 1


def test_control_shares_are_those_counted_by_hand(tmp_path: Path) -> None:
    payload = built(tmp_path)
    actors = ("", "red", "blue", "green")
    dates = [datetime.date.fromisoformat(date["value"]) for date in payload["map"]["dates"]]
    assert (dates[0], dates[-1], len(dates)) == (AS_OF, synthetic.UNTIL, 5)
    for index, place in enumerate(payload["map"]["places"]):
        for date, held in zip(dates, place["held"], strict=True):
            holders = [holder_at(changes, index, (date - AS_OF).days) for changes in FUTURES[::2]]
            assert {one["actor"]: one["futures"] for one in held} == {
                actors[holder + 1]: holders.count(holder) for holder in set(holders)
            }
            assert [one["futures"] for one in held] == sorted((one["futures"] for one in held), reverse=True)
            assert all(one["share"]["value"] == one["futures"] / DRAWS for one in held)


def test_fall_dates_are_those_counted_by_hand(tmp_path: Path) -> None:
    rows = {row["place"]: row for row in built(tmp_path)["falls"]}
    assert set(rows) == {"ford", "mill", "gate"}, "nobody holds the moor, so it cannot fall"
    for name, row in rows.items():
        falls = [first_fall(changes, PLACES.index(name)) for changes in FUTURES[::2]]
        days = sorted(fall[0] for fall in falls if fall)
        assert row["falls"]["futures"] == len(days)
        for key, needed in (("p10", 1), ("p50", 5), ("p90", 9)):
            expected = AS_OF + datetime.timedelta(days=days[needed - 1]) if len(days) >= needed else None
            assert row[key]["value"] == (expected.isoformat() if expected else None)
            assert expected or row[key]["text"] == "after 9 Apr 2020"


def test_a_claim_row_says_what_was_found_and_what_the_author_said(tmp_path: Path) -> None:
    row = built(tmp_path)["claims"][0]
    assert row["cite"] == "the mill should be lost"
    assert (row["hedge"], row["reads"], row["reads_is_ours"]) == ("should", "likely", True)
    assert row["band"] == {"word": "likely", "low": 0.55, "high": 0.80, "text": "55\u201380\u00a0%"}
    assert row["probability"] == {"value": 0.3, "text": "30\u00a0%"}
    assert row["interval"]["text"] == "28\u201332\u00a0%"
    assert row["undecided"]["value"] == 0.1
    assert row["assumptions"]["text"] == "10\u201350\u00a0%"
    assert (row["word"], row["against"]["place"], row["against"]["clear"]) == ("unlikely", "below", True)
    assert {name: one["value"] for name, one in row["counts"].items()} == {
        "futures": 10, "true": 3, "false": 6, "undecided": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("true", "place", "clear"), [(40, "below", True), (70, "inside", True), (90, "above", True), (54, "below", False)]
)
def test_the_author_is_compared_with_the_number(tmp_path: Path, true: int, place: str, clear: bool) -> None:
    row = built(tmp_path, verdicts=verdicts(mill_falls=(true, 100 - true, 0)))["claims"][0]
    assert (row["against"]["place"], row["against"]["clear"]) == (place, clear)
    assert ("too near" in row["against"]["text"]) is not clear


def test_a_claim_without_a_word_of_the_author_is_compared_with_nothing(tmp_path: Path) -> None:
    row = built(tmp_path)["claims"][1]
    assert (row["kind"], row["cite"], row["band"], row["against"]["place"]) == ("ours", None, None, None)


def test_variants_stand_beside_their_claim(tmp_path: Path) -> None:
    payload = built(tmp_path, variants={"dry-summer": verdicts(mill_falls=(8, 2, 0))})
    assert payload["variants"] == [{"id": "dry-summer", "title": "The river runs low"}]
    (found,) = payload["claims"][0]["variants"]
    assert (found["probability"]["value"], found["difference"]["text"]) == (0.8, "+50\u00a0points")
    assert payload["claims"][1]["variants"] == []


def test_the_bottom_line_is_two_to_four_computed_sentences(tmp_path: Path) -> None:
    lead = built(tmp_path, hangs_on={"mill-falls": "it hangs on the guard"})["bottom_line"]
    assert (lead["claim"], lead["word"]) == ("mill-falls", "unlikely")
    assert len(lead["sentences"]) == 4
    assert all(sentence.endswith(".") for sentence in lead["sentences"])
    together = " ".join(lead["sentences"])
    for piece in (
        "30\u00a0%",
        "28\u201332\u00a0%",
        "below",
        "We read that as likely",
        "It hangs on the guard.",
        "confidence",
    ):
        assert piece in together
    other = built(tmp_path / "other", headline="ford-holds")["bottom_line"]
    assert other["claim"] == "ford-holds"
    assert 2 <= len(other["sentences"]) <= 4


def test_a_headline_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="Did you mean 'mill-falls'"):
        built(tmp_path, headline="mill-fall")


def test_the_lead_is_the_first_forecast_with_a_likelihood() -> None:
    def row(name: str, kind: str, band: object) -> dict[str, object]:
        return {"id": name, "kind": kind, "band": band}

    rows = [row("a", "ours", None), row("b", "forecast", None), row("c", "forecast", {"low": 0})]
    assert headline_of(rows) == "c"
    assert headline_of(rows[:2]) == "b"
    assert headline_of(rows[:1]) == "a"
    assert headline_of([]) is None


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [
        (0.6, 0.7, "moderate"),
        (0.5, 0.7, "moderate"),
        (0.4, 0.7, "low"),
        (0.99, 1.0000000000000002, "moderate"),
        (None, None, "not assessed"),
    ],
)
def test_confidence_is_judged_by_the_range_over_assumptions(low: float | None, high: float | None, word: str) -> None:
    found = confidence(low, high)
    assert found["word"] == word
    assert word in found["text"]


def test_a_run_without_twins_says_that_the_range_is_not_known(tmp_path: Path) -> None:
    found = verdicts(mill_falls=(3, 6, 1))
    found.rows[0].assumption_low = found.rows[0].assumption_high = found.rows[0].assumption_share = None
    ensemble = store(tmp_path / "run", manifest(DRAWS, replicates=1), FUTURES[::2])
    payload = build_payload(ensemble, scenario(), found, hangs_on={}, variants={})
    assert payload["claims"][0]["assumptions"] is None
    assert "range over assumptions is not known" in " ".join(payload["method"])


def test_a_run_that_was_stopped_says_so(tmp_path: Path) -> None:
    whole = store(tmp_path / "run", manifest(DRAWS), FUTURES)
    part = Ensemble(whole.manifest, whole.scenario, whole.folder, whole.numbers[:2])
    payload = build_payload(part, scenario(), verdicts(mill_falls=(3, 4, 1)), hangs_on={}, variants={})
    assert (payload["run"]["complete"], payload["run"]["futures"]["value"]) == (False, 8)
    assert any("stopped early: 8 of 10" in line for line in payload["limits"])
    assert sum(one["futures"] for one in payload["map"]["places"][0]["held"][-1]) == 8


def test_what_no_future_settles_is_listed_with_its_reason(tmp_path: Path) -> None:
    (one,) = built(tmp_path)["unsettled"]
    assert (one["cite"], one["reason"]) == ("hard times will come", "Names no measure.")


def test_assumptions_say_what_they_serve(tmp_path: Path) -> None:
    guard, pace = built(tmp_path)["assumptions"]
    assert [guard[key]["text"] for key in ("low", "usual", "high")] == ["100", "200", "400"]
    assert guard["serves_text"] == "Red at Mill"
    assert (pace["unit"], pace["serves_text"]) == ("days", "the whole model")


def test_every_number_has_its_text(tmp_path: Path) -> None:
    found = figures(built(tmp_path, variants={"dry-summer": verdicts(mill_falls=(8, 2, 0))}))
    assert len(found) > 60
    assert all(isinstance(one["text"], str) and one["text"] for one in found)


def test_actors_differ_in_shape_and_colour(tmp_path: Path) -> None:
    actors = {one["id"]: one for one in built(tmp_path)["actors"]}
    assert list(actors) == ["red", "blue", "green", ""], "nobody holds the moor, so nobody is an actor to draw"
    assert (
        len({one["shape"] for one in actors.values()}) == len({one["colour"].lower() for one in actors.values()}) == 4
    )
    assert actors["blue"]["colour"] == "#0072B2"


def test_an_ensemble_of_another_scenario_is_refused_with_every_problem(tmp_path: Path) -> None:
    other = scenario(actors={"red": {"name": "Red"}, "blue": {"name": "Blue"}})
    with pytest.raises(InvalidInput, match="green"):
        built(tmp_path, scenario=other)


def test_a_run_without_a_finished_block_is_refused(tmp_path: Path) -> None:
    whole = store(tmp_path / "run", manifest(DRAWS), FUTURES)
    empty = Ensemble(whole.manifest, whole.scenario, whole.folder, ())
    with pytest.raises(InvalidInput, match="no finished block"):
        build_payload(empty, scenario(), verdicts(mill_falls=(1, 0, 0)), hangs_on={}, variants={})


def test_the_reference_names_every_key(tmp_path: Path, root: Path) -> None:
    page = (root / "docs" / "reference" / "payload.md").read_text(encoding="utf-8")
    payload = built(tmp_path, variants={"dry-summer": verdicts(mill_falls=(8, 2, 0))})
    parts = [
        payload,
        payload["run"],
        payload["bottom_line"],
        payload["map"],
        payload["actors"][0],
        payload["claims"][0],
    ]
    parts += [
        payload["map"]["places"][0],
        payload["map"]["places"][0]["held"][0][0],
        payload["claims"][0]["variants"][0],
    ]
    parts += [payload["falls"][0], payload["assumptions"][0], payload["unsettled"][0]]
    assert sorted({key for part in parts for key in part if f"`{key}`" not in page}) == []


def test_a_range_that_ends_at_certainty_is_not_passed_by_a_rounding() -> None:
    """The last step from .1 + (1 - .1) lands above 1 for some lower ends."""
    ends = [number / 997 for number in range(997)]
    assert any(low + (1.0 - low) * 200 / 200 > 1.0 for low in ends)
    assert all(confidence(low, 1.0)["word"] in ("low", "moderate") for low in ends)
