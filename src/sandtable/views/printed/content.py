"""What a printed brief says, block by block, from a payload: nothing is counted or formatted here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sandtable.views.plain import plain

__all__ = ["blocks", "pictures"]

Block = dict[str, Any]
DRIVERS = 3
"""Assumptions that are named under each claim."""


def pictures(payload: Mapping[str, Any]) -> list[int]:
    """The dates of the payload's map that are printed: the first, the middle one and the last."""
    last = len(payload["map"]["dates"]) - 1
    return sorted({0, last // 2, last}) if payload["map"]["places"] else []


def blocks(payload: Mapping[str, Any]) -> list[Block]:
    """The whole brief: bottom line, map, claims, what they hang on, evidence, assumptions, method, limits, use."""
    parts = (_opening, _maps, _claims, _behind, _influence, _falls, _assumptions, _unsettled, _back)
    return [block for part in parts for block in part(payload)]


def _heading(text: str, level: int = 1) -> Block:
    return {"kind": "heading", "level": level, "text": plain(text)}


def _para(text: str, manner: str = "plain") -> Block:
    return {"kind": "para", "text": plain(text), "manner": manner}


def _list(items: Sequence[str]) -> Block:
    return {"kind": "list", "items": [plain(item) for item in items]}


def _table(head: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[Sequence[str]]]) -> Block:
    """A table; each cell is a list of lines."""
    cells = [[[plain(line) for line in cell if line] for cell in row] for row in rows]
    return {"kind": "table", "head": list(head), "widths": list(widths), "rows": cells}


def _opening(payload: Mapping[str, Any]) -> Iterator[Block]:
    variant = f" Variant: {payload['variant']['title']}." if payload["variant"]["id"] else ""
    span = f"As of {payload['as_of']['text']}, looking to {payload['until']['text']}.{variant}"
    yield {"kind": "title", "text": plain(payload["title"]), "under": plain(span)}
    if not payload["run"]["complete"]:
        yield _para(f"The run was stopped early: {payload['run']['futures']['text']} futures are counted.", "soft")
    yield _heading("Bottom line")
    lead = payload["bottom_line"]
    if lead["probability"]:
        yield {
            "kind": "number",
            "number": lead["probability"]["text"],
            "word": plain(lead["word"]),
            "asked": plain(lead["asked"]),
        }
    for sentence in lead["sentences"]:
        yield _para(sentence)


def _maps(payload: Mapping[str, Any]) -> Iterator[Block]:
    dates = pictures(payload)
    if not dates:
        return
    yield _heading("Who holds what")
    yield _para(
        "A marker is cut like a pie by the share of futures in which each side holds the place; "
        "its shape is that of the most frequent holder.",
        "soft",
    )
    for date in dates:
        when = payload["map"]["dates"][date]["text"]
        caption = f"{when}: at the outset" if date == 0 else f"{when}: over {payload['run']['futures']['text']} futures"
        yield {"kind": "picture", "name": f"map{date}", "caption": caption, "alt": f"Map of who holds what, {caption}"}
    base = payload["map"].get("base")
    if base:
        yield _para(base["credit"], "soft")


def _quoted(row: Mapping[str, Any]) -> list[str]:
    return [f"\u201c{row['cite']}\u201d"] if row["cite"] else [row["kind_text"]]


def _claims(payload: Mapping[str, Any]) -> Iterator[Block]:
    if not payload["claims"]:
        return
    yield _heading("The assessment, statement by statement")
    rows = []
    for row in payload["claims"]:
        band = [row["band"]["word"], row["band"]["text"]] if row["band"] else ["no likelihood given"]
        ranged = row["assumptions"]["text"] if row["assumptions"] else "not known"
        given = [row["given"]["text"]] if row["given"] else []
        still = [row["undecided"]["text"]] if row["undecided"]["value"] else []
        rows.append(
            [
                [row["english"], *_quoted(row), *given],
                band,
                [row["probability"]["text"], row["word"], *still],
                [row["interval"]["text"]],
                [ranged],
            ]
        )
    head = ("Statement", "The author", "Likelihood", "Simulation error", "Over assumptions")
    yield _table(head, (41, 14, 15, 15, 15), rows)


def _behind(payload: Mapping[str, Any]) -> Iterator[Block]:
    if not payload["claims"]:
        return
    yield _heading("What stands behind each number")
    for row in payload["claims"]:
        yield _heading(row["english"], 2)
        yield _para(
            f"{row['probability']['text']} ({row['word']}). {row['confidence']['text']} {row['against']['text']}"
        )
        if row["hangs_on"]:
            yield _para(row["hangs_on"])
        drivers = [_driver(one) for one in (row.get("drivers") or ())[:DRIVERS]]
        more = [row[key]["text"] for key in ("than", "suppose", "margin") if row[key]]
        over = row.get("structures")
        label, outcome = row.get("label"), row.get("outcome")
        more += [one["text"] for one in (over, label, outcome) if one]
        if drivers or more:
            yield _list([*drivers, *more])
        for one in row.get("evidence") or ():
            if one["sentence"]:  # a bare quote stands in the table already
                where = ", ".join(part for part in (one["source"], one["where"]) if part)
                yield _para(f"\u201c{one['sentence']}\u201d ({where})", "quote")
        if row["arbiter"]:
            yield _para(f"What decides it: {row['arbiter']}.", "soft")


def _driver(one: Mapping[str, Any]) -> str:
    first, last = (one["curve"][end]["probability"]["text"] for end in (0, -1)) if one["curve"] else ("", "")
    curve = f": from {first} where it is lowest to {last} where it is highest" if first else ""
    return f"{one['text']}{curve} (finding out is worth {one['points']['text']} Brier points)"


def _influence(payload: Mapping[str, Any]) -> Iterator[Block]:
    found = payload.get("influence")
    if not found:
        return
    yield _heading("Who gains influence")
    yield _para(found["text"])
    rows = []
    for one in found["patrons"]:
        clients = [f"{client['name']}: {client['share_rank']['text']}" for client in one["clients"]]
        rank = [one["rank"]["text"], f"in {one['holds']['text']} of all weightings"]
        rows.append([[one["name"]], rank, [one["sign"]], clients])
    yield _table(("Outsider", "Rank", "Gains or loses", "Rank in each client"), (26, 26, 16, 32), rows)


def _falls(payload: Mapping[str, Any]) -> Iterator[Block]:
    if not payload["falls"]:
        return
    yield _heading("When places may change hands")
    rows = [
        [[row["name"]], [row["falls"]["text"]], [row["by_assault"]["text"]], [row["text"]]] for row in payload["falls"]
    ]
    yield _table(("Place", "Falls", "By assault", "In 80 of 100 futures"), (30, 15, 15, 40), rows)


def _assumptions(payload: Mapping[str, Any]) -> Iterator[Block]:
    if not payload["assumptions"]:
        return
    yield _heading("Assumptions")
    yield _para("Drawn anew for each future. Low and high are the 10th and 90th percentile.", "soft")
    rows = [
        [
            [row["meaning"], row["serves_text"]],
            [f"{row['usual']['text']} ({row['low']['text']} to {row['high']['text']})", row["unit"]],
            [row["basis"]],
        ]
        for row in payload["assumptions"]
    ]
    yield _table(("What", "Usual (low to high)", "What it rests on"), (40, 25, 35), rows)


def _unsettled(payload: Mapping[str, Any]) -> Iterator[Block]:
    if not payload["unsettled"]:
        return
    yield _heading("Statements that no future can settle")
    rows = [[_quoted(row), [row["reason"]]] for row in payload["unsettled"]]
    yield _table(("Statement", "Why not"), (50, 50), rows)


def _back(payload: Mapping[str, Any]) -> Iterator[Block]:
    yield _heading("Sources")
    yield _list(
        [
            ", ".join(part for part in (one["title"], one["publisher"], one["date"]) if part)
            for one in payload["sources"]
        ]
    )
    yield _heading("Method")
    yield _list(payload["method"])
    yield _heading("Limits")
    yield _list(payload["limits"])
    run = payload["run"]
    told = f"sandtable {run['sandtable']}, seed {run['seed']['text']}, {run['futures']['text']} futures"
    yield _para(f"{told}, scenario {run['scenario_hash'][:12]}, priors {run['prior_set']}.", "soft")
    yield _para(payload["foot"])
