"""Says what is wrong with a claim in its own words: what was found, and which words are allowed there."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from lark import Token

from sandtable.errors import did_you_mean

__all__ = ["complaint", "word_of"]

_SPECIAL = {
    "FIGURE": "a number",
    "DATE": "a date such as 2017-07-31",
    "PERIOD": "a period such as 2017, 2017-09, 2017-Q3 or 2018-H1",
    "_ACTOR_OR": "or",
    "THE": "the end",
    "LPAR": "(",
    "RPAR": ")",
    "LSQB": "[",
    "RSQB": "]",
    "COMMA": "a comma",
    "_A_GOVERNMENT": "a government",
    "$END": "the end of the claim",
}
_STATE_ONLY = "THROUGHOUT"
"""Allowed after a state alone: where it is allowed, the claim has just named a state."""
_SAY_WHEN = (
    "say when: a state needs `on DATE`, `by DATE`, `in PERIOD`, `from DATE to DATE`, `throughout PERIOD`, "
    "`until …` or `at the end`"
)


def complaint(found: Token | None, allowed: Collection[str], before: Sequence[Token]) -> str:
    """The sentence about a token that may not stand where it stands; None is the end of the claim.

    `allowed` holds the names of the tokens that may, `before` the tokens already read.
    """
    words = sorted({word_of(name, allowed, before) for name in allowed}, key=lambda word: (not word.isalpha(), word))
    lead = _lesson(found, allowed, before) or ("the claim ends too early" if found is None else _about(found, allowed))
    misspelt = found is not None and found.type in {"NAME", "STRANGE"}
    near = did_you_mean(str(found), [word for word in words if word.isalpha()]) if misspelt else ""
    return f"{lead}. Allowed here: {', '.join(words)}. {near}".rstrip()


def _lesson(found: Token | None, allowed: Collection[str], before: Sequence[Token]) -> str:
    """The rule of the language that was missed, where the place of the error shows which."""
    if _STATE_ONLY in allowed and (found is None or found.type in {"AND", "OR", "IMPLIES", "RPAR", "RSQB", "COMMA"}):
        return _SAY_WHEN
    wants_state = found is not None and found.type in {"THROUGHOUT", "AT", "UNTIL"}
    if wants_state and "BEFORE" in allowed and _STATE_ONLY not in allowed:
        return f"an event happens at one moment, and {str(found)!r} needs a state such as `X is held by A`"
    if set(allowed) == {"LPAR"} and before and before[-1].type == "NOT":
        return "`not` needs brackets around the claim that it denies: not ( … )"
    return ""


def word_of(name: str, allowed: Collection[str], before: Sequence[Token]) -> str:
    """A token's name as a user would say it, given what else may stand there and what came before."""
    if name == "PERIOD" and "FIGURE" in allowed:
        return _SPECIAL["FIGURE"]
    if name == "NAME":
        return _kind_of_name(allowed, before)
    return _SPECIAL.get(name, name.lower())


def _kind_of_name(allowed: Collection[str], before: Sequence[Token]) -> str:
    last = before[-1].type if before else ""
    if last in {"MEASURE", "MEAN", "TOTAL"}:
        return "a measure"
    if last == "ROAD" or (last == "TO" and [token.type for token in before[-3:-1]] == ["ROAD", "NAME"]):
        return "a place"
    if last in {"TO", "BY", "_ACTOR_OR"}:
        return "an actor"
    if set(allowed) == {"NAME"} and last in {"LSQB", "COMMA"}:
        return "a place"
    return "a place, an event, a corridor, a dispute or a mediation"


def _about(found: Token, allowed: Collection[str]) -> str:
    word = str(found)
    shown = repr(word if len(word) <= 40 else word[:40] + "…")
    if "DATE" in allowed and found.type == "PERIOD":
        return f"{shown} is a period, and a day is needed here"
    if "PERIOD" in allowed and found.type == "DATE":
        return f"{shown} is a day, and a period is needed here"
    if found.type != "STRANGE":
        reserved = "NAME" in allowed and found.type == word.upper()  # a keyword's token is named after it
        return f"{shown} {'is a word of the language and ' if reserved else ''}cannot stand here"
    if "NAME" in allowed:
        return f"{shown} is not a name: names are lower case letters, digits and hyphens{_as_name(word)}"
    return f"{shown} is not a word of the claim language"


def _as_name(word: str) -> str:
    name = re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-")
    usable = re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name) and len(name) <= 60
    return f", perhaps {name!r}" if usable and name != word else ""
