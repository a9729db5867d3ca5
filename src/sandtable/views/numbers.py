"""Every number a reader sees, formatted once: probabilities, intervals, dates, days, persons, ranges.

The terminal, the brief and every later output take their texts from here, so a number reads the same everywhere.
A probability is never shown as 0 % or 100 %: a finite number of futures proves neither. Between number and percent
sign stands a no-break space. Month names are fixed English, whatever the machine's locale.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence

__all__ = [
    "brier",
    "count",
    "date",
    "date_range",
    "days",
    "interval",
    "kilometres",
    "margin",
    "persons",
    "point",
    "points",
    "points_interval",
    "probability",
    "quantities",
    "rare",
    "signed",
]

NO_BREAK = "\u00a0"
DASH = "\u2013"
MINUS = "\u2212"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PERCENT = f"{NO_BREAK}%"
_SLACK = 1e-9  # 0.29 * 100 is 28.999999999999996: rounding must not see the last bits of a float


def _in_unit(share: float) -> float:
    if not -_SLACK <= share <= 1 + _SLACK:
        raise ValueError(f"a probability lies between 0 and 1, not {share!r}")
    return min(max(share, 0.0), 1.0)


def probability(share: float) -> str:
    """A probability (0 to 1) in whole per cent: `27 %`, and `<1 %` or `>99 %` at the ends."""
    share = _in_unit(share)
    if share < 0.01 - _SLACK:
        return f"<1{_PERCENT}"
    if share > 0.99 + _SLACK:
        return f">99{_PERCENT}"
    return f"{math.floor(100 * share + 0.5 + _SLACK)}{_PERCENT}"


def interval(low: float, high: float) -> str:
    """An interval of probabilities, rounded outward so that the text never promises more: `25-29 %` (en dash)."""
    low, high = _in_unit(low), _in_unit(high)
    if low > high:
        raise ValueError(f"an interval runs from low to high, not from {low!r} to {high!r}")
    first, last = math.floor(100 * low + _SLACK), math.ceil(100 * high - _SLACK)
    if first < 1 and last > 99:
        return f"<1 to >99{_PERCENT}"
    if first < 1:
        return probability(0.0) if last <= 1 else f"{last}{_PERCENT} or less"
    if last > 99:
        return probability(1.0) if first > 99 else f"{first}{_PERCENT} or more"
    return f"{first}{_PERCENT}" if first == last else f"{first}{DASH}{last}{_PERCENT}"


def points(difference: float) -> str:
    """A difference of two probabilities in percentage points with its sign: `+12 points`, `no difference`."""
    whole = math.floor(abs(100 * difference) + 0.5 + _SLACK)
    if whole == 0:
        return "no difference"
    sign = "+" if difference > 0 else MINUS
    return f"{sign}{whole}{NO_BREAK}{'point' if whole == 1 else 'points'}"


def point(value: float) -> str:
    """A point of a scale, with one decimal where it has any: `70`, `67.6`."""
    return f"{value:,.1f}".removesuffix(".0").replace("-", MINUS)


def signed(value: float) -> str:
    """A number between -1 and 1 with its sign and two decimals: `+0.25`, `\u22120.50`, `0`."""
    text = f"{value:+.2f}".replace("-", MINUS)
    return "0" if text[1:] == "0.00" else text


def brier(gain: float) -> str:
    """A gain in Brier points as a decimal that keeps two digits: `.031`, `.0009`."""
    digits = max(3, 1 - math.floor(math.log10(gain))) if gain > 0 else 3
    return f"{gain:.{digits}f}".replace("0.", ".", 1)


def points_interval(low: float, high: float) -> str:
    """An interval of differences in percentage points, rounded outward: `-14 to -10 points`."""
    first, last = math.floor(100 * low + _SLACK), math.ceil(100 * high - _SLACK)
    shown = [f"{'+' if whole > 0 else MINUS if whole < 0 else ''}{abs(whole)}" for whole in (first, last)]
    return f"{shown[0]} to {shown[1]}{NO_BREAK}points"


def rare(low: float, high: float) -> str | None:
    """What whole per cents hide at the ends: `fewer than 1 in 240 futures`, from the outer end of the interval.

    Rounded so that it promises no more than the interval does. None where the interval reaches 1 % or more.
    """
    share, word = (high, "") if high < 0.5 else (1 - low, "fails in ")
    if not 0 < share < 0.01:
        return None
    whole = math.floor(1 / share + _SLACK)
    step = 10 ** max(0, len(str(whole)) - 2)
    return f"{word}fewer than 1 in {count(whole // step * step)} futures"


def margin(low: float, usual: float, high: float) -> str:
    """By how many days, with the middle 80 of 100 futures: `by 19 days in the middle case (3-60)` (en dash).

    A value without end stands for what nothing could have turned before the last day.
    """
    if math.isinf(low):
        return "by more than the days that were simulated"
    if math.isinf(usual):
        return f"by {days(low)} or more in 90 of 100 cases"
    first = count(math.floor(low + 0.5))
    outer = f"{first} or more" if math.isinf(high) else f"{first}{DASH}{count(math.floor(high + 0.5))}"
    return f"by {days(usual)} in the middle case ({outer})"


def count(number: int) -> str:
    """A whole number with commas between thousands: `10,000`."""
    return f"{number:,}".replace("-", MINUS)


def date(day: datetime.date) -> str:
    """A calendar date: `31 Dec 2018`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def date_range(first: datetime.date, last: datetime.date) -> str:
    """Two dates with what they share said once: `3-9 Oct 2017`, `3 Sep-9 Oct 2017` (en dash)."""
    if first == last:
        return date(first)
    if first.year != last.year:
        return f"{date(first)} {DASH} {date(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} {DASH} {date(last)}"
    return f"{first.day}{DASH}{date(last)}"


def days(number: float) -> str:
    """A length of time in whole days: `1 day`, `12 days`."""
    whole = math.floor(number + 0.5)
    return f"{count(whole)} {'day' if whole == 1 else 'days'}"


def kilometres(km: float) -> str:
    """A length in whole kilometres: `1,200 km`."""
    return f"{count(round(km))}{NO_BREAK}km"


def _exponent(size: float) -> int:
    return math.floor(math.log10(size) + _SLACK)


def _plain(value: float, exponent: int) -> str:
    rounded = round(value, -exponent) + 0.0  # + 0.0 turns -0.0 into 0.0
    return f"{rounded:,.{max(0, -exponent)}f}".replace("-", MINUS)


def quantities(values: Sequence[float]) -> tuple[str, ...]:
    """Low, usual and high of one quantity, with the digits that the width of their range supports.

    The step of rounding is a hundredth to a tenth of the width, but every value keeps its own first digit
    (`1`, `30`, `1,000`). A range without width shows three significant digits.
    """
    if not all(math.isfinite(value) for value in values):
        raise ValueError(f"cannot show {list(values)!r}: every value must be finite")
    width = max(values) - min(values)
    texts = []
    for value in values:
        if value == 0:
            texts.append("0")
        elif width == 0:
            text = _plain(value, _exponent(abs(value)) - 2)
            texts.append(text.rstrip("0").rstrip(".") if "." in text else text)
        else:
            texts.append(_plain(value, min(_exponent(width) - 1, _exponent(abs(value)))))
    return tuple(texts)


def persons(low: float, usual: float, high: float) -> str:
    """A number of persons with its range: `1,500 (400-2,500)`, no finer than the range supports, never a fraction."""
    texts = quantities([max(1.0, round(value)) if value > 0 else 0.0 for value in (low, usual, high)])
    whole = [text.split(".")[0] for text in texts]
    return whole[1] if low == high else f"{whole[1]} ({whole[0]}{DASH}{whole[2]})"
