"""No run reads what happened: neither the file nor the module that reads it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from sandtable.scoring.outcomes import FILE_NAME
from sandtable.views.hindsight import spelt_out
from scoring.scored_worlds import campaign

WATCH = """
import sys
opened = []
sys.addaudithook(lambda name, args: opened.append(str(args[0])) if name in ("open", "os.open") else None)
from sandtable.__main__ import main
sys.argv = ["sandtable", *sys.argv[2:]]
try:
    main()
except SystemExit as end:
    code = end.code or 0
open(OUT, "w").write(__import__("json").dumps(
    {"code": code, "opened": opened, "loaded": sorted(name for name in sys.modules if name.startswith("sandtable"))}
))
"""


def _watched(tmp_path: Path, *words: str) -> dict[str, object]:
    """Run the command line in a process of its own that notes every file it opens and every module it loads."""
    out = tmp_path / "seen.json"
    script = WATCH.replace("OUT", repr(str(out)))
    subprocess.run(
        [sys.executable, "-c", script, "sandtable", *words], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    seen: dict[str, object] = json.loads(out.read_text(encoding="utf-8"))
    return seen


def test_a_run_opens_no_outcomes_and_loads_no_scoring(tmp_path: Path) -> None:
    folder = campaign(tmp_path / "campaign")
    for words in (["run", str(folder), "-n", "20"], ["check", str(folder)], ["explain", str(folder)]):
        seen = _watched(tmp_path, *words)
        assert seen["code"] == 0, words
        opened, loaded = seen["opened"], seen["loaded"]
        assert isinstance(opened, list)
        assert isinstance(loaded, list)
        assert any(name.endswith("scenario.yaml") for name in opened), "the watch sees files"
        assert [name for name in opened if FILE_NAME in name] == []
        assert "sandtable.scoring.outcomes" not in loaded


def test_the_watch_sees_the_back_test_read_it(tmp_path: Path) -> None:
    seen = _watched(tmp_path, "backtest", str(campaign(tmp_path / "campaign")), "--alone", "-n", "20", "--no-variants")
    assert seen["code"] == 0
    assert any(FILE_NAME in name for name in seen["opened"])  # type: ignore[attr-defined]
    assert "sandtable.scoring.outcomes" in seen["loaded"]  # type: ignore[operator]


def test_a_poisoned_file_changes_no_byte(tmp_path: Path) -> None:
    """Rubbish, or a pipe on which any reader would wait for ever, in place of what happened: the same run."""
    folder = campaign(tmp_path / "campaign")
    results = []
    for number, poison in enumerate((None, b"\xff: {", "pipe")):
        (folder / FILE_NAME).unlink(missing_ok=True)
        if poison == "pipe":
            os.mkfifo(folder / FILE_NAME)
        elif isinstance(poison, bytes):
            (folder / FILE_NAME).write_bytes(poison)
        out = tmp_path / f"run-{number}"
        command = [sys.executable, "-m", "sandtable", "run", str(folder), "-n", "30", "--out", str(out)]
        subprocess.run(command, capture_output=True, check=True, timeout=300)
        files = sorted(path for path in out.rglob("*") if path.is_file())
        results.append([(path.relative_to(out), path.read_bytes()) for path in files])
    assert results[0]
    assert results[0] == results[1] == results[2]


def test_a_brief_shows_what_happened_only_when_asked(tmp_path: Path) -> None:
    folder = str(campaign(tmp_path / "campaign"))
    plain = _watched(tmp_path, "brief", folder, "-n", "20", "--no-variants", "--out", "plain.html")
    assert plain["code"] == 0
    assert [name for name in plain["opened"] if FILE_NAME in name] == []  # type: ignore[attr-defined]
    assert not any(row.get("outcome") for row in json.loads(_data(tmp_path / "plain.html"))["claims"])
    assert "In fact it" not in _data(tmp_path / "plain.html")
    asked = _watched(tmp_path, "brief", folder, "-n", "20", "--no-variants", "--out", "asked.html", "--outcomes")
    assert asked["code"] == 0
    payload = json.loads(_data(tmp_path / "asked.html"))
    rows = {row["id"]: row["outcome"] for row in payload["claims"]}
    assert rows["near-soon"]["word"] == "happened"
    assert rows["near-soon"]["text"] == "In fact it happened. A test. Source: A test."
    assert rows["far-first"]["word"] == "did not happen"
    assert "from memory" in rows["far-first"]["text"]
    assert any("played no part" in line for line in payload["method"])
    (tmp_path / "campaign" / FILE_NAME).unlink()
    assert _watched(tmp_path, "brief", folder, "-n", "20", "--outcomes")["code"] == 2
    assert not (tmp_path / "brief.html").exists()


def test_words_that_point_to_another_entry_are_spelt_out() -> None:
    sources = {"ramadi": "a newspaper", "both": "as for ramadi"}
    assert spelt_out("as for ramadi", sources) == "a newspaper"
    assert spelt_out("as for the three towns", sources) == "as for the three towns"
    assert spelt_out("ramadi", sources) == "ramadi"


def _data(page: Path) -> str:
    """The JSON inside a page."""
    return page.read_text(encoding="utf-8").partition('id="payload">')[2].partition("</script>")[0]
