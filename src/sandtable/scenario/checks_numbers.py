"""Checks of ranges: in order and within the bounds of their kind."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from sandtable.errors import Problem
from sandtable.scenario.quantities import Kind
from sandtable.scenario.schema import Scenario
from sandtable.scenario.subject import Subject

__all__ = ["ranges_in_bounds", "ranges_in_order"]

Stated = float | tuple[float, float] | tuple[float, float, float]

_TOP: dict[Kind, float] = {"fighters": 10_000_000, "km": 20_000, "share": 1, "days": 36_525, "rate": 1000, "real": 1e12}
_TOP |= {"points": 100, "weight": 1e6}
_WORDS = {
    "fighters": "a number of fighters",
    "km": "a length in km",
    "share": "a share",
    "rate": "a rate",
    "real": "a value",
}
_WORDS |= {"points": "a point on the scale", "weight": "a capability", "days": "a number of days"}


def _ranges(subject: Subject) -> Iterator[tuple[str, Kind, Stated]]:
    """Every range with its path and kind."""
    scenario = subject.scenario
    for name, route in scenario.routes.items():
        yield f"routes.{name}.km", "km", route.km
    for name, force in scenario.forces.items():
        yield f"forces.{name}.fighters", "fighters", force.fighters
    for name, body in scenario.formations.items():
        yield f"formations.{name}.fighters", "fighters", body.fighters
    for name, flow in scenario.reinforcements.items():
        yield f"reinforcements.{name}.fighters_per_month", "fighters", flow.fighters_per_month
    for name, assault in scenario.in_progress.items():
        yield f"in_progress.{name}.work_left", "share", assault.work_left
    for name, client in scenario.clients.items():
        yield f"clients.{name}.power", "share", client.power
        yield f"clients.{name}.autonomy", "share", client.autonomy
    for name, one in scenario.influence.items():
        yield f"influence.{name}.level", "share", one.level
    yield from _of_disputes(subject)
    yield from _politics(scenario)
    for name, prior in scenario.priors.items():
        yield f"priors.{name}.value", "real", prior.value


def _of_disputes(subject: Subject) -> Iterator[tuple[str, Kind, Stated]]:
    """The ranges of disputes and of those who mediate them."""
    shares = [("disputes", key) for key in ("trust", "shift", "accountability")]
    for section, key in (*shares, ("mediation", "strength"), ("mediation", "bias")):
        for name, entry in getattr(subject.scenario, section).items():
            if (stated := getattr(entry, key)) is not None:
                yield f"{section}.{name}.{key}", "share", stated
    for name, dispute in subject.scenario.disputes.items():
        yield f"disputes.{name}.crises", "rate", dispute.crises


def _politics(scenario: Scenario) -> Iterator[tuple[str, Kind, Stated]]:
    """The ranges of elections and issues."""
    for name, election in scenario.elections.items():
        for party, one in election.parties.items():
            yield f"elections.{name}.parties.{party}.poll", "share", one.poll
            if one.position is not None:
                yield f"elections.{name}.parties.{party}.position", "points", one.position
        government = election.government
        for key, candidate in government.candidates.items() if government else ():
            if candidate.position is not None:
                path = f"elections.{name}.government.candidates.{key}.position"
                yield path, "points", candidate.position
        for key, wish in government.patrons.items() if government else ():
            yield f"elections.{name}.government.patrons.{key}", "points", wish
    for name, issue in scenario.issues.items():
        if issue.takes is not None:
            yield f"issues.{name}.takes", "days", issue.takes
        for key, stake in issue.stakes.items():
            yield f"issues.{name}.stakes.{key}.position", "points", stake.position
            yield f"issues.{name}.stakes.{key}.salience", "points", stake.salience
            yield f"issues.{name}.stakes.{key}.capability", "weight", stake.capability


def _shown(numbers: tuple[float, ...]) -> str:
    return "[" + ", ".join(f"{number:g}" for number in numbers) + "]"


def ranges_in_order(subject: Subject) -> Iterator[Problem]:
    """Two or three numbers increase. Neighbours may be equal for km, shares and points, which have bounds."""
    for path, kind, stated in _ranges(subject):
        if not isinstance(stated, tuple):
            continue
        pairs = list(itertools.pairwise(stated))
        rising = all(low <= high for low, high in pairs) and stated[0] < stated[-1]
        strict = all(low < high for low, high in pairs)
        pinned = kind in ("real", "points", "weight") and len(set(stated)) == 1
        if not (pinned or strict or (rising and kind in ("km", "share", "points"))):
            words = "[low, high]" if len(stated) == 2 else "[low, usual, high]"
            ordered = _shown(tuple(sorted(stated)))
            hint = f"Did you mean {ordered}?" if tuple(sorted(set(stated))) == tuple(sorted(stated)) else ""
            yield subject.problem(path, f"{_shown(stated)} must increase: {words}.", hint)


def ranges_in_bounds(subject: Subject) -> Iterator[Problem]:
    """Fighters, km, days, capabilities are more than 0, shares from 0 to 1, points to 100, nothing absurdly large."""
    for path, kind, stated in _ranges(subject):
        numbers = stated if isinstance(stated, tuple) else (stated,)
        low, high = min(numbers), max(numbers)
        if kind == "share" and not 0 <= low <= high <= 1:
            yield subject.problem(path, f"must lie between 0 and 1, not {low if low < 0 else high:g}.")
        elif kind == "points" and not 0 <= low <= high <= 100:
            yield subject.problem(path, f"must lie between 0 and 100, not {low if low < 0 else high:g}.")
        elif kind in ("fighters", "km", "days", "rate", "weight") and low <= 0:
            yield subject.problem(path, f"must be more than 0, not {low:g}.")
        elif max(-low, high) > _TOP[kind]:
            yield subject.problem(path, f"is too large for {_WORDS[kind]}: at most {_TOP[kind]:,.0f}.")
