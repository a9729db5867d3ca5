"""How fast the engine is, against scalar C and Mesa on one frozen campaign, and by itself on the flagship.

just benchmark [--quick]

CPU time, the twins taking turns so that all see the same machine; medians and ranges. Wants a C compiler. Nothing here
is ever asserted: machines differ, and are noisy.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from grid import grid_war
from kernel import rules, twins
from sandtable.scenario.read import read_scenario
from sandtable.simulation.run import Settings, simulate
from sandtable.views.files import write_text

FLAGSHIP = "western-anbar-2017"
BEGIN, END = "<!-- begin: written by benchmarks/engine.py -->", "<!-- end: written by benchmarks/engine.py -->"


def table(head: list[str], rows: list[list[str]]) -> list[str]:
    """A Markdown table."""
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)] + [""]


def spread(values: list[float], digits: int = 2) -> str:
    """Median and range."""
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f}-{max(values):.{digits}f})"


def against_twins(rounds: int) -> tuple[list[str], dict[str, float]]:
    """The frozen campaign, small and large, in every twin."""
    rows, ratios = [], {}
    engine, unchecked, c = twins.compiled(), twins.compiled(boundscheck=False), twins.in_c()
    for size, places, actors, futures in (("small", 40, 6, 400), ("large", 2000, 10, 8)):
        world = rules.make_world(places, actors, 365)
        for run in (engine, unchecked, c):
            run(world, 0, 1)  # compiles
        runs = {
            "scalar C": (c, futures),
            "the engine's way": (engine, futures),
            "the same without bounds checks": (unchecked, futures),
            "Mesa, its own luck": (twins.in_mesa(False), 4 if size == "small" else 1),
            "Mesa, luck by name (same log)": (twins.in_mesa(True), 1),
        }
        seconds = twins.paired(runs, world, rounds)
        for name, values in seconds.items():
            ratio = [one / other for one, other in zip(values, seconds["scalar C"], strict=True)]
            rows.append([size, name, f"{1 / statistics.median(values):,.0f}", spread(ratio)])
        own = seconds["the engine's way"]
        for key, name in (("mesa", "Mesa, its own luck"), ("named", "Mesa, luck by name (same log)")):
            ratios[f"{size}-{key}"] = statistics.median(a / b for a, b in zip(seconds[name], own, strict=True))
        ratios[f"{size}-c"] = statistics.median(a / b for a, b in zip(own, seconds["scalar C"], strict=True))
        bare = seconds["the same without bounds checks"]
        ratios[f"{size}-bounds"] = statistics.median(a / b for a, b in zip(own, bare, strict=True))
    return table(["size", "twin", "futures a second a core", "CPU time against scalar C"], rows), ratios


def process(*words: str, cache: str | None = None, core: int | None = None) -> tuple[float, float, int]:
    """Wall seconds, CPU seconds and peak MB of one sandtable command in a process of its own."""
    env = os.environ | ({"SANDTABLE_CACHE": cache} if cache else {})
    pinned = ["taskset", "-c", str(core)] if core is not None else []
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [*pinned, sys.executable, "-m", "sandtable", *words]
    child = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"sandtable {' '.join(words)} failed")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, cpu, used.ru_maxrss // 1024


def flagship(rounds: int) -> tuple[list[str], dict[str, float]]:
    """The flagship as a user runs it."""
    rows, found = [], {}
    with tempfile.TemporaryDirectory() as cache:
        cold = process("run", FLAGSHIP, "--futures", "10", cache=cache)
        warm = process("run", FLAGSHIP, "--futures", "10", cache=cache)
    found["cold"] = cold[1] - warm[1]
    rows.append(["first run ever, beyond a later one (10 futures)", "", f"{found['cold']:.1f} s", f"{cold[2]} MB"])
    for futures, core, key in ((1_000, 0, "thousand"), (10_000, None, "ten")):
        runs = [process("run", FLAGSHIP, "--futures", str(futures), core=core) for _ in range(rounds)]
        walls, cpus = [run[0] for run in runs], [run[1] for run in runs]
        where = "one core" if core is not None else f"{os.cpu_count()} cores"
        rows.append(
            [f"run, {futures:,} futures, {where}", spread(walls) + " s", spread(cpus) + " s", f"{runs[0][2]} MB"]
        )
        found[key] = statistics.median(walls)
    scenario = read_scenario(FLAGSHIP)
    simulate(scenario, futures=64)
    seconds = []
    for _ in range(rounds):
        start = time.process_time()
        simulate(scenario, futures=2_000, settings=Settings(workers=1))
        seconds.append((time.process_time() - start) / 4_000)
    found["rate"] = 1 / statistics.median(seconds)
    one, two = [], []
    for _ in range(rounds):
        for workers, walls in ((1, one), (2, two)):
            start = time.perf_counter()
            simulate(scenario, futures=2_000, settings=Settings(workers=workers))
            walls.append(time.perf_counter() - start)
    found["threads"] = statistics.median(a / b for a, b in zip(one, two, strict=True))
    rows.append(["engine alone, simulated futures a second a core", "", f"{found['rate']:,.0f}", ""])
    rows.append(["engine alone, two threads against one (wall)", f"{found['threads']:.2f} times", "", ""])
    return table(["what", "wall", "CPU", "peak memory"], rows), found


def growth(quick: bool) -> list[str]:
    """The real engine on a grid: CPU time of a simulated future, by places, by days, by futures."""
    rows = []
    shapes = [(places, 365, 100) for places in (50, 100, 200, 500, 1000, 2000)]
    shapes += [(100, 182, 100), (100, 730, 100), (100, 365, 400), (100, 365, 1600)]
    for places, days, futures in shapes[:3] if quick else shapes:
        scenario = grid_war(places, days)
        simulate(scenario, futures=2)
        start = time.process_time()
        simulate(scenario, futures=futures, settings=Settings(workers=1))
        each = (time.process_time() - start) / (2 * futures)
        rows.append(
            [f"{places:,}", str(days), f"{futures:,}", f"{each * 1e3:.2f} ms", f"{each / places / days * 1e9:,.0f} ns"]
        )
    head = ["places", "days", "futures", "CPU a simulated future", "a place a day"]
    return table(head, rows)


def goals(ratios: dict[str, float], found: dict[str, float]) -> list[str]:
    """What the design asked for, line by line, and whether it is so."""
    checks = [
        ("core at most 1.2 times scalar C", "c", 1.2, 2),
        ("bounds checks at most 1.05", "bounds", 1.05, 2),
        ("at least 150 times Mesa, luck by name", "named", -150.0, 0),
        ("at least 150 times Mesa, Mesa's own luck", "mesa", -150.0, 0),
    ]
    rows = []
    for goal, key, bound, digits in checks:
        small, large = ratios[f"small-{key}"], ratios[f"large-{key}"]
        met = max(small, large) <= bound if bound > 0 else min(small, large) >= -bound
        rows.append([goal, f"{small:.{digits}f} small, {large:.{digits}f} large", "yes" if met else "no"])
    seconds = [
        ("warm run of 1,000 flagship futures within 2 s on one core", "thousand", 2.0),
        ("10,000 flagship futures within 10 s on two cores", "ten", 10.0),
        ("cold penalty at most 8 s of CPU", "cold", 8.0),
    ]
    rows += [[goal, f"{found[key]:.1f} s", "yes" if found[key] <= most else "no"] for goal, key, most in seconds]
    rows.append(
        ["two threads at least 1.8 times one", f"{found['threads']:.2f}", "yes" if found["threads"] >= 1.8 else "no"]
    )
    return table(["goal", "measured", "met"], rows)


def main() -> None:
    """Measure, print, and write the page if asked."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--quick", action="store_true", help="few rounds, small sizes")
    asked.add_argument("--write", type=Path, help="the page whose marked part is written anew")
    options = asked.parse_args()
    rounds = 3 if options.quick else 7
    twin = twins.check_twins(rules.make_world(40, 6, 365))
    kernel, ratios = against_twins(rounds)
    ship, found = flagship(rounds)
    versions = [f"Python {platform.python_version()}", f"numba {__import__('numba').__version__}"]
    versions.append(f"Mesa {__import__('mesa').__version__}")
    lines = [f"{', '.join(versions)}; {os.cpu_count()} cores, {platform.machine()}. Twins: {twin}.", ""]
    lines += ["### One frozen campaign", "", *kernel, "### The flagship", "", *ship]
    lines += ["### Growth", "", *growth(options.quick), "### Goals", "", *goals(ratios, found)]
    text = "\n".join(lines)
    print(text)
    if options.write:
        page = options.write.read_text(encoding="utf-8")
        before, rest = page.split(BEGIN)
        write_text(options.write, before + BEGIN + "\n\n" + text + "\n" + END + rest.split(END)[1])


if __name__ == "__main__":
    main()
