"""What a page may ask beside levers: what a claim hangs on, a future of it, and two readings side by side."""

from __future__ import annotations

import dataclasses
from typing import Any

from sandtable.app.desk import Desk
from sandtable.assumptions.branching import Rerunner, branching
from sandtable.assumptions.compare import compare
from sandtable.assumptions.stories import Told
from sandtable.assumptions.typical import typical
from sandtable.assumptions.why import why
from sandtable.errors import InvalidInput, Problem, did_you_mean
from sandtable.scenario.marks import Marks
from sandtable.scenario.resolve import complete
from sandtable.scenario.schema import Scenario
from sandtable.scenario.variants import apply
from sandtable.simulation.rehearsal import Rehearsal
from sandtable.views import compared
from sandtable.views import why as shown
from sandtable.views.explained import story_row
from sandtable.views.figures import names_of, readable
from sandtable.views.levers import lever_rows

__all__ = ["comparison", "future", "levers", "reasons"]

COMPARED = 2_000


def levers(desk: Desk) -> list[dict[str, Any]]:
    """What can be changed."""
    return lever_rows(desk.levers)


def _known(desk: Desk, claim: str) -> None:
    known = [row.id for row in desk.standing().verdicts.rows]
    if claim not in known:
        hint = did_you_mean(claim, known)
        raise InvalidInput([Problem(f"there is no claim {claim[:80]!r}.", path="claim", hint=hint)])


def reasons(desk: Desk, claim: str) -> dict[str, Any]:
    """What a claim hangs on, as `sandtable why --json` has it."""
    _known(desk, claim)
    standing = desk.standing()
    english = readable(desk.questions[claim].claim, names_of(desk.scenario))
    return shown.as_json(why(standing.ensemble, standing.verdicts, claim), english)


def future(desk: Desk, claim: str, happened: str = "1") -> dict[str, Any]:
    """A typical future in which a claim came true (`happened` 1) or failed (0), as the payload's `story` has it."""
    _known(desk, claim)
    if happened not in ("0", "1"):
        raise InvalidInput([Problem("must be 0 or 1.", path="happened")])
    standing, outcome = desk.standing(), happened == "1"
    found = typical(standing.ensemble, standing.verdicts, claim, outcome)
    if found is None:
        raise InvalidInput([Problem("in none of these futures did it come out so.", path="claim")])
    question = dataclasses.replace(desk.questions[claim], than=None)
    told = Told(question, outcome, found, branching(Rerunner(standing.ensemble, found, question, outcome)))
    return story_row(told, standing.ensemble.manifest, desk.scenario)


def comparison(desk: Desk, a: str, b: str) -> dict[str, Any]:
    """Two variants (or `base`) on the same futures, as `sandtable compare --json` has it."""
    scenario = desk.scenario
    known = ["base", *scenario.variants]
    wrong = [
        Problem(f"there is no variant {one[:80]!r}.", hint=did_you_mean(one, known))
        for one in (a, b)
        if one not in known
    ]
    if wrong:
        raise InvalidInput(wrong)
    first, second = (
        Rehearsal(_variant(scenario, one), desk.standing().ensemble.manifest.seed).ensemble(COMPARED) for one in (a, b)
    )
    rows = compare(first, second, desk.questions)
    return compared.as_json(rows, names_of(scenario), (a, b))


def _variant(scenario: Scenario, name: str) -> Scenario:
    return scenario if name == "base" else complete(apply(scenario, name, Marks("scenario.json")))
