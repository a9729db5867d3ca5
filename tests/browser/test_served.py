"""The server as it runs: a real port, a real browser, strangers refused, and a quiet end on Ctrl-C."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser


class Served:
    """A running `sandtable serve`, at its port."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process, self.port = process, port
        self.address = f"http://127.0.0.1:{port}/"

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """One request, with headers as given (underscores for hyphens)."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        line.request(method, path, body or None, {key.replace("_", "-"): value for key, value in headers.items()})
        answer = line.getresponse()
        found = answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read()
        line.close()
        return found


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    words = [sys.executable, "-m", "sandtable", "serve", "three-towns", "--no-open", "--futures", "500"]
    home = tmp_path_factory.mktemp("served")
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=home)
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("http://127.0.0.1:"), line
    yield Served(process, int(line.split(":")[2].partition("/")[0]))
    if process.poll() is None:
        process.kill()
        process.wait()


def finished(served: Served) -> None:
    """Wait until all has been run."""
    for _ in range(3_000):
        _, _, body = served.ask("GET", "/api/progress")
        if json.loads(body)["finished"]:
            return
        time.sleep(0.1)
    raise AssertionError(body)


def test_only_this_machine_can_reach_it(served: Served) -> None:
    ports = Path(f"/proc/{served.process.pid}/net/tcp")
    if not ports.exists():
        pytest.skip("no /proc here")
    listening = [line.split()[1] for line in ports.read_text().splitlines()[1:] if line.split()[3] == "0A"]
    mine = [one for one in listening if int(one.partition(":")[2], 16) == served.port]
    assert mine == [f"0100007F:{served.port:04X}"]


def test_strangers_are_refused(served: Served) -> None:
    assert served.ask("GET", "/", Host="evil.example")[0] == 421
    assert served.ask("GET", "/api/payload", Origin="http://evil.example")[0] == 403
    assert served.ask("POST", "/api/lever", b"x" * 300_000, content_type="application/json")[0] == 413
    status, headers, body = served.ask("POST", "/api/lever", b"{", content_type="application/json")
    assert status == 400
    assert b"is not JSON" in body
    assert "server" not in headers


def test_the_page_is_drawn_and_speaks_to_nobody_else(served: Served, browser: Any) -> None:
    finished(served)
    browser.get_log("performance")
    browser.get_log("browser")
    browser.get(served.address)
    for _ in range(300):
        if browser.find_elements("css selector", "main svg"):
            break
        time.sleep(0.1)
    heading = browser.find_element("css selector", "h1").text
    assert heading == "Three towns (an invented war)"
    payload = json.loads(served.ask("GET", "/api/payload")[2])
    text = browser.find_element("css selector", "body").text.replace("\u2060", "")
    for row in payload["claims"]:
        assert row["probability"]["text"].replace("\u00a0", " ") in text
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [one["params"]["request"]["url"] for one in events if one["method"] == "Network.requestWillBeSent"]
    assert asked
    assert [url for url in asked if not url.startswith((served.address, "data:", "blob:"))] == []
    assert [entry for entry in browser.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")] == []


def test_a_page_of_another_name_gets_nothing(served: Served, browser: Any) -> None:
    browser.get("data:text/html,<title>elsewhere</title>")
    script = f"""
        const done = arguments[arguments.length - 1];
        fetch('{served.address}api/payload').then(() => done('read'), () => done('refused'));
    """
    assert browser.execute_async_script(script) == "refused"
    browser.get_log("browser")  # the refusal is on the browser's record, which belongs to this page alone


@pytest.mark.skipif(os.name == "nt", reason="signals of another kind there")
def test_it_ends_quietly_on_ctrl_c(served: Served) -> None:
    served.process.send_signal(signal.SIGINT)
    out, wrong = served.process.communicate(timeout=30)
    assert served.process.returncode == 0
    assert out.strip() == "Stopped."
    assert wrong == ""
