"""The commands that change something: `compare` (two readings), `suppose` (one edit), `flip` (what it would take)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sandtable.cli_asked import (
    AsJson,
    ClaimText,
    Futures,
    Name,
    Seed,
    english_of,
    question_of,
    run_of,
    say_json,
)
from sandtable.cli_open import opened

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandtable.views.compared import Compared

__all__ = ["register"]

Again = Annotated[int, typer.Option("--again", min=1, help="futures to run again for each change that is tried")]


def register(app: typer.Typer) -> None:
    """Put the commands of this file on the command line."""
    app.command("compare")(compare)
    app.command("suppose")(suppose)
    app.command("flip")(flip)


def compare(
    name: Annotated[str, typer.Argument(help="a shipped scenario, a folder or a file")],
    first: Annotated[str, typer.Argument(metavar="A", help="a variant, or `base`: the scenario as stated")],
    second: Annotated[str, typer.Argument(metavar="B", help="a variant, or `base`")],
    futures: Annotated[int, typer.Option("--futures", "-n", min=1, help="futures to run of each")] = 2_000,
    couplings: Annotated[
        bool,
        typer.Option("--couplings", help="also switch each coupling off in turn: which carry the difference"),
    ] = False,
    seed: Seed = 1,
    as_json: AsJson = False,
) -> None:
    """Compare two readings of a scenario on the same draws and luck: every claim and every monthly measure."""
    from sandtable.assumptions.chain import find_chain
    from sandtable.assumptions.compare import compare as find
    from sandtable.assumptions.compare_months import compare_months
    from sandtable.face import questions_of
    from sandtable.scenario.read import read
    from sandtable.views.compared import Compared
    from sandtable.views.figures import names_of

    scenario = read(name).scenario
    known = {"base": "as stated"} | {key: one.title or key for key, one in scenario.variants.items()}
    _check_readings((first, second), known)
    readings = [read(name, None if one == "base" else one).scenario for one in (first, second)]
    one, other = (run_of(reading, futures, seed) for reading in readings)
    questions = questions_of(scenario)
    chain = find_chain(one, other, questions) if couplings else None
    rows, months = find(one, other, questions), compare_months(one, other)
    found = Compared(rows, months, chain, names_of(scenario), (first, second))
    if as_json:
        say_json(found.as_json())
    else:
        _say_compared(found, known, f"{one.draws:,} futures of each, seed {seed}, on the same draws and luck")


def _say_compared(found: Compared, known: Mapping[str, str], how: str) -> None:
    from sandtable.views import compared, tables

    for key in found.titles:
        tables.say(f"{key}: {known[key]}")
    tables.say("")
    tables.show(compared.compared_table(found.rows, found.names, found.titles))
    tables.say("")
    tables.show(compared.months_table(found.months, found.names, found.titles))
    if found.chain is not None:
        tables.say("")
        tables.show(compared.chain_table(found.chain, found.rows, found.names))
        tables.say(compared.CHAIN_SAYS)
    tables.say(f"{how}; all differences hold at 95 %.")


def _check_readings(wanted: tuple[str, str], known: Mapping[str, str]) -> None:
    from sandtable.errors import InvalidInput, Problem, did_you_mean

    wrong = [one for one in wanted if one not in known]
    if wrong:
        known_ones = f"Known: {', '.join(known)}."
        hints = {one: did_you_mean(one, known) or known_ones for one in wrong}
        raise InvalidInput([Problem(f"there is no variant {one!r}.", path="compare", hint=hints[one]) for one in hints])


def suppose(
    name: Name,
    edits: Annotated[list[str], typer.Argument(metavar="PATH=VALUE…", help="what is supposed, as in a variant")],
    again: Again = 2_000,
    futures: Futures = 2_000,
    seed: Seed = 1,
    save_as: Annotated[
        str | None, typer.Option("--save-as", metavar="VARIANT", help="also write it into the scenario as a variant")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Suppose a change without writing a variant: the same futures again, and the difference of every claim."""
    from sandtable.face_why import BASE, SUPPOSED, supposed_rows
    from sandtable.scenario.edits import changed, read_edits
    from sandtable.scenario.read import read
    from sandtable.scenario.schema import Scenario
    from sandtable.views import compared, tables
    from sandtable.views.figures import names_of

    values = read_edits(edits)
    stored = (Path(name) / "manifest.json").is_file()
    if not stored:
        changed(read(name).scenario, values)  # a slip of the pen is told before anything runs
    ensemble = opened(name, futures, seed)
    rows, base = supposed_rows(ensemble, values, again)
    names, titles = names_of(Scenario.model_validate(ensemble.scenario)), (BASE, SUPPOSED)
    saved = _saved(name, save_as, values, stored) if save_as else None
    if as_json:
        say_json(compared.as_json(rows, names, titles) | {SUPPOSED: values, "saved": saved})
        return
    tables.say(f"Supposed: {', '.join(edits)}")
    tables.say("")
    tables.show(compared.compared_table(rows, names, titles))
    tables.say(f"{base.draws:,} futures of each on the same draws and luck; all differences hold at 95 %.")
    if saved is not None:
        tables.say(f"Saved as the variant {saved['id']} in {saved['file']}.")


def _saved(name: str, key: str, values: Mapping[str, Any], stored: bool) -> dict[str, Any]:
    """Save a change as a variant, titled with what it changes."""
    from sandtable.app.saving import Shelf

    title = ", ".join(f"{path} = {value}" for path, value in values.items())
    return Shelf(name, Path.cwd(), stored=stored).save(key, title, values)


def flip(
    name: Name,
    claim: ClaimText,
    again: Again = 2_000,
    futures: Futures = 10_000,
    seed: Seed = 1,
    as_json: AsJson = False,
) -> None:
    """Find the smallest change of one assumption that gives a claim another word of likelihood, and try it."""
    from sandtable.assumptions.flip import flip as find
    from sandtable.views import flipped, tables

    ensemble = opened(name, futures, seed)
    key, asked = question_of(ensemble, claim)
    found = find(ensemble, asked, futures=again)
    english = english_of(ensemble, asked[key].claim)
    if as_json:
        say_json(flipped.as_json(found, english))
        return
    tables.say(flipped.opening(found, english))
    if found.flips:
        tables.say("")
        tables.show(flipped.flips_table(found))
        tables.say("")
    for line in flipped.closing(found, min(again, ensemble.draws)):
        tables.say(line)
