"""The commands of the how-to on serving, taken as shown; letting others in is said; what is missing is named."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli.test_files import commands
from sandtable.app import server
from sandtable.app.desk import Desk
from sandtable.app.saving import Shelf
from sandtable.cli import app


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the server was asked to serve, in place of serving it."""
    asked: list[dict[str, Any]] = []

    def serve(desk: Desk, shelf: Shelf, **how: Any) -> None:
        asked.append({"desk": desk, **how})

    monkeypatch.setattr(server, "serve", serve)
    return asked


def test_the_commands_of_the_page(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started: list[dict[str, Any]]
) -> None:
    monkeypatch.chdir(tmp_path)
    for _, *words in commands(root / "docs" / "how-to" / "serve.md"):
        if words[0] == "compare":
            changes = {"forces.easton-garrison.fighters": [600, 3000, 4000]}
            Shelf("three-towns", tmp_path, stored=False).save(words[-1], "More", changes)
            words += ["--futures", "50"]
        done = CliRunner().invoke(app, ["250" if word == "2000" else word for word in words])
        assert done.exit_code == 0, (words, done.output, done.exception)
    assert [(one["host"], one["port"], one["open_page"]) for one in started] == [
        ("127.0.0.1", None, True),
        ("127.0.0.1", None, True),
        ("127.0.0.1", 8800, False),
    ]
    assert started[1]["desk"].scenario.title.startswith("Western Anbar")


def test_letting_others_in_is_said(started: list[dict[str, Any]]) -> None:
    done = CliRunner().invoke(app, ["serve", "three-towns", "--host", "192.0.2.7"])
    assert "Warning: everyone who can reach 192.0.2.7" in done.output
    every = CliRunner().invoke(app, ["serve", "three-towns", "--host", "0.0.0.0"])
    assert "means every address at once" in str(every.exception)
    assert len(started) == 1
    quiet = CliRunner().invoke(app, ["serve", "three-towns"])
    assert "Warning" not in quiet.output


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    done = CliRunner().invoke(app, ["serve", "three-towns"])
    assert 'pip install "sandtable[serve]"' in str(done.exception)


def test_a_port_that_is_taken_is_said() -> None:
    with server.listening("127.0.0.1", None) as sock:
        sock.listen()
        port = sock.getsockname()[1]
        done = CliRunner().invoke(app, ["serve", "three-towns", "--no-open", "--port", str(port)])
    assert f"port {port} of 127.0.0.1 cannot be listened on" in str(done.exception)


def test_a_server_that_lets_others_in_answers_under_the_address_it_was_given() -> None:
    from sandtable.app.access import hosts_of

    assert "192.0.2.7:8750" in hosts_of("192.0.2.7", 8750)
    assert "evil.example:8750" not in hosts_of("192.0.2.7", 8750)
    assert "localhost" in hosts_of("127.0.0.1", 80)
