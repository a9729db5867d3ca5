"""Small worlds for the engine's tests: scenarios as plain mappings, random ones too, and what a run of them gave."""

from __future__ import annotations

import copy
import datetime
import random
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

import numpy as np

from sandtable.ensemble import kinds
from sandtable.ensemble.ensemble import Ensemble
from sandtable.ensemble.results import EVENT_COLUMNS, Block
from sandtable.mechanisms.catalogue import MECHANISMS
from sandtable.scenario.resolve import complete
from sandtable.scenario.schema import Scenario
from sandtable.simulation.block import run_block
from sandtable.simulation.compose import engine
from sandtable.simulation.prepare import Prepared, prepare
from sandtable.simulation.run import Settings, simulate
from sandtable.world.draws import draw_levels, draw_records, lucks
from sandtable.world.records import EVENT_ROW, new_record

Raw = dict[str, Any]
AS_OF = datetime.date(2030, 3, 1)
WHY = "made up for a test"

NOTHING_MATTERS: dict[str, float] = {
    "assault.base-odds": 0.0,
    "assault.offensive-odds": 0.0,
    "assault.quality": 0.0,
    "assault.force-exponent": 0.0,
    "assault.isolation-odds": 0.0,
    "assault.fortified-odds": 0.0,
    "assault.air-odds": 0.0,
    "assault.log-days": 3.04,
    "assault.garrison-exponent": 0.0,
    "assault.isolation-log-days": 0.0,
    "assault.theatre-log-days": 0.0,
    "assault.battle-spread": 0.95,
    "choice.priority": 0.0,
    "choice.importance": 0.0,
    "choice.distance": 0.0,
    "choice.garrison": 0.0,
    "choice.isolation": 0.0,
    "choice.recovery": 0.0,
    "choice.floor": 0.0,
    "losses.attackers": 1e-12,
    "losses.defenders": 1e-12,
    "withdrawal.rate": 1e-12,
}
"""Parameters under which an assault is a coin toss and a choice a lottery; a test turns one of them up."""


def whole(raw: Raw) -> Scenario:
    """The complete scenario of a mapping."""
    return complete(Scenario.model_validate(raw))


def fixed(values: Mapping[str, float]) -> Raw:
    """The section `priors` that holds parameters at single values."""
    return {name: {"value": value, "assume": WHY} for name, value in values.items()}


def until(days: int) -> str:
    """The date of the last day when `days` days are simulated."""
    return (AS_OF + datetime.timedelta(days=days - 1)).isoformat()


def day(number: int) -> str:
    """The date of a day number."""
    return (AS_OF + datetime.timedelta(days=number)).isoformat()


def empty(days: int = 200) -> Raw:
    """Two enemies, red and blue, and no place yet."""
    return {
        "format": 1,
        "title": "A small world",
        "as_of": AS_OF.isoformat(),
        "until": until(days),
        "theatre": ["nowhere"],
        "sources": {},
        "actors": {"blue": {"name": "Blue"}, "red": {"name": "Red"}},
        "ties": {"war": {"who": "blue", "enemy": ["red"], "assume": WHY}},
        "places": {},
        "routes": {},
        "control": {},
        "forces": {},
        "formations": {},
        "corridors": {},
        "presence": {},
        "clients": {},
        "influence": {},
        "disputes": {},
        "mediation": {},
        "elections": {},
        "issues": {},
        "events": {},
        "mechanisms": {"collapse": "off"},
        "priors": {},
    }


def place(raw: Raw, key: str, holder: str = "", fighters: Any = None, **more: Any) -> None:
    """Add a place, who holds it and with how many."""
    north = len(raw["places"])
    raw["places"][key] = {"name": key.title(), "at": [10 + 0.1 * north, 20 + 0.05 * north], **more}
    if holder:
        raw["control"][f"held-{key}"] = {"who": holder, "holds": [key], "assume": WHY}
    if fighters is not None:
        raw["forces"][f"guard-{key}"] = {"who": holder, "at": key, "fighters": fighters, "assume": WHY}


def road(raw: Raw, one: str, other: str, km: Any = 60.0) -> None:
    """Add a road."""
    raw["routes"][f"{one}-to-{other}"] = {"between": [one, other], "km": km, "assume": WHY}


def body(raw: Raw, key: str, who: str, base: str, fighters: Any = (3000, 4000, 5000), **more: Any) -> None:
    """Add a formation."""
    raw["formations"][key] = {"who": who, "base": base, "fighters": fighters, "assume": WHY, **more}


def duel(days: int = 200) -> Raw:
    """Blue's column at its base, one road, red's town: and nothing matters but luck."""
    raw = empty(days)
    place(raw, "camp", "blue", 500)
    place(raw, "town", "red", 1000)
    road(raw, "camp", "town")
    body(raw, "column", "blue", "camp", 3000, only=["town"])
    raw["priors"] = fixed(NOTHING_MATTERS)
    return raw


def campaign(days: int = 300) -> Raw:
    """A war of eight places: sources on both sides, a pocket, two attackers and one that strikes back, an event."""
    raw = empty(days)
    place(raw, "port", "blue", [800, 1500], supplies=["blue"])
    place(raw, "cross", "blue", [300, 700])
    place(raw, "bridge", "blue", [300, 600])
    place(raw, "pocket", "red", [300, 500], fortified=0.3)
    place(raw, "mill", "red", [500, 1100], fortified=0.6, importance=0.4)
    place(raw, "ford", "red", [150, 450])
    place(raw, "hill", "red", [400, 1400], fortified=0.4, supplies=["red"])
    place(raw, "waste")
    pairs = "port cross, port pocket, cross pocket, cross bridge, pocket bridge, bridge mill, mill ford, ford hill"
    for pair in [*pairs.split(", "), "mill hill", "hill waste"]:
        road(raw, *pair.split(), [45, 70])
    body(raw, "first", "blue", "bridge", [2500, 3500, 4500])
    body(raw, "second", "blue", "port", [2000, 4000], available=day(50))
    body(raw, "riders", "red", "mill", [400, 900])
    raw["priorities"] = {"plan": {"who": "blue", "places": {"mill": 1, "pocket": -0.5}, "assume": WHY}}
    raw["events"]["border"] = {
        "on": [day(80), day(130), day(170)],
        "probability": 0.4,
        "does": [{"close_supply": "hill"}],
        "assume": WHY,
    }
    raw["actors"]["red"] |= {"reporting_error": 0.2, "assume": WHY}
    raw["actors"]["blue"] |= {"air_cover": 0.5, "assume": WHY}
    raw["mechanisms"] = {"collapse": "author"}
    return raw


def random_campaign(seed: int, days: int = 150) -> Raw:
    """A war that nobody planned: random roads, holders, third parties, events of every kind, bodies of all sides."""
    luck = random.Random(seed)
    raw = empty(days)
    actors = ["blue", "red", "green"][: luck.choice([2, 3])]
    if "green" in actors:
        raw["actors"]["green"] = {"name": "Green"}
        tie = luck.choice(["enemy", "ally", "permits", "rival"])
        raw["ties"]["third"] = {"who": "green", tie: [luck.choice(["blue", "red"])], "assume": WHY}
    for actor in actors:
        air, error = luck.choice([0, 0.5, 1]), luck.choice([0, 0.3])
        raw["actors"][actor] |= {"air_cover": air, "reporting_error": error, "assume": WHY}
    places = [f"place-{letter}" for letter in "abcdefghijklm"[: luck.randint(3, 13)]]
    for key in places:
        holder = luck.choice([*actors, *actors, ""])
        supplies = [actor for actor in actors if luck.random() < 0.15]
        garrison = luck.choice([200, [100, 900], [300, 500, 800]]) if holder else None
        place(
            raw,
            key,
            holder,
            garrison,
            supplies=supplies,
            fortified=luck.choice([0, 0.5]),
            importance=luck.uniform(-1, 1),
        )
    for number, key in enumerate(places[1:], 1):
        if luck.random() < 0.9:
            road(raw, places[luck.randrange(number)], key, [luck.randint(40, 60), 90])
    for _ in range(luck.randint(0, 6)):
        one, other = luck.sample(places, 2)
        road(raw, one, other, [luck.randint(40, 60), 90])
    for number in range(luck.randint(1, 5)):
        more: Raw = {}
        if luck.random() < 0.3:
            more["available"] = luck.choice([day(luck.randint(1, 60)), {"after": luck.choice(places)}])
        if luck.random() < 0.3:
            more["orders"] = luck.sample(places, luck.randint(1, 3))
        body(raw, f"body-{number}", luck.choice(actors), luck.choice(places), [500, luck.randint(1000, 5000)], **more)
    held = {entry["holds"][0]: entry["who"] for entry in raw["control"].values()}
    for key, formation in raw["formations"].items():
        other = luck.choice(places)
        if (
            luck.random() < 0.5
            and {held.get(other), formation["who"]} == {"blue", "red"}
            and not raw.get("in_progress")
        ):
            battle = {
                "on": other,
                "by": key,
                "since": day(-luck.randint(1, 60)),
                "work_left": [0.2, 0.7],
                "assume": WHY,
            }
            raw["in_progress"] = {"battle": battle}
    _random_events(raw, luck, places, actors)
    _random_corridors(raw, random.Random(-seed - 1), places, actors)
    if seed >= 80:  # the wars below stay as they were without politics
        _random_influence(raw, random.Random(seed + 20_000), actors)
        _random_disputes(raw, random.Random(seed + 30_000), actors)
        _random_bargains(raw, random.Random(seed + 30_000), actors)
    raw["mechanisms"] = {"collapse": luck.choice(["off", "weak", "author"])}
    if seed >= 80:
        politics = random.Random(seed + 40_000)
        raw["mechanisms"] |= {
            "votes": politics.choice(
                ["proportional", "cubic", "binary", "mostly-proportional", "half-cubic", "prospect"]
            ),
            "victory": politics.choice(["linear", "square", "quartic", "octic"]),
            "ballot": politics.choice(["uniform", "incentive", "conditional"]),
        }
    _random_settings(raw, random.Random(seed + 10_000), places, actors)
    raw["priors"] = (
        fixed({"collapse.days": 15.0, "supply.isolation-days": 20.0, "waste.rate": 0.01}) if luck.random() < 0.5 else {}
    )
    return raw


def _random_settings(raw: Raw, luck: random.Random, places: list[str], actors: list[str]) -> None:
    """Every law of battle and rule of choice, reserves, and fighters who arrive each month."""
    raw["mechanisms"] |= {
        "kernel": luck.choice(["contest", "contest", "contest", "square", "linear", "deitchman", "helmbold"]),
        "choice": luck.choice(["weigh", "weigh", "nearest", "weakest", "any"]),
        "cascade": luck.choice(["off", "on"]),
    }
    for formation in raw["formations"].values():
        if luck.random() < 0.2:
            formation["reserve"] = True
    raw["reinforcements"] = {}
    for number in range(luck.randint(0, 3)):
        key = luck.choice(list(raw["formations"]))
        joins: Raw = luck.choice([{"at": luck.choice(places)}, {"formation": key}])
        flow = {"who": luck.choice(actors), "fighters_per_month": [50, 400], "assume": WHY, **joins}
        if "formation" in joins:
            flow["who"] = raw["formations"][key]["who"]
        if luck.random() < 0.5:
            flow["until"] = day(luck.randint(5, 120))
        raw["reinforcements"][f"flow-{number}"] = flow


def _random_corridors(raw: Raw, luck: random.Random, places: list[str], actors: list[str]) -> None:
    """Corridors along roads that there are, bases and camps of anybody, and events that change who may pass."""
    roads = [route["between"] for route in raw["routes"].values()]
    for number in range(luck.choice([0, 1, 2, 2]) if roads else 0):
        via = list(luck.choice(roads))
        for one, other in roads * 2:
            for end, new in ((one, other), (other, one)):
                if end == via[-1] and new not in via and luck.random() < 0.7:
                    via.append(new)
        joints = luck.sample(via, luck.randint(1, min(3, len(via))))
        raw["corridors"][f"way-{number}"] = {
            "via": via,
            "joints": joints,
            "users": [luck.choice(actors)],
            "open": luck.random() < 0.5,
            "veto": luck.random() < 0.2,
            "assume": WHY,
        }
    for key in places:
        if luck.random() < 0.7:
            raw["places"][key] |= {"population": luck.randint(1, 10**6), "assume": WHY}
    for number in range(luck.randint(0, 4)):
        entry: Raw = {"who": luck.choice(actors), "at": luck.choice(places), "kind": luck.choice(["base", "camp"])}
        if luck.random() < 0.7:
            entry["opens"] = luck.choice([day(30), [day(10), day(60)], {"after": luck.choice(places)}])
            entry["probability"] = luck.choice([1.0, 0.6])
        if luck.random() < 0.4:
            entry["closes"] = day(luck.randint(70, 120))
        raw["presence"][f"camp-{number}"] = entry | {"assume": WHY}
    words: list[Raw] = [{"hand_over": luck.choice(places), "by": luck.choice(actors)}]
    words += [{word: key} for key in raw["corridors"] for word in ("veto", "lift_veto")]
    words += [{word: key} for key in raw["presence"] for word in ("open_presence", "close_presence")]
    words += [{word: "blue", "by": "red"} for word in ("permit", "forbid")]
    for number in range(luck.randint(0, 4)):
        does = luck.sample(words, luck.randint(1, min(3, len(words))))
        raw["events"][f"ruling-{number}"] = {"on": day(luck.randint(1, 100)), "does": does, "assume": WHY}


def _random_influence(raw: Raw, luck: random.Random, actors: list[str]) -> None:
    """Outsiders who engage in some of the actors, and sometimes in none."""
    patrons = ["east", "west"][: luck.choice([0, 1, 2, 2])]
    for patron in patrons:
        raw["actors"][patron] = {"name": patron.title()}
    for actor in actors[: luck.randint(1, len(actors))] if patrons else []:
        raw["clients"][actor] = {"who": actor, "power": luck.random(), "autonomy": luck.random(), "assume": WHY}
    for actor in raw["clients"]:
        for patron in patrons:
            for channel in ("diplomatic", "informational", "military", "economic"):
                if luck.random() < 0.5:
                    entry: Raw = {"who": patron, "client": actor, "channel": channel, "level": luck.random()}
                    raw["influence"][f"{patron}-{actor}-{channel}"] = entry | {"assume": WHY}
    if patrons and luck.random() < 0.7:
        spot = luck.choice([*raw["places"]])
        raw["presence"]["patron-base"] = {"who": patrons[0], "at": spot, "opens": day(10), "assume": WHY}


def _random_disputes(raw: Raw, luck: random.Random, actors: list[str]) -> None:
    """Disputes between actors who are no enemies, with and without mediators, and events that turn them."""
    patrons = [actor for actor in ("east", "west") if actor in raw["actors"]]
    raw["actors"]["envoy"] = {"name": "Envoy"}
    pairs = [("blue", "envoy"), *([tuple(patrons)] if len(patrons) == 2 else [])]
    for number, pair in enumerate(luck.sample(pairs, luck.randint(1, len(pairs)))):
        entry: Raw = {"between": list(pair), "trust": luck.random(), "crises": luck.choice([0.1, 1.0, 20.0])}
        entry["state"] = luck.choice(["cooperation", "tension", "crisis", "clash"])
        entry["accountability"] = luck.random()
        if luck.random() < 0.5:
            entry |= {"declining": luck.choice(pair), "shift": luck.random()}
        if luck.random() < 0.5:
            entry["common_enemy"] = "red"
        if "blue" in pair:
            own = [key for key, body in raw["formations"].items() if body["who"] == "blue"]
            entry["clash"] = {"holds": own[:2]}
        elif raw["influence"]:
            entry["arena"] = list(raw["clients"])
        raw["disputes"][f"quarrel-{number}"] = entry | {"assume": WHY}
    effects: list[Raw] = []
    for key, dispute in raw["disputes"].items():
        effects += [{"escalate": key}, {"calm": key}]
        for who in [one for one in ("green", "east", "west") if one in raw["actors"] and one not in dispute["between"]]:
            entry = {"who": who, "dispute": key, "strength": luck.random(), "assume": WHY}
            if luck.random() < 0.5:
                entry |= {"leans": dispute["between"][0], "bias": luck.random()}
            if luck.random() < 0.3:
                entry["until"] = day(60)
            raw["mediation"][f"{who}-in-{key}"] = entry
            effects += [{"mediate": f"{who}-in-{key}"}, {"stop_mediating": f"{who}-in-{key}"}]
    engages: list[Raw] = [{"engage": key, "level": luck.random()} for key in raw["influence"]]
    for number in range(luck.randint(2, 6)):
        does = [luck.choice(engages if number == 0 and engages else effects)]
        event: Raw = {"on": day(luck.randint(20, 100)), "does": does, "assume": WHY}
        if luck.random() < 0.6:
            event["heats"] = luck.choice(list(raw["disputes"]))
        raw["events"][f"talk-{number}"] = event


def parliament(raw: Raw, key: str = "council", on: Any = None, **more: Any) -> Raw:
    """Add an election of three parties, two of them with a candidate; returns the entry."""
    parties: Raw = {
        "left": {"poll": [0.3, 0.4, 0.5], "position": 20, "actor": "blue"},
        "centre": {"poll": 0.2, "position": [45, 55]},
        "right": {"poll": 0.3, "position": 80, "actor": "red"},
    }
    government = {
        "low": "peace",
        "high": "war",
        "quota": 51,
        "candidates": {"dove": {"of": "left"}, "hawk": {"of": "right", "position": [70, 80, 90]}},
    }
    entry = {"on": on or day(40), "seats": 100, "parties": parties, "government": government, "assume": WHY, **more}
    raw["elections"][key] = entry
    return entry


def question(raw: Raw, key: str, stakes: Mapping[str, Any], **more: Any) -> Raw:
    """Add an issue; stakes are (position, salience, capability) by actor. Returns the entry."""
    named = {
        who: dict(zip(("position", "salience", "capability"), stake, strict=True)) for who, stake in stakes.items()
    }
    raw["issues"][key] = {"low": "none", "high": "all", "stakes": named, "assume": WHY, **more}
    return raw["issues"][key]


def _random_bargains(raw: Raw, luck: random.Random, actors: list[str]) -> None:
    """Elections with and without governments, and issues that are due in every manner."""
    known = [*raw["actors"]]
    ways: list[Any] = [None, day(luck.randint(1, 100)), [day(30), day(90)]]
    for number in range(luck.choice([0, 1, 2])):
        stakes = {
            who: ([luck.randint(0, 50), 100], luck.randint(0, 100), luck.uniform(0.5, 5))
            for who in luck.sample(known, luck.randint(2, len(known)))
        }
        does = [{"position": f"issue-{number}", "by": next(iter(stakes)), "to": luck.randint(0, 100)}]
        more = {"due": luck.choice(ways), "takes": luck.choice([None, [5, 30]])}
        question(raw, f"issue-{number}", stakes, **more, settles=[{"above": luck.choice([0, 1, 60]), "does": does}])
        talks = [{"settle": f"issue-{number}"}, {"salience": f"issue-{number}", "by": next(iter(stakes)), "to": 50}]
        raw["events"][f"talks-{number}"] = {"on": day(luck.randint(1, 60)), "does": talks, "assume": WHY}
    if luck.random() < 0.7:
        entry = parliament(raw, on=luck.choice([day(luck.randint(1, 100)), [day(10), day(60)]]))
        entry |= {"threshold": luck.choice([0.0, 0.05]), "seats": luck.choice([51, 100, 200])}
        entry["method"] = luck.choice(["sainte-lague", "sainte-lague-1.4", "sainte-lague-1.7", "dhondt"])
        entry["government"]["by"] = luck.choice([None, day(luck.randint(20, 120))])
        entry["government"]["patrons"] = {who: luck.randint(0, 100) for who in known if luck.random() < 0.3}
        entry["settles"] = [{"wins": "outsider", "does": [{"permit": "blue", "by": "red"}]}]
        for party, actor in zip(entry["parties"].values(), luck.choices(actors, k=3), strict=True):
            party["actor"] = actor
    if luck.random() < 0.5:
        parties = {"yes": {"poll": 0.55}, "no": {"poll": 0.45}}
        settles = [{"wins": "no", "does": [{"forbid": "blue", "by": "red"}]}]
        raw["elections"]["ask"] = {"on": day(20), "parties": parties, "settles": settles, "assume": WHY}


def _random_events(raw: Raw, luck: random.Random, places: list[str], actors: list[str]) -> None:
    bodies = list(raw["formations"])
    effects: list[Callable[[], Raw]] = [
        lambda: {"take": luck.choice(places), "by": luck.choice(actors)},
        lambda: {"close_supply": luck.choice(places)},
        lambda: {"open_supply": luck.choice(places), "by": luck.choice(actors)},
        lambda: {"reinforce": luck.choice(bodies), "fighters": luck.randint(100, 2000)},
        lambda: {"withdraw": luck.choice(bodies)},
        lambda: {"air_cover": luck.choice(actors), "level": luck.random()},
    ]
    for number in range(luck.randint(0, 6)):
        first = luck.randint(1, 100)
        raw["events"][f"event-{number}"] = {
            "on": luck.choice(
                [day(first), [day(first), day(first + 30)], [day(first), day(first + 5), day(first + 40)]]
            ),
            "probability": luck.choice([1.0, 0.5]),
            "does": [luck.choice(effects)() for _ in range(luck.randint(1, 3))],
            "assume": WHY,
        }
        if luck.random() < 0.3:
            raw["events"][f"event-{number}"]["after"] = luck.choice(places)


def renamed(value: Any, names: Mapping[str, str]) -> Any:
    """A copy of a mapping in which every id and value that `names` holds is another."""
    if isinstance(value, Mapping):
        return {names.get(key, key): renamed(item, names) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [renamed(item, names) for item in value]
    return names.get(value, value) if isinstance(value, str) else copy.copy(value)


def mechanism(name: str) -> Any:
    """The member of the catalogue with this name."""
    return next(member for member in MECHANISMS if member.name == name)


def run(raw: Raw, futures: int, seed: int = 1, replicates: int = 1, **settings: Any) -> Ensemble:
    """Simulate a mapping."""
    return simulate(whole(raw), futures=futures, seed=seed, settings=Settings(replicates=replicates, **settings))


def columns(ensemble: Ensemble) -> dict[str, Any]:
    """All blocks of a small run as one table; futures numbered through the run."""
    blocks = list(ensemble.blocks())
    table = {name: np.concatenate([getattr(block, name) for block in blocks]) for name in (*EVENT_COLUMNS, "uniforms")}
    shift = [np.full(len(block.future), block.first_draw * block.replicates, np.int32) for block in blocks]
    table["future"] = table["future"] + np.concatenate(shift)
    return table


def same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two tables are equal, byte for byte."""
    return all(one[name].dtype == other[name].dtype and one[name].tobytes() == other[name].tobytes() for name in one)


def falls(ensemble: Ensemble, key: str, cause: int = 0) -> Any:
    """Day on which a place first changes hands in each future (by one cause if given), infinite where it does not."""
    manifest = ensemble.manifest
    table = columns(ensemble)
    rows = (table["kind"] == kinds.CONTROL) & (table["entity"] == manifest.places.index(key))
    if cause:
        rows &= table["cause"] == cause
    days = np.full(ensemble.futures, np.inf)
    np.minimum.at(days, table["future"][rows], table["day"][rows])
    return days


def ready(raw: Raw, steps_per_day: int = 1) -> Prepared:
    """A mapping prepared for the engine."""
    return prepare(whole(raw), MECHANISMS, steps_per_day)


def one_block(prepared: Prepared, futures: int, seed: int = 1, compiled: bool = True) -> Block:
    """One block of a prepared (perhaps doctored) world."""
    return run_block(prepared, engine(prepared.catalogue, compiled=compiled), seed, 0, (futures, futures, 1))


def draws_of(prepared: Prepared, seed: int = 1, first: int = 0, count: int = 1) -> Any:
    """Draw records of a prepared world."""
    world = prepared.world
    levels = draw_levels(world.columns.drawn, seed, first, count)
    return draw_records(world.columns.drawn, world.draw_fields, world.sizes, levels, world.columns.fixed)


def first_state(prepared: Prepared) -> Any:
    """A state record array of one at its initial values."""
    return new_record(prepared.state_fields, prepared.world.sizes)


def last_state(prepared: Prepared, module: ModuleType, seed: int, draw: int = 0) -> tuple[Any, Any]:
    """The state at the end of one future, and the draw behind it."""
    draws = draws_of(prepared, seed, draw)
    states, first = first_state(prepared), first_state(prepared)
    log = np.zeros(2000, EVENT_ROW).view(np.recarray)
    series = new_record(prepared.series_fields, prepared.world.sizes)
    wanted = module.run_block(states, first, prepared.world.record, draws, lucks(seed, draw, 1, 1), 1, log, series)
    assert wanted <= len(log), "the test's log is too short"
    return states[0], draws[0]


def empty_log(rows: int = 500) -> Any:
    """A log with room."""
    return np.zeros(rows, EVENT_ROW).view(np.recarray)
