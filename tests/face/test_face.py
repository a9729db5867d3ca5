"""The stable face: four verbs, documented, lazy, and whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import sandtable


def test_the_face_is_whole() -> None:
    assert sorted(sandtable.__all__) == [
        "__version__",
        "brief",
        "compare",
        "export_run",
        "flip",
        "judge",
        "read_scenario",
        "show",
        "simulate",
        "suppose",
        "why",
        "write_brief",
    ]
    for name in sandtable.__all__:
        assert getattr(sandtable, name)
        assert name == "__version__" or getattr(sandtable, name).__doc__


def test_importing_it_loads_nothing_heavy() -> None:
    script = "import sys, sandtable; print(sorted({'numpy', 'numba', 'scipy', 'pydantic'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_four_verbs_from_a_folder_to_a_page(tmp_path: Path) -> None:
    scenario = sandtable.read_scenario("three-towns")
    ensemble = sandtable.simulate(scenario, futures=200, seed=3, folder=tmp_path / "run")
    verdicts = sandtable.judge(ensemble)
    assert {row.futures for row in verdicts.rows} == {200}
    own = sandtable.judge(ensemble, {"mine": f"{ensemble.manifest.places[0]} falls"})
    assert own.rows[0].low <= own.rows[0].probability <= own.rows[0].high
    page = sandtable.write_brief(ensemble, tmp_path / "brief.html", verdicts=verdicts)
    assert 'id="payload"' in page.read_text(encoding="utf-8")


def test_an_ensemble_without_a_folder_cleans_up_after_itself() -> None:
    ensemble = sandtable.simulate(sandtable.read_scenario("three-towns"), futures=10)
    folder = ensemble.folder
    assert folder.is_dir()
    del ensemble
    assert not folder.exists()


def test_a_notebook_shows_the_page_in_a_frame_without_rights(tmp_path: Path) -> None:
    import html
    import re

    ensemble = sandtable.simulate(sandtable.read_scenario("three-towns"), futures=50)
    shown = sandtable.brief(ensemble)
    frame = shown._repr_html_()
    found = re.fullmatch(r'<iframe title="[^"<>]*" sandbox="([^"]*)" style="[^"]*" srcdoc="([^"]*)"></iframe>', frame)
    assert found
    assert set(found[1].split()) == {"allow-scripts", "allow-downloads"}
    page = html.unescape(found[2])
    assert page == shown.html
    assert shown.write(tmp_path / "brief.html").read_text(encoding="utf-8") == page
    assert "default-src 'none'" in page.replace("&#x27;", "'")
