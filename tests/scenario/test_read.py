"""Finding a scenario: by shipped name, folder or file; what is missing is said in a line."""

from __future__ import annotations

import importlib.resources
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder_of_scenarios import SMALL
from sandtable.errors import InvalidInput
from sandtable.scenario import library
from sandtable.scenario.read import read, read_scenario
from sandtable.scenario.resolve import complete


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "towns").mkdir()
    (tmp_path / "towns" / "scenario.yaml").write_text(SMALL, encoding="utf-8")
    return tmp_path


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package folder with one shipped scenario."""
    folder = tmp_path / "package" / "scenarios" / "two-towns"
    folder.mkdir(parents=True)
    (folder / "scenario.yaml").write_text(SMALL, encoding="utf-8")
    (folder.parent / "not-one").mkdir()
    monkeypatch.setattr(importlib.resources, "files", lambda package: tmp_path / "package")
    return folder


def said(name_or_path: str | Path) -> str:
    with pytest.raises(InvalidInput) as refusal:
        read_scenario(name_or_path)
    return str(refusal.value)


def test_a_folder_a_file_and_an_absolute_path_are_the_same(here: Path) -> None:
    scenario = read_scenario("towns")
    assert (
        scenario
        == read_scenario(Path("towns"))
        == read_scenario("towns/scenario.yaml")
        == read_scenario(here / "towns")
    )
    assert read("towns").folder == Path("towns")


def test_problems_name_the_file_as_written_and_never_the_machine(here: Path) -> None:
    file = here / "towns" / "scenario.yaml"
    file.write_text(SMALL.replace("at: beta", "at: betta"), encoding="utf-8")
    words = "towns/scenario.yaml:22:35: forces.beta-garrison.at: there is no place 'betta'. Did you mean 'beta'?"
    assert said("towns") == said(file) == said(here / "towns") == words


def test_what_is_not_there(here: Path, shelf: Path) -> None:
    assert said("two-twons") == "there is no scenario, folder or file called 'two-twons'. Did you mean 'two-towns'?"
    assert said("zzz") == "there is no scenario, folder or file called 'zzz'. Shipped are: two-towns."
    assert said("zzz.yaml") == "zzz.yaml: there is no such file or folder."
    assert said("no/zzz") == "no/zzz: there is no such file or folder."
    assert said(Path("zzz")) == "zzz: there is no such file or folder."
    assert said("") == "there is no scenario, folder or file called ''. Shipped are: two-towns."
    assert said("a\0b.yaml").endswith("there is no such file or folder.")
    assert said("x" * 5000 + ".yaml").endswith("there is no such file or folder.")
    (here / "bare").mkdir()
    assert said("bare") == "bare: this folder holds no scenario.yaml."
    (here / "bare" / "scenario.yaml").mkdir()
    assert said("bare") == "bare/scenario.yaml: is not a file that can be read."


def test_shipped_scenarios_go_by_name(here: Path, shelf: Path) -> None:
    assert library.shipped() == ("two-towns",)
    assert library.folder_of("two-towns") == shelf
    assert read_scenario("two-towns") == read_scenario("towns")
    (shelf / "scenario.yaml").write_text("format: 1\nformat: 1\n", encoding="utf-8")
    assert said("two-towns") == "two-towns/scenario.yaml:2:1: format: is written twice (first on line 1). Keep one."


def test_the_scenarios_in_the_package_are_found() -> None:
    assert {"three-towns", "western-anbar-2017"} <= set(library.shipped())


EVERYTHING = Path(__file__).resolve().parents[1] / "scenarios" / "valid" / "everything.yaml"
TOKENS = re.findall(r"\w[\w.-]*|\s+|.", EVERYTHING.read_text(encoding="utf-8"))
OTHERS = sorted({token for token in TOKENS if token.strip()})
STRANGE = [
    "null",
    "true",
    ".nan",
    "-1",
    "1e400",
    "[]",
    "{}",
    '""',
    "9" * 25,
    "2017-02-30",
    "[1, 2]",
    "{a: 1}",
    "\n",
    " ",
    "",
]
MENDS = st.lists(
    st.tuples(st.integers(0, len(TOKENS) - 1), st.sampled_from([*OTHERS, *STRANGE])), min_size=1, max_size=3
)


@given(MENDS)
def test_a_file_with_any_word_replaced_is_read_or_refused_in_clear_lines(mends: list[tuple[int, str]]) -> None:
    tokens = list(TOKENS)
    for place, word in mends:
        tokens[place] = word
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "scenario.yaml"
        file.write_text("".join(tokens), encoding="utf-8")
        try:
            scenario = read_scenario(file)
        except InvalidInput as refusal:
            lines = str(refusal).splitlines()
        else:
            lines = []
            assert complete(scenario) == scenario
    for line in lines:
        assert line.startswith(f"{folder}/scenario.yaml:")
        assert line[-1] in ".?"
