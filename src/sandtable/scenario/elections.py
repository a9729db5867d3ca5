"""Elections, as an analyst writes them: who stands, what polls say, and who may form a government afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from sandtable.scenario.event import Effect
from sandtable.scenario.quantities import as_triple
from sandtable.scenario.values import DateRange, Day, Entry, Evidence, Id, Range, Share, Text

__all__ = [
    "NOBODY",
    "OUTSIDER",
    "Candidate",
    "Election",
    "Government",
    "Method",
    "Party",
    "Wins",
    "candidate_names",
    "party_names",
]

Method = Literal["sainte-lague", "sainte-lague-1.4", "sainte-lague-1.7", "dhondt"]

OUTSIDER = "outsider"
"""The candidate who is always on the ballot: a compromise, at the middle of parliament, whom nobody put up."""
NOBODY = "nobody"
"""What is always on the ballot as well: that talks fail."""


class Party(Entry):
    """A list that stands in an election, or an answer that can be voted for."""

    name: Text | None = Field(None, description="name shown to readers")
    actor: Id | None = Field(None, description="the actor whose list it is, if any: its seats add to that one's say")
    poll: Range = Field(description="share of the votes that polls or judgement give it on the day `as_of`, 0 to 1")
    position: Range | None = Field(
        None,
        description="where it stands on the question of who governs, 0 to 100; needed where a government is formed",
    )


class Candidate(Entry):
    """Somebody who may head a government. Stands for an office; nothing else can be done to or by a candidate."""

    name: Text | None = Field(None, description="name shown to readers")
    of: Id = Field(description="the party that puts the candidate up")
    position: Range | None = Field(None, description="0 to 100; left out = where the party stands")


class Government(Entry):
    """Who may form a government after the election; a compromise outsider and nobody are always on the ballot too."""

    low: Text = Field(description="what 0 means on the scale on which parties and candidates stand")
    high: Text = Field(description="what 100 means")
    quota: Annotated[int, Field(gt=0, le=2000, strict=True)] = Field(description="seats that it needs behind it")
    by: Day | None = Field(None, description="the last day on which it can be formed; left out = no such day")
    candidates: dict[Id, Candidate] = Field(min_length=1, max_length=12, description="who is put up")
    patrons: dict[Id, Range] = Field(
        default_factory=dict,
        max_length=8,
        description="outsiders and where they would like it, 0 to 100; they pull parties whose actor is their client",
    )


class Wins(Entry):
    """What follows when somebody wins."""

    wins: Id = Field(description="a candidate (`outsider` too); without `government` a party: the strongest one")
    does: tuple[Effect, ...] = Field(min_length=1, description="effects, on the day after")


class Election(Evidence):
    """An election, or a plebiscite: on a day, with what polls say of it."""

    name: Text | None = Field(None, description="name shown to readers")
    on: DateRange = Field(description="a date, [early, late] or [early, usual, late]")
    seats: Annotated[int, Field(gt=0, le=2000, strict=True)] = Field(1, description="seats; 1 for a plebiscite")
    method: Method = Field("sainte-lague", description="how votes become seats")
    threshold: Share = Field(0.0, description="share of the votes below which a party gets no seat")
    parties: dict[Id, Party] = Field(min_length=2, max_length=24, description="who can be voted for")
    government: Government | None = Field(None, description="who may form a government; left out = none is formed")
    settles: tuple[Wins, ...] = Field((), max_length=24, description="what follows from who wins")

    def completed(self) -> dict[str, Any]:
        """The fields of the complete form that differ: every range three numbers, one order of entries."""
        parties = {
            name: one.model_copy(
                update={
                    "poll": as_triple(one.poll, "share"),
                    "position": None if one.position is None else as_triple(one.position, "points"),
                }
            )
            for name, one in sorted(self.parties.items())
        }
        return {"parties": parties} | ({"government": _completed(self.government)} if self.government else {})


def _completed(government: Government) -> Government:
    """A government's complete form."""
    candidates = {
        name: one.model_copy(update={"position": None if one.position is None else as_triple(one.position, "points")})
        for name, one in sorted(government.candidates.items())
    }
    patrons = {name: as_triple(one, "points") for name, one in sorted(government.patrons.items())}
    return government.model_copy(update={"candidates": candidates, "patrons": patrons})


def party_names(elections: Mapping[str, Election]) -> tuple[str, ...]:
    """Every party as `election.id`, in the order in which runs number them."""
    return tuple(f"{key}.{name}" for key, one in elections.items() for name in one.parties)


def candidate_names(elections: Mapping[str, Election]) -> tuple[str, ...]:
    """Every candidate as `election.id`, the outsider and nobody last in each government, as runs number them."""
    standing = ((key, one.government) for key, one in elections.items() if one.government)
    return tuple(f"{key}.{name}" for key, one in standing for name in (*one.candidates, OUTSIDER, NOBODY))
