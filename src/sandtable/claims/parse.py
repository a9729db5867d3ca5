"""Reads a claim: text in the claim language -> the claim as data, or what is wrong with it and where."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib.resources import files
from typing import Any

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedToken
from pydantic import ValidationError

from sandtable.claims.ast import (
    IT,
    ChangesHands,
    Claim,
    CutOff,
    EachOf,
    Falls,
    Held,
    IsHeld,
    Mean,
    Measure,
    MeasureOn,
    Number,
    Total,
    UnderAssault,
)
from sandtable.claims.catalogue import BY_OP
from sandtable.claims.expected import complaint
from sandtable.claims.words import whole
from sandtable.errors import InvalidInput, Problem

__all__ = ["MAX_DEPTH", "MAX_LENGTH", "ClaimError", "parse", "words_of_the_language"]

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


@cache
def words_of_the_language() -> frozenset[str]:
    """Every word that the language keeps for itself: none of them can be a name."""
    return frozenset({IT, *(one.pattern.value for one in _grammar().terminals if one.pattern.value.isalpha())})


class _ActorOr:
    """Tells `or` between two actors from `or` between two claims by the words that follow: a claim has a verb."""

    always_accept = ("STRANGE",)
    verbs = frozenset({"FALLS", "IS", "HAPPENS", "CHANGES", "REACHES", "ENDS", "WINS"})

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        """The same tokens, with `or` between actors renamed."""
        tokens = list(stream)
        types = [token.type for token in tokens] + ["", ""]
        counting = False  # between `] held by` and `is`: there an `or` can only join actors
        for at, token in enumerate(tokens):
            counting = types[at - 1 : at + 1] == ["RSQB", "HELD"] or (counting and token.type != "IS")
            in_actors = at >= 2 and types[at - 1] == "NAME" and types[at - 2] in {"TO", "BY", "_ACTOR_OR"}
            goes_on = types[at + 1] == "NAME" and (counting or types[at + 2] not in self.verbs)
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


_WORDS = {
    "it": IT,
    "how_by_assault": "by assault",
    "how_without_assault": "without assault",
    "side_of": "of",
    "side_after": "after",
    "above": "above",
    "below": "below",
    "at_least": "at least",
    "at_most": "at most",
    "exactly": "exactly",
    "fewer_than": "fewer than",
    "more_than": "more than",
    **{stage: stage for stage in ("cooperation", "tension", "crisis", "clash")},
}
"""Grammar rules that stand for words which a node holds as they are."""


def _number(figure: str) -> Number:
    """A number; four digits may have been read as a year, and a quarter is none."""
    if "-" in figure[1:]:
        raise ValueError(f"{figure} is a period, and a number is needed here")
    return Number(value=float(figure))


def _fallen(how: Any) -> Callable[..., Falls]:
    return lambda falls: Falls(place=falls.place, to=falls.to, how=how)


_PARTS: dict[str, Callable[..., Any]] = {
    "start": lambda claim: claim,
    "falls_by_assault": _fallen("by assault"),
    "falls_without_assault": _fallen("without assault"),
    "then_falls": lambda place, to=(): Falls(place=place, to=to),
    "then_by_assault": _fallen("by assault"),
    "then_without_assault": _fallen("without assault"),
    "then_changes": lambda place: ChangesHands(place=place),
    "then_is_held": lambda election: IsHeld(election=election),
    "then_held": lambda place, *rest: Held(place=place, by=rest[-1], negated=len(rest) > 1),
    "then_cut_off": lambda place, *negated: CutOff(place=place, negated=bool(negated)),
    "then_under_assault": lambda place, *negated: UnderAssault(place=place, negated=bool(negated)),
    "actors": lambda *names: names,
    "places": lambda *names: names,
    "negated": lambda: True,
    "opened": lambda: False,
    "closed": lambda: True,
    "the_end": lambda: None,
    "days": whole,
    "weeks": lambda number: 7 * whole(number),
    "measure": lambda name: Measure(name=name),
    "measure_on": lambda name, date: MeasureOn(name=name, date=date),
    "mean": lambda name, period: Mean(name=name, period=period),
    "total": lambda name, period: Total(name=name, period=period),
    "number": _number,
    **{rule: partial(str, words) for rule, words in _WORDS.items()},
}
"""Grammar rules that are no operator: they gather parts."""


def _node(tree: Tree[Token]) -> Any:
    if tree.data == "clause":
        return _clause(tree)
    children: list[Any] = tree.children  # None where an optional part is absent
    parts = [_node(part) if isinstance(part, Tree) else _value(part) for part in children if part is not None]
    build = _PARTS.get(tree.data) or BY_OP[tree.data].build
    try:
        return build(*parts)
    except ValueError as wrong:
        raise ClaimError(_reason(wrong), tree.meta.start_pos + 1) from None


def _clause(tree: Tree[Token]) -> Any:
    """A clause; one that begins with a list of places becomes a claim about `it`, for each or some of the list."""
    lists = list(tree.find_pred(lambda part: part.data in ("each_of", "some_of")))
    inner = _inner(tree)
    if not lists:
        return _node(inner)
    which, places = lists[0].data.removesuffix("_of"), _node(_inner(lists[0]))
    lists[0].data, lists[0].children = "it", []
    claim = _node(inner)
    try:
        return EachOf(which=which, places=places, claim=claim)
    except ValidationError as wrong:
        raise ClaimError(_reason(wrong), tree.meta.start_pos + 1) from None


def _inner(tree: Tree[Token]) -> Tree[Token]:
    """The one part of a rule that has one."""
    (inner,) = tree.children
    assert isinstance(inner, Tree)
    return inner


def _value(token: Token) -> object:
    if token.type != "DATE":
        return str(token)
    try:
        return datetime.date.fromisoformat(token)
    except ValueError:
        raise ClaimError(f"{str(token)!r} is not a day of the calendar", _column(token)) from None


def _reason(wrong: ValueError) -> str:
    """The first complaint of a model, in its own words where it has some."""
    if not isinstance(wrong, ValidationError):
        return str(wrong)
    first = wrong.errors()[0]
    cause = first.get("ctx", {}).get("error")
    return str(cause) if cause else str(first["msg"])
