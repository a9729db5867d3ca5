"""Fills the reference pages from the code: fields of a scenario, parameters, kinds of event, tables of an export.

A hook of mkdocs. A page asks for a table with a comment such as `<!-- scenario fields -->`.
"""

from __future__ import annotations

import inspect
import re
import types
import typing
from collections.abc import Callable, Iterable
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

WISH = re.compile(r"^<!-- ([a-z ]+) -->$", re.MULTILINE)


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table in Markdown; pipes in cells are escaped."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def models_in(annotation: Any) -> list[type[BaseModel]]:
    """The models that occur in a type, in order."""
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in typing.get_args(annotation) for model in models_in(part)]


def words_of(annotation: Any) -> str:
    """A type in words that an analyst knows."""
    origin, parts = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return words_of(parts[0])
    if origin is typing.Literal:
        return " or ".join(f"`{part}`" for part in parts)
    if origin in (types.UnionType, typing.Union):
        return " or ".join(dict.fromkeys(words_of(part) for part in parts if part is not type(None)))
    if origin is dict:
        return f"mapping from id to {words_of(parts[1])}"
    if origin is tuple:
        if len(parts) == 2 and parts[1] is Ellipsis:
            return f"list of {words_of(parts[0])}"
        return f"[{', '.join(words_of(part) for part in parts)}]"
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    names = {"str": "text", "float": "number", "int": "whole number", "bool": "true or false", "object": "anything"}
    return names.get(getattr(annotation, "__name__", ""), getattr(annotation, "__name__", str(annotation)))


def default_of(field: FieldInfo) -> str:
    """What is taken when a field is left out."""
    if field.is_required():
        return "**required**"
    value = field.get_default(call_default_factory=True) if field.default_factory else field.default
    if value is None or value is PydanticUndefined or value in ({}, ()) or isinstance(value, BaseModel):
        return ""
    return f"`{value}`"


def fields_of(model: type[BaseModel]) -> str:
    """One model as a heading, its own sentence, and a table of its fields."""
    rows = [
        (f"`{name}`", words_of(field.annotation), default_of(field), field.description or "")
        for name, field in model.model_fields.items()
    ]
    return f"## {model.__name__}\n\n{inspect.getdoc(model)}\n\n" + table(("field", "type", "default", "meaning"), rows)


def scenario_fields() -> str:
    """Every model of the scenario, from the whole to its parts."""
    from sandtable.scenario.schema import Scenario

    found: list[type[BaseModel]] = [Scenario]
    for model in found:
        for field in model.model_fields.values():
            found += [inner for inner in models_in(field.annotation) if inner not in found]
    return "\n\n".join(fields_of(model) for model in found)


def mechanism_parameters() -> str:
    """Every mechanism of the catalogue, in its order in the day, with its parameters."""
    from sandtable.mechanisms.catalogue import MECHANISMS

    head = ("parameter", "unit", "10 %", "50 %", "90 %", "meaning", "basis", "data until")
    parts = []
    for mechanism in MECHANISMS:
        rows = []
        for row in (parameter.as_row() for parameter in mechanism.parameters):
            numbers = (f"{row[key]:.3g}" for key in ("low", "usual", "high"))
            rows.append((f"`{row['name']}`", row["unit"], *numbers, row["meaning"], row["basis"], row["data_until"]))
        body = table(head, rows) if rows else "No parameters."
        parts.append(f"## {mechanism.name}\n\n{mechanism.about}\n\n{body}")
    return "\n\n".join(parts)


def couplings() -> str:
    """Every coupling between parts of the model, and what no longer happens when it is switched off."""
    from sandtable.couplings import COUPLINGS

    head = ("coupling", "from", "to", "what `off` means")
    return table(head, [(f"`{one.name}`", one.source, one.target, one.off) for one in COUPLINGS])


def event_kinds() -> str:
    """The numbers in the columns `kind` and `cause`."""
    from sandtable.ensemble.kinds import CAUSE_WORDS, KIND_WORDS

    kinds = table(("`kind`", "what happened"), [(str(number), word) for number, word in KIND_WORDS.items()])
    causes = table(("`cause`", "how"), [(str(number), word) for number, word in CAUSE_WORDS.items()])
    return f"{kinds}\n\nFor an assault that begins, `cause` is the number of the formation. Otherwise:\n\n{causes}"


def hedge_tables() -> str:
    """Every word of likelihood with its band in per cent, table by table, in the order of the file."""
    from sandtable.evidence.hedges import TABLES as NAMES
    from sandtable.evidence.hedges import band, words_of

    rows = []
    for name in NAMES:
        for word in words_of(name):
            low, high = band(word, name) or (0.0, 0.0)
            rows.append((f"`{name}`", word, f"{100 * low:g}", f"{100 * high:g}"))
    return table(("table", "word", "from %", "to %"), rows)


def export_formats() -> str:
    """Every format of an export: its name, its file, what it holds, and the extra that it needs."""
    from sandtable.views.exports.catalogue import FORMATS

    rows = [
        (f"`{one.name}`", one.title, f"`{one.suffix}`" if one.suffix else "a folder", one.holds, one.extra)
        for one in FORMATS.values()
    ]
    return table(("`--format`", "format", "ending", "what it holds", "extra"), rows)


def export_tables() -> str:
    """Every tidy table of an export with its columns."""
    from sandtable.views.exports.futures import LONG
    from sandtable.views.exports.tables import SUMMARY

    head = ("column", "type", "meaning")
    parts = []
    for name, (title, columns) in SUMMARY.items():
        rows = [(f"`{column}`", str(kind), meaning) for column, kind, meaning in columns]
        parts.append(f"## {name}\n\n{title}.\n\n{table(head, rows)}")
    for name, (title, first, more) in LONG.items():
        rest = [("…", "one each", more)] if more else []
        rows = [*((f"`{one.name}`", str(one.kind), one.meaning) for one in first), *rest]
        parts.append(f"## {name}\n\n{title}.\n\n{table(head, rows)}")
    return "\n\n".join(parts)


TABLES: dict[str, Callable[[], str]] = {
    "scenario fields": scenario_fields,
    "mechanism parameters": mechanism_parameters,
    "couplings": couplings,
    "event kinds": event_kinds,
    "hedge tables": hedge_tables,
    "export formats": export_formats,
    "export tables": export_tables,
}


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put the tables where a page asks for them; KeyError for one that there is not."""
    return WISH.sub(lambda wish: TABLES[wish[1]](), markdown)
