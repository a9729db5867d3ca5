"""States as data: what holds or does not hold at each moment of a future, and the amounts that are compared."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field, model_validator

from sandtable.claims.nodes import (
    ActorNames,
    Bound,
    Dated,
    Name,
    Node,
    Period,
    PlaceName,
    PlaceNames,
    Refers,
    once,
)

__all__ = [
    "Amount",
    "Corridor",
    "CutOff",
    "DatedAmount",
    "DatedOrNumber",
    "Held",
    "InStage",
    "Mean",
    "Measure",
    "MeasureOn",
    "Measured",
    "Number",
    "NumberHeld",
    "Relation",
    "Road",
    "Stage",
    "State",
    "Total",
    "UnderAssault",
]

SomeActors = Annotated[ActorNames, Field(min_length=1)]
MeasureName = Annotated[Name, Refers("measure")]
Stage = Literal["cooperation", "tension", "crisis", "clash"]
DisputeName = Annotated[Name, Refers("dispute")]
Relation = Literal["above", "below", "at least", "at most"]


class Held(Node):
    """A place is held (negated: is not held) by any of the actors."""

    op: Literal["held"] = "held"
    place: PlaceName
    by: SomeActors
    negated: bool = False


class CutOff(Node):
    """No road brings supply to a place from its holder's sources (negated: the place is supplied, or nobody's)."""

    op: Literal["cut_off"] = "cut_off"
    place: PlaceName
    negated: bool = False


class UnderAssault(Node):
    """At least one formation is assaulting a place (negated: none is)."""

    op: Literal["under_assault"] = "under_assault"
    place: PlaceName
    negated: bool = False


class Road(Node):
    """Some chain of roads from one place to another is open to any of the actors (closed: none is, to none of them)."""

    op: Literal["road"] = "road"
    start: PlaceName
    end: PlaceName
    to: SomeActors
    closed: bool = False

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Road:
        if self.start == self.end:
            raise ValueError(f"a road leads from one place to another, and {self.start!r} stands at both ends")
        return self


class Corridor(Node):
    """A named corridor is open to any of the actors (closed: to none of them)."""

    op: Literal["corridor"] = "corridor"
    corridor: Annotated[Name, Refers("corridor")]
    to: SomeActors
    closed: bool = False


class InStage(Node):
    """A dispute stands so (negated: does not); in tension or in crisis is also what is worse."""

    op: Literal["in_stage"] = "in_stage"
    dispute: DisputeName
    stage: Stage
    negated: bool = False


class NumberHeld(Node):
    """So many places of a list are held by any of the actors at once."""

    op: Literal["number_held"] = "number_held"
    places: PlaceNames
    by: SomeActors
    bound: Bound
    number: Annotated[int, Field(ge=0, le=10_000)]

    @model_validator(mode="after")
    def _each_once(self) -> NumberHeld:
        return once(self, self.places)


class Number(Node):
    """A plain number."""

    op: Literal["number"] = "number"
    value: Annotated[float, Field(ge=-1e15, le=1e15)]


class Measure(Node):
    """A measure's value in the month at hand."""

    op: Literal["measure"] = "measure"
    name: MeasureName


class MeasureOn(Node):
    """A measure's value in the month of a date."""

    op: Literal["measure_on"] = "measure_on"
    name: MeasureName
    date: Annotated[datetime.date, Dated(past_the_end=False, whole=True)]


class Mean(Node):
    """The mean of a measure over the months of a period."""

    op: Literal["mean"] = "mean"
    name: MeasureName
    period: Annotated[Period, Dated(past_the_end=False, whole=True)]


class Total(Node):
    """The sum of a measure over the months of a period."""

    op: Literal["total"] = "total"
    name: MeasureName
    period: Annotated[Period, Dated(past_the_end=False, whole=True)]


Amount = Annotated[Measure | Number, Field(discriminator="op")]
DatedAmount = Annotated[MeasureOn | Mean | Total, Field(discriminator="op")]
DatedOrNumber = Annotated[MeasureOn | Mean | Total | Number, Field(discriminator="op")]


class Measured(Node):
    """A measure stands so to another or to a number, month by month."""

    op: Literal["measured"] = "measured"
    one: Measure
    relation: Relation
    other: Amount


State = Held | CutOff | UnderAssault | Road | Corridor | NumberHeld | InStage | Measured
