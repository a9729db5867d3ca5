"""The command `claims`: what a scenario asks of the futures, and what a stored run says to that and to more claims."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from sandtable.claims.question import Question
    from sandtable.scenario.schema import Scenario

__all__ = ["register"]

ADDED = "added"
"""Ids of claims added on the command line begin so."""

OWN_PROMISE = (
    "Added claims are judged by themselves: their intervals hold together at 95 %, and not together with those that "
    "were registered with the scenario."
)


def register(app: typer.Typer) -> None:
    """Put the command of this file on the command line."""
    app.command("claims")(claims)


def claims(
    name: Annotated[str, typer.Argument(help="the folder of a stored run, a shipped scenario, a folder or a file")],
    add: Annotated[
        list[str] | None, typer.Option("--add", metavar="CLAIM", help="a further claim; may be given more than once")
    ] = None,
    due: Annotated[
        datetime.datetime | None,
        typer.Option("--due", formats=["%Y-%m-%d"], metavar="DATE", help="only claims that are settled by this date"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON for a machine")] = False,
) -> None:
    """List the claims of a scenario, or what a stored run says to them; --add judges further claims on a stored run."""
    added = {f"{ADDED}-{number}": text for number, text in enumerate(add or (), start=1)}
    folder = Path(name)
    if (folder / "manifest.json").is_file():
        _of_run(folder, added, due.date() if due else None, as_json)
    else:
        _of_scenario(name, added, due.date() if due else None, as_json)


def _of_run(folder: Path, added: dict[str, str], due: datetime.date | None, as_json: bool) -> None:
    from sandtable.ensemble.ensemble import open_run
    from sandtable.face import brief_payload, judge, questions_of
    from sandtable.scenario.schema import Scenario
    from sandtable.views import tables

    ensemble = open_run(folder)
    scenario = Scenario.model_validate(ensemble.scenario)
    asked: dict[str, str | Question] = {**(added or questions_of(scenario))}
    verdicts = judge(ensemble, asked)
    dated = _dated(asked, scenario, due)
    payload = brief_payload(ensemble, verdicts, {})
    rows = {row["id"]: row for row in payload["claims"]}
    payload["claims"] = [rows[key] | {"due": date} for key, date in dated if key in rows]
    refused = [str(one) for one in verdicts.refused]
    if as_json:
        _json({"claims": payload["claims"], "refused": refused, "together": verdicts.together, "added": bool(added)})
        return
    tables.show(tables.claims_table(payload))
    for line in refused:
        typer.echo(line, err=True)
    typer.echo(f"{ensemble.draws:,} futures, seed {ensemble.manifest.seed}.")
    if added:
        typer.echo(OWN_PROMISE)


def _of_scenario(name: str, added: dict[str, str], due: datetime.date | None, as_json: bool) -> None:
    from sandtable.claims.names import check_claims
    from sandtable.claims.scope import scope_of_scenario
    from sandtable.errors import InvalidInput
    from sandtable.face import questions_of
    from sandtable.scenario.read import read
    from sandtable.views.claims_list import list_rows

    scenario = read(name).scenario
    if found := check_claims(added, scope_of_scenario(scenario)):
        raise InvalidInput(found)
    asked: dict[str, str | Question] = {**(added or questions_of(scenario))}
    rows = list_rows(scenario, _dated(asked, scenario, due), asked)
    if as_json:
        _json({"claims": rows})
        return
    from sandtable.views import tables

    tables.show(tables.claims_list(rows))
    typer.echo(f"To judge them: `sandtable run {name} --out RUN`, then `sandtable claims RUN`.")


def _dated(
    asked: dict[str, str | Question], scenario: Scenario, due: datetime.date | None
) -> list[tuple[str, str | None]]:
    """Each claim's id with the date on which it is due: all as they were written, or those due by a date, in order."""
    from sandtable.claims.due import due_date
    from sandtable.claims.parse import parse
    from sandtable.claims.question import as_questions

    dates = {key: due_date(parse(one.claim), scenario.until) for key, one in as_questions(asked).items()}
    if due is None:
        return [(key, date.isoformat() if date else None) for key, date in dates.items()]
    known = [(date, key) for key, date in dates.items() if date is not None and date <= due]
    return [(key, date.isoformat()) for date, key in sorted(known)]


def _json(value: Any) -> None:
    import json

    typer.echo(json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False))
