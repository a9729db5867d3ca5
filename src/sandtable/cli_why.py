"""The commands that explain a claim: `why` (what it hangs on) and `show` (a future in which it came true)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sandtable.cli_asked import (
    AsJson,
    ClaimText,
    Futures,
    Name,
    Seed,
    english_of,
    question_of,
    refusal,
    say_json,
)
from sandtable.cli_open import opened

if TYPE_CHECKING:
    from sandtable.assumptions.surrogate import Combined

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Put the commands of this file on the command line."""
    app.command("why")(why)
    app.command("show")(show)


def why(
    name: Name,
    claim: ClaimText,
    futures: Futures = 10_000,
    seed: Seed = 1,
    surrogate: Annotated[
        bool, typer.Option("--surrogate", help="also look for what assumptions do only together (needs scikit-learn)")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Say what a claim hangs on: what learning each assumption would gain, which way it moves, and how much is luck."""
    from sandtable.assumptions.surrogate import combined
    from sandtable.assumptions.why import why as find
    from sandtable.claims.judge import judge
    from sandtable.views import combined as together
    from sandtable.views import tables
    from sandtable.views import why as shown

    ensemble = opened(name, futures, seed)
    key, asked = question_of(ensemble, claim)
    verdicts = judge(ensemble, asked)
    if verdicts.refused:
        raise refusal(str(verdicts.refused[0]), claim)
    found, english = find(ensemble, verdicts, key), english_of(ensemble, asked[key].claim)
    more = combined(ensemble, verdicts, key) if surrogate else None
    if as_json:
        say_json(shown.as_json(found, english) | {"surrogate": None if more is None else together.as_json(more)})
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
    if more is not None:
        _say_together(more)


def _say_together(more: Combined) -> None:
    from sandtable.views import combined as together
    from sandtable.views import tables

    for line in together.said(more):
        tables.say(line)
    for rows, table in ((more.totals, together.totals_table), (more.pairs, together.pairs_table)):
        if rows:
            tables.say("")
            tables.show(table(more))


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

    ensemble = opened(name, futures, seed)
    key, asked = question_of(ensemble, claim)
    verdicts = judge(ensemble, asked)
    future = None if verdicts.refused else typical(ensemble, verdicts, key, not false)
    if future is None:
        many = f"{ensemble.draws:,} futures"
        raise refusal(f"in none of the {many} that are looked at did it come out so.", claim)
    run, scenario = ensemble.manifest, Scenario.model_validate(ensemble.scenario)
    rows = story(future.events, run, scenario, places_named(asked[key].claim))
    found = branching(Rerunner(ensemble, future, asked[key], not false))
    said = branch.opening(english_of(ensemble, asked[key].claim), future, not false)
    if as_json:
        say_json(branch.as_json(said, future, rows, run, found))
        return
    tables.say(said)
    tables.say("")
    tables.show(branch.story_table(rows, run, found, everything))
    tables.say("")
    for line in branch.branching_lines(found, run, not false):
        tables.say(line)
