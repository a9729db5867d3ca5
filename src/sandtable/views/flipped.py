"""What would give a claim another word, shown: the smallest changes first, each as it came out when tried."""

from __future__ import annotations

from typing import Any

from rich.table import Table

from sandtable.assumptions.curves import is_event
from sandtable.assumptions.flip import Flip, Flips, Trial, Unmoved
from sandtable.views import numbers
from sandtable.views.plain import plain
from sandtable.views.tables import simple_table
from sandtable.views.why import amount

__all__ = ["as_json", "closing", "flips_table", "opening"]


def opening(found: Flips, english: str) -> str:
    """The claim, its chance and its word."""
    row = found.verdict
    reach = numbers.interval(row.low, row.high)
    return plain(f"{english}: {numbers.probability(row.probability)} ({reach}), {found.word}.")


def flips_table(found: Flips) -> Table:
    """Each assumption that moves the claim, how far it has to go, and what the claim becomes."""
    table = simple_table(
        ("Assumption", {"ratio": 1, "min_width": 22}),
        ("Usually", {"max_width": 12}),
        ("If known to be", {"max_width": 14}),
        ("The claim becomes", {"max_width": 24}),
    )
    for one in found.flips:
        usual, new = _values(one)
        table.add_row(plain(one.assumption.meaning), usual, f"{new}\n{_away(one)}".strip(), _becomes(one))
    return table


def _values(one: Flip) -> tuple[str, str]:
    if is_event(one.assumption):
        return f"comes in {numbers.probability(one.usual)}", "coming" if one.value else "not coming"
    return amount(one.assumption, one.usual), amount(one.assumption, one.value)


def _away(one: Flip) -> str:
    """Where the value lies in its own prior."""
    if one.away is None:
        return ""
    share = round(100 * one.level)
    return f"(its {share}{_ordinal(share)} percentile)"


def _ordinal(number: int) -> str:
    if 10 <= number % 100 <= 13:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _becomes(one: Flip) -> str:
    trial = one.trial
    doubt = "" if one.clear else "\ntoo near to be sure"
    return f"{trial.word}\n{numbers.probability(trial.probability)} ({numbers.interval(trial.low, trial.high)}){doubt}"


def closing(found: Flips, futures: int) -> list[str]:
    """What does not move the claim, and how this was found out."""
    lines = []
    if not found.flips:
        lines.append(f"No single assumption was found that would make it anything but “{found.word}”.")
    if found.unmoved:
        names = "; ".join(f"{plain(one.assumption.meaning)} ({_reach(one)})" for one in found.unmoved)
        lines.append(f"These move it too, but leave it “{found.word}” from end to end: {names}.")
    told = {one.assumption.name for one in found.flips} | {one.assumption.name for one in found.unmoved}
    rest = found.tested - len(told)
    lines.append(f"The other {rest} assumptions that vary were not found to move it.")
    lines.append(
        f"Each was read off its curve, then tried: {numbers.count(futures)} futures run again on the same luck with "
        "this one assumption known and all others drawn as before. Percentiles are those of its own prior."
    )
    return lines


def _reach(one: Unmoved) -> str:
    return numbers.interval(one.low, one.high)


def as_json(found: Flips, english: str) -> dict[str, Any]:
    """Everything as plain JSON values, unrounded."""
    row = found.verdict
    return {
        "claim": {"id": row.id, "text": row.text, "english": english, "given": row.given},
        "probability": {"value": row.probability, "low": row.low, "high": row.high, "futures": row.futures},
        "word": found.word,
        "flips": [_flip(one) for one in found.flips],
        "unmoved": [
            {"name": one.assumption.name, "meaning": one.assumption.meaning, "low": one.low, "high": one.high}
            | {"trial": None if one.trial is None else _trial(one.trial)}
            for one in found.unmoved
        ],
        "tested": found.tested,
    }


def _flip(one: Flip) -> dict[str, Any]:
    return {
        "name": one.assumption.name,
        "meaning": one.assumption.meaning,
        "unit": one.assumption.unit,
        "serves": one.assumption.serves,
        "usual": one.usual,
        "value": one.value,
        "level": one.level,
        "away": one.away,
        "expected": one.expected,
        "trial": _trial(one.trial),
        "clear": one.clear,
    }


def _trial(one: Trial) -> dict[str, Any]:
    return {
        "probability": one.probability,
        "low": one.low,
        "high": one.high,
        "word": one.word,
        "futures": one.futures,
    }
