"""What really happened, laid beside a brief that is finished: a word and a sentence for each claim whose end is known.

Plain values come in from whoever may read them; nothing here reads a file, and no number of the brief changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandtable.views.rows import spoken

__all__ = ["Happened", "spelt_out", "with_hindsight"]

SAME = "as for "
"""How an entry says that the words of another hold for it too."""

WORDS = {True: "happened", False: "did not happen", None: "not settled"}
TEXTS = {True: "In fact it happened.", False: "In fact it did not happen.", None: "Whether it happened is not settled."}
NOTE = (
    "What really happened was laid beside the finished numbers at the reader\u2019s wish. It played no part in the "
    "run, and whoever reads it here reads the brief with hindsight."
)


@dataclass(frozen=True, slots=True)
class Happened:
    """How one claim ended: None for not settled. `why` says what decided it, or why nothing does."""

    came_true: bool | None
    why: str
    source: str = ""
    checked: bool = True


def with_hindsight(
    payload: Mapping[str, Any], happened: Mapping[str, Happened], known: int, scores: tuple[float, float]
) -> dict[str, Any]:
    """The payload with `outcome` in each claim's row (null where nothing is known), and what that means in `method`.

    `known` claims have been scored; `scores` are their mean Brier and log score.
    """
    rows = [
        row | {"outcome": _outcome(happened[row["id"]]) if row["id"] in happened else None} for row in payload["claims"]
    ]
    brier, log = scores
    score = (
        f"Over the {known} claims with a number and a known end, the mean Brier score is {brier:.3f} and the mean log "
        f"score {log:.3f} (both: 0 is perfect; saying 50 % each time gives 0.250 and 0.693)."
    )
    return {**payload, "claims": rows, "method": [*payload["method"], NOTE, *([score] if known else [])]}


def spelt_out(words: str, entries: Mapping[str, str]) -> str:
    """The words of the entry that these point to ("as for ramadi"), if they do: a reader knows no names of entries."""
    return entries.get(words.removeprefix(SAME), words) if words.startswith(SAME) else words


def _outcome(one: Happened) -> dict[str, Any]:
    doubt = "" if one.checked else " This is from memory and was not checked."
    source = f" Source: {spoken(one.source)}" if one.source else ""
    return {"word": WORDS[one.came_true], "text": f"{TEXTS[one.came_true]} {spoken(one.why)}{source}{doubt}"}
