"""For the night: minutes of hostile text for the grammar. Whatever is written gives a claim or a ClaimError."""

from __future__ import annotations

import os
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from claims import worlds
from sandtable.claims.parse import ClaimError, parse, words_of_the_language
from sandtable.claims.print import text

SECONDS = float(os.environ.get("SANDTABLE_FUZZ_SECONDS", "90"))
"""How long each of the fuzzers runs at least."""
TOKENS = (*sorted(words_of_the_language()), *"()[],", "ana", "qaim", "iraq", "x-1", "2017-07-31", "2017-02-30", "2017")
MORE = ("2017-Q3", "2018-Q5", "3", "-3", "2.5", "it", "§", "Al-Qaim", "\x00", "٣", "ａna", "-", "--", "9" * 40, "1e5")


def read(written: str) -> None:
    """The one promise: a claim that prints back to itself, or a ClaimError with a column inside of the text."""
    try:
        claim = parse(written)
    except ClaimError as refused:
        wrong = refused
    else:
        assert parse(text(claim)) == claim
        return
    assert 1 <= wrong.column <= len(written) + 1
    assert str(wrong).startswith("column ")


def fuzz(strategy: Any) -> int:
    """Feed examples of a strategy to the parser until the time is over; returns how many."""
    fed = 0
    until = time.monotonic() + SECONDS

    night = settings(max_examples=5_000, deadline=None, database=None, phases=[Phase.generate])

    @settings(night, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def feed(written: str) -> None:
        nonlocal fed
        fed += 1
        read(written)

    while time.monotonic() < until:
        feed()
    return fed


@st.composite
def mutated(draw: Any) -> str:
    """A valid claim with a few of its words dropped, doubled, swapped or replaced."""
    words = text(draw(worlds.CLAIMS)).replace("[", " [ ").replace("]", " ] ").replace(",", " , ").split()
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(words) - 1))
        other = draw(st.sampled_from((*TOKENS, *MORE, "")))
        kind = draw(st.sampled_from(("drop", "double", "replace", "swap")))
        if kind == "drop" and len(words) > 1:
            del words[at]
        elif kind == "double":
            words.insert(at, words[at])
        elif kind == "swap":
            end = draw(st.integers(0, len(words) - 1))
            words[at], words[end] = words[end], words[at]
        else:
            words[at] = other
    return " ".join(words)


@pytest.mark.nightly
def test_any_stream_of_tokens() -> None:
    words = st.lists(st.sampled_from((*TOKENS, *MORE)), max_size=60).map(" ".join)
    assert fuzz(words) >= 5_000


@pytest.mark.nightly
def test_any_mutated_claim() -> None:
    assert fuzz(mutated()) >= 5_000


@pytest.mark.nightly
def test_any_characters() -> None:
    assert fuzz(st.text(max_size=300)) >= 5_000


@given(mutated())
def test_a_few_mutated_claims(written: str) -> None:
    read(written)
