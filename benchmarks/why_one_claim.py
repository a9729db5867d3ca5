"""How long `why` takes for one claim of a stored run, and for all of its claims at once.

sandtable run western-anbar-2017 --futures 10000 --out RUN
python benchmarks/why_one_claim.py RUN
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sandtable.assumptions.why import why, why_all
from sandtable.ensemble.ensemble import open_run
from sandtable.face import judge


def main() -> None:
    """Judge the run, then time the explanations alone."""
    parser = argparse.ArgumentParser()
    parser.add_argument("run", type=Path)
    ensemble = open_run(parser.parse_args().run)
    verdicts = judge(ensemble)
    names = [row.id for row in verdicts.rows]
    why(ensemble, verdicts, names[0])  # imports, and the first look at the files
    size = f"{ensemble.draws:,} futures, {len(ensemble.manifest.assumptions)} assumptions"
    work: tuple[tuple[str, Callable[[], Any]], ...] = (
        (f"one claim ({names[0]})", lambda: why(ensemble, verdicts, names[0])),
        (f"all {len(names)} claims", lambda: why_all(ensemble, verdicts, names)),
    )
    for what, explain in work:
        wall, cpu = time.perf_counter(), time.process_time()
        explain()
        spent = time.perf_counter() - wall, time.process_time() - cpu
        print(f"{what}, {size}: {spent[0]:.2f} s, {spent[1]:.2f} s of CPU")


if __name__ == "__main__":
    main()
