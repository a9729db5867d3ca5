"""Words of likelihood and their bands, in both directions."""

from __future__ import annotations

import csv
import statistics
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandtable.evidence.hedges import TABLES, _words, band, position, word_for, words_of


@pytest.mark.parametrize(
    ("word", "table", "expected"),
    [
        ("almost no chance", "icd203", (0.01, 0.05)),
        ("remote", "icd203", (0.01, 0.05)),
        ("highly improbable", "icd203", (0.05, 0.20)),
        ("Unlikely", "icd203", (0.20, 0.45)),
        ("roughly  even", "icd203", (0.45, 0.55)),
        ("likely", "icd203", (0.55, 0.80)),
        ("very likely", "icd203", (0.80, 0.95)),
        ("almost certain", "icd203", (0.95, 0.99)),
        ("almost certain", "kent", (0.87, 0.99)),
        ("probable", "kent", (0.63, 0.87)),
        ("about even", "kent", (0.40, 0.60)),
        ("probably not", "kent", (0.20, 0.40)),
        ("almost certainly not", "kent", (0.02, 0.12)),
        ("likely", "ipcc", (0.66, 1)),
        ("virtually certain", "ipcc", (0.99, 1)),
        ("exceptionally unlikely", "ipcc", (0, 0.01)),
        ("we believe", "survey", (0.5, 0.85)),
        ("about even", "survey", (0.49, 0.5)),
    ],
)
def test_a_word_has_its_band(word: str, table: str, expected: tuple[float, float]) -> None:
    assert band(word, table) == expected


@pytest.mark.parametrize("word", ["expected", "it is expected", "may", "could", "will", "possible", "aims", ""])
@pytest.mark.parametrize("table", TABLES)
def test_a_word_in_no_table_has_no_number(word: str, table: str) -> None:
    assert band(word, table) is None


@pytest.mark.parametrize(
    ("probability", "table", "word"),
    [
        (0, "icd203", "almost no chance"),
        (0.03, "icd203", "almost no chance"),
        (0.05, "icd203", "very unlikely"),
        (0.3, "icd203", "unlikely"),
        (0.5, "icd203", "roughly even chance"),
        (0.55, "icd203", "likely"),
        (0.8, "icd203", "very likely"),
        (0.97, "icd203", "almost certain"),
        (1, "icd203", "almost certain"),
        (0.15, "kent", "almost certainly not"),
        (0.17, "kent", "probably not"),
        (0.75, "kent", "probable"),
        (0.005, "ipcc", "exceptionally unlikely"),
        (0.5, "ipcc", "about as likely as not"),
        (0.7, "ipcc", "likely"),
        (0.95, "ipcc", "very likely"),
        (1, "ipcc", "virtually certain"),
    ],
)
def test_a_probability_has_its_word(probability: float, table: str, word: str) -> None:
    assert word_for(probability, table) == word


@given(st.floats(0.01, 0.99, exclude_max=True), st.sampled_from(["icd203", "ipcc"]))
def test_the_word_for_a_probability_covers_it(probability: float, table: str) -> None:
    found = band(word_for(probability, table), table)
    assert found is not None
    assert position(probability, found) == "inside"


@pytest.mark.parametrize("table", TABLES)
def test_every_word_leads_back_to_its_own_band_from_the_middle(table: str) -> None:
    for word, (low, high) in _words(table).items():
        assert 0 <= low < high <= 1
        if table not in ("ipcc", "survey"):  # their bands overlap
            assert band(word_for((low + high) / 2, table), table) == (low, high), word


def test_the_survey_holds_what_46_readers_said(shared: Path) -> None:
    """The bands, computed again from the answers: 10th and 90th percentile, whole per cents and halves."""
    file = shared / "data" / "perceptions_probly.csv"
    if not file.is_file():
        pytest.skip("the survey's answers are not in the shared folder")
    answers = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    assert len(answers) == 46
    assert {word.lower() for word in answers[0]} == set(words_of("survey"))
    for word in answers[0]:
        tenth = statistics.quantiles([float(row[word]) for row in answers], n=10, method="inclusive")
        assert band(word, "survey") == pytest.approx((tenth[0] / 100, tenth[-1] / 100)), word


def test_position() -> None:
    assert position(0.5, (0.55, 0.8)) == "below"
    assert position(0.55, (0.55, 0.8)) == "inside"
    assert position(0.8, (0.55, 0.8)) == "inside"
    assert position(0.81, (0.55, 0.8)) == "above"


def test_unknown_table_and_impossible_probability_are_refused() -> None:
    with pytest.raises(ValueError, match="no table of hedges is called 'cia'"):
        band("likely", "cia")
    for probability in (-0.1, 1.1, float("nan")):
        with pytest.raises(ValueError, match="between 0 and 1"):
            word_for(probability)
