"""Days and kilometres: how dates become day numbers and coordinates become distances."""

from __future__ import annotations

import datetime
import math

__all__ = ["EARTH_RADIUS_KM", "date_of_day", "day_of_date", "great_circle_km"]

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth in kilometres (IUGG 1980)."""


def day_of_date(date: datetime.date, as_of: datetime.date) -> int:
    """The number of days from `as_of` (day 0) to `date`."""
    return (date - as_of).days


def date_of_day(day: float, as_of: datetime.date) -> datetime.date:
    """The calendar date in which the moment `day` (days since `as_of`) lies."""
    return as_of + datetime.timedelta(days=math.floor(day))


def great_circle_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Distance in km along the sphere between two (latitude, longitude) pairs in degrees (haversine)."""
    lat1, lon1, lat2, lon2 = (math.radians(angle) for angle in (*one, *other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half))
