"""What all nodes of a claim share: their manners, the kinds of name and date that they hold, and ways to walk them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from sandtable.claims.periods import PERIOD_PATTERN

__all__ = [
    "IT",
    "ActorNames",
    "Bound",
    "Dated",
    "EventName",
    "How",
    "Kind",
    "Name",
    "Node",
    "Period",
    "PlaceName",
    "PlaceNames",
    "Refers",
    "dates",
    "once",
    "references",
    "walk",
]

IT = "it"
"""The name that stands for each place of a list in turn (`each of`, `some of`)."""

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Period = Annotated[str, Field(pattern=PERIOD_PATTERN)]
How = Literal["any way", "by assault", "without assault"]
Bound = Literal["at least", "at most", "exactly", "fewer than", "more than"]
Kind = Literal[
    "place", "actor", "event", "corridor", "measure", "dispute", "mediation", "election", "contender", "issue"
]


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a field whose names must be those of a place, an actor, a dated event … of the scenario."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Dated:
    """Marks a field that holds a date or a period: never over before `as_of`, and seldom allowed past the end.

    `past_the_end`: it may begin after the last day; `whole`: it must be over by the last day.
    """

    past_the_end: bool = True
    whole: bool = False


PlaceName = Annotated[Name, Refers("place")]
PlaceNames = Annotated[tuple[Name, ...], Field(min_length=2), Refers("place")]
ActorNames = Annotated[tuple[Name, ...], Refers("actor")]
EventName = Annotated[Name, Refers("event")]


class Node(BaseModel):
    """Common manners of all nodes: frozen, compared by value, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    op: str


Self = TypeVar("Self")


def once(node: Self, names: tuple[str, ...]) -> Self:
    """The node, unless a list of its names holds one twice (ValueError)."""
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"the list names {name!r} twice")
    return node


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
            names = value if isinstance(value, tuple) else (value,)
            yield from ((mark.kind, item) for item in names if item != IT)


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
