"""The claims of a scenario before any run: id, the claim in plain English, how it is asked, and when it is due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sandtable.claims.question import Question, as_questions
from sandtable.scenario.schema import Scenario
from sandtable.views.figures import names_of, readable
from sandtable.views.plain import plain

__all__ = ["list_rows"]


def list_rows(
    scenario: Scenario, dated: Sequence[tuple[str, str | None]], asked: Mapping[str, str | Question]
) -> list[dict[str, Any]]:
    """One row a claim: `id`, `claim`, `english`, `given`, `than`, `undecided` and `due` (ISO date or null)."""
    names, questions = names_of(scenario), as_questions(asked)
    return [
        {
            "id": key,
            "claim": plain(questions[key].claim),
            "english": readable(questions[key].claim, names),
            "given": readable(given, names) if (given := questions[key].given) else None,
            "than": questions[key].than,
            "undecided": questions[key].undecided,
            "due": date,
        }
        for key, date in dated
    ]
