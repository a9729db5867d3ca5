"""Draws the README's picture: runs the demo, opens its brief in headless Chromium and photographs the top of it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "assets" / "brief.png"
WIDTH, HEIGHT = 1280, 1500


def write_brief(folder: Path) -> Path:
    """Run the demo into a folder and return the page that it wrote."""
    subprocess.run([sys.executable, "-m", "sandtable", "demo", "--out", str(folder)], check=True)
    return folder / "brief.html"


def photograph(page: Path, picture: Path, width: int = WIDTH, height: int = HEIGHT) -> None:
    """Save the top of a page, `width` by `height` pixels, as PNG."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    for word in ("--headless=new", "--no-sandbox", "--hide-scrollbars", "--force-device-scale-factor=1"):
        options.add_argument(word)
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        driver.get(page.as_uri())
        picture.parent.mkdir(parents=True, exist_ok=True)
        driver.save_screenshot(str(picture))
    finally:
        driver.quit()


def main() -> None:
    """Draw every picture again."""
    with tempfile.TemporaryDirectory() as folder:
        photograph(write_brief(Path(folder) / "demo"), PICTURE)
    print(f"wrote {PICTURE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
