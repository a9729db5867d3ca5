"""Small ensembles written by hand or at random, with the same numbers counted the slow way for comparison."""

from __future__ import annotations

import datetime
import random
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from sandtable.ensemble import kinds
from sandtable.ensemble.ensemble import Ensemble, open_run
from sandtable.ensemble.results import Assumption, Block, Manifest
from sandtable.ensemble.store import start_run, write_block
from sandtable.scenario.schema import Scenario

AS_OF = datetime.date(2020, 3, 1)
UNTIL = datetime.date(2020, 4, 9)
DAYS = 40
PLACES = ("ford", "mill", "gate", "moor")
ACTORS = ("red", "blue", "green")
FIRST = (0, 0, 1, -1)
Change = tuple[float, int, int, int]
"""Day, place, new holder, cause."""


def scenario(**changes: Any) -> Scenario:
    """Four invented places, three actors, one forecast that can be settled and one statement that cannot."""
    raw: dict[str, Any] = {
        "format": 1,
        "title": "Two rivers",
        "as_of": AS_OF,
        "until": UNTIL,
        "theatre": ["nowhere"],
        "sources": {"page": {"title": "A page of ours", "date": "2020-02"}},
        "actors": {"red": {"name": "Red"}, "blue": {"name": "Blue", "colour": "#0072B2"}, "green": {"name": "Green"}},
        "places": {
            "ford": {"name": "Ford", "at": [10.0, 20.0]},
            "mill": {"name": "Mill", "at": [10.4, 20.3]},
            "gate": {"name": "Gate", "at": [10.9, 20.8]},
            "moor": {"name": "Moor", "at": [10.2, 21.0]},
        },
        "routes": {"ford-mill": {"between": ["ford", "mill"], "km": 60, "assume": "a guess"}},
        "control": {
            "red-holds": {"who": "red", "holds": ["ford", "mill"], "assume": "so we say"},
            "blue-holds": {"who": "blue", "holds": ["gate"], "assume": "so we say"},
        },
        "forces": {"mill-guard": {"who": "red", "at": "mill", "fighters": [100, 200, 400], "assume": "a guess"}},
        "statements": {
            "mill-falls": {
                "kind": "forecast",
                "says": {"cite": "the mill should be lost", "hedge": "should"},
                "reads": "likely",
                "claim": "mill falls by 2020-03-20",
            },
            "ford-holds": {"kind": "ours", "claim": "ford falls by assault"},
            "hard-times": {
                "kind": "forecast",
                "says": {"cite": "hard times will come"},
                "cannot_be_settled": "names no measure",
            },
        },
        "variants": {"dry-summer": {"title": "The river runs low", "assume": "asked"}},
    }
    return Scenario.model_validate(raw | changes)


def manifest(draws: int, replicates: int = 2, block_draws: int = 4) -> Manifest:
    guard = Assumption(
        "forces.mill-guard", "persons", 100, 200, 400, "fighters at Mill", "a guess", "forces.mill-guard"
    )
    pace = Assumption("assault.pace", "days", 2.5, 5.0, 12.0, "days an assault takes", "our judgement")
    return Manifest(
        1, "0.1.0", "ab" * 32, "Two rivers", "", 7, draws, replicates, block_draws, AS_OF, UNTIL,
        PLACES, ACTORS, (), (), FIRST, (guard, pace), "test-priors",
    )  # fmt: skip


def block(number: int, run: Manifest, futures: list[list[Change]]) -> Block:
    """A block from each future's changes of control (in order); the holder before is kept track of here."""
    rows = []
    for future, changes in enumerate(futures):
        holders = list(run.first_holders)
        for sequence, (day, place, after, cause) in enumerate(changes):
            rows.append((future, day, sequence, kinds.CONTROL, place, holders[place], after, cause))
            holders[place] = after
    table = np.array(rows, dtype=float).reshape(-1, 8)
    types = (np.int32, np.float64, np.int32, np.int8, np.int16, np.int16, np.int16, np.int16)
    columns = [table[:, index].astype(kind) for index, kind in enumerate(types)]
    draws = len(futures) // run.replicates
    return Block(number, number * run.block_draws, draws, run.replicates, *columns, np.full((draws, 2), 0.5))


def store(folder: Path, run: Manifest, futures: list[list[Change]]) -> Ensemble:
    """Write futures (draw by draw, replicates side by side) as blocks and open the run again."""
    start_run(folder, run, scenario().model_dump(mode="json"))
    size = run.block_draws * run.replicates
    for number in range(-(-len(futures) // size)):
        write_block(folder, block(number, run, futures[number * size : (number + 1) * size]))
    return open_run(folder)


def random_futures(seed: int, futures: int) -> list[list[Change]]:
    """Places that change hands now and then, also twice on one day and on the very last day."""
    luck = random.Random(seed)
    result = []
    for _ in range(futures):
        changes: list[Change] = []
        holders = list(FIRST)
        for day in sorted(
            luck.choice([0.0, 3.5, 9.0, 9.75, 19.999, 20.0, 30.25, 39.9]) for _ in range(luck.randrange(7))
        ):
            place = luck.randrange(len(PLACES))
            after = luck.choice([one for one in (-1, 0, 1, 2) if one != holders[place]])
            holders[place] = after
            changes.append((day, place, after, luck.choice([kinds.BY_ASSAULT, kinds.BY_COLLAPSE, kinds.BY_EVENT])))
        result.append(changes)
    return result


def holder_at(changes: list[Change], place: int, day: int) -> int:
    """Who holds a place at the end of a day (day 0: before anything happens), counted by hand."""
    holder = FIRST[place]
    for when, where, after, _ in changes:
        if where == place and day > 0 and when < day + 1:
            holder = after
    return holder


def first_fall(changes: list[Change], place: int) -> tuple[int, int] | None:
    """Day and cause of the first time that a place leaves its first holder, counted by hand."""
    for when, where, _, cause in changes:
        if where == place and FIRST[place] >= 0:
            return int(when), cause
    return None


def verdicts(**rows: tuple[int, int, int]) -> Any:
    """Verdicts from (true, false, undecided) by claim id with hyphens as underscores; the texts are the scenario's."""
    texts = {name: one.claim for name, one in scenario().statements.items() if one.claim}
    made = []
    for name, (true, false, undecided) in rows.items():
        key, futures = name.replace("_", "-"), true + false + undecided
        share = true / futures
        made.append(
            SimpleNamespace(
                id=key, text=texts[key], futures=futures, true=true, false=false, undecided=undecided,
                probability=share, low=max(0.0, share - 0.02), high=min(1.0, share + 0.02),
                assumption_low=max(0.0, share - 0.2), assumption_high=min(1.0, share + 0.2), assumption_share=0.25,
                given=None, of=None, undecided_as="report", than_id=None, than=None,
                won_by=None, lost_by=None, supposed=None,
            )
        )  # fmt: skip
    return SimpleNamespace(rows=tuple(made))
