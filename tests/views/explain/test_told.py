"""A scenario said back: nothing left out, nothing unsupported, both numbers where text and map disagree."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sandtable.scenario.library import folder_of, shipped
from sandtable.scenario.needed import SECTIONS as EVIDENCED
from sandtable.scenario.read import read_scenario
from sandtable.scenario.resolve import as_json as scenario_json
from sandtable.scenario.resolve import complete
from sandtable.scenario.schema import Scenario
from sandtable.views.explain.record import SECTIONS
from sandtable.views.explain.render import as_json, as_markdown, as_text
from sandtable.views.explain.told import TELLERS, Explanation, explain

FLAGSHIP = "western-anbar-2017"
NBSP = "\u00a0"


def changed(name: str, **sections: Any) -> Scenario:
    """A shipped scenario with some entries changed: `places={"ana": {"area": "Anbar"}}`."""
    raw = scenario_json(read_scenario(name))
    for section, entries in sections.items():
        for key, values in entries.items():
            raw[section][key] = {**raw[section].get(key, {}), **values}
    return complete(Scenario.model_validate(raw))


def sentences(told: Explanation, section: str) -> str:
    """The sentences of a section, one a line."""
    return "\n".join(record.sentence.replace(NBSP, " ") for record in told.section(section))


def test_every_section_is_told() -> None:
    assert [name for name in SECTIONS if name != "other"] == list(TELLERS)


def test_an_entry_that_no_section_tells_is_said_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new sort of entry never goes unsaid for want of a sentence."""
    assert explain(read_scenario(FLAGSHIP)).section("other") == ()
    monkeypatch.setitem(TELLERS, "roads", lambda subject: iter(()))
    told = explain(read_scenario("three-towns"))
    by_path = {record.path: record for record in told.section("other")}
    assert set(by_path) == {f"routes.{name}" for name in read_scenario("three-towns").routes}
    hill = by_path["routes.hill-road"]
    assert (hill.basis, hill.words) == ("cite", "the road into the hills runs")
    assert hill.sentence.startswith("routes.hill-road: between easton, highfell; km 55, 64")


@pytest.mark.parametrize("name", shipped())
@pytest.mark.parametrize("variant", [None, "first"])
def test_every_entry_is_said_and_none_rests_on_nothing(name: str, variant: str | None) -> None:
    variants = list(read_scenario(name).variants)
    scenario = read_scenario(name, variants[0] if variant else None)
    told = explain(scenario)
    said = {record.path for record in told.records}
    entries = {
        f"{section}.{key}" for section in EVIDENCED if section != "variants" for key in getattr(scenario, section)
    }
    statements = {f"statements.{key}" for key in scenario.statements}
    supplying = {f"places.{key}" for key, place in scenario.places.items() if place.supplies}
    assert entries | statements | supplying <= said
    assert [record for record in told.records if record.basis == "none"] == []
    assert told.section("bare") == ()
    for record in told.records:
        assert record.section in SECTIONS
        assert record.sentence.endswith(".")
        assert (record.words != "") == (record.basis in ("cite", "assume"))
        assert (record.verified != "") == (record.basis == "cite")


def test_three_towns_reads_as_the_golden_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """`sandtable explain three-towns`, word for word. Changed on purpose? Write the file anew with `--out`."""
    from typer.testing import CliRunner

    from sandtable.cli import app

    monkeypatch.delenv("SANDTABLE_TEXTS", raising=False)
    done = CliRunner().invoke(app, ["explain", "three-towns"])
    golden = Path(__file__).with_name("three-towns.txt").read_text(encoding="utf-8")
    assert done.exit_code == 0
    assert done.stdout == golden
    assert max(len(line) for line in golden.splitlines()) <= 80


def test_the_flagship_disagrees_with_the_map_twice() -> None:
    told = explain(read_scenario(FLAGSHIP))
    by_path = {record.path: record.sentence.replace(NBSP, " ") for record in told.section("map")}
    assert set(by_path) == {"statements.rutba-distance", "statements.pockets-in-salahuddin"}
    assert "400 km" in by_path["statements.rutba-distance"]
    assert "284 km apart as the crow flies" in by_path["statements.rutba-distance"]
    assert "310–395 km by the roads" in by_path["statements.rutba-distance"]
    assert "in Salahuddin" in by_path["statements.pockets-in-salahuddin"]
    assert "lies in Kirkuk" in by_path["statements.pockets-in-salahuddin"]
    assert "another first division than Baiji" in by_path["statements.pockets-in-salahuddin"]


def test_no_place_of_the_flagship_stands_in_the_code() -> None:
    folder = Path(__file__).resolve().parents[3] / "src" / "sandtable" / "views" / "explain"
    code = "".join(file.read_text(encoding="utf-8").lower() for file in folder.glob("*.py"))
    assert not [name for name in ("rutba", "hawija", "ramadi", "salahuddin", "kirkuk", "anbar") if name in code]


@pytest.mark.parametrize(
    ("km", "agrees"), [(284, True), (300, True), (350, True), (395, True), (396, False), (255, False), (600, False)]
)
def test_a_distance_agrees_with_the_straight_line_or_with_the_road(km: float, agrees: bool) -> None:
    where = {"on_map": {"distance": {"between": ["ramadi", "rutba"], "km": km}}}
    told = explain(changed(FLAGSHIP, statements={"rutba-distance": where}))
    disputed = {record.path for record in told.section("map")}
    assert ("statements.rutba-distance" not in disputed) == agrees
    assert ("1 of 2 figures" in sentences(told, "map")) == agrees


def test_places_that_no_road_joins_are_compared_by_air() -> None:
    where = {
        "kind": "fact",
        "says": {"cite": "far away"},
        "on_map": {"distance": {"between": ["norwick", "isle"], "km": 9}},
    }
    isle = {"name": "Isle", "at": [12.0, -40.0]}
    told = explain(changed("three-towns", places={"isle": isle}, statements={"far": where}))
    assert "no road here joins them" in sentences(told, "map")


@pytest.mark.parametrize("area", ["Kirkuk", "Kirkuk governorate", "kirkuk Province"])
def test_an_area_agrees_whatever_it_is_called(area: str) -> None:
    where = {"on_map": {"within": {"place": "hawija", "area": area}}}
    told = explain(changed(FLAGSHIP, statements={"pockets-in-salahuddin": where}))
    assert "statements.pockets-in-salahuddin" not in {record.path for record in told.section("map")}


def test_the_gazetteer_alone_shows_a_wrong_area() -> None:
    told = explain(changed(FLAGSHIP, places={"hawija": {"area": None}}))
    assert "GeoNames has it in another first division" in sentences(told, "map")


def test_a_pocket_that_supply_reaches_is_no_pocket() -> None:
    told = explain(changed("three-towns", control={"front-towns": {"pocket": True}}))
    assert "Easton and Highfell counts as a pocket, yet supply of Highland Front arrives by road." in sentences(
        told, "map"
    )


def test_verified_cites_say_so() -> None:
    states = {"control.front-pocket.cite": "verified in the text", "statements.border.says.cite": "verified at lock"}
    told = explain(read_scenario("three-towns"), states)
    found = {(record.section, record.path): record.verified for record in told.records if record.verified}
    assert found["control", "control.front-pocket"] == "verified in the text"
    assert found["unsettled", "statements.border"] == "verified at lock"
    assert found["control", "control.front-towns"] == "not verified"


def test_what_is_said_of_a_small_world() -> None:
    told = explain(
        changed(
            "three-towns",
            formations={"first-brigade": {"orders": ["easton", "highfell"], "available": {"after": "norwick"}}},
            ties={"guests": {"who": "front", "permits": ["government"], "assume": "a truce"}},
            events={
                "all": {
                    "on": "2030-06-01",
                    "probability": 1.0,
                    "assume": "test",
                    "after": "easton",
                    "does": [
                        {"take": "norwick", "by": "government"},
                        {"open_supply": "easton", "by": "front"},
                        {"reinforce": "river-column", "fighters": 1200},
                        {"withdraw": "second-brigade"},
                        {"air_cover": "government", "level": 0.25},
                    ],
                }
            },
            statements={"later": {"kind": "forecast", "says": {"cite": "a base"}, "waits_for": ["bases", "roads"]}},
        )
    )
    assert "Its orders: Easton, then Highfell." in sentences(told, "formations")
    assert "free to act once Norwick has fallen" in sentences(told, "formations")
    assert "Highland Front lets traffic of Government of Velland through places that it holds." in sentences(
        told, "ties"
    )
    assert (
        "All: taken as certain, on 1 Jun 2030, once Easton has fallen: Norwick passes to Government of Velland, "
        "supply of Highland Front enters at Easton, River Column gains 1,200 fighters, Second Brigade leaves the "
        "theatre and air cover of Government of Velland becomes 0.25."
    ) in sentences(told, "events")
    assert "roads that open and close" in sentences(told, "unsettled")


def test_what_is_unknown_is_listed() -> None:
    raw = scenario_json(read_scenario("three-towns"))
    del raw["forces"]["norwick-garrison"]
    raw["sources"]["page"]["date"] = None
    told = explain(complete(Scenario.model_validate(raw)))
    assert "People living in Highfell: not known." in sentences(told, "unknown")
    assert "Garrison of Norwick: not given" in sentences(told, "unknown")
    assert "Date of Velland: the three towns, spring 2030: not given" in sentences(told, "unknown")


def test_inputs_without_evidence_are_named() -> None:
    bare = {"cite": None, "assume": None}
    raw = scenario_json(read_scenario("three-towns"))
    raw["actors"]["government"] |= bare
    raw["places"]["crossways"] |= bare
    raw["forces"]["easton-garrison"] |= bare
    raw["mechanisms"] |= bare
    told = explain(complete(Scenario.model_validate(raw)))
    paths = [record.path for record in told.section("bare")]
    assert paths == ["actors.government", "places.crossways", "forces.easton-garrison", "mechanisms"]


def test_the_prior_set_is_named_with_its_date_and_theatres() -> None:
    said = sentences(explain(read_scenario(FLAGSHIP)), "model")
    assert "Prior set 2017-04: rests on data until 28 Feb 2017" in said
    assert "libya" in said
    assert "iraq" not in said.split("it sets")[0], "the theatre itself is left out"
    early = changed(FLAGSHIP).model_copy(update={"as_of": read_scenario(FLAGSHIP).as_of.replace(year=1990)})
    assert "No prior set is older than 30 Apr 1990" in sentences(explain(early), "model")


def test_json_holds_every_record() -> None:
    told = explain(read_scenario("three-towns"))
    value = json.loads(as_json(told))
    assert len(value["records"]) == len(told.records)
    assert {"section", "sentence", "basis", "words", "path", "confidence", "verified"} == set(value["records"][0])
    assert list(value["sections"]) == list(SECTIONS)


def test_hostile_words_stay_words() -> None:
    nasty = "<script>x</script> [a](javascript:b) *c* `d` \x1b[31m\u202ered\n# e"
    told = explain(
        changed(
            "three-towns",
            actors={"front": {"name": nasty}},
            control={"front-pocket": {"cite": nasty}},
            places={"easton": {"name": nasty}},
        )
    )
    text, page = as_text(told), as_markdown(told)
    assert "\x1b" not in text + page
    assert "\u202e" not in text + page
    assert "<script>" not in page
    assert "[a](javascript" not in page
    assert "\\*c\\*" in page
    assert not [line for line in page.splitlines() if line.startswith("# ")][1:]


def test_markdown_has_a_heading_for_each_section() -> None:
    told = explain(read_scenario("three-towns"))
    headings = [line[3:] for line in as_markdown(told).splitlines() if line.startswith("## ")]
    assert headings == [title for name, title in SECTIONS.items() if told.section(name)]


def test_the_text_beside_the_scenario_is_the_one_that_is_read() -> None:
    assert (folder_of("three-towns") / "assessment.md").is_file()


@pytest.mark.parametrize(
    ("effect", "words"),
    [
        ({"hand_over": "norwick", "by": "government"}, "Norwick is handed over to Government of Velland"),
        ({"veto": "inland-road"}, "inland road is forbidden."),
        ({"lift_veto": "inland-road"}, "inland road is forbidden no more"),
        ({"permit": "front", "by": "government"}, "Highland Front lets Government of Velland through its places"),
        ({"forbid": "front", "by": "government"}, "Highland Front no longer lets Government of Velland through"),
        ({"open_presence": "crossways-post"}, "post at Crossways opens"),
        ({"close_presence": "crossways-post"}, "post at Crossways closes"),
    ],
)
def test_every_effect_on_who_may_pass_is_said(effect: dict[str, str], words: str) -> None:
    told = explain(changed("three-towns", events={"border-closes": {"does": [effect]}}))
    assert words in sentences(told, "events")
