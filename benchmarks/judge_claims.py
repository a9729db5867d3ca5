"""How long judging takes: 25 claims of all kinds over a stored run of the flagship, on one core.

sandtable run western-anbar-2017 --futures 10000 --out RUN
python benchmarks/judge_claims.py RUN [--each]
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

from sandtable.claims.judge import judge
from sandtable.ensemble.ensemble import Ensemble, open_run
from sandtable.ensemble.results import Block

SEVEN = "[mosul-west, tal-afar, hawija, shirqat-east, ana, rawa, qaim]"
CLAIMS = (
    f"qaim is last of {SEVEN} to fall by assault",
    f"hawija is last of {SEVEN} to fall",
    f"mosul-west is first of {SEVEN} to fall",
    "qaim falls before hawija falls",
    "all of [ana falls after mosul-west falls, rawa falls after mosul-west falls, qaim falls after mosul-west falls]",
    "each of [hawija, shirqat-east] is held by daesh until mosul-west falls",
    "qaim falls within 30 days after rawa falls",
    "qaim falls to iraq by assault by 2017-12-31",
    "qaim falls in 2017-Q4",
    "qaim is held by iraq or pmf at the end",
    "rutba is held by iraq throughout 2018",
    "hawija is cut off until hawija falls",
    "tal-afar is under assault in 2017-Q3",
    "hawija is not under assault from 2017-05-01 to 2017-12-31",
    "qaim is under assault within 60 days of mosul-west falls",
    "road baghdad to trebil is open to iraq by 2018-04-01",
    "road baghdad to qaim is closed to iraq until qaim is held by iraq",
    "road erbil to baghdad is open to krg throughout 2018",
    "road mosul-west to baghdad is open to iraq or pmf on 2017-12-31",
    f"number of {SEVEN} held by iraq or pmf is at least 5 by 2018-06-30",
    f"at least 4 of [{', '.join(f'{place} falls by 2017-12-31' for place in SEVEN[1:-1].split(', '))}]",
    "some of [ana, rawa, qaim] is held by daesh on 2018-06-30",
    "rutba changes hands in 2017",
    "not (albu-kamal-taken happens by 2018-03-01) or qaim falls to iraq by assault",
    "all of [mosul-west falls, qaim falls] implies all of [hawija falls without assault, shirqat-east falls]",
)


class InMemory(Ensemble):
    """A run whose blocks have been read, so that judging alone is timed."""

    def blocks(self) -> list[Block]:  # type: ignore[override]
        """The blocks, from memory."""
        return READ


READ: list[Block] = []


def main() -> None:
    """Time all claims together, and each alone where asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("run", type=Path)
    parser.add_argument("--each", action="store_true")
    words = parser.parse_args()
    stored = open_run(words.run)
    READ.extend(stored.blocks())
    run = InMemory(stored.manifest, stored.scenario, stored.folder, stored.numbers)
    claims = {f"q{number}": claim for number, claim in enumerate(CLAIMS)}
    judge(run, {"warm": "qaim falls"})
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    begun = time.process_time()
    verdicts = judge(run, claims)
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    what = f"{len(claims)} claims, {verdicts.settled[0].size:,} futures, {run.manifest.days} days"
    print(f"{what}: {seconds:.2f} s of one core; memory {before:.0f} MiB before, {peak:.0f} MiB at most")
    for key, claim in claims.items() if words.each else ():
        begun = time.process_time()
        row = judge(run, {key: claim}).rows[0]
        print(f"{1000 * (time.process_time() - begun):6.0f} ms  {row.probability:.3f}  {claim}")


if __name__ == "__main__":
    main()
