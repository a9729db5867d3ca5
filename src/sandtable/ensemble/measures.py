"""The monthly measures of a run: their names, units and meanings. One value a future and calendar month."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["CORRIDOR_MEASURES", "DISPUTE_MEASURES", "MEASURES", "PATRON_MEASURES", "measures_of"]

MEASURES: dict[str, tuple[str, str]] = {
    "exposure": ("person-days", "people of places under assault x days of assault, where the population is known"),
    "exposure-unknown": ("place-months", "months of assault on places whose population is unknown"),
    "attacks": ("attacks", "attacks of fighters in hiding, of all sides"),
    "returns": ("persons", "people who may have come home to places that were fought over, had all of them fled"),
    "returns-unknown": ("places", "places of unknown population that were fought over, by the share who may be home"),
}
"""Unit and meaning of each measure that every run has."""

CORRIDOR_MEASURES: dict[str, tuple[str, str]] = {
    "open": ("share of the month", "how long the corridor was open to its users"),
    "attacks": ("attacks", "attacks on the road, whether or not it was open"),
}
"""Unit and meaning of those that each corridor has; its id follows (`open-highway`)."""


PATRON_MEASURES: dict[str, tuple[str, str]] = {
    "influence": ("share of the say", "the patron's weight in the arena; a convention, good for comparisons alone"),
}
"""Unit and meaning of those that each patron has; the actor's id follows (`influence-us`)."""

ARENA_MEASURES: dict[str, tuple[str, str]] = {
    "autonomy": ("share of the say", "what patrons leave to their clients; with all patrons' influence it makes one"),
}
"""Unit and meaning of those that a scenario with patrons has."""

DISPUTE_MEASURES: dict[str, tuple[str, str]] = {
    "trust": ("share", "belief of the parties in each other's good faith, at the end of the month"),
    "heat": ("share of the month", "how long the dispute was in crisis or worse"),
}
"""Unit and meaning of those that each dispute has; its id follows (`trust-erbil-baghdad`)."""


ISSUE_MEASURES: dict[str, tuple[str, str]] = {
    "position": ("points of 100", "mean position on the issue, weighed by salience and capability"),
    "spread": ("points of 100", "how far positions lie from that mean, weighed alike (standard deviation)"),
    "naive": ("points of 100", "mean position with everybody alike, to compare with"),
}
"""Unit and meaning of those that each issue has; its id follows (`position-kirkuk-status`)."""


def measures_of(
    corridors: Iterable[str], patrons: Iterable[str] = (), disputes: Iterable[str] = (), issues: Iterable[str] = ()
) -> tuple[str, ...]:
    """The names of all measures of a scenario with these corridors, patrons, disputes and issues."""
    corridors, patrons, issues = tuple(corridors), tuple(patrons), tuple(issues)
    along = (f"{name}-{corridor}" for name in CORRIDOR_MEASURES for corridor in corridors)
    weights = (f"{name}-{patron}" for name in PATRON_MEASURES for patron in patrons)
    between = (f"{name}-{dispute}" for dispute in disputes for name in DISPUTE_MEASURES)
    stands = (f"{name}-{issue}" for name in ISSUE_MEASURES for issue in issues)
    return (*MEASURES, *along, *weights, *(ARENA_MEASURES if patrons else ()), *between, *stands)
