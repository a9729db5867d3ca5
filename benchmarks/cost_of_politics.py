"""What the political steps cost: the flagship with and without its outsiders and disputes, run in turn.

    python benchmarks/cost_of_politics.py [FUTURES] [TIMES]

Prints the fastest of some runs of each kind and what politics takes of the time of one with it; exits
with 1 when that is a tenth or more.
"""

from __future__ import annotations

import sys
import time
from typing import Any

from sandtable.mechanisms.catalogue import MECHANISMS
from sandtable.scenario.read import read_scenario
from sandtable.scenario.resolve import complete
from sandtable.simulation.block import run_block
from sandtable.simulation.compose import engine
from sandtable.simulation.prepare import Prepared, prepare

POLITICAL = ("power", "influence", "bargaining", "elections", "government", "diplomacy", "disputes")
MOST = 0.10


def prepared_with(**settings: Any) -> Prepared:
    """The flagship with some settings of its mechanisms changed."""
    scenario = complete(read_scenario("western-anbar-2017"))
    mechanisms = scenario.mechanisms.model_copy(update=settings)
    return prepare(scenario.model_copy(update={"mechanisms": mechanisms}))


def main() -> None:
    """Run both in turn and compare."""
    futures = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    whole, bare = prepared_with(), prepared_with(off=POLITICAL)
    module = engine(MECHANISMS)
    took: dict[str, list[float]] = {"with": [], "without": []}
    for turn in range(times + 1):
        for name, one in (("with", whole), ("without", bare)):
            began = time.process_time()
            run_block(one, module, 1, 0, (futures, futures, 1))
            if turn:  # the first turn compiles
                took[name].append(time.process_time() - began)
    fastest = {name: min(seconds) for name, seconds in took.items()}
    share = 1.0 - fastest["without"] / fastest["with"]
    for name, seconds in fastest.items():
        print(f"{name} politics: {1000 * seconds / futures:.3f} ms of CPU a future")
    print(f"politics takes {100 * share:.1f} % of a run, fastest of {times} runs of {futures} futures")
    sys.exit(share >= MOST)


if __name__ == "__main__":
    main()
