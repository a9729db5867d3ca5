"""Claims said in plain English."""

from __future__ import annotations

import pytest

from sandtable.claims.english import english
from sandtable.claims.parse import parse

NAMES = {
    "qaim": "Al-Qaim",
    "mosul-west": "Mosul (west)",
    "ana": "Ana",
    "iraq": "Iraqi government forces",
    "pmf": "the Popular Mobilisation",
    "vote": "Referendum",
}


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        (
            "qaim is last of [mosul-west, ana, qaim] to fall by assault",
            "Al-Qaim is the last of Mosul (west), Ana and Al-Qaim to fall by assault",
        ),
        (
            "qaim falls to iraq or pmf without assault by 2017-12-31",
            "Al-Qaim falls to Iraqi government forces or the Popular Mobilisation without assault by 31 December 2017",
        ),
        (
            "qaim is not held by pmf throughout 2018-H1",
            "Al-Qaim is not held by the Popular Mobilisation throughout the first half of 2018",
        ),
        (
            "qaim is held by pmf in 2017-Q3",
            "Al-Qaim is held by the Popular Mobilisation at some moment in the third quarter of 2017",
        ),
        ("qaim falls in 2017-09", "Al-Qaim falls in September 2017"),
        ("vote happens by the end", "The event “Referendum” happens by the end"),
        ("not (ana falls before rawa falls)", "It is not so that Ana falls before rawa falls"),
        ("any of [ana falls, qaim falls]", "At least one of these holds (Ana falls; Al-Qaim falls)"),
    ],
)
def test_said_in_english(claim: str, said: str) -> None:
    assert english(parse(claim), NAMES) == said
