"""What a claim hangs on, shown: the tornado in Brier points, the curves, the groups, the rule, and how much is luck."""

from __future__ import annotations

import math
from typing import Any

from rich.table import Table
from rich.text import Text

from sandtable.assumptions.rule import Condition, Rule
from sandtable.assumptions.why import Weighed, Why
from sandtable.ensemble.results import Assumption
from sandtable.views import numbers
from sandtable.views.plain import plain, shorten
from sandtable.views.tables import simple_table

__all__ = ["amount", "as_json", "closing", "group_table", "lines_before", "rule_sentence", "tornado"]

BLOCKS = "▁▂▃▄▅▆▇█"
BAR = 8
MATTERS = 0.05
"""Share of what is open from which on what assumptions do only together is worth a sentence."""
ARROWS = {"likelier": "up", "less likely": "down", "both ways": "turns"}


def amount(assumption: Assumption, value: float) -> str:
    """A value of an assumption with its unit, in the digits that its range supports."""
    if math.isnan(value):
        return "a value that this version does not know"
    number = numbers.quantities((assumption.low, value, assumption.high))[1]
    return number if assumption.unit == "share" else f"{number} {assumption.unit}".strip()


def lines_before(found: Why, english: str) -> list[str]:
    """The claim, its probability, and what there is to gain by knowing."""
    row = found.verdict
    given = f", in the {numbers.count(row.futures)} futures that meet its condition" if row.given else ""
    chance = numbers.probability(row.probability)
    said = plain(f"{english}: {chance} ({numbers.interval(row.low, row.high)}){given}.")
    error = f"A forecast of {chance} has an expected error of {numbers.brier(found.open)} Brier points."
    return [said, f"{error} Learning one assumption would take off:" if found.weighed else error]


def tornado(found: Why) -> Table:
    """The assumptions that stand, the largest gain first: gain in Brier points, a bar, the curve over their tenths."""
    table = simple_table(
        ("Assumption", {"ratio": 1, "min_width": 24}),
        ("Gain", {"justify": "right"}),
        ("", {"width": BAR, "no_wrap": True}),
        ("Lowest to\nhighest tenth", {"no_wrap": True}),
        ("", {"width": 5}),
    )
    most = max((one.driver.gain for one in found.weighed), default=1.0)
    for one in found.weighed:
        bar = "█" * max(1, round(BAR * one.driver.gain / most))
        said = Text(plain(one.driver.assumption.meaning))
        if one.curve.tips is not None:
            said.append(f"\neven chances at {amount(one.driver.assumption, one.curve.tips)}", style="dim")
        table.add_row(said, numbers.brier(one.driver.gain), bar, _line(one), ARROWS[one.curve.direction])
    return table


def _line(one: Weighed) -> str:
    """A curve as blocks from 0 to 100 %, and its two ends in numbers."""
    chances = [chance for chance in one.curve.chances if not math.isnan(chance)]
    drawn = "".join(BLOCKS[min(len(BLOCKS) - 1, int(chance * len(BLOCKS)))] for chance in chances)
    return f"{drawn}\n{numbers.probability(chances[0])} to {numbers.probability(chances[-1])}"


def group_table(found: Why) -> Table:
    """The entries of the scenario, and the mechanisms, that these assumptions serve."""
    table = simple_table(("Belongs to", {"ratio": 1}), ("Gain", {"justify": "right"}), ("Share", {"justify": "right"}))
    for group in found.groups:
        name = group.entry if group.stated else f"the model's own numbers: {group.entry}"
        table.add_row(plain(name), numbers.brier(group.gain), numbers.probability(min(1.0, group.share)))
    return table


def closing(found: Why) -> list[str]:
    """The rule, how much is luck, and what one assumption at a time cannot see; a sentence each."""
    lines = []
    if not found.weighed:
        lines.append(
            f"None of the {found.tested} assumptions that vary moves this claim by itself, as far as "
            f"{numbers.count(found.verdict.futures)} futures can tell."
        )
    if found.rule is not None and found.rule.futures:
        lines.append(rule_sentence(found.rule, found))
    return [*lines, *_shares(found)]


def _shares(found: Why) -> list[str]:
    if found.luck is None or found.together is None:
        return ["How much is luck is not known: that takes twin futures, and a claim without a condition."]
    if found.open == 0:
        return ["Nothing is open: the claim came out the same way in every future."]
    luck, alone = numbers.probability(found.luck), numbers.probability(found.alone)
    parts = [f"Of what is open, {luck} is luck that nobody can know beforehand; {alone} hangs on single assumptions."]
    if found.together >= MATTERS:
        parts.append(
            f"The other {numbers.probability(found.together)} hangs on assumptions only in combination, or on many too "
            "weak to tell apart one by one: the table above does not see it (`--surrogate` looks for it)."
        )
    return parts


def rule_sentence(rule: Rule, found: Why) -> str:
    """The rule in plain words, with the counts from draws that were not used to find it."""
    conditions = [_condition(one, found) for one in rule.conditions]
    when = f"When {' and '.join(conditions)}"
    inside = f"{_of_hundred(rule.true, rule.futures)} of 100 futures"
    other = f"; otherwise {_of_hundred(rule.other_true, rule.others)} of 100" if rule.others else ""
    how = f"{numbers.count(rule.futures)} futures not used to find this rule, {numbers.interval(rule.low, rule.high)}"
    return f"{when}, it is true in {inside}{other} (counted on {how})."


def _of_hundred(true: int, futures: int) -> str:
    share = true / futures
    return str(min(99, max(1, math.floor(100 * share + 0.5)))) if 0 < share < 1 else str(round(100 * share))


def _condition(condition: Condition, found: Why) -> str:
    assumption = condition.assumption
    meaning = plain(assumption.meaning)
    if condition.side in ("happens", "does not happen"):
        happening = meaning.removeprefix("whether ").removesuffix(" happens")
        return f"“{happening}” {condition.side}"
    edges = next(one.edges for one in found.weighed if one.driver.assumption is assumption)
    value = edges[round(condition.level * 10)]
    if math.isnan(value):
        return f"“{meaning}” is in the {'lowest' if condition.side == 'below' else 'highest'} part of its range"
    return f"“{shorten(meaning, 90)}” is {condition.side} {amount(assumption, value)}"


def _number(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else value


def as_json(found: Why, english: str) -> dict[str, Any]:
    """Everything as plain JSON values; numbers as computed, unrounded."""
    row = found.verdict
    return {
        "claim": {"id": row.id, "text": row.text, "english": english, "given": row.given},
        "probability": {"value": row.probability, "low": row.low, "high": row.high, "futures": row.futures},
        "open": found.open,
        "luck": found.luck,
        "alone": found.alone,
        "together": found.together,
        "tested": found.tested,
        "assumptions": [_weighed(one) for one in found.weighed],
        "groups": [
            {"entry": one.entry, "stated": one.stated, "gain": one.gain, "share": one.share, "members": [*one.members]}
            | {"basis": one.basis}
            for one in found.groups
        ],
        "rule": _rule(found.rule, found) if found.rule is not None and found.rule.futures else None,
        "sentences": closing(found),
    }


def _weighed(one: Weighed) -> dict[str, Any]:
    assumption, line = one.driver.assumption, one.curve
    return {
        "name": assumption.name,
        "meaning": assumption.meaning,
        "unit": assumption.unit,
        "serves": assumption.serves,
        "basis": assumption.basis,
        "gain": one.driver.gain,
        "share": one.driver.share,
        "direction": line.direction,
        "tips": line.tips,
        "curve": [[_number(value), _number(chance)] for value, chance in zip(line.values, line.chances, strict=True)],
    }


def _rule(rule: Rule, found: Why) -> dict[str, Any]:
    return {
        "when": [{"name": one.assumption.name, "side": one.side, "level": one.level} for one in rule.conditions],
        "true": rule.true,
        "futures": rule.futures,
        "other_true": rule.other_true,
        "others": rule.others,
        "low": rule.low,
        "high": rule.high,
        "sentence": rule_sentence(rule, found),
    }
