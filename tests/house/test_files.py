"""What lies in the repository: licence, notice, citation, changelog, and nothing that belongs to one machine."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from ruamel.yaml import YAML

# Put together from pieces, so that this file does not find itself.
MACHINE_PATH = re.compile(r"(?<![\w.<~}*])/(?:" + "|".join(["work", "tmp", "root", "home", "farm"]) + r")/\w")
REGISTRY_HOST = re.compile("|".join(["pypi" + r"\.org", "python" + "hosted", "npm" + r"js\.", "deb" + r"\.debian"]))
PICTURES = {".png", ".lock", ".zip"}


def tracked(root: Path) -> list[Path]:
    """Files under version control."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True)
    return [root / name for name in done.stdout.split("\0") if name and (root / name).is_file()]


def readme_commands(root: Path) -> list[str]:
    """The two lines of the README that a visitor pastes first."""
    text = (root / "README.md").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.startswith("python3 -m venv")]


def test_no_path_of_a_machine_and_no_registry_host(root: Path) -> None:
    found = []
    for path in tracked(root):
        if path.suffix in PICTURES:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if MACHINE_PATH.search(line) or REGISTRY_HOST.search(line):
                found.append(f"{path.relative_to(root)}:{number}: {line.strip()[:100]}")
    assert found == []


def test_the_search_notices() -> None:
    assert MACHINE_PATH.search("see " + "/" + "work/main")
    assert REGISTRY_HOST.search("https://" + "pypi" + ".org/simple")
    assert not MACHINE_PATH.search("src/" + "work/main")


def test_the_lock_names_the_usual_registry_alone(root: Path) -> None:
    lock = tomllib.loads((root / "uv.lock").read_text(encoding="utf-8"))
    registries = {package["source"].get("registry") for package in lock["package"]}
    assert registries <= {None, "https://" + "pypi" + ".org/simple"}


def test_licence_is_whole_and_is_the_declared_one(root: Path) -> None:
    text = (root / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text.splitlines()[0] + text.splitlines()[1]
    assert "END OF TERMS AND CONDITIONS" in text
    assert len(text.split()) > 1500
    assert tomllib.loads((root / "pyproject.toml").read_text())["project"]["license"] == "Apache-2.0"


@pytest.mark.parametrize("source", ["GeoNames", "CC BY 4.0", "CDB90", "ODC-BY", "Rawabet"])
def test_notice_names_what_facts_come_from(root: Path, source: str) -> None:
    assert source in (root / "NOTICE").read_text(encoding="utf-8")


def test_citation_reads_and_has_the_version(root: Path) -> None:
    from sandtable._version import __version__

    citation = YAML(typ="safe").load((root / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert citation["license"] == "Apache-2.0"
    assert citation["version"] == __version__
    assert citation["authors"]


def test_changelog_says_what_changes_results(root: Path) -> None:
    headings = re.findall(r"^#+ (.+)$", (root / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert "Changes results" in headings


def test_ci_runs_the_two_lines_of_the_readme(root: Path) -> None:
    commands = readme_commands(root)
    ci = (root / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert len(commands) == 2
    assert commands[0].endswith("sandtable demo")
    assert commands[1].endswith("pytest")
    assert [line for line in ci if line in commands] == commands, "CI runs both, as printed, in this order"


def test_ci_and_hooks_call_recipes_that_exist(root: Path) -> None:
    recipes = set(re.findall(r"^([a-z-]+)(?: \*\w+)?:", (root / "justfile").read_text(), re.MULTILINE))
    ci = re.findall(r"just ([a-z-]+)", (root / ".ci" / "run").read_text())
    hooks = YAML(typ="safe").load((root / ".pre-commit-config.yaml").read_text())
    assert all(repo["repo"] == "local" for repo in hooks["repos"])
    entries = [hook["entry"].removeprefix("just ") for repo in hooks["repos"] for hook in repo["hooks"]]
    assert ci
    assert set(ci + entries) <= recipes
