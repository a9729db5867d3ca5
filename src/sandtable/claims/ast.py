"""A claim as data: one frozen model for each word of the language, readable and writable as JSON.

There are three sorts of node. An *event* happens at a moment or never (`qaim falls`). A *state* holds or does not
hold at each moment (`qaim is held by iraq`). A *claim* is true, false or undecided of a whole future. An event may
stand as a claim ("it happens"); a state must first say when. `op` names the word, and the file of its operator.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from sandtable.claims.periods import PERIOD_PATTERN

__all__ = [
    "After",
    "AllOf",
    "And",
    "AnyOf",
    "AtEnd",
    "Before",
    "By",
    "Claim",
    "Dated",
    "Event",
    "Falls",
    "FirstOf",
    "FromTo",
    "Happens",
    "Held",
    "How",
    "Implies",
    "In",
    "LastOf",
    "Node",
    "NoneOf",
    "Not",
    "On",
    "Or",
    "Refers",
    "State",
    "Throughout",
    "Until",
    "dates",
    "references",
    "walk",
]

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Period = Annotated[str, Field(pattern=PERIOD_PATTERN)]
How = Literal["any way", "by assault", "without assault"]
Kind = Literal["place", "actor", "event"]


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a field whose names must be those of a place, an actor or a dated event of the scenario."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Dated:
    """Marks a field that holds a date or a period: never over before `as_of`, and seldom allowed past the end."""

    past_the_end: bool = True


PlaceName = Annotated[Name, Refers("place")]
PlaceNames = Annotated[tuple[Name, ...], Field(min_length=2), Refers("place")]
ActorNames = Annotated[tuple[Name, ...], Refers("actor")]


class Node(BaseModel):
    """Common manners of all nodes: frozen, compared by value, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    op: str


class Falls(Node):
    """A place leaves its first holder for the first time; `to` whom and `how`, where the claim says so."""

    op: Literal["falls"] = "falls"
    place: PlaceName
    to: ActorNames = ()
    how: How = "any way"


class Happens(Node):
    """A dated event of the scenario happens."""

    op: Literal["happens"] = "happens"
    event: Annotated[Name, Refers("event")]


class Held(Node):
    """A place is held (negated: is not held) by any of the actors."""

    op: Literal["held"] = "held"
    place: PlaceName
    by: Annotated[ActorNames, Field(min_length=1)]
    negated: bool = False


Event = Annotated[Falls | Happens, Field(discriminator="op")]
State = Held
EventOrState = Annotated[Falls | Happens | Held, Field(discriminator="op")]


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
    what: State
    period: Annotated[Period, Dated()]


class AtEnd(Node):
    """A state holds when the scenario's last day ends."""

    op: Literal["at_end"] = "at_end"
    what: State


class Until(Node):
    """A state holds at every moment from day 0 until an event, and the event happens."""

    op: Literal["until"] = "until"
    what: State
    event: Event


class Before(Node):
    """The first event happens, and the other has not happened by then."""

    op: Literal["before"] = "before"
    one: Event
    other: Event


class After(Node):
    """Both events happen, the first one later."""

    op: Literal["after"] = "after"
    one: Event
    other: Event


class _Rank(Node):
    """What `last of` and `first of` have in common: a place, a list that it stands in, and the way to fall."""

    place: PlaceName
    of: PlaceNames
    how: How = "any way"

    @model_validator(mode="after")
    def _in_the_list(self) -> _Rank:
        twice = [name for name in dict.fromkeys(self.of) if self.of.count(name) > 1]
        if twice:
            raise ValueError(f"the list names {twice[0]!r} twice")
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
    Falls
    | Happens
    | By
    | On
    | In
    | FromTo
    | Throughout
    | AtEnd
    | Until
    | Before
    | After
    | LastOf
    | FirstOf
    | AllOf
    | AnyOf
    | NoneOf
    | Not
    | And
    | Or
    | Implies,
    Field(discriminator="op"),
]

for _model in (AllOf, AnyOf, NoneOf, Not, And, Or, Implies):
    _model.model_rebuild()


def walk(node: Node) -> Iterator[Node]:
    """A node and every node inside it, outermost first."""
    yield node
    for name in type(node).model_fields:
        value = getattr(node, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Node):
                yield from walk(item)


def references(claim: Node) -> Iterator[tuple[Kind, str]]:
    """Every name that a claim uses, with the kind of thing it must be, in the order of writing."""
    for mark, value in _marked(claim):
        if isinstance(mark, Refers):
            yield from ((mark.kind, item) for item in (value if isinstance(value, tuple) else (value,)))


def dates(claim: Node) -> Iterator[tuple[Dated, datetime.date | str]]:
    """Every date and period that a claim uses and that must suit its scenario, with what it must obey."""
    for mark, value in _marked(claim):
        if isinstance(mark, Dated) and value is not None:
            yield mark, value


def _marked(claim: Node) -> Iterator[tuple[Any, Any]]:
    """Every mark on a field of the claim's nodes, with the field's value."""
    for node in walk(claim):
        for name, field in type(node).model_fields.items():
            yield from ((mark, getattr(node, name)) for mark in field.metadata)
