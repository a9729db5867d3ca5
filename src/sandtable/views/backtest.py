"""The table of a back-test, for the terminal and as Markdown: all campaigns, whatever they show."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.table import Table

from sandtable.views import numbers
from sandtable.views.plain import plain
from sandtable.views.tables import LINES

__all__ = ["markdown", "tables"]

Row = tuple[str, ...]
CAMPAIGN_HEAD = (
    "Campaign", "Reading", "CRPS", "In 50 %", "In 80 %", "Order", "Tau", "Brier", "As bad: days, claims",
)  # fmt: skip
BASELINE_HEAD = ("Campaign", "Baseline", "CRPS", "Model less baseline (95 %)", "Order", "Rests on")
DAY_HEAD = ("Campaign", "What", "10 %", "50 %", "90 %", "Happened", "PIT", "CRPS")
CLAIM_HEAD = ("Campaign", "Claim", "Model", "Author", "Came true", "Brier")


def _two(value: float | None, digits: int = 2) -> str:
    return numbers.DASH if value is None else f"{value:.{digits}f}".replace("-", numbers.MINUS)


def _gap(pair: Mapping[str, Any]) -> str:
    return f"{_two(pair['difference'], 1)} ({_two(pair['low'], 1)} to {_two(pair['high'], 1)})"


def campaign_rows(result: Mapping[str, Any]) -> Iterator[Row]:
    """One row for each reading of each campaign."""
    for one in result["campaigns"]:
        yield (
            one["campaign"],
            one["variant"] or "as it stands",
            _two(one["crps"], 1),
            f"{one['inside_50']} of {one['of']}",
            f"{one['inside_80']} of {one['of']}",
            f"{_two(one['order'], 3)} ({one['pairs']} pairs)",
            _two(one["tau"]),
            _two(one["brier"], 3),
            f"{_two(one['as_bad_days'])}, {_two(one['as_bad_claims'])}",
        )


def baseline_rows(result: Mapping[str, Any]) -> Iterator[Row]:
    """Each campaign as it stands against each baseline, and all of them together."""
    for one in result["campaigns"]:
        if not one["variant"]:
            for base, pair in zip(one["baselines"], one["paired"], strict=True):
                row = (one["campaign"], base["name"], _two(base["crps"], 1), _gap(pair))
                yield (*row, _two(base["order"], 3), base["basis"])
    for pair in result["over_all"]:
        yield ("all", pair["baseline"], _two(pair["other"], 1), _gap(pair), "", "each campaign counted alike")


def _date(one: Mapping[str, Any], day: float) -> str:
    if day >= one["horizon"]:
        return "not by then"
    return numbers.date(datetime.date.fromisoformat(one["as_of"]) + datetime.timedelta(days=int(day)))


def day_rows(result: Mapping[str, Any]) -> Iterator[Row]:
    """Each fall and return of each campaign as it stands."""
    for one in result["campaigns"]:
        for day in () if one["variant"] else one["days"]:
            low, _, median, _, high = day["quantiles"]
            happened = _date(one, day["happened"]) + ("" if day["checked"] else " *")
            dates = tuple(_date(one, value) for value in (low, median, high))
            name = f"{day['name']} {day['what']}"
            yield (one["campaign"], name, *dates, happened, _two(day["pit"]), _two(day["crps"], 1))


def claim_rows(result: Mapping[str, Any]) -> Iterator[Row]:
    """Each claim of each campaign as it stands."""
    for one in result["campaigns"]:
        for claim in () if one["variant"] else one["claims"]:
            author = "" if claim["author"] is None else numbers.probability(claim["author"])
            came = ("yes" if claim["came_true"] else "no") + ("" if claim["checked"] else " *")
            model = numbers.probability(claim["probability"])
            yield (one["campaign"], claim["claim"], model, author, came, _two(claim["brier"], 3))


PARTS = (
    ("Campaigns", CAMPAIGN_HEAD, campaign_rows),
    ("Against the baselines (CRPS of days; below nought the model is better)", BASELINE_HEAD, baseline_rows),
    ("Days", DAY_HEAD, day_rows),
    ("Claims", CLAIM_HEAD, claim_rows),
)


def tables(result: Mapping[str, Any]) -> list[Table]:
    """Tables for the terminal, 80 columns wide: campaigns and baselines; the rest stands in the files."""
    found = []
    for (title, head, rows), kept in zip(PARTS[:2], ((0, 1, 2, 4, 5, 7), (0, 1, 2, 3)), strict=True):
        table = Table(
            title=title, box=LINES, show_edge=False, pad_edge=False, header_style="bold", title_justify="left"
        )
        for number in kept:
            table.add_column(head[number], no_wrap=number >= 2, overflow="fold")
        for row in rows(result):
            table.add_row(*(plain(row[number].replace(" pairs)", ")")) for number in kept))
        found.append(table)
    return found


def _cell(text: str) -> str:
    return plain(text).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


def _lines(head: Sequence[str], rows: Iterator[Row]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(map(_cell, row))} |"


def _unsettled(result: Mapping[str, Any]) -> list[str]:
    """A line for each claim that is not scored, with the reason."""
    whole = [one for one in result["campaigns"] if not one["variant"]]
    lines = [f"- {one['campaign']}, {name}: {_cell(why)}." for one in whole for name, why in one["unsettled"]]
    return lines or ["None."]


def markdown(result: Mapping[str, Any]) -> str:
    """The whole back-test as Markdown, without a heading of its own."""
    lines: list[str] = []
    for title, head, rows in PARTS:
        lines += [f"### {title}", "", *_lines(head, rows(result)), ""]
    lines += ["An asterisk marks what is from memory.", "", str(result["note"]), ""]
    lines += ["### Claims that are not scored", "", *_unsettled(result), ""]
    failed = [f"- {_cell(one)}" for one in result["failings"]]
    lines += ["### Failing by the rules laid down beforehand", "", *(failed or ["Nothing."])]
    return "\n".join(lines)
