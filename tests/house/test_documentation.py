"""The documentation is whole: every page is in the table of contents, and what it says of the code is so."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

FOUR = {"tutorials", "how-to", "reference", "explanation"}


def settings(root: Path) -> dict[str, Any]:
    """`mkdocs.yml` as plain values."""
    return dict(YAML(typ="safe").load((root / "mkdocs.yml").read_text(encoding="utf-8")))


def pages(nav: Any) -> list[str]:
    """Every file that a table of contents names."""
    if isinstance(nav, str):
        return [nav]
    values = nav.values() if isinstance(nav, dict) else nav
    return [page for value in values for page in pages(value)]


def test_every_page_is_in_the_table_of_contents(root: Path) -> None:
    there = {str(path.relative_to(root / "docs")) for path in (root / "docs").rglob("*.md")}
    assert set(pages(settings(root)["nav"])) == there


def test_four_folders_and_no_fifth(root: Path) -> None:
    there = {path.name for path in (root / "docs").iterdir() if path.is_dir()}
    assert there - {"decisions", "assets"} == FOUR


def test_no_font_from_elsewhere(root: Path) -> None:
    assert settings(root)["theme"]["font"] is False


def test_decisions_are_numbered_without_a_gap(root: Path) -> None:
    names = sorted(path.name for path in (root / "docs" / "decisions").glob("*.md"))
    assert [name[:4] for name in names] == [f"{number:04d}" for number in range(1, len(names) + 1)]


def test_run_folder_page_lists_every_field_of_a_manifest(root: Path) -> None:
    from sandtable.ensemble.results import EVENT_COLUMNS, Assumption, Manifest

    text = (root / "docs" / "reference" / "run-folder.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+)`", text))
    fields = {field.name for kind in (Manifest, Assumption) for field in dataclasses.fields(kind)}
    assert (fields | set(EVENT_COLUMNS) | {"uniforms"}) - {"name"} <= named


def test_python_page_names_the_stable_face(root: Path) -> None:
    import sandtable

    text = (root / "docs" / "reference" / "python.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"^::: sandtable\.(\w+)$", text, re.MULTILINE))
    assert shown == set(sandtable.__all__) - {"__version__"}
    assert all(callable(getattr(sandtable, name)) for name in shown)


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_links_to_files_lead_somewhere(root: Path, page: str) -> None:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", (root / page).read_text(encoding="utf-8"))
    assert targets
    assert [target for target in targets if not (root / target).exists()] == []
