"""Reads a claim: text in the claim language -> the claim as data, or what is wrong with it and where."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedToken
from pydantic import ValidationError

from sandtable.claims.ast import Claim, Falls
from sandtable.claims.catalogue import BY_OP
from sandtable.claims.expected import complaint
from sandtable.errors import InvalidInput, Problem

__all__ = ["MAX_DEPTH", "MAX_LENGTH", "ClaimError", "parse"]

MAX_LENGTH = 4_000
"""Longest claim that is read, in characters."""
MAX_DEPTH = 20
"""Deepest nesting of brackets that is read."""


class ClaimError(InvalidInput):
    """A text that is not a claim; `column` (from 1) says where, and the message which words are allowed there."""

    def __init__(self, message: str, column: int) -> None:
        self.column = column
        super().__init__([Problem(f"column {column}: {message}")])


def parse(text: str) -> Claim:
    """The claim that a text states; ClaimError when it states none."""
    _guard(text)
    claim: Claim = _node(_tree(text))
    return claim


def _guard(text: str) -> None:
    """Refuse what is too long or too deep before anything recursive looks at it."""
    if len(text) > MAX_LENGTH:
        raise ClaimError(f"a claim may have {MAX_LENGTH} characters, this has {len(text)}: split it", MAX_LENGTH + 1)
    depth = 0
    for column, letter in enumerate(text, start=1):
        depth += (letter in "([") - (letter in ")]")
        if depth > MAX_DEPTH:
            raise ClaimError(f"brackets may be nested {MAX_DEPTH} deep, these go deeper: split the claim", column)


class _ActorOr:
    """Tells `or` between two actors from `or` between two claims: a claim goes on with `falls`, `is` or `happens`."""

    always_accept = ("STRANGE",)

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        """The same tokens, with `or` between actors renamed."""
        tokens = list(stream)
        types = [token.type for token in tokens] + ["", ""]
        for at, token in enumerate(tokens):
            in_actors = at >= 2 and types[at - 1] == "NAME" and types[at - 2] in {"TO", "BY", "_ACTOR_OR"}
            goes_on = types[at + 1] == "NAME" and types[at + 2] not in {"FALLS", "IS", "HAPPENS"}
            if token.type == "OR" and in_actors and goes_on:
                types[at] = "_ACTOR_OR"
            yield token.update(type=types[at])


@cache
def _grammar() -> Lark:
    source = files("sandtable.claims").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(source, parser="lalr", lexer="basic", propagate_positions=True, postlex=_ActorOr())


def _tree(text: str) -> Tree[Token]:
    tokens = list(_grammar().lex(text))
    parser = _grammar().parse_interactive("")
    for at, token in enumerate(tokens):
        try:
            parser.feed_token(token)
        except UnexpectedToken:
            raise ClaimError(complaint(token, _allowed(tokens[:at]), tokens[:at]), _column(token)) from None
    try:
        tree: Tree[Token] = parser.feed_eof()  # type: ignore[no-untyped-call]
    except UnexpectedToken:
        raise ClaimError(complaint(None, _allowed(tokens), tokens), len(text.rstrip()) + 1) from None
    return tree


def _allowed(tokens: list[Token]) -> set[str]:
    """The tokens that may follow some tokens: asked of a fresh parser, since a failing one has already moved on."""
    parser = _grammar().parse_interactive("")
    for token in tokens:
        parser.feed_token(token)
    return set(parser.accepts())  # type: ignore[no-untyped-call]


def _column(token: Token) -> int:
    return (token.start_pos or 0) + 1


_PARTS: dict[str, Callable[..., Any]] = {
    "start": lambda claim: claim,
    "falls_by_assault": lambda falls: Falls(place=falls.place, to=falls.to, how="by assault"),
    "falls_without_assault": lambda falls: Falls(place=falls.place, to=falls.to, how="without assault"),
    "actors": lambda *names: names,
    "places": lambda *names: names,
    "held_not": lambda: True,
    "the_end": lambda: None,
    "how_by_assault": lambda: "by assault",
    "how_without_assault": lambda: "without assault",
}
"""Grammar rules that are no operator: they gather parts."""


def _node(tree: Tree[Token]) -> Any:
    children: list[Any] = tree.children  # None where an optional part is absent
    parts = [_node(part) if isinstance(part, Tree) else _value(part) for part in children if part is not None]
    build = _PARTS.get(tree.data) or BY_OP[tree.data].build
    try:
        return build(*parts)
    except ValidationError as wrong:
        raise ClaimError(_reason(wrong), tree.meta.start_pos + 1) from None


def _value(token: Token) -> object:
    if token.type != "DATE":
        return str(token)
    try:
        return datetime.date.fromisoformat(token)
    except ValueError:
        raise ClaimError(f"{str(token)!r} is not a day of the calendar", _column(token)) from None


def _reason(wrong: ValidationError) -> str:
    """The first complaint of a model, in its own words where it has some."""
    first = wrong.errors()[0]
    cause = first.get("ctx", {}).get("error")
    return str(cause) if cause else str(first["msg"])
