"""Numbers in a sentence, in digits or in words (four hundred, 7,000, between six hundred and fifteen hundred)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

__all__ = ["Figure", "Unit", "figures", "months"]

Unit = Literal["persons", "km", "share", "none"]

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: value for value, word in enumerate(_SMALL)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_MONTHS = "january february march april may june july august september october november december".split()
_TOKEN = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|[A-Za-z]+|%|[.;:!?,]")
_UNITS: dict[Unit, frozenset[str]] = {
    "persons": frozenset(
        "men fighters soldiers troops strong people persons militants combatants inhabitants residents guards "
        "militiamen rebels civilians families recruits gunmen".split()
    ),
    "km": frozenset("km kilometers kilometres kilometer kilometre kms".split()),
    "share": frozenset("percent per % cent".split()),
    "none": frozenset(),
}
_VAGUE = frozenset("several some few many couple dozens hundreds thousands a the of".split())
_UNIT_REACH = 3
_MOST_TOKENS = 2_000


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a sentence states: from `low` to `high` (the same where it is one number), and where it stands."""

    low: float
    high: float
    unit: Unit
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Number:
    value: float
    first: int
    after: int
    bare_year: bool


def figures(sentence: str) -> list[Figure]:
    """The numbers of a sentence (in one spelling), without years, dates and what is vague (several hundred)."""
    tokens = list(_TOKEN.finditer(sentence))[:_MOST_TOKENS]
    words = [token[0].lower() for token in tokens]
    found: list[Figure] = []
    position = 0
    while position < len(words):
        number = _number(words, position, joined=words[position - 1] != "between" if position else True)
        if number is None:
            position += 1
            continue
        other = _second(words, number)
        last = other or number
        vague = position > 0 and words[position - 1] in ("several", "few", "many") and words[position] in _SCALES
        dated = _is_date(words, number) and other is None
        if not vague and not dated:
            low, high = sorted((number.value, last.value))
            unit = _unit(words, last.after)
            found.append(Figure(low, high, unit, tokens[number.first].start(), tokens[last.after - 1].end()))
        position = last.after
    return found


def months(sentence: str) -> set[int]:
    """The months that a sentence names, 1 to 12 (`may` only where it is no verb: with a capital, not first)."""
    return {
        _MONTHS.index(word[0].lower()) + 1
        for word in re.finditer(r"(?<=\w )\b[A-Z][a-z]+\b", sentence)
        if word[0].lower() in _MONTHS
    }


def _number(words: list[str], position: int, joined: bool = True) -> _Number | None:
    """The number that begins at a word. `joined`: may `and` stand inside it (two hundred and five)?"""
    word = words[position]
    if word[0].isdigit():
        value = float(word.replace(",", ""))
        after = position + 1
        scaled = after < len(words) and words[after] in _SCALES
        year = not scaled and word.isdigit() and 1900 <= value <= 2100
        if scaled:
            value, after = value * _SCALES[words[after]], after + 1
        return _Number(value, position, after, year)
    return _in_words(words, position, joined)


def _in_words(words: list[str], position: int, joined: bool) -> _Number | None:
    total, part, at = 0.0, 0.0, position
    while at < len(words):
        word = words[at]
        if word in _VALUES and (part % 100 == 0 or (part % 10 == 0 and part % 100 >= 20 and _VALUES[word] < 10)):
            part += _VALUES[word]
        elif word in _SCALES and (part or at == position):
            part = max(part, 1.0) * _SCALES[word]
            if word != "hundred":
                total, part = total + part, 0.0
        elif not (
            joined
            and word == "and"
            and at > position
            and words[at - 1] in _SCALES
            and at + 1 < len(words)
            and words[at + 1] in _VALUES
        ):
            break
        at += 1
    return _Number(total + part, position, at, False) if at > position else None


def _second(words: list[str], first: _Number) -> _Number | None:
    """The upper number of a range: between A and B, from A to B, A to B."""
    if first.after + 1 >= len(words):
        return None
    before, link = words[first.first - 1] if first.first else "", words[first.after]
    if (before == "between" and link == "and") or link == "to":
        return _number(words, first.after + 1)
    return None


def _unit(words: list[str], after: int) -> Unit:
    for word in words[after : after + _UNIT_REACH]:
        for unit, known in _UNITS.items():
            if word in known:
                return unit
        if word in ".;:!?,":
            break
    return "none"


def _is_date(words: list[str], number: _Number) -> bool:
    """Whether a number is a year, or a day beside the name of a month."""
    around = words[max(0, number.first - 1) : number.after + 1]
    return number.bare_year or (number.value <= 31 and any(word in _MONTHS and word != "may" for word in around))
