"""The author's words behind a claim: the quote, and the sentence around it where the text is at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sandtable.evidence.cites import Document
from sandtable.scenario.schema import Scenario
from sandtable.views.plain import plain

__all__ = ["with_evidence"]


def with_evidence(payload: dict[str, Any], scenario: Scenario, documents: Mapping[str, Document]) -> dict[str, Any]:
    """The payload whose claims show their author's words.

    `documents`: texts at hand, by source. A sentence is shown only where its text is at hand and holds the words once.
    """
    rows = [row | {"evidence": _evidence(row["id"], scenario, documents)} for row in payload["claims"]]
    return payload | {"claims": rows}


def _evidence(claim: str, scenario: Scenario, documents: Mapping[str, Document]) -> list[dict[str, Any]] | None:
    statement = scenario.statements.get(claim)
    if statement is None or statement.says is None:
        return None
    words = statement.says.cite
    for name, document in documents.items():
        spans = document.matches(words).spans
        if len(spans) == 1:
            start, end = document.sentence(spans[0])
            quote = document.original[slice(*spans[0])]
            number = 1 + sum(last <= start for _, last in document.sentences)
            return [
                {
                    "sentence": plain(document.original[start:end]),
                    "quote": plain(quote),
                    "source": _title(scenario, name),
                    "where": f"sentence {number} of {len(document.sentences)}",
                }
            ]
    return [
        {"sentence": None, "quote": plain(words), "source": _sources(scenario, list(scenario.sources)), "where": ""}
    ]


def _title(scenario: Scenario, source: str) -> str:
    entry = scenario.sources[source]
    return plain(", ".join(part for part in (entry.title, entry.publisher, entry.date) if part))


def _sources(scenario: Scenario, names: Sequence[str]) -> str:
    """The source, where there is but one."""
    return _title(scenario, names[0]) if len(names) == 1 else ""
