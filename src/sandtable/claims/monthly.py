"""Measures: monthly values of a future, their comparison over time, and how the language and a reader say them."""

from __future__ import annotations

import datetime
import operator
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from sandtable.claims.log import Log
from sandtable.claims.operator import English
from sandtable.claims.periods import english_date, english_period, first_and_last
from sandtable.claims.states import Mean, Measure, MeasureOn, Number, Relation, Total
from sandtable.claims.timeline import Timeline

__all__ = ["RELATIONS", "amount_english", "amount_text", "compare_months", "value_of"]

Floats = npt.NDArray[np.float64]

RELATIONS: dict[Relation, Callable[[Any, Any], Any]] = {
    "above": operator.gt,
    "below": operator.lt,
    "at least": operator.ge,
    "at most": operator.le,
}


def _month(date: datetime.date, log: Log) -> int:
    """The number of a date's calendar month; 0 is the month of `as_of`."""
    start = log.manifest.as_of
    return (date.year - start.year) * 12 + date.month - start.month


def _begins(month: int, log: Log) -> datetime.date:
    """The first date of a month, by number."""
    year, past = divmod(log.manifest.as_of.month - 1 + month, 12)
    return datetime.date(log.manifest.as_of.year + year, past + 1, 1)


def _known(log: Log, months: int) -> int:
    """How many of some months are over at the horizon; a month that is not over has no value yet."""
    over = 0
    while over < months and log.start_of(_begins(over + 1, log)) <= log.horizon:
        over += 1
    return over


def value_of(amount: MeasureOn | Mean | Total | Number, log: Log) -> Floats:
    """An amount in each future, (future,); NaN where a month that it needs is not over."""
    if isinstance(amount, Number):
        return np.full(log.futures, amount.value)
    values = log.series[amount.name]
    if isinstance(amount, MeasureOn):
        first = last = _month(amount.date, log)
    else:
        span = first_and_last(amount.period)
        first, last = max(0, _month(span[0], log)), _month(span[1], log)
    if last >= _known(log, values.shape[1]):
        return np.full(log.futures, np.nan)
    part = values[:, first : last + 1]
    result: Floats = part.sum(axis=1) if isinstance(amount, Total) else part.mean(axis=1)
    return result


def compare_months(log: Log, one: Measure, relation: Relation, other: Measure | Number) -> Timeline:
    """When a measure stands so to another or to a number: from the first moment of a month to its last."""
    mine = log.series[one.name]
    theirs = log.series[other.name] if isinstance(other, Measure) else np.full(mine.shape, other.value)
    known = min(_known(log, mine.shape[1]), theirs.shape[1])
    holds = RELATIONS[relation](mine[:, :known], theirs[:, :known])
    days = np.array([max(0, log.start_of(_begins(month, log))) for month in range(known + 1)], dtype=np.float64)
    future = np.repeat(np.arange(log.futures, dtype=np.int32), known)
    at_first = holds[:, 0] if known else np.zeros(log.futures, np.bool_)
    return Timeline(
        at_first=at_first,
        row=np.zeros(future.size, np.int64),
        future=future,
        day=np.tile(days[:known], log.futures),
        holds=holds.reshape(-1),
        known=float(days[known]) if known else -1.0,
        inside=0.5,
    )


def amount_text(amount: Measure | MeasureOn | Mean | Total | Number) -> str:
    """An amount as the language writes it: `mean exposure in 2017-Q4`."""
    if isinstance(amount, Number):
        return np.format_float_positional(amount.value, trim="-")
    if isinstance(amount, Measure):
        return f"measure {amount.name}"
    if isinstance(amount, MeasureOn):
        return f"measure {amount.name} on {amount.date}"
    return f"{amount.op} {amount.name} in {amount.period}"


def amount_english(amount: Measure | MeasureOn | Mean | Total | Number, reader: English) -> str:
    """An amount as a reader hears it."""
    if isinstance(amount, Number):
        return f"{amount.value:,.15g}"
    name = reader.name(amount.name)
    if isinstance(amount, Measure):
        return name
    if isinstance(amount, MeasureOn):
        return f"{name} in the month of {english_date(amount.date)}"
    return f"the {amount.op} of {name} in {english_period(amount.period)}"
