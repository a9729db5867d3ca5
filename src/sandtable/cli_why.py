"""The commands that explain claims: `why` (what one hangs on), `show` (a future of it), `compare` (two readings)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandtable.claims.question import Question
    from sandtable.ensemble.ensemble import Ensemble
    from sandtable.scenario.schema import Scenario

__all__ = ["register"]

Name = Annotated[str, typer.Argument(help="the folder of a stored run, a shipped scenario, a folder or a file")]
ClaimText = Annotated[str, typer.Argument(metavar="CLAIM", help="the id of a statement, or a claim of your own")]
Futures = Annotated[int, typer.Option("--futures", "-n", min=1, help="futures to run where NAME is no stored run")]
Seed = Annotated[int, typer.Option(help="names the luck: the same seed gives the same futures")]
AsJson = Annotated[bool, typer.Option("--json", help="print JSON for a machine")]

OWN = "asked"
"""The id of a claim that is written out on the command line."""


def register(app: typer.Typer) -> None:
    """Put the commands of this file on the command line."""
    app.command("why")(why)
    app.command("show")(show)
    app.command("compare")(compare)


def why(name: Name, claim: ClaimText, futures: Futures = 10_000, seed: Seed = 1, as_json: AsJson = False) -> None:
    """Say what a claim hangs on: what learning each assumption would gain, which way it moves, and how much is luck."""
    from sandtable.assumptions.why import why as find
    from sandtable.claims.judge import judge
    from sandtable.views import tables
    from sandtable.views import why as shown

    ensemble = _ensemble(name, futures, seed)
    key, asked = _question(ensemble, claim)
    verdicts = judge(ensemble, asked)
    if verdicts.refused:
        raise _refusal(str(verdicts.refused[0]), claim)
    found, english = find(ensemble, verdicts, key), _english(ensemble, asked[key].claim)
    if as_json:
        _json(shown.as_json(found, english))
        return
    for line in shown.lines_before(found, english):
        tables.say(line)
    if found.weighed:
        for table in (shown.tornado(found), shown.group_table(found)):
            tables.say("")
            tables.show(table)
        tables.say("")
    for line in shown.closing(found):
        tables.say(line)


def show(
    name: Name,
    claim: ClaimText,
    false: Annotated[bool, typer.Option("--false", help="a future in which it did not happen")] = False,
    everything: Annotated[bool, typer.Option("--all", help="tell every event")] = False,
    futures: Futures = 10_000,
    seed: Seed = 1,
    as_json: AsJson = False,
) -> None:
    """Tell a typical future in which a claim came true as a dated story, and the day on which it branched off."""
    from sandtable.assumptions.branching import Rerunner, branching
    from sandtable.assumptions.typical import typical
    from sandtable.claims.judge import judge
    from sandtable.scenario.schema import Scenario
    from sandtable.views import branch, tables
    from sandtable.views.story import places_named, story

    ensemble = _ensemble(name, futures, seed)
    key, asked = _question(ensemble, claim)
    verdicts = judge(ensemble, asked)
    future = None if verdicts.refused else typical(ensemble, verdicts, key, not false)
    if future is None:
        many = f"{ensemble.draws:,} futures"
        raise _refusal(f"in none of the {many} that are looked at did it come out so.", claim)
    run, scenario = ensemble.manifest, Scenario.model_validate(ensemble.scenario)
    rows = story(future.events, run, scenario, places_named(asked[key].claim))
    found = branching(Rerunner(ensemble, future, asked[key], not false))
    said = branch.opening(_english(ensemble, asked[key].claim), future, not false)
    if as_json:
        _json(branch.as_json(said, future, rows, run, found))
        return
    tables.say(said)
    tables.say("")
    tables.show(branch.story_table(rows, run, found, everything))
    tables.say("")
    for line in branch.branching_lines(found, run, not false):
        tables.say(line)


def compare(
    name: Annotated[str, typer.Argument(help="a shipped scenario, a folder or a file")],
    first: Annotated[str, typer.Argument(metavar="A", help="a variant, or `base`: the scenario as stated")],
    second: Annotated[str, typer.Argument(metavar="B", help="a variant, or `base`")],
    futures: Annotated[int, typer.Option("--futures", "-n", min=1, help="futures to run of each")] = 2_000,
    seed: Seed = 1,
    as_json: AsJson = False,
) -> None:
    """Compare two readings of a scenario on the same draws and luck: the difference of every claim."""
    from sandtable.assumptions.compare import compare as find
    from sandtable.face import questions_of
    from sandtable.scenario.read import read
    from sandtable.views import compared, tables
    from sandtable.views.figures import names_of
    from sandtable.views.progress import futures_progress

    scenario = read(name).scenario
    known = {"base": "as stated"} | {key: one.title or key for key, one in scenario.variants.items()}
    _check_readings((first, second), known)
    readings = [read(name, None if one == "base" else one).scenario for one in (first, second)]
    one, other = (_run(reading, futures, seed, futures_progress) for reading in readings)
    rows = find(one, other, questions_of(scenario))
    names, titles = names_of(scenario), (first, second)
    if as_json:
        _json(compared.as_json(rows, names, titles))
        return
    for key in titles:
        tables.say(f"{key}: {known[key]}")
    tables.say("")
    tables.show(compared.compared_table(rows, names, titles))
    tables.say(f"{one.draws:,} futures of each, seed {seed}, on the same draws and luck; all differences hold at 95 %.")


def _check_readings(wanted: tuple[str, str], known: Mapping[str, str]) -> None:
    from sandtable.errors import InvalidInput, Problem, did_you_mean

    wrong = [one for one in wanted if one not in known]
    if wrong:
        known_ones = f"Known: {', '.join(known)}."
        hints = {one: did_you_mean(one, known) or known_ones for one in wrong}
        raise InvalidInput([Problem(f"there is no variant {one!r}.", path="compare", hint=hints[one]) for one in hints])


def _ensemble(name: str, futures: int, seed: int, variant: str | None = None) -> Ensemble:
    """The stored run, or a new one of a scenario."""
    folder = Path(name)
    if (folder / "manifest.json").is_file():
        from sandtable.ensemble.ensemble import open_run

        return open_run(folder)
    from sandtable.scenario.read import read
    from sandtable.views.progress import futures_progress

    return _run(read(name, variant).scenario, futures, seed, futures_progress)


def _run(scenario: Scenario, futures: int, seed: int, progress: Any) -> Ensemble:
    from sandtable.face import simulate

    with progress(", ".join(filter(None, (scenario.title, scenario.variant))), futures) as step:
        return simulate(scenario, futures=futures, seed=seed, progress=step)


def _question(ensemble: Ensemble, claim: str) -> tuple[str, Mapping[str, Question]]:
    """What is asked: a statement's question by its id, or the claim as it is written; never a comparison."""
    import dataclasses

    from sandtable.claims.question import Question
    from sandtable.errors import InvalidInput, Problem, did_you_mean
    from sandtable.face import questions_of
    from sandtable.scenario.schema import Scenario

    known = questions_of(Scenario.model_validate(ensemble.scenario))
    if claim in known:
        return claim, {claim: dataclasses.replace(known[claim], than=None)}
    if " " not in claim.strip():
        hint = did_you_mean(claim, known) or f"It has: {', '.join(known)}."
        raise InvalidInput([Problem(f"there is no claim {claim!r}.", path="CLAIM", hint=hint)])
    return OWN, {OWN: Question(claim)}


def _refusal(message: str, path: str) -> Exception:
    from sandtable.errors import InvalidInput, Problem

    return InvalidInput([Problem(message, path=path)])


def _english(ensemble: Ensemble, claim: str) -> str:
    from sandtable.scenario.schema import Scenario
    from sandtable.views.figures import names_of, readable

    return readable(claim, names_of(Scenario.model_validate(ensemble.scenario)))


def _json(value: Any) -> None:
    import json

    typer.echo(json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False))
