"""Help is instant: asking for it loads none of the heavy libraries."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

HEAVY = {"numpy", "numba", "scipy", "pydantic", "ruamel", "lark", "jinja2", "llvmlite"}


def loaded_by(*words: str) -> set[str]:
    """Top-level packages that a Python command loads."""
    done = subprocess.run([sys.executable, "-X", "importtime", *words], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in re.findall(r"^import time:.*\|\s*([\w.]+)$", done.stderr, re.MULTILINE)}


@pytest.mark.parametrize(
    "words", [["-m", "sandtable", "--help"], ["-m", "sandtable", "--version"], ["-c", "import sandtable"]]
)
def test_loads_nothing_heavy(words: list[str]) -> None:
    loaded = loaded_by(*words)
    assert "sandtable" in loaded
    assert loaded & HEAVY == set()


def test_the_measure_notices() -> None:
    assert "numpy" in loaded_by("-c", "import numpy")
