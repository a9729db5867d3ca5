"""The engine compiled into one library: the same futures as compiled the ordinary way, and each function once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sandtable.mechanisms.catalogue import MECHANISMS
from sandtable.simulation import compose, one_library
from sandtable.simulation.compose import engine
from small_worlds import campaign, one_block, ready


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An engine that nobody has compiled: kept in a folder of its own, and forgotten afterwards."""
    compose._load.cache_clear()
    monkeypatch.setattr(compose, "_COMPOSED", [])
    monkeypatch.setenv("SANDTABLE_CACHE", str(tmp_path / "cache"))
    yield tmp_path
    compose._load.cache_clear()


def test_each_function_is_compiled_once_and_one_door_is_kept_on_disk(fresh: Path) -> None:
    one_block(ready(campaign()), 3, 1)
    module = engine(MECHANISMS)
    versions = {name: len(value.signatures) for name, value in vars(module).items() if hasattr(value, "signatures")}
    assert versions["run_block"] == 1
    compiled = {name: count for name, count in versions.items() if count}
    assert len(compiled) > 100
    assert {name for name, count in compiled.items() if count > 1} == set()
    kept = list((fresh / "cache").rglob("*.nbc"))
    assert [file.name.split(".")[1].split("-")[0] for file in kept] == ["run_block"]


@pytest.mark.nightly
def test_the_ordinary_way_of_an_untried_numba_gives_the_same_log(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepared = ready(campaign())
    one = one_block(prepared, 30, 1)
    compose._load.cache_clear()
    compose._COMPOSED.clear()
    monkeypatch.setattr(one_library, "TRIED", ("no such version",))
    monkeypatch.setenv("SANDTABLE_CACHE", str(fresh / "other"))
    other = one_block(prepared, 30, 1)
    assert len(list((fresh / "other").rglob("*.nbc"))) >= 1
    assert one.day.tobytes() == other.day.tobytes()
    assert one.uniforms.tobytes() == other.uniforms.tobytes()
