"""Two readings of a scenario side by side: a row a claim, with the paired difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.table import Table

from sandtable.assumptions.compare import Difference
from sandtable.views import numbers
from sandtable.views.figures import readable
from sandtable.views.plain import plain
from sandtable.views.tables import simple_table

__all__ = ["as_json", "compared_table"]

UNTOUCHED = "none: not one\nfuture turned"


def compared_table(rows: Sequence[Difference], names: Mapping[str, str], titles: tuple[str, str]) -> Table:
    """The claims with their probability in both readings, the difference and its interval."""
    table = simple_table(
        ("Claim", {"ratio": 1, "min_width": 24}),
        (plain(titles[0]), {"justify": "right", "max_width": 16, "overflow": "fold"}),
        (plain(titles[1]), {"justify": "right", "max_width": 16, "overflow": "fold"}),
        ("Difference", {"max_width": 18}),
    )
    for row in rows:
        change = row.change
        span = numbers.points_interval(change.low, change.high)
        difference = UNTOUCHED if row.untouched else f"{numbers.points(change.difference)}\n{span}"
        first, second = numbers.probability(row.first), numbers.probability(row.second)
        table.add_row(readable(row.text, names), first, second, difference)
    return table


def as_json(rows: Sequence[Difference], names: Mapping[str, str], titles: tuple[str, str]) -> dict[str, Any]:
    """The same as plain JSON values, unrounded; `gained` and `lost` count the futures that turned."""
    return {
        "first": titles[0],
        "second": titles[1],
        "claims": [
            {
                "id": row.claim,
                "claim": row.text,
                "english": readable(row.text, names),
                "first": row.first,
                "second": row.second,
                "difference": row.change.difference,
                "low": row.change.low,
                "high": row.change.high,
                "futures": row.change.futures,
                "gained": row.change.gained,
                "lost": row.change.lost,
                "untouched": row.untouched,
            }
            for row in rows
        ],
    }
