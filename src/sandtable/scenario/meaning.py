"""What a field of a scenario means: its words, type, unit, bounds and an example, by dotted path.

The words come from the models, units and examples from `fields.csv`; editors (`json_schema`), `explain --schema` and
the reference page show the same.
"""

from __future__ import annotations

import csv
import difflib
import importlib.resources
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import annotated_types
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from sandtable.errors import InvalidInput, Problem
from sandtable.scenario.schema import Range, Scenario

__all__ = ["Meaning", "all_paths", "meaning_of", "models_of", "note_of", "words_of"]

_NAMES = {"str": "text", "float": "number", "int": "whole number", "bool": "true or false", "date": "date"}
_RANGE = "number, [low, high] or [low, usual, high]"


@dataclass(frozen=True, slots=True)
class Meaning:
    """A field as a writer sees it; `allowed` are the words or bounds, `keys` the fields below it."""

    path: str
    words: str
    kind: str
    unit: str
    example: str
    default: str
    allowed: tuple[str, ...]
    required: bool
    keys: tuple[str, ...]


@cache
def _notes() -> dict[str, tuple[str, str]]:
    """Unit and example by model and field (`Route.km`)."""
    text = (importlib.resources.files("sandtable.scenario") / "fields.csv").read_text(encoding="utf-8")
    return {row["field"]: (row["unit"], row["example"]) for row in csv.DictReader(text.splitlines())}


def note_of(model: type[BaseModel], field: str) -> tuple[str, str]:
    """Unit and example of a model's field, its own or that of the model it is built on; empty texts when none."""
    names = (f"{one.__name__}.{field}" for one in model.__mro__)
    return next((_notes()[name] for name in names if name in _notes()), ("", ""))


def models_in(kind: Any) -> list[type[BaseModel]]:
    """The models that occur in a type, in order."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return [kind]
    return [model for part in typing.get_args(kind) for model in models_in(part)]


def words_of(kind: Any) -> str:
    """A type in words that an analyst knows."""
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:
        return words_of(parts[0])
    if kind == typing.get_args(Range)[0]:
        return _RANGE
    if origin is typing.Literal:
        return "one of " + ", ".join(str(part) for part in parts) if len(parts) > 1 else str(parts[0])
    if origin in (types.UnionType, typing.Union):
        return " or ".join(dict.fromkeys(words_of(part) for part in parts if part is not type(None)))
    if origin is dict:
        return f"mapping from id to {words_of(parts[1])}"
    if origin is tuple:
        if parts[-1] is Ellipsis:
            return f"list of {words_of(parts[0])}"
        return f"[{', '.join(words_of(part) for part in parts)}]"
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return f"entry ({', '.join(kind.model_fields)})"
    return _NAMES.get(getattr(kind, "__name__", ""), "anything")


def _parts(kind: Any) -> Iterator[Any]:
    """A type, its metadata and all that it is made of."""
    yield kind
    for part in typing.get_args(kind):
        yield from _parts(part)


def _flat(found: Any) -> Iterator[Any]:
    """The bounds of one piece of metadata; those inside a nested Field too."""
    if isinstance(found, FieldInfo):
        yield from found.metadata
    else:
        yield found


_BOUNDS = {
    annotated_types.Ge: ("ge", "at least {}"),
    annotated_types.Gt: ("gt", "more than {}"),
    annotated_types.Le: ("le", "at most {}"),
    annotated_types.Lt: ("lt", "less than {}"),
}


def _allowed(field: FieldInfo) -> tuple[str, ...]:
    """Words that may stand, or bounds of a number."""
    kinds = [kind for kind in _parts(field.annotation) if not models_in(kind) or kind is field.annotation]
    literals = [
        str(word) for kind in kinds if typing.get_origin(kind) is typing.Literal for word in typing.get_args(kind)
    ]
    if literals:
        return tuple(literals)
    if models_in(field.annotation):
        return ()
    found = [one for piece in (*field.metadata, *kinds) for one in _flat(piece)]
    bounds = [_BOUNDS[type(one)] + (one,) for one in found if type(one) in _BOUNDS]
    said = tuple(dict.fromkeys(words.format(f"{getattr(one, name):g}") for name, words, one in bounds))
    return said if len(said) <= 2 else ()  # those of a pair are told with its unit


def _default(field: FieldInfo) -> str:
    value = field.get_default(call_default_factory=True)
    if value is None or value is PydanticUndefined or value in ({}, ()) or isinstance(value, BaseModel):
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _describe(path: str, model: type[BaseModel], name: str) -> Meaning:
    field = model.model_fields[name]
    unit, example = note_of(model, name)
    below = models_in(field.annotation)
    return Meaning(
        path=path,
        words=field.description or "",
        kind=words_of(field.annotation),
        unit=unit,
        example=example,
        default=_default(field),
        allowed=_allowed(field),
        required=field.is_required(),
        keys=tuple(key for one in below for key in one.model_fields),
    )


def _walk(model: type[BaseModel], above: str = "") -> Iterator[tuple[str, type[BaseModel], str]]:
    for name, field in model.model_fields.items():
        path = f"{above}.{name}" if above else name
        yield path, model, name
        for below in models_in(field.annotation):
            yield from _walk(below, path)


@cache
def _all() -> dict[str, tuple[type[BaseModel], str]]:
    return {path: (model, name) for path, model, name in _walk(Scenario)}


def models_of() -> dict[str, type[BaseModel]]:
    """Every model that a scenario is made of, by name."""
    return {model.__name__: model for model, _ in _all().values()}


def all_paths() -> tuple[str, ...]:
    """Every field by its dotted path, ids of entries left out (`routes.km`), in the order of the models."""
    return tuple(_all())


def _known_path(words: str) -> str:
    """The path without ids of entries and numbers of list items: `routes.ana-rawa.km` is `routes.km`."""
    path = ""
    for number, part in enumerate(parts := words.strip().split(".")):
        longer = f"{path}.{part}" if path else part
        is_id = path in _all() and number + 1 < len(parts) and longer not in _all()
        path = path if is_id or part.isdecimal() else longer
    return path


def meaning_of(words: str) -> Meaning:
    """The field that a dotted path names, with or without ids (`routes.km`, `routes.ana-rawa.km`).

    Raises InvalidInput with the likely meant path when there is no such field.
    """
    path = _known_path(words[:200])
    if path in _all():
        return _describe(path, *_all()[path])
    raise InvalidInput([Problem(f"there is no field {words[:60]!r} in a scenario.", hint=_hint(path))])


def _hint(path: str) -> str:
    above, _, last = path.rpartition(".")
    if above in _all():
        below = [known.removeprefix(f"{above}.") for known in _all() if known.rpartition(".")[0] == above]
        near = difflib.get_close_matches(last, below, n=1, cutoff=0.6)
        return f"Did you mean '{above}.{near[0]}'?" if near else f"Known there: {', '.join(below) or 'nothing'}."
    same = [known for known in _all() if known.rpartition(".")[2] == last]
    among = list(_all()) if above else list(Scenario.model_fields)
    near = same or difflib.get_close_matches(path, among, n=1, cutoff=0.6)
    if not near:
        lasts = {known.rpartition(".")[2]: known for known in reversed(list(_all()))}
        near = [lasts[word] for word in difflib.get_close_matches(last, list(lasts), n=3, cutoff=0.7)]
    if near:
        return "Did you mean " + " or ".join(repr(known) for known in near[:4]) + "?"
    return f"Sections are: {', '.join(Scenario.model_fields)}."
