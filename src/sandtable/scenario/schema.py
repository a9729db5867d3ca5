"""The scenario, field by field: what an analyst may write, and what each entry means.

The three numbers of a range are its 10th, 50th and 90th percentile (`sandtable.scenario.quantities`).

Every section is a mapping from an id to an entry, so that a variant, an event or an error can name any of
them by one dotted path (`forces.qaim-garrison.fighters`). The models are frozen and refuse unknown keys.
A scenario with every default filled in (the *complete form*) is read by the same models.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

__all__ = [
    "Actor",
    "Assault",
    "Control",
    "Effect",
    "Event",
    "Evidence",
    "Force",
    "Formation",
    "Mechanisms",
    "Place",
    "Priorities",
    "Range",
    "Route",
    "Says",
    "Scenario",
    "Source",
    "Statement",
    "Tie",
    "Variant",
]

RANGE_WORDS = "must be a number, [low, high] or [low, usual, high]"
DAY_WORDS = "must be a date such as 2017-04-30"
DATES_WORDS = "must be a date such as 2017-04-30, [early, late] or [early, usual, late]"


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < math.inf


def _range(value: Any) -> Any:
    """Refuse in one sentence what is no range (pydantic would give one for each form)."""
    if _is_number(value):
        return float(value)
    if isinstance(value, (list, tuple)) and len(value) in (2, 3) and all(map(_is_number, value)):
        return tuple(float(number) for number in value)
    raise PydanticCustomError("range", RANGE_WORDS)


def _day(value: Any) -> datetime.date | None:
    """The date that ISO text means. Bare numbers are refused: pydantic would read them as seconds since 1970."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    try:
        return (
            datetime.date.fromisoformat(value) if isinstance(value, str) and len(value) == len("2017-04-30") else None
        )
    except ValueError:
        return None


def _one_day(value: Any) -> datetime.date:
    day = _day(value)
    if day is None:
        raise PydanticCustomError("day", DAY_WORDS)
    return day


def _days(value: Any) -> Any:
    items = value if isinstance(value, (list, tuple)) else [value]
    days = [_day(item) for item in items]
    if None in days or len(days) not in (1, 2, 3) or (items is value and len(days) == 1):
        raise PydanticCustomError("days", DATES_WORDS)
    return tuple(days) if items is value else days[0]


def _year_as_text(value: Any) -> Any:
    """`date: 2017` reaches us as a number; the year is meant."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _date_or_place(value: Any) -> str:
    return "after" if isinstance(value, (Mapping, BaseModel)) else "date"


Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Confidence = Literal["high", "medium", "low"]
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Range = Annotated[
    float
    | Annotated[tuple[float, float], Field(description="10th and 90th percentile")]
    | Annotated[tuple[float, float, float], Field(description="10th, 50th and 90th percentile")],
    BeforeValidator(_range),
]
Day = Annotated[datetime.date, BeforeValidator(_one_day)]
DateRange = Annotated[
    datetime.date | tuple[datetime.date, datetime.date] | tuple[datetime.date, datetime.date, datetime.date],
    BeforeValidator(_days),
]
Share = Annotated[Number, Field(ge=0, le=1)]
Worth = Annotated[Number, Field(ge=-1, le=1)]
Flag = Annotated[bool, Field(strict=True)]
Text = Annotated[str, Field(min_length=1, max_length=2000)]


class Entry(BaseModel):
    """Common manners of all entries: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class Evidence(Entry):
    """What an entry rests on: words of the source (`cite`) or a reason of ours (`assume`)."""

    cite: Text | None = Field(None, description="a short verbatim piece of the source that carries this entry")
    assume: Text | None = Field(None, description="our reason, where no words of the source carry it")
    confidence: Confidence | None = Field(
        None, description="high, medium or low: widens every range of this entry by 1, 1.5 or 2 in standard deviation"
    )


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
    at: tuple[Annotated[Number, Field(ge=-90, le=90)], Annotated[Number, Field(ge=-180, le=180)]] = Field(
        description="latitude and longitude in degrees"
    )
    aka: tuple[Text, ...] = Field((), description="other names and spellings")
    population: Annotated[int, Field(gt=0, le=1_000_000_000, strict=True)] | None = Field(
        None, description="people living there; left out = unknown, never zero. Never a reason to attack"
    )
    fortified: Share = Field(0.0, description="prepared defences, 0 (none) to 1 (a fortified city)")
    importance: Worth = Field(0.0, description="worth to any attacker, -1 to 1; needs a cite or assume")
    supplies: tuple[Id, ...] = Field((), description="actors whose supply enters the theatre here")
    cite: Text | None = Field(None, description="words that carry the entries of this place")
    assume: Text | None = Field(None, description="our reason for them")


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
    base: Id = Field(description="the place where it stands on the day `as_of`")
    available: (
        Annotated[Annotated[Day, Tag("date")] | Annotated[After, Tag("after")], Discriminator(_date_or_place)] | None
    ) = Field(None, description="from this date, or after a place has fallen; left out = at once")
    orders: tuple[Id, ...] = Field((), description="places to take in this order; overrides choice")
    only: tuple[Id, ...] = Field((), description="places that it may attack; left out = any")


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


class Effect(Entry):
    """What an event does; exactly one of the keys below (with `by`, `fighters` or `level` where it needs them)."""

    take: Id | None = Field(None, description="a place that changes hands, to `by`")
    by: Id | None = Field(None, description="the actor that takes it")
    close_supply: Id | None = Field(None, description="a place where supply enters no more")
    open_supply: Id | None = Field(None, description="a place where supply enters from now on, for `by`")
    reinforce: Id | None = Field(None, description="a formation that gains `fighters`")
    withdraw: Id | None = Field(None, description="a formation that leaves the theatre")
    air_cover: Id | None = Field(None, description="an actor whose air cover becomes `level`")
    fighters: Annotated[Number, Field(gt=0)] | None = Field(None, description="persons")
    level: Share | None = Field(None, description="0 to 1")


class Event(Evidence):
    """A dated shock: certain or uncertain, on a day or within a range."""

    on: DateRange = Field(description="a date, [early, late] or [early, usual, late]")
    probability: Share = Field(1.0, description="probability that it happens at all")
    after: Id | None = Field(None, description="happens only once this place has fallen")
    does: tuple[Effect, ...] = Field(min_length=1, description="its effects")


class Mechanisms(Entry):
    """Settings of the mechanisms."""

    collapse: Literal["off", "weak", "author"] = Field(
        "weak", description="how readily a place that is cut off falls without an assault"
    )


class Prior(Evidence):
    """A parameter whose prior this scenario sets itself."""

    value: Range = Field(description="one number, [low, high] or [low, usual, high], in the parameter's own unit")


class Says(Entry):
    """The author's own words."""

    cite: Text = Field(description="a short verbatim piece of the source")
    hedge: Text | None = Field(None, description="the author's word of likelihood, as written")


class Statement(Entry):
    """A sentence of the assessment that says something, or a question of ours."""

    kind: Literal["fact", "forecast", "causal", "conditional", "intention", "ours"] = Field(
        description="kind of statement"
    )
    says: Says | None = Field(None, description="the author's words; only `ours` may lack them")
    reads: Text | None = Field(None, description="the likelihood word that we read the hedge as; ours, and marked so")
    claim: Text | None = Field(None, description="the statement in the claim language")
    arbiter: Text | None = Field(None, description="what decides whether it came true")
    cannot_be_settled: Text | None = Field(None, description="why no future can settle it")
    note: Text | None = Field(None, description="anything a reader should know")


class Variant(Evidence):
    """A named change to the scenario."""

    title: Text | None = Field(None, description="one line for readers")
    set: dict[str, object] = Field(default_factory=dict, max_length=200, description="dotted path: new value")
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
    sources: dict[Id, Source] = Field(description="the documents")
    actors: dict[Id, Actor] = Field(min_length=1, description="who acts")
    ties: dict[Id, Tie] = Field(default_factory=dict, description="ties between actors")
    places: dict[Id, Place] = Field(min_length=1, description="the places")
    routes: dict[Id, Route] = Field(default_factory=dict, description="the roads")
    control: dict[Id, Control] = Field(default_factory=dict, description="who holds what")
    forces: dict[Id, Force] = Field(default_factory=dict, description="fighters that hold places")
    formations: dict[Id, Formation] = Field(default_factory=dict, description="bodies that attack")
    priorities: dict[Id, Priorities] = Field(default_factory=dict, description="what each side wants first")
    in_progress: dict[Id, Assault] = Field(default_factory=dict, description="assaults under way")
    events: dict[Id, Event] = Field(default_factory=dict, description="dated shocks")
    mechanisms: Mechanisms = Field(default_factory=Mechanisms, description="settings of the mechanisms")
    priors: dict[str, Prior] = Field(
        default_factory=dict, description="parameters whose prior is set here, by parameter name"
    )
    statements: dict[Id, Statement] = Field(default_factory=dict, description="what the assessment says")
    variants: dict[Id, Variant] = Field(default_factory=dict, description="named changes")
