"""`each of [a, b] falls by DATE`, `some of [a, b] is held by A at the end`: one claim about every place of a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from sandtable.claims.ast import IT, Claim, EachOf, Node
from sandtable.claims.kleene import Truth, all_of, any_of
from sandtable.claims.margins import all_parts, any_part
from sandtable.claims.operator import Ask, English, Operator, Slack
from sandtable.claims.words import english_all


def build(which: Literal["each", "some"], places: tuple[str, ...], claim: Claim) -> EachOf:
    """A list and a claim about `it`."""
    return EachOf(which=which, places=places, claim=claim)


def settle(claim: EachOf, ask: Ask) -> Truth:
    """As if the claim had been written once for each place, in `all of` or `any of`."""
    truths = [ask.truth(part) for part in _parts(claim)]
    return all_of(truths) if claim.which == "each" else any_of(truths)


def slack(claim: EachOf, ask: Ask) -> Slack | None:
    """The smallest margin of the places, or the largest for `some of`."""
    return all_parts(_parts(claim), ask) if claim.which == "each" else any_part(_parts(claim), ask)


def _parts(claim: EachOf) -> list[Node]:
    return [_about(claim.claim, place) for place in claim.places]


def _about(node: Any, place: str) -> Any:
    """The claim with a place where it says `it`."""
    for key in ("what", "one"):
        if hasattr(node, key):
            return node.model_copy(update={key: _about(getattr(node, key), place)})
    return node.model_copy(update={"place": place})


def text(claim: EachOf, part: Callable[[Node, int], str]) -> str:
    """`each of [hawija, shirqat-east] is held by daesh until mosul-west falls`."""
    return f"{claim.which} of [{', '.join(claim.places)}]{part(claim.claim, 3).removeprefix(IT)}"


def english(claim: EachOf, reader: English) -> str:
    """`each of Hawija and Shirqat is held by Islamic State until Mosul (west) falls`."""
    which = "each" if claim.which == "each" else "at least one"
    return reader.calling(IT, f"{which} of {english_all(claim.places, reader)}").say(claim.claim)


OPERATOR = Operator(
    op="each_of",
    model=EachOf,
    sort="claim",
    meaning="the claim is true of every place of the list (`some of`: of at least one)",
    example="each of [ana, rawa] falls by 2017-12-31",
    build=build,
    settle=settle,
    text=text,
    english=english,
    slack=slack,
)
