"""`X changes hands`: a place passes from one holder to another, the first time or again."""

from __future__ import annotations

from collections.abc import Callable

from sandtable.claims.ast import ChangesHands, Node
from sandtable.claims.log import Changes, Moments
from sandtable.claims.operator import Ask, English, Operator


def build(place: str) -> ChangesHands:
    """A place."""
    return ChangesHands(place=place)


def settle(claim: ChangesHands, ask: Ask) -> Moments:
    """The first time."""
    changes = ask.log.changes(claim.place)
    return ask.log.first_rows(changes.row, changes.future)


def recurrences(claim: ChangesHands, ask: Ask) -> Changes:
    """Every time."""
    return ask.log.changes(claim.place)


def text(claim: ChangesHands, part: Callable[[Node, int], str]) -> str:
    """`rutba changes hands`."""
    return f"{claim.place} changes hands"


def english(claim: ChangesHands, reader: English) -> str:
    """`Rutba changes hands`."""
    return f"{reader.name(claim.place)} changes hands"


OPERATOR = Operator(
    op="changes_hands",
    model=ChangesHands,
    sort="event",
    meaning="the place passes to another holder; it may do so again and again",
    example="rutba changes hands",
    build=build,
    settle=settle,
    text=text,
    english=english,
    recurrences=recurrences,
)
