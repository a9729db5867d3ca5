"""What browser tests share: opening a page at a width, what it asked for, and scripts that measure what is seen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

OVERLAPS = """
const across = (a, b) => a.left < b.right - .5 && b.left < a.right - .5;
const within = (a, b) => across(a, b) && a.top < b.bottom - .5 && b.top < a.bottom - .5;
const found = [], seen = new Set();
const map = document.querySelector('.map-room svg.map'), frame = map.getBoundingClientRect();
const tight = node => { const b = node.getBoundingClientRect(), h = b.height * .17;
  return {left: b.left, right: b.right, top: b.top + h, bottom: b.bottom - h}; };
const texts = [...map.querySelectorAll('.labels text, .ground-names text')].map(t => [t, tight(t)]);
for (let i = 0; i < texts.length; i++) {
  const [node, box] = texts[i];
  if (node.dataset.place) seen.add(node.dataset.place);
  if (box.left < frame.left - .5 || box.right > frame.right + .5) found.push([node.textContent, 'leaves the map']);
  for (let j = 0; j < i; j++) if (within(box, texts[j][1])) found.push([node.textContent, texts[j][0].textContent]);
}
return [[...seen].sort(), found];
"""
SMALL_TYPE = """
const small = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const parent = walker.currentNode.parentElement;
  if (!walker.currentNode.textContent.trim() || !parent.getClientRects().length) continue;
  if (['SCRIPT', 'STYLE', 'NOSCRIPT', 'title', 'desc', 'OPTION'].includes(parent.tagName)) continue;
  let size = parseFloat(getComputedStyle(parent).fontSize);
  const svg = parent.closest('svg');
  const drawn = svg && svg.viewBox.baseVal ? svg.viewBox.baseVal.width : 0;
  if (drawn) size *= svg.getBoundingClientRect().width / drawn;
  if (size < 9.99) small.push([walker.currentNode.textContent.trim(), size]);
}
return small;
"""
OPEN_ALL = (
    "document.querySelectorAll('.more').forEach(b => b.click())",
    "document.querySelectorAll('details').forEach(d => d.open = true)",
    "document.querySelectorAll('.claim button[aria-expanded=false]').forEach(b => b.click())",
)
DRAWN = """
const done = arguments[0];
requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(() => done()), 30));
"""


def opened(browser: Any, page: Path, width: int, *, dark: bool = False) -> Any:
    """The page in a window of that width, with the logs of what came before emptied."""
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": [scheme]})
    browser.get("about:blank")
    browser.get_log("performance"), browser.get_log("browser")
    browser.get(page.as_uri())
    settle(browser)
    return browser


def settle(browser: Any) -> None:
    """Wait until everything that was asked for is drawn: two frames, and whatever they set off."""
    browser.execute_async_script(DRAWN)


def open_all(browser: Any) -> None:
    """Unfold everything that is folded."""
    for script in OPEN_ALL:
        browser.execute_script(script)
        settle(browser)


def asked(browser: Any) -> list[str]:
    """Addresses that the page asked for, data held in the page apart."""
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    urls = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
    return [url for url in urls if not url.startswith(("data:", "blob:"))]
