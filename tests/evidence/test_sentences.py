"""Where sentences end: abbreviations, initials, quotes, empty lines, other scripts."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from sandtable.evidence.sentences import sentence_of, sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("Gen. Smith met J. R. Ewing. They left.", ["Gen. Smith met J. R. Ewing.", "They left."]),
        ("In the U.S. Army he rose. It ended.", ["In the U.S. Army he rose.", "It ended."]),
        ("He came from the U.S. The talks failed.", ["He came from the U.S.", "The talks failed."]),
        ("It has roads, e.g. this one, etc. and more. End.", ["It has roads, e.g. this one, etc. and more.", "End."]),
        ('He said "no." They left.', ['He said "no."', "They left."]),
        ("\u201cStop!\u201d he cried. Then silence.", ["\u201cStop!\u201d he cried.", "Then silence."]),
        ("About 3.5 million came. All stayed.", ["About 3.5 million came.", "All stayed."]),
        ("A title\n\nA text over\ntwo lines. End", ["A title", "A text over\ntwo lines.", "End"]),
        ("A title\r\n\r\nA text.\r\n", ["A title", "A text."]),
        ("effects . In the end", ["effects .", "In the end"]),
        ("هل سقطت؟ نعم سقطت. انتهى", ["هل سقطت؟", "نعم سقطت.", "انتهى"]),
        ("战斗结束。城市陷落。", ["战斗结束。", "城市陷落。"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_end_where_people_end_them(text: str, pieces: list[str]) -> None:
    assert split(text) == pieces


PARTS = st.lists(st.sampled_from([*"aB. !?\n\r\"'()", "Mr", "e.g", "\u201d"])).map("".join)


@given(st.text() | PARTS)
def test_nothing_but_white_space_is_left_out(text: str) -> None:
    spans = sentences(text)
    assert all(start < end for start, end in spans)
    left = text
    for start, end in reversed(spans):
        assert text[start:end] == text[start:end].strip()
        left = left[:start] + left[end:]
    assert not left.strip()


@given(st.text(st.sampled_from([*"aB. !?\n"]), min_size=1), st.data())
def test_the_sentence_of_a_piece_holds_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    low, high = sentence_of(sentences(text), start, end)
    assert low <= start < end <= high


def test_the_notes_sentences_are_those_of_the_annotation(shared: Path) -> None:
    """All but its three last lines, which end without a stop and are no sentences."""
    text = (shared / "sources" / "western-anbar-assessment-2017.txt").read_bytes().decode("utf-8")
    gold = YAML(typ="safe").load((shared / "data" / "western_anbar_gold.yaml").read_text(encoding="utf-8"))
    wanted = [(one["start"], one["end"]) for one in gold["sentences"]]
    assert sentences(text)[:-1] == wanted[:-3]


@pytest.mark.parametrize("unit", ["A. ", "\n", " \n", ".", "\r\n \r\n", "x", "?! "])
def test_a_large_hostile_text_takes_seconds_at_most(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    start = time.perf_counter()
    sentences(text)
    assert time.perf_counter() - start < 15  # 2 s here at the worst
