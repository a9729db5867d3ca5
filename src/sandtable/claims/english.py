"""Says a claim to a reader in plain English, with display names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sandtable.claims.ast import Node
from sandtable.claims.catalogue import BY_OP

__all__ = ["english"]


@dataclass(frozen=True, slots=True)
class _Reader:
    names: Mapping[str, str]

    def say(self, node: Node) -> str:
        return BY_OP[node.op].english(node, self)

    def name(self, name: str) -> str:
        return self.names.get(name, name)

    def calling(self, name: str, words: str) -> _Reader:
        return _Reader({**self.names, name: words})


def english(claim: Node, names: Mapping[str, str]) -> str:
    """The claim as a sentence without its full stop; a name that `names` lacks is said as it is written."""
    words = _Reader(names).say(claim)
    return words[:1].upper() + words[1:]
