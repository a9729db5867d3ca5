"""Claims as JSON, for programs and pages: checked on the way in, and always sayable in the language."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter, ValidationError

from sandtable.claims.ast import Claim
from sandtable.claims.nodes import Node
from sandtable.claims.parse import ClaimError, parse
from sandtable.claims.print import text
from sandtable.errors import InvalidInput, Problem

__all__ = ["MAX_JSON_DEPTH", "MAX_JSON_LENGTH", "as_json", "from_json", "json_schema"]

MAX_JSON_DEPTH = 60
"""Deepest nesting of objects and lists that is read."""
MAX_JSON_LENGTH = 100_000
"""Longest JSON text that is read, in characters."""

_CLAIM: TypeAdapter[Node] = TypeAdapter(Claim)


def as_json(claim: Node) -> dict[str, Any]:
    """The claim as plain JSON values."""
    values: dict[str, Any] = _CLAIM.dump_python(claim, mode="json")
    return values


def json_schema() -> dict[str, Any]:
    """The JSON schema of a claim."""
    return _CLAIM.json_schema()


def from_json(source: str | bytes | dict[str, Any]) -> Claim:
    """The claim that JSON text or JSON values state; InvalidInput says where they state none (path: keys in dots).

    What the language cannot say (a name that is one of its words, nesting that is too deep) is refused as well.
    """
    values = _loaded(source) if isinstance(source, str | bytes) else source
    if _depth(values) > MAX_JSON_DEPTH:
        raise _refused(f"objects and lists may be nested {MAX_JSON_DEPTH} deep: split the claim")
    try:
        claim: Any = _CLAIM.validate_python(values)
    except ValidationError as wrong:
        raise InvalidInput(
            Problem(str(one["msg"]).removeprefix("Value error, "), path=".".join(str(key) for key in one["loc"]))
            for one in wrong.errors()
        ) from None
    try:
        same = parse(text(claim)) == claim
    except ClaimError as reason:
        raise _refused(f"the language cannot say it: {reason}") from None
    if not same:
        raise _refused("the language would read it otherwise: a name is one of its words, or a list has one entry")
    read: Claim = claim
    return read


def _refused(message: str) -> InvalidInput:
    return InvalidInput([Problem(message)])


def _loaded(source: str | bytes) -> Any:
    if len(source) > MAX_JSON_LENGTH:
        raise _refused(f"a claim in JSON may have {MAX_JSON_LENGTH:,} characters, this has {len(source):,}")
    try:
        return json.loads(source)
    except (ValueError, RecursionError) as reason:
        raise _refused(f"is not JSON ({reason})") from None


def _depth(values: Any) -> int:
    """How deep objects and lists are nested; stops counting past the most that is read."""
    level, depth = [values], 0
    while level and depth <= MAX_JSON_DEPTH:
        level = [
            inner
            for item in level
            if isinstance(item, dict | list)
            for inner in (item.values() if isinstance(item, dict) else item)
        ]
        depth += 1
    return depth
