"""What every word of the claim language must bring with it: how it is built, settled, printed and said in English."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import numpy as np
import numpy.typing as npt

from sandtable.claims.kleene import Truth
from sandtable.claims.log import Changes, Log, Moments
from sandtable.claims.nodes import Node
from sandtable.claims.timeline import Timeline

__all__ = ["Ask", "English", "Operator", "Slack", "Sort"]

Sort = Literal["event", "state", "claim"]
"""An event happens at a moment, a state holds over time, a claim is true or false of a future."""

Slack = npt.NDArray[np.float64]
"""By how many days a claim is true (positive) or false (negative) in each future, (future,).

Infinite where what would turn the verdict has not happened at all; NaN where there is nothing to measure.
"""


class Ask(Protocol):
    """How an operator learns what its parts are worth, without knowing the other operators."""

    log: Log

    def truth(self, node: Node) -> Truth:
        """A part as a claim, (future,); an event as a claim means that it happens."""

    def moments(self, node: Node) -> Moments:
        """When an event first happens or a state first holds, (future,)."""

    def recurrences(self, node: Node) -> Changes | None:
        """Every time that an event happens, if it may happen more than once; None for what happens once."""

    def timeline(self, node: Node) -> Timeline:
        """When a state holds."""

    def slack(self, node: Node) -> Slack | None:
        """By how many days a part is true or false; None for a part that has no such measure."""


class English(Protocol):
    """How an operator says its parts to a reader."""

    def say(self, node: Node) -> str:
        """A part as a clause, without capital and full stop."""

    def name(self, name: str) -> str:
        """The display name of a place, an actor or an event."""

    def calling(self, name: str, words: str) -> English:
        """The same reader, who hears `words` for a name."""


@dataclass(frozen=True, slots=True)
class Operator:
    """One word of the language. `op` is also the name of its grammar rule and of its model's `op`.

    `build` makes the node from the parts that the grammar gives; `settle` returns Moments for an event, a Timeline
    for a state and a Truth for a claim; `text` prints what the grammar reads; `strength` is how tightly the printed
    form binds (0 implies, 1 or, 2 and, 3 all else), so that the printer knows where brackets are needed.
    `slack` is for claims of order and deadline and for what is made of them; `recurrences` for an event that may
    happen more than once (`settle` then gives the first time).
    """

    op: str
    model: type[Node]
    sort: Sort
    meaning: str
    example: str
    build: Callable[..., Node]
    settle: Callable[[Any, Ask], Any]
    text: Callable[[Any, Callable[[Node, int], str]], str]
    english: Callable[[Any, English], str]
    strength: int = 3
    slack: Callable[[Any, Ask], Slack | None] | None = None
    recurrences: Callable[[Any, Ask], Changes] | None = None
