"""Periods as an analyst writes them (2017, 2017-09, 2017-Q3, 2018-H1) and the dates that they span."""

from __future__ import annotations

import calendar
import datetime

__all__ = ["PERIOD_PATTERN", "english_date", "english_period", "first_and_last"]

PERIOD_PATTERN = r"^[1-9][0-9]{3}(-(0[1-9]|1[0-2])|-Q[1-4]|-H[12])?$"


def first_and_last(period: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last date of a period that matches PERIOD_PATTERN."""
    year, _, part = period.partition("-")
    if not part:
        first, last = 1, 12
    elif part[0] in "QH":
        length = 3 if part[0] == "Q" else 6
        last = int(part[1]) * length
        first = last - length + 1
    else:
        first = last = int(part)
    end = calendar.monthrange(int(year), last)[1]
    return datetime.date(int(year), first, 1), datetime.date(int(year), last, end)


def english_date(date: datetime.date) -> str:
    """A date for readers: 31 July 2017."""
    return f"{date.day} {calendar.month_name[date.month]} {date.year}"


def english_period(period: str) -> str:
    """A period for readers: 2017, September 2017, the third quarter of 2017, the first half of 2018."""
    year, _, part = period.partition("-")
    if not part:
        return year
    if part[0] == "Q":
        return f"the {('first', 'second', 'third', 'fourth')[int(part[1]) - 1]} quarter of {year}"
    if part[0] == "H":
        return f"the {('first', 'second')[int(part[1]) - 1]} half of {year}"
    return f"{calendar.month_name[int(part)]} {year}"
