"""The stable face of sandtable for Python, continued: what a claim hangs on, what a change would do, a future of it.

Every function takes a run (or a scenario) and gives plain values: dictionaries, lists, numbers and texts, those that
the commands of the same names print with `--json`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from sandtable.assumptions.again import first_draws, run_again
from sandtable.assumptions.branching import Rerunner, branching
from sandtable.assumptions.chain import find_chain
from sandtable.assumptions.compare import Difference
from sandtable.assumptions.compare import compare as compare_runs
from sandtable.assumptions.compare_months import compare_months
from sandtable.assumptions.flip import flip as find_flips
from sandtable.assumptions.surrogate import combined
from sandtable.assumptions.typical import typical
from sandtable.assumptions.why import why as find_why
from sandtable.claims.judge import judge
from sandtable.claims.question import Question
from sandtable.ensemble.ensemble import Ensemble
from sandtable.errors import InvalidInput, Problem, did_you_mean
from sandtable.face import SUPPOSED_FUTURES, questions_of, simulate
from sandtable.scenario.edits import changed
from sandtable.scenario.marks import Marks
from sandtable.scenario.resolve import complete
from sandtable.scenario.schema import Scenario
from sandtable.scenario.variants import apply
from sandtable.views import branch, compared, flipped
from sandtable.views import combined as together
from sandtable.views import why as why_shown
from sandtable.views.figures import names_of, readable
from sandtable.views.story import places_named, story

__all__ = ["BASE", "asked", "compare", "english", "flip", "reading", "show", "suppose", "supposed_rows", "why"]

BASE = "base"
"""The name of the scenario as stated, among its variants."""
OWN = "asked"
"""The id of a claim that is written out by whoever asks."""
SUPPOSED = "supposed"


def _scenario_of(ensemble: Ensemble) -> Scenario:
    return Scenario.model_validate(ensemble.scenario)


def asked(ensemble: Ensemble, claim: str) -> dict[str, Question]:
    """A statement's question by its id, or a claim as it is written; never a comparison.

    InvalidInput for a word that is no statement's id.
    """
    known = questions_of(_scenario_of(ensemble))
    if claim in known:
        return {claim: dataclasses.replace(known[claim], than=None)}
    if " " not in claim.strip():
        hint = did_you_mean(claim, known) or f"It has: {', '.join(known)}."
        raise InvalidInput([Problem(f"there is no claim {claim!r}.", path="CLAIM", hint=hint)])
    return {OWN: Question(claim)}


def english(ensemble: Ensemble, claim: str) -> str:
    """A claim in plain English, with the names of the run's scenario."""
    return readable(claim, names_of(_scenario_of(ensemble)))


def why(ensemble: Ensemble, claim: str, *, surrogate: bool = False) -> dict[str, Any]:
    """What a claim hangs on: `assumptions` with gain, direction and curve, `groups`, `rule`, and the share of `luck`.

    `claim` is the id of a statement or a line of the claim language. Nothing is simulated. With `surrogate` (needs
    scikit-learn) also what assumptions do only together: `totals`, `pairs` and `entries`. InvalidInput for a claim that
    cannot be read, or whose condition too few futures meet.
    """
    question = asked(ensemble, claim)
    (key,) = question
    verdicts = judge(ensemble, question)
    if verdicts.refused:
        raise InvalidInput([Problem(str(verdicts.refused[0]), path=claim)])
    found = why_shown.as_json(find_why(ensemble, verdicts, key), english(ensemble, question[key].claim))
    return found | {"surrogate": together.as_json(combined(ensemble, verdicts, key)) if surrogate else None}


def flip(ensemble: Ensemble, claim: str, *, futures: int = SUPPOSED_FUTURES) -> dict[str, Any]:
    """The smallest change of each single assumption that gives a claim another word of likelihood, as tried.

    `futures` draws are run again for each trial. InvalidInput as for `why`.
    """
    question = asked(ensemble, claim)
    (key,) = question
    return flipped.as_json(find_flips(ensemble, question, futures=futures), english(ensemble, question[key].claim))


def show(ensemble: Ensemble, claim: str, *, happened: bool = True) -> dict[str, Any]:
    """A typical future in which a claim came true (or did not), as a dated `story`, and where it branched off.

    InvalidInput as for `why`, and where no future came out so.
    """
    question = asked(ensemble, claim)
    (key,) = question
    verdicts = judge(ensemble, question)
    future = None if verdicts.refused else typical(ensemble, verdicts, key, happened)
    if future is None:
        message = f"in none of the {ensemble.draws:,} futures that are looked at did it come out so."
        raise InvalidInput([Problem(message, path=claim)])
    rows = story(future.events, ensemble.manifest, _scenario_of(ensemble), places_named(question[key].claim))
    found = branching(Rerunner(ensemble, future, question[key], happened))
    said = branch.opening(english(ensemble, question[key].claim), future, happened)
    return branch.as_json(said, future, rows, ensemble.manifest, found)


def reading(scenario: Scenario, name: str) -> Scenario:
    """The complete scenario as stated (`base`), or under one of its variants; InvalidInput for a name that is none."""
    if name == BASE:
        return complete(scenario)
    if name not in scenario.variants:
        known = [BASE, *scenario.variants]
        hint = did_you_mean(name, known) or f"Known: {', '.join(known)}."
        raise InvalidInput([Problem(f"there is no variant {name!r}.", path="compare", hint=hint)])
    return complete(apply(scenario, name, Marks("scenario.json")))


def compare(
    scenario: Scenario,
    first: str,
    second: str,
    *,
    futures: int = SUPPOSED_FUTURES,
    seed: int = 1,
    couplings: bool = False,
) -> dict[str, Any]:
    """Two readings of a scenario (variants, or `base`) on the same draws and luck.

    The difference of every claim and of every monthly measure; with `couplings` also which of the model's couplings
    carry it, each switched off in turn. InvalidInput for a name that is no variant.
    """
    one, other = (simulate(reading(scenario, name), futures=futures, seed=seed) for name in (first, second))
    questions = questions_of(scenario)
    chain = find_chain(one, other, questions) if couplings else None
    rows, months = compare_runs(one, other, questions), compare_months(one, other)
    return compared.Compared(rows, months, chain, names_of(scenario), (first, second)).as_json()


def suppose(ensemble: Ensemble, edits: Mapping[str, Any], *, futures: int = SUPPOSED_FUTURES) -> dict[str, Any]:
    """A run's first draws again with values of its scenario changed: the paired difference of every claim.

    `edits` maps paths to values (`{"forces.hill-guard.fighters": [200, 400, 900]}`). InvalidInput names every path that
    is none, with the one that was probably meant.
    """
    rows, _ = supposed_rows(ensemble, edits, futures)
    return compared.as_json(rows, names_of(_scenario_of(ensemble)), (BASE, SUPPOSED)) | {SUPPOSED: dict(edits)}


def supposed_rows(
    ensemble: Ensemble, edits: Mapping[str, Any], futures: int
) -> tuple[tuple[Difference, ...], Ensemble]:
    """The differences that a change makes, and the part of the run that it was compared with."""
    scenario = _scenario_of(ensemble)
    edited = changed(scenario, dict(edits))
    base = first_draws(ensemble, futures)
    again = run_again(base, base.draws, edited, replicates=1)
    return compare_runs(base, again, questions_of(scenario)), base
