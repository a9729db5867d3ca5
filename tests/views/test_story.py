"""A future as a story: every kind of event has a sentence, names are shown, and nothing hostile gets through."""

from __future__ import annotations

import pytest

from sandtable.ensemble import kinds
from sandtable.scenario.schema import Scenario
from sandtable.views.story import SENTENCES, TAKEN, story
from small_worlds import campaign, one_block, ready, run, whole


@pytest.mark.parametrize("kind", kinds.KIND_WORDS)
def test_every_kind_of_event_has_a_sentence(kind: int) -> None:
    assert kind in SENTENCES


def test_every_way_of_losing_a_place_has_one() -> None:
    ways = {value for name, value in vars(kinds).items() if name.startswith("BY_")}
    assert set(TAKEN) == ways


def test_a_war_is_told_with_names_and_sides() -> None:
    raw = campaign(200)
    raw["places"]["mill"]["name"] = "The [bold]Mill"
    scenario: Scenario = whole(raw)
    block = one_block(ready(raw), 1)
    rows = story(block, run(raw, 1).manifest, scenario, ("mill",))
    assert len(rows) == len(block.day)
    assert [row.day for row in rows] == block.day.tolist()
    texts = " ".join(row.text for row in rows)
    assert "The [bold]Mill" in texts
    assert "Blue" in texts
    assert "Red" in texts
    assert all(row.text[0].isupper() and row.text.endswith(".") for row in rows)
    assert any("assault on The [bold]Mill" in row.text and row.told for row in rows)
    assert not any("began an assault on Pocket" in row.text and row.told for row in rows)
