"""The bottom line: two to four sentences in plain words, computed from the verdict of the headline statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sandtable.views.rows import figure, spoken

__all__ = ["bottom_line", "headline_of"]


def headline_of(rows: Sequence[Mapping[str, Any]]) -> str | None:
    """The statement that a brief leads with: the first forecast to which the author gives a likelihood.

    Without one, the first forecast, and else the first claim; None when there is no claim at all.
    """
    forecasts = [row for row in rows if row["kind"] == "forecast"]
    banded = [row for row in forecasts if row["band"]]
    first = next(iter([*banded, *forecasts, *rows]), None)
    return None if first is None else str(first["id"])


def bottom_line(rows: Sequence[Mapping[str, Any]], headline: str | None) -> dict[str, Any]:
    """The lead of the brief: what was asked, the number and its word, and the sentences about them."""
    row = next((one for one in rows if one["id"] == headline), None)
    if row is None:
        return {"claim": None, "asked": None, "probability": None, "word": None, "sentences": [_nothing(rows)]}
    sentences = [_author(row), _finding(row), _doubt(row), row["hangs_on"]]
    return {
        "claim": row["id"],
        "asked": spoken(row["english"]),
        "probability": figure(row["probability"]["value"], row["probability"]["text"]),
        "word": row["word"],
        "sentences": [sentence for sentence in sentences if sentence],
    }


def _nothing(rows: Sequence[Mapping[str, Any]]) -> str:
    return "This run settles no statement." if not rows else "No statement leads this brief."


def _author(row: Mapping[str, Any]) -> str | None:
    if not row["cite"]:
        return None
    sentence = f"The author writes: \u201c{row['cite']}\u201d"
    if not row["band"]:
        return sentence + ", and gives no likelihood."
    reading = "We read that as" if row["reads_is_ours"] else "That stands for"
    return f"{sentence}. {reading} {row['band']['word']}, {row['band']['text']}."


def _finding(row: Mapping[str, Any]) -> str:
    """Likelihood: the word, the number, and how far simulation error reaches."""
    futures = row["counts"]["futures"]["text"]
    sentence = (
        f"We find {_as_found(str(row['word']))}: it comes true in {row['probability']['text']} of {futures} "
        f"simulated futures ({row['interval']['text']} with simulation error)"
    )
    if row["undecided"]["value"] > 0:
        sentence += f", with {row['undecided']['text']}"
    if row["against"]["place"]:
        sentence += f". {row['against']['text']}"
    return sentence if sentence.endswith(".") else sentence + "."


def _as_found(word: str) -> str:
    """A likelihood word as the object of a sentence."""
    if word.endswith("chance"):
        return f"{'' if word.startswith('almost') else 'a '}{word} of it"
    return f"it {word}"


def _doubt(row: Mapping[str, Any]) -> str:
    """Confidence, kept apart from likelihood: what other plausible assumptions would make of the number."""
    if not row["assumptions"]:
        return str(row["confidence"]["text"])
    return (
        f"If we knew which assumptions hold, the number would most likely lie within {row['assumptions']['text']}. "
        f"{row['confidence']['text']}"
    )
