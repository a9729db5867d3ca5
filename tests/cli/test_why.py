"""The commands that explain a claim, as a user meets them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from cli.test_commands import TOWNS, sandtable

VARIANT = "without-collapse"
WRITE = "SANDTABLE_WRITE"
"""Set, the test writes what the manual shows anew."""


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("why")
    done = sandtable("run", TOWNS, "-n", "2000", "--out", "run", folder=folder)
    assert done.returncode == 0, done.stderr
    return folder


def as_the_manual_shows(root: Path, name: str, text: str) -> None:
    """What a command prints is, byte for byte, what the page on it shows."""
    file = root / "docs" / "how-to" / "why" / name
    if os.environ.get(WRITE):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == text, f"set {WRITE}=1 to write {name} anew"


def narrow(text: str) -> bool:
    return all(len(line) <= 80 for line in text.splitlines())


def test_why_is_what_the_manual_shows(stored: Path, root: Path) -> None:
    done = sandtable("why", "run", "highfell-last", folder=stored)
    assert done.returncode == 0, done.stderr
    assert narrow(done.stdout)
    as_the_manual_shows(root, "why.txt", done.stdout)


def test_why_in_json_holds_the_curve_and_adds_up(stored: Path) -> None:
    found = json.loads(sandtable("why", "run", "highfell-last", "--json", folder=stored).stdout)
    assert found["probability"]["futures"] == 2_000
    assert found["open"] == pytest.approx(found["probability"]["value"] * (1 - found["probability"]["value"]))
    gains = [one["gain"] for one in found["assumptions"]]
    assert gains == sorted(gains, reverse=True)
    assert all(len(one["curve"]) in (2, 10) for one in found["assumptions"])
    assert sum(one["share"] for one in found["groups"]) == pytest.approx(found["alone"])


def test_why_takes_a_scenario_and_a_claim_of_ones_own(tmp_path: Path) -> None:
    done = sandtable("why", TOWNS, "norwick falls by the end", "-n", "300", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "is luck that nobody can know beforehand" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("claim", "says"),
    [
        ("highfell-lst", "Did you mean 'highfell-last'?"),
        ("norwick fals", "'fals' cannot stand here"),
        ("norwick falls by", "column"),
    ],
)
def test_a_claim_that_is_none_is_refused(stored: Path, claim: str, says: str) -> None:
    done = sandtable("why", "run", claim, folder=stored)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("words", "name"), [((), "show.txt"), (("--false",), "show-false.txt")])
def test_show_is_what_the_manual_shows(stored: Path, root: Path, words: tuple[str, ...], name: str) -> None:
    done = sandtable("show", "run", "highfell-last", *words, folder=stored)
    assert done.returncode == 0, done.stderr
    assert narrow(done.stdout)
    as_the_manual_shows(root, name, done.stdout)


def test_show_in_json_marks_one_day_and_orders_its_story(stored: Path) -> None:
    found = json.loads(sandtable("show", "run", "highfell-last", "--json", folder=stored).stdout)
    days = [one["day"] for one in found["story"]]
    assert days == sorted(days)
    branching = found["branching"]
    assert branching["before"]["low"] <= branching["before"]["value"] <= branching["before"]["high"]
    assert branching["from_day"] < branching["to_day"]
    marked = [one["day"] for one in found["story"] if one["branching"]]
    assert all(branching["from_day"] <= day < branching["to_day"] for day in marked)
    assert found["like_it"] < found["futures"] == 2_000


def test_show_refuses_what_never_happens(stored: Path) -> None:
    done = sandtable("show", "run", "norwick falls by 2030-03-01 and norwick falls after highfell falls", folder=stored)
    assert done.returncode == 2
    assert "in none of the 2,000 futures" in done.stderr


def test_compare_is_what_the_manual_shows(tmp_path: Path, root: Path) -> None:
    done = sandtable("compare", TOWNS, "base", VARIANT, "-n", "1000", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert narrow(done.stdout)
    as_the_manual_shows(root, "compare.txt", done.stdout)


def test_couplings_are_what_the_manual_shows(tmp_path: Path, root: Path) -> None:
    done = sandtable("compare", TOWNS, "base", VARIANT, "-n", "500", "--couplings", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert narrow(done.stdout)
    as_the_manual_shows(root, "couplings.txt", done.stdout[done.stdout.rindex("Claim ") :])


def test_compare_with_itself_is_zero_and_says_so(tmp_path: Path) -> None:
    done = sandtable("compare", TOWNS, "base", "base", "-n", "200", "--json", folder=tmp_path)
    found = json.loads(done.stdout)
    rows = found["claims"]
    assert rows
    assert all(one["turned"] == 0 == one["difference"] == one["low"] == one["high"] for one in found["measures"])
    assert all(row["untouched"] and row["difference"] == 0 == row["gained"] == row["lost"] for row in rows)


def test_compare_refuses_a_variant_that_is_none(tmp_path: Path) -> None:
    done = sandtable("compare", TOWNS, "bse", f"{VARIANT}x", folder=tmp_path)
    assert done.returncode == 2
    assert "Did you mean 'base'?" in done.stderr
    assert f"Did you mean '{VARIANT}'?" in done.stderr


def test_flip_is_what_the_manual_shows(stored: Path, root: Path) -> None:
    done = sandtable("flip", "run", "highfell-last", "--again", "1000", folder=stored)
    assert done.returncode == 0, done.stderr
    assert narrow(done.stdout)
    as_the_manual_shows(root, "flip.txt", done.stdout)


def test_suppose_is_what_the_manual_shows(stored: Path, root: Path) -> None:
    done = sandtable("suppose", "run", "mechanisms.collapse=off", folder=stored)
    assert done.returncode == 0, done.stderr
    assert narrow(done.stdout)
    as_the_manual_shows(root, "suppose.txt", done.stdout)


def test_suppose_refuses_a_misspelt_path_before_anything_runs(tmp_path: Path) -> None:
    done = sandtable("suppose", TOWNS, "mechanisms.colapse=off", folder=tmp_path)
    assert done.returncode == 2
    assert "Did you mean 'mechanisms.collapse'?" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_supposed_can_be_saved_as_a_variant(stored: Path) -> None:
    words = ("mechanisms.collapse=off", "--again", "250", "--save-as", "no-collapse", "--json")
    done = sandtable("suppose", "run", *words, folder=stored)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["saved"]["file"] == "no-collapse.variant.yaml"
    assert 'mechanisms.collapse: "off"' in (stored / "no-collapse.variant.yaml").read_text(encoding="utf-8")
    again = sandtable("suppose", "run", *words, folder=stored)
    assert again.returncode == 2
    assert "is there already" in again.stderr
