"""`X falls`, `X falls to A`, `X falls by assault`, `X falls without assault`: a place leaves its first holder."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sandtable.claims.ast import Falls, How, Node
from sandtable.claims.falling import fall_moments
from sandtable.claims.log import NEVER, OUTSTANDING, Moments
from sandtable.claims.operator import Ask, English, Operator
from sandtable.claims.words import any_name, english_any


def build(place: str, to: tuple[str, ...] | None = None) -> Falls:
    """A fall, to anyone or to one of some actors."""
    return Falls(place=place, to=to or ())


def settle(claim: Falls, ask: Ask) -> Moments:
    """When the place falls so; NEVER where its one fall went to another actor or happened the other way.

    A place cannot fall to the actor that holds it already.
    """
    moments = fall_moments(ask.log, claim.place, claim.how)
    if not claim.to:
        return moments
    _, to, _ = ask.log.first_loss(claim.place)
    numbers = {ask.log.actor_number[actor] for actor in claim.to} - {ask.log.first_holder(claim.place)}
    if not numbers:
        return np.full(moments.shape, NEVER)
    return np.where((moments < OUTSTANDING) & ~np.isin(to, list(numbers)), NEVER, moments)


def how_text(how: How) -> str:
    """The way of falling as the language writes it, with a leading blank, or nothing."""
    return "" if how == "any way" else f" {how}"


def text(claim: Falls, part: Callable[[Node, int], str]) -> str:
    """`qaim falls to iraq by assault`."""
    to = f" to {any_name(claim.to)}" if claim.to else ""
    return f"{claim.place} falls{to}{how_text(claim.how)}"


def english(claim: Falls, reader: English) -> str:
    """`Al-Qaim falls to Iraqi government forces by assault`."""
    to = f" to {english_any(claim.to, reader)}" if claim.to else ""
    return f"{reader.name(claim.place)} falls{to}{how_text(claim.how)}"


OPERATOR = Operator(
    op="falls",
    model=Falls,
    sort="event",
    meaning="the place leaves its first holder, for the first time",
    example="qaim falls to iraq by assault",
    build=build,
    settle=settle,
    text=text,
    english=english,
)
