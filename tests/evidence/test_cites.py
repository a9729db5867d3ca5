"""Finding a cite: exactly, once, in the original's own offsets; never nearly. The near miss is only shown."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandtable.errors import InvalidInput
from sandtable.evidence.cites import Document, find, hash_text
from sandtable.evidence.normalise import one_line

TEXT = (
    "The Front holds Norwick,\r\nRawa and Qaim. It is unlikely that the army\u2019s 1,400 men \u2013 tired \u2013 "
    "attack.\r\n\r\nThe Front will\u00a0wait. The cafe\u0301 in القائم stays open; the Front will fight."
)


def said(words: str, text: str = TEXT) -> str:
    with pytest.raises(InvalidInput) as reason:
        find(words, text)
    return str(reason.value)


@pytest.mark.parametrize(
    "words",
    [
        "Norwick, Rawa and Qaim",
        "Norwick,\nRawa\tand Qaim",
        "the army's 1,400 men - tired - attack",
        "the army\u2019s 1,400\u00a0men",
        "Front will wait",
        "caf\u00e9 in القائم",
        "caf\u00e9 in \u200fالقائم\u200f",
        "  stays open  ",
    ],
)
def test_found_words_stand_at_their_offsets(words: str) -> None:
    start, end = find(words, TEXT)
    assert one_line(TEXT[start:end]) == one_line(words)


def test_offsets_count_characters_of_the_original() -> None:
    assert find("Rawa", TEXT) == (TEXT.index("Rawa"), TEXT.index("Rawa") + 4)
    assert find("Front will wait", TEXT)[0] == TEXT.index("Front will\u00a0wait")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("The Front", "«The Front» stands 2 times in the source. Cite a longer piece that stands there once."),
        ("the front", "«the front» does not stand in the source, word for word. Did you mean «The Front»?"),
        ("likely that", "«likely that» stands in the source only as a part of «unlikely that». Cite whole words."),
        ("400 men", "«400 men» stands in the source only as a part of «1,400 men». Cite whole words."),
        ("1,40", "«1,40» stands in the source only as a part of «1,400». Cite whole words."),
        ("The cafe", "«The cafe» does not stand in the source, word for word. Did you mean «The café»?"),
        ("Rawa or Qaim", "«Rawa or Qaim» does not stand in the source, word for word. Did you mean «Rawa and Qaim»?"),
        (
            "the Front wil fight",
            "«the Front wil fight» does not stand in the source, word for word. Did you mean «the Front will fight»?",
        ),
        ("somebody else entirely", "«somebody else entirely» does not stand in the source, word for word."),
    ],
)
def test_what_is_wrong_is_said(words: str, message: str) -> None:
    assert said(words) == message


@pytest.mark.parametrize("words", ["", " \n", "\u200b\u00ad"])
def test_nothing_is_found_nowhere(words: str) -> None:
    assert said(words) == "«» does not stand in the source, word for word."


def test_very_many_occurrences_are_counted_up_to_a_bound() -> None:
    assert "at least 100 times" in said("a", "a " * 100_000)


def test_every_doctored_quote_of_the_note_is_refused_and_every_true_one_found(shared: Path) -> None:
    quotes = json.loads((shared / "data" / "adversarial_quotes.json").read_text(encoding="utf-8"))
    text = (shared / "sources" / "western-anbar-assessment-2017.txt").read_bytes().decode("utf-8")
    note = Document(text)
    assert (len(quotes["neg"]), len(quotes["pos"])) == (224, 219)
    for words, _ in quotes["pos"]:
        start, end = find(words, note)
        assert one_line(text[start:end]) == one_line(words)
    unseen = 0
    for _, words in quotes["neg"]:
        with pytest.raises(InvalidInput) as reason:
            find(words, note)
        unseen += "Did you mean" not in str(reason.value)
    assert unseen == 0, "every doctored quote of the suite has a near miss to show"


@given(st.text(st.sampled_from("ab \n,.1"), min_size=1, max_size=60), st.data())
def test_finding_agrees_with_a_slow_search_of_whole_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    words = text[start : data.draw(st.integers(start + 1, len(text)))]
    piece, whole = one_line(words), Document(text).normalised.text
    spans = Document(text).matches(words).spans
    for low, high in spans:
        assert one_line(text[low:high]) == piece
        assert not (low > 0 and text[low - 1].isalpha() and text[low].isalpha())
    if piece:
        places = [at for at in range(len(whole)) if whole.startswith(piece, at)]
        free = [at for at in places if not any(_within(whole, edge) for edge in (at, at + len(piece)))]
        assert len(spans) == len(free)
    else:
        assert not spans


def _within(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    pair = text[at - 1 : at + 1]
    number = any(
        text[low : low + 3][:1].isdecimal()
        and text[low + 1 : low + 2] in (".", ",")
        and text[low + 2 : low + 3].isdecimal()
        for low in (at - 2, at - 1)
        if low >= 0
    )
    return pair.isalpha() or pair.isdecimal() or number


def _rows(seed: int) -> str:
    luck = random.Random(seed)
    return " ".join("".join(luck.choices("abcdefghij", k=6)) for _ in range(150_000))


@pytest.mark.parametrize("text", [TEXT * 6000, _rows(1), "a " * 500_000, "ab" * 500_000, "\u4e2d\u6587" * 500_000])
@pytest.mark.parametrize(
    "words", ["the organisation holds five towns in the east", "zabcdef bcdefg aaaaaz " * 90, "a b " * 500]
)
def test_a_near_miss_in_a_large_text_takes_seconds_at_most(text: str, words: str) -> None:
    start = time.perf_counter()
    said(words, text)
    assert time.perf_counter() - start < 10  # half a second here


def test_the_hash_of_a_sentence_forgets_its_typography() -> None:
    assert hash_text("Iran\u2019s\r\nplan ") == hash_text("Iran's plan")
    assert hash_text("Iran's plan") != hash_text("Iran's plans")
