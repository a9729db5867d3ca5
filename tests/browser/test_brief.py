"""The brief in a real browser: it asks for nothing, complains of nothing, hides no label, is short on a phone."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path
from typing import Any

import pytest

from browser.looking import OVERLAPS, SMALL_TYPE, asked, open_all, opened, settle
from sandtable.claims.judge import judge
from sandtable.scenario.read import read_scenario
from sandtable.simulation.run import simulate
from sandtable.views.brief import write_brief
from sandtable.views.payload import build_payload
from views.test_brief import hostile

pytestmark = pytest.mark.browser
DRAWS = 40
WIDTHS = (360, 1280, 2560)
LONGEST_ON_A_PHONE = 9_000
AXE = Path("page", "node_modules", "axe-core", "axe.min.js")


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("run")
    scenario = read_scenario("western-anbar-2017")
    ensemble = simulate(scenario, futures=DRAWS, seed=4, folder=folder / "run")
    verdicts = judge(ensemble, {name: one.claim for name, one in scenario.statements.items() if one.claim})
    others = dict.fromkeys(scenario.variants, verdicts)
    sentences = {row.id: "It hangs on how many fighters hold Qaim." for row in verdicts.rows[:3]}
    return build_payload(ensemble, scenario, verdicts, hangs_on=sentences, variants=others)


@pytest.fixture(scope="module")
def page(given: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_brief(given, tmp_path_factory.mktemp("brief") / "brief.html")


@pytest.mark.parametrize("width", WIDTHS)
def test_every_place_is_labelled_and_no_label_covers_another(
    browser: Any, page: Path, given: dict[str, Any], width: int
) -> None:
    seen, found = opened(browser, page, width).execute_script(OVERLAPS)
    assert seen == sorted(place["id"] for place in given["map"]["places"])
    assert found == []
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    assert browser.execute_script(SMALL_TYPE) == []
    assert asked(browser) == [page.as_uri()]
    assert browser.get_log("browser") == []


def test_labels_stay_apart_on_every_mapped_date_and_when_enlarged(browser: Any, page: Path) -> None:
    opened(browser, page, 1280)
    slide = """
    const input = document.querySelector('.slide input');
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, arguments[0]);
    input.dispatchEvent(new Event('input', {bubbles: true}));
    """
    for step in (28, 56):
        browser.execute_script(slide, step)
        settle(browser)
        assert browser.execute_script(OVERLAPS)[1] == []
    browser.execute_script("document.querySelector('[aria-label=\"Zoom in\"]').click()")
    settle(browser)
    assert browser.execute_script(OVERLAPS)[1] == []


def test_it_is_short_on_a_phone_and_nothing_sticks_out_when_all_is_open(browser: Any, page: Path) -> None:
    opened(browser, page, 360)
    assert browser.execute_script("return document.documentElement.scrollHeight") < LONGEST_ON_A_PHONE
    open_all(browser)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 360
    assert browser.execute_script(SMALL_TYPE) == []


def test_crowded_places_are_numbered_and_keyed_on_a_phone(browser: Any, page: Path) -> None:
    opened(browser, page, 360)
    read = "return [...document.querySelectorAll(arguments[0])].map(node => node.textContent)"
    numbers = browser.execute_script(read, ".map-room .labels text")
    key = browser.execute_script(read, ".key b")
    assert sorted(numbers, key=int) == key == [str(number + 1) for number in range(len(key))]


@pytest.mark.parametrize(("width", "dark"), [(360, False), (1280, True)])
def test_axe_finds_nothing_serious(browser: Any, page: Path, root: Path, width: int, dark: bool) -> None:
    axe = root / AXE
    if not axe.exists():
        assert not os.environ.get("CI"), "CI installs what the page's lock names before it runs the tests"
        pytest.skip("no axe-core: run `npm ci` in the folder page")
    opened(browser, page, width, dark=dark)
    browser.execute_script("document.querySelectorAll('summary, .claim:first-child button').forEach(b => b.click())")
    settle(browser)
    browser.execute_cdp_cmd("Runtime.evaluate", {"expression": axe.read_text(encoding="utf-8")})
    found = browser.execute_async_script(
        "const done = arguments[0]; axe.run({exclude: ['#assumptions li + li']}, {resultTypes: ['violations']})"
        ".then(r => done("
        "r.violations.map(v => [v.impact, v.id, v.nodes.slice(0, 3).map(n => n.html.slice(0, 160))])))"
    )
    assert [one for one in found if one[0] in ("serious", "critical")] == []


def test_the_numbers_of_the_page_are_the_texts_of_its_payload(browser: Any, page: Path, given: dict[str, Any]) -> None:
    opened(browser, page, 1280)
    open_all(browser)
    read = "return [...document.querySelectorAll('.claim')].map(c => [c.id, c.querySelector('.figure').textContent])"
    assert browser.execute_script(read) == [
        [f"claim-{row['id']}", row["probability"]["text"]] for row in given["claims"]
    ]
    text = browser.execute_script("return document.body.innerText").replace("\u2060", "")
    for row in given["claims"]:
        assert row["interval"]["text"] in text
        assert row["against"]["text"] in text or row["band"] is None
    for row in given["falls"]:
        assert row["falls"]["value"] < 0.01 or row["text"] in text
    assert given["bottom_line"]["probability"]["text"] in text


def test_hostile_text_stays_text(browser: Any, tmp_path: Path) -> None:
    evil = hostile(tmp_path)
    opened(browser, write_brief(evil, tmp_path / "evil.html"), 1280)
    open_all(browser)
    assert browser.execute_script("return document.querySelector('h1').textContent") == evil["title"]
    assert browser.execute_script("return document.images.length") == 0
    assert browser.execute_script("return document.scripts.length") == 2
    assert browser.get_log("browser") == []


def test_keys_move_the_map_and_the_tour_walks_through_the_page(browser: Any, page: Path) -> None:
    opened(browser, page, 1280)
    press = "document.querySelector('.map-room').dispatchEvent(new KeyboardEvent('keydown', {key: arguments[0]}))"
    where = "return document.querySelector('.mark').getAttribute('transform')"
    seen = [browser.execute_script(where)]
    for key in ("+", "ArrowRight", "0"):
        browser.execute_script(press, key)
        settle(browser)
        seen.append(browser.execute_script(where))
    assert seen[0] == seen[3]
    assert len(set(seen)) == 3
    browser.execute_script("document.querySelector('.actions button').click()")
    for step in range(1, 6):
        settle(browser)
        assert f"{step} of 5" in browser.execute_script("return document.querySelector('.tour').textContent")
        assert browser.execute_script("return document.querySelectorAll('.toured').length") == 1
        browser.execute_script("document.querySelector('.tour .primary').click()")
    settle(browser)
    assert browser.execute_script("return document.querySelector('.tour')") is None


def test_an_address_opens_a_claim_and_the_bottom_line_leads_to_its_own(
    browser: Any, page: Path, given: dict[str, Any]
) -> None:
    last, lead = given["claims"][-1]["id"], given["bottom_line"]["claim"]
    opened(browser, page, 1280)
    browser.get("about:blank")
    browser.get(f"{page.as_uri()}#claim-{last}")
    settle(browser)
    state = "return document.getElementById('claim-' + arguments[0]).dataset.open"
    assert browser.execute_script(state, last) == "true"
    browser.execute_script("document.querySelector('#bottom-line .link').click()")
    settle(browser)
    assert browser.execute_script(state, lead) == "true"


def test_the_light_can_be_switched(browser: Any, page: Path) -> None:
    opened(browser, page, 1280)
    ground = "return getComputedStyle(document.body).backgroundColor"
    light = browser.execute_script(ground)
    browser.execute_script("document.querySelectorAll('.actions button')[1].click()")
    settle(browser)
    assert browser.execute_script(ground) != light
    assert browser.execute_script("return document.documentElement.dataset.theme") == "dark"


def test_a_page_of_another_version_says_so(browser: Any, given: dict[str, Any], tmp_path: Path) -> None:
    opened(browser, write_brief({**given, "payload": 99}, tmp_path / "other.html"), 1280)
    assert "another version" in browser.execute_script("return document.body.innerText")


def test_the_smallest_payload_makes_a_page(browser: Any, given: dict[str, Any], tmp_path: Path) -> None:
    bare = {**given, "claims": [], "variants": [], "unsettled": [], "assumptions": [], "falls": []}
    bare["bottom_line"] = {"claim": None, "asked": None, "probability": None, "word": None, "sentences": ["Nothing."]}
    first = {key: given["map"][key] for key in ("dates", "places", "routes")}
    bare["map"] = {**first, "places": first["places"][:1], "routes": []}
    opened(browser, write_brief(bare, tmp_path / "bare.html"), 1280)
    text = browser.execute_script("return document.body.innerText")
    assert "Nothing." in text
    assert "states nothing yet" in text
    assert browser.execute_script("return document.querySelectorAll('.map-room .mark').length") == 1
    assert browser.get_log("browser") == []


def test_a_colour_that_is_none_never_reaches_the_page(browser: Any, given: dict[str, Any], tmp_path: Path) -> None:
    actors = [{**one, "colour": "url(https://example.org/x)"} for one in given["actors"]]
    opened(browser, write_brief({**given, "actors": actors}, tmp_path / "odd.html"), 1280)
    assert not browser.execute_script("return document.querySelector('#page').innerHTML.includes('example.org')")
    assert len(asked(browser)) == 1


def test_it_is_drawn_inside_a_sandboxed_frame(browser: Any, page: Path, tmp_path: Path) -> None:
    outer = tmp_path / "outer.html"
    text = page.read_text(encoding="utf-8").replace("&", "&amp;").replace('"', "&quot;")
    frame = f'<iframe sandbox="allow-scripts" width="900" height="700" srcdoc="{text}"></iframe>'
    outer.write_text(f"<!doctype html><title>outer</title>{frame}", encoding="utf-8")
    opened(browser, outer, 1280)
    browser.switch_to.frame(0)
    try:
        assert browser.execute_script("return document.querySelectorAll('.mark').length") > 30
    finally:
        browser.switch_to.default_content()
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []


def test_print_shows_everything_without_colour(browser: Any, page: Path, given: dict[str, Any]) -> None:
    opened(browser, page, 1280, dark=True)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    settle(browser)
    look = """
    const shown = selector => [...document.querySelectorAll(selector)].filter(n => n.getClientRects().length).length;
    const ground = getComputedStyle(document.body).backgroundColor, ink = getComputedStyle(document.body).color;
    return [shown('.claim'), shown('.printed-dates svg'), shown('.no-print'), shown('#assumptions li'), ground, ink];
    """
    claims, dates, hidden, assumptions, ground, ink = browser.execute_script(look)
    assert (claims, dates, hidden) == (len(given["claims"]), len(given["map"]["dates"]) - 1, 0)
    assert assumptions == len(given["assumptions"])
    assert (ground, ink) == ("rgb(255, 255, 255)", "rgb(0, 0, 0)")
    shapes = browser.execute_script(
        "return [...document.querySelectorAll('.legend .swatch path')].map(p => p.getAttribute('d'))"
    )
    assert len(shapes) == len(set(shapes)), "each side has a shape of its own, so that grey is enough"
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_the_map_can_be_kept_as_a_picture(browser: Any, page: Path, given: dict[str, Any], tmp_path: Path) -> None:
    opened(browser, page, 1280)
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    for button in browser.execute_script("return [...document.querySelectorAll('.map-tools .quiet')]"):
        browser.execute_script("arguments[0].click()", button)
    for _ in range(60):
        kept = {path.suffix: path for path in tmp_path.iterdir()}
        if {".svg", ".png"} <= set(kept) and kept[".png"].stat().st_size:
            break
        browser.execute_async_script("setTimeout(arguments[0], 50)")
    svg = kept[".svg"].read_text(encoding="utf-8")
    assert given["title"] in svg
    assert given["map"]["dates"][0]["text"] in svg
    assert "km" in svg
    assert "Natural Earth" in svg
    assert kept[".png"].read_bytes().startswith(b"\x89PNG")


def test_the_page_is_not_blank(browser: Any, page: Path) -> None:
    opened(browser, page, 1280)
    shot = browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
    assert len(base64.b64decode(shot["data"])) > 20_000
    assert json.loads(browser.execute_script("return document.getElementById('payload').textContent"))["payload"] == 1
