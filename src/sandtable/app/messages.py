"""What is said between page and server: JSON read with care, and every refusal as problems in words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from starlette.responses import Response

from sandtable.errors import InvalidInput, Problem, did_you_mean

__all__ = ["answer", "fields_of", "parse", "refusal"]


def answer(value: Any, status: int = 200) -> Response:
    """A value as a JSON answer."""
    body = json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    return Response(body, status, media_type="application/json")


def refusal(wrong: InvalidInput, status: int = 400) -> Response:
    """What is wrong with a request: every problem as a line of text, at its path."""
    return answer({"problems": [str(problem) for problem in wrong.problems]}, status)


def _no(message: str, path: str = "", hint: str = "") -> NoReturn:
    raise InvalidInput([Problem(message, path=path, hint=hint)])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, _ in pairs if [name for name, _ in pairs].count(key) > 1)
        _no("is written twice.", path=twice[:80])
    return found


def _number(word: str) -> NoReturn:
    _no(f"{word} is no number that can be read.")


def parse(raw: bytes, content_type: str) -> dict[str, Any]:
    """The object that a request's body holds; InvalidInput for anything else."""
    if content_type.partition(";")[0].strip().lower() != "application/json":
        _no("must be JSON, and say so.", path="content-type", hint="Send `content-type: application/json`.")
    try:
        value = json.loads(raw.decode("utf-8"), object_pairs_hook=_once, parse_constant=_number)
    except (ValueError, RecursionError) as reason:
        where = f" (line {reason.lineno}, column {reason.colno})" if isinstance(reason, json.JSONDecodeError) else ""
        _no(f"the body is not JSON that can be read{where}.")
    if not isinstance(value, dict):
        _no('the body must be an object, such as {"edits": {}, "futures": 200}.')
    return value


def fields_of(value: Mapping[str, Any], known: Mapping[str, type | tuple[type, ...]], needed: Iterable[str]) -> None:
    """Check the keys of an object and the kinds of their values; InvalidInput names all that is wrong."""
    problems = [
        Problem(
            "is no key of this request.", path=key[:80], hint=did_you_mean(key, known) or f"It has: {', '.join(known)}."
        )
        for key in value
        if key not in known
    ]
    problems += [Problem("is missing.", path=key) for key in needed if key not in value]
    for key, kinds in known.items():
        one = value.get(key)
        wrong = not isinstance(one, kinds) or (isinstance(one, bool) and kinds is int)
        if key in value and wrong:
            words = {dict: "an object", str: "a text", int: "a whole number"}
            problems.append(Problem(f"must be {words.get(kinds, 'of another kind')}.", path=key))  # type: ignore[arg-type]
    if problems:
        raise InvalidInput(problems)
