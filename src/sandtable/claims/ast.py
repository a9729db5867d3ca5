"""A claim as data: one frozen model for each word of the language, readable and writable as JSON.

There are three sorts of node. An *event* happens at a moment or never (`qaim falls`). A *state* holds or does not
hold at each moment (`qaim is held by iraq`, all of them in `states.py`). A *claim* is true, false or undecided of a
whole future. An event may stand as a claim ("it happens"); a state must first say when. `op` names the word, and the
file of its operator.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field, model_validator

from sandtable.claims.happenings import ChangesHands, Ends, Event, Falls, Happens, Reaches
from sandtable.claims.nodes import (
    IT,
    Bound,
    Dated,
    How,
    Kind,
    Node,
    Period,
    PlaceName,
    PlaceNames,
    Refers,
    dates,
    once,
    references,
    walk,
)
from sandtable.claims.politics import IsHeld, NoGovernment, Settled, Wins
from sandtable.claims.states import (
    Amount,
    Corridor,
    CutOff,
    DatedAmount,
    DatedOrNumber,
    Held,
    InStage,
    Mean,
    Measure,
    Measured,
    MeasureOn,
    Number,
    NumberHeld,
    Relation,
    Road,
    Stage,
    State,
    Total,
    UnderAssault,
)

__all__ = [
    "IT",
    "After",
    "AllOf",
    "Amount",
    "And",
    "AnyOf",
    "AtEnd",
    "Before",
    "By",
    "ChangesHands",
    "Claim",
    "Compare",
    "Corridor",
    "CountOf",
    "CutOff",
    "Dated",
    "DatedAmount",
    "DatedOrNumber",
    "EachOf",
    "Ends",
    "Event",
    "Falls",
    "FirstOf",
    "FromTo",
    "Happens",
    "Held",
    "How",
    "Implies",
    "In",
    "InStage",
    "IsHeld",
    "Kind",
    "LastOf",
    "Mean",
    "Measure",
    "MeasureOn",
    "Measured",
    "Moment",
    "NoGovernment",
    "Node",
    "NoneOf",
    "Not",
    "Number",
    "NumberHeld",
    "On",
    "Or",
    "Reaches",
    "Refers",
    "Relation",
    "Road",
    "Stage",
    "Settled",
    "State",
    "Throughout",
    "Total",
    "UnderAssault",
    "Until",
    "Wins",
    "Within",
    "dates",
    "references",
    "walk",
]


EventNode = Annotated[Event, Field(discriminator="op")]
StateNode = Annotated[State, Field(discriminator="op")]
EventOrState = Annotated[Event | State, Field(discriminator="op")]
Lasting = Annotated[Held | CutOff | UnderAssault | Road | Corridor | NumberHeld | InStage, Field(discriminator="op")]
"""A state that begins and ends at a moment; a measure only has months."""
Moment = Annotated[
    Event | Held | CutOff | UnderAssault | Road | Corridor | NumberHeld | InStage, Field(discriminator="op")
]
"""An event, or the first moment at which a state holds."""


class By(Node):
    """An event happens, or a state holds at some moment, no later than a date (None: the scenario's last day)."""

    op: Literal["by"] = "by"
    what: EventOrState
    date: Annotated[datetime.date | None, Dated()]


class On(Node):
    """An event happens on a date; a state holds when that date ends."""

    op: Literal["on"] = "on"
    what: EventOrState
    date: Annotated[datetime.date, Dated(past_the_end=False)]


class In(Node):
    """An event happens, or a state holds at some moment, in a period."""

    op: Literal["in"] = "in"
    what: EventOrState
    period: Annotated[Period, Dated()]


class FromTo(Node):
    """An event happens between two dates, both included; a state holds at every moment of them."""

    op: Literal["from_to"] = "from_to"
    what: EventOrState
    first: Annotated[datetime.date, Dated()]
    last: datetime.date

    @model_validator(mode="after")
    def _in_order(self) -> FromTo:
        if self.last < self.first:
            raise ValueError(f"{self.first} lies after {self.last}: write the earlier date first")
        return self


class Throughout(Node):
    """A state holds at every moment of a period."""

    op: Literal["throughout"] = "throughout"
    what: StateNode
    period: Annotated[Period, Dated()]


class AtEnd(Node):
    """A state holds when the scenario's last day ends."""

    op: Literal["at_end"] = "at_end"
    what: StateNode


class Until(Node):
    """A state holds at every moment from day 0 until an event happens or a state begins, and that comes."""

    op: Literal["until"] = "until"
    what: Lasting
    event: Moment


class Before(Node):
    """The first comes, and the other has not come by then; a state comes when it first holds."""

    op: Literal["before"] = "before"
    one: Moment
    other: Moment


class After(Node):
    """Both come, the first one later; a state comes when it first holds."""

    op: Literal["after"] = "after"
    one: EventNode
    other: Moment


class Within(Node):
    """The first happens, or holds at some moment, at most so many days from the other (`after`: not before it)."""

    op: Literal["within"] = "within"
    one: Moment
    days: Annotated[int, Field(ge=1, le=36_525)]
    side: Literal["of", "after"]
    other: Moment


class Compare(Node):
    """An amount stands so to another or to a number."""

    op: Literal["compare"] = "compare"
    one: DatedAmount
    relation: Relation
    other: DatedOrNumber


class _Rank(Node):
    """What `last of` and `first of` have in common: a place, a list that it stands in, and the way to fall."""

    place: PlaceName
    of: PlaceNames
    how: How = "any way"

    @model_validator(mode="after")
    def _in_the_list(self) -> _Rank:
        once(self, self.of)
        if self.place not in self.of:
            raise ValueError(f"{self.place!r} is not in its own list: add it")
        return self


class LastOf(_Rank):
    """A place is the last of a list to fall."""

    op: Literal["last"] = "last"


class FirstOf(_Rank):
    """A place is the first of a list to fall."""

    op: Literal["first"] = "first"


class AllOf(Node):
    """Every claim of the list is true."""

    op: Literal["all_of"] = "all_of"
    claims: Annotated[tuple[Claim, ...], Field(min_length=1)]


class AnyOf(Node):
    """At least one claim of the list is true."""

    op: Literal["any_of"] = "any_of"
    claims: Annotated[tuple[Claim, ...], Field(min_length=1)]


class NoneOf(Node):
    """No claim of the list is true."""

    op: Literal["none_of"] = "none_of"
    claims: Annotated[tuple[Claim, ...], Field(min_length=1)]


class CountOf(Node):
    """So many claims of the list are true."""

    op: Literal["count_of"] = "count_of"
    bound: Bound
    number: Annotated[int, Field(ge=0, le=10_000)]
    claims: Annotated[tuple[Claim, ...], Field(min_length=1)]


class EachOf(Node):
    """A claim about each place of a list (`some`: about at least one); in `claim` the place is called `it`."""

    op: Literal["each_of"] = "each_of"
    which: Literal["each", "some"]
    places: PlaceNames
    claim: Claim

    @model_validator(mode="after")
    def _each_once(self) -> EachOf:
        return once(self, self.places)

    @model_validator(mode="after")
    def _about_it(self) -> EachOf:
        subject: Node = self.claim
        while (inner := getattr(subject, "what", getattr(subject, "one", None))) is not None:
            subject = inner
        names = [getattr(node, "place", None) for node in walk(self.claim)]
        if getattr(subject, "place", None) != IT or names.count(IT) != 1 or isinstance(subject, LastOf | FirstOf):
            raise ValueError(f"the claim's first place, and no other, must be called {IT!r}")
        return self


class Not(Node):
    """The claim is false."""

    op: Literal["not"] = "not"
    claim: Claim


class And(Node):
    """Every one of the claims is true."""

    op: Literal["and"] = "and"
    claims: Annotated[tuple[Claim, ...], Field(min_length=2)]


class Or(Node):
    """At least one of the claims is true."""

    op: Literal["or"] = "or"
    claims: Annotated[tuple[Claim, ...], Field(min_length=2)]


class Implies(Node):
    """The condition is false, or the consequence is true."""

    op: Literal["implies"] = "implies"
    condition: Claim
    consequence: Claim


Claim = Annotated[
    Event
    | NoGovernment
    | By
    | On
    | In
    | FromTo
    | Throughout
    | AtEnd
    | Until
    | Before
    | After
    | Within
    | Compare
    | LastOf
    | FirstOf
    | AllOf
    | AnyOf
    | NoneOf
    | CountOf
    | EachOf
    | Not
    | And
    | Or
    | Implies,
    Field(discriminator="op"),
]

for _model in (AllOf, AnyOf, NoneOf, CountOf, EachOf, Not, And, Or, Implies):
    _model.model_rebuild()
