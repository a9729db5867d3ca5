"""Dated events, as an analyst writes them: when, how likely, and what they do."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sandtable.scenario.values import DateRange, Day, Entry, Evidence, Id, Number, Share

__all__ = ["Effect", "Event"]


class Effect(Entry):
    """What an event does; exactly one of the keys below (with `by`, `fighters`, `level` or `to` where it needs it)."""

    take: Id | None = Field(None, description="a place that changes hands, to `by`")
    by: Id | None = Field(
        None,
        description="the actor that gains: takes it, is supplied, is let through or no more; or whose stake changes",
    )
    close_supply: Id | None = Field(None, description="a place where supply enters no more")
    open_supply: Id | None = Field(None, description="a place where supply enters from now on, for `by`")
    reinforce: Id | None = Field(None, description="a formation that gains `fighters`")
    withdraw: Id | None = Field(None, description="a formation that leaves the theatre")
    air_cover: Id | None = Field(None, description="an actor whose air cover becomes `level`")
    hand_over: Id | None = Field(
        None, description="a place that its holder leaves to `by` by agreement; those who held it go to their own side"
    )
    agrees: Id | None = Field(
        None,
        description="who hands the place over; needed where that is an enemy of `by`: only then, and from it alone",
    )
    veto: Id | None = Field(None, description="a corridor that is forbidden from now on")
    lift_veto: Id | None = Field(None, description="a corridor that is forbidden no more")
    permit: Id | None = Field(None, description="an actor that lets `by` through its places from now on")
    forbid: Id | None = Field(None, description="an actor that lets `by` through its places no more")
    open_presence: Id | None = Field(None, description="a base or camp that opens")
    close_presence: Id | None = Field(None, description="a base or camp that closes")
    engage: Id | None = Field(None, description="an entry of `influence` whose level becomes `level`")
    escalate: Id | None = Field(None, description="a dispute that is in crisis from now on, if it was not yet")
    calm: Id | None = Field(None, description="a dispute that goes one stage back towards cooperation")
    mediate: Id | None = Field(None, description="an entry of `mediation` that begins")
    stop_mediating: Id | None = Field(None, description="an entry of `mediation` that ends")
    settle: Id | None = Field(None, description="an issue that is settled from now on (its `takes` days later)")
    position: Id | None = Field(None, description="an issue on which the position of `by` becomes `to`")
    salience: Id | None = Field(None, description="an issue whose salience for `by` becomes `to`")
    fighters: Annotated[Number, Field(gt=0)] | None = Field(None, description="persons")
    level: Share | None = Field(None, description="0 to 1")
    to: Annotated[Number, Field(ge=0, le=100)] | None = Field(None, description="0 to 100")


class Event(Evidence):
    """A dated shock: certain or uncertain, on a day or within a range."""

    on: DateRange = Field(description="a date, [early, late] or [early, usual, late]")
    probability: Share = Field(1.0, description="probability that it happens at all")
    after: Id | None = Field(None, description="happens only once this place has fallen")
    heats: Id | None = Field(
        None, description="a dispute that it makes worse while it lies ahead, whether or not it happens in the end"
    )
    announced: Day | None = Field(None, description="the day from which it does; left out = from the first day")
    does: tuple[Effect, ...] = Field(min_length=1, description="its effects")
