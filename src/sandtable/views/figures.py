"""The two smallest pieces of a payload: a number with its text, and a claim in plain English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandtable.views.plain import plain

__all__ = ["figure", "readable"]


def figure(value: Any, text: str) -> dict[str, Any]:
    """A number with the text that shows it."""
    return {"value": value, "text": text}


def readable(claim: str, names: Mapping[str, str]) -> str:
    """A claim in plain English with display names."""
    from sandtable.claims.english import english
    from sandtable.claims.parse import parse

    return plain(english(parse(claim), names))
