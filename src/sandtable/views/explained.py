"""What a claim hangs on and a future of it, in the payload: the tornado, the rule, the share of luck and the story."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from sandtable.assumptions.branching import Branching
from sandtable.assumptions.curves import is_event
from sandtable.assumptions.stories import Told
from sandtable.assumptions.why import Weighed, Why
from sandtable.ensemble.ensemble import Ensemble
from sandtable.ensemble.results import Manifest
from sandtable.scenario.schema import Scenario
from sandtable.views import numbers
from sandtable.views.background import serves_text
from sandtable.views.branch import branching_lines, date_of, is_marked, opening, rises
from sandtable.views.figures import figure, names_of, readable
from sandtable.views.plain import plain
from sandtable.views.story import Happening, places_named, story
from sandtable.views.why import amount, rule_sentence

__all__ = ["story_row", "with_explained"]

MOST_DRIVERS = 8
DIRECTIONS = {"likelier": "up", "less likely": "down", "both ways": "both"}
EMPTY = {"drivers": None, "rule": None, "luck": None, "story": None}


def with_explained(
    payload: Mapping[str, Any], ensemble: Ensemble, found: Mapping[str, Why], told: Mapping[str, Told]
) -> dict[str, Any]:
    """The payload with `drivers`, `rule`, `luck` and `story` in every claim's row; null where it was not looked for.

    `found` and `told` are by claim id.
    """
    scenario = Scenario.model_validate(ensemble.scenario)
    names = names_of(scenario)
    rows = []
    for row in payload["claims"]:
        one = found.get(row["id"])
        own = EMPTY if one is None else _explained(one, scenario, names)
        tale = told.get(row["id"])
        if tale is not None:
            own = own | {"story": story_row(tale, ensemble.manifest, scenario, row["english"])}
        rows.append(row | own)
    return {**payload, "claims": rows}


def _explained(found: Why, scenario: Scenario, names: Mapping[str, str]) -> dict[str, Any]:
    rule = found.rule if found.rule is not None and found.rule.futures else None
    return EMPTY | {
        "drivers": [_driver(one, scenario, names) for one in found.weighed[:MOST_DRIVERS]],
        "rule": None if rule is None else rule_sentence(rule, found),
        "luck": None if found.luck is None else figure(found.luck, numbers.probability(found.luck)),
    }


def _driver(one: Weighed, scenario: Scenario, names: Mapping[str, str]) -> dict[str, Any]:
    """One assumption of the tornado."""
    assumption, tips = one.driver.assumption, one.curve.tips
    return {
        "assumption": plain(assumption.name),
        "text": plain(assumption.meaning),
        "serves": assumption.serves,
        "serves_text": serves_text(assumption, scenario, names),
        "points": figure(one.driver.gain, numbers.brier(one.driver.gain)),
        "direction": DIRECTIONS[one.curve.direction],
        "tipping": None if tips is None else figure(tips, amount(assumption, tips)),
        "curve": _curve(one),
    }


def _curve(one: Weighed) -> list[dict[str, Any]]:
    """The chance between each two values; of an event first where it fails to happen, then where it happens."""
    assumption, chances = one.driver.assumption, one.curve.chances
    if is_event(assumption):
        ends = [(figure(0, "does not happen"),) * 2, (figure(1, "happens"),) * 2]
    else:
        edges = [figure(_short(value), amount(assumption, value)) for value in one.edges]
        ends = list(pairwise(edges))
    return [
        {"low": low, "high": high, "probability": figure(_short(chance), numbers.probability(chance))}
        for (low, high), chance in zip(ends, chances, strict=True)
        if not math.isnan(chance)
    ]


def _short(value: float) -> float | None:
    """A number of a curve in six digits: a page holds thousands of them."""
    return None if math.isnan(value) else float(f"{value:.6g}")


def story_row(told: Told, run: Manifest, scenario: Scenario, english: str | None = None) -> dict[str, Any]:
    """A future and its branching day: the events of the short telling, and what decided it."""
    happenings = story(told.future.events, run, scenario, places_named(told.question.claim))
    claim = english or readable(told.question.claim, names_of(scenario))
    said = [opening(claim, told.future, told.outcome), *branching_lines(told.branching, run, told.outcome, None)]
    return {
        "happened": told.outcome,
        "future": told.future.draw,
        "events": [
            {"date": _date(run, row.day), "text": plain(row.text)}
            for row in happenings
            if row.told or is_marked(row, run, told.branching)
        ],
        "branching": _branching(told.branching, run, happenings),
        "text": " ".join(said),
    }


def _branching(found: Branching | None, run: Manifest, happenings: tuple[Happening, ...]) -> dict[str, Any] | None:
    """The day on which the chance rose most; None where it rose by less than a tenth on every day."""
    if found is None or not rises(found):
        return None
    marked = [plain(row.text) for row in happenings if is_marked(row, run, found)]
    last = date_of(run, (found.until - 1) / run.steps_per_day)
    before, after = (figure(one.share, numbers.probability(one.share)) for one in (found.before, found.after))
    return {
        "date": _date(run, found.step / run.steps_per_day),
        "text": " ".join(marked) or f"Nothing happened until {numbers.date(last)}, and that decided it.",
        "before": before,
        "after": after,
    }


def _date(run: Manifest, day: float) -> dict[str, Any]:
    when = date_of(run, day)
    return figure(when.isoformat(), numbers.date(when))
