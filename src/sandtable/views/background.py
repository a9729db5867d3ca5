"""The back pages of a brief as data: assumptions, statements that no future settles, method, limits, permitted use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sandtable.ensemble.ensemble import Ensemble
from sandtable.ensemble.results import Assumption
from sandtable.scenario.schema import Scenario
from sandtable.views import numbers
from sandtable.views.layers import waiting
from sandtable.views.plain import plain
from sandtable.views.rows import KINDS, figure, spoken

__all__ = ["FOOT", "assumption_rows", "limits", "method", "serves_text", "unsettled_rows"]

FOOT = (
    "For research and teaching, at the strategic level: places, formations and offices only, never individuals. "
    "Not for choosing targets or planning operations."
)


def _serves(path: str, scenario: Scenario, names: Mapping[str, str]) -> str:
    """The scenario entry that an assumption belongs to, in words where we have them."""
    section, _, rest = path.partition(".")
    entry = rest.split(".")[0]
    if section == "forces" and entry in scenario.forces:
        force = scenario.forces[entry]
        return f"{names.get(force.who, force.who)} at {names.get(force.at, force.at)}"
    if section == "routes" and entry in scenario.routes:
        return f"road {' to '.join(names.get(end, end) for end in scenario.routes[entry].between)}"
    if section == "in_progress" and entry in scenario.in_progress:
        place = scenario.in_progress[entry].on
        return f"assault on {names.get(place, place)}"
    if section == "events" and entry in scenario.events:
        return f"event {entry}"
    return names.get(entry, path)


def serves_text(given: Assumption, scenario: Scenario, names: Mapping[str, str]) -> str:
    """What an assumption belongs to, in words: an entry of the scenario, or the whole model."""
    return plain(_serves(given.serves, scenario, names)) if given.serves else "the whole model"


def _assumption(given: Assumption, scenario: Scenario, names: Mapping[str, str]) -> dict[str, Any]:
    values = (given.low, given.usual, given.high)
    low, usual, high = (figure(value, text) for value, text in zip(values, numbers.quantities(values), strict=True))
    return {
        "name": plain(given.name),
        "low": low,
        "usual": usual,
        "high": high,
        "unit": plain(given.unit),
        "meaning": plain(given.meaning),
        "basis": plain(given.basis),
        "serves": given.serves,
        "serves_text": serves_text(given, scenario, names),
    }


def assumption_rows(ensemble: Ensemble, scenario: Scenario, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Every number that was drawn anew for each future, with its range and where it comes from."""
    return [_assumption(given, scenario, names) for given in ensemble.manifest.assumptions]


def unsettled_rows(scenario: Scenario) -> list[dict[str, Any]]:
    """Statements that no future can settle, or none yet, each with the reason; facts are inputs and stand elsewhere."""
    return [
        {
            "id": name,
            "kind": one.kind,
            "kind_text": KINDS[one.kind],
            "cite": plain(one.says.cite) if one.says else None,
            "reason": spoken(one.cannot_be_settled) if one.cannot_be_settled else waiting(one.waits_for),
        }
        for name, one in scenario.statements.items()
        if one.cannot_be_settled or (one.waits_for and one.kind != "fact")
    ]


def method(ensemble: Ensemble) -> list[str]:
    """How the numbers came about, in a few sentences."""
    run = ensemble.manifest
    span = f"from {numbers.date(run.as_of)} to {numbers.date(run.until)}"
    once = "once" if run.replicates == 1 else "twice, with the same assumptions and other luck"
    twins = (
        "Each set was run only once, so the range over assumptions is not known."
        if run.replicates == 1
        else "Comparing the two runs of each set tells apart what luck does and what the assumptions do."
    )
    return [
        (
            f"We drew {numbers.count(ensemble.draws)} sets of assumptions from the ranges listed above and played each "
            f"{once}, day by day, {span}. {twins}"
        ),
        (
            "The likelihood of a statement is the share of these futures (one for each set of assumptions) in which it "
            "came true. The words of likelihood are those of ICD 203, the standard of United States intelligence "
            "analysis."
        ),
        (
            "Simulation error comes from the finite number of futures. Its interval holds for all statements of this "
            "brief at once in 95 of 100 such runs, whenever one looks."
        ),
        "The range over assumptions says where the likelihood would lie, in 80 of 100 cases, if they were known.",
    ]


def limits(ensemble: Ensemble, unsettled: Sequence[object]) -> list[str]:
    """What the numbers do not say."""
    run = ensemble.manifest
    lines = [
        (
            "A share of simulated futures is not a frequency of real ones. Only what the scenario and the mechanisms "
            "hold can happen here; what they leave out, no interval covers."
        ),
        (
            f"The scenario describes {numbers.date(run.as_of)} and should rest on nothing learned later. "
            f"Nothing after {numbers.date(run.until)} is simulated: what has not happened by then stays open."
        ),
        "Ranges marked as assumed are judgements. Another analyst may choose others, and the numbers will move.",
    ]
    if unsettled:
        what = "One statement" if len(unsettled) == 1 else f"{numbers.count(len(unsettled))} statements"
        lines.append(f"{what} of the assessment cannot be settled by any future; the list is above.")
    if not ensemble.complete:
        lines.append(
            f"The run was stopped early: {numbers.count(ensemble.draws)} of {numbers.count(run.draws)} sets of "
            "assumptions are counted. The intervals are right for that number."
        )
    return lines
