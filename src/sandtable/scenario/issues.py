"""Issues under negotiation, as an analyst writes them: a scale, who stands where, and what follows from the outcome."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, Discriminator, Field, Tag

from sandtable.scenario.event import Effect
from sandtable.scenario.quantities import as_triple
from sandtable.scenario.values import DateRange, Entry, Evidence, Id, Number, Range, Text

__all__ = ["AfterEvent", "Issue", "Outcome", "Stake"]

Point = Annotated[Number, Field(ge=0, le=100)]


class Stake(Entry):
    """What an actor wants of an issue, how much, and with what means."""

    position: Range = Field(description="where it stands, 0 (`low`) to 100 (`high`)")
    salience: Range = Field(description="how much the issue matters to it beside all else, 0 to 100")
    capability: Range = Field(description="its means to press it, more than 0; only the proportions count")


class AfterEvent(Entry):
    """A day that depends on what happens."""

    after: Id = Field(description="a dated event that happens, or an election after which a government is formed")


class Outcome(Entry):
    """What follows when the issue is settled on one side of a point, or between two."""

    above: Point | None = Field(None, description="when it is settled above this point")
    below: Point | None = Field(None, description="when it is settled below this point; with `above`: between the two")
    does: tuple[Effect, ...] = Field(min_length=1, description="effects, on the day after")


def _date_or_event(value: Any) -> str:
    return "event" if isinstance(value, (Mapping, BaseModel)) else "date"


class Issue(Evidence):
    """A question that is bargained over: one scale, and everybody who has a stake in it."""

    name: Text | None = Field(None, description="name shown to readers")
    low: Text = Field(description="what 0 means")
    high: Text = Field(description="what 100 means")
    stakes: dict[Id, Stake] = Field(min_length=2, max_length=16, description="who has a stake, by actor")
    due: (
        Annotated[
            Annotated[DateRange, Tag("date")] | Annotated[AfterEvent, Tag("event")], Discriminator(_date_or_event)
        ]
        | None
    ) = Field(
        None,
        description="when it is settled: a date, a range, or after an event; left out = if an effect says so",
    )
    takes: Range | None = Field(None, description="days that the talks take from then on; left out = none")
    settles: tuple[Outcome, ...] = Field((), max_length=16, description="what follows from where it is settled")

    def completed(self) -> dict[str, Any]:
        """The fields of the complete form that differ: every range three numbers, one order of entries."""
        stakes = {
            name: one.model_copy(
                update={
                    "position": as_triple(one.position, "points"),
                    "salience": as_triple(one.salience, "points"),
                    "capability": as_triple(one.capability, "weight"),
                }
            )
            for name, one in sorted(self.stakes.items())
        }
        return {"stakes": stakes} | ({} if self.takes is None else {"takes": as_triple(self.takes, "days")})
