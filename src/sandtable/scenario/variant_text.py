"""Writes a new variant into the text of a scenario: a few lines more, every other line as it was, comments and all."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from sandtable.errors import InvalidInput, Problem
from sandtable.scenario import variants
from sandtable.scenario.marks import parse_text
from sandtable.scenario.validate import shape

__all__ = ["new_variant", "try_variant", "with_variant"]

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_PLAIN_KEY = re.compile(r"[a-z][a-z0-9._-]*")
LONGEST_TITLE = 200
BY_HAND = "changed by hand in the app, to see what it does"


def new_variant(key: str, title: str, changes: Mapping[str, Any]) -> str:
    """The lines of a variant, two spaces deep; InvalidInput for an id that is none or a title that cannot stand."""
    problems = []
    if not _ID.fullmatch(key) or len(key) > 60:
        hint = "Use lower case, digits and hyphens, such as small-forces."
        problems.append(Problem(f"{key[:60]!r} is no id.", path="id", hint=hint))
    if not 1 <= len(title) <= LONGEST_TITLE or not title.isprintable():
        problems.append(Problem(f"must be one line of 1 to {LONGEST_TITLE} characters.", path="title"))
    if problems:
        raise InvalidInput(problems)
    sets = "".join(f"      {_key(path)}: {_value(value)}\n" for path, value in changes.items())
    return f"  {key}:\n    title: {_quoted(title)}\n    set:\n{sets}    assume: {BY_HAND}\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _key(path: str) -> str:
    return path if _PLAIN_KEY.fullmatch(path) else _quoted(path)


def _value(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e9:
        return str(int(value))
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def with_variant(text: str, key: str, lines: str, file: str) -> str:
    """The text of a scenario with the lines of one more variant, after those that it has.

    InvalidInput when it has one of that id, or keeps its variants in a form that cannot be added to by lines.
    """
    data, marks = parse_text(text, file)
    known = data.get("variants")
    if isinstance(known, dict) and key in known:
        raise InvalidInput(
            [Problem("is there already.", f"variants.{key}", marks.of(f"variants.{key}"), "Take another id.")]
        )
    end = "\r\n" if "\r\n" in text else "\n"
    lines = lines.replace("\n", end)
    if "variants" not in data:
        return f"{text.rstrip()}{end}{end}variants:{end}{lines}"
    if not known or "variants" not in marks.blocks:
        hint = "Write it as indented lines."
        raise InvalidInput([Problem("cannot be added to as it is written.", "variants", marks.of("variants"), hint)])
    return _inserted(text, marks.keys["variants"].line, _indented(lines, text, marks.keys, known))


def try_variant(text: str, key: str, file: str) -> None:
    """InvalidInput with every problem of a text under one of its variants, before anything is written."""
    data, marks = parse_text(text, file)
    shaped = shape(data, marks)
    if shaped.scenario is None or shaped.problems:
        raise InvalidInput(shaped.problems)
    variants.apply(shaped.scenario, key, marks)


def _indented(lines: str, text: str, keys: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    """The lines as deep as the other variants stand."""
    deep = keys[f"variants.{next(iter(known))}"].column - 1
    return "".join(
        " " * (deep - 2) + line if deep > 2 else line[2 - deep :] for line in lines.splitlines(keepends=True)
    )


def _inserted(text: str, start: int, lines: str) -> str:
    """The text with lines put in at the end of the section that begins on line `start` (from 1)."""
    old = text.splitlines(keepends=True)
    last = start - 1
    for number in range(start, len(old)):
        line = old[number]
        if line.strip() and not line.startswith((" ", "\t", "#")):
            break
        if line.strip() and line.startswith((" ", "\t")):
            last = number
    end = "\r\n" if "\r\n" in text else "\n"
    head = old[: last + 1]
    if head and not head[-1].endswith(("\n", "\r")):
        head[-1] += end
    return "".join([*head, lines, *old[last + 1 :]])
