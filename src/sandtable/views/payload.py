"""Everything a brief shows, as one JSON value: numbers with their texts, so that a drawing formats nothing.

The schema is documented, key by key, in `docs/reference/payload.md`; `payload` is its version.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from sandtable.ensemble.ensemble import Ensemble
from sandtable.errors import InvalidInput, Problem, did_you_mean
from sandtable.scenario.schema import Scenario
from sandtable.units import date_of_day
from sandtable.views import numbers
from sandtable.views.background import FOOT, assumption_rows, limits, method, unsettled_rows
from sandtable.views.bottom_line import bottom_line, headline_of
from sandtable.views.falls import Falls, count_falls, day_of_share, no_falls
from sandtable.views.figures import figure, names_of
from sandtable.views.given import VerdictsLike
from sandtable.views.looks import NOBODY, looks
from sandtable.views.map_data import MapCounts, counter, map_of
from sandtable.views.plain import plain
from sandtable.views.rows import claim_rows

__all__ = ["PAYLOAD_VERSION", "build_payload"]

PAYLOAD_VERSION = 1
NOTHING_YET = Problem("the run holds no finished block yet, so there is nothing to show")
SHARES = (("p10", 0.10), ("p50", 0.50), ("p90", 0.90))


def build_payload(
    ensemble: Ensemble,
    scenario: Scenario,
    verdicts: VerdictsLike,
    *,
    hangs_on: Mapping[str, str],
    variants: Mapping[str, VerdictsLike],
    headline: str | None = None,
) -> dict[str, Any]:
    """The payload of a brief, plain JSON values only.

    `hangs_on`: claim id -> sentence. `variants`: variant id -> the same claims judged under that variant.
    `headline`: id of the claim to lead with; left out = the first forecast with a likelihood of the author.
    Reads the ensemble's blocks once. InvalidInput when ensemble and scenario do not belong together.
    """
    _belong_together(ensemble, scenario)
    names = names_of(scenario)
    counts, falls = _count(ensemble, scenario)
    rows = claim_rows(scenario, verdicts, names, hangs_on, variants)
    lead = _headline(headline, [verdict.id for verdict in verdicts.rows]) or headline_of(rows)
    unsettled = unsettled_rows(scenario)
    return {
        "payload": PAYLOAD_VERSION,
        **_provenance(ensemble, scenario),
        "bottom_line": bottom_line(rows, lead),
        "actors": _actors(ensemble, scenario, bool(counts.holders[:, :, 0].any())),
        "map": map_of(ensemble, scenario, counts),
        "claims": rows,
        "variants": [{"id": one, "title": _variant_title(one, scenario)} for one in variants],
        "falls": _falls(ensemble, names, falls),
        "assumptions": assumption_rows(ensemble, scenario, names),
        "unsettled": unsettled,
        "method": method(ensemble),
        "limits": limits(ensemble, unsettled),
        "foot": FOOT,
    }


def _belong_together(ensemble: Ensemble, scenario: Scenario) -> None:
    run = ensemble.manifest
    strangers = [f"place {one!r}" for one in run.places if one not in scenario.places]
    strangers += [f"actor {one!r}" for one in run.actors if one not in scenario.actors]
    problems = [Problem(f"the run has {one}, which the scenario does not know") for one in strangers]
    if not ensemble.numbers:
        problems.append(NOTHING_YET)
    if problems:
        raise InvalidInput(problems)


def _headline(wish: str | None, known: Sequence[str]) -> str | None:
    if wish is not None and wish not in known:
        raise InvalidInput([Problem(f"no claim of this run is called {wish!r}.", hint=did_you_mean(wish, known))])
    return wish


def _count(ensemble: Ensemble, scenario: Scenario) -> tuple[MapCounts, Falls]:
    """What the map shows, and falls, in one pass over the blocks."""
    run = ensemble.manifest
    count = counter(run, scenario)
    mapped: MapCounts | None = None
    falls = no_falls(run)
    for block in ensemble.blocks():
        counts = count(block)
        mapped = counts if mapped is None else mapped + counts
        falls += count_falls(block, run)
    if mapped is None:
        raise InvalidInput([NOTHING_YET])
    return mapped, falls


def _variant_title(variant: str, scenario: Scenario) -> str:
    if not variant:
        return "as the scenario stands"
    entry = scenario.variants.get(variant)
    return plain(entry.title) if entry and entry.title else variant


def _provenance(ensemble: Ensemble, scenario: Scenario) -> dict[str, Any]:
    run = ensemble.manifest
    return {
        "title": plain(scenario.title),
        "summary": plain(scenario.summary) if scenario.summary else None,
        "variant": {"id": run.variant, "title": _variant_title(run.variant, scenario)},
        "as_of": figure(run.as_of.isoformat(), numbers.date(run.as_of)),
        "until": figure(run.until.isoformat(), numbers.date(run.until)),
        "sources": [
            {"title": plain(one.title), "publisher": plain(one.publisher) if one.publisher else None, "date": one.date}
            for one in scenario.sources.values()
        ],
        "run": {
            "sandtable": run.sandtable,
            "seed": figure(run.seed, str(run.seed)),
            "futures": figure(ensemble.draws, numbers.count(ensemble.draws)),
            "replicates": figure(run.replicates, numbers.count(run.replicates)),
            "scenario_hash": run.scenario_hash,
            "prior_set": plain(run.prior_set),
            "complete": ensemble.complete,
        },
    }


def _actors(ensemble: Ensemble, scenario: Scenario, nobody: bool) -> list[dict[str, Any]]:
    drawn = looks(scenario, ensemble.manifest.actors)
    shown = [("", NOBODY)] if nobody else []
    return [
        {"id": one, "name": look.name, "colour": look.colour, "shape": look.shape}
        for one, look in [*drawn.items(), *shown]
    ]


def _fall_dates(on: npt.NDArray[np.int64], ensemble: Ensemble) -> dict[str, Any]:
    """The 10th, 50th and 90th percentile date of one place's fall, and the two outer ones as one text."""
    run = ensemble.manifest
    found = {name: day_of_share(on, ensemble.draws, share) for name, share in SHARES}
    dates = {name: None if day is None else date_of_day(day, run.as_of) for name, day in found.items()}
    beyond = f"after {numbers.date(run.until)}"
    shown = {
        name: figure(None, beyond) if date is None else figure(date.isoformat(), numbers.date(date))
        for name, date in dates.items()
    }
    first, last = dates["p10"], dates["p90"]
    if first is None:
        text = beyond
    else:
        text = numbers.date_range(first, last) if last else f"{numbers.date(first)} {numbers.DASH} {beyond}"
    return {**shown, "text": text}


def _falls(ensemble: Ensemble, names: Mapping[str, str], falls: Falls) -> list[dict[str, Any]]:
    """One row a place that somebody held at the outset: how often it falls, how, and when."""
    run, total = ensemble.manifest, ensemble.draws
    rows = []
    for index, place in enumerate(run.places):
        if run.first_holders[index] < 0:
            continue
        falling, assault = int(falls.on[index].sum()), int(falls.by_assault[index])
        rows.append(
            {
                "place": place,
                "name": names[place],
                "first_holder": run.actors[run.first_holders[index]],
                "falls": {"futures": falling, **figure(falling / total, numbers.probability(falling / total))},
                "by_assault": {"futures": assault, **figure(assault / total, numbers.probability(assault / total))},
                **_fall_dates(falls.on[index], ensemble),
            }
        )
    return rows
