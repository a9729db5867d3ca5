"""Writes docs/reference/flagship-statements.md: every statement of the flagship, with what becomes of it.

    sandtable run western-anbar-2017 --out RUN
    python scripts/make_flagship_statements.py RUN

Ids are those of an annotation of the note by hand: e events, f forecasts, c conditionals. Words of the note are short
cites with attribution; every verdict and label is computed from the stored run.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sandtable.ensemble.ensemble import open_run
from sandtable.face import brief_payload, judge, label, suppose
from sandtable.scenario.schema import Scenario, Statement
from sandtable.views.label import with_labels
from sandtable.views.layers import waiting

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "flagship-statements.md"

HEAD = """# The flagship, statement by statement

Every statement of the scenario *western-anbar-2017*: the sentences of the note that say something, and our own
questions beside them. The ids are those of an annotation of the note by hand: {items} items, e for events, f for
forecasts, c for conditionals, and each stands below: {runs} are settled by futures, {facts} are facts that the scenario
rests on or leaves alone, {never} cannot be settled by any future, and {waits} wait for parts of the model that the
scenario does not use.

How a claim reads in plain English, with its interval, stands in [the flagship's claims](flagship-claims.md). The label
says where a *political* verdict comes from ([how](../explanation/bargaining.md#what-this-cannot-know)): from data, from
an assumption, or from an input that it only gives back. `scripts/make_flagship_statements.py` writes this page from a
run: {futures} futures, seed {seed}, scenario `{hash}`, sandtable {version}.

"""
COLUMNS = ("ids", "statement", "kind", "the author's words", "how it is written", "verdict", "label")


def cell(text: str) -> str:
    """Text that does not break a table."""
    return text.replace("|", "\\|").replace("\n", " ")


def written(one: Statement) -> str:
    """The claim with its condition and what it supposes; for others what becomes of them."""
    if one.claim:
        said = f"`{' '.join(one.claim.split())}`"
        said += f" given `{' '.join(one.given.split())}`" if one.given else ""
        if one.suppose is not None:
            name = one.suppose if isinstance(one.suppose, str) else ", ".join(one.suppose)
            said += f", supposing `{name}`"
        return said + (f", beside `{one.than}`" if one.than else "")
    if one.cannot_be_settled:
        return f"cannot be settled: {one.cannot_be_settled}"
    if one.waits_for:
        return waiting(one.waits_for)
    return "a fact" if not one.on_map else "a fact; the map is asked about it"


def verdict(one: Statement, row: dict[str, Any] | None) -> str:
    """Probability and word, and the change that is supposed."""
    if row is None:
        return ""
    said = f"{row['probability']['text']}, {row['word']}"
    if row["suppose"]:
        said += f"; {row['suppose']['difference']['text']} with the change"
    return said


def become(one: Statement) -> str:
    """What becomes of a statement, in one word."""
    if one.claim:
        return "runs"
    if one.cannot_be_settled:
        return "never"
    return "waits" if one.waits_for and one.kind != "fact" else "facts"


def rows(statements: Iterable[tuple[str, Statement]], found: dict[str, dict[str, Any]]) -> str:
    """One line of the table for each statement."""
    lines = []
    for key, one in statements:
        row = found.get(key)
        words = f"“{one.says.cite}”" if one.says else "*ours*"
        words += f" ({one.says.hedge})" if one.says and one.says.hedge else ""
        said = row["label"]["text"] if row and row["label"] else ""
        parts = (", ".join(one.ids), f"`{key}`", one.kind, words, written(one), verdict(one, row), said)
        lines.append(f"| {' | '.join(cell(part) for part in parts)} |")
    return "\n".join(lines)


def main() -> None:
    """Judge and label the stored run and write the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("run", type=Path)
    ensemble = open_run(parser.parse_args().run)
    scenario = Scenario.model_validate(ensemble.scenario)
    verdicts = suppose(ensemble, judge(ensemble))
    payload = with_labels(brief_payload(ensemble, verdicts, {}, explained=False), label(ensemble, verdicts))
    found = {row["id"]: row for row in payload["claims"]}
    became: dict[str, str] = {}
    order = (
        "runs",
        "never",
        "waits",
        "facts",
    )  # an item that stands in several statements counts by the first of these
    for word in order:
        for one in scenario.statements.values():
            for name in one.ids:
                if become(one) == word:
                    became.setdefault(name, word)
    counts = {word: sum(value == word for value in became.values()) for word in order}
    run = payload["run"]
    head = HEAD.format(
        items=len(became),
        futures=run["futures"]["text"],
        seed=run["seed"]["text"],
        hash=run["scenario_hash"][:12],
        version=run["sandtable"],
        **counts,
    )
    line = f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}\n"
    own = [(key, one) for key, one in scenario.statements.items() if one.ids]
    rest = [(key, one) for key, one in scenario.statements.items() if not one.ids]
    more = "\n\n## Without an id\n\nFacts beside the annotated ones, and our own questions.\n\n"
    text = f"{head}## With an id of the annotation\n\n{line}{rows(own, found)}{more}{line}{rows(rest, found)}\n"
    PAGE.write_text(text, encoding="utf-8")
    print(f"{PAGE.name}: {len(scenario.statements)} statements, {len(became)} items")


if __name__ == "__main__":
    main()
