"""How a claim was asked and what else was found: condition, comparison, supposition, margins, the rare, the open."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from sandtable.claims.verdicts import Margin
from sandtable.views import numbers
from sandtable.views.figures import figure, readable
from sandtable.views.given import VerdictLike
from sandtable.views.plain import plain

__all__ = ["asked_of"]


def asked_of(verdict: VerdictLike, names: Mapping[str, str], texts: Mapping[str, str]) -> dict[str, Any]:
    """The keys of a row that say how its claim was asked and what came of it; each is null where it does not apply.

    `texts` has every claim of the call in the claim language, by id.
    """
    return {
        "given": _given(verdict, names),
        "counted": _counted(verdict),
        "than": _than(verdict, names, texts),
        "suppose": _suppose(verdict),
        "margin": _margin(verdict),
        "reach": _reach(verdict),
        "rare": numbers.rare(verdict.low, verdict.high),
    }


def _given(verdict: VerdictLike, names: Mapping[str, str]) -> dict[str, Any] | None:
    if verdict.given is None or verdict.of is None:
        return None
    english = readable(verdict.given, names)
    futures, of = numbers.count(verdict.futures), numbers.count(verdict.of)
    return {
        "claim": verdict.given,
        "english": english,
        "futures": figure(verdict.futures, futures),
        "of": figure(verdict.of, of),
        "text": f"Asked of the {futures} of {of} futures in which this is so: {_lower(english, names)}. "
        "The condition picks futures, it changes nothing in them.",
    }


def _lower(sentence: str, names: Mapping[str, str]) -> str:
    """A sentence as it stands after a colon; a name keeps its capital."""
    return sentence if sentence.startswith(tuple(names.values())) else sentence[:1].lower() + sentence[1:]


def _counted(verdict: VerdictLike) -> str | None:
    if verdict.undecided_as == "report":
        return None
    return f"Futures that are still open at the end count as {verdict.undecided_as}."


def _change(difference: float, low: float, high: float) -> dict[str, Any]:
    return {
        "difference": figure(difference, numbers.points(difference)),
        "interval": {"low": low, "high": high, "text": numbers.points_interval(low, high)},
    }


def _than(verdict: VerdictLike, names: Mapping[str, str], texts: Mapping[str, str]) -> dict[str, Any] | None:
    found = verdict.than
    if found is None or verdict.than_id is None:
        return None
    english = readable(texts[verdict.than_id], names)
    word = "More likely than" if found.low > 0 else "Less likely than" if found.high < 0 else "Hard to tell from"
    change = _change(found.difference, found.low, found.high)
    return {
        "claim": verdict.than_id,
        "english": english,
        **change,
        "text": f"{word} \u201c{english}\u201d: {change['difference']['text']} ({change['interval']['text']}) "
        f"on the same {numbers.count(found.futures)} futures.",
    }


def _suppose(verdict: VerdictLike) -> dict[str, Any] | None:
    found = verdict.supposed
    if found is None:
        return None
    change = _change(found.change.difference, found.change.low, found.change.high)
    shown = numbers.probability(found.probability)
    if verdict.given is None:  # under a condition the two are asked of other futures
        shown += f" instead of {numbers.probability(found.probability - found.change.difference)}"
    return {
        "what": plain(found.what),
        "futures": figure(found.futures, numbers.count(found.futures)),
        "probability": figure(found.probability, numbers.probability(found.probability)),
        "range": {"low": found.low, "high": found.high, "text": numbers.interval(found.low, found.high)},
        **change,
        "text": f"Supposing \u201c{plain(found.what)}\u201d, the same {numbers.count(found.futures)} futures run again "
        f"with the same luck give {shown}: {change['difference']['text']} ({change['interval']['text']}).",
    }


def _margin(verdict: VerdictLike) -> dict[str, Any] | None:
    won, lost = _days(verdict.won_by), _days(verdict.lost_by)
    if won is None and lost is None:
        return None
    came = f"Where it comes true, {won['text']}." if won else ""
    failed = f"Where it fails, {lost['text']}." if lost else ""
    return {"won_by": won, "lost_by": lost, "text": f"{came} {failed}".strip()}


def _days(margin: Margin | None) -> dict[str, Any] | None:
    if margin is None:
        return None
    values = (margin.low, margin.usual, margin.high)
    low, usual, high = (value if math.isfinite(value) else None for value in values)
    return {"low": low, "usual": usual, "high": high, "futures": margin.futures, "text": numbers.margin(*values)}


def _reach(verdict: VerdictLike) -> dict[str, Any] | None:
    """Where the probability ends up, whatever becomes of the futures that are still open."""
    if not verdict.undecided:
        return None
    high = (verdict.true + verdict.undecided) / verdict.futures
    text = f"{numbers.interval(verdict.probability, high)} once the open futures are settled"
    return {"low": verdict.probability, "high": high, "text": text}
