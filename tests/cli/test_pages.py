"""What the manual shows of the commands for who writes a scenario is what they print."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from typer.testing import CliRunner

from sandtable.cli import app
from sandtable.scenario.resolve import complete
from sandtable.scenario.schema import Scenario

PAGES = ("edit-with-completion.md", "places.md", "bargain.md")


def shown(page: Path) -> list[tuple[str, str]]:
    """The commands of a page, each with what the page says that it prints."""
    blocks = re.findall(r"^```console\n\$ (.+)\n((?:.*\n)*?)```$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return [(command, printed) for command, printed in blocks]


@pytest.mark.parametrize("page", PAGES)
def test_commands_print_what_the_page_shows(root: Path, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "docs" / "how-to")
    blocks = shown(root / "docs" / "how-to" / page)
    assert blocks
    for command, printed in blocks:
        name, *words = shlex.split(command)
        assert name == "sandtable"
        done = CliRunner().invoke(app, words)
        assert done.exit_code == 0
        assert done.stdout.replace("\u00a0", " ") == printed


def test_the_places_of_the_page_are_found(root: Path) -> None:
    page = (root / "docs" / "how-to" / "places.md").read_text(encoding="utf-8")
    part = YAML(typ="safe", pure=True).load(page.split("```yaml\n")[1].split("```")[0])
    rest = {"format": 1, "title": "x", "as_of": "2017-04-30", "until": "2017-12-31", "sources": {}}
    scenario = complete(Scenario.model_validate({**rest, **part, "actors": {"iraq": {"name": "Iraq"}}}))
    assert {name: place.geoname for name, place in scenario.places.items()} == {
        "ana": 6765385,
        "km160": None,
        "rawa": 92004,
    }
