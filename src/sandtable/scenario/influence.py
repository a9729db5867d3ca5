"""Influence, as an analyst writes it: which outsider engages in which client, through which channel, and how much."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sandtable.scenario.values import Evidence, Id, Range

__all__ = ["Channel", "Client", "Engagement"]

Channel = Literal["diplomatic", "informational", "military", "economic"]


class Client(Evidence):
    """An actor on whose decisions outsiders may weigh."""

    who: Id = Field(description="the actor")
    power: Range = Field(description="its say in the arena beside the other clients: only the proportions count")
    autonomy: Range = Field(
        description="what its own will weighs beside its patrons, on the scale of their engagements: 1 = as much as a "
        "patron that does all that any outsider does here"
    )


class Engagement(Evidence):
    """What an outsider keeps up in one client through one channel."""

    who: Id = Field(description="the outsider (patron)")
    client: Id = Field(description="the actor in whom it engages; one of `clients`")
    channel: Channel = Field(description="diplomatic, informational, military or economic")
    level: Range = Field(
        description="what it keeps up on the day `as_of`, 0 (nothing) to 1 (as much as any outsider does through this "
        "channel here)"
    )
