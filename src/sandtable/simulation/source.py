"""Reading mechanisms as text: what a source file defines, what it takes from others, what it does to the records."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

__all__ = ["Source", "accesses", "functions_reached", "read_source"]

RECORDS = ("state", "world", "draw")


@dataclass(frozen=True)
class Source:
    """One source file as the engine sees it.

    `functions` are its top-level functions; `constants` its top-level numbers; `imported` maps a local name to
    (module, name) where it comes from another file.
    """

    name: str
    functions: dict[str, ast.FunctionDef]
    constants: dict[str, int | float]
    imported: dict[str, tuple[str, str]]


def read_source(module: ModuleType) -> Source:
    """The engine's view of a module."""
    tree = ast.parse(inspect.getsource(module))
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    constants: dict[str, int | float] = {}
    imported: dict[str, tuple[str, str]] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            value = getattr(module, node.targets[0].id)
            if type(value) in (int, float):
                constants[node.targets[0].id] = value
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                imported[alias.asname or alias.name] = (node.module, alias.name)
    return Source(module.__name__, functions, constants, imported)


def names_used(function: ast.FunctionDef) -> set[str]:
    """Names that the body of a function reads (annotations and docstring apart)."""
    return {node.id for statement in function.body for node in ast.walk(statement) if isinstance(node, ast.Name)}


def functions_reached(sources: dict[str, Source], module: str, name: str) -> dict[tuple[str, str], ast.FunctionDef]:
    """A function and every function of the given sources that it calls, directly or not."""
    found: dict[tuple[str, str], ast.FunctionDef] = {}
    waiting = [(module, name)]
    while waiting:
        here = waiting.pop()
        source = sources.get(here[0])
        if here in found or source is None or here[1] not in source.functions:
            continue
        found[here] = source.functions[here[1]]
        for used in sorted(names_used(found[here])):
            waiting.append(source.imported.get(used, (here[0], used)))
    return found


def _record_field(node: ast.AST) -> str | None:
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in RECORDS:
        return f"{node.value.id}.{node.attr}"
    return None


def _targets(node: ast.AST) -> Iterator[ast.AST]:
    """The places that a statement assigns to, subscripts and tuples opened."""
    raw: list[Any] = []
    if isinstance(node, ast.Assign):
        raw = list(node.targets)
    elif isinstance(node, ast.AugAssign | ast.AnnAssign):
        raw = [node.target]
    while raw:
        target = raw.pop()
        if isinstance(target, ast.Tuple | ast.List):
            raw.extend(target.elts)
        else:
            while isinstance(target, ast.Subscript):
                target = target.value
            yield target


def accesses(functions: dict[tuple[str, str], ast.FunctionDef]) -> tuple[frozenset[str], frozenset[str]]:
    """The record fields that functions read and write, as `state.holder`.

    A plain assignment to a whole field is a write and no read; anything else that mentions a field reads it too. An
    assignment to an element of a field does not count as a read of it.
    """
    reads: set[str] = set()
    writes: set[str] = set()
    for function in functions.values():
        stored: set[int] = set()
        for node in ast.walk(function):
            for target in _targets(node):
                if (field := _record_field(target)) is not None:
                    writes.add(field)
                    if not isinstance(node, ast.AugAssign):
                        stored.add(id(target))
        for node in ast.walk(function):
            if (field := _record_field(node)) is not None and id(node) not in stored:
                reads.add(field)
    return frozenset(reads), frozenset(writes)
