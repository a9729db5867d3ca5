"""Draws the pictures of the README and the manual: runs the demo and photographs its brief in headless Chromium."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

ROOT = Path(__file__).resolve().parents[1]
ASSETS = ROOT / "docs" / "assets"
SLIDE = """
const input = document.querySelector('.slide input');
Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, Math.round(input.max * .45));
input.dispatchEvent(new Event('input', {bubbles: true}));
"""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its file, the window, what is done first, and what of the page is shown (empty = its top)."""

    name: str
    width: int
    height: int
    script: str = ""
    shown: str = ""
    dark: bool = False


PICTURES = (
    Picture("brief.png", 1280, 1590, SLIDE),
    Picture("brief-claim.png", 1280, 1050, "document.querySelector('.more')?.click()", "claim"),
    Picture("brief-dark.png", 1280, 900, SLIDE, "#map", dark=True),
    Picture("brief-phone.png", 360, 800, SLIDE, ".map-room"),
    Picture("brief-what-if.png", 1280, 620, "", "#what-if"),
)
OPEN = """
const lead = JSON.parse(document.getElementById('payload').textContent).bottom_line.claim;
const claim = document.getElementById('claim-' + lead);
claim.querySelector('button').click();
claim.scrollIntoView();
scrollBy(0, -12);
"""


def write_brief(folder: Path) -> Path:
    """Run the demo into a folder and return the page that it wrote."""
    subprocess.run([sys.executable, "-m", "sandtable", "demo", "--out", str(folder)], check=True)
    return folder / "brief.html"


def photograph(driver: Any, page: Path, picture: Picture) -> None:
    """Save a part of a page as PNG."""
    metrics = {"width": picture.width, "height": picture.height, "deviceScaleFactor": 1, "mobile": picture.width < 600}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    scheme = {"name": "prefers-color-scheme", "value": "dark" if picture.dark else "light"}
    driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [scheme, {"name": "prefers-reduced-motion", "value": "reduce"}]}
    )
    driver.get(page.as_uri())
    time.sleep(0.3)
    if picture.script:
        driver.execute_script(picture.script)
        time.sleep(0.3)
    if picture.shown == "claim":
        driver.execute_script(OPEN)
    elif picture.shown:
        driver.execute_script("document.querySelector(arguments[0]).scrollIntoView(); scrollBy(0, -16)", picture.shown)
    time.sleep(0.3)
    driver.save_screenshot(str(ASSETS / picture.name))


def main(page: Path | None = None) -> None:
    """Draw every picture again, from a brief that is there or from a new demo."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    for word in ("--headless=new", "--no-sandbox", "--hide-scrollbars", "--force-device-scale-factor=1"):
        options.add_argument(word)
    with tempfile.TemporaryDirectory() as folder:
        brief = page or write_brief(Path(folder) / "demo")
        driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        try:
            for picture in PICTURES:
                photograph(driver, brief.resolve(), picture)
                print(f"wrote {(ASSETS / picture.name).relative_to(ROOT)}")
        finally:
            driver.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
