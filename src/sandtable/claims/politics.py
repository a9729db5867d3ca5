"""Elections and issues in claims, as data: what happens to them, and what has not happened by a date."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field, model_validator

from sandtable.claims.nodes import Dated, Name, Node, Refers
from sandtable.claims.states import Relation

__all__ = ["IsHeld", "NoGovernment", "Settled", "Wins"]

ElectionName = Annotated[Name, Refers("election")]


class IsHeld(Node):
    """An election is held."""

    op: Literal["is_held"] = "is_held"
    election: ElectionName


class Wins(Node):
    """A candidate gets to head the government after an election; where none is formed, a party has the most votes."""

    op: Literal["wins"] = "wins"
    who: Annotated[Name, Refers("contender")]
    election: ElectionName


class Settled(Node):
    """An issue is settled, anywhere or where the claim says."""

    op: Literal["settled"] = "settled"
    issue: Annotated[Name, Refers("issue")]
    relation: Relation | None = None
    point: Annotated[float, Field(ge=0, le=100)] | None = None

    @model_validator(mode="after")
    def _both_or_none(self) -> Settled:
        if (self.relation is None) != (self.point is None):
            raise ValueError("a point of the scale needs `above`, `below`, `at least` or `at most`, and they need one")
        return self


class NoGovernment(Node):
    """No government has been formed after an election by a date (None: the scenario's last day)."""

    op: Literal["no_government"] = "no_government"
    election: ElectionName
    date: Annotated[datetime.date | None, Dated()]
