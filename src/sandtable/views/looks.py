"""How each actor is drawn: a colour that colour-blind readers can tell apart, and a shape that survives greyscale."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sandtable.scenario.schema import Scenario
from sandtable.views.plain import plain

__all__ = ["COLOUR", "NOBODY", "SHAPES", "Look", "looks"]

COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
"""What a colour may be; anything else never reaches a page."""

PALETTE = ("#0072B2", "#D55E00", "#009E73", "#E69F00", "#56B4E9", "#CC79A7", "#5D3A9B", "#7A5230")
"""Okabe and Ito's colours for all kinds of colour vision (2008), without their black and yellow, and two more."""

SHAPES = (
    "circle", "square", "triangle", "diamond", "cross", "wedge", "star", "bar", "hourglass", "saltire", "house", "arrow"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """How one actor is shown."""

    name: str
    colour: str
    shape: str


NOBODY = Look("nobody", "#767676", "ring")


def looks(scenario: Scenario, actors: Sequence[str]) -> dict[str, Look]:
    """The look of each actor id; the scenario's own colours are kept, the others chosen so that none repeats."""
    wanted = {one: scenario.actors[one].colour for one in actors}
    taken = {colour.lower() for colour in wanted.values() if colour}
    free = [colour for colour in PALETTE if colour.lower() not in taken] or list(PALETTE)
    chosen: dict[str, Look] = {}
    spare = 0
    for index, one in enumerate(actors):
        colour = wanted[one]
        if colour is None or not COLOUR.fullmatch(colour):
            colour = free[spare % len(free)]
            spare += 1
        chosen[one] = Look(plain(scenario.actors[one].name), colour, SHAPES[index % len(SHAPES)])
    return chosen
