"""The values that a scenario is written with: ids, numbers, ranges, dates, and the evidence that an entry carries."""

from __future__ import annotations

import datetime
import math
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

__all__ = [
    "Confidence",
    "DATES_WORDS",
    "DAY_WORDS",
    "DateRange",
    "Day",
    "Entry",
    "Evidence",
    "Flag",
    "Id",
    "Number",
    "RANGE_WORDS",
    "Range",
    "Share",
    "Text",
    "Worth",
]

RANGE_WORDS = "must be a number, [low, high] or [low, usual, high]"
DAY_WORDS = "must be a date such as 2017-04-30"
DATES_WORDS = "must be a date such as 2017-04-30, [early, late] or [early, usual, late]"


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < math.inf


def _range(value: Any) -> Any:
    """Refuse in one sentence what is no range (pydantic would give one for each form)."""
    if _is_number(value):
        return float(value)
    if isinstance(value, (list, tuple)) and len(value) in (2, 3) and all(map(_is_number, value)):
        return tuple(float(number) for number in value)
    raise PydanticCustomError("range", RANGE_WORDS)


def _day(value: Any) -> datetime.date | None:
    """The date that ISO text means. Bare numbers are refused: pydantic would read them as seconds since 1970."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    try:
        return (
            datetime.date.fromisoformat(value) if isinstance(value, str) and len(value) == len("2017-04-30") else None
        )
    except ValueError:
        return None


def _one_day(value: Any) -> datetime.date:
    day = _day(value)
    if day is None:
        raise PydanticCustomError("day", DAY_WORDS)
    return day


def _days(value: Any) -> Any:
    items = value if isinstance(value, (list, tuple)) else [value]
    days = [_day(item) for item in items]
    if None in days or len(days) not in (1, 2, 3) or (items is value and len(days) == 1):
        raise PydanticCustomError("days", DATES_WORDS)
    return tuple(days) if items is value else days[0]


Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Confidence = Literal["high", "medium", "low"]
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Range = Annotated[
    float
    | Annotated[tuple[float, float], Field(description="10th and 90th percentile")]
    | Annotated[tuple[float, float, float], Field(description="10th, 50th and 90th percentile")],
    BeforeValidator(_range),
]
Day = Annotated[datetime.date, BeforeValidator(_one_day)]
DateRange = Annotated[
    datetime.date | tuple[datetime.date, datetime.date] | tuple[datetime.date, datetime.date, datetime.date],
    BeforeValidator(_days),
]
Share = Annotated[Number, Field(ge=0, le=1)]
Worth = Annotated[Number, Field(ge=-1, le=1)]
Flag = Annotated[bool, Field(strict=True)]
Text = Annotated[str, Field(min_length=1, max_length=2000)]


class Entry(BaseModel):
    """Common manners of all entries: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class Evidence(Entry):
    """What an entry rests on: words of the source (`cite`) or a reason of ours (`assume`)."""

    cite: Text | None = Field(None, description="a short verbatim piece of the source that carries this entry")
    assume: Text | None = Field(None, description="our reason, where no words of the source carry it")
    confidence: Confidence | None = Field(
        None, description="high, medium or low: widens every range of this entry by 1, 1.5 or 2 in standard deviation"
    )
