"""`priors fit` and `priors skill` as a user meets them: a set on standard output, the fits in words beside it."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest


def sandtable(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "sandtable", "priors", *words], capture_output=True, text=True)


def test_the_set_of_april_2017_comes_out(tmp_path: Path) -> None:
    asked = ["fit", "--until", "2017-02-28", "--exclude", "syria", "--exclude", "iraq"]
    done = sandtable(*asked)
    assert done.returncode == 0, done.stderr
    shipped = (files("sandtable.world") / "prior_sets" / "2017-04.toml").read_text(encoding="utf-8")
    made = tomllib.loads(done.stdout)
    assert list(made["priors"]) == list(tomllib.loads(shipped)["priors"])
    assert made["excluded"] == ["iraq", "syria"]
    assert "without rows from memory: 1 fights, too few to fit" in done.stderr
    kept = sandtable(*asked, "--out", str(tmp_path / "set.toml"))
    assert kept.returncode == 0
    assert (tmp_path / "set.toml").read_text(encoding="utf-8") == done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["fit", "--until", "2017-02-28", "--exclude", "irak"], "Did you mean 'iraq'?"),
        (["fit", "--until", "1950-01-01"], "too little is left to fit"),
        (["fit", "--until", "spring"], "spring"),
        (["fit"], "--until"),
        (["fit", "--until", "2017-02-28", "--data", "nowhere"], "holds neither"),
    ],
)
def test_what_cannot_be_fitted_is_said(words: list[str], said: str) -> None:
    done = sandtable(*words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_ones_own_tables_are_read(tmp_path: Path) -> None:
    table = (files("sandtable.sources") / "city_fights.csv").read_text(encoding="utf-8")
    kept = [line for line in table.splitlines() if not line.startswith(("Ortona", "Aachen"))]
    (tmp_path / "city_fights.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")
    done = sandtable("fit", "--until", "2015-10-31", "--exclude", "iraq", "--exclude", "syria", "--data", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "14 of 15 took their city" in done.stderr


@pytest.mark.parametrize("name", ["city_fights.csv", "cdb90_patched.csv"])
@pytest.mark.parametrize("rubbish", ["", "a,b\n1,2\n", "\x00", "fight\nx\n" * 10])
def test_rubbish_for_a_table_is_refused_in_words(tmp_path: Path, name: str, rubbish: str) -> None:
    (tmp_path / name).write_text(rubbish, encoding="utf-8")
    done = sandtable("fit", "--until", "2019-03-31", "--data", str(tmp_path))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_the_whole_of_cdb90_gives_the_same_set(shared: Path, tmp_path: Path) -> None:
    source = shared / "data" / "cdb90_patched.csv"
    if not source.is_file():
        pytest.skip("CDB90 is not in the shared folder")
    (tmp_path / source.name).symlink_to(source)
    asked = ["fit", "--until", "2019-03-31", "--exclude", "libya"]
    one, other = (tomllib.loads(sandtable(*asked, *more).stdout) for more in ([], ["--data", str(tmp_path)]))
    for name, prior in one["priors"].items():
        assert other["priors"][name]["args"] == pytest.approx(prior["args"], abs=0.002), name
