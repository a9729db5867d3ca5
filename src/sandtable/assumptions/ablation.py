"""Takes the premises of the political layers away one at a time, on the same draws and luck, and labels each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from sandtable.assumptions.again import run_again, whole_from_the_start
from sandtable.assumptions.labels import Bools, Floats, Label, echoed_event, label_of, strongest_input, with_input
from sandtable.assumptions.premises import Premise, is_of_events_alone, is_political, judged_entry, premises_of
from sandtable.assumptions.suppose import Edit, paired_change
from sandtable.claims.comparison import Comparison, paired
from sandtable.claims.judge import ALPHA, judge
from sandtable.claims.nodes import Node, references
from sandtable.claims.parse import parse
from sandtable.claims.question import Question
from sandtable.claims.verdicts import OUTSIDE, Verdicts
from sandtable.ensemble.ensemble import Ensemble
from sandtable.scenario.schema import Scenario

__all__ = ["labels_of"]

Verdicts8 = npt.NDArray[np.int8]
CHANCE = ".probability"
MIDDLE = 0.5
CITED = "cited:"
"""How the basis of a number begins that words of a source carry."""
DAYS = (".on", ".opens")
"""How the assumptions end that say when a dated event or a base comes."""


def labels_of(
    base: Ensemble,
    verdicts: Verdicts,
    questions: Mapping[str, Question],
    edits: Mapping[str, Edit],
    *,
    futures: int,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Label]:
    """The label of every verdict that speaks of politics, or of dated events alone; by claim id.

    At most `futures` draws are run again for each premise; `edits` are the changes that claims suppose. `progress` is
    called with (premises done, in all).
    """
    draws = min(futures, whole_from_the_start(base))
    scenario = Scenario.model_validate(base.scenario)
    asked = {row.id: replace(questions[row.id], than=None) for row in verdicts.rows if row.id in questions}
    claims = {key: parse(question.claim) for key, question in asked.items()}
    asked = {key: one for key, one in asked.items() if is_political(claims[key]) or is_of_events_alone(claims[key])}
    if not asked or draws == 0:
        return {}
    supposing = _clear_suppositions(verdicts, edits, asked)
    premises = premises_of(scenario)
    share = ALPHA / max(1, len(premises))
    moved: dict[str, dict[str, tuple[Premise, Comparison]]] = {key: {} for key in asked}
    for number, premise in enumerate(premises):
        judged = judge(run_again(base, draws, premise.change(scenario), replicates=1), asked)
        for row in judged.rows:
            if row.id not in supposing:
                moved[row.id][premise.id] = premise, paired_change(judged, verdicts, row.id, draws, share)
        for key, edit in supposing.items():
            again = judge(run_again(base, draws, premise.change(edit.scenario), replicates=1), {key: asked[key]})
            moved[key][premise.id] = premise, _between(again, judged, key, share)
        if progress is not None:
            progress(number + 1, len(premises))
    drawn = _drawn(base, scenario)
    found = {}
    for key in asked:
        row = verdicts.row(key)
        if key in supposing and row.supposed is not None:
            found[key] = label_of(row.probability, moved[key], difference=row.supposed.change)
        else:
            settled = verdicts.settled[verdicts.number(key), :, 0]
            found[key] = _label(settled, draws, moved[key], drawn, claims[key])
    return found


def _clear_suppositions(
    verdicts: Verdicts, edits: Mapping[str, Edit], asked: Mapping[str, Question]
) -> dict[str, Edit]:
    """The changes that move their claim by more than chance: only such a difference can be carried by anything."""
    found = {}
    for row in verdicts.rows:
        change = row.supposed.change if row.supposed else None
        if row.id in asked and row.id in edits and change is not None and (change.low > 0.0 or change.high < 0.0):
            found[row.id] = edits[row.id]
    return found


def _between(one: Verdicts, other: Verdicts, key: str, alpha: float) -> Comparison:
    """The difference of one claim between two runs of the same futures."""
    known = all(any(row.id == key for row in verdicts.rows) for verdicts in (one, other))
    if not known:
        return Comparison(0, 0, 0, 0.0, 0.0, 0.0)
    first, second = (verdicts.settled[verdicts.number(key), :, 0] for verdicts in (one, other))
    both = (first != OUTSIDE) & (second != OUTSIDE)
    return paired(np.asarray(first[both] == 1), np.asarray(second[both] == 1), alpha)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What was drawn for each draw of a run, and which events wait for nothing.

    `events`: by entry, whether it occurs and the level of its day; `inputs`: by meaning, the lower half of every number
    that is a judgement; `free`: ids of dated events that no place's fall has to come before.
    """

    scenario: Scenario
    events: Mapping[str, tuple[Bools, Floats]]
    inputs: Mapping[str, tuple[Bools, bool]]
    free: frozenset[str]


def _label(
    settled: Verdicts8, draws: int, without: Mapping[str, tuple[Premise, Comparison]], drawn: _Drawn, claim: Node
) -> Label:
    """The label of one claim from its verdicts, (draw,), of which the first `draws` were run again."""
    spoken = settled != OUTSIDE
    truth = settled == 1
    events = {name: (occurs[spoken], day[spoken]) for name, (occurs, day) in drawn.events.items()}
    event = echoed_event(truth[spoken], events)
    named = [name for kind, name in references(claim) if kind == "event"]
    if event is None and is_of_events_alone(claim) and drawn.free.issuperset(named):
        event = ", ".join(dict.fromkeys(named))
    first = spoken[:draws]
    share = float(truth[:draws][first].mean()) if first.any() else 0.0
    inputs = {meaning: (lower[spoken], chance) for meaning, (lower, chance) in drawn.inputs.items()}
    found = strongest_input(truth[spoken], inputs)
    return with_input(label_of(share, without, event), found, judged_entry(claim, drawn.scenario))


def _drawn(base: Ensemble, scenario: Scenario) -> _Drawn:
    levels = np.concatenate([block.uniforms for block in base.blocks()])
    columns = {one.name: number for number, one in enumerate(base.manifest.assumptions)}
    names = {one.serves for one in base.manifest.assumptions if one.name.endswith((CHANCE, *DAYS))}
    events = {}
    for name in sorted(names - {""}):
        chance = columns.get(name + CHANCE)
        day = next((columns[name + end] for end in DAYS if name + end in columns), None)
        occurs = np.ones(len(levels), np.bool_)
        if chance is not None:
            occurs = levels[:, chance] < base.manifest.assumptions[chance].usual
        events[name] = occurs, levels[:, day] if day is not None else np.zeros(len(levels))
    inputs = {}
    for number, one in enumerate(base.manifest.assumptions):
        if not one.basis.startswith(CITED):
            is_chance = one.name.endswith(CHANCE)
            inputs[one.meaning] = levels[:, number] < (one.usual if is_chance else MIDDLE), is_chance
    free = frozenset(key for key, event in scenario.events.items() if event.after is None)
    return _Drawn(scenario, events, inputs, free)
