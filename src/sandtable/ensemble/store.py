"""Runs on disk: whole or not at all, readable without sandtable, resumable after a kill.

Layout of a run folder:

    manifest.json       what the run was (`Manifest.as_json`)
    scenario.json       the complete scenario that was simulated
    blocks/000000.npz   one file a block: the event columns and `uniforms`, plain NumPy arrays, no pickle

Every file is written under a temporary name and renamed, so a file that is there is whole.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import numpy as np

from sandtable.ensemble.results import EVENT_COLUMNS, Block, Ensemble, Manifest
from sandtable.errors import InvalidInput, Problem

__all__ = ["block_numbers", "open_run", "read_block", "start_run", "write_block", "write_whole"]

RUN_FORMAT = 1


@contextlib.contextmanager
def write_whole(path: Path) -> Iterator[IO[bytes]]:
    """A binary file that appears at `path` complete when the block ends without an error, or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{secrets.token_hex(6)}.part")
    try:
        with part.open("xb") as file:
            yield file
        os.replace(part, path)
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
        raise InvalidInput([Problem(f"is not a stored run: cannot read {path.name} ({reason})", path=str(path.parent))]) from None


def _block_file(folder: Path, number: int) -> Path:
    return folder / "blocks" / f"{number:06d}.npz"


def block_numbers(folder: Path) -> tuple[int, ...]:
    """Numbers of the blocks that are finished in a run folder."""
    return tuple(sorted(int(path.stem) for path in (folder / "blocks").glob("[0-9]*.npz")))


def start_run(folder: Path, manifest: Manifest, scenario: dict[str, Any]) -> tuple[int, ...]:
    """Prepare a run folder and return the blocks that it already holds.

    A folder that holds another run is refused, so results of two runs never mix.
    """
    if (folder / "manifest.json").exists():
        if _read_json(folder / "manifest.json") != json.loads(json.dumps(manifest.as_json())):
            raise InvalidInput([Problem("holds another run (other scenario, seed, size or version). Choose another folder.", path=str(folder))])
        return block_numbers(folder)
    if folder.exists() and any(folder.iterdir()):
        raise InvalidInput([Problem("is not empty and holds no run. Choose another folder.", path=str(folder))])
    _write_json(folder / "scenario.json", scenario)
    _write_json(folder / "manifest.json", manifest.as_json())
    return ()


def write_block(folder: Path, block: Block) -> None:
    """Store one finished block."""
    columns = {name: getattr(block, name) for name in (*EVENT_COLUMNS, "uniforms")}
    with write_whole(_block_file(folder, block.number)) as file:
        np.savez(file, **columns)


def read_block(folder: Path, number: int, manifest: Manifest) -> Block:
    """One stored block; InvalidInput when its file is damaged."""
    first = number * manifest.block_draws
    try:
        with np.load(_block_file(folder, number), allow_pickle=False) as arrays:
            columns = {name: arrays[name] for name in (*EVENT_COLUMNS, "uniforms")}
    except (OSError, ValueError, KeyError) as reason:
        raise InvalidInput([Problem(f"block {number} cannot be read ({reason})", path=str(folder))]) from None
    draws = min(manifest.block_draws, manifest.draws - first)
    return Block(number=number, first_draw=first, draws=draws, replicates=manifest.replicates, **columns)


def open_run(folder: Path) -> Ensemble:
    """A stored run, complete or stopped early; InvalidInput when the folder holds none."""
    raw = _read_json(folder / "manifest.json")
    try:
        manifest = Manifest.from_json(raw)
    except (KeyError, TypeError, ValueError) as reason:
        raise InvalidInput([Problem(f"manifest.json is not one of ours ({reason})", path=str(folder))]) from None
    if manifest.format != RUN_FORMAT:
        raise InvalidInput([Problem(f"is a run of format {manifest.format}; this version reads format {RUN_FORMAT}", path=str(folder))])
    return Ensemble(manifest, _read_json(folder / "scenario.json"), folder, block_numbers(folder))
