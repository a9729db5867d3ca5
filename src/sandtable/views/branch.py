"""A typical future and its branching day, shown: the dated story with a mark, and how the chance rose."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from rich.table import Table

from sandtable.assumptions.branching import Branching, Chance
from sandtable.assumptions.typical import Typical
from sandtable.ensemble.results import Manifest
from sandtable.views import numbers
from sandtable.views.plain import plain
from sandtable.views.story import Happening
from sandtable.views.tables import simple_table

__all__ = ["as_json", "branching_lines", "date_of", "is_marked", "opening", "rises", "story_table"]

MARK = "◀"
FLAT = 0.1
"""A rise of the chance smaller than this is no branching."""


def date_of(run: Manifest, day: float) -> datetime.date:
    """The date of a moment in days since the run began."""
    return run.as_of + datetime.timedelta(days=int(day))


def opening(english: str, future: Typical, outcome: bool) -> str:
    """Which future is told."""
    word = "true" if outcome else "false"
    among = f"{numbers.count(future.like_it)} of {numbers.count(future.futures)} futures in which it is {word}"
    return plain(
        f"{english}: {word} in this future, the one nearest to the middle of the {among} (draw {future.draw})."
    )


def story_table(rows: Sequence[Happening], run: Manifest, found: Branching | None, everything: bool = False) -> Table:
    """The story: a date and a sentence a row, with a mark at what happened when the chance rose most."""
    table = simple_table(
        ("Date", {"no_wrap": True, "min_width": 11}), ("What happened", {"ratio": 1}), ("", {"width": 1})
    )
    for row in rows:
        marked = is_marked(row, run, found)
        if row.told or everything or marked:
            table.add_row(numbers.date(date_of(run, row.day)), plain(row.text), MARK if marked else "")
    return table


def rises(found: Branching) -> bool:
    """Whether the chance rose by so much that one may speak of a branching day."""
    return found.after.share - found.before.share >= FLAT


def is_marked(row: Happening, run: Manifest, found: Branching | None) -> bool:
    """Whether an event is among those at which the chance rose most."""
    if found is None or found.quiet or not rises(found):
        return False
    return found.step <= int(row.day * run.steps_per_day) < found.until


def branching_lines(found: Branching | None, run: Manifest, outcome: bool, mark: str | None = MARK) -> list[str]:
    """How the chance of this outcome rose, in sentences; `mark` is what stands beside the events in question."""
    if found is None:
        return ["Nothing happened in this future, so there is no day on which it branched off."]
    word = "true" if outcome else "false"
    first = f"On the first day, under the assumptions of this future, it came out {word} in {_chance(found.at_first)}"
    if not rises(found):
        return [f"{first}.", "No single day decided it: at none of those tried did the chance rise by a tenth."]
    start, end = date_of(run, found.step / run.steps_per_day), date_of(run, (found.until - 1) / run.steps_per_day)
    decided = f"What is marked {mark}, on {numbers.date(start)}," if mark else f"What happened on {numbers.date(start)}"
    if found.quiet:
        decided = f"Between {numbers.date(start)} and {numbers.date(end)} nothing happened, and that"
    where = f"{decided} decided it"
    how = f"the chance went from {_chance(found.before)} to {_chance(found.after)}"
    return [
        f"{first}.",
        f"{where}: {how}.",
        f"Found by running its first days again with fresh luck from then on: {numbers.count(found.reruns)} futures.",
    ]


def _chance(chance: Chance) -> str:
    return f"{numbers.probability(chance.share)} ({numbers.interval(chance.low, chance.high)})"


def as_json(
    opening: str, future: Typical, rows: Sequence[Happening], run: Manifest, found: Branching | None
) -> dict[str, Any]:
    """The story and its branching as plain JSON values."""
    told = [
        {
            "day": row.day,
            "date": date_of(run, row.day).isoformat(),
            "text": plain(row.text),
            "told": row.told,
            "branching": is_marked(row, run, found),
        }
        for row in rows
    ]
    return {
        "opening": opening,
        "draw": future.draw,
        "like_it": future.like_it,
        "futures": future.futures,
        "story": told,
        "branching": None if found is None else _branching(found, run),
    }


def _branching(found: Branching, run: Manifest) -> dict[str, Any]:
    chances = {
        name: {"value": one.share, "low": one.low, "high": one.high, "futures": one.futures}
        for name, one in (("at_first", found.at_first), ("before", found.before), ("after", found.after))
    }
    steps = run.steps_per_day
    return {
        "from_day": found.step / steps,
        "to_day": found.until / steps,
        "quiet": found.quiet,
        "reruns": found.reruns,
    } | (chances)
