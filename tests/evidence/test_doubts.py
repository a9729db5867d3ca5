"""The plain functions behind the lint of quotes: names, numbers, negations, hedges, and the order of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandtable.evidence.figures import figures, months
from sandtable.evidence.names import Names, spellings
from sandtable.evidence.order import earlier, holder, loser, supporter
from sandtable.evidence.turns import clause, hedge_outside, negation_outside

NAMES = Names(
    {
        "us": ["us", "United States", "US military"],
        "iraq": ["iraq", "Iraqi forces"],
        "iran": ["Iran"],
        "hit": ["Hit"],
        "qaim": spellings("Qaim (centre)", ["al-Qaim"]),
        "daesh": ["Daesh"],
    }
)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The US told us of Iraqi forces", {"US": {"us"}, "Iraqi forces": {"iraq"}}),
        (
            "Iran's plan, the Iranian role, the Iranians",
            {"Iran's": {"iran"}, "Iranian": {"iran"}, "Iranians": {"iran"}},
        ),
        ("they hit Hit and Al-Qaim", {"Hit": {"hit"}, "Al-Qaim": {"qaim"}}),
        ("the Qaimari family of Hitting", {}),
    ],
)
def test_names_are_found_with_their_endings(sentence: str, found: dict[str, set[str]]) -> None:
    assert {sentence[one.start : one.end]: set(one.ids) for one in NAMES.mentions(sentence)} == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("About four hundred fighters are shut in", [(400, 400, "persons")]),
        ("between six hundred and fifteen hundred men", [(600, 1500, "persons")]),
        ("7,000 to 9,500 fighters in 2017", [(7000, 9500, "persons")]),
        ("two hundred and five men", [(205, 205, "persons")]),
        ("lies about 400 kilometers west", [(400, 400, "km")]),
        ("the 3.5 million people", [(3.5e6, 3.5e6, "persons")]),
        ("twenty-five men", [(25, 25, "persons")]),
        ("several hundred men, hundreds of men", []),
        ("in 2018, on 5 March, in October17", []),
    ],
)
def test_numbers_are_read(sentence: str, found: list[tuple[float, float, str]]) -> None:
    assert [(one.low, one.high, one.unit) for one in figures(sentence)] == found


@given(st.integers(1, 999_999))
def test_numbers_in_digits_read_as_themselves(number: int) -> None:
    if not 1900 <= number <= 2100:
        assert [one.low for one in figures(f"some {number} men")] == [number]
    assert [one.low for one in figures(f"some {number:,} men")] == [number] or 1900 <= number <= 2100 or number < 1000


@given(st.text(st.sampled_from([*"0123456789,. %-", "a", " and ", " to "]).filter(lambda part: len(part) == 1)))
def test_no_row_of_digits_breaks_the_reading(text: str) -> None:
    for one in figures(f"between {text} and {text} thousand men"):
        assert one.low <= one.high
        assert one.start < one.end


def test_months_are_named_with_a_capital() -> None:
    assert months("ready before May, they may march in July") == {5, 7}


def _span(sentence: str, piece: str) -> tuple[int, int]:
    return sentence.index(piece), sentence.index(piece) + len(piece)


@pytest.mark.parametrize(
    ("sentence", "piece", "word"),
    [
        ("The brigade will not be ready to march before May.", "march before May", "not"),
        ("The general denied that the army took the bridge.", "the army took the bridge", "denied"),
        ("The army failed to take Easton.", "take Easton", "failed to"),
        ("No brigade holds Norwick.", "brigade holds Norwick", "No"),
        ("It hasn't taken Easton.", "taken Easton", "hasn't"),
        ("The army holds Easton no longer.", "The army holds Easton", "no"),
        ("Norwick is not its first concern.", "not its first concern", None),
        ("The men will give up, for they have nothing left.", "The men will give up", None),
        ("The army did not wait; it took Easton.", "it took Easton", None),
        ("The army not only took Easton.", "took Easton", None),
    ],
)
def test_negations_outside_the_piece(sentence: str, piece: str, word: str | None) -> None:
    assert negation_outside(sentence, _span(sentence, piece)) == word


@pytest.mark.parametrize(
    ("sentence", "piece", "word"),
    [
        ("The army reportedly took Easton.", "took Easton", "reportedly"),
        ("It holds the stores, according to the press.", "holds the stores", "according to"),
        ("The army took Easton; it may go on.", "took Easton", None),
        ("The army may take Easton.", "may take Easton", None),
    ],
)
def test_hedges_outside_the_piece(sentence: str, piece: str, word: str | None) -> None:
    assert hedge_outside(sentence, _span(sentence, piece)) == word


@given(st.text(max_size=80), st.data())
def test_a_clause_holds_its_piece(sentence: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(sentence)))
    end = data.draw(st.integers(start, len(sentence)))
    low, high = clause(sentence, (start, end))
    assert 0 <= low <= start <= end <= high <= len(sentence)


ACTORS = Names({"army": ["the army", "army"], "front": ["Front"], "iran": ["Iran"], "badr": ["Badr"]})
PARTS = (
    "the army|Front|Iran|Badr|Easton|Highfell|took|was taken|by|lost|to|backs|arms|before|after|and|,|;|not|four|"
    "hundred|thousand|between|1,400|km|men|in May|2017|٣٤٠|and|to"
).split("|")
PLACES = Names({"easton": ["Easton"], "highfell": ["Highfell"]})


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("The army took Easton from the Front.", "army"),
        ("Easton was taken by the Front while the army slept.", "front"),
        ("The Front, which lost the hills, still holds Easton.", "front"),
        ("Easton is quiet.", None),
        ("The army rests; somebody holds Easton.", None),
    ],
)
def test_who_holds(sentence: str, who: str | None) -> None:
    found = holder(sentence, ACTORS.mentions(sentence), PLACES.mentions(sentence))
    assert (set(found.ids) if found else None) == ({who} if who else None)


def test_who_loses() -> None:
    sentence = "The Front lost Easton to the army."
    found = loser(sentence, ACTORS.mentions(sentence), PLACES.mentions(sentence))
    assert found is not None
    assert found.ids == {"front"}


@pytest.mark.parametrize(
    ("sentence", "pair"),
    [
        ("Iran backs Badr.", ("iran", "badr")),
        ("Badr is armed by Iran.", ("iran", "badr")),
        ("Iran and Badr talk.", None),
    ],
)
def test_who_supports_whom(sentence: str, pair: tuple[str, str] | None) -> None:
    found = supporter(sentence, ACTORS.mentions(sentence))
    assert (tuple(next(iter(one.ids)) for one in found) if found else None) == pair


@pytest.mark.parametrize(
    ("sentence", "pair"),
    [
        ("It takes Easton before it takes Highfell.", ("easton", "highfell")),
        ("It takes Easton after Highfell.", ("highfell", "easton")),
        ("Before Highfell falls, Easton does.", ("easton", "highfell")),
        ("Easton and Highfell fall.", None),
    ],
)
def test_what_comes_first(sentence: str, pair: tuple[str, str] | None) -> None:
    found = earlier(sentence, PLACES.mentions(sentence))
    assert (tuple(next(iter(one.ids)) for one in found) if found else None) == pair


@given(st.text(max_size=200) | st.lists(st.sampled_from(PARTS), max_size=40).map(" ".join))
def test_no_sentence_breaks_the_reading(sentence: str) -> None:
    actors, places = ACTORS.mentions(sentence), PLACES.mentions(sentence)
    for one in (*actors, *places):
        assert 0 <= one.start < one.end <= len(sentence)
        assert one.ids
    held, pair, order = holder(sentence, actors, places), supporter(sentence, actors), earlier(sentence, places)
    assert held is None or held in actors
    assert pair is None or pair[0].ids != pair[1].ids
    assert order is None or set(order) <= set(places)
    assert all(one.low <= one.high for one in figures(sentence))
    assert months(sentence) <= set(range(1, 13))
