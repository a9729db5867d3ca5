"""The page is one file without outside requests, and whatever people wrote stays text in it."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from sandtable.views.brief import brief_html, write_brief
from sandtable.views.charts import date_ticks, fall_bars, movers, position
from sandtable.views.looks import SHAPES
from sandtable.views.maps import Size, draw_map, shape_path
from sandtable.views.payload import build_payload
from views.synthetic import AS_OF, UNTIL, manifest, random_futures, scenario, store, verdicts

EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{ 7*7 }}{% raw %}\u2028\x1b[31m\u202e"


class Page(HTMLParser):
    """Tags with their attributes, and the text of the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def payload(folder: Path, **given: Any) -> dict[str, Any]:
    ensemble = store(folder / "run", manifest(10), random_futures(11, 20))
    others = {"dry-summer": verdicts(mill_falls=(8, 2, 0))}
    found = verdicts(mill_falls=(3, 6, 1), ford_holds=(5, 5, 0))
    sentence = given.pop("sentence", "it hangs on the guard")
    return build_payload(
        ensemble, given.pop("scenario", scenario()), found, hangs_on={"mill-falls": sentence}, variants=others
    )


def hostile(folder: Path) -> dict[str, Any]:
    raw = scenario().model_dump(mode="json", exclude_none=True)
    raw["title"] = f"Title {EVIL}"
    raw["summary"] = EVIL
    raw["actors"]["red"]["name"] = f"Red {EVIL}"
    raw["places"]["mill"]["name"] = f"Mill {EVIL}"
    raw["statements"]["mill-falls"]["says"] = {"cite": f"Cite {EVIL}", "hedge": EVIL}
    raw["statements"]["mill-falls"]["note"] = EVIL
    raw["statements"]["hard-times"]["cannot_be_settled"] = EVIL
    raw["variants"]["dry-summer"]["title"] = f"Variant {EVIL}"
    raw["sources"]["page"]["title"] = EVIL
    return payload(folder, scenario=scenario(**raw), sentence=EVIL)


def embedded(html: str) -> Any:
    (found,) = re.findall(r'<script type="application/json" id="payload">(.*?)</script>', html, re.DOTALL)
    return json.loads(found)


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    given = hostile(tmp_path)
    html = brief_html(given)
    page = Page(html)
    scripts = [attributes for tag, attributes in page.tags if tag == "script"]
    assert scripts == [{"type": "application/json", "id": "payload"}]
    assert "img" not in {tag for tag, _ in page.tags}
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert "alert(1)" in " ".join(page.texts), "the text itself is still there to read"
    assert "{{ 7*7 }}" in " ".join(page.texts), "template marks in a text are text"
    assert "\x1b" not in html
    assert "\u202e" not in html
    assert embedded(html) == given


def test_a_colour_that_is_none_never_reaches_the_page(tmp_path: Path) -> None:
    given = payload(tmp_path)
    given["actors"][0]["colour"] = "url(https://example.org/x)"
    fills = [attributes.get("fill") for _, attributes in Page(brief_html(given)).tags]
    assert "#767676" in fills
    assert not any("url(" in (fill or "") for fill in fills)


def test_nothing_points_outside(tmp_path: Path) -> None:
    html = brief_html(payload(tmp_path))
    page = Page(html)
    assert "http" not in html.replace("http-equiv", "")
    assert "@import" not in html
    links = [value for _, attributes in page.tags for name, value in attributes.items() if name in ("src", "href")]
    assert links == ["data:,"]
    assert all(target.startswith("#") for target in re.findall(r"url\(([^)]*)\)", html))


def test_the_page_forbids_itself_everything(tmp_path: Path) -> None:
    page = Page(brief_html(payload(tmp_path)))
    (policy,) = [
        str(attributes["content"])
        for tag, attributes in page.tags
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy


def test_it_can_be_read_without_eyes(tmp_path: Path) -> None:
    page = Page(brief_html(payload(tmp_path)))
    assert [attributes.get("lang") for tag, attributes in page.tags if tag == "html"] == ["en"]
    assert [tag for tag, _ in page.tags if re.fullmatch(r"h\d", tag)][:2] == ["h1", "h2"]
    assert sum(tag == "h1" for tag, _ in page.tags) == 1
    assert all(attributes.get("scope") in ("col", "row") for tag, attributes in page.tags if tag == "th")
    drawings = [attributes for tag, attributes in page.tags if tag == "svg"]
    assert all("aria-hidden" in one or "aria-label" in one or "aria-labelledby" in one for one in drawings)
    named = [str(one["aria-labelledby"]).split() for one in drawings if "aria-labelledby" in one]
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {one for pair in named for one in pair} <= set(ids)


def test_every_section_is_there_in_order(tmp_path: Path) -> None:
    html = brief_html(payload(tmp_path))
    order = ["bottom-line", "map", "claims", "variants", "falls", "hangs-on", "unsettled", "assumptions", "method"]
    found = [html.index(f'id="{name}"') for name in order]
    assert found == sorted(found)
    assert "never individuals" in html[html.index("<footer") :]


def test_the_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    given = payload(tmp_path)
    target = write_brief(given, tmp_path / "deep" / "brief.html")
    assert target.read_text(encoding="utf-8") == brief_html(given)
    bad = {**given, "run": {**given["run"], "seed": {"value": float("nan"), "text": "7"}}}
    with pytest.raises(ValueError, match="JSON"):
        write_brief(bad, target)
    assert target.read_text(encoding="utf-8") == brief_html(given)
    assert [path.name for path in target.parent.iterdir()] == ["brief.html"]


def test_the_smallest_payload_makes_a_page(tmp_path: Path) -> None:
    given = payload(tmp_path)
    bare = {**given, "claims": [], "variants": [], "unsettled": [], "assumptions": [], "falls": []}
    bare["bottom_line"] = {"claim": None, "asked": None, "probability": None, "word": None, "sentences": ["Nothing."]}
    assert "Nothing." in brief_html(bare)


def test_a_map_shows_shares_as_slices_and_the_first_holder_as_shape(tmp_path: Path) -> None:
    given = payload(tmp_path)
    drawn = draw_map(given, 4, Size(300, 20, (4, 7), 11))
    actors = {one["id"]: one for one in given["actors"]}
    places = sorted(given["map"]["places"], key=lambda place: place["name"])
    for glyph, place in zip(drawn["glyphs"], places, strict=True):
        held = place["held"][4]
        assert glyph["shape"] == actors[held[0]["actor"]]["shape"]
        assert [part["colour"] for part in glyph["slices"]] == [actors[one["actor"]]["colour"] for one in held]
        assert glyph["title"].startswith(place["name"])
    assert {label.text for label in drawn["labels"]} == {"Ford", "Gate", "Mill", "Moor"}
    assert drawn["scale"]["length"] <= 100


def test_the_map_keeps_north_up_and_east_right(tmp_path: Path) -> None:
    drawn = draw_map(payload(tmp_path), 0, Size(300, 20, (4, 4), 11))
    spots = dict(zip(["Ford", "Gate", "Mill", "Moor"], [(one["x"], one["y"]) for one in drawn["glyphs"]], strict=True))
    assert spots["Ford"][0] < spots["Mill"][0] < spots["Gate"][0] < spots["Moor"][0]
    assert spots["Gate"][1] < spots["Mill"][1] < spots["Moor"][1] < spots["Ford"][1]


def test_a_single_place_makes_a_map(tmp_path: Path) -> None:
    given = payload(tmp_path)
    given["map"] = {**given["map"], "places": given["map"]["places"][:1], "routes": []}
    assert len(draw_map(given, 0, Size(300, 20, (4, 7), 11))["labels"]) == 1


@pytest.mark.parametrize("shape", [*SHAPES, "ring"])
def test_every_shape_can_be_drawn(shape: str) -> None:
    assert re.fullmatch(r"M[-\d. LA]+Z", shape_path(shape, 7))


def test_ticks_stand_at_the_first_of_months() -> None:
    ticks = date_ticks(AS_OF, UNTIL, 7)
    assert [tick["text"] for tick in ticks] == ["Apr 2020"]
    assert ticks[0]["at"] == position(UNTIL.replace(day=1), AS_OF, UNTIL)
    long = date_ticks(AS_OF, AS_OF.replace(year=2023), 7)
    assert len(long) <= 7
    assert len({tick["text"] for tick in long}) == len(long)


def test_bars_of_fall_dates_stay_open_beyond_the_horizon(tmp_path: Path) -> None:
    given = payload(tmp_path)
    drawn = fall_bars(given)
    assert {row["place"] for row in drawn["rows"]} | {row["place"] for row in drawn["hold"]} == {"ford", "mill", "gate"}
    for row in drawn["rows"]:
        assert (row["bar"] is None) == (row["p10"]["value"] is None)
        if row["bar"]:
            assert row["bar"]["open"] == (row["p90"]["value"] is None)
            assert 0 <= row["bar"]["from"] <= row["bar"]["to"] <= 100


def test_small_maps_name_those_that_moved_most(tmp_path: Path) -> None:
    places = payload(tmp_path)["map"]["places"]
    assert movers(places, 0, 3) == set()
    chosen = movers(places, 4, 1)
    kept = {
        place["id"]: sum(one["futures"] for one in place["held"][4] if one["actor"] == place["first_holder"])
        for place in places
    }
    assert chosen == {min(kept, key=lambda name: (kept[name], name))}
