"""Runs on disk: whole or not at all, resumed after a stop, refused when they are another's or damaged."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sandtable.ensemble.ensemble import Ensemble, open_run
from sandtable.ensemble.store import block_numbers, write_whole
from sandtable.errors import InvalidInput
from sandtable.simulation.run import Settings, simulate
from small_worlds import campaign, columns, same, whole

SCENARIO = whole(campaign(60))


def _run(folder: Path | None, futures: int = 100, seed: int = 1, **more: Any) -> Ensemble:
    return simulate(
        SCENARIO, futures=futures, seed=seed, folder=folder, settings=Settings(block_draws=20, workers=2), **more
    )


@pytest.fixture(scope="module")
def reference() -> dict[str, Any]:
    return columns(_run(None))


def _parts(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.name.endswith(".part")]


def test_a_stored_run_reads_back(tmp_path: Path, reference: dict[str, Any]) -> None:
    made = _run(tmp_path / "run")
    back = open_run(tmp_path / "run")
    assert back.complete
    assert back.manifest == made.manifest
    assert back.scenario == made.scenario
    assert (back.futures, back.draws) == (200, 100)
    assert same(reference, columns(back))
    assert not _parts(tmp_path)


def test_a_run_that_lost_blocks_is_completed(tmp_path: Path, reference: dict[str, Any]) -> None:
    folder = tmp_path / "run"
    _run(folder)
    kept = folder / "blocks" / "000003.npz"
    for number in (0, 1, 4):
        (folder / "blocks" / f"{number:06d}.npz").unlink()
    before = kept.stat().st_mtime_ns
    partial = open_run(folder)
    assert not partial.complete
    assert partial.numbers == (2, 3)
    assert partial.futures == 80
    seen: list[tuple[int, int]] = []
    assert same(reference, columns(_run(folder, progress=lambda done, whole: seen.append((done, whole)))))
    assert kept.stat().st_mtime_ns == before, "a finished block was made again"
    assert seen == [(60, 100), (80, 100), (100, 100)]


def test_a_stopped_run_keeps_its_blocks_and_resumes(tmp_path: Path, reference: dict[str, Any]) -> None:
    folder = tmp_path / "run"

    def stop(done: int, whole: int) -> None:
        if done >= 40:
            raise KeyboardInterrupt

    stopped = _run(folder, progress=stop)
    assert 2 <= len(stopped.numbers) < 6
    assert stopped.numbers == block_numbers(folder)
    assert not _parts(tmp_path)
    first = columns(stopped)
    assert len(first["uniforms"]) == stopped.draws
    assert same(reference, columns(_run(folder)))
    assert not _parts(tmp_path)


def test_a_run_stopped_before_its_first_block_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_args: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sandtable.simulation.run.run_block", interrupted)
    with pytest.raises(KeyboardInterrupt):
        _run(tmp_path / "run")


def test_an_error_in_a_block_is_not_swallowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: Any) -> None:
        raise RuntimeError("the block failed")

    monkeypatch.setattr("sandtable.simulation.run.run_block", broken)
    with pytest.raises(RuntimeError, match="the block failed"):
        _run(tmp_path / "run")
    assert not _parts(tmp_path)


@pytest.mark.parametrize("change", [{"seed": 2}, {"futures": 120}])
def test_the_folder_of_another_run_is_refused(tmp_path: Path, change: dict[str, int]) -> None:
    _run(tmp_path / "run", futures=40)
    with pytest.raises(InvalidInput, match="holds another run"):
        _run(tmp_path / "run", **({"futures": 40} | change))


def test_a_folder_with_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InvalidInput, match="not empty"):
        _run(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def _save(path: Path, **changes: Any) -> None:
    with np.load(path) as arrays:
        columns = dict(arrays) | changes
    np.savez(path, **{name: value for name, value in columns.items() if value is not None})


DAMAGE: dict[str, Callable[[Path], Any]] = {
    "cut in half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "empty": lambda path: path.write_bytes(b""),
    "no archive": lambda path: path.write_bytes(b"PK\x03\x04 not really"),
    "text": lambda path: path.write_text("hello", encoding="utf-8"),
    "a plain array": lambda path: path.write_bytes(
        b"\x93NUMPY\x01\x00v\x00{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }".ljust(128) + bytes(8)
    ),
    "bytes flipped": lambda path: path.write_bytes(path.read_bytes()[:200] + b"\xff" * 400 + path.read_bytes()[600:]),
    "a column missing": lambda path: _save(path, day=None),
    "a column short": lambda path: _save(path, day=np.zeros(1)),
    "a column of another type": lambda path: _save(path, kind=np.zeros(3, "f4")),
    "objects": lambda path: _save(path, day=np.array([{}], object)),
    "futures beyond the block": lambda path: _save(
        path,
        **dict.fromkeys(("future", "sequence"), np.full(1, 999, "i4")),
        day=np.zeros(1),
        kind=np.ones(1, "i1"),
        **dict.fromkeys(("entity", "before", "after", "cause"), np.zeros(1, "i2")),
    ),
    "draws of another run": lambda path: _save(path, uniforms=np.zeros((3, 3))),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_block_gives_one_clear_line(tmp_path: Path, damage: Callable[[Path], Any]) -> None:
    _run(tmp_path / "run", futures=40)
    damage(tmp_path / "run" / "blocks" / "000001.npz")
    run = open_run(tmp_path / "run")
    blocks = run.blocks()
    assert next(blocks).number == 0
    with pytest.raises(InvalidInput, match="block 1 is damaged") as refused:
        next(blocks)
    assert len(refused.value.problems) == 1


MANIFESTS: dict[str, Any] = {
    "a list": [],
    "a number": 7,
    "nothing in it": {},
    "draws are text": {"draws": "many"},
    "blocks of no size": {"block_draws": 0},
    "no date": {"as_of": "yesterday"},
    "ends before it begins": {"until": "1990-01-01"},
    "places are numbers": {"places": [1, 2]},
    "holders unknown": {"first_holders": [99]},
    "assumptions are text": {"assumptions": ["a"]},
    "a format to come": {"format": 99},
}


@pytest.mark.parametrize("change", MANIFESTS.values(), ids=MANIFESTS.keys())
def test_a_forged_manifest_gives_one_clear_line(tmp_path: Path, change: Any) -> None:
    _run(tmp_path / "run", futures=20)
    file = tmp_path / "run" / "manifest.json"
    raw = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(raw | change if isinstance(change, dict) and change else change), encoding="utf-8")
    with pytest.raises(InvalidInput) as refused:
        open_run(tmp_path / "run")
    assert len(refused.value.problems) == 1


def test_files_that_are_no_blocks_are_left_alone(tmp_path: Path) -> None:
    _run(tmp_path / "run", futures=40)
    for name in ("000001 (copy).npz", "1x.npz", "000077.npz", ".000000.npz.abc.part"):
        (tmp_path / "run" / "blocks" / name).write_bytes(b"")
    assert open_run(tmp_path / "run").numbers == (0, 1)


@pytest.mark.parametrize("text", ["", "{", "\ufeff", "[1, 2", "NaN" * 3])
def test_no_run_at_all(tmp_path: Path, text: str) -> None:
    with pytest.raises(InvalidInput, match="not a stored run"):
        open_run(tmp_path)
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput, match="not a stored run"):
        open_run(tmp_path)


def _write(file: Path, text: bytes, trouble: BaseException | None = None) -> None:
    with write_whole(file) as out:
        out.write(text)
        if trouble is not None:
            raise trouble


def test_a_file_is_whole_or_absent(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "file.bin"
    with pytest.raises(RuntimeError):
        _write(file, b"half", RuntimeError())
    assert list((tmp_path / "deep").iterdir()) == []
    _write(file, b"one")
    with pytest.raises(KeyboardInterrupt):
        _write(file, b"two", KeyboardInterrupt())
    assert file.read_bytes() == b"one"
    assert list((tmp_path / "deep").iterdir()) == [file]


def test_a_run_that_nobody_named_goes_away(tmp_path: Path) -> None:
    ensemble = _run(None, futures=20)
    folder = ensemble.folder
    assert folder.exists()
    del ensemble
    assert not folder.exists()


@pytest.mark.parametrize(
    "numbers", [{"futures": 0}, {"futures": -5}, {"futures": 10**9}, {"seed": -1}, {"seed": 2**63}]
)
def test_numbers_out_of_range_are_refused(numbers: dict[str, int]) -> None:
    with pytest.raises(InvalidInput, match="must be"):
        simulate(SCENARIO, **numbers)  # type: ignore[arg-type]


def test_all_numbers_out_of_range_at_once() -> None:
    with pytest.raises(InvalidInput) as refused:
        simulate(SCENARIO, futures=0, seed=-1, settings=Settings(replicates=3))
    assert len(refused.value.problems) == 3
