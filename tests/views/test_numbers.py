"""Numbers read the same everywhere, and never claim more than was found."""

from __future__ import annotations

import datetime
import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandtable.views import numbers

SHARE = st.floats(0, 1)


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "<1 %"), (0.004, "<1 %"), (0.00999, "<1 %"), (0.01, "1 %"), (0.2749, "27 %"), (0.275, "28 %"),
     (0.29, "29 %"), (0.5, "50 %"), (0.99, "99 %"), (0.9901, ">99 %"), (1, ">99 %")],
)  # fmt: skip
def test_probability(share: float, text: str) -> None:
    assert numbers.probability(share) == text.replace(" ", "\u00a0")


@given(SHARE)
def test_no_probability_is_nought_or_all(share: float) -> None:
    assert re.fullmatch(r"<1|>99|[1-9]\d?", numbers.probability(share).removesuffix("\u00a0%"))


@given(SHARE, SHARE)
def test_a_larger_share_never_reads_smaller(one: float, other: float) -> None:
    def rank(text: str) -> float:
        digits = float(re.sub(r"[^\d]", "", text))
        return digits - 0.5 if text[0] == "<" else digits + 0.5 if text[0] == ">" else digits

    low, high = sorted((one, other))
    assert rank(numbers.probability(low)) <= rank(numbers.probability(high))


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [(0.25, 0.29, "25\u201329 %"), (0.251, 0.289, "25\u201329 %"), (0.27, 0.27, "27 %"), (0, 0.03, "3 % or less"),
     (0, 0.0001, "<1 %"), (0.005, 0.0101, "2 % or less"), (0.97, 1, "97 % or more"), (0.9999, 1, "99 % or more"),
     (1, 1, ">99 %"), (0, 1, "<1 to >99 %"), (0.004, 0.998, "<1 to >99 %")],
)  # fmt: skip
def test_interval(low: float, high: float, text: str) -> None:
    assert numbers.interval(low, high) == text.replace(" %", "\u00a0%")


@given(st.lists(SHARE, min_size=2, max_size=2).map(sorted))
def test_an_interval_is_rounded_outward(ends: list[float]) -> None:
    text = numbers.interval(*ends)
    if match := re.fullmatch("(\\d+)\u2013(\\d+)\u00a0%", text):
        assert int(match[1]) / 100 <= ends[0] + 1e-8
        assert int(match[2]) / 100 >= ends[1] - 1e-8


@pytest.mark.parametrize("share", [-0.1, 1.1, math.nan])
def test_what_is_no_probability_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        numbers.probability(share)


def test_an_interval_from_high_to_low_is_refused() -> None:
    with pytest.raises(ValueError, match="from low to high"):
        numbers.interval(0.5, 0.4)


@pytest.mark.parametrize(
    ("difference", "text"),
    [(0.12, "+12\u00a0points"), (-0.0149, "\u22121\u00a0point"), (0.004, "no difference"), (-0.004, "no difference")],
)
def test_points(difference: float, text: str) -> None:
    assert numbers.points(difference) == text


def test_dates() -> None:
    day = datetime.date
    assert numbers.date(day(2018, 12, 31)) == "31 Dec 2018"
    assert numbers.date_range(day(2017, 10, 3), day(2017, 10, 9)) == "3\u20139 Oct 2017"
    assert numbers.date_range(day(2017, 9, 3), day(2017, 10, 9)) == "3 Sep \u2013 9 Oct 2017"
    assert numbers.date_range(day(2017, 9, 3), day(2018, 1, 9)) == "3 Sep 2017 \u2013 9 Jan 2018"
    assert numbers.date_range(day(2017, 9, 3), day(2017, 9, 3)) == "3 Sep 2017"


def test_days_counts_and_lengths() -> None:
    assert [numbers.days(number) for number in (0, 1, 1.4, 1.5, 1234)] == [
        "0 days",
        "1 day",
        "1 day",
        "2 days",
        "1,234 days",
    ]
    assert numbers.count(10000) == "10,000"
    assert numbers.kilometres(1234.4) == "1,234\u00a0km"


@pytest.mark.parametrize(
    ("values", "texts"),
    [((400, 1537, 2500), ("400", "1,500", "2,500")), ((0.004, 0.009, 0.02), ("0.004", "0.009", "0.020")),
     ((1, 31.6, 1000), ("1", "30", "1,000")), ((0.04, 0.3, 0.96), ("0.04", "0.30", "0.96")),
     ((0, 0, 3), ("0", "0", "3.0")), ((5, 5, 5), ("5", "5", "5")), ((-1.25, 0.5, 2), ("\u22121.2", "0.5", "2.0")),
     ((0.123456, 0.123456, 0.123456), ("0.123", "0.123", "0.123"))],
)  # fmt: skip
def test_quantities_show_the_digits_that_their_range_supports(
    values: tuple[float, ...], texts: tuple[str, ...]
) -> None:
    assert numbers.quantities(values) == texts


@given(st.lists(st.floats(1e-6, 1e9), min_size=3, max_size=3).map(sorted))
def test_quantities_stay_near_their_values(values: list[float]) -> None:
    for value, text in zip(values, numbers.quantities(values), strict=True):
        assert float(text.replace(",", "")) == pytest.approx(value, rel=0.5)
        assert "e" not in text


def test_a_quantity_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        numbers.quantities((1.0, math.inf, 2.0))


def test_persons_are_whole() -> None:
    assert numbers.persons(400, 1537, 2500) == "1,500 (400\u20132,500)"
    assert numbers.persons(120, 120, 120) == "120"
    assert numbers.persons(0, 2.4, 5.2) == "2 (0\u20135)"
