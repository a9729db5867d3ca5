"""The claim language once more, in slow and plain Python: one future at a time, straight from its definitions.

Written apart from the vectorised operators, as their oracle. A verdict is True, False or None (undecided). A moment
is the position of an event in its future; `IMPOSSIBLE` is the moment of what can happen no more, None of what has
not happened yet.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import networkx as nx

from claims.worlds import ACTORS, GROUND, PLACES, History, value
from sandtable.claims import ast
from sandtable.claims.periods import first_and_last
from sandtable.ensemble import kinds
from sandtable.ensemble.kinds import ASSAULT_CAUSES
from sandtable.ensemble.results import Manifest

IMPOSSIBLE = "impossible"


@dataclass
class Reference:
    """Judges claims in one future: `history` in order, seen up to the manifest's horizon; `number` is the future's."""

    history: History
    manifest: Manifest
    number: int = 0

    def __post_init__(self) -> None:
        self.history = [change for change in self.history if change.day < self.manifest.days]

    def judge(self, claim: ast.Node) -> bool | None:
        match claim:
            case (
                ast.Falls()
                | ast.Happens()
                | ast.ChangesHands()
                | ast.Reaches()
                | ast.Ends()
                | ast.IsHeld()
                | ast.Wins()
                | ast.Settled()
            ):
                return {None: None, IMPOSSIBLE: False}.get(self.moment(claim), True)  # type: ignore[arg-type]
            case ast.Not():
                return self.no(self.judge(claim.claim))
            case ast.AllOf() | ast.And():
                return self.every(claim.claims)
            case ast.AnyOf() | ast.Or():
                return self.no(self.every(tuple(ast.Not(claim=part) for part in claim.claims)))
            case ast.NoneOf():
                return self.every(tuple(ast.Not(claim=part) for part in claim.claims))
            case ast.CountOf():
                return self.counted(claim)
            case ast.EachOf():
                parts = tuple(self.with_place(claim.claim, place) for place in claim.places)
                return self.judge(ast.AllOf(claims=parts) if claim.which == "each" else ast.AnyOf(claims=parts))
            case ast.Implies():
                return self.no(self.every((claim.condition, ast.Not(claim=claim.consequence))))
        return self.ordered(claim)

    def ordered(self, claim: ast.Node) -> bool | None:
        match claim:
            case ast.LastOf():
                return self.last(claim)
            case ast.FirstOf():
                return self.first(claim)
            case ast.Before():
                return self.before(claim.one, claim.other)
            case ast.After():
                return self.after(claim.one, claim.other)
            case ast.Until():
                return self.until(claim)
            case ast.Within():
                return self.within(claim)
            case ast.Compare():
                return self.compared(claim)
            case ast.NoGovernment():
                return self.ungoverned(claim)
        return self.timed(claim)

    @staticmethod
    def no(verdict: bool | None) -> bool | None:
        return None if verdict is None else not verdict

    def every(self, claims: tuple[ast.Claim, ...]) -> bool | None:
        verdicts = [self.judge(claim) for claim in claims]
        if False in verdicts:
            return False
        return None if None in verdicts else True

    def counted(self, claim: ast.CountOf) -> bool | None:
        verdicts = [self.judge(part) for part in claim.claims]
        possible = set()
        for more in range(verdicts.count(None) + 1):
            count = verdicts.count(True) + more
            possible.add(
                {
                    "at least": count >= claim.number,
                    "at most": count <= claim.number,
                    "exactly": count == claim.number,
                    "fewer than": count < claim.number,
                    "more than": count > claim.number,
                }[claim.bound]
            )
        return possible.pop() if len(possible) == 1 else None

    def with_place(self, claim: Any, place: str) -> Any:
        written = claim.model_dump(mode="json")
        return type(claim).model_validate(_replaced(written, place))

    def moment(self, event: ast.Node) -> int | str | None:
        """Position of an event, or of the change with which a state first holds; -1 where it holds at first."""
        if isinstance(event, ast.ChangesHands):
            return next((at for at, c in enumerate(self.history) if (c.entity, c.kind) == (event.place, 1)), None)
        if isinstance(event, ast.Ends):
            return next(
                (at for at, c in enumerate(self.history) if (c.entity, c.after) == (event.mediation, "off")), None
            )
        if isinstance(event, ast.Reaches):
            return self.reached(event)
        if isinstance(event, ast.IsHeld | ast.Wins | ast.Settled):
            return self.political(event)
        if not isinstance(event, ast.Falls | ast.Happens):
            return next((at for at, (_, holds) in enumerate(self.course(event), start=-1) if holds), None)
        if isinstance(event, ast.Happens):
            return next((at for at, change in enumerate(self.history) if change.entity == event.event), None)
        assert isinstance(event, ast.Falls)
        holder = self.manifest.first_holders[PLACES.index(event.place)]
        owner = ACTORS[holder] if holder >= 0 else ""
        if event.to == (owner,):
            return IMPOSSIBLE
        for at, change in enumerate(self.history):
            if change.entity == event.place and change.kind == kinds.CONTROL and change.after != owner:
                if event.to and change.after not in event.to:
                    return IMPOSSIBLE
                assaulted = change.cause in ASSAULT_CAUSES
                if (event.how == "by assault" and not assaulted) or (event.how == "without assault" and assaulted):
                    return IMPOSSIBLE
                return at
        return None

    def reached(self, event: ast.Reaches) -> int | None:
        """The first turn to the worse that gets there; what stands at moment 0 is no turn."""
        stage = -1
        for at, change in enumerate(self.history):
            if change.entity == event.dispute:
                after = kinds.STAGES.index(change.after)
                if stage < kinds.STAGES.index(event.stage) <= after and change.day > 0:
                    return at
                stage = after
        return None

    def political(self, event: Any) -> int | str | None:
        """Position of an election, of a victory or of the day on which an issue is settled where the claim says."""
        if isinstance(event, ast.IsHeld):
            marks = [at for at, c in enumerate(self.history) if (c.entity, c.kind) == (event.election, 22)]
            return marks[0] if marks else None
        if isinstance(event, ast.Wins):
            kind = 22 if event.election == "plebiscite" else 23
            for at, change in enumerate(self.history):
                if (change.entity, change.kind) == (event.election, kind):
                    return at if change.after == event.who else IMPOSSIBLE
            return None
        for at, change in enumerate(self.history):
            if (change.entity, change.kind) == (event.issue, 24):
                where, point = change.cause / 2, event.point if event.point is not None else 0.0
                so = {"above": where > point, "below": where < point, "at least": where >= point}
                so |= {"at most": where <= point, None: True}
                return at if so[event.relation] else IMPOSSIBLE
        return None

    def ungoverned(self, claim: ast.NoGovernment) -> bool | None:
        """Whether nobody governs after an election when the date is over."""
        end = ((claim.date or self.manifest.until) - self.manifest.as_of).days + 1
        for change in self.history:
            if (change.entity, change.kind) == (claim.election, 23):
                return change.after == "nobody" or change.day >= end
        return True if self.manifest.days >= end else None

    def last(self, claim: ast.LastOf) -> bool | None:
        moments = {place: self.moment(ast.Falls(place=place, how=claim.how)) for place in claim.of}
        mine = moments.pop(claim.place)
        if not isinstance(mine, int):
            return False if mine == IMPOSSIBLE else None
        if any(isinstance(other, int) and other > mine for other in moments.values()):
            return False
        return None if None in moments.values() else True

    def first(self, claim: ast.FirstOf) -> bool | None:
        moments = {place: self.moment(ast.Falls(place=place, how=claim.how)) for place in claim.of}
        order = sorted((at, place) for place, at in moments.items() if isinstance(at, int))
        if order:
            return order[0][1] == claim.place
        return False if moments[claim.place] == IMPOSSIBLE else None

    def before(self, one: ast.Node, other: ast.Node) -> bool | None:
        for at in range(-1, len(self.history)):
            if self.moment(other) == at:
                return False
            if self.moment(one) == at:
                return True
        return False if self.moment(one) == IMPOSSIBLE else None

    def after(self, one: ast.Node, other: ast.Node) -> bool | None:
        if IMPOSSIBLE in (self.moment(one), self.moment(other)):
            return False
        reached = False
        for at in range(-1, len(self.history)):
            if self.moment(one) == at:
                return reached
            reached = reached or self.moment(other) == at
        return None

    def until(self, claim: ast.Until) -> bool | None:
        end = self.moment(claim.event)
        for at, (_, holds) in enumerate(self.course(claim.what), start=-1):
            if isinstance(end, int) and at >= end:
                break
            if not holds:
                return False
        if end == IMPOSSIBLE:
            return False
        return None if end is None else True

    def within(self, claim: ast.Within) -> bool | None:
        other = self.moment(claim.other)
        if other == IMPOSSIBLE:
            return False
        if isinstance(claim.one, ast.Falls | ast.Happens | ast.Reaches | ast.Ends):
            return self.once_within(claim, self.moment(claim.one), other)
        if other is None:
            return None
        assert isinstance(other, int)
        day = self.history[other].day if other >= 0 else 0.0
        first, last = (day - claim.days if claim.side == "of" else day), day + claim.days
        if isinstance(claim.one, ast.ChangesHands):
            rows = [at for at, c in enumerate(self.history) if (c.entity, c.kind) == (claim.one.place, 1)]
            rows = [at for at in rows if at > other or claim.side == "of"]
            hit = any(first <= self.history[at].day <= last for at in rows)
        else:
            course = list(self.course(claim.one))
            hit = [holds for moment, holds in course if moment < first or moment == -1][-1]
            hit = hit or any(holds for moment, holds in course if first <= moment <= last and moment != -1)
        return True if hit else (False if self.manifest.days > last else None)

    def once_within(self, claim: ast.Within, one: int | str | None, other: int | str | None) -> bool | None:
        if one == IMPOSSIBLE:
            return False
        days = [None if at is None else self.history[at].day if at >= 0 else 0.0 for at in (one, other)]  # type: ignore
        mine, theirs = days
        if mine is not None and theirs is not None:
            near = abs(mine - theirs) <= claim.days
            return near and (claim.side == "of" or one > other)  # type: ignore[operator]
        if mine is not None:  # the other is still to come, and it comes at the horizon or later
            return None if claim.side == "of" and self.manifest.days <= mine + claim.days else False
        return False if theirs is not None and self.manifest.days > theirs + claim.days else None

    def course(self, state: ast.Node) -> Iterator[tuple[float, bool]]:
        """Whether the state holds at first and after each event of the future, with the day of that event."""
        early = 0
        if isinstance(
            state, ast.CutOff | ast.UnderAssault | ast.Corridor | ast.InStage
        ):  # the first moment's rows are the beginning
            early = sum(change.day == 0 for change in self.history)
        yield -1.0, self.holds(state, self.history[:early])
        for at, change in enumerate(self.history, start=1):
            yield change.day, self.holds(state, self.history[: max(at, early)])

    def owners(self, past: History) -> dict[str, str]:
        owners = {place: ACTORS[h] if h >= 0 else "" for place, h in zip(PLACES, self.manifest.first_holders)}  # noqa: B905
        owners |= {change.entity: change.after for change in past if change.kind == kinds.CONTROL}
        return owners

    def holds(self, state: ast.Node, past: History) -> bool:
        """Whether a state holds after the events of the past, from the scenario and those events alone."""
        match state:
            case ast.Held():
                return (self.owners(past)[state.place] in state.by) != state.negated
            case ast.NumberHeld():
                held = sum(self.owners(past)[place] in state.by for place in state.places)
                bounds = {"at least": held >= state.number, "at most": held <= state.number}
                bounds |= {"exactly": held == state.number, "more than": held > state.number}
                return bounds.get(state.bound, held < state.number)
            case ast.CutOff():
                marks = [c.kind for c in past if c.entity == state.place and c.kind in (kinds.CUT_OFF, kinds.REJOINED)]
                return (marks[-1:] == [kinds.CUT_OFF]) != state.negated
            case ast.UnderAssault():
                here = [c.kind for c in past if c.entity == state.place]
                balance = GROUND.assaults.get(state.place, 0)
                balance += here.count(kinds.ASSAULT_BEGUN) - here.count(kinds.ASSAULT_ENDED)
                return (balance > 0) != state.negated
            case ast.Corridor():
                marks = {c.after: c.kind for c in past if c.entity == state.corridor}
                return any(marks.get(actor) == kinds.CORRIDOR_OPENED for actor in state.to) != state.closed
            case ast.InStage():
                stages = [kinds.STAGES.index(c.after) for c in past if c.entity == state.dispute]
                number = kinds.STAGES.index(state.stage)
                return any(now >= number if number else now == 0 for now in stages[-1:]) != state.negated
            case ast.Road():
                return any(self.road_open(state, actor, past) for actor in state.to) != state.closed
        raise AssertionError(f"the reference does not know the state {state.op}")

    def road_open(self, road: ast.Road, actor: str, past: History) -> bool:
        lets = {(holder, mover) for holder, movers in GROUND.lets.items() for mover in movers}
        for change in past:
            for event, holder, mover, allowed in GROUND.permissions:
                if change.entity == event:
                    lets = lets | {(holder, mover)} if allowed else lets - {(holder, mover)}
        owners = self.owners(past)
        roads = nx.Graph(list(GROUND.routes))
        roads.remove_nodes_from([place for place in PLACES if owners[place] and (owners[place], actor) not in lets])
        return road.start in roads and road.end in roads and bool(nx.has_path(roads, road.start, road.end))

    def month_is_over(self, month: int) -> bool:
        following = (
            datetime.date(2017, 4 + month + 1, 1) if month < 8 else datetime.date(2018 + (month - 8) // 12, 1, 1)
        )
        return month < 4 and (following - self.manifest.as_of).days <= self.manifest.days

    def amount(self, amount: ast.Node) -> float | None:
        if isinstance(amount, ast.Number):
            return amount.value
        assert isinstance(amount, ast.MeasureOn | ast.Mean | ast.Total)
        span = (amount.date, amount.date) if isinstance(amount, ast.MeasureOn) else first_and_last(amount.period)
        first, last = (12 * (day.year - 2017) + day.month - 4 for day in span)
        months = range(max(0, first), last + 1)
        if not all(self.month_is_over(month) for month in months):
            return None
        values = [value(amount.name, self.number, month) for month in months]
        return sum(values) / (len(values) if isinstance(amount, ast.Mean) else 1)

    def compared(self, claim: ast.Compare) -> bool | None:
        one, other = self.amount(claim.one), self.amount(claim.other)
        if one is None or other is None:
            return None
        return {"above": one > other, "below": one < other, "at least": one >= other}.get(claim.relation, one <= other)

    def measured(self, claim: Any, start: float, end: float) -> bool | None:
        """A state about measures: month by month, and unknown in a month that is not over."""
        seen: list[bool | None] = []
        last = math.ceil(end) if isinstance(claim, ast.On | ast.AtEnd) else math.ceil(end) - 1
        days = [last] if isinstance(claim, ast.On | ast.AtEnd) else range(math.floor(start), last + 1)
        if isinstance(claim, ast.On | ast.AtEnd):
            days = [last - 1]
        for day in days:
            date = self.manifest.as_of + datetime.timedelta(days=day)
            month = 12 * (date.year - 2017) + date.month - 4
            if not self.month_is_over(month):
                seen.append(None)
                continue
            one = value(claim.what.one.name, self.number, month)
            other = claim.what.other
            theirs = other.value if isinstance(other, ast.Number) else value(other.name, self.number, month)
            relation = {"above": one > theirs, "below": one < theirs, "at least": one >= theirs}
            seen.append(relation.get(claim.what.relation, one <= theirs))
        if isinstance(claim, ast.By | ast.In):
            return True if True in seen else (None if None in seen else False)
        return False if False in seen else (None if None in seen else True)

    def timed(self, claim: ast.Node) -> bool | None:
        start, end = self.span(claim)
        assert isinstance(claim, ast.By | ast.On | ast.In | ast.FromTo | ast.Throughout | ast.AtEnd)
        if isinstance(claim.what, ast.Measured):
            return self.measured(claim, start, end)
        if isinstance(claim.what, ast.ChangesHands):
            rows = [c for c in self.history if (c.entity, c.kind) == (claim.what.place, 1) and start <= c.day < end]
            return True if rows else (False if self.manifest.days >= end else None)
        if isinstance(claim.what, ast.Event):
            return self.event_within(claim.what, start, end)
        if isinstance(claim, ast.On | ast.AtEnd):
            at_end = [holds for day, holds in self.course(claim.what) if day < end][-1]
            return at_end if self.manifest.days >= end else None
        if self.manifest.days < start:
            return None
        before = [holds for day, holds in self.course(claim.what) if day < start][-1]
        seen = [before, *(holds for day, holds in self.course(claim.what) if start <= day < end)]
        if isinstance(claim, ast.By | ast.In):
            if any(seen):
                return True
            return False if self.manifest.days >= end else None
        if not all(seen):
            return False
        return True if self.manifest.days >= end else None

    def event_within(self, event: ast.Node, start: float, end: float) -> bool | None:
        moment = self.moment(event)
        if isinstance(moment, int):
            return start <= self.history[moment].day < end
        return None if moment is None and self.manifest.days < end else False

    def span(self, claim: ast.Node) -> tuple[float, float]:
        """The moments, in days, from which and up to which the claim looks."""
        day = datetime.timedelta(days=1)
        match claim:
            case ast.By():
                first, last = self.manifest.as_of, claim.date or self.manifest.until
            case ast.On():
                first, last = claim.date, claim.date
            case ast.AtEnd():
                first, last = self.manifest.until, self.manifest.until
            case ast.FromTo():
                first, last = claim.first, claim.last
            case ast.In() | ast.Throughout():
                first, last = first_and_last(claim.period)
            case _:
                raise AssertionError(f"the reference does not know {claim.op}")
        return max(0, (first - self.manifest.as_of) / day), (last - self.manifest.as_of) / day + 1


def _replaced(written: Any, place: str) -> Any:
    """The JSON of a claim with a place wherever it says `it`."""
    if isinstance(written, dict):
        return {key: _replaced(item, place) for key, item in written.items()}
    return place if written == ast.IT else written
