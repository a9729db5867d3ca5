"""What pydantic says about a wrong value, said again in plain words: one problem a value, with its path and mark."""

from __future__ import annotations

import difflib
import re
import types
import typing
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from sandtable.errors import Problem, did_you_mean
from sandtable.scenario.marks import Marks, join
from sandtable.scenario.schema import Scenario

__all__ = ["allowed_keys", "place_of", "problems_from"]

Steps = tuple[str | int, ...]

_ID_WORDS = "is not an id: lower-case letters, digits and hyphens, beginning with a letter (`qaim-garrison`)."
_OLDER = "For a file of an older format, `sandtable migrate FILE`."
_SHAPES = {
    "at": "must be two numbers: [latitude, longitude] in degrees.",
    "between": "must name two places: [one, other].",
    "via": "must name 2 to 32 places, in order: [one, next, last].",
}
_PATTERNS = {
    "colour": 'must be a colour such as "#222" or "#aa3311", in quotes.',
    "date": "must be a year, month or day: 2017, 2017-04 or 2017-04-30.",
}
_SHAPE_ERRORS = frozenset({"tuple_type", "list_type", "too_long", "too_short", "missing"})


def place_of(location: Iterable[str | int], data: Any) -> tuple[Steps, bool]:
    """The steps of a pydantic location that exist in the data (union tags left out), and whether the last is absent."""
    steps: list[str | int] = []
    parts = list(location)
    for number, part in enumerate(parts):
        known_index = isinstance(data, (list, tuple)) and isinstance(part, int) and part < len(data)
        if known_index or (isinstance(data, Mapping) and part in data):
            data = data[part]
        elif number == len(parts) - 1 and isinstance(data, (Mapping, list, tuple)) and part != "[key]":
            return (*steps, part), True
        else:
            continue
        steps.append(part)
    return tuple(steps), False


def _members(kind: Any) -> list[Any]:
    """The types that an annotation stands for: its own, without Annotated and None, every branch of a union."""
    origin = typing.get_origin(kind)
    if origin is typing.Annotated:
        return _members(typing.get_args(kind)[0])
    if origin in (typing.Union, types.UnionType):
        return [one for part in typing.get_args(kind) for one in _members(part)]
    return [] if kind is type(None) else [kind]


def _below(kind: Any, step: str | int) -> Any:
    """The type of what lies one step below a type, None where nothing is known."""
    for one in _members(kind):
        if isinstance(one, type) and issubclass(one, BaseModel) and step in one.model_fields:
            return one.model_fields[str(step)].annotation
        if typing.get_origin(one) is dict and isinstance(step, str):
            return typing.get_args(one)[1]
        if typing.get_origin(one) is tuple and isinstance(step, int):
            return typing.get_args(one)[0]
    return None


def allowed_keys(steps: Iterable[str | int]) -> dict[str, str]:
    """The keys that an entry may have, each with its description; empty where any key may stand."""
    kind: Any = Scenario
    for step in steps:
        kind = _below(kind, step)
    for one in _members(kind) if kind is not None else []:
        if isinstance(one, type) and issubclass(one, BaseModel):
            return {name: field.description or "" for name, field in one.model_fields.items()}
    return {}


def _shown(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        text = "[" + ", ".join(map(str, value[:8])) + "]"
    else:
        text = repr(value) if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= 40 else text[:37] + "…"


def _choices(error: ErrorDetails) -> tuple[str, str]:
    known = re.findall(r"'([^']*)'|(\d+)", error["ctx"]["expected"])
    words = [text or number for text, number in known]
    value = error["input"]
    if words == ["1"]:
        return f"must be 1 (the format that this version reads), not {_shown(value)}.", _OLDER if value == 0 else ""
    return f"must be {_listed(words)}, not {_shown(value)}.", did_you_mean(str(value), words)


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1]


def _bounds(error: ErrorDetails) -> str:
    limit = next(iter(error.get("ctx", {}).values()))
    words = {
        "greater_than": "more than",
        "greater_than_equal": "at least",
        "less_than": "less than",
        "less_than_equal": "at most",
    }[error["type"]]
    return f"must be {words} {limit:g}, not {_shown(error['input'])}."


_SIMPLE = {
    "float_type": "must be a number, not {value}.",
    "int_type": "must be a whole number, not {value}.",
    "bool_type": "must be true or false, not {value}.",
    "finite_number": "must be a finite number.",
    "string_too_short": "must not be empty.",
    "string_too_long": "is too long: at most {max_length} characters.",
    "tuple_type": "must be a list in brackets: [{plain}].",
    "too_short": "must not be empty.",
    "too_long": "has too many items: at most {max_length}.",
    "model_type": "must be an entry with keys of its own, `key: value`.",
    "dict_type": "must be entries with an id each (`id: entry`, not `- entry`).",
    "model_attributes_type": "must be an entry with keys of its own, `key: value`.",
}


def _text_words(error: ErrorDetails) -> str:
    value = error["input"]
    if value is None:
        return "is empty. Write a text."
    if isinstance(value, (list, tuple, Mapping)):
        return "must be a text."
    return f'must be a text. Put it in quotes: "{_shown(value)}".'


def _quotes_hint(value: Any, kind: str) -> str:
    is_number = kind == "range" and isinstance(value, str) and value.replace(".", "", 1).isdecimal()
    return "Leave the quotes out." if is_number else ""


def _as_item(value: Any) -> str:
    """What a value that should have been a list would look like in it."""
    return value if isinstance(value, str) and re.fullmatch(r"[\w -]{1,40}", value) else "one, other"


def _message(error: ErrorDetails, steps: Steps) -> tuple[str, str]:
    """The plain words and the hint for one error at one place."""
    kind, name = error["type"], next((step for step in reversed(steps) if isinstance(step, str)), "")
    if kind in _SHAPE_ERRORS and name in _SHAPES:
        return _SHAPES[name], ""
    if kind == "string_pattern_mismatch":
        return (_PATTERNS.get(name) or f"{_shown(error['input'])} {_ID_WORDS}"), ""
    if kind == "literal_error":
        return _choices(error)
    if kind == "string_type":
        return _text_words(error), ""
    if kind in ("greater_than", "greater_than_equal", "less_than", "less_than_equal"):
        return _bounds(error), "Latitude comes first." if name == "at" else ""
    if kind in ("dict_type", "model_type") and error["input"] is None:
        return "is empty. Write its entries below it, or leave it out.", ""
    if kind in ("range", "day", "days"):
        return f"{error['msg']}, not {_shown(error['input'])}.", _quotes_hint(error["input"], kind)
    if kind in _SIMPLE:
        return _SIMPLE[kind].format(
            value=_shown(error["input"]), plain=_as_item(error["input"]), **error.get("ctx", {})
        ), ""
    return error["msg"][:1].lower() + error["msg"][1:] + ".", ""


def _meant_key(steps: Steps) -> str:
    """The key that a misspelt one probably is, empty where none is near."""
    near = difflib.get_close_matches(str(steps[-1]), list(allowed_keys(steps[:-1])), n=1, cutoff=0.6)
    return near[0] if near else ""


def _unknown_key(steps: Steps, marks: Marks) -> Problem:
    known = allowed_keys(steps[:-1])
    key, path, meant = str(steps[-1]), dotted(steps[:-1], shown=True), _meant_key(steps)
    hint = f"Did you mean {meant!r}?" if meant else f"Known here: {', '.join(known)}."
    return Problem(f"unknown key {_shown(key)}.", path, marks.key(dotted(steps)), hint)


def dotted(steps: Iterable[str | int], shown: bool = False) -> str:
    """The dotted path of some steps; `shown` leaves numbers of list items out, since the mark tells which."""
    path = ""
    for step in steps:
        path = path if shown and isinstance(step, int) else join(path, step)
    return path


def _one(error: ErrorDetails, data: Any, marks: Marks) -> Problem:
    if error["loc"][-1:] == ("[key]",):
        steps: Steps = tuple(error["loc"][:-1])
        return Problem(f"{_shown(steps[-1])} {_ID_WORDS}", dotted(steps[:-1], shown=True), marks.key(dotted(steps)))
    steps, absent = place_of(error["loc"], data)
    if error["type"] == "extra_forbidden":
        return _unknown_key(steps, marks)
    if error["type"] == "missing" and absent and isinstance(steps[-1], str):
        meaning = allowed_keys(steps[:-1]).get(steps[-1], "")
        message = f"`{steps[-1]}` is missing" + (f" ({meaning})." if meaning else ".")
        hint = f"Write `format: 1`. {_OLDER}" if steps == ("format",) else ""
        return Problem(message, dotted(steps[:-1], shown=True), marks.of(dotted(steps[:-1])), hint)
    if absent:
        steps = steps[:-1]
    message, hint = _message(error, steps)
    message = message.replace(", not None.", ", but nothing stands here.")
    return Problem(message, dotted(steps, shown=True), marks.of(dotted(steps)), hint)


def problems_from(errors: Iterable[ErrorDetails], data: Any, marks: Marks) -> list[Problem]:
    """One problem for each wrong value (the branches of a union give one together), in the order of the file."""
    found: dict[tuple[str, str], Problem] = {}
    errors = list(errors)
    misspelt = {
        (*place_of(error["loc"], data)[0][:-1], meant)
        for error in errors
        if error["type"] == "extra_forbidden" and (meant := _meant_key(place_of(error["loc"], data)[0]))
    }
    for error in errors:
        if error["type"] == "missing" and place_of(error["loc"], data)[0] in misspelt:
            continue  # said already: the key is there, under a wrong name
        problem = _one(error, data, marks)
        found.setdefault((problem.path, str(problem)), problem)
    return list(found.values())
