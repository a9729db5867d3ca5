"""How long judging takes: 25 claims over 10,000 futures of a made-up log. Run: python tests/claims/bench_judge.py."""

from __future__ import annotations

import datetime
import resource
import time
from collections.abc import Iterator
from typing import Any

import numpy as np

from sandtable.claims.judge import judge
from sandtable.ensemble.results import Block, Manifest

PLACES, EVENTS_EACH, DRAWS, BLOCK = 30, 60, 5_000, 500
LIST = ", ".join(f"p{number}" for number in range(8))
PATTERNS = (
    "p{0} is last of [{2}] to fall by assault",
    "p{0} is last of [{2}] to fall",
    "p{0} is first of [{2}] to fall",
    "p{0} falls before p{1} falls",
    "all of [p{0} falls after p{1} falls, p{1} falls by 2017-12-31]",
    "p{0} is held by daesh until p{1} falls",
    "not (vote happens by 2018-03-01) or p{0} falls to iraq by assault",
    "p{0} is held by iraq or pmf at the end",
    "p{0} is held by iraq throughout 2018",
)
CLAIMS = {f"q{n}": PATTERNS[n % len(PATTERNS)].format(n % 8, (n + 3) % 8, LIST) for n in range(25)}
RUN = Manifest(
    format=1,
    sandtable="bench",
    scenario_hash="0",
    title="bench",
    variant="",
    seed=1,
    draws=DRAWS,
    replicates=2,
    block_draws=BLOCK,
    as_of=datetime.date(2017, 4, 30),
    until=datetime.date(2018, 12, 31),
    places=tuple(f"p{number}" for number in range(PLACES)),
    actors=("iraq", "daesh", "pmf"),
    formations=(),
    events=("vote",),
    first_holders=(1,) * PLACES,
    assumptions=(),
    prior_set="bench",
)


def made_up(number: int) -> Block:
    """A block of random events in order of their days."""
    random = np.random.default_rng(number)
    futures, rows = BLOCK * 2, BLOCK * 2 * EVENTS_EACH
    kind = random.choice([1, 2, 3, 4, 5], rows, p=[0.4, 0.2, 0.2, 0.1, 0.1]).astype(np.int8)
    holder = random.integers(0, 3, rows).astype(np.int16)
    return Block(
        number=number,
        first_draw=number * BLOCK,
        draws=BLOCK,
        replicates=2,
        future=np.repeat(np.arange(futures, dtype=np.int32), EVENTS_EACH),
        day=np.sort(random.uniform(0, RUN.days, (futures, EVENTS_EACH)), axis=1).ravel(),
        sequence=np.tile(np.arange(EVENTS_EACH, dtype=np.int32), futures),
        kind=kind,
        entity=random.integers(0, PLACES, rows).astype(np.int16),
        before=holder,
        after=holder,
        cause=random.integers(1, 4, rows).astype(np.int16),
        uniforms=np.zeros((BLOCK, 0)),
    )


class MadeUpRun:
    """As much of an Ensemble as the judge looks at."""

    def __init__(self) -> None:
        self.manifest = RUN
        self.made = [made_up(number) for number in range(RUN.blocks)]

    def blocks(self) -> Iterator[Block]:
        """The blocks, from memory."""
        return iter(self.made)


if __name__ == "__main__":
    run: Any = MadeUpRun()
    judge(run, {"warm": "p0 falls"})
    begun = time.process_time()
    verdicts = judge(run, CLAIMS)
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(CLAIMS)} claims, {verdicts.settled[0].size} futures: {seconds:.3f} s of one core, peak {peak:.0f} MiB")
