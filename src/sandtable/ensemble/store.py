"""Runs on disk: whole or not at all, readable without sandtable, resumable after a kill.

Layout of a run folder:

    manifest.json       what the run was (`Manifest.as_json`)
    scenario.json       the complete scenario that was simulated
    blocks/000000.npz   one file a block: the event columns, `uniforms` and any `series.NAME`; plain NumPy, no pickle

Every file is written under a temporary name and renamed, so a file that is there is whole.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import re
import secrets
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import numpy as np

from sandtable.ensemble.results import EVENT_COLUMNS, Block, Manifest
from sandtable.errors import InvalidInput, Problem

__all__ = [
    "block_numbers",
    "end_run",
    "read_block",
    "read_complete_scenario",
    "read_manifest",
    "start_run",
    "write_block",
    "write_whole",
]

RUN_FORMAT = 1
SERIES = "series."
"""What the name of a measure's array begins with in a block's file."""
UNREADABLE = (
    OSError,
    EOFError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    NotImplementedError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What numpy raises for a file that is damaged, cut short or something else altogether."""
EVENT_TYPES = {"future": "i4", "day": "f8", "sequence": "i4", "kind": "i1"} | dict.fromkeys(
    ("entity", "before", "after", "cause"), "i2"
)
"""NumPy types of the event columns."""


@contextlib.contextmanager
def write_whole(path: Path) -> Iterator[IO[bytes]]:
    """A binary file that appears at `path` complete when the block ends without an error, or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{secrets.token_hex(6)}.part")
    try:
        with part.open("xb") as file:
            yield file
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _write_json(path: Path, value: Any) -> None:
    with write_whole(path) as file:
        file.write(json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False).encode() + b"\n")


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError) as reason:
        message = f"is not a stored run: cannot read {path.name} ({reason})"
        raise InvalidInput([Problem(message, path=str(path.parent))]) from None


def _block_file(folder: Path, number: int) -> Path:
    return folder / "blocks" / f"{number:06d}.npz"


def block_numbers(folder: Path) -> tuple[int, ...]:
    """Numbers of the blocks that are finished in a run folder."""
    stems = (path.stem for path in (folder / "blocks").glob("*.npz"))
    return tuple(sorted(int(stem) for stem in stems if re.fullmatch("[0-9]{6,9}", stem)))


def start_run(folder: Path, manifest: Manifest, scenario: dict[str, Any], *, any_size: bool = False) -> tuple[int, ...]:
    """Prepare a run folder and return the blocks that it already holds.

    A folder that holds another run is refused, so results of two runs never mix. With `any_size` a run that differs in
    its number of draws alone is gone on with, if it ended with a whole block: its futures do not depend on how many
    there are. Its manifest then has the larger size, until `end_run`.
    """
    if (folder / "manifest.json").exists():
        stored, wanted = _read_json(folder / "manifest.json"), json.loads(json.dumps(manifest.as_json()))
        differ = [key for key in wanted if not isinstance(stored, dict) or stored.get(key) != wanted[key]]
        if any_size and differ == ["draws"] and stored["draws"] % manifest.block_draws == 0:
            if stored["draws"] < manifest.draws:
                _write_json(folder / "manifest.json", manifest.as_json())
        elif differ or stored.keys() != wanted.keys():
            raise InvalidInput(
                [Problem(f"holds another run ({_unlike(stored, wanted)}).", path=str(folder), hint=WAY_ON)]
            )
        return block_numbers(folder)
    if folder.exists() and any(folder.iterdir()):
        raise InvalidInput([Problem("is not empty and holds no run. Choose another folder.", path=str(folder))])
    _write_json(folder / "scenario.json", scenario)
    _write_json(folder / "manifest.json", manifest.as_json())
    return ()


WAY_ON = "Choose another folder, or look at what it holds: `sandtable brief FOLDER`."
TOLD_APART = {"scenario_hash": "scenario", "seed": "seed", "draws": "size", "sandtable": "version"}
"""What tells two runs apart, in words, by the key of the manifest."""


def _unlike(stored: Any, wanted: dict[str, Any]) -> str:
    """In what a stored run differs from the one that was asked for: `size: 2,000 there, 10,000 here`."""
    if not isinstance(stored, dict):
        return "one that cannot be read"
    differ = [key for key in TOLD_APART if stored.get(key) != wanted[key]]
    if not differ:
        return "made in another way"
    shown = {key: (stored.get(key), wanted[key]) for key in differ if key != "scenario_hash"}
    words = [f"{TOLD_APART[key]}: {_said(one)} there, {_said(other)} here" for key, (one, other) in shown.items()]
    return "; ".join((["another scenario"] if "scenario_hash" in differ else []) + words)


def _said(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def end_run(folder: Path, manifest: Manifest, draws: int) -> Manifest:
    """End a run at `draws`, a whole number of blocks from its first on; returns the manifest that says so.

    The futures are those that a run of this size would have given, since none depends on how many there are.
    """
    ended = dataclasses.replace(manifest, draws=draws)
    _write_json(folder / "manifest.json", ended.as_json())
    return ended


def write_block(folder: Path, block: Block) -> None:
    """Store one finished block."""
    columns = {name: getattr(block, name) for name in (*EVENT_COLUMNS, "uniforms")}
    columns |= {f"{SERIES}{name}": values.astype(np.float32) for name, values in block.series.items()}
    with write_whole(_block_file(folder, block.number)) as file:
        np.savez(file, **columns)


def read_block(folder: Path, number: int, manifest: Manifest) -> Block:
    """One stored block; InvalidInput when its file is damaged."""
    first = number * manifest.block_draws
    draws = min(manifest.block_draws, manifest.draws - first)
    try:
        with _block_file(folder, number).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            columns = {name: arrays[name] for name in (*EVENT_COLUMNS, "uniforms")}
            series = {name: arrays[f"{SERIES}{name}"] for name in manifest.measures}
        _check_columns(columns, (draws, len(manifest.assumptions)), draws * manifest.replicates)
        _check_series(series, draws * manifest.replicates)
        series = {name: values.astype(np.float64) for name, values in series.items()}
    except UNREADABLE as reason:
        message = f"block {number} is damaged and cannot be read ({reason}). Delete {_block_file(folder, number).name}"
        raise InvalidInput([Problem(f"{message} and run again to make it anew.", path=str(folder))]) from None
    return Block(number=number, first_draw=first, draws=draws, replicates=manifest.replicates, **columns, series=series)


def _check_columns(columns: dict[str, Any], drawn: tuple[int, int], futures: int) -> None:
    """ValueError unless the columns are what a run of this size writes."""
    rows = len(columns["future"]) if columns["future"].ndim else -1
    for name in EVENT_COLUMNS:
        if columns[name].shape != (rows,) or columns[name].dtype != EVENT_TYPES[name]:
            raise ValueError(f"column {name} is not one of ours")
    if columns["uniforms"].shape != drawn or columns["uniforms"].dtype != np.float64:
        raise ValueError("uniforms do not fit the manifest")
    future = columns["future"]
    if rows and not (future.min() >= 0 and future.max() < futures and np.isfinite(columns["day"]).all()):
        raise ValueError("events lie outside of the block's futures")


def _check_series(series: dict[str, Any], futures: int) -> None:
    """ValueError unless every measure has one row a future."""
    for name, values in series.items():
        if values.ndim != 2 or values.shape[0] != futures or values.dtype != np.float32:
            raise ValueError(f"measure {name} is not one of ours")


def _check_manifest(manifest: Manifest) -> None:
    """ValueError or TypeError unless the numbers and names of a manifest are what a run writes."""
    sizes: list[Any] = [
        manifest.draws,
        manifest.replicates,
        manifest.block_draws,
        manifest.steps_per_day,
        manifest.days,
    ]
    if not all(type(size) is int and size > 0 for size in sizes):
        raise ValueError("sizes must be whole numbers above 0")
    sections: list[Any] = [manifest.places, manifest.actors, manifest.formations, manifest.events]
    sections += [manifest.corridors, manifest.measures, manifest.presence]
    sections += [manifest.disputes, manifest.mediation]
    sections += [manifest.elections, manifest.parties, manifest.candidates, manifest.issues]
    if not all(isinstance(names, tuple) and all(isinstance(name, str) for name in names) for names in sections):
        raise ValueError("names must be lists of texts")
    holders: tuple[Any, ...] = manifest.first_holders
    known = all(type(holder) is int and -1 <= holder < len(manifest.actors) for holder in holders)
    if not known or len(holders) != len(manifest.places):
        raise ValueError("first_holders must be one actor number a place")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a stored run; InvalidInput when the folder holds none that this version reads."""
    raw = _read_json(folder / "manifest.json")
    try:
        manifest = Manifest.from_json(raw)
        _check_manifest(manifest)
    except (AttributeError, KeyError, TypeError, ValueError) as reason:
        raise InvalidInput([Problem(f"manifest.json is not one of ours ({reason})", path=str(folder))]) from None
    if manifest.format != RUN_FORMAT:
        message = f"is a run of format {manifest.format}; this version reads format {RUN_FORMAT}"
        raise InvalidInput([Problem(message, path=str(folder))])
    return manifest


def read_complete_scenario(folder: Path) -> Any:
    """The complete scenario of a stored run, as JSON values."""
    return _read_json(folder / "scenario.json")
