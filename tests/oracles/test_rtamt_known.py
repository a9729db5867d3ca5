"""Claims against rtamt 0.4.10 (a monitor of signal temporal logic): the same verdict on random nested formulas.

rtamt is no dependency of the tests: it pins a parser runtime that no longer imports on Python 3.12. Its answers were
written down once, in an environment of its own: 150 random formulas of `always`, `eventually`, `until` and the
connectives, each over a random trace of 20 days on which at most one thing changes a day, decided at its first day.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from claims.worlds import AS_OF, Change, block, cut, manifest
from sandtable.claims.parse import parse
from sandtable.claims.settle import settle

KNOWN = json.loads((Path(__file__).parent / "rtamt_formulas.json").read_text(encoding="utf-8"))
PLACE = {"p": "ana", "q": "rawa", "r": "qaim"}


def day(number: int) -> str:
    """A day of the trace as a date; -1 and less are before the first."""
    return (AS_OF + datetime.timedelta(days=number)).isoformat()


def state(atom: str) -> str:
    """`p` as `ana is held by iraq`; a trace's 1 is Iraq, its 0 is Daesh."""
    negated = atom.startswith("not(")
    return f"{PLACE[atom[4] if negated else atom]} is {'not ' if negated else ''}held by iraq"


def opposite(atom: str) -> str:
    return atom[4] if atom.startswith("not(") else f"not({atom})"


def throughout(atom: str, first: int, last: int) -> str:
    """On every day from one to another. A day's value is the state at its end, and changes come at noon."""
    if first == last:
        return f"{state(atom)} on {day(first)}"
    return f"{state(atom)} from {day(first + 1)} to {day(last)}"


def claim(formula: dict[str, Any]) -> str:
    """The formula in the claim language."""
    kind = formula["f"]
    if kind == "at":
        return f"{state(formula['x'])} on {day(formula['a'])}"
    if kind == "always":
        return throughout(formula["x"], formula["a"], formula["b"])
    if kind == "eventually":
        return f"not ({throughout(opposite(formula['x']), formula['a'], formula['b'])})"
    if kind == "until":
        return f"{state(formula['x'])} until {state(formula['y'])}"
    if kind == "not":
        return f"not ({claim(formula['x'])})"
    return f"(({claim(formula['x'])}) {kind} ({claim(formula['y'])}))"


@pytest.mark.parametrize("case", KNOWN["cases"], ids=range(len(KNOWN["cases"])))
def test_rtamt_gives_the_same_verdict(case: dict[str, Any]) -> None:
    first = tuple(0 if case["trace"][name][0] == "1" else 1 for name in "pqr")
    traces = {PLACE[name]: case["trace"][name] for name in "pqr"}
    changes = [
        Change(number + 0.5, place, "iraq" if trace[number] == "1" else "daesh")
        for place, trace in traces.items()
        for number in range(1, len(trace))
        if trace[number - 1] != trace[number]
    ]
    run = cut(manifest((*first, 1)), KNOWN["days"])
    verdict = settle(parse(claim(case["formula"])), block([sorted(changes)]), run)[0]
    unfinished = "until" in json.dumps(
        case["formula"]
    )  # a trace that ends before `until` comes: false there, open here
    assert verdict == int(case["true"]) or (unfinished and verdict == -1)


def test_the_known_answers_are_of_both_kinds() -> None:
    true = sum(case["true"] for case in KNOWN["cases"])
    assert len(KNOWN["cases"]) == 150
    assert 50 < true < 100
