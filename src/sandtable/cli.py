"""The command line: check, run, list, brief, demo and warmup. Nothing heavy is loaded before a command needs it."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sandtable.cli_backtest import register as register_backtest
from sandtable.cli_bargain import register as register_bargain
from sandtable.cli_change import register as register_change
from sandtable.cli_claims import register as register_claims
from sandtable.cli_files import register as register_files
from sandtable.cli_priors import register as register_priors
from sandtable.cli_scenarios import register
from sandtable.cli_serve import register as register_serve
from sandtable.cli_why import register as register_why

if TYPE_CHECKING:
    from sandtable.assumptions.structures import Structures as JudgedStructures
    from sandtable.claims.verdicts import Verdicts
    from sandtable.ensemble.ensemble import Ensemble
    from sandtable.errors import Problem
    from sandtable.scenario.read import Reading
    from sandtable.scenario.schema import Scenario
    from sandtable.views.variant_maps import HeldShares
__all__ = ["app"]

app = typer.Typer(
    help="Turn a written assessment of a conflict into a model you can run, and put its claims to the test.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
)

register(app)
register_claims(app)
register_backtest(app)
register_priors(app)
register_why(app)
register_change(app)
register_files(app)
register_serve(app)
register_bargain(app)

FLAGSHIP = "western-anbar-2017"
COUNTED = ("places", "routes", "actors", "forces", "formations", "events", "statements")
"""Sections that `check` counts."""
VARIANT_FUTURES = 2_000
"""Futures for each other reading of a scenario: enough for two points, quick enough for a first look."""

Name = Annotated[
    str, typer.Argument(help="a shipped scenario (see `list`), a folder that holds a scenario.yaml, or such a file")
]
Futures = Annotated[
    int, typer.Option("--futures", "-n", min=1, help="how many draws of the assumptions; each is run twice")
]
Seed = Annotated[int, typer.Option(help="names the luck: the same seed gives the same futures")]
Variant = Annotated[str | None, typer.Option(help="a named change of the scenario")]
Texts = Annotated[Path | None, typer.Option(help="a folder that holds the texts of the sources")]
Structures = Annotated[
    bool,
    typer.Option(
        "--structures/--no-structures",
        help="also run other laws of battle, rules of choice and readings, and show each claim's range over them",
    ),
]
Labels = Annotated[
    bool,
    typer.Option(
        "--labels/--no-labels",
        help="also take the premises of the political layers away one at a time, and say what carries each verdict",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="print JSON for a machine")]
Precise = Annotated[bool, typer.Option("--precise", help="go on until every claim is known to within a point")]
Workers = Annotated[int | None, typer.Option(min=1, help="threads; as many as there are cores when left out")]


def _version(wanted: bool) -> None:
    if wanted:
        from sandtable._version import __version__

        typer.echo(f"sandtable {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="print the version and stop")
    ] = False,
) -> None:
    """Turn a written assessment of a conflict into a model you can run, and put its claims to the test."""


@app.command("list")
def list_scenarios(as_json: AsJson = False) -> None:
    """List the scenarios that ship with sandtable."""
    from sandtable.scenario.library import shipped
    from sandtable.scenario.read import read_scenario
    from sandtable.views import tables

    scenarios = {name: read_scenario(name) for name in shipped()}
    if as_json:
        rows = [{"name": name, "title": one.title, "variants": list(one.variants)} for name, one in scenarios.items()]
        _print_json(rows)
    else:
        tables.show(tables.scenarios_table(scenarios))


@app.command()
def check(
    name: Name,
    variant: Variant = None,
    futures: Annotated[
        int | None, typer.Option("--futures", "-n", min=1, help="also run so many, for doubts that only a run shows")
    ] = None,
    seed: Seed = 1,
    texts: Texts = None,
    as_json: AsJson = False,
) -> None:
    """Check a scenario and its claims: every problem at once, at its line, with the likely meant word."""
    from sandtable.face import claims_of
    from sandtable.simulation.prepare import prepare

    reading = _read(name, variant, texts)
    scenario = reading.scenario
    prepare(scenario)
    counts = {section: len(getattr(scenario, section)) for section in COUNTED} | {"claims": len(claims_of(scenario))}
    warnings = [str(one) for one in (*reading.warnings, *_doubts(reading, futures, seed))]
    if as_json:
        cites = reading.cites.counts
        _print_json({"ok": True, "title": scenario.title, **counts, "cites": cites, "warnings": warnings})
        return
    for warning in warnings:
        typer.echo(warning, err=True)
    typer.echo(f"{scenario.title}: fit to run. {', '.join(f'{number} {word}' for word, number in counts.items())}.")
    typer.echo(reading.cites.line)


@app.command()
def run(
    name: Name,
    futures: Futures = 10_000,
    seed: Seed = 1,
    variant: Variant = None,
    out: Annotated[
        Path | None, typer.Option(help="keep the run in this folder; a stopped run is taken up again there")
    ] = None,
    workers: Workers = None,
    precise: Precise = False,
    structures: Structures = False,
    labels: Labels = False,
    as_json: AsJson = False,
) -> None:
    """Run a scenario's futures and judge its claims."""
    from sandtable.views import tables

    ensemble = (_precisely if precise else _simulate)(_read(name, variant).scenario, futures, seed, out, workers)
    from sandtable.face import brief_payload

    verdicts = _judge(ensemble)
    payload = brief_payload(ensemble, verdicts, {}, _structures(ensemble, structures))
    payload = _labelled(payload, ensemble, verdicts, labels)
    if as_json:
        _print_json(payload)
        return
    tables.show(tables.claims_table(payload))
    if payload["civilians"]:
        typer.echo(textwrap.fill(payload["civilians"]["text"], 80))
    if structures:
        tables.show(tables.structures_table(payload))
    if precise:
        _say_how_precise(verdicts)
    _say_where(ensemble, out)


@app.command()
def brief(
    name: Annotated[str, typer.Argument(help="the folder of a stored run, or anything that `run` takes")],
    out: Annotated[
        Path | None, typer.Option(help="where to write the page; brief.html where no other form is asked for")
    ] = None,
    pdf: Annotated[Path | None, typer.Option(help="write it as PDF to this file (extra `office`)")] = None,
    docx: Annotated[Path | None, typer.Option(help="write it as a Word document to this file (extra `office`)")] = None,
    futures: Futures = 10_000,
    seed: Seed = 1,
    variant: Variant = None,
    variants: Annotated[bool, typer.Option(help="also run the scenario's variants, for comparison")] = True,
    structures: Structures = False,
    labels: Labels = False,
    outcomes: Annotated[bool, typer.Option("--outcomes", help="also show what really happened")] = False,
) -> None:
    """Write the brief of a run: one HTML file that makes no outside request; the same as PDF or Word document."""
    from sandtable.cli_open import stored_run
    from sandtable.cli_outcomes import beside, outcomes_of
    from sandtable.views.brief import write_brief
    from sandtable.views.printed.forms import check_forms, write_forms

    wanted = {form: path for form, path in (("pdf", pdf), ("docx", docx)) if path is not None}
    check_forms(wanted)
    known = outcomes_of(name) if outcomes else None
    ensemble = stored_run(name, variant) or _simulate(_read(name, variant).scenario, futures, seed)
    page = out or (None if wanted else Path("brief.html"))
    payload = _brief(ensemble, None, variants, structures, labels)
    payload = beside(payload, ensemble, known) if known else payload
    for path in ([write_brief(payload, page)] if page else []) + write_forms(payload, wanted):
        typer.echo(f"Brief: {path.resolve()}")


@app.command()
def demo(
    futures: Futures = 10_000,
    seed: Seed = 1,
    out: Annotated[Path, typer.Option(help="folder for the brief")] = Path("sandtable-demo"),
    precise: Precise = False,
    structures: Structures = False,
    labels: Labels = False,
) -> None:
    """Run the flagship scenario and write its brief: the whole way from a written note to a page."""
    from sandtable.views import tables

    ensemble = (_precisely if precise else _simulate)(_read(FLAGSHIP).scenario, futures, seed)
    path = out / "brief.html"
    payload = _brief(ensemble, path, True, structures, labels)
    tables.show(tables.claims_table(payload))
    if structures:
        tables.show(tables.structures_table(payload))
    typer.echo("\n".join(payload["bottom_line"]["sentences"]))
    typer.echo(f"\nBrief: {path.resolve()}")


@app.command()
def warmup() -> None:
    """Prepare the engine for this machine, so that the first run need not."""
    import time

    from sandtable.face import read_scenario, simulate
    from sandtable.mechanisms.catalogue import MECHANISMS
    from sandtable.simulation.compose import cache_folder, is_compiled_here

    ready = is_compiled_here(MECHANISMS)
    start = time.perf_counter()
    simulate(read_scenario("three-towns"), futures=1)
    word = "was ready" if ready else f"prepared in {time.perf_counter() - start:.0f} s"
    typer.echo(f"The engine {word} ({cache_folder()}).")


def _print_json(value: Any) -> None:
    import json

    typer.echo(json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False))


def _doubts(reading: Reading, futures: int | None, seed: int) -> list[Problem]:
    """Doubts about statements and claims, at their lines; with `futures`, those that only a run shows as well."""
    import dataclasses

    from sandtable.claims.lint import lint_claims
    from sandtable.claims.lint_run import lint_run
    from sandtable.face import claims_of, judge
    from sandtable.scenario.lint_statements import lint_statements

    doubts = lint_claims(reading.scenario, claims_of(reading.scenario))
    if futures is not None:
        ensemble = _simulate(reading.scenario, futures, seed, None, None)
        known = {(one.path, one.message) for one in doubts}
        doubts += [one for one in lint_run(ensemble, judge(ensemble)) if (one.path, one.message) not in known]
    paths = [f"statements.{one.path}" for one in doubts]
    placed = [
        dataclasses.replace(one, path=path, mark=reading.marks.of(f"{path}.claim"))
        for one, path in zip(doubts, paths, strict=True)
    ]
    found = [*lint_statements(reading.scenario, reading.marks), *placed]
    return sorted(found, key=lambda one: (one.mark.line, one.mark.column) if one.mark else (0, 0))


def _read(name: str, variant: str | None = None, texts: Path | None = None) -> Reading:
    """Read a scenario, its cites and its claims, so that nothing runs for long and then cannot be judged."""
    from sandtable.claims.names import check_ids
    from sandtable.claims.question import check_questions
    from sandtable.claims.scope import scope_of_scenario
    from sandtable.errors import InvalidInput, Problem
    from sandtable.face import questions_of
    from sandtable.scenario.read import read

    reading = read(name, variant, texts=texts)
    scope = scope_of_scenario(reading.scenario)
    found = [(one, one.path) for one in check_ids(scope)]
    for one in check_questions(questions_of(reading.scenario), scope):
        found.append((one, f"statements.{one.path}" + ("" if "." in one.path else ".claim")))
    if found:
        raise InvalidInput(Problem(one.message, path, reading.marks.of(path), one.hint) for one, path in found)
    return reading


def _simulate(
    scenario: Scenario, futures: int, seed: int, out: Path | None = None, workers: int | None = None
) -> Ensemble:
    """Run with progress on a terminal; a run stopped by Ctrl-C goes on with the blocks it has."""
    from sandtable.face import simulate
    from sandtable.mechanisms.catalogue import MECHANISMS
    from sandtable.simulation.compose import is_compiled_here
    from sandtable.views.progress import futures_progress

    if not is_compiled_here(MECHANISMS):
        typer.echo("Preparing the engine for this machine (once) …", err=True)
    with futures_progress(", ".join(filter(None, (scenario.title, scenario.variant))), futures) as step:
        ensemble = simulate(scenario, futures=futures, seed=seed, folder=out, progress=step, workers=workers)
    if not ensemble.complete:
        typer.echo(f"Stopped early: {ensemble.draws:,} of {futures:,} futures are kept and judged.", err=True)
    return ensemble


def _precisely(
    scenario: Scenario, futures: int, seed: int, out: Path | None = None, workers: int | None = None
) -> Ensemble:
    """Run until every claim is known to within a point; says at each look how far it has come."""
    from sandtable.face import simulate_precisely

    def look(done: int, needed: int) -> None:
        if needed > done:
            typer.echo(f"{done:,} futures; going on to {needed:,} …", err=True)

    return simulate_precisely(scenario, futures=futures, seed=seed, folder=out, look=look, workers=workers)


def _judge(ensemble: Ensemble) -> Verdicts:
    """What the statements ask, with their suppositions; claims without enough futures are named."""
    from sandtable.face import judge, suppose

    verdicts = suppose(ensemble, judge(ensemble))
    for one in verdicts.refused:
        typer.echo(str(one), err=True)
    return verdicts


def _say_how_precise(verdicts: Verdicts) -> None:
    from sandtable.assumptions.precise import too_wide

    wide = too_wide(verdicts)
    if wide:
        typer.echo(f"Stopped at the most that --precise runs. Not within a point: {', '.join(wide)}.")
    else:
        typer.echo("Every claim is within a point, all at once, at 95 %.")


def _structures(ensemble: Ensemble, wanted: bool) -> JudgedStructures | None:
    """The claims under other structures of the model, if wanted."""
    from sandtable.face import judge_structures

    return judge_structures(ensemble, min(VARIANT_FUTURES, ensemble.manifest.draws)) if wanted else None


def _labelled(payload: dict[str, Any], ensemble: Ensemble, verdicts: Verdicts, wanted: bool) -> dict[str, Any]:
    """The payload with the label of each political verdict, if wanted."""
    if not wanted:
        return payload
    from sandtable.face import label
    from sandtable.views.label import with_labels
    from sandtable.views.progress import futures_progress

    with futures_progress("premises taken away", 1) as step:
        return with_labels(payload, label(ensemble, verdicts, progress=step))


def _brief(
    ensemble: Ensemble, path: Path | None, with_variants: bool, with_structures: bool, with_labels: bool
) -> dict[str, Any]:
    """Judge, run the other readings if wanted, and write the page to the path if any; returns what it shows."""
    from sandtable.face import brief_payload, judge_variants
    from sandtable.views.brief import write_brief
    from sandtable.views.variant_maps import with_variant_maps

    verdicts = _judge(ensemble)
    others: dict[str, Verdicts] = {}
    maps: dict[str, HeldShares] = {}
    if with_variants and not ensemble.manifest.variant:
        others = judge_variants(ensemble, min(VARIANT_FUTURES, ensemble.manifest.draws), maps)
    payload = brief_payload(ensemble, verdicts, others, _structures(ensemble, with_structures), stories=True)
    payload = with_variant_maps(payload, ensemble, maps)
    payload = _labelled(payload, ensemble, verdicts, with_labels)
    if path is not None:
        write_brief(payload, path)
    return payload


def _say_where(ensemble: Ensemble, out: Path | None) -> None:
    run = ensemble.manifest
    what = f"seed {run.seed}, scenario {run.scenario_hash[:12]}, priors {run.prior_set}"
    typer.echo(f"{ensemble.draws:,} futures, {what}.")
    if out is None:
        typer.echo("Nothing was kept; add --out FOLDER to keep the run.")
    else:
        typer.echo(f"Run kept in {out}. `sandtable brief {out}` writes its page.")
