"""The YAML language server that editors use completes a scenario, explains its fields and finds what is wrong."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import show_completion
from sandtable.scenario.library import folder_of, shipped
from sandtable.scenario.meaning import meaning_of
from sandtable.scenario.starting import starter_files
from show_completion import LanguageServer


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    """A running server. Absent, the test is skipped; under CI it must be there."""
    command = show_completion.server_command()
    if command is None and not os.environ.get("CI"):
        pytest.skip("no yaml-language-server: install it with npm and name its folder in SANDTABLE_YAML_SERVER")
    assert command is not None, "CI installs yaml-language-server"
    with LanguageServer(command) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as `sandtable new` lays it down."""
    for name, text in starter_files("my-scenario").items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path.resolve()


def test_the_starter_is_clean_in_an_editor(server: LanguageServer, folder: Path) -> None:
    file = folder / "scenario.yaml"
    assert server.problems(server.open(file, file.read_text(encoding="utf-8"))) == []


def test_line_ends_of_windows_are_clean_too(server: LanguageServer, folder: Path) -> None:
    file = folder / "windows.yaml"
    text = (folder / "scenario.yaml").read_text(encoding="utf-8").replace("\n", "\r\n")
    assert server.problems(server.open(file, text)) == []
    assert server.problems(server.open(folder / "wrong.yaml", text.replace("km: [40", "kms: [40"))) != []


@pytest.mark.parametrize("name", shipped())
def test_shipped_scenarios_are_clean_in_an_editor(server: LanguageServer, name: str) -> None:
    file = folder_of(name) / "scenario.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../scenario/scenario.schema.json\n")
    assert server.problems(server.open(file, text)) == []
    assert server.problems(server.open(file.with_name("x.yaml"), text + "\nplacse: {}\n")) != []


def test_every_valid_scenario_of_the_suite_is_valid_in_an_editor(
    server: LanguageServer, root: Path, folder: Path
) -> None:
    files = sorted((root / "tests" / "scenarios" / "valid").glob("*.yaml"))
    assert len(files) > 10
    found = {}
    for file in files:
        text = f"# yaml-language-server: $schema=./scenario.schema.json\n{file.read_text(encoding='utf-8')}"
        problems = server.problems(server.open(folder / file.name, text))
        found[file.name] = [f"{one['range']['start']['line']}: {one['message']}" for one in problems]
    assert {name: said for name, said in found.items() if said} == {}


def test_fields_are_offered_with_their_meaning(server: LanguageServer, folder: Path) -> None:
    text, line = show_completion.sample()
    address = server.open(folder / "offered.yaml", text)
    fields = dict(show_completion.offered(server, address, line + 2, 4))
    assert set(fields) == {"cite", "assume", "confidence", "between"}  # km is written already
    assert meaning_of("routes.between").words in fields["between"]


def test_allowed_words_are_offered(server: LanguageServer, folder: Path) -> None:
    text = "# yaml-language-server: $schema=./scenario.schema.json\nmechanisms:\n  collapse: \n"
    address = server.open(folder / "words.yaml", text)
    offered = {item["label"] for item in server.complete(address, 2, 12)}
    assert {"off", "weak", "author"} <= {label.strip('"') for label in offered}


def test_the_meaning_is_shown_under_the_pointer(server: LanguageServer, folder: Path) -> None:
    text, line = show_completion.sample()
    address = server.open(folder / "hover.yaml", text)
    shown = "\n".join(show_completion.plain(server.hover(address, line + 1, 5)))
    assert meaning_of("routes.km").words in shown
    assert "Unit: km" in shown


def test_a_wrong_key_is_underlined_where_it_stands(server: LanguageServer, folder: Path) -> None:
    text, line = show_completion.sample()
    (wrong,) = [one for one in server.problems(server.open(folder / "key.yaml", text)) if "betwen" in one["message"]]
    row = text.splitlines()[line + 3]
    assert wrong["range"]["start"] == {"line": line + 3, "character": row.index("betwen")}
    assert wrong["severity"] == 1


@pytest.mark.parametrize(
    ("section", "entry"),
    [
        ("actors", "x: {name: X, kind: empire}"),
        ("routes", "x: {between: [a, b], km: far, assume: y}"),
        ("routes", "x: {between: [a], km: 4, assume: y}"),
        ("routes", "Bad Id: {between: [a, b], km: 4, assume: y}"),
        ("places", "x: {name: X, at: [100, 0]}"),
        ("control", "x: {who: a, holds: [], assume: y}"),
        ("sources", "x: {title: X, date: someday}"),
    ],
)
def test_wrong_values_are_underlined(server: LanguageServer, folder: Path, section: str, entry: str) -> None:
    text = f"# yaml-language-server: $schema=./scenario.schema.json\n{section}:\n  {entry}\n"
    problems = server.problems(server.open(folder / f"{section}.yaml", text))
    assert [one["range"]["start"]["line"] for one in problems if "Missing" not in one["message"]] == [2]


def test_the_page_of_the_manual_is_current(server: LanguageServer) -> None:
    command = show_completion.server_command()
    assert command is not None
    assert show_completion.PAGE.read_text(encoding="utf-8") == show_completion.transcript(command)


def test_the_server_of_ci_is_the_one_of_the_manual(root: Path) -> None:
    wanted = "yaml-language-server@1.19.2"
    for file in (".ci/run", "scripts/show_completion.py"):
        assert wanted in (root / file).read_text(encoding="utf-8")
    assert shutil.which("node") or not os.environ.get("CI")
