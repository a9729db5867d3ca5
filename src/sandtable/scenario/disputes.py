"""Disputes and who mediates them, as an analyst writes them: two parties, and what drives them apart."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sandtable.scenario.values import Day, Entry, Evidence, Id, Range, Text

__all__ = ["Clash", "Dispute", "Mediation", "Stage"]

Stage = Literal["cooperation", "tension", "crisis", "clash"]


class Clash(Entry):
    """What a clash does to the battlefield, beside ending passage between the parties."""

    holds: tuple[Id, ...] = Field(
        (), description="formations that attack nothing while the clash lasts: they are needed against the other party"
    )


class Dispute(Evidence):
    """A dispute between two actors, which cooperate, are tense, in crisis or clash; weighed at the end of a month."""

    name: Text | None = Field(None, description="name shown to readers")
    between: tuple[Id, Id] = Field(description="the two parties")
    state: Stage = Field("tension", description="how they stand on the day `as_of`")
    trust: Range = Field(0.5, description="each one's belief in the other's good faith on that day, 0 to 1")
    declining: Id | None = Field(None, description="the party that loses strength by waiting")
    shift: Range | None = Field(
        None, description="the chance of winning a fight that it loses by waiting a year, 0 to 1; left out = none"
    )
    common_enemy: Id | None = Field(None, description="the enemy that keeps them together while it has fighters here")
    accountability: Range | None = Field(
        None,
        description="share of abuses that are looked into and punished, 0 to 1; the others count as broken promises; "
        "left out = none",
    )
    crises: Range = Field(description="crises a year, were trust, strength and the common enemy to give no reason")
    arena: tuple[Id, ...] = Field(
        (), description="clients in whom both parties do more while the dispute is in crisis or worse"
    )
    clash: Clash = Field(default_factory=Clash, description="what a clash does to the battlefield")


class Mediation(Evidence):
    """An outsider who stands between the parties of a dispute."""

    name: Text | None = Field(None, description="name shown to readers")
    who: Id = Field(description="the mediator")
    dispute: Id = Field(description="the dispute")
    strength: Range = Field(
        description="what it can do for and to the parties, 0 (talks) to 1 (what any outsider could)"
    )
    leans: Id | None = Field(None, description="the party that it is closer to")
    bias: Range | None = Field(
        None, description="how much closer, 0 to 1 (that party's own advocate); left out = neutral"
    )
    until: Day | None = Field(
        None,
        description="its last day; left out = to the end. It is there on the day `as_of` unless an event brings it",
    )
