"""The scenarios that ship: they read clean, cite honestly, keep to the map, and know nothing later than their day."""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from ruamel.yaml import YAML

from sandtable.scenario.library import folder_of, shipped
from sandtable.scenario.read import read, read_scenario
from sandtable.scenario.schema import Scenario
from sandtable.units import great_circle_km

FLAGSHIP = "western-anbar-2017"
NOTE = Path("sources/western-anbar-assessment-2017.txt")
MONTHS = list(calendar.month_name)
SAME = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " "})


def written(name: str) -> dict[str, Any]:
    """The file as its author wrote it: plain values, no defaults."""
    text = (folder_of(name) / "scenario.yaml").read_text(encoding="utf-8")
    value: dict[str, Any] = YAML(typ="safe").load(text)
    return value


def every(key: str, value: Any) -> Iterator[str]:
    """Every text under a key, anywhere in the file."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in items:
        if name == key and isinstance(inner, str):
            yield inner
        yield from every(key, inner)


def plain(text: str) -> str:
    """Quotes, dashes and spaces made alike; nothing else is touched."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text).translate(SAME))


def words(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return re.findall(r"[\w']+", plain(text).lower())


def dated(text: str) -> list[tuple[int, int]]:
    """The year and month of every date with a month's name in a text."""
    found = re.findall(rf"({'|'.join(MONTHS[1:])}) (\d{{4}})", text)
    return [(int(year), MONTHS.index(month)) for month, year in found]


def note_of(shared: Path) -> str:
    """The note's text, or a skip."""
    if not (shared / NOTE).is_file():
        pytest.skip("the note is not in the shared folder")
    return (shared / NOTE).read_text(encoding="utf-8")


def holders(scenario: Scenario) -> dict[str, str]:
    """Who holds each place on the first day."""
    return {place: entry.who for entry in scenario.control.values() for place in entry.holds}


def stretches(scenario: Scenario) -> Iterator[tuple[str, float, float, float]]:
    """Each road with its distance as the crow flies and its shortest and longest stated length, in km."""
    for name, route in scenario.routes.items():
        one, other = (scenario.places[place].at for place in route.between)
        km = route.km if isinstance(route.km, tuple) else (route.km,)
        yield name, great_circle_km(one, other), min(km), max(km)


def cut_off(scenario: Scenario) -> set[str]:
    """Places that supply cannot reach on the first day, over places of its own side or of those who let it through."""
    held = holders(scenario)
    lost: set[str] = set()
    for actor in {who for place in scenario.places.values() for who in place.supplies}:
        through = {actor}
        for tie in scenario.ties.values():
            through |= {tie.who} if actor in {*(tie.ally or ()), *(tie.permits or ())} else set()
            through |= set(tie.ally or ()) if tie.who == actor else set()
        roads = nx.Graph(route.between for route in scenario.routes.values())
        open_roads = roads.subgraph(place for place, who in held.items() if who in through)
        sources = {place for place in open_roads if actor in scenario.places[place].supplies}
        reached = {place for source in sources for place in nx.node_connected_component(open_roads, source)}
        lost |= {place for place, who in held.items() if who == actor} - reached
    return lost


def test_both_ship() -> None:
    assert {FLAGSHIP, "three-towns"} <= set(shipped())


@pytest.mark.parametrize("name", shipped())
def test_reads_without_a_warning(name: str) -> None:
    assert [str(warning) for warning in read(name).warnings] == []


PAIRS = [(name, variant) for name in shipped() for variant in written(name)["variants"]]


@pytest.mark.parametrize(("name", "variant"), PAIRS)
def test_every_variant_reads_and_differs(name: str, variant: str) -> None:
    assert read_scenario(name, variant) != read_scenario(name)


@pytest.mark.parametrize("name", shipped())
def test_first_line_says_what_it_is(name: str) -> None:
    text = (folder_of(name) / "scenario.yaml").read_text(encoding="utf-8")
    head = text[: text.index("format:")]
    assert head.startswith("# ")
    assert "Source" in head
    assert "cite" in head


@pytest.mark.parametrize("name", shipped())
def test_every_place_is_held_guarded_and_joined(name: str) -> None:
    scenario = read_scenario(name)
    places = set(scenario.places)
    held = [place for entry in scenario.control.values() for place in entry.holds]
    assert sorted(held) == sorted(places)
    guarded = {(force.at, force.who) for force in scenario.forces.values()}
    assert set(holders(scenario).items()) <= guarded
    roads = nx.Graph(route.between for route in scenario.routes.values())
    assert set(roads) == places
    assert nx.is_connected(roads)


@pytest.mark.parametrize("name", shipped())
def test_roads_are_as_long_as_roads_can_be(name: str) -> None:
    wrong = [road for road, crow, low, high in stretches(read_scenario(name)) if not crow <= low <= high <= 1.8 * crow]
    assert wrong == []


@pytest.mark.parametrize("name", shipped())
def test_nothing_is_dated_after_the_first_day(name: str) -> None:
    scenario = read_scenario(name)
    for source in scenario.sources.values():
        assert source.date is not None
        assert source.date <= scenario.as_of.isoformat()[: len(source.date)]
    reasons = list(every("assume", written(name)))
    known = (scenario.as_of.year, scenario.as_of.month)
    months = [(year, month) for reason in reasons for year, month in dated(reason)]
    assert [day for day in months if day > known] == []
    years = [int(year) for reason in reasons for year in re.findall(r"\b(?:19|20)\d\d\b", reason)]
    assert [year for year in years if year > scenario.as_of.year] == []


@pytest.mark.parametrize("name", shipped())
def test_people_never_make_a_place_worth_more(name: str) -> None:
    """A place's importance rests on words or a reason, and none of them speaks of people."""
    for entry in written(name)["places"].values():
        if entry.get("importance"):
            reason = f"{entry.get('cite', '')} {entry.get('assume', '')}".lower()
            assert reason.strip()
            assert not re.search(r"famil|civilian|popul|people|inhabit|women|children", reason)


@pytest.mark.parametrize("name", shipped())
def test_claims_parse_and_name_what_exists(name: str) -> None:
    from sandtable.claims.names import check_claims
    from sandtable.claims.scope import scope_of_scenario

    scenario = read_scenario(name)
    asked = {key: entry.claim for key, entry in scenario.statements.items() if entry.claim}
    given = {f"{key}.given": entry.given for key, entry in scenario.statements.items() if entry.given}
    assert len(asked) >= 5
    assert [str(one) for one in check_claims({**asked, **given}, scope_of_scenario(scenario))] == []


def test_the_flagship_is_big_enough_and_all_real() -> None:
    scenario = read_scenario(FLAGSHIP)
    assert scenario.as_of == datetime.date(2017, 4, 30)
    assert len(scenario.places) >= 44
    assert all(29 < lat < 38 and 37 < lon < 46 for lat, lon in (place.at for place in scenario.places.values()))


def test_the_flagship_holds_every_daesh_place_that_the_note_names() -> None:
    held = holders(read_scenario(FLAGSHIP))
    named = ["ana", "rawa", "qaim", "hawija", "shirqat-east", "mosul-west"]
    assert [held[place] for place in named] == ["daesh"] * len(named)
    assert held["shirqat-west"] == "iraq"


def test_the_flagships_roads_cut_off_what_the_file_says() -> None:
    scenario = read_scenario(FLAGSHIP)
    assert cut_off(scenario) == {"hawija", "shirqat-east", "mosul-west"}
    pockets = {place for entry in scenario.control.values() if entry.pocket for place in entry.holds}
    assert pockets == {"hawija", "shirqat-east"}


def test_the_flagships_highway_leads_to_jordan_over_joints_that_others_hold() -> None:
    scenario = read_scenario(FLAGSHIP)
    held, highway = holders(scenario), scenario.corridors["highway"]
    assert (highway.open, highway.veto) == (False, True)
    assert {"km160", "rutba", "trebil"} <= set(highway.joints)
    assert {joint: held[joint] for joint in ("km160", "karama")} == {"km160": "pmf", "karama": "jordan"}
    assert {"iraq", "jordan"} == set(highway.users)
    lifted = [name for name, event in scenario.events.items() if any(one.lift_veto == "highway" for one in event.does)]
    assert lifted == ["crossing-allowed"]


def test_the_flagships_base_and_camps_are_plans() -> None:
    """None stands on the first day, and none is certain: each waits for an event that may not happen."""
    scenario = read_scenario(FLAGSHIP)
    kinds = {name: (entry.who, entry.kind) for name, entry in scenario.presence.items()}
    camps = {f"camp-{side}": ("pmf", "camp") for side in ("east", "north-west", "west")}
    assert kinds == {"rutba-base": ("us", "base"), **camps}
    opened = {one.open_presence: event for event in scenario.events.values() for one in event.does if one.open_presence}
    assert set(opened) == set(kinds)
    assert all(0 < event.probability < 1 for event in opened.values())


def test_every_actor_of_the_flagship_holds_a_place_or_has_a_tie() -> None:
    scenario = read_scenario(FLAGSHIP)
    assert {"jordan", "russia", "iran", "us"} <= set(scenario.actors)
    tied = {tie.who for tie in scenario.ties.values()}
    for tie in scenario.ties.values():
        tied |= {who for others in (tie.enemy, tie.ally, tie.rival, tie.client, tie.permits) for who in others or ()}
    assert set(scenario.actors) <= tied | set(holders(scenario).values())


def test_the_flagships_other_readings_are_marked() -> None:
    variants = read_scenario(FLAGSHIP).variants
    readings = {name for name, variant in variants.items() if variant.structure}
    assert readings == {"author-without-collapse", "neutral", "public-statements", "one-axis"}
    levers = {"without-air-cover", "small-forces", "small-forces-without-air", "no-rutba-base", "camps-built"}
    levers |= {"us-diplomacy-fails", "nobody-mediates", "strong-neutral-mediator", "kurdistan-apart", "quiet-arena"}
    levers |= {"nobody-is-pulled"}
    assert levers | {"quiet-desert", "counter-offensive", "pockets-long-isolated"} == set(variants) - readings


def test_what_the_note_says_is_required_is_asked_without_it() -> None:
    asked = {name: entry for name, entry in read_scenario(FLAGSHIP).statements.items() if "c02" in entry.ids}
    assert {entry.suppose for entry in asked.values()} == {
        "without-air-cover",
        "small-forces",
        "small-forces-without-air",
    }
    assert {entry.kind for entry in asked.values()} == {"causal"}


def test_the_flagships_variants_say_what_they_change() -> None:
    def wants(variant: str | None) -> dict[str, float]:
        entries = read_scenario(FLAGSHIP, variant).priorities.values()
        return {place: worth for entry in entries if entry.who == "iraq" for place, worth in entry.places.items()}

    author = {"ana": 1, "rawa": 1, "qaim": 1, "hawija": -1, "shirqat-east": -1}
    assert wants(None) == wants("author-without-collapse") == author
    assert set(wants("neutral").values()) <= {0}
    assert wants("public-statements") == {"hawija": 0.5, "tal-afar": 0.5, "shirqat-east": 0.5}
    variants = (None, "author-without-collapse", "neutral", "public-statements")
    assert [read_scenario(FLAGSHIP, variant).mechanisms.collapse for variant in variants] == [
        "author",
        "off",
        "weak",
        "weak",
    ]


def test_the_flagship_quotes_the_note_verbatim(shared: Path) -> None:
    text = plain(note_of(shared))
    raw = written(FLAGSHIP)
    times = {cite: text.count(plain(cite)) for cite in every("cite", raw)}
    assert len(times) >= 40
    assert {cite: found for cite, found in times.items() if found != 1} == {}
    assert [hedge for hedge in every("hedge", raw) if plain(hedge) not in text] == []


def test_each_hedge_stands_in_the_sentence_of_its_cite(shared: Path) -> None:
    sentences = re.split(r"(?<=[.])\s+|\n", plain(note_of(shared).replace("\n", " \n ")))
    apart = []
    for name, entry in written(FLAGSHIP)["statements"].items():
        says = entry.get("says", {})
        home = [sentence for sentence in sentences if plain(says.get("cite", "")) in sentence]
        if "hedge" in says and not any(plain(says["hedge"]) in sentence for sentence in home):
            apart.append(name)
    assert apart == []


def test_every_sentence_of_the_note_has_a_statement(shared: Path) -> None:
    gold = YAML(typ="safe").load((shared / "data/western_anbar_gold.yaml").read_text(encoding="utf-8"))
    text = note_of(shared).translate(SAME)
    cites = list(every("cite", written(FLAGSHIP)["statements"]))
    sentences = {one["id"]: text[one["start"] : one["end"]] for one in gold["sentences"]}
    silent = [key for key, sentence in sentences.items() if not any(plain(cite) in sentence for cite in cites)]
    assert silent == ["s24", "s25", "s26"]  # who wrote, translated and published it


def test_the_flagship_quotes_little_of_the_note() -> None:
    raw = written(FLAGSHIP)
    quoted = [*every("cite", raw), *every("hedge", raw)]
    assert max(len(words(piece)) for piece in quoted) <= 12
    assert len({word for piece in quoted for word in words(piece)}) <= 400
    assert sum(len(words(piece)) for piece in set(quoted)) <= 400


def test_no_long_piece_of_the_note_stands_in_the_repository(shared: Path, root: Path) -> None:
    """Thirteen words in a row of the note, in any text file of the scenario or its page, would be more than a cite."""
    note = words(note_of(shared))
    runs = {tuple(note[i : i + 13]) for i in range(len(note) - 12)}
    files = [folder_of(FLAGSHIP) / "scenario.yaml", root / "docs/explanation/western-anbar-2017.md"]
    for file in files:
        here = words(file.read_text(encoding="utf-8"))
        assert not runs & {tuple(here[i : i + 13]) for i in range(len(here) - 12)}, file.name


def test_three_towns_quotes_its_own_page() -> None:
    raw = written("three-towns")
    page = plain((folder_of("three-towns") / "assessment.md").read_text(encoding="utf-8"))
    assert 300 <= len(page.split()) <= 450
    assert {cite for cite in every("cite", raw) if page.count(plain(cite)) != 1} == set()
    assert [hedge for hedge in every("hedge", raw) if plain(hedge) not in page] == []


def test_three_towns_fits_on_a_page_and_has_both_sides() -> None:
    scenario = read_scenario("three-towns")
    assert 5 <= len(scenario.places) <= 6
    assert {formation.who for formation in scenario.formations.values()} == set(scenario.actors)
    assert len(scenario.variants) == 2
    assert cut_off(scenario) == {"norwick"}
    assert {entry.kind for entry in scenario.statements.values()} >= {"forecast", "conditional", "ours"}
    assert any(entry.cannot_be_settled for entry in scenario.statements.values())
