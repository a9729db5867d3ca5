"""What an assessment says, sentence by sentence: its words, what they ask of the futures, or why they cannot."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from sandtable.scenario.values import Entry, Id, Number, Text

__all__ = ["Distance", "Layer", "OnMap", "Says", "Statement", "Within"]


class Says(Entry):
    """The author's own words."""

    cite: Text = Field(description="a short verbatim piece of the source")
    hedge: Text | None = Field(None, description="the author's word of likelihood, as written")


class Distance(Entry):
    """How far apart the text puts two places."""

    between: tuple[Id, Id] = Field(description="the two places")
    km: Annotated[Number, Field(gt=0)] = Field(description="the distance in km that the text gives")


class Within(Entry):
    """The area in which the text puts a place."""

    place: Id = Field(description="the place")
    area: Text = Field(description="the governorate, province or district that the text names")


class OnMap(Entry):
    """What a statement says that the map can be asked about; exactly one of the keys below."""

    distance: Distance | None = Field(None, description="a distance between two places")
    within: Within | None = Field(None, description="a place within an area")


Layer = Literal["roads", "bases", "influence", "bargaining", "elections", "disputes"]
"""Parts of the model that are to come: roads that open and close, bases and camps, influence, bargaining, elections,
mediation."""


def _truth_as_text(value: Any) -> Any:
    """`undecided: false` reaches us as a truth value; the word is meant."""
    return str(value).lower() if isinstance(value, bool) else value


class Statement(Entry):
    """A sentence of the assessment that says something, or a question of ours."""

    kind: Literal["fact", "forecast", "causal", "conditional", "intention", "ours"] = Field(
        description="kind of statement"
    )
    says: Says | None = Field(None, description="the author's words; only `ours` may lack them")
    reads: Text | None = Field(None, description="the likelihood word that we read the hedge as; ours, and marked so")
    claim: Text | None = Field(None, description="the statement in the claim language")
    given: Text | None = Field(
        None, description="a claim: only futures in which it comes true are looked at; it picks, it changes nothing"
    )
    suppose: dict[str, object] | Text | None = Field(
        None, description="dotted path: new value, or a variant: the same futures run again with this change"
    )
    than: Id | None = Field(None, description="the statement that this one is said to be more likely than")
    undecided: Annotated[Literal["report", "false", "true"], BeforeValidator(_truth_as_text)] = Field(
        "report", description="what a future still open on the last day counts as; left out = neither, and it is said"
    )
    arbiter: Text | None = Field(None, description="what decides whether it came true")
    cannot_be_settled: Text | None = Field(None, description="why no future can settle it")
    waits_for: tuple[Layer, ...] = Field(
        (), description="parts of the model, not built or not used here yet, without which it cannot be asked"
    )
    on_map: OnMap | None = Field(
        None, description="what a fact says that can be compared with the map; `explain` reports where the two disagree"
    )
    ids: tuple[Annotated[str, Field(min_length=1, max_length=60)], ...] = Field(
        (), description="what others call it: ids of an annotation or a tracker"
    )
    note: Text | None = Field(None, description="anything a reader should know")
