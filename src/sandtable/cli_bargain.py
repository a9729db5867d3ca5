"""The command `bargain`: what a bargain over one issue ends in, from a table of KTAB or an issue of a scenario."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from sandtable.bargaining.issue import Issue

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Put the command of this file on the command line."""
    app.command("bargain")(bargain)


def bargain(
    name: Annotated[str, typer.Argument(help="a table of KTAB (a file ending in .csv), or a scenario with issues")],
    issue: Annotated[str | None, typer.Option(metavar="ID", help="which issue of the scenario")] = None,
    votes: Annotated[str, typer.Option(help="how weight goes behind a preference")] = "proportional",
    victory: Annotated[str, typer.Option(help="how often the stronger side wins")] = "linear",
    ballot: Annotated[str, typer.Option(help="how contests of two add up")] = "uniform",
    risk: Annotated[
        str | None, typer.Option(help="read attitudes to risk off a first vote: min, mid or max (as KTAB does)")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON for a machine")] = False,
    out: Annotated[Path | None, typer.Option(help="write the issue as a table of KTAB to this file")] = None,
) -> None:
    """Say what a bargain over an issue ends in: centre, distribution, and the plain mean beside them."""
    rules = _rules(votes, victory, ballot, risk)
    table = _issue(name, issue)
    from sandtable.views.bargain import bargain_payload, forecasts_table, stakes_table

    payload = bargain_payload(table, rules, risk)
    if as_json:
        _json(payload)
    else:
        from sandtable.views import tables

        typer.echo(f"{payload['name']}. {payload['about']}".rstrip(". ") + ".")
        tables.show(stakes_table(payload))
        tables.show(forecasts_table(payload))
    if out is not None:
        from sandtable.bargaining.ktab_csv import write_issue
        from sandtable.views.files import write_text

        write_text(out, write_issue(table))
        typer.echo(f"Wrote {out}.", err=True)


def _rules(votes: str, victory: str, ballot: str, risk: str | None) -> dict[str, str]:
    """The rules of the bargain; InvalidInput names every unknown one."""
    from sandtable.bargaining.condorcet import ELECTIONS, LAWS
    from sandtable.bargaining.risk import RANGES
    from sandtable.bargaining.votes import RULES
    from sandtable.errors import InvalidInput, Problem, did_you_mean

    asked = [("votes", votes, list(RULES)), ("victory", victory, list(LAWS)), ("ballot", ballot, list(ELECTIONS))]
    asked += [("risk", risk, list(RANGES))] if risk is not None else []
    problems = [
        Problem(
            f"{word!r} is not known.", path=option, hint=did_you_mean(word, known) or f"One of: {', '.join(known)}."
        )
        for option, word, known in asked
        if word not in known
    ]
    if problems:
        raise InvalidInput(problems)
    return {"rule": votes, "law": victory, "election": ballot}


def _issue(name: str, issue: str | None) -> Issue:
    """The issue of a table or of a scenario."""
    if name.lower().endswith(".csv"):
        from sandtable.bargaining.ktab_csv import read_issue
        from sandtable.views.files import read_text

        return read_issue(read_text(Path(name)), Path(name).name)
    from sandtable.scenario.on_paper import issue_on_paper
    from sandtable.scenario.read import read

    return issue_on_paper(read(name).scenario, issue)


def _json(value: Any) -> None:
    import json

    typer.echo(json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False))
