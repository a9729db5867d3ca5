"""The commands of the how-to on exports run as they are shown, and wrong wishes are refused in words."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sandtable.cli import app
from sandtable.errors import InvalidInput


def commands(page: Path) -> list[list[str]]:
    """The words of every command in the page's shell blocks, comments left out."""
    blocks = re.findall(r"^```bash\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    lines = [shlex.split(line, comments=True) for block in blocks for line in block.splitlines()]
    return [words for words in lines if words]


def test_every_command_of_the_page_runs(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, *words in commands(root / "docs" / "how-to" / "export.md"):
        assert name == "sandtable"
        done = CliRunner().invoke(app, ["250" if word == "2000" else word for word in words])
        assert done.exit_code == 0, (words, done.output, done.exception)
    made = {path.name for path in tmp_path.iterdir()}
    assert made == {"run", "tables", "tables-pq", "run.xlsx", "run.gpkg", "run.geojson", "run.gexf", "run.nc"}


def test_a_wrong_format_is_refused_before_anything_runs(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["export", "three-towns", "--to", str(tmp_path / "x"), "--format", "gpgk"])
    assert isinstance(done.exception, InvalidInput)
    assert "Did you mean 'gpkg'?" in str(done.exception)


def test_a_target_that_is_there_is_refused_before_anything_runs(tmp_path: Path) -> None:
    target = tmp_path / "x.gpkg"
    target.write_text("mine")
    done = CliRunner().invoke(app, ["export", "no-such-scenario", "--to", str(target)])
    assert "is there already" in str(done.exception)
    assert target.read_text() == "mine"


def test_the_formats_are_listed_without_any_other_word() -> None:
    done = CliRunner().invoke(app, ["export", "--formats"])
    assert done.exit_code == 0
    assert [line.split()[0] for line in done.output.splitlines()][:2] == ["csv", "parquet"]


def test_every_command_on_printing_runs(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _, *words in commands(root / "docs" / "how-to" / "print.md"):
        few = ["--no-variants"] if words[0] == "brief" else []
        done = CliRunner().invoke(app, ["250" if word == "2000" else word for word in words] + few)
        assert done.exit_code == 0, (words, done.output, done.exception)
    assert {path.name for path in tmp_path.iterdir()} == {"run", "brief.html", "brief.pdf", "brief.docx"}


def test_two_forms_never_go_into_one_file() -> None:
    same = CliRunner().invoke(app, ["brief", "three-towns", "--pdf", "b.x", "--docx", "b.x"])
    assert "two forms cannot go into one file" in str(same.exception)
