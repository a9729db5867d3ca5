"""Events as data: what happens at a moment of a future, or never."""

from __future__ import annotations

from typing import Annotated, Literal

from sandtable.claims.nodes import ActorNames, EventName, How, Name, Node, PlaceName, Refers
from sandtable.claims.politics import IsHeld, Settled, Wins

__all__ = ["ChangesHands", "Ends", "Event", "Falls", "Happens", "Reaches"]


class Falls(Node):
    """A place leaves its first holder for the first time; `to` whom and `how`, where the claim says so."""

    op: Literal["falls"] = "falls"
    place: PlaceName
    to: ActorNames = ()
    how: How = "any way"


class ChangesHands(Node):
    """A place changes hands, in any way and however often it did before."""

    op: Literal["changes_hands"] = "changes_hands"
    place: PlaceName


class Happens(Node):
    """A dated event of the scenario happens."""

    op: Literal["happens"] = "happens"
    event: EventName


class Reaches(Node):
    """A dispute gets as bad as this, or worse, for the first time after the first day."""

    op: Literal["reaches"] = "reaches"
    dispute: Annotated[Name, Refers("dispute")]
    stage: Literal["tension", "crisis", "clash"]


class Ends(Node):
    """A mediation ends for the first time."""

    op: Literal["ends"] = "ends"
    mediation: Annotated[Name, Refers("mediation")]


Event = Falls | ChangesHands | Happens | Reaches | Ends | IsHeld | Wins | Settled
