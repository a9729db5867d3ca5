"""The page is one file without outside requests, and whatever people wrote stays text in it."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from sandtable.views.brief import PAGE, brief_html, page_html, write_brief
from sandtable.views.charts import date_ticks, position
from sandtable.views.payload import build_payload
from views.synthetic import AS_OF, UNTIL, manifest, random_futures, scenario, store, verdicts

EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{ 7*7 }}{% raw %}\u2028\x1b[31m\u202e"
MOST_BYTES = 150_000


class Page(HTMLParser):
    """Tags with their attributes, and the text of the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append((self.tags[-1][0] if self.tags else "", data))

    def policy(self) -> str:
        (found,) = [
            str(attributes["content"])
            for _, attributes in self.tags
            if attributes.get("http-equiv") == "Content-Security-Policy"
        ]
        return found


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
    assert scripts == [{"type": "application/json", "id": "payload"}, {}]
    assert "img" not in {tag for tag, _ in page.tags}
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert "alert(1)" in " ".join(text for _, text in page.texts), "the text itself is still there to read"
    assert "\x1b" not in html
    assert "\u202e" not in html
    assert embedded(html) == given


def test_nothing_points_outside(tmp_path: Path) -> None:
    html = brief_html(payload(tmp_path))
    page = Page(html)
    addresses = set(re.findall(r"https?://[\w./-]+", html))
    assert addresses <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xhtml",
        "http://www.w3.org/1998/Math/MathML",
    }
    assert "@import" not in html
    links = [value for _, attributes in page.tags for name, value in attributes.items() if name in ("src", "href")]
    assert links == ["data:,"]


@pytest.mark.parametrize("served", [False, True])
def test_the_page_runs_its_own_script_and_sheet_alone(served: bool) -> None:
    page = Page(page_html("A brief", served=served))
    inline = {tag: text for tag, text in page.texts if tag in ("script", "style") and text.strip()}
    hashes = {
        tag: f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for tag, text in inline.items()
    }
    speak = "'self'" if served else "'none'"
    assert page.policy() == (
        f"default-src 'none'; script-src {hashes['script']}; style-src {hashes['style']}; img-src data: blob:; "
        f"connect-src {speak}; base-uri 'none'; form-action 'none'"
    )
    assert "unsafe" not in page.policy()


def test_the_page_is_small_before_its_data() -> None:
    assert len(gzip.compress(page_html("A brief").encode())) < MOST_BYTES


def test_the_built_page_evaluates_no_text() -> None:
    script = (PAGE / "page.js").read_text(encoding="utf-8")
    assert not re.search(r"\beval\(|new Function\(", script)


def test_it_says_its_bottom_line_without_a_script(tmp_path: Path) -> None:
    given = payload(tmp_path)
    (fallback,) = re.findall("<noscript>(.*?)</noscript>", brief_html(given), re.DOTALL)
    assert given["title"] in fallback
    assert given["bottom_line"]["probability"]["text"] in fallback
    assert len(fallback) < 3000


def test_the_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    given = payload(tmp_path)
    target = write_brief(given, tmp_path / "deep" / "brief.html")
    assert target.read_text(encoding="utf-8") == brief_html(given)
    bad = {**given, "run": {**given["run"], "seed": {"value": float("nan"), "text": "7"}}}
    with pytest.raises(ValueError, match="JSON"):
        write_brief(bad, target)
    assert target.read_text(encoding="utf-8") == brief_html(given)
    assert [path.name for path in target.parent.iterdir()] == ["brief.html"]


def test_ticks_stand_at_the_first_of_months() -> None:
    ticks = date_ticks(AS_OF, UNTIL, 7)
    assert [tick["text"] for tick in ticks] == ["Apr 2020"]
    assert ticks[0]["at"] == position(UNTIL.replace(day=1), AS_OF, UNTIL)
    long = date_ticks(AS_OF, AS_OF.replace(year=2023), 7)
    assert len(long) <= 7
    assert len({tick["text"] for tick in long}) == len(long)
