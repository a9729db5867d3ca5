"""Nothing holds all futures: ten times as many need no more memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from small_worlds import campaign

pytest.importorskip("resource", reason="peak memory is asked of POSIX systems only")

SCRIPT = """
import json, resource, sys
from sandtable.claims.judge import judge
from sandtable.scenario.resolve import complete
from sandtable.scenario.schema import Scenario
from sandtable.simulation.run import Settings, simulate
scenario = complete(Scenario.model_validate(json.loads(sys.stdin.read())))
run = simulate(scenario, futures=int(sys.argv[1]), settings=Settings(workers=2))
judge(run, {"mill": "mill falls", "order": "mill falls before pocket falls"})
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def _peak(futures: int) -> int:
    """Peak resident memory of a process that simulates and judges, in the system's unit."""
    command = [sys.executable, "-c", SCRIPT, str(futures)]
    raw = json.dumps(campaign(150))
    done = subprocess.run(command, input=raw, env=dict(os.environ), capture_output=True, text=True, check=True)
    return int(done.stdout)


def test_ten_times_the_futures_need_no_more_memory() -> None:
    _peak(10)  # compiles, if nobody has: that takes memory of its own
    assert _peak(20_000) < 1.5 * _peak(2_000)


@pytest.mark.nightly
def test_twenty_times_the_futures_of_a_usual_run_need_no_more_memory() -> None:
    assert _peak(200_000) < 1.5 * _peak(10_000)
