"""How long `why` takes for one claim of the flagship at 10,000 futures, and for all of its claims at once."""

from __future__ import annotations

import sys
import time

from sandtable.assumptions.why import why, why_all
from sandtable.face import judge, read_scenario, simulate

FUTURES = 10_000


def main(futures: int) -> None:
    """Run the flagship, then time the explanations alone."""
    ensemble = simulate(read_scenario("western-anbar-2017"), futures=futures)
    verdicts = judge(ensemble)
    names = [row.id for row in verdicts.rows]
    many = len(ensemble.manifest.assumptions)
    for what, explain in (
        (f"one claim ({names[0]})", lambda: why(ensemble, verdicts, names[0])),
        (f"all {len(names)} claims", lambda: why_all(ensemble, verdicts, names)),
    ):
        wall, cpu = time.perf_counter(), time.process_time()
        explain()
        spent = time.perf_counter() - wall, time.process_time() - cpu
        print(f"{what}, {futures:,} futures, {many} assumptions: {spent[0]:.2f} s, {spent[1]:.2f} s of CPU")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else FUTURES)
