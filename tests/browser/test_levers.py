"""The served page in a real browser: a lever's difference on screen within seconds, a way back, a variant kept."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn

from browser.looking import asked, settle
from sandtable.app.access import hosts_of
from sandtable.app.desk import Desk
from sandtable.app.routes import app_of
from sandtable.app.saving import Shelf
from sandtable.scenario.read import read_scenario

pytestmark = pytest.mark.browser
FUTURES = 300
PATIENCE = 60.0
PULL = """
const input = document.querySelector('.levers input[type=range]');
const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
value.set.call(input, input.max);
input.dispatchEvent(new Event('input', {bubbles: true}));
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    desk = Desk(read_scenario("three-towns"), futures=FUTURES, seed=1)
    desk.open()
    app = app_of(desk, Shelf("three-towns", tmp_path_factory.mktemp("kept"), stored=False), hosts_of("127.0.0.1", port))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", lifespan="off", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = True
    desk.close()
    thread.join(timeout=10)


def until(browser: Any, script: str, patience: float = PATIENCE) -> Any:
    """What a script says once it says something."""
    end = time.monotonic() + patience
    while not (found := browser.execute_script(script)):
        assert time.monotonic() < end, f"never came: {script}"
        time.sleep(0.05)
    return found


@pytest.fixture
def page(browser: Any, address: str) -> Any:
    metrics = {"width": 1280, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.get("about:blank")
    browser.get_log("performance"), browser.get_log("browser")
    browser.get(address)
    until(browser, "return document.querySelector('.levers input[type=range]')", 300.0)
    until(browser, "return !document.querySelector('.running')", 300.0)
    return browser


def click(browser: Any, text: str) -> None:
    find = "return [...document.querySelectorAll('button')].find(b => b.textContent.trim() === arguments[0])"
    browser.execute_script("arguments[0].click()", browser.execute_script(find, text))
    settle(browser)


def test_a_lever_answers_on_screen_and_has_a_way_back(page: Any, address: str) -> None:
    page.execute_script(PULL)
    begun = time.monotonic()
    effects = until(page, "return [...document.querySelectorAll('.effects li')].map(one => one.textContent)")
    assert time.monotonic() - begun < PATIENCE
    assert any("points" in one for one in effects)
    assert "(was" in page.execute_script("return document.querySelector('.differs').textContent")
    click(page, "Undo")
    assert "As the scenario stands." in page.execute_script("return document.querySelector('.differs').textContent")
    assert until(page, "return !document.querySelector('.effects')")
    click(page, "Redo")
    assert until(page, "return document.querySelectorAll('.effects li').length") == len(effects)
    assert {url.removeprefix(address).split("/")[0] for url in asked(page)} <= {"", "page.js", "page.css", "api"}
    assert page.get_log("browser") == []


def test_what_was_changed_is_kept_as_a_variant(page: Any) -> None:
    page.execute_script(PULL)
    until(page, "return document.querySelector('.save')")
    page.find_element("css selector", ".save input").send_keys("More of them")
    click(page, "Save")
    text = until(page, "const pre = document.querySelector('.saved pre'); return pre && pre.textContent")
    assert "more-of-them" in text or "More of them" in text
    assert "fighters" in text


def test_a_future_is_told_when_asked_for(page: Any) -> None:
    page.execute_script("document.querySelector('.claim button').click()")
    settle(page)
    click(page, "one in which it did not")
    days = until(page, "return document.querySelectorAll('.claim .story li').length")
    assert days > 0


def test_the_page_says_when_the_server_is_gone(page: Any) -> None:
    page.execute_cdp_cmd("Network.enable", {})
    page.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*/api/*"]})
    try:
        page.execute_script(PULL)
        said = until(page, "const error = document.querySelector('.differs .error'); return error && error.textContent")
        assert "does not answer" in said
    finally:
        page.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})
