"""What happened, fetched for a brief whose reader asks for hindsight (`brief --outcomes`), and for nobody else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sandtable.ensemble.ensemble import Ensemble
    from sandtable.scenario.schema import Scenario
    from sandtable.scoring.outcomes import Outcomes

__all__ = ["beside", "outcomes_of"]


def outcomes_of(name: str) -> Outcomes:
    """The outcomes beside the scenario of a name; those of a stored run beside the shipped scenario that it was of."""
    from sandtable.cli_open import stored_run
    from sandtable.scenario.library import folder_of, shipped
    from sandtable.scenario.read import read_scenario
    from sandtable.scenario.schema import Scenario
    from sandtable.scoring.outcomes import read_outcomes

    ensemble = stored_run(name)
    if ensemble is not None:
        scenario = Scenario.model_validate(ensemble.scenario)
        return read_outcomes(_shipped_as(scenario, name), scenario)
    folder = folder_of(name) if name in shipped() else Path(name)
    return read_outcomes(folder if folder.is_dir() else folder.parent, read_scenario(name))


def _shipped_as(scenario: Scenario, name: str) -> Path:
    """The folder of the shipped scenario of the same title and day; a run does not say where its scenario lay."""
    from sandtable.errors import InvalidInput, Problem
    from sandtable.scenario.library import folder_of, shipped
    from sandtable.scenario.read import read_scenario

    for one in shipped():
        other = read_scenario(one)
        if (other.title, other.as_of) == (scenario.title, scenario.as_of):
            return folder_of(one)
    text = "is a run of a scenario that does not ship, so what happened is not at hand; name the scenario's folder."
    raise InvalidInput([Problem(text, path=name)])


def beside(payload: dict[str, Any], ensemble: Ensemble, outcomes: Outcomes) -> dict[str, Any]:
    """The finished payload with what happened in it, and the scores that the back-test gives this run."""
    import dataclasses

    from sandtable.face import judge, questions_of
    from sandtable.scenario.schema import Scenario
    from sandtable.scoring.campaign import score_campaign
    from sandtable.views.hindsight import Happened, spelt_out, with_hindsight

    questions = questions_of(Scenario.model_validate(ensemble.scenario))
    asked = {one.claim: dataclasses.replace(questions[one.claim], than=None) for one in outcomes.claims}
    verdicts = judge(ensemble, asked) if asked else None
    judged = {row.id for row in verdicts.rows} if verdicts else set()  # too few futures under a condition: no verdict
    scored = dataclasses.replace(outcomes, claims=tuple(one for one in outcomes.claims if one.claim in judged))
    score = score_campaign("", ensemble, verdicts, scored)
    happened = {one: Happened(None, why) for one, why in outcomes.unsettled}
    sources = {one.claim: one.source for one in outcomes.claims} | {one.place: one.source for one in outcomes.places}
    deciding = {one.claim: one.arbiter for one in outcomes.claims} | {one.place: one.arbiter for one in outcomes.places}
    for one in outcomes.claims:
        why, source = spelt_out(one.arbiter, deciding), spelt_out(one.source, sources)
        happened[one.claim] = Happened(one.came_true, why, source, one.checked)
    return with_hindsight(payload, happened, len(score.claims), (score.brier, score.log))
