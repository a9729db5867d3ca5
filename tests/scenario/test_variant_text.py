"""A variant is put into a scenario's text by lines: it reads back as what was meant, and every other line stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder_of_scenarios import SMALL
from sandtable.app.saving import Shelf
from sandtable.errors import InvalidInput
from sandtable.scenario.marks import parse_text
from sandtable.scenario.read import read
from sandtable.scenario.variant_text import new_variant, with_variant

LINES = new_variant("more", "More of them", {"forces.beta-garrison.fighters": [600, 1000, 2000.5]})
OLD = "  calm: {title: Calm, set: {until: 2017-12-31}, assume: asked}   # a remark\n"
LONG = "  long:\n    title: >-\n      Two lines\n      of it\n    set: {until: 2017-12-31}\n    assume: asked\n"


def added(old: str, new: str) -> list[str]:
    """The lines that came in; all others must stand as they were, in their order."""
    before, after = old.splitlines(), new.splitlines()
    came = list(after)
    for line in before:
        came.remove(line)
    assert [line for line in after if line not in came or line in before][: len(before)] == before
    return came


@pytest.mark.parametrize(
    "text",
    [
        SMALL,
        SMALL + "variants:\n" + OLD,
        SMALL + "variants:\n" + OLD + "\n# the end\n",
        "variants:\n" + OLD + "  # about what follows\n\n" + SMALL,
        SMALL + "variants:\n    deep: {set: {until: 2017-12-31}, assume: asked}\n",
        SMALL + "variants:\n" + OLD.rstrip("\n"),
        SMALL + "variants:\n" + LONG,
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_other_line_stays_as_it_was(text: str, end: str) -> None:
    old = text.replace("\n", end)
    new = with_variant(old, "more", LINES, "x")
    came = [line.strip() for line in added(old, new) if line.strip() not in ("", "variants:")]
    assert came == [line.strip() for line in LINES.splitlines()]
    assert new.count("\r\n") == (new.count("\n") if end == "\r\n" else 0)
    before, after = parse_text(old, "x")[0], parse_text(new, "x")[0]
    variant = after["variants"].pop("more")
    assert after == before | {"variants": before.get("variants", {})}
    assert variant["title"] == "More of them"
    assert variant["set"] == {"forces.beta-garrison.fighters": [600, 1000, 2000.5]}


@pytest.mark.parametrize("written", ["variants: {}\n", "variants: {calm: {assume: asked}}\n", "variants:\n"])
def test_variants_on_one_line_are_left_alone(written: str) -> None:
    with pytest.raises(InvalidInput, match="cannot be added to as it is written"):
        with_variant(SMALL + written, "more", LINES, "x")


def test_an_id_is_taken_once() -> None:
    with pytest.raises(InvalidInput, match=r"variants.calm: is there already"):
        with_variant(SMALL + "variants:\n" + OLD, "calm", LINES, "x")


@given(st.text(max_size=60))
def test_a_title_reads_back_as_it_was_typed_or_is_refused(title: str) -> None:
    if not (title and title.isprintable()):
        with pytest.raises(InvalidInput, match="title: must be one line"):
            new_variant("more", title, {"until": "2017-12-31"})
        return
    lines = new_variant("more", title, {"until": "2017-12-31"})
    found = parse_text(with_variant(SMALL, "more", lines, "x"), "x")[0]["variants"]["more"]
    assert found["title"] == title
    assert set(found) == {"title", "set", "assume"}


def test_a_variant_of_ones_own_scenario_goes_into_its_file(tmp_path: Path) -> None:
    file = tmp_path / "mine" / "scenario.yaml"
    file.parent.mkdir()
    file.write_text(SMALL + "# my last remark\n", encoding="utf-8")
    saved = Shelf(str(file.parent), tmp_path, stored=False).save("more", "More", {"until": "2017-12-31"})
    assert saved["file"] == "mine/scenario.yaml"
    assert read(file, "more").scenario.until.isoformat() == "2017-12-31"
    assert "# my last remark\n" in file.read_text(encoding="utf-8")
    assert (tmp_path / "mine" / "scenario.yaml.bak").read_text(encoding="utf-8") == SMALL + "# my last remark\n"


def test_a_change_that_the_file_cannot_take_leaves_it_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "scenario.yaml"
    file.write_text(SMALL, encoding="utf-8")
    with pytest.raises(InvalidInput):
        Shelf(str(file), tmp_path, stored=False).save("more", "More", {"forces.nobody.fighters": 3})
    assert [path.name for path in tmp_path.iterdir()] == ["scenario.yaml"]
    assert file.read_text(encoding="utf-8") == SMALL
