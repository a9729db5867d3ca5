"""What each mechanism costs: its share of the flagship's simulated days, by the processor's own clock.

    python benchmarks/share_of_mechanisms.py [FUTURES] [--write]

The composed engine is run with a reading of the cycle counter before and after every step of every mechanism, so
nothing is switched off and the futures are the same. `--write` puts the table into docs/explanation/speed.md.
"""

from __future__ import annotations

import importlib.util
import re
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType

import numpy as np

from sandtable.mechanisms.catalogue import MECHANISMS
from sandtable.scenario.read import read_scenario
from sandtable.scenario.resolve import complete
from sandtable.simulation.block import run_block
from sandtable.simulation.compose import engine, engine_text
from sandtable.simulation.prepare import Prepared, prepare
from sandtable.world.draws import draw_levels, draw_records, lucks
from sandtable.world.records import EVENT_ROW, new_record

PAGE = Path(__file__).resolve().parents[1] / "docs" / "explanation" / "speed.md"
BEGIN, END = "<!-- begin: written by benchmarks/share_of_mechanisms.py -->", "<!-- end: shares -->"
LEAST = 0.005
"""Mechanisms below this share stand together in one row."""

COUNTER = """
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic


@intrinsic
def cycles(typingctx):
    def codegen(context, builder, signature, arguments):
        kind = ir.FunctionType(ir.IntType(64), [])
        return builder.call(cgutils.get_or_insert_function(builder.module, kind, "llvm.readcyclecounter"), [])

    return types.int64(), codegen

"""


def counted_engine() -> ModuleType:
    """The engine with a cycle counter around every mechanism; `run_block` takes an array of counts at its end."""
    text = engine_text(MECHANISMS, compiled=True)
    text = text.replace("replicates, log, series):", "replicates, log, series, ticks):")
    text = text.replace("lucks[future], log)", "lucks[future], log, ticks)")
    text = text.replace(
        "def run_future(state, world, draw, luck, log):", "def run_future(state, world, draw, luck, log, ticks):"
    )
    text = text.replace("import math\n", "import math\n" + COUNTER, 1)
    call = re.compile(
        r"^(        if world\.enabled\[(\d+)\] != 0(?: and month_ends)?:\n)"
        r"            (\S+)\(state, world, draw, luck, log\)$",
        re.M,
    )
    text, found = call.subn(
        r"\1            began = cycles()\n            \3(state, world, draw, luck, log)\n"
        r"            ticks[\2] += cycles() - began",
        text,
    )
    assert found == len(MECHANISMS), "the composed engine looks otherwise than this benchmark thinks"
    file = Path(tempfile.mkdtemp()) / "counted_engine.py"
    file.write_text(text, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("counted_engine", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["counted_engine"] = module
    spec.loader.exec_module(module)
    return module


def shares(prepared: Prepared, futures: int) -> dict[str, float]:
    """Share of the cycles of all mechanisms, by mechanism."""
    world = prepared.world
    levels = draw_levels(world.columns.drawn, 1, 0, futures)
    draws = draw_records(world.columns.drawn, world.draw_fields, world.sizes, levels, world.columns.fixed)
    module, counts = counted_engine(), []
    for count in (2, futures):  # the first compiles
        states, first = (new_record(prepared.state_fields, world.sizes) for _ in range(2))
        series = new_record(prepared.series_fields, world.sizes, count)
        log, ticks = np.zeros(400 * count, EVENT_ROW).view(np.recarray), np.zeros(len(MECHANISMS), np.int64)
        keys = lucks(1, 0, count, 1)
        module.run_block(states, first, world.record, draws, keys, 1, log, series, ticks)
        counts.append(ticks)
    return {one.name: float(part) for one, part in zip(MECHANISMS, counts[1] / counts[1].sum(), strict=True)}


def table(found: dict[str, float], futures: int, milliseconds: float) -> str:
    """The shares as Markdown, largest first, small ones together."""
    abouts = {one.name: one.about for one in MECHANISMS}
    ranked = sorted(found.items(), key=lambda item: -item[1])
    lines = ["| mechanism | share | what it does |", "|---|---|---|"]
    lines += [f"| `{name}` | {100 * share:.1f} % | {abouts[name]} |" for name, share in ranked if share >= LEAST]
    rest = sum(share for _, share in ranked if share < LEAST)
    names = ", ".join(f"`{name}`" for name, share in ranked if 0 < share < LEAST)
    idle = ", ".join(f"`{name}`" for name, share in ranked if share == 0)
    lines += [f"| the rest | {100 * rest:.1f} % | {names} |"]
    note = (
        f"{futures:,} futures of the flagship, {milliseconds:.2f} ms of CPU each; not in use there: {idle or 'none'}."
    )
    return "\n".join([*lines, "", note])


def main() -> None:
    """Measure, print, and write if asked."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    futures = numbers[0] if numbers else 1000
    prepared = prepare(complete(read_scenario("western-anbar-2017")))
    found = shares(prepared, futures)
    plain = engine(MECHANISMS)
    run_block(prepared, plain, 1, 0, (2, 2, 1))
    began = time.process_time()
    run_block(prepared, plain, 1, 0, (futures, futures, 1))
    text = table(found, futures, 1000 * (time.process_time() - began) / futures)
    print(text)
    if "--write" in sys.argv:
        page = PAGE.read_text(encoding="utf-8")
        before, after = page.split(BEGIN)[0], page.split(END)[1]
        PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
