"""Writes a claim back in the claim language, so that `parse(text(claim)) == claim`."""

from __future__ import annotations

from sandtable.claims.ast import Node
from sandtable.claims.catalogue import BY_OP

__all__ = ["text"]


def text(claim: Node) -> str:
    """The claim as one line, with brackets only where they are needed."""
    return _part(claim, 0)


def _part(node: Node, strength: int) -> str:
    """A node that must bind at least as tightly as `strength` where it stands."""
    operator = BY_OP[node.op]
    words = operator.text(node, _part)
    return words if operator.strength >= strength else f"({words})"
