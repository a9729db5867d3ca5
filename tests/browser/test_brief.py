"""The brief in a real browser: it asks for nothing, complains of nothing, and stays readable on a phone."""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path
from typing import Any

import pytest

from sandtable.claims.judge import judge
from sandtable.scenario.read import read_scenario
from sandtable.simulation.run import simulate
from sandtable.views.brief import write_brief
from sandtable.views.payload import build_payload

pytestmark = pytest.mark.browser
DRAWS = 40
WIDTHS = (360, 1280)

OVERLAPS = """
const across = (a, b) => a.left < b.right - .5 && b.left < a.right - .5;
const within = (a, b) => across(a, b) && a.top < b.bottom - .5 && b.top < a.bottom - .5;
const found = [];
let seen = 0;
for (const map of document.querySelectorAll('svg.map')) {
  if (!map.getClientRects().length) continue;
  const frame = map.getBoundingClientRect();
  const texts = [...map.querySelectorAll('.labels text')].map(t => [t.textContent, t.getBoundingClientRect()]);
  seen += texts.length;
  for (let i = 0; i < texts.length; i++) {
    const box = texts[i][1];
    if (box.left < frame.left - .5 || box.right > frame.right + .5) found.push([texts[i][0], 'leaves the map']);
    for (let j = 0; j < i; j++) if (within(box, texts[j][1])) found.push([texts[i][0], texts[j][0]]);
  }
}
return [seen, found];
"""
SMALL_TYPE = """
const small = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const parent = walker.currentNode.parentElement;
  if (!walker.currentNode.textContent.trim() || !parent.getClientRects().length) continue;
  if (['SCRIPT', 'STYLE', 'title', 'desc'].includes(parent.tagName)) continue;
  let size = parseFloat(getComputedStyle(parent).fontSize);
  const svg = parent.closest('svg');
  const drawn = svg && svg.viewBox.baseVal ? svg.viewBox.baseVal.width : 0;
  if (drawn) size *= svg.getBoundingClientRect().width / drawn;
  if (size < 9.99) small.push([walker.currentNode.textContent.trim(), size]);
}
return small;
"""
CONTRAST = """
const channel = c => { c /= 255; return c <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4; };
const parse = text => (text.match(/[\\d.]+/g) || []).map(Number);
const light = c => .2126 * channel(c[0]) + .7152 * channel(c[1]) + .0722 * channel(c[2]);
const ground = node => {
  for (; node; node = node.parentElement) {
    const c = parse(getComputedStyle(node).backgroundColor);
    if (c.length === 3 || c[3] > 0) return c;
  }
  return [255, 255, 255];
};
const poor = [];
for (const node of document.querySelectorAll('main *')) {
  if (![...node.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
  if (!node.getClientRects().length) continue;
  if (['title', 'desc'].includes(node.tagName)) continue;
  const style = getComputedStyle(node), svg = node instanceof SVGElement;
  const one = light(parse(svg ? style.fill : style.color)), other = light(ground(node));
  const ratio = (Math.max(one, other) + .05) / (Math.min(one, other) + .05);
  if (ratio < 4.5) poor.push([node.textContent.trim().slice(0, 40), ratio]);
}
return poor;
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("brief")
    scenario = read_scenario("western-anbar-2017")
    ensemble = simulate(scenario, futures=DRAWS, seed=4, folder=folder / "run")
    verdicts = judge(ensemble, {name: one.claim for name, one in scenario.statements.items() if one.claim})
    others = dict.fromkeys(scenario.variants, verdicts)
    sentences = {row.id: "It hangs on how many fighters hold Qaim." for row in verdicts.rows[:3]}
    payload = build_payload(ensemble, scenario, verdicts, hangs_on=sentences, variants=others)
    return write_brief(payload, folder / "brief.html")


def opened(browser: Any, page: Path, width: int) -> Any:
    """The page in a window of that width, with the logs of what came before emptied."""
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600},
    )
    browser.get("about:blank")
    browser.get_log("performance"), browser.get_log("browser")
    browser.get(page.as_uri())
    return browser


@pytest.mark.parametrize("width", WIDTHS)
def test_it_asks_for_nothing_and_complains_of_nothing(browser: Any, page: Path, width: int) -> None:
    opened(browser, page, width)
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
    assert [url for url in asked if not url.startswith("data:")] == [page.as_uri()]
    assert browser.get_log("browser") == []


@pytest.mark.parametrize("width", WIDTHS)
def test_no_label_covers_another(browser: Any, page: Path, width: int) -> None:
    seen, found = opened(browser, page, width).execute_script(OVERLAPS)
    assert seen >= len(read_scenario("western-anbar-2017").places)
    assert found == []


@pytest.mark.parametrize("width", [320, *WIDTHS])
def test_nothing_sticks_out_sideways(browser: Any, page: Path, width: int) -> None:
    opened(browser, page, width)
    script = (
        "document.querySelectorAll('details').forEach(d => d.open = true); return document.documentElement.scrollWidth"
    )
    assert browser.execute_script(script) <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_type_is_large_enough(browser: Any, page: Path, width: int) -> None:
    assert opened(browser, page, width).execute_script(SMALL_TYPE) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_text_stands_out_from_its_ground(browser: Any, page: Path, width: int) -> None:
    assert opened(browser, page, width).execute_script(CONTRAST) == []


def test_a_place_that_crowds_is_numbered_and_keyed_on_a_phone(browser: Any, page: Path) -> None:
    opened(browser, page, 360)
    script = "return [...document.querySelectorAll('.narrow .map .labels text')].map(t => t.textContent)"
    numbers = browser.execute_script(script)
    key = browser.execute_script("return [...document.querySelectorAll('.narrow .key b')].map(b => b.textContent)")
    assert sorted(numbers, key=int) == key == [str(number + 1) for number in range(len(key))]


def test_the_page_is_not_blank(browser: Any, page: Path) -> None:
    opened(browser, page, 1280)
    shot = browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
    assert len(base64.b64decode(shot["data"])) > 20_000
    assert io.BytesIO(base64.b64decode(shot["data"])).read(8) == b"\x89PNG\r\n\x1a\n"
    assert json.loads(browser.execute_script("return document.getElementById('payload').textContent"))["payload"] == 1
