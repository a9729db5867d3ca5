"""The scenario, field by field: what an analyst may write, and what each entry means.

The three numbers of a range are its 10th, 50th and 90th percentile (`sandtable.scenario.quantities`).

Every section is a mapping from an id to an entry, so that a variant, an event or an error can name any of
them by one dotted path (`forces.qaim-garrison.fighters`). The models are frozen and refuse unknown keys.
A scenario with every default filled in (the *complete form*) is read by the same models.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, Discriminator, Field, Tag

from sandtable.scenario.disputes import Clash, Dispute, Mediation
from sandtable.scenario.elections import Candidate, Election, Government, Party, Wins
from sandtable.scenario.event import Effect, Event
from sandtable.scenario.influence import Channel, Client, Engagement
from sandtable.scenario.issues import AfterEvent, Issue, Outcome, Stake
from sandtable.scenario.statement import Distance, Layer, OnMap, Says, Statement, Within
from sandtable.scenario.values import (
    DateRange,
    Day,
    Entry,
    Evidence,
    Flag,
    Id,
    Number,
    Range,
    Share,
    Text,
    Worth,
)

__all__ = [
    "Actor",
    "After",
    "AfterEvent",
    "Assault",
    "Candidate",
    "Channel",
    "Clash",
    "Client",
    "Control",
    "Corridor",
    "Dispute",
    "Distance",
    "Effect",
    "Election",
    "Engagement",
    "Entry",
    "Event",
    "Evidence",
    "Force",
    "Formation",
    "Government",
    "Issue",
    "Layer",
    "Mechanisms",
    "Mediation",
    "OnMap",
    "Outcome",
    "Party",
    "Place",
    "Presence",
    "Prior",
    "Priorities",
    "Range",
    "Reinforcement",
    "Route",
    "Says",
    "Scenario",
    "Source",
    "Stake",
    "Statement",
    "Tie",
    "Variant",
    "Wins",
    "Within",
]


def _year_as_text(value: Any) -> Any:
    """`date: 2017` reaches us as a number; the year is meant."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _date_or_place(value: Any) -> str:
    return "after" if isinstance(value, (Mapping, BaseModel)) else "date"


class Source(Entry):
    """A document that cites point into."""

    title: Text = Field(description="title of the document")
    publisher: Text | None = Field(None, description="who published it")
    date: Annotated[
        Annotated[str, Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")] | None, BeforeValidator(_year_as_text)
    ] = Field(None, description="year, month or day of publication: 2017, 2017-04 or 2017-04-30")
    language: Text = Field("en", description="language code")
    file: Text | None = Field(None, description="the text beside the scenario, where it may be shipped")


class Actor(Entry):
    """Who acts: a state, an armed group, a party."""

    name: Text = Field(description="name shown to readers")
    kind: Literal["state", "government", "armed group", "coalition", "party"] = Field(
        "armed group", description="kind of actor"
    )
    aka: tuple[Text, ...] = Field((), description="other names and spellings")
    colour: str | None = Field(None, pattern=r"^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$", description="colour on maps")
    air_cover: Share = Field(0.0, description="theatre air superiority in its assaults, 0 (none) to 1")
    reporting_error: Annotated[Number, Field(ge=0, le=2)] = Field(
        0.0, description="sd, on the log scale, of one error shared by all strengths reported for this actor"
    )
    cite: Text | None = Field(None, description="words that carry the numbers of this actor")
    assume: Text | None = Field(None, description="our reason for them")


class Tie(Evidence):
    """A tie between actors: `who` and exactly one of enemy, ally, rival, client, permits."""

    who: Id = Field(description="the actor on the left of the tie; of patron and client, the patron")
    enemy: tuple[Id, ...] | None = Field(None, description="they may attack each other")
    ally: tuple[Id, ...] | None = Field(None, description="they let each other through and never attack each other")
    rival: tuple[Id, ...] | None = Field(None, description="they compete without attacking")
    client: tuple[Id, ...] | None = Field(None, description="actors that `who` supports")
    permits: tuple[Id, ...] | None = Field(
        None, description="actors whose traffic `who` lets through places that it holds"
    )


class Place(Entry):
    """A named place: a town, a crossing, a base."""

    name: Text = Field(description="name shown to readers")
    at: tuple[Annotated[Number, Field(ge=-90, le=90)], Annotated[Number, Field(ge=-180, le=180)]] | None = Field(
        None, description="latitude and longitude in degrees; left out = where the gazetteer has the town of this name"
    )
    geoname: Annotated[int, Field(gt=0, le=10**9, strict=True)] | None = Field(
        None, description="the town's number in GeoNames; tells apart towns of one name"
    )
    at_from: Text | None = Field(None, description="where the coordinates come from; filled in by the gazetteer")
    aka: tuple[Text, ...] = Field((), description="other names and spellings")
    population: Annotated[int, Field(gt=0, le=1_000_000_000, strict=True)] | None = Field(
        None, description="people living there; left out = unknown, never zero. Never a reason to attack"
    )
    fortified: Share = Field(0.0, description="prepared defences, 0 (none) to 1 (a fortified city)")
    importance: Worth = Field(0.0, description="worth to any attacker, -1 to 1; needs a cite or assume")
    supplies: tuple[Id, ...] = Field((), description="actors whose supply enters the theatre here")
    area: Text | None = Field(
        None, description="the governorate, province or district that it lies in; for comparison with the text alone"
    )
    cite: Text | None = Field(None, description="words that carry the entries of this place")
    assume: Text | None = Field(None, description="our reason for them")

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude, which every place of a complete scenario has; ValueError for one that has none."""
        if self.at is None:
            raise ValueError(f"{self.name} has no coordinates yet: complete the scenario first")
        return self.at


class Route(Evidence):
    """A road between two places."""

    between: tuple[Id, Id] = Field(description="the two places that it joins")
    km: Range = Field(description="road length in km: one number, [low, high] or [low, usual, high]")


class Control(Evidence):
    """Who holds which places on the day `as_of`."""

    who: Id = Field(description="the actor that holds them")
    holds: tuple[Id, ...] = Field(min_length=1, description="the places held")
    pocket: Flag = Field(
        False, description="the text calls them pockets (a word for readers; supply decides what is cut off)"
    )
    cut_off_since: datetime.date | None = Field(
        None, description="the day since which supply has not reached them, if the roads say that they are cut off"
    )


class Force(Evidence):
    """Fighters that stand in a place to hold it."""

    who: Id = Field(description="whose fighters")
    at: Id = Field(description="the place")
    fighters: Range = Field(description="persons: one number, [low, high] or [low, usual, high]")


class After(Entry):
    """A moment that depends on the campaign."""

    after: Id = Field(description="the place whose fall starts it")


class Formation(Evidence):
    """A body that attacks as one (an axis)."""

    name: Text | None = Field(None, description="name shown to readers")
    who: Id = Field(description="whose formation")
    fighters: Range = Field(description="persons: one number, [low, high] or [low, usual, high]")
    instead_of: Range | None = Field(
        None,
        description="the fighters that it has without a change made on purpose: the difference counts as a cause; "
        "filled in by variants that change `fighters`",
    )
    base: Id = Field(description="the place where it stands on the day `as_of`")
    available: (
        Annotated[Annotated[Day, Tag("date")] | Annotated[After, Tag("after")], Discriminator(_date_or_place)] | None
    ) = Field(None, description="from this date, or after a place has fallen; left out = at once")
    orders: tuple[Id, ...] = Field((), description="places to take in this order; overrides choice")
    only: tuple[Id, ...] = Field((), description="places that it may attack; left out = any")
    reserve: Flag = Field(False, description="whether it only wins back places that its side held on the day `as_of`")


class Reinforcement(Evidence):
    """Fighters who arrive month by month, at a place or with a formation, while supply reaches it."""

    who: Id = Field(description="whose fighters")
    at: Id | None = Field(None, description="the place whose garrison they join, while `who` holds it")
    formation: Id | None = Field(None, description="the formation that they join; give this or `at`")
    fighters_per_month: Range = Field(description="persons a month: one number, [low, high] or [low, usual, high]")
    until: Day | None = Field(None, description="the last day on which they arrive; left out = to the end")


class Corridor(Evidence):
    """A way that some actors want to use, open or closed as a whole."""

    name: Text | None = Field(None, description="name shown to readers")
    via: tuple[Id, ...] = Field(min_length=2, max_length=32, description="the places along it, in order")
    joints: tuple[Id, ...] = Field(
        min_length=1,
        max_length=8,
        description="those of them where it can be cut: all must be held by who lets it pass",
    )
    users: tuple[Id, ...] = Field(min_length=1, description="the actors whose traffic it is for")
    open: Flag = Field(False, description="whether their traffic passes on the day `as_of`")
    veto: Flag = Field(False, description="whether a decision forbids it on the day `as_of`, whoever holds the joints")


class Presence(Evidence):
    """A base or camp that an actor keeps in a place, whoever holds the place."""

    name: Text | None = Field(None, description="name shown to readers")
    who: Id = Field(description="whose base or camp")
    kind: Literal["base", "camp"] = Field(
        "base", description="a base guards its place for those who hold it as friends; a camp only stands there"
    )
    at: Id = Field(description="the place")
    opens: (
        Annotated[Annotated[DateRange, Tag("date")] | Annotated[After, Tag("after")], Discriminator(_date_or_place)]
        | None
    ) = Field(
        None,
        description="a date, a range of dates, or after a place has fallen; left out = there on the day `as_of`, "
        "unless a dated event opens it",
    )
    probability: Share = Field(1.0, description="probability that it opens at all")
    closes: Day | None = Field(None, description="the day on which it closes; left out = it stays")


class Priorities(Evidence):
    """What a side wants first: from -1 (leave it) to +1 (take it first)."""

    who: Id = Field(description="whose priorities")
    places: dict[Id, Worth] = Field(description="priority by place")


class Assault(Evidence):
    """An assault under way on the day `as_of`."""

    on: Id = Field(description="the place under assault")
    by: Id = Field(description="the formation that assaults it")
    since: Day = Field(description="the day it began")
    work_left: Range = Field(description="share of the effort still to come, 0 to 1 (effort, not area)")


class Mechanisms(Entry):
    """Settings of the mechanisms."""

    collapse: Literal["off", "weak", "author"] = Field(
        "weak", description="how readily a place that is cut off falls without an assault"
    )
    influence: Literal["off", "apart", "coupled"] = Field(
        "coupled", description="whether influence is counted at all, and whether bases and places taken add to it"
    )
    kernel: Literal["contest", "square", "linear", "deitchman", "helmbold"] = Field(
        "contest", description="what decides a battle: a contest of odds, or a law of attrition, for comparison"
    )
    choice: Literal["weigh", "nearest", "weakest", "any"] = Field(
        "weigh", description="how a formation chooses what to assault: by all that speaks for a place, or by one rule"
    )
    votes: Literal["proportional", "cubic", "binary", "mostly-proportional", "half-cubic", "prospect"] = Field(
        "proportional", description="how much of its weight a side puts behind what it prefers, in a bargain"
    )
    victory: Literal["linear", "square", "quartic", "octic"] = Field(
        "linear", description="how often the stronger side of a bargain wins: odds as this power of the strengths"
    )
    ballot: Literal["uniform", "incentive", "conditional"] = Field(
        "uniform", description="how contests of two add up: challengers at random, or who gains most, or all at once"
    )
    cascade: Literal["off", "on"] = Field(
        "off", description="whether a side that has lost many strongholds holds the rest for a shorter time"
    )
    off: tuple[Annotated[str, Field(pattern=r"^[a-z]+$", max_length=40)], ...] = Field(
        (), description="mechanisms that are switched off, by name; to see what one does"
    )
    couplings: dict[Annotated[str, Field(max_length=60)], Literal["on", "off"]] = Field(
        default_factory=dict,
        description="where one part of the model acts on another, by name; off takes that effect away, no more",
    )
    cite: Text | None = Field(None, description="words that carry these settings")
    assume: Text | None = Field(None, description="our reason for them")


class Prior(Evidence):
    """A parameter whose prior this scenario sets itself."""

    value: Range = Field(description="one number, [low, high] or [low, usual, high], in the parameter's own unit")


class Variant(Evidence):
    """A named change to the scenario."""

    title: Text | None = Field(None, description="one line for readers")
    set: dict[str, object] = Field(default_factory=dict, max_length=200, description="dotted path: new value")
    structure: Flag = Field(
        False, description="whether it is another reading of how the world works, to be run beside the model's own"
    )
    remove: tuple[Annotated[str, Field(max_length=200)], ...] = Field(
        (), max_length=200, description="dotted paths of entries to take out"
    )


class Scenario(Entry):
    """The whole declared world on one day."""

    format: Literal[1] = Field(description="version of this format")
    title: Text = Field(description="title of the scenario")
    as_of: Day = Field(description="the day on which everything below holds; nothing may rest on later knowledge")
    until: Day = Field(description="the last day simulated")
    theatre: tuple[Id, ...] = Field(
        min_length=1, description="countries or theatres: prior sets fitted on them are refused"
    )
    summary: Text | None = Field(None, description="one paragraph for readers")
    hedges: Literal["icd203", "kent", "ipcc", "survey"] = Field(
        "icd203", description="the table that gives the author's words of likelihood their numbers"
    )
    sources: dict[Id, Source] = Field(description="the documents")
    actors: dict[Id, Actor] = Field(min_length=1, description="who acts")
    ties: dict[Id, Tie] = Field(default_factory=dict, description="ties between actors")
    places: dict[Id, Place] = Field(min_length=1, description="the places")
    routes: dict[Id, Route] = Field(default_factory=dict, description="the roads")
    control: dict[Id, Control] = Field(default_factory=dict, description="who holds what")
    forces: dict[Id, Force] = Field(default_factory=dict, description="fighters that hold places")
    formations: dict[Id, Formation] = Field(default_factory=dict, description="bodies that attack")
    corridors: dict[Id, Corridor] = Field(default_factory=dict, description="ways that open and close")
    presence: dict[Id, Presence] = Field(default_factory=dict, description="bases and camps")
    clients: dict[Id, Client] = Field(default_factory=dict, description="actors on whose decisions outsiders may weigh")
    influence: dict[Id, Engagement] = Field(
        default_factory=dict, description="what outsiders keep up in them, by channel"
    )
    disputes: dict[Id, Dispute] = Field(default_factory=dict, description="what stands between two actors")
    mediation: dict[Id, Mediation] = Field(default_factory=dict, description="who stands between them")
    reinforcements: dict[Id, Reinforcement] = Field(default_factory=dict, description="fighters who arrive each month")
    priorities: dict[Id, Priorities] = Field(default_factory=dict, description="what each side wants first")
    in_progress: dict[Id, Assault] = Field(default_factory=dict, description="assaults under way")
    events: dict[Id, Event] = Field(default_factory=dict, description="dated shocks")
    elections: dict[Id, Election] = Field(default_factory=dict, description="elections, plebiscites, governments")
    issues: dict[Id, Issue] = Field(default_factory=dict, description="questions that are bargained over")
    mechanisms: Mechanisms = Field(default_factory=Mechanisms, description="settings of the mechanisms")
    priors: dict[str, Prior] = Field(
        default_factory=dict, description="parameters whose prior is set here, by parameter name"
    )
    statements: dict[Id, Statement] = Field(default_factory=dict, description="what the assessment says")
    variants: dict[Id, Variant] = Field(default_factory=dict, description="named changes")
    variant: Id | None = Field(None, description="the variant that has been applied; written by sandtable, not by hand")

    @property
    def governments(self) -> dict[str, Government]:
        """Who may form a government, by the election after which one is formed."""
        return {name: one.government for name, one in self.elections.items() if one.government is not None}
