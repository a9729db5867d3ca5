"""Two readings of a scenario side by side: claims, monthly measures, and the couplings that carried the difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.table import Table

from sandtable.assumptions.chain import Chain
from sandtable.assumptions.compare import Difference
from sandtable.assumptions.compare_months import MonthlyDifference
from sandtable.views import numbers
from sandtable.views.figures import readable
from sandtable.views.measured import measure_name, measure_unit
from sandtable.views.plain import plain
from sandtable.views.tables import simple_table

__all__ = ["Compared", "as_json", "chain_as_json", "chain_table", "compared_table", "months_as_json", "months_table"]

UNTOUCHED = "none: not one\nfuture turned"
MOST_CARRIERS = 4
CHAIN_SAYS = (
    "Carried: by how much the difference changes when this one coupling is switched off in both readings. Couplings "
    "act one after another, so the parts do not add up to the whole."
)


@dataclass(frozen=True)
class Compared:
    """Two readings compared: claims, measures, the couplings (None where they were not asked for), names, titles."""

    rows: tuple[Difference, ...]
    months: tuple[MonthlyDifference, ...]
    chain: Chain | None
    names: Mapping[str, str]
    titles: tuple[str, str]

    def as_json(self) -> dict[str, Any]:
        """All of it as plain JSON values."""
        found = as_json(self.rows, self.names, self.titles)
        chain = None if self.chain is None else chain_as_json(self.chain)
        return found | {"measures": months_as_json(self.months, self.names), "couplings": chain}


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


def months_table(rows: Sequence[MonthlyDifference], names: Mapping[str, str], titles: tuple[str, str]) -> Table:
    """The measures with their mean month in both readings, the difference and its interval."""
    table = simple_table(
        ("A month, on average", {"ratio": 1, "min_width": 24}),
        (plain(titles[0]), {"justify": "right", "max_width": 16, "overflow": "fold"}),
        (plain(titles[1]), {"justify": "right", "max_width": 16, "overflow": "fold"}),
        ("Difference", {"max_width": 18}),
    )
    for row in rows:
        first, second = numbers.quantities((row.first, row.second))
        unit = measure_unit(row.measure)
        what = measure_name(row.measure, names) + (f"\n{unit}" if unit else "")
        table.add_row(what, first, second, _moved(row))
    return table


def _moved(row: MonthlyDifference) -> str:
    """The difference with its interval, in the digits that the interval supports."""
    if row.turned == 0:
        return UNTOUCHED
    low, shown, high = (_signed(text) for text in numbers.quantities((row.low, row.difference, row.high)))
    return f"{shown}\n{low} to {high}"


def _signed(text: str) -> str:
    return text if text.startswith(numbers.MINUS) or text == "0" else f"+{text}"


def months_as_json(rows: Sequence[MonthlyDifference], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """The same as plain JSON values, with every month."""
    return [
        {
            "measure": row.measure,
            "name": measure_name(row.measure, names),
            "unit": measure_unit(row.measure),
            "first": row.first,
            "second": row.second,
            "difference": row.difference,
            "low": row.low,
            "high": row.high,
            "turned": row.turned,
            "futures": row.futures,
            "months": [
                dict(zip(("first", "second", "difference", "low", "high"), month, strict=True))
                for month in row.months.tolist()
            ],
        }
        for row in rows
    ]


def chain_table(chain: Chain, rows: Sequence[Difference], names: Mapping[str, str]) -> Table:
    """Claim by claim the couplings that clearly carried some of the difference, the largest part first."""
    table = simple_table(
        ("Claim", {"ratio": 1, "min_width": 22}),
        ("Went through", {"ratio": 1, "min_width": 22}),
        ("Carried", {"max_width": 18}),
    )
    for row in rows:
        for number, one in enumerate(chain.of(row.claim)[:MOST_CARRIERS]):
            claim = f"{readable(row.text, names)}: {numbers.points(row.change.difference)}" if number == 0 else ""
            span = numbers.points_interval(one.low, one.high)
            way = f"{one.coupling.source}\n\u2192 {one.coupling.target}"
            table.add_row(claim, way, f"{numbers.points(one.carried)}\n{span}")
    return table


def chain_as_json(chain: Chain) -> dict[str, Any]:
    """What each coupling carries of each claim's difference, as plain JSON values."""
    return {
        "futures": chain.futures,
        "idle": [one.name for one in chain.idle],
        "carried": [
            {
                "claim": one.claim,
                "coupling": one.coupling.name,
                "from": one.coupling.source,
                "to": one.coupling.target,
                "without": one.without,
                "carried": one.carried,
                "low": one.low,
                "high": one.high,
                "turned": one.turned,
                "futures": one.futures,
                "clear": one.clear,
            }
            for one in chain.carried
        ],
    }
