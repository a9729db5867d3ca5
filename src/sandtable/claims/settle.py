"""Settles claims over the futures of a block: true, false, or undecided when the horizon is reached."""

from __future__ import annotations

from typing import Any

import numpy as np

from sandtable.claims.catalogue import BY_OP
from sandtable.claims.ground import NO_GROUND, Ground
from sandtable.claims.kleene import UNDECIDED, Truth, as_verdict, settled
from sandtable.claims.log import NEVER, OUTSTANDING, Changes, Log, Moments
from sandtable.claims.nodes import Node
from sandtable.claims.operator import Slack
from sandtable.claims.timeline import Timeline, onset
from sandtable.ensemble.results import Block, Manifest

__all__ = ["Settler", "settle"]


class Settler:
    """Settles any number of claims over one block; a part that several claims share is worked out once."""

    def __init__(self, block: Block, manifest: Manifest, ground: Ground = NO_GROUND) -> None:
        self.log = Log(block, manifest, ground)
        self._known: dict[Node, Any] = {}

    def verdict(self, claim: Node) -> Truth:
        """The claim in each future, int8 (future,): 1 true, 0 false, -1 undecided at the horizon."""
        return as_verdict(self.truth(claim))

    def truth(self, node: Node) -> Truth:
        """A claim in each future, in the inner coding; an event as a claim means that it happens."""
        value = self._value(node)
        return _happens(value) if BY_OP[node.op].sort == "event" else value

    def moments(self, node: Node) -> Moments:
        """When an event first happens or a state first holds, (future,)."""
        moments: Moments = onset(self._value(node), self.log) if BY_OP[node.op].sort == "state" else self._value(node)
        return moments

    def recurrences(self, node: Node) -> Changes | None:
        """Every time that an event happens, if it may happen more than once; None for what happens once."""
        every = BY_OP[node.op].recurrences
        return every(node, self) if every else None

    def timeline(self, node: Node) -> Timeline:
        """When a state holds."""
        timeline: Timeline = self._value(node)
        return timeline

    def slack(self, node: Node) -> Slack | None:
        """By how many days a claim is true (positive) or false (negative), (future,); None for one without measure."""
        measure = BY_OP[node.op].slack
        margin = measure(node, self) if measure else None
        return None if margin is None else np.where(self.truth(node) == UNDECIDED, np.nan, margin)

    def _value(self, node: Node) -> Any:
        if node not in self._known:
            self._known[node] = BY_OP[node.op].settle(node, self)
        return self._known[node]


def _happens(moments: Moments) -> Truth:
    return settled(np.asarray(moments < OUTSTANDING), np.asarray(moments == NEVER))


def settle(claim: Node, block: Block, manifest: Manifest, ground: Ground = NO_GROUND) -> Truth:
    """One claim over the futures of a block, int8 (future,): 1 true, 0 false, -1 undecided at the horizon."""
    return Settler(block, manifest, ground).verdict(claim)
