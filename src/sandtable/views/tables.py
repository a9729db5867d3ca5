"""Tables for the terminal: verdicts of the claims, and the scenarios at hand, 80 columns wide, plain when piped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from sandtable.scenario.schema import Scenario
from sandtable.views import numbers
from sandtable.views.plain import plain

__all__ = ["claims_list", "claims_table", "say", "scenarios_table", "show", "simple_table", "structures_table"]

LINES = box.SIMPLE_HEAD


def show(what: RenderableType, console: Console | None = None) -> None:
    """Print a table: in colour on a terminal, without escape codes anywhere else."""
    (console or Console(highlight=False)).print(what)


def say(line: str) -> None:
    """Print a sentence, wrapped to the width of the terminal (80 columns when piped)."""
    show(Text(line))


def simple_table(*columns: tuple[str, dict[str, Any]]) -> Table:
    """A table with a line under its head alone; columns are (title, rich's options)."""
    table = Table(box=LINES, show_edge=False, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    for title, manners in columns:
        table.add_column(title, **manners)
    return table


def _text(words: str, style: str = "") -> Text:
    """Words of a scenario as they are: square brackets are no markup here, and control characters are gone."""
    return Text(plain(words), style=style)


def _author(row: Mapping[str, Any]) -> Text:
    """The author's word and its band; one that is our reading is marked with an asterisk."""
    if not row["band"]:
        return Text(plain(row["hedge"]) if row["hedge"] else "", style="dim")
    ours = "*" if row["reads_is_ours"] else ""
    return Text(f"{row['band']['word']}{ours}\n{row['band']['text']}")


def _statement(row: Mapping[str, Any]) -> Text:
    """The claim, and under it how it was asked and what else was found."""
    said = _text(row["english"])
    asked = [row[key]["text"] if row[key] else "" for key in ("given", "than", "suppose", "margin")]
    label = row["label"]["text"] if row.get("label") else ""
    for line in [row["counted"], *asked, f"{row['rare']}." if row["rare"] else "", label]:
        if line:
            said.append(f"\n{plain(line)}", style="dim")
    return said


def claims_table(payload: Mapping[str, Any]) -> Table:
    """The claims of a payload: statement, the author's likelihood, ours with its word, simulation error, range."""
    table = simple_table(
        ("Statement", {"ratio": 1, "min_width": 20}),
        ("Author", {"max_width": 12}),
        ("Likelihood", {"max_width": 13}),
        ("Simulation\nerror", {"max_width": 11}),
        ("Over as-\nsumptions", {"max_width": 11}),
    )
    for row in payload["claims"]:
        found = Text(f"{row['probability']['text']}\n{row['word']}", style="bold")
        if row["undecided"]["value"] > 0:
            found.append(f"\n{numbers.probability(row['undecided']['value'])} open", style="dim not bold")
        table.add_row(
            _statement(row),
            _author(row),
            found,
            row["interval"]["text"],
            row["assumptions"]["text"] if row["assumptions"] else "not known",
        )
        table.add_section()
    if any(row["reads_is_ours"] for row in payload["claims"]):
        table.caption = "* our reading of the author's words"
        table.caption_justify = "left"
    return table


def structures_table(payload: Mapping[str, Any]) -> Table:
    """The claims of a payload over other structures of the model: our number, its range over them, what carries it."""
    table = simple_table(
        ("Statement", {"ratio": 1, "min_width": 20}),
        ("Like-\nlihood", {"max_width": 6}),
        ("Over struc-\ntures", {"max_width": 12}),
        ("What moves it most", {"ratio": 1}),
    )
    for row in payload["claims"]:
        over = row["structures"]
        if over is None:
            continue
        carrier = over["carrier"]
        moved = f"{carrier['title']}: {carrier['difference']['text']}" if carrier else "none, beyond chance"
        table.add_row(_text(row["english"]), row["probability"]["text"], over["reach"], _text(moved))
        table.add_section()
    run = payload["structures"]
    table.caption = f"{len(run['list'])} other structures, {run['futures']['text']} futures each, on the same luck"
    table.caption_justify = "left"
    return table


def claims_list(rows: Sequence[Mapping[str, Any]]) -> Table:
    """Claims before any run (`views.claims_list`): id, what is asked, and the date on which it is due."""
    table = simple_table(
        ("Id", {"overflow": "fold", "max_width": 22}), ("Claim", {"ratio": 1}), ("Due", {"min_width": 10})
    )
    for row in rows:
        said = _text(row["english"])
        for word, key in (("Given", "given"), ("More likely than", "than")):
            if row[key]:
                said.append(f"\n{word}: {plain(row[key])}", style="dim")
        table.add_row(_text(row["id"], "bold"), said, row["due"] or "open")
        table.add_section()
    return table


def scenarios_table(scenarios: Mapping[str, Scenario]) -> Table:
    """Scenarios by name: title, the days they span, and their variants."""
    table = simple_table(
        ("Name", {"no_wrap": True}),
        ("Title", {"ratio": 1}),
        ("Span", {"max_width": 13}),
        ("Variants", {"no_wrap": True, "overflow": "fold"}),
    )
    for name, scenario in scenarios.items():
        table.add_row(
            _text(name, "bold"),
            _text(scenario.title),
            numbers.date_range(scenario.as_of, scenario.until),
            "\n".join(plain(variant) for variant in scenario.variants) or "none",
        )
    return table
