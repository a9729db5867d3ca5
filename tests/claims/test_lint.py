"""Doubts about claims, each set off by a claim made for it and by no sound one."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from claims.worlds import Change, History, block, manifest
from sandtable.claims.judge import judge
from sandtable.claims.lint import is_open_ended, lint_claims
from sandtable.claims.lint_run import MOST_UNDECIDED, lint_run
from sandtable.claims.parse import parse
from sandtable.ensemble.ensemble import Ensemble, open_run
from sandtable.ensemble.store import start_run, write_block
from sandtable.scenario.read import read_scenario

FELL = [Change(10, "ana", "iraq")]
BOTH = [Change(10, "ana", "iraq"), Change(12, "rawa", "iraq")]
STOOD: list[Change] = []


def stored(folder: Path, futures: list[History]) -> Ensemble:
    """A run on disk with one block of futures, each run once; every place is held by Daesh on day 0."""
    run = dataclasses.replace(manifest(), draws=len(futures), block_draws=len(futures))
    start_run(folder, run, {})
    write_block(folder, block(futures))
    return open_run(folder)


def doubts(folder: Path, futures: list[History], *claims: str) -> list[tuple[str, str]]:
    """Id and message of every doubt that a run of these futures raises about claims a, b, c …"""
    run = stored(folder, futures)
    found = lint_run(run, judge(run, dict(zip("abcdef", claims, strict=False))))
    assert all(one.severity == "warning" and one.message.endswith(".") for one in found)
    return [(one.path, one.message) for one in found]


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("ana falls", True),
        ("ana falls without assault", True),
        ("vote happens", True),
        ("all of [ana falls by 2017-06-01, rawa falls]", True),
        ("not (ana falls)", True),
        ("ana falls by 2017-06-01 implies rawa falls", True),
        ("ana falls by the end or rawa falls", True),
        ("ana falls by 2017-06-01", False),
        ("ana falls without assault by the end", False),
        ("ana is held by iraq at the end", False),
        ("ana falls in 2017-06", False),
        ("ana falls before rawa falls", False),
        ("qaim is last of [ana, rawa, qaim] to fall", False),
        ("ana is held by daesh until rawa falls", False),
        ("none of [ana falls by the end, rawa falls by the end]", False),
    ],
)
def test_what_has_no_deadline(claim: str, expected: bool) -> None:
    assert is_open_ended(parse(claim)) == expected


def test_claims_of_a_scenario_are_doubted_before_any_run() -> None:
    scenario = read_scenario("three-towns")
    found = lint_claims(
        scenario,
        {
            "open": "norwick falls",
            "sound": "norwick falls by the end",
            "true": "norwick is held by front by the end",
            "false": "norwick is held by government until easton falls",
            "both": "norwick is held by front on 2030-03-01 or easton falls by the end",
            "denied": "not (norwick is held by front by 2030-04-01)",
        },
    )
    assert [(one.path, one.message.partition(",")[0].partition(":")[0]) for one in found] == [
        ("open", "has no deadline"),
        ("true", "is true on the first day already"),
        ("false", "is false on the first day already"),
        ("denied", "is false on the first day already"),
    ]
    assert {one.severity for one in found} == {"warning"}


def test_a_claim_settled_before_anything_happened(tmp_path: Path) -> None:
    held = "ana is held by daesh by 2017-06-01"
    assert doubts(tmp_path, [FELL, STOOD], held) == [("a", "is true on the first day already, whatever happens.")]


def test_what_happens_at_the_first_moment_is_known_on_the_first_day(tmp_path: Path) -> None:
    """A place that changes hands at moment 0 of every future does so whatever happens; half a day later it does not."""
    first, later = [Change(0, "ana", "iraq")], [Change(0.5, "ana", "iraq")]
    claim = "ana falls by 2017-06-01"
    assert len(doubts(tmp_path / "a", [first, first], claim)) == 1
    assert doubts(tmp_path / "b", [first, later], claim) == []
    assert doubts(tmp_path / "c", [later, later], claim) == []


def test_a_claim_that_most_futures_leave_open(tmp_path: Path) -> None:
    claims = ("ana falls", "ana falls by 2017-06-01")
    assert MOST_UNDECIDED == 0.1
    (found,) = doubts(tmp_path / "a", [FELL] * 8 + [STOOD] * 2, *claims)
    assert found == ("a", "is undecided in 2 of 10 futures when the last day ends.")
    assert doubts(tmp_path / "b", [FELL] * 9 + [STOOD], *claims) == []


def test_claims_that_never_disagree(tmp_path: Path) -> None:
    claims = (
        "ana falls by 2017-06-01",
        "rawa falls by 2017-06-01",
        "ana falls by 2017-05-20",
        "not (ana falls by 2017-06-01)",
    )
    found = doubts(tmp_path, [FELL, BOTH, STOOD], *claims)
    assert found == [("c", "never disagrees with a: same verdict in all 3 futures.")]


def test_a_sound_set_of_claims_raises_no_doubt(tmp_path: Path) -> None:
    assert doubts(tmp_path, [FELL, BOTH, STOOD], "ana falls by 2017-06-01", "rawa falls by 2017-06-01") == []
