"""What `last of` and `first of` share: the moments of a list of places, and the words around it."""

from __future__ import annotations

from sandtable.claims.ast import FirstOf, LastOf
from sandtable.claims.falling import fall_moments
from sandtable.claims.log import Moments
from sandtable.claims.operator import Ask, English
from sandtable.claims.words import english_all

__all__ = ["english_rank", "moments_of", "rank_text"]


def moments_of(claim: LastOf | FirstOf, ask: Ask) -> list[Moments]:
    """When the claim's own place falls, then when each other place of its list does; (future,) each."""
    others = [place for place in claim.of if place != claim.place]
    return [fall_moments(ask.log, place, claim.how) for place in (claim.place, *others)]


def _how(claim: LastOf | FirstOf) -> str:
    return "" if claim.how == "any way" else f" {claim.how}"


def rank_text(claim: LastOf | FirstOf, rank: str) -> str:
    """The claim as the language writes it."""
    return f"{claim.place} is {rank} of [{', '.join(claim.of)}] to fall{_how(claim)}"


def english_rank(claim: LastOf | FirstOf, rank: str, reader: English) -> str:
    """The claim as a reader hears it."""
    return f"{reader.name(claim.place)} is the {rank} of {english_all(claim.of, reader)} to fall{_how(claim)}"
