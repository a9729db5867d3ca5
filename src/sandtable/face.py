"""The stable face of sandtable for Python: the four verbs of the command line.

A run from a name to a page: `scenario = read_scenario("three-towns")`, `ensemble = simulate(scenario, futures=2_000)`,
`verdicts = judge(ensemble)`, `write_brief(ensemble, "brief.html")`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sandtable.assumptions.ablation import labels_of
from sandtable.assumptions.again import run_again
from sandtable.assumptions.hangs_on import hangs_on
from sandtable.assumptions.labels import Label
from sandtable.assumptions.precise import MOST, draws_needed
from sandtable.assumptions.stories import tell
from sandtable.assumptions.structures import Structures, run_structures
from sandtable.assumptions.suppose import Edit, with_supposed
from sandtable.assumptions.under_condition import with_conditional_ranges
from sandtable.assumptions.why import why_all
from sandtable.claims.judge import judge as judge_claims
from sandtable.claims.question import Question
from sandtable.claims.verdicts import Verdicts
from sandtable.ensemble.ensemble import Ensemble
from sandtable.evidence.cites import Document
from sandtable.scenario.library import folder_of, shipped
from sandtable.scenario.marks import Marks
from sandtable.scenario.read import read_scenario
from sandtable.scenario.resolve import complete
from sandtable.scenario.schema import Scenario
from sandtable.scenario.supposed import supposed, title_of
from sandtable.scenario.texts import texts_of
from sandtable.scenario.variants import apply
from sandtable.simulation.run import DEFAULT_FUTURES, Progress, Settings, simulate_until
from sandtable.simulation.run import simulate as simulate_scenario
from sandtable.views.brief import Brief
from sandtable.views.brief import write_brief as draw_brief
from sandtable.views.civilians import with_civilians
from sandtable.views.evidence_rows import with_evidence
from sandtable.views.explained import with_explained
from sandtable.views.exports.export import export, format_named
from sandtable.views.exports.source import Source
from sandtable.views.hangs import sentence
from sandtable.views.label import with_labels
from sandtable.views.payload import build_payload
from sandtable.views.printed.forms import FORMS, check_forms, write_forms
from sandtable.views.structures import with_structures
from sandtable.views.variant_maps import HeldShares, held_shares
from sandtable.views.weights import with_influence

__all__ = [
    "brief",
    "brief_payload",
    "claims_of",
    "export_run",
    "judge",
    "judge_structures",
    "judge_variants",
    "label",
    "questions_of",
    "read_scenario",
    "simulate",
    "simulate_precisely",
    "suppose",
    "write_brief",
]

LABEL_FUTURES = 1_000
"""Futures that are run again without each premise, for the labels."""
SUPPOSED_FUTURES = 2_000
"""Futures that are run again for a supposition: on the same luck few turn, so their difference is known well."""


def simulate(
    scenario: Scenario,
    *,
    futures: int = DEFAULT_FUTURES,
    seed: int = 1,
    folder: str | Path | None = None,
    progress: Progress | None = None,
    workers: int | None = None,
) -> Ensemble:
    """Run a scenario: `futures` draws of its assumptions, each with two independent runs of luck.

    The results are kept in `folder`; without one they live in a temporary folder as long as the ensemble does.
    `progress` is called with (done, in all). Same scenario, seed and version give the same bytes. InvalidInput when
    numbers are out of range or the folder holds something else.
    """
    where = None if folder is None else Path(folder)
    settings = Settings(workers=workers)
    return simulate_scenario(scenario, futures=futures, seed=seed, folder=where, progress=progress, settings=settings)


def simulate_precisely(
    scenario: Scenario,
    *,
    futures: int = DEFAULT_FUTURES,
    seed: int = 1,
    folder: str | Path | None = None,
    look: Progress | None = None,
    workers: int | None = None,
) -> Ensemble:
    """Run a scenario until every one of its claims is known to within a point, or 100,000 draws are done.

    The first look comes after `futures` draws; the intervals hold at every look, so looking costs nothing. `look` is
    called with (draws done, draws that seem to be needed). Whole blocks are run; the run is complete when it ends.
    """
    questions = questions_of(scenario)

    def wanted(ensemble: Ensemble) -> int:
        goal = draws_needed(ensemble, questions) if ensemble.draws else futures
        if look is not None:
            look(ensemble.draws, min(goal, MOST))
        return goal

    where = None if folder is None else Path(folder)
    settings = Settings(workers=workers)
    return simulate_until(scenario, wanted, most=max(MOST, futures), seed=seed, folder=where, settings=settings)


def questions_of(scenario: Scenario) -> dict[str, Question]:
    """What a scenario's statements ask of the futures, by statement id: the claim, its condition and comparison."""
    return {
        key: Question(statement.claim, statement.given, statement.than, statement.undecided)
        for key, statement in scenario.statements.items()
        if statement.claim
    }


def claims_of(scenario: Scenario) -> dict[str, str]:
    """The claims of a scenario's statements, by statement id."""
    return {key: statement.claim for key, statement in scenario.statements.items() if statement.claim}


def _scenario_of(ensemble: Ensemble) -> Scenario:
    return Scenario.model_validate(ensemble.scenario)


def judge(ensemble: Ensemble, claims: Mapping[str, str | Question] | None = None) -> Verdicts:
    """How often each claim came true; without `claims`, what the statements of the scenario that was run ask.

    InvalidInput names every claim that cannot be read.
    """
    return judge_claims(ensemble, questions_of(_scenario_of(ensemble)) if claims is None else claims)


def _edits(scenario: Scenario) -> dict[str, Edit]:
    """The changes that the statements of a scenario suppose, by statement id."""
    marks = Marks("scenario.json")
    return {
        key: Edit(supposed(scenario, one, marks), title_of(scenario, one))
        for key, one in scenario.statements.items()
        if one.claim and one.suppose is not None
    }


def label(
    ensemble: Ensemble, verdicts: Verdicts, futures: int = LABEL_FUTURES, progress: Progress | None = None
) -> dict[str, Label]:
    """Where each political verdict comes from: data, a premise of the model, or an input that it only gives back.

    The premises of the political layers are taken away one at a time, each on the same `futures` draws and luck.
    """
    scenario = _scenario_of(ensemble)
    edits = _edits(scenario)
    return labels_of(ensemble, verdicts, questions_of(scenario), edits, futures=futures, progress=progress)


def suppose(
    ensemble: Ensemble, verdicts: Verdicts, futures: int = SUPPOSED_FUTURES, progress: Progress | None = None
) -> Verdicts:
    """The verdicts, with what becomes of each claim whose statement supposes a change: the same futures run again.

    Claims with a condition get their range over assumptions too, which also takes running futures again.
    """
    scenario = _scenario_of(ensemble)
    edits = _edits(scenario)
    ranged = with_conditional_ranges(ensemble, verdicts, questions_of(scenario))
    return with_supposed(ensemble, ranged, questions_of(scenario), edits, futures=futures, progress=progress)


def judge_structures(base: Ensemble, futures: int) -> Structures:
    """The claims of the scenario that was run, judged under other structures of the model on the same luck.

    Structures are other settings (law of battle, rule of choice, collapse, cascade), one at a time, and the variants
    that the scenario marks `structure: true`. `futures` draws are run under each.
    """
    return run_structures(base, questions_of(_scenario_of(base)), futures)


def judge_variants(base: Ensemble, futures: int, maps: dict[str, HeldShares] | None = None) -> dict[str, Verdicts]:
    """The claims of the scenario that was run, judged under each of its variants: same seed, so the same luck.

    `maps` is filled with who holds what under each, for `with_variant_maps`.
    """
    scenario = _scenario_of(base)
    judged = {}
    for name in scenario.variants:
        changed = complete(apply(scenario, name, Marks("scenario.json")))
        ensemble = run_again(base, futures, changed, replicates=1)  # a difference needs no twins
        judged[name] = judge_claims(ensemble, questions_of(scenario))
        if maps is not None:
            maps[name] = held_shares(ensemble)
    return judged


def brief_payload(
    ensemble: Ensemble,
    verdicts: Verdicts,
    variants: Mapping[str, Verdicts],
    structures: Structures | None = None,
    stories: bool = False,
    explained: bool = True,
) -> dict[str, Any]:
    """Everything that a brief shows, as JSON values (documented in the reference under *payload*).

    `explained` False leaves out what claims hang on, for a look at once. `stories` also tells a future of each forecast
    and of the claim that leads: a second or so of running for each.
    """
    scenario = _scenario_of(ensemble)
    titles = {name: variant.title or name for name, variant in scenario.variants.items()}
    unconditional = tuple(row.id for row in verdicts.rows if row.given is None and explained)
    found = hangs_on(ensemble, verdicts, unconditional, _readings(scenario, variants))
    sentences = {item.claim: sentence(item, titles) for item in found}
    payload = build_payload(ensemble, scenario, verdicts, hangs_on=sentences, variants=variants)
    whole = with_influence(with_labels(with_structures(payload, structures), None), ensemble, scenario)
    whole = with_civilians(whole, ensemble)
    reasons = why_all(ensemble, verdicts, [row.id for row in verdicts.rows]) if explained else {}
    told = tell(ensemble, verdicts, questions_of(scenario), _worth_a_story(payload)) if stories else {}
    shown = with_explained(whole, ensemble, reasons, told)
    return with_evidence(shown, scenario, _texts_at_hand(scenario))


def _texts_at_hand(scenario: Scenario) -> dict[str, Document]:
    """The texts of the sources: those that ship with a scenario, and those in the folder that SANDTABLE_TEXTS names."""
    documents: dict[str, Document] = {}
    for name in shipped():
        documents |= texts_of(scenario, Marks("scenario.json"), folder_of(name)).documents
    return documents


def _worth_a_story(payload: Mapping[str, Any]) -> list[str]:
    """The claim that leads, and the author's forecasts."""
    lead = payload["bottom_line"]["claim"]
    forecasts = [row["id"] for row in payload["claims"] if row["kind"] in ("forecast", "conditional")]
    return [one for one in (lead, *forecasts) if one]


def _readings(scenario: Scenario, variants: Mapping[str, Verdicts]) -> Mapping[str, Verdicts]:
    """The variants that read the assessment in another way; a change of the facts, such as a lever, is no reading.

    Where a scenario marks no variant as a structure, all of them count.
    """
    marked = {name: judged for name, judged in variants.items() if scenario.variants[name].structure}
    return marked or variants


def brief(ensemble: Ensemble, *, variants: int = 0) -> Brief:
    """The brief of a run as a value that a notebook shows by itself, in a frame that can reach nothing outside.

    `variants` futures of each variant of the scenario are run for comparison. `brief(run).write("brief.html")` keeps
    the page.
    """
    others = judge_variants(ensemble, variants) if variants else {}
    return Brief(brief_payload(ensemble, judge(ensemble), others))


def write_brief(
    ensemble: Ensemble,
    path: str | Path,
    *,
    verdicts: Verdicts | None = None,
    variants: Mapping[str, Verdicts] | None = None,
    structures: Structures | None = None,
) -> Path:
    """Write the brief of a run: one HTML file that makes no outside request, or a PDF or DOCX by the path's ending.

    Returns its path. `variants` are the claims judged under other readings of the scenario (`judge_variants`), shown
    beside the base, `structures` those under other structures of the model (`judge_structures`).
    """
    where, form = Path(path), Path(path).suffix.lower().removeprefix(".")
    wanted = {form: where} if form in FORMS else {}
    check_forms(wanted)
    payload = brief_payload(ensemble, verdicts or judge(ensemble), variants or {}, structures)
    if wanted:
        write_forms(payload, wanted)
    else:
        draw_brief(payload, where)
    return where


def export_run(ensemble: Ensemble, path: str | Path, form: str | None = None) -> Path:
    """Write a run in the file or folder of another program; returns its path.

    `form` names the format (`csv`, `parquet`, `xlsx`, `geojson`, `gpkg`, `gexf`, `netcdf`); left out, the ending of the
    path says it. InvalidInput where something is there already or a library is missing.
    """
    where = Path(path)
    chosen = format_named(form, where)
    verdicts = judge(ensemble)
    source = Source(ensemble, _scenario_of(ensemble), verdicts, brief_payload(ensemble, verdicts, {}))
    return export(source, where, chosen)
