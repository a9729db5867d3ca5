"""Marks point at the value in the text; hostile files are refused at once, in a line."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sandtable.errors import InvalidInput, Mark
from sandtable.scenario.marks import MAX_BYTES, parse_text, text_of
from sandtable.scenario.read import read_scenario

KEYS = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True).filter(lambda key: key not in ("null", "true", "false"))
SCALARS = (
    st.integers(-(10**9), 10**9)
    | st.booleans()
    | st.none()
    | st.floats(allow_nan=False, allow_infinity=False).map(lambda number: round(number, 3))
    | st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), max_size=12)
)
TREES = st.recursive(
    SCALARS, lambda below: st.lists(below, max_size=3) | st.dictionaries(KEYS, below, max_size=3), max_leaves=12
)


class Writer:
    """Writes a tree as YAML in a mix of styles, and notes where it put each value and key."""

    def __init__(self, styles: list[bool], newline: str) -> None:
        self.text, self.styles, self.newline = "", styles, newline
        self.values: dict[str, tuple[int, int]] = {}
        self.keys: dict[str, tuple[int, int]] = {}

    def here(self) -> tuple[int, int]:
        lines = self.text.split(self.newline)
        return len(lines), len(lines[-1]) + 1

    def flow(self, value: Any, path: str) -> None:
        self.values[path] = self.here()
        if isinstance(value, dict):
            self.text += "{"
            for number, (key, item) in enumerate(value.items()):
                self.text += ", " if number else ""
                self.keys[f"{path}.{key}"] = self.here()
                self.text += f"{key}: "
                self.flow(item, f"{path}.{key}")
            self.text += "}"
        elif isinstance(value, list):
            self.text += "["
            for number, item in enumerate(value):
                self.text += ", " if number else ""
                self.flow(item, f"{path}.{number}")
            self.text += "]"
        else:
            self.text += json.dumps(value, ensure_ascii=False)

    def block(self, tree: dict[str, Any], path: str = "", indent: int = 0) -> None:
        for key, item in tree.items():
            below = f"{path}.{key}" if path else key
            self.text += " " * indent
            self.keys[below] = self.here()
            self.text += f"{key}:"
            if isinstance(item, dict) and item and self.styles and self.styles.pop():
                self.text += f"  # a note{self.newline}"
                self.block(item, below, indent + 2)
                continue
            self.text += " "
            self.flow(item, below)
            self.text += self.newline


@given(
    st.dictionaries(KEYS, TREES, min_size=1, max_size=4), st.lists(st.booleans()), st.sampled_from(["\n", "\r\n", "\r"])
)
@example({"a": {"b": "é: #"}}, [True], "\r\n")
def test_every_mark_points_at_its_value(tree: dict[str, Any], styles: list[bool], newline: str) -> None:
    writer = Writer(list(styles), newline)
    writer.block(tree)
    data, marks = parse_text(writer.text, "a.yaml")
    assert data == tree
    found = {path: (mark.line, mark.column) for path, mark in marks.values.items()}
    for path, place in writer.values.items():
        assert found[path] == place
    assert {path: (mark.line, mark.column) for path, mark in marks.keys.items()} == writer.keys


def test_what_a_path_shows_when_it_is_asked_for() -> None:
    text = "places:\n  alpha:\n    at: [1, 2]\n    name: 'A b'\n"
    _, marks = parse_text(text, "a.yaml")
    assert marks.of("places.alpha") == Mark("a.yaml", 2, 3)  # an indented block: its key
    assert marks.of("places.alpha.at.1") == Mark("a.yaml", 3, 13)
    assert marks.of("places.alpha.population") == Mark("a.yaml", 2, 3)  # absent: the entry
    assert marks.of("nowhere") == Mark("a.yaml", 1, 1)
    assert marks.inside("places.alpha.name", 3) == Mark("a.yaml", 4, 14)  # behind the quotation mark
    assert marks.inside("places.alpha", 3) == marks.of("places.alpha")


def test_scalars_follow_yaml_1_2() -> None:
    lines = ["on: no", "yes: off", "day: 2017-04-30", "old: 0123", "hex: 0x1F", "ten: 1e1", "up: .5", "t: True", "n: ~"]
    data, _ = parse_text("\n".join([*lines, "big: 1234567890123456789012"]), "a.yaml")
    assert data == {
        "on": "no",
        "yes": "off",
        "day": "2017-04-30",
        "old": 123,
        "hex": "0x1F",
        "ten": 10.0,
        "big": 1234567890123456789012.0,
        "up": 0.5,
        "t": True,
        "n": None,
    }


def test_all_duplicates_are_named_at_once_and_the_first_value_stays() -> None:
    with pytest.raises(InvalidInput) as said:
        parse_text("a: 1\nb: {c: 1, c: 2}\na: 3\n7: x\n", "a.yaml")
    assert str(said.value).splitlines() == [
        "a.yaml:2:11: b.c: is written twice (first on line 2). Keep one.",
        "a.yaml:3:1: a: is written twice (first on line 1). Keep one.",
        "a.yaml:4:1: the key '7' must be a word.",
    ]


BYTES = {
    "nul": (b"title: a\0b\n", "a.yaml:1:9: holds a character that no text should hold (U+0000). Delete it."),
    "escape": (
        b"a: 1\ntitle: \x1b[31m\n",
        "a.yaml:2:8: holds a character that no text should hold (U+001B). Delete it.",
    ),
    "latin-1": (
        "a: 1\nb: \u00e9t\u00e9".encode("latin-1"),
        "a.yaml:2:4: is not UTF-8 text from here on. Save the file as UTF-8.",
    ),
    "after-letters": ("a: é".encode() + b"\xff", "a.yaml:1:5: is not UTF-8 text from here on. Save the file as UTF-8."),
    "utf-16": ("a: 1".encode("utf-16"), "a.yaml:1:1: is not UTF-8 text from here on. Save the file as UTF-8."),
    "image": (b"\x89PNG\r\n\x1a\n\0\0", "a.yaml:1:1: is not UTF-8 text from here on. Save the file as UTF-8."),
}


@pytest.mark.parametrize(("raw", "words"), BYTES.values(), ids=BYTES)
def test_bytes_that_are_no_text(raw: bytes, words: str) -> None:
    with pytest.raises(InvalidInput) as said:
        text_of(raw, "a.yaml")
    assert str(said.value) == words


@pytest.mark.parametrize("newline", [b"\n", b"\r\n", b"\r"])
def test_a_byte_order_mark_and_line_ends_of_other_systems(newline: bytes) -> None:
    raw = b"\xef\xbb\xbf" + newline.join([b"a: 1", b"b: x", b""])
    data, marks = parse_text(text_of(raw, "a.yaml"), "a.yaml")
    assert data == {"a": 1, "b": "x"}
    assert marks.of("a") == Mark("a.yaml", 1, 4)
    assert marks.of("b") == Mark("a.yaml", 2, 4)


def _bomb() -> str:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [" + ", ".join([f"*{a}"] * 9) + "]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    return "\n".join(lines)


HOSTILE = {
    "alias-bomb": (_bomb(), "a.yaml:1:4: anchors and aliases (& and *) are not read here. Write the value out."),
    "deep-lists": ("a: " + "[" * 1_000_000, "a.yaml:1:33: is nested more than 30 levels deep."),
    "deep-mappings": ("a: " + "{b: " * 500_000, "a.yaml:1:120: is nested more than 30 levels deep."),
    "deep-dashes": ("- " * 1_000_000, "a.yaml:1:61: is nested more than 30 levels deep."),
    "deep-blocks": (
        "\n".join(" " * depth + "a:" for depth in range(1000)),
        "a.yaml:31:31: is nested more than 30 levels deep.",
    ),
    "many-values": ("a: [" + "1,\n" * 250_000, "a.yaml:199999:1: holds more than 200000 values."),
    "long-key": ("k" * 300 + ": 1", f"a.yaml:1:1: the key '{'k' * 40}'… is longer than 200 characters."),
    "question-marks": ("? " * 100_000, "a.yaml:1:3: a key must be one word, not a list or mapping."),
    "huge-code-point": ('a: "\\UFFFFFFFF"', "a.yaml:1:1: is not YAML that can be read."),
    "surrogate": ('a: "\\ud800"', "a.yaml:1:4: a: holds a character that no text should hold (U+D800). Delete it."),
}


@pytest.mark.parametrize(("text", "words"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_refused_soon(text: str, words: str) -> None:
    began = time.process_time()
    with pytest.raises(InvalidInput) as said:
        parse_text(text, "a.yaml")
    assert str(said.value) == words
    assert time.process_time() - began < 20


def test_fifty_megabytes_answer_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Path("big.yaml").open("wb") as file:
        file.write(b"a: 1\n")
        file.truncate(50_000_000)
    began = time.process_time()
    with pytest.raises(InvalidInput) as said:
        read_scenario("big.yaml")
    assert time.process_time() - began < 1
    assert str(said.value) == "big.yaml:1:1: is too large: 50 MB. A scenario has at most 5 MB."


def test_the_largest_file_allowed_is_not_called_too_large(tmp_path: Path) -> None:
    file = tmp_path / "full.yaml"
    file.write_bytes(b"#" * (MAX_BYTES - 1) + b"\n")
    with pytest.raises(InvalidInput, match="is empty"):
        read_scenario(file)


def _outcome(act: Callable[[], object]) -> object:
    try:
        return act()
    except InvalidInput as said:
        return said


@given(st.text(max_size=60) | st.text(alphabet="{}[]:,-?&*!|>'\"%@`# \n\tab1", max_size=40))
def test_any_text_gives_a_mapping_or_clear_lines(text: str) -> None:
    came = _outcome(lambda: parse_text(text, "a.yaml")[0])
    if isinstance(came, InvalidInput):
        assert came.problems
        for problem in came.problems:
            assert problem.mark is not None
            assert 1 <= problem.mark.line <= len(text) + 1
            assert "\n" not in str(problem)
    else:
        assert isinstance(came, dict)


@given(st.binary(max_size=40))
def test_any_bytes_give_text_or_one_clear_line(raw: bytes) -> None:
    came = _outcome(lambda: text_of(raw, "a.yaml"))
    assert isinstance(came, str) or (isinstance(came, InvalidInput) and len(came.problems) == 1)


def test_a_pipe_is_not_read(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(InvalidInput, match="is not a file that can be read"):
        read_scenario(tmp_path / "pipe.yaml")
