"""What is asked about a claim: under which condition, against which other claim, and what an open future counts as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sandtable.claims.names import read_claims
from sandtable.claims.nodes import Node
from sandtable.claims.scope import Scope
from sandtable.errors import Problem, did_you_mean

__all__ = ["Asked", "Question", "Undecided", "as_questions", "check_questions", "read_questions"]

Undecided = Literal["report", "false", "true"]
"""What an undecided future counts as: neither (reported beside the probability), false, or true."""


@dataclass(frozen=True, slots=True)
class Question:
    """A claim in the language and how it is asked.

    `given`: only futures in which this other claim is surely true are looked at. `than`: the id of a claim that this
    one is said to be more likely than. `undecided`: what a future that is open at the end counts as.
    """

    claim: str
    given: str | None = None
    than: str | None = None
    undecided: Undecided = "report"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question whose claims have been read."""

    question: Question
    claim: Node
    given: Node | None


def as_questions(claims: Mapping[str, str | Question]) -> dict[str, Question]:
    """The same with a plain question for each bare line of the language."""
    return {key: Question(one) if isinstance(one, str) else one for key, one in claims.items()}


def read_questions(claims: Mapping[str, str | Question], scope: Scope) -> tuple[dict[str, Asked], list[Problem]]:
    """Every question that can be read, by its id, and every problem of all of them.

    A problem's path is the id of the question, with `.given` or `.than` where it is about those.
    """
    questions = as_questions(claims)
    read, problems = read_claims({key: one.claim for key, one in questions.items()}, scope)
    conditions = {f"{key}.given": one.given for key, one in questions.items() if one.given is not None}
    given, wrong = read_claims(conditions, scope)
    problems += wrong
    for key, one in questions.items():
        if one.than is not None and (one.than not in questions or one.than == key):
            message = "is this claim itself." if one.than == key else f"there is no claim {one.than!r}."
            hint = did_you_mean(one.than, [name for name in questions if name != key])
            problems.append(Problem(message, path=f"{key}.than", hint=hint))
    asked = {key: Asked(questions[key], claim, given.get(f"{key}.given")) for key, claim in read.items()}
    return asked, problems


def check_questions(claims: Mapping[str, str | Question], scope: Scope) -> list[Problem]:
    """Every problem of some questions."""
    return read_questions(claims, scope)[1]
