"""One run in every form: the same numbers read back from each; hostile words stay words; nothing points outward."""

from __future__ import annotations

import dataclasses
import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from sandtable.ensemble.ensemble import Ensemble
from sandtable.errors import InvalidInput
from sandtable.face import brief_payload, judge, write_brief
from sandtable.views import tables
from sandtable.views.printed import needed
from sandtable.views.printed.content import pictures
from sandtable.views.printed.docx import write_docx
from sandtable.views.printed.pdf import pdf_bytes, png_bytes
from sandtable.views.printed.svg import map_svg
from views.synthetic import manifest, random_futures, scenario, store

DRAWS = 10
HOSTILE = (
    '#read("/etc/passwd") $x$ *b* _i_ `c` @ref <label> \\ // [',
    '</script><script>alert(1)</script>"><img src=x onerror=alert(1)>',
    "]]> &amp; &#x41; <!ENTITY x SYSTEM 'file:///etc/passwd'>",
    '#import "@preview/x:0.1.0": y',
)


@pytest.fixture(scope="module")
def ensemble(tmp_path_factory: pytest.TempPathFactory) -> Ensemble:
    places = {
        key: place.model_dump() | {"name": f"{place.name} {HOSTILE[number]}"}
        for number, (key, place) in enumerate(scenario().places.items())
    }
    statements = {key: one.model_dump() for key, one in scenario().statements.items()}
    statements["mill-falls"] |= {"arbiter": HOSTILE[0], "note": HOSTILE[1]}
    statements["mill-falls"]["says"] = {"cite": HOSTILE[2], "hedge": "should"}
    hostile = scenario(
        title=f"Rivers {HOSTILE[0]}",
        summary=HOSTILE[1],
        places=places,
        statements=statements,
        sources={"page": {"title": HOSTILE[3], "publisher": HOSTILE[1], "date": "2020-02"}},
        actors={"red": {"name": f"Red {HOSTILE[2]}"}, "blue": {"name": HOSTILE[1]}, "green": {"name": "Green"}},
    )
    made = store(tmp_path_factory.mktemp("printed") / "run", manifest(DRAWS), random_futures(11, 2 * DRAWS))
    return dataclasses.replace(made, scenario=hostile.model_dump(mode="json"))


@pytest.fixture(scope="module")
def payload(ensemble: Ensemble) -> dict[str, Any]:
    return brief_payload(ensemble, judge(ensemble), {})


def squeezed(text: str) -> str:
    """Text without any space, as line breaks of a layout fall anywhere."""
    return re.sub(r"\s+", "", text)


def of_pdf(raw: bytes) -> str:
    import pypdf

    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(raw)).pages)


def of_docx(path: Path) -> str:
    import docx

    document = docx.Document(str(path))
    texts = [one.text for one in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(texts)


def of_terminal(payload: dict[str, Any]) -> str:
    written = io.StringIO()
    tables.show(tables.claims_table(payload), Console(file=written, width=200))
    return written.getvalue()


def of_page(path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="payload">(.*?)</script>', text, re.DOTALL)
    assert found
    return dict(json.loads(found[1]))


def test_the_same_numbers_in_terminal_page_pdf_docx_and_workbook(
    ensemble: Ensemble, payload: dict[str, Any], tmp_path: Path
) -> None:
    import openpyxl

    from sandtable.face import export_run

    page = of_page(write_brief(ensemble, tmp_path / "brief.html"))
    pdf = squeezed(of_pdf(write_brief(ensemble, tmp_path / "brief.pdf").read_bytes()))
    word = squeezed(of_docx(write_brief(ensemble, tmp_path / "brief.docx")))
    terminal = squeezed(of_terminal(payload))
    rows = list(openpyxl.load_workbook(export_run(ensemble, tmp_path / "run.xlsx"))["claims"].values)
    column = rows[0].index("probability_text")
    book = {row[rows[0].index("claim")]: row[column] for row in rows[1:]}
    assert len(payload["claims"]) == 2
    for number, row in enumerate(payload["claims"]):
        told = row["probability"]["text"]
        assert page["claims"][number]["probability"]["text"] == told
        assert book[row["id"]] == told
        for text in (told, row["interval"]["text"]):
            for form in (terminal, pdf, word):
                assert squeezed(text) in form
        line = re.escape(squeezed(row["english"])) + ".*?" + re.escape(squeezed(told))
        assert re.search(line, word, re.DOTALL)
    for row in payload["falls"]:
        assert squeezed(row["text"]) in pdf
        assert squeezed(row["text"]) in word


def test_hostile_words_are_shown_as_they_are(payload: dict[str, Any], tmp_path: Path) -> None:
    pdf = squeezed(of_pdf(pdf_bytes(payload)))
    word = squeezed(of_docx(write_docx(payload, tmp_path / "brief.docx")))
    for words in map(squeezed, HOSTILE):
        assert words in pdf
        assert words in word
    assert "root:" not in pdf  # no file of this machine got in


def test_the_same_payload_gives_the_same_bytes(payload: dict[str, Any], tmp_path: Path) -> None:
    assert pdf_bytes(payload) == pdf_bytes(payload)
    one, other = (zipfile.ZipFile(write_docx(payload, tmp_path / name)) for name in ("a.docx", "b.docx"))
    assert {name: one.read(name) for name in one.namelist()} == {name: other.read(name) for name in other.namelist()}


def test_the_pdf_has_a_title_pages_and_tags(payload: dict[str, Any]) -> None:
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(pdf_bytes(payload)))
    assert reader.metadata is not None
    assert reader.metadata.title == payload["title"]
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    foot = squeezed(payload["foot"])
    assert all(foot in squeezed(page.extract_text()) for page in reader.pages)
    assert {round(page.mediabox.width) for page in reader.pages} == {595}


def test_a_word_document_is_sound_xml_without_links_outward(payload: dict[str, Any], tmp_path: Path) -> None:
    with zipfile.ZipFile(write_docx(payload, tmp_path / "brief.docx")) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ET.fromstring(archive.read(name))
            if name.endswith(".rels"):
                assert b'TargetMode="External"' not in archive.read(name)


def test_the_map_is_sound_names_every_place_and_points_nowhere(payload: dict[str, Any]) -> None:
    for date in pictures(payload):
        svg = map_svg(payload, date)
        root = ET.fromstring(svg)
        texts = squeezed("".join(root.itertext()))
        assert all(squeezed(place["name"]) in texts for place in payload["map"]["places"])
        assert {one.tag.partition("}")[2] for one in root.iter()} <= {
            "svg", "g", "rect", "path", "line", "text", "defs", "clipPath",
        }  # fmt: skip
        for one in root.iter():
            assert not any("href" in name or name.startswith("on") for name in one.attrib)
            assert all("url(" not in value or value.startswith("url(#") for value in one.attrib.values())
        assert png_bytes(svg).startswith(b"\x89PNG")


def test_a_colour_that_is_none_never_reaches_the_map(payload: dict[str, Any]) -> None:
    forged = {
        **payload,
        "actors": [{**one, "colour": '"/><image href="http://192.0.2.1/x"/>'} for one in payload["actors"]],
    }
    svg = map_svg(forged, 0)
    assert "192.0.2.1" not in svg


def test_a_payload_without_what_came_later_is_printed_too(payload: dict[str, Any]) -> None:
    later = ("drivers", "rule", "luck", "story", "label", "evidence", "structures")
    rows = [{key: value for key, value in row.items() if key not in later} for row in payload["claims"]]
    plain_map = {key: payload["map"][key] for key in ("dates", "routes", "places")}
    assert pdf_bytes({**payload, "claims": rows, "map": plain_map}).startswith(b"%PDF")
    assert pdf_bytes({**payload, "claims": [], "falls": [], "unsettled": []}).startswith(b"%PDF")


def test_evidence_and_labels_are_printed_where_they_are_there(payload: dict[str, Any]) -> None:
    evidence = [{"sentence": "The whole sentence.", "quote": "a quote of it", "source": "A page", "where": "line 3"}]
    label = {"word": "data-carried", "carrier": None, "text": "The data carry this."}
    rows = [
        {**row, "evidence": evidence, "label": label, "outcome": {"text": "It failed."}} for row in payload["claims"]
    ]
    client = {"client": "blue", "name": "Blue", "share_rank": {"value": 1, "text": "first"}}
    patron = {"actor": "red", "name": "Red", "rank": {"value": 1, "text": "first of two"}, "sign": "gains"}
    patron |= {"holds": {"value": 0.9, "text": "90 %"}, "clients": [client]}
    more = {**payload, "claims": rows, "influence": {"patrons": [patron], "text": "Red gains."}}
    texts = squeezed(of_pdf(pdf_bytes(more)))
    for words in (
        "The whole sentence.",
        "The data carry this.",
        "It failed.",
        "Red gains.",
        "first of two",
        "Blue: first",
    ):
        assert squeezed(words) in texts


def test_a_missing_library_is_named_with_its_extra(
    ensemble: Ensemble, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(needed.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(InvalidInput, match=r"needs python-docx and typst.*sandtable\[office\]"):
        write_brief(ensemble, tmp_path / "brief.docx")
    assert not list(tmp_path.iterdir())
