"""How a row says what was asked and what else was found, word for word."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import pytest

from sandtable.claims.comparison import Comparison
from sandtable.claims.verdicts import Margin, Supposition
from sandtable.views import numbers
from sandtable.views.asked import asked_of

NAMES = {"ana": "Ana", "qaim": "Qaim"}
TEXTS = {"one": "ana falls", "two": "qaim falls"}


def row(**found: Any) -> dict[str, Any]:
    """The texts of a verdict of 300 in 1,000 futures, without their no-break spaces."""
    plain: dict[str, Any] = {
        "id": "one", "text": "ana falls", "futures": 1000, "true": 300, "false": 700, "undecided": 0,
        "probability": 0.3,
        "low": 0.27, "high": 0.33, "given": None, "of": None, "undecided_as": "report", "than_id": None, "than": None,
        "won_by": None, "lost_by": None, "supposed": None,
    }  # fmt: skip
    return asked_of(SimpleNamespace(**(plain | found)), NAMES, TEXTS)  # type: ignore[arg-type]


def said(found: dict[str, Any], key: str) -> str:
    text: str = found[key] if isinstance(found[key], str) else found[key]["text"]
    return text.replace("\u00a0", " ")


def test_a_plain_claim_says_nothing_more() -> None:
    assert set(row().values()) == {None}


def test_a_condition() -> None:
    found = row(given="qaim falls", of=4_000)
    assert said(found, "given") == (
        "Asked of the 1,000 of 4,000 futures in which this is so: Qaim falls. "
        "The condition picks futures, it changes nothing in them."
    )


def test_what_open_futures_count_as() -> None:
    assert said(row(undecided_as="false"), "counted") == "Futures that are still open at the end count as false."


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(0.02, 0.08, "More likely than"), (-0.09, -0.01, "Less likely than"), (-0.01, 0.02, "Hard")],
)
def test_a_comparison(low: float, high: float, words: str) -> None:
    found = row(than_id="two", than=Comparison(1000, 60, 10, 0.05, low, high))
    assert said(found, "than").startswith(words)
    if words == "More likely than":
        assert said(found, "than") == (
            "More likely than “Qaim falls”: +5 points (+2 to +8 points) on the same 1,000 futures."
        )


def test_a_supposition() -> None:
    change = Comparison(500, 1, 61, -0.12, -0.141, -0.099)
    found = row(supposed=Supposition("no air cover", 500, 0.2, 0.17, 0.24, 0, change))
    assert said(found, "suppose") == (
        "Supposing “no air cover”, the same 500 futures run again with the same luck give 20 % instead of 32 %: "
        "−12 points (−15 to −9 points)."
    )


def test_margins() -> None:
    found = row(won_by=Margin(3.2, 19.4, 60.0, 300), lost_by=Margin(2.0, math.inf, math.inf, 700))
    assert said(found, "margin") == (
        "Where it comes true, by 19 days in the middle case (3–60). "
        "Where it fails, by 2 days or more in 90 of 100 cases."
    )
    assert found["margin"]["lost_by"]["usual"] is None


def test_the_band_of_the_open() -> None:
    found = row(undecided=100, false=600)
    assert said(found, "reach") == "30–40 % once the open futures are settled"


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (0.0, 0.0041, "fewer than 1 in 240 futures"),
        (0.0, 0.0001, "fewer than 1 in 10,000 futures"),
        (0.9962, 1.0, "fails in fewer than 1 in 260 futures"),
        (0.0, 0.02, None),
        (0.2, 0.3, None),
        (0.0, 1.0, None),
    ],
)
def test_the_rare(low: float, high: float, text: str | None) -> None:
    assert numbers.rare(low, high) == text


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ((1.0, 1.0, 1.0), "by 1 day in the middle case (1–1)"),
        ((3.0, 19.0, math.inf), "by 19 days in the middle case (3 or more)"),
        ((math.inf, math.inf, math.inf), "by more than the days that were simulated"),
    ],
)
def test_the_margin_in_words(values: tuple[float, float, float], text: str) -> None:
    assert numbers.margin(*values) == text
