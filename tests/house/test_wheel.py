"""The wheel is whole: everything in the package that is not code (grammar, tables, scenarios, templates) is in it."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def names(root: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Files in a wheel that was built just now."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=root, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_everything_under_the_package_is_in_the_wheel(root: Path, names: set[str]) -> None:
    source = root / "src"
    there = {
        path.relative_to(source).as_posix()
        for path in (source / "sandtable").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not any(part.startswith(".") for part in path.parts)
    }
    assert there <= names
    for wanted in ("claims/grammar.lark", "evidence/hedges.csv", "py.typed", "scenarios/three-towns/scenario.yaml"):
        assert f"sandtable/{wanted}" in names


def test_licence_and_notice_travel_with_it(names: set[str]) -> None:
    carried = {name.rpartition("/")[2] for name in names if ".dist-info/licenses/" in name}
    assert carried == {"LICENSE", "NOTICE"}


def test_nothing_else_travels_with_it(names: set[str]) -> None:
    assert {name.partition("/")[0] for name in names if ".dist-info/" not in name} == {"sandtable"}
