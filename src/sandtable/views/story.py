"""A future told as a dated story: one plain sentence for each event of its log."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from sandtable.ensemble import kinds
from sandtable.ensemble.results import Block, Manifest
from sandtable.scenario.elections import NOBODY
from sandtable.scenario.schema import Scenario
from sandtable.views.figures import names_of

__all__ = ["SENTENCES", "TAKEN", "Happening", "places_named", "story"]


@dataclass(frozen=True, slots=True)
class Happening:
    """One event: the moment in days since as_of, the sentence, and whether it belongs to a short telling."""

    day: float
    text: str
    told: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """The words of one event: what it is about, the sides before and after, and its cause by number and as a body."""

    entity: str
    before: str
    after: str
    cause: int
    body: str


TAKEN: Mapping[int, str] = {
    kinds.BY_ASSAULT: "{after} took {entity} from {before} by assault.",
    kinds.BY_COLLAPSE: "{entity}, cut off, gave up without an assault: {before} lost it to {after}.",
    kinds.BY_EVENT: "{entity} passed from {before} to {after}.",
    kinds.BY_RAID: "Raiders of {after} took {entity} from {before}.",
    kinds.BY_RECOVERY: "{after} won {entity} back from the raiders of {before}.",
    kinds.BY_WITHDRAWAL: "{before} left {entity} under the assault, and {after} came in.",
    kinds.BY_SURRENDER: "{entity} gave up under the assault: {before} lost it to {after}.",
    kinds.BY_AGREEMENT: "{before} handed {entity} over to {after}.",
}
"""Sentences for a change of control, by its cause."""

AT_FIRST = (kinds.CORRIDOR_OPENED, kinds.PRESENCE_OPENED, kinds.DISPUTE, kinds.MEDIATION)
"""Kinds whose rows of the first moment say what was so from the beginning."""

CLOSED: Mapping[int, str] = {
    kinds.PLACE_LOST: "because a place that it needs was lost",
    kinds.NO_PERMISSION: "because permission ended",
    kinds.VETOED: "by veto",
    kinds.THREATENED: "under the threat of enemies near it",
    kinds.AS_PLANNED: "as planned",
}


def _control(row: _Row) -> str:
    return TAKEN.get(row.cause, "{entity} passed from {before} to {after}.").format(
        entity=row.entity, before=row.before, after=row.after
    )


def _assault_ended(row: _Row) -> str:
    if row.cause == kinds.BROKEN_OFF:
        return f"{row.after} broke off the assault on {row.entity}."
    if row.cause == kinds.OVERTAKEN:
        return f"The assault of {row.after} on {row.entity} was overtaken by events."
    return f"The assault of {row.after} on {row.entity} succeeded."


def _formed(row: _Row) -> str:
    if row.after == NOBODY:
        return f"Talks about a government after {row.entity} failed."
    return f"After {row.entity}, {row.after} formed a government."


def _closed(what: str, side: str, cause: int) -> str:
    return f"{what} closed to {side} {CLOSED.get(cause, '')}".rstrip() + "."


WORSE: Mapping[int, str] = {
    kinds.FROM_SHIFT: "one side loses by waiting",
    kinds.FROM_FADING_ENEMY: "their common enemy is fading",
    kinds.FROM_DISTRUST: "they trust each other too little",
    kinds.FROM_ANNOUNCEMENT: "of what is announced",
}
"""Why a dispute got worse."""


def _dispute(what: str, before: str, after: str, cause: int) -> str:
    why = f", most of all because {WORSE[cause]}" if cause in WORSE else ""
    why = ", with a mediator between them" if cause == kinds.WITH_A_MEDIATOR else why
    return f"{what}: from {before} to {after}{why}."


SENTENCES: Mapping[int, Callable[[_Row], str]] = {
    kinds.CONTROL: _control,
    kinds.ASSAULT_BEGUN: lambda row: f"{row.after} began an assault on {row.entity}, held by {row.before}: {row.body}.",
    kinds.ASSAULT_ENDED: _assault_ended,
    kinds.CUT_OFF: lambda row: f"{row.entity}, held by {row.before}, was cut off from supply.",
    kinds.REJOINED: lambda row: f"{row.entity}, held by {row.before}, was supplied again.",
    kinds.HAPPENED: lambda row: f"It happened: {row.entity}.",
    kinds.CORRIDOR_OPENED: lambda row: f"{row.entity} opened to {row.after}.",
    kinds.CORRIDOR_CLOSED: lambda row: _closed(row.entity, row.after, row.cause),
    kinds.PRESENCE_OPENED: lambda row: f"{row.after} opened {row.entity}.",
    kinds.DISPUTE: lambda row: _dispute(row.entity, row.before, row.after, row.cause),
    kinds.MEDIATION: lambda row: f"{row.entity} {row.after}.",
    kinds.ELECTION_HELD: lambda row: f"{row.entity} was held: {row.after} came first.",
    kinds.GOVERNMENT_FORMED: _formed,
    kinds.ISSUE_SETTLED: lambda row: f"{row.entity} was settled at {row.after} of 100, where {row.body} stood.",
    kinds.PRESENCE_CLOSED: lambda row: f"{row.before} closed {row.entity} {CLOSED.get(row.cause, '')}".rstrip() + ".",
}
"""A sentence for each kind of event."""


HUNDREDTHS = 100.0
"""The log says where an issue is settled in hundredths of a point."""


class _Names:
    """Display names by the numbers of the log."""

    def __init__(self, run: Manifest, scenario: Scenario) -> None:
        names = names_of(scenario)

        def shown(ids: tuple[str, ...]) -> list[str]:
            return [names.get(one, one.replace("-", " ")) for one in ids]

        self.places, self.actors, self.formations = shown(run.places), shown(run.actors), shown(run.formations)
        self.entities = {
            kinds.HAPPENED: shown(run.events),
            kinds.CORRIDOR_OPENED: shown(run.corridors),
            kinds.CORRIDOR_CLOSED: shown(run.corridors),
            kinds.PRESENCE_OPENED: shown(run.presence),
            kinds.PRESENCE_CLOSED: shown(run.presence),
            kinds.DISPUTE: shown(run.disputes),
            kinds.MEDIATION: shown(run.mediation),
            kinds.ELECTION_HELD: shown(run.elections),
            kinds.GOVERNMENT_FORMED: shown(run.elections),
            kinds.ISSUE_SETTLED: shown(run.issues),
        }
        self.contenders = {
            kinds.ELECTION_HELD: shown(tuple(name.rpartition(".")[2] for name in run.parties)),
            kinds.GOVERNMENT_FORMED: shown(tuple(name.rpartition(".")[2] for name in run.candidates)),
        }
        self.stakes = [names.get(who, who) for issue in scenario.issues.values() for who in issue.stakes]
        self.sides = {kinds.DISPUTE: list(kinds.STAGES), kinds.MEDIATION: ["ended", "began"]}

    def row(self, kind: int, entity: int, before: int, after: int, cause: int) -> _Row:
        """The words of one event."""
        body = self._at(self.formations, cause) if kind == kinds.ASSAULT_BEGUN else ""
        what = self._at(self.entities.get(kind, self.places), entity)
        if kind == kinds.ISSUE_SETTLED:
            return _Row(what, "", f"{after / HUNDREDTHS:.0f}", cause, self._at(self.stakes, cause))
        if kind in self.contenders:
            return _Row(what, "", self._at(self.contenders[kind], after), cause, "")
        sides = self.sides.get(kind, self.actors)
        return _Row(what, self._at(sides, before), self._at(sides, after), cause, body)

    @staticmethod
    def _at(names: list[str], number: int) -> str:
        return names[number] if 0 <= number < len(names) else "nobody"


def places_named(claim: str) -> tuple[str, ...]:
    """The places that a claim names, by id."""
    from sandtable.claims.ast import references
    from sandtable.claims.parse import parse

    return tuple(name for kind, name in references(parse(claim)) if kind == "place")


def story(events: Block, run: Manifest, scenario: Scenario, about: Collection[str]) -> tuple[Happening, ...]:
    """The events of a block of one future in order, in sentences; what was so from the first moment on is left out.

    The short telling holds what the claim is `about` (ids of places), changes of control that last, dated events,
    corridors and bases; not assaults and roads of other places, nor raids on them.
    """
    names = _Names(run, scenario)
    near = {number for number, place in enumerate(run.places) if place in about}
    columns = (events.day, events.kind, events.entity, events.before, events.after, events.cause)
    rows = []
    for day, kind, entity, before, after, cause in zip(*(column.tolist() for column in columns), strict=True):
        if day == 0.0 and kind in AT_FIRST:
            continue
        sentence = SENTENCES[kind](names.row(kind, entity, before, after, cause)) if kind in SENTENCES else ""
        rows.append(Happening(day, sentence[:1].upper() + sentence[1:], _told(kind, entity, cause, near)))
    return tuple(row for row in rows if row.text)


def _told(kind: int, entity: int, cause: int, near: Collection[int]) -> bool:
    if kind == kinds.CONTROL:
        return entity in near or cause not in (kinds.BY_RAID, kinds.BY_RECOVERY)
    if kind == kinds.ASSAULT_ENDED:
        return entity in near and cause in (kinds.BROKEN_OFF, kinds.OVERTAKEN)
    if kind in (kinds.ASSAULT_BEGUN, kinds.CUT_OFF, kinds.REJOINED):
        return entity in near
    return True
