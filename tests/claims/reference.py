"""The claim language once more, in slow and plain Python: one future at a time, straight from its definitions.

Written apart from the vectorised operators, as their oracle. A verdict is True, False or None (undecided). A moment
is the position of an event in its future; `IMPOSSIBLE` is the moment of what can happen no more, None of what has
not happened yet.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from claims.worlds import ACTORS, PLACES, History
from sandtable.claims import ast
from sandtable.claims.periods import first_and_last
from sandtable.ensemble.kinds import BY_ASSAULT
from sandtable.ensemble.results import Manifest

IMPOSSIBLE = "impossible"


@dataclass
class Reference:
    """Judges claims in one future: `history` in order, seen up to the manifest's horizon."""

    history: History
    manifest: Manifest

    def __post_init__(self) -> None:
        self.history = [change for change in self.history if change.day < self.manifest.days]

    def judge(self, claim: ast.Node) -> bool | None:
        match claim:
            case ast.Falls() | ast.Happens():
                return {None: None, IMPOSSIBLE: False}.get(self.moment(claim), True)  # type: ignore[arg-type]
            case ast.Not():
                return self.no(self.judge(claim.claim))
            case ast.AllOf() | ast.And():
                return self.every(claim.claims)
            case ast.AnyOf() | ast.Or():
                return self.no(self.every(tuple(ast.Not(claim=part) for part in claim.claims)))
            case ast.NoneOf():
                return self.every(tuple(ast.Not(claim=part) for part in claim.claims))
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
        return self.timed(claim)

    @staticmethod
    def no(verdict: bool | None) -> bool | None:
        return None if verdict is None else not verdict

    def every(self, claims: tuple[ast.Claim, ...]) -> bool | None:
        verdicts = [self.judge(claim) for claim in claims]
        if False in verdicts:
            return False
        return None if None in verdicts else True

    def moment(self, event: ast.Node) -> int | str | None:
        if isinstance(event, ast.Happens):
            return next((at for at, change in enumerate(self.history) if change.entity == event.event), None)
        assert isinstance(event, ast.Falls)
        holder = self.manifest.first_holders[PLACES.index(event.place)]
        owner = ACTORS[holder] if holder >= 0 else ""
        if event.to == (owner,):
            return IMPOSSIBLE
        for at, change in enumerate(self.history):
            if change.entity == event.place and change.after != owner:
                if event.to and change.after not in event.to:
                    return IMPOSSIBLE
                assaulted = change.cause == BY_ASSAULT
                if (event.how == "by assault" and not assaulted) or (event.how == "without assault" and assaulted):
                    return IMPOSSIBLE
                return at
        return None

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
        for at in range(len(self.history)):
            if self.moment(other) == at:
                return False
            if self.moment(one) == at:
                return True
        return False if self.moment(one) == IMPOSSIBLE else None

    def after(self, one: ast.Node, other: ast.Node) -> bool | None:
        if IMPOSSIBLE in (self.moment(one), self.moment(other)):
            return False
        reached = False
        for at in range(len(self.history)):
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

    def course(self, state: ast.Held) -> Iterator[tuple[float, bool]]:
        """Whether the state holds at first and after each event of the future, with the day of that event."""
        holder = self.manifest.first_holders[PLACES.index(state.place)]
        owner = ACTORS[holder] if holder >= 0 else ""
        yield -1.0, (owner in state.by) != state.negated
        for change in self.history:
            owner = change.after if change.entity == state.place else owner
            yield change.day, (owner in state.by) != state.negated

    def timed(self, claim: ast.Node) -> bool | None:
        start, end = self.span(claim)
        assert isinstance(claim, ast.By | ast.On | ast.In | ast.FromTo | ast.Throughout | ast.AtEnd)
        if not isinstance(claim.what, ast.Held):
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
