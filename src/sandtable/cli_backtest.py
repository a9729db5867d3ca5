"""The command `backtest`: every campaign run from its day and held against what happened, beside simple baselines."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from sandtable.scenario.schema import Scenario
    from sandtable.scoring.campaign import CampaignScore
    from sandtable.scoring.outcomes import Outcomes

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Put the command of this file on the command line."""
    app.command()(backtest)


def backtest(
    folders: Annotated[
        list[str] | None,
        typer.Argument(help="more campaigns: folders that hold scenario.yaml and outcomes.yaml, or folders of those"),
    ] = None,
    futures: Annotated[int, typer.Option("--futures", "-n", min=1, help="futures of each campaign")] = 10_000,
    seed: Annotated[int, typer.Option(help="names the luck: the same seed gives the same futures")] = 1,
    out: Annotated[Path, typer.Option(help="folder for the table, the picture and the numbers")] = Path(
        "sandtable-backtest"
    ),
    alone: Annotated[bool, typer.Option("--alone", help="only the campaigns named, not those that ship")] = False,
    variants: Annotated[bool, typer.Option(help="also score the variants that each outcomes.yaml lists")] = True,
    workers: Annotated[int | None, typer.Option(min=1, help="threads; as many as there are cores if left out")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON for a machine")] = False,
) -> None:
    """Score every campaign against what happened: dates, order, claims, beside baselines that were fixed beforehand."""
    import json

    from sandtable.scoring.backtest import as_json as plain
    from sandtable.views.backtest import tables
    from sandtable.views.tables import show

    campaigns = _campaigns(folders or [], alone, variants)
    result = plain([_score(*one, (futures, seed, workers)) for one in campaigns])
    text = json.dumps(result, ensure_ascii=False, indent=1, allow_nan=False)
    _keep(out, text, result)
    if as_json:
        typer.echo(text)
        return
    for table in tables(result):
        show(table)
    typer.echo("\n".join([*(f"Failing by the rules laid down beforehand: {one}." for one in result["failings"]), ""]))
    typer.echo(f"{result['note']}\nTable, picture and numbers: {out}")


def _keep(out: Path, text: str, result: dict[str, Any]) -> None:
    """Write the table, the picture and the numbers."""
    from sandtable.errors import InvalidInput, Problem
    from sandtable.views.backtest import markdown
    from sandtable.views.backtest_picture import picture
    from sandtable.views.files import write_text

    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as reason:
        raise InvalidInput([Problem(f"cannot be made ({reason.strerror}).", path=out.as_posix())]) from None
    for file, content in (
        ("backtest.json", text),
        ("backtest.md", markdown(result)),
        ("backtest.svg", picture(result)),
    ):
        write_text(out / file, content + "\n")


def _campaigns(folders: Iterable[str], alone: bool, variants: bool) -> list[tuple[str, Scenario, Outcomes]]:
    """Every campaign in every reading, all of their files checked before anything runs."""
    from sandtable.errors import InvalidInput, Problem

    found: list[tuple[str, Scenario, Outcomes]] = []
    problems: list[Problem] = []
    for name, folder in _found(folders, alone, problems):
        try:
            found += _readings(name, folder, variants)
        except InvalidInput as wrong:
            problems += wrong.problems
    if not found and not problems:
        problems.append(Problem("there is no campaign to score: name a folder that holds one."))
    if problems:
        raise InvalidInput(problems)
    return found


def _found(folders: Iterable[str], alone: bool, problems: list[Any]) -> list[tuple[str, Path]]:
    """Names and folders of the campaigns: those that ship, and those that are named or lie in a folder named."""
    from sandtable.errors import Problem
    from sandtable.scenario.library import FILE_NAME as SCENARIO
    from sandtable.scenario.library import folder_of, shipped
    from sandtable.scoring.outcomes import FILE_NAME as OUTCOMES

    campaigns = [] if alone else [(one, folder_of(one)) for one in shipped() if (folder_of(one) / OUTCOMES).is_file()]
    for name in folders:
        folder = folder_of(name) if name in shipped() else Path(name)
        inside = sorted(one.parent for one in folder.glob(f"*/{OUTCOMES}")) if folder.is_dir() else []
        if (folder / SCENARIO).is_file() or (folder / OUTCOMES).is_file():
            campaigns.append((folder.resolve().name, folder))
        elif inside:
            campaigns += [(one.name, one) for one in inside]
        else:
            problems.append(Problem(f"no folder here holds {SCENARIO} and {OUTCOMES}.", path=name))
    return list(dict(campaigns).items())


def _readings(name: str, folder: Path, variants: bool) -> list[tuple[str, Scenario, Outcomes]]:
    """The scenario as it stands, and under the variants that its outcomes list."""
    from sandtable.scenario.read import read_scenario
    from sandtable.scoring.outcomes import read_outcomes

    whole = read_scenario(folder)
    outcomes = read_outcomes(folder, whole)
    others = outcomes.variants if variants else ()
    return [(name, whole, outcomes), *((name, read_scenario(folder, one), outcomes) for one in others)]


def _score(name: str, scenario: Scenario, outcomes: Outcomes, how: tuple[int, int, int | None]) -> CampaignScore:
    """Run one reading of a campaign and score it."""
    import dataclasses

    from sandtable.face import judge, questions_of
    from sandtable.mechanisms.catalogue import MECHANISMS
    from sandtable.scoring.campaign import score_campaign
    from sandtable.simulation.compose import is_compiled_here
    from sandtable.simulation.run import Settings, simulate
    from sandtable.views.progress import futures_progress

    futures, seed, workers = how
    if not is_compiled_here(MECHANISMS):
        typer.echo("Preparing the engine for this machine (once) …", err=True)
    settings = Settings(workers=workers, replicates=1)
    with futures_progress(", ".join(filter(None, (scenario.title, scenario.variant))), futures) as step:
        ensemble = simulate(scenario, futures=futures, seed=seed, progress=step, settings=settings)
    questions = questions_of(scenario)
    asked = {one.claim: dataclasses.replace(questions[one.claim], than=None) for one in outcomes.claims}
    return score_campaign(name, ensemble, judge(ensemble, asked) if asked else None, outcomes)
