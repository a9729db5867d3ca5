"""The three ways to run the frozen campaign: compiled as the engine compiles, built as C, and as a Mesa model."""

from __future__ import annotations

import ast
import ctypes
import inspect
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from kernel import rules
from sandtable import luck
from sandtable.simulation import one_library

HERE = Path(__file__).parent
Run = Callable[[Any, int, int], np.ndarray]
"""world, first future, how many: (future, [places taken, fingerprint])."""


def _text(module: Any, names: set[str] | None) -> str:
    """Its functions as the engine's composer would put them into one module."""
    parts = []
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.FunctionDef) and (names is None or node.name in names):
            for argument in node.args.args:
                argument.annotation = None
            node.returns = None
            node.decorator_list = [ast.Name("door" if node.name == "run_block" else "inside", ast.Load())]
            parts.append(ast.unparse(node))
    return "\n\n".join(parts).replace("luck.", "")


def compiled(boundscheck: bool = True) -> Run:
    """As the engine does it. The first call compiles."""
    wanted = {"run_block", "run_future", "begin", "supply", "waste", "choose", "fight", "uniform", "normal"}
    text = _text(luck, {"mix", "threefry", "level"}) + "\n\n" + _text(rules, wanted)
    options = {**one_library.OPTIONS, "boundscheck": boundscheck}
    before, one_library.OPTIONS = one_library.OPTIONS, options
    try:
        names: dict[str, Any] = {"math": __import__("math"), "inside": one_library.inside}
        names["door"] = one_library.njit(pipeline_class=one_library._Door, **options)
        for module in (luck, rules):
            names |= {
                key: value for key, value in vars(module).items() if key.isupper() and type(value) in (int, float)
            }
        exec(compile(text, "frozen campaign", "exec"), names)
    finally:
        one_library.OPTIONS = before

    def run(world: Any, first: int, futures: int) -> np.ndarray:
        states = np.zeros(1, rules.state_of(int(world[0].places), int(world[0].actors))).view(np.recarray)
        log = np.zeros(rules.LOG_ROWS, rules.EVENT).view(np.recarray)
        totals = np.zeros((futures, 2), np.int64)
        names["run_block"](states, world, first, futures, log, totals)
        return totals

    return run


def in_c(flags: str = "-O3 -march=native") -> Run:
    """Scalar C, built with the machine's own compiler."""
    target = Path(tempfile.mkdtemp()) / "twin.so"
    command = [
        "cc",
        *flags.split(),
        "-ffp-contract=off",
        "-shared",
        "-fPIC",
        str(HERE / "twin.c"),
        "-o",
        str(target),
        "-lm",
    ]
    subprocess.run(command, check=True)
    library = ctypes.CDLL(str(target))

    def run(world: Any, first: int, futures: int) -> np.ndarray:
        one, totals = world[0], np.zeros((futures, 2), np.int64)
        arrays = [
            np.ascontiguousarray(one[name])
            for name in ("neighbour", "source", "first_owner", "worth", "first_garrison")
        ]
        pointers = [array.ctypes.data_as(ctypes.c_void_p) for array in arrays]
        sizes = [ctypes.c_long(int(one[name])) for name in ("places", "actors", "days")]
        end = (ctypes.c_long(first), ctypes.c_long(futures), totals.ctypes.data_as(ctypes.c_void_p))
        library.run_block(*sizes, *pointers, *end)
        return totals

    return run


def in_mesa(named: bool) -> Run:
    """A Mesa model, with luck found by name or Mesa's own; Mesa is installed by the benchmark alone."""
    from kernel.twin_mesa import run_future

    def run(world: Any, first: int, futures: int) -> np.ndarray:
        return np.array([run_future(world, first + number, named) for number in range(futures)])

    return run


def paired(runs: dict[str, tuple[Run, int]], world: Any, rounds: int) -> dict[str, list[float]]:
    """CPU seconds a future of each, round by round, one after the other so that all see the same machine."""
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for turn in range(rounds):
        for name, (run, futures) in runs.items():
            start = time.process_time()
            run(world, turn * futures, futures)
            seconds[name].append((time.process_time() - start) / futures)
    return seconds


def check_twins(world: Any) -> str:
    """Are the twins twins? Log for log in C and in Mesa with named luck; on average in Mesa with its own."""
    one, other = compiled()(world, 0, 60), in_c()(world, 0, 60)
    mesa, own = in_mesa(True)(world, 0, 3), in_mesa(False)(world, 0, 30)
    if not (one == other).all() or not (one[:3] == mesa).all():
        raise SystemExit("the twins do not play the same campaign")
    taken, theirs = one[:, 0], own[:, 0]
    error = (taken.var() / len(taken) + theirs.var() / len(theirs)) ** 0.5
    if abs(taken.mean() - theirs.mean()) > 4.0 * error:
        raise SystemExit("Mesa with its own luck takes another number of places on average")
    return f"60 logs equal in C, 3 in Mesa; {taken.mean():.0f} and {theirs.mean():.0f} places taken on average"
