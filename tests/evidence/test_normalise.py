"""One spelling for any text, and the way back to the original: properties on arbitrary Unicode."""

from __future__ import annotations

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sandtable.evidence.normalise import INVISIBLE, normalise, one_line

AWKWARD = st.sampled_from(
    [
        *" \n\r\t\u00a0\u2028\u3000\u00ad\u200b\u200f\u202e\u2066\ufeff\u2019\u201c\u2013\u2014\u2026abcE=<\u00e9",
        *"e\u0301\u0323\u0308\u1100\u1161\u11a8\uac00\u0338\u212b\ufb2c\u0958\u2000\u1ffd\u037e\u0344\u09c7\u09be",
        *"\U00016d63\U00016d67\U000e0100\ufe0f\u0627\u064e\u0651",
    ]
)
TEXTS = st.text() | st.text(AWKWARD) | st.text(st.characters(categories=["L", "M", "P", "Z", "Cf"]))


@given(TEXTS)
@example("a \u200b\n b\u0301")
@example("\u0301\u0323 e\u200b\u0301")
def test_twice_changes_nothing(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@given(TEXTS)
def test_offsets_are_in_order_and_cover_what_is_visible(text: str) -> None:
    result = normalise(text)
    assert len(result.text) == len(result.starts) == len(result.ends)
    pairs = list(zip(result.starts, result.ends, strict=True))
    assert all(0 <= start < end <= len(text) for start, end in pairs)
    assert all(one == other or one[1] <= other[0] for one, other in pairwise(pairs))
    covered = {index for start, end in pairs for index in range(start, end)}
    assert all(text[index] in INVISIBLE for index in set(range(len(text))) - covered)


@given(TEXTS, st.data())
def test_every_piece_of_the_original_reads_as_the_piece_that_was_found(text: str, data: st.DataObject) -> None:
    result = normalise(text)
    if not result.text.strip():
        return
    start = data.draw(st.integers(0, len(result.text) - 1))
    end = data.draw(st.integers(start + 1, len(result.text)))
    piece = result.text[start:end]
    span = result.span(start, end)
    if span is not None and piece == piece.strip():
        assert normalise(text[slice(*span)]).text == piece


@given(TEXTS)
def test_letters_and_case_are_kept(text: str) -> None:
    """Nothing but quotes, dashes, white space and invisible characters may differ from Unicode's own form NFC."""
    kept = [letter for letter in unicodedata.normalize("NFC", one_line(text)) if letter.isalnum()]
    visible = "".join(letter for letter in text if letter not in INVISIBLE)
    assert kept == [letter for letter in unicodedata.normalize("NFC", visible) if letter.isalnum()]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "the \u201cone\u00a0Iraq\u201d \u2013 Iran\u2019s \u00abplan\u00bb\u2026",
            'the "one Iraq" - Iran\'s "plan"...',
        ),
        ("first\r\n\r\n  second\u2028third", "first second third"),
        ("so\u00adft hy\u200bphen", "soft hyphen"),
        ("cafe\u0301", "caf\u00e9"),
        ("\ufeffDaesh \u202bداعش\u202c", "Daesh داعش"),
        ("NOT not", "NOT not"),
    ],
)
def test_what_becomes_alike(text: str, said: str) -> None:
    assert one_line(text) == said


@pytest.mark.parametrize(
    ("one", "other"), [("resume", "r\u00e9sum\u00e9"), ("400", "4OO"), ("Iran", "iran"), ("a b", "ab")]
)
def test_what_stays_different(one: str, other: str) -> None:
    assert one_line(one) != one_line(other)


def test_an_accent_is_never_cut_from_its_letter() -> None:
    result = normalise("x\u0302y")
    assert result.text == "x\u0302y"
    assert result.span(0, 1) is None
    assert result.span(0, 2) == (0, 2)


@pytest.mark.parametrize("unit", ["\u200b a\n", "e\u0301", "\u2019", "a" * 10 + "\n"])
def test_a_large_hostile_text_takes_seconds_at_most(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    start = time.perf_counter()
    normalise(text)
    assert time.perf_counter() - start < 10  # 1 to 2 s here; a quadratic way would take hours
