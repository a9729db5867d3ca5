"""`D is in crisis`, `D is not in tension`: how the parties of a dispute stand."""

from __future__ import annotations

from collections.abc import Callable

from sandtable.claims.ast import InStage, Node, Stage
from sandtable.claims.flips import from_the_first_moment
from sandtable.claims.operator import Ask, English, Operator
from sandtable.claims.timeline import Timeline
from sandtable.ensemble.kinds import DISPUTE, STAGES


def build(dispute: str, *rest: bool | Stage) -> InStage:
    """A dispute and a stage; the grammar puts `True` before it where it read `not`."""
    return InStage.model_validate({"dispute": dispute, "stage": rest[-1], "negated": len(rest) > 1})


def settle(claim: InStage, ask: Ask) -> Timeline:
    """From the log; moment 0 says how they stand at first. What is worse than a tension or a crisis counts as one."""
    log = ask.log
    changes = log.of(DISPUTE, log.dispute_number[claim.dispute])
    number = STAGES.index(claim.stage)
    holds = changes.after == 0 if number == 0 else changes.after >= number
    timeline = Timeline(False, changes.row, changes.future, changes.day, holds)
    timeline = from_the_first_moment(timeline, log)
    return timeline.negated() if claim.negated else timeline


def text(claim: InStage, part: Callable[[Node, int], str]) -> str:
    """`erbil-baghdad is in crisis`."""
    return f"{claim.dispute} is {'not ' if claim.negated else ''}in {claim.stage}"


def english(claim: InStage, reader: English) -> str:
    """`the dispute “Erbil and Baghdad” is in crisis or worse`."""
    worse = " or worse" if claim.stage in ("tension", "crisis") else ""
    return f"the dispute “{reader.name(claim.dispute)}” is {'not ' if claim.negated else ''}in {claim.stage}{worse}"


OPERATOR = Operator(
    op="in_stage",
    model=InStage,
    sort="state",
    meaning="the parties cooperate, are tense, in crisis or clash; tension and crisis include what is worse",
    example="erbil-baghdad is in crisis",
    build=build,
    settle=settle,
    text=text,
    english=english,
)
