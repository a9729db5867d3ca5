"""What every member of the catalogue promises, tested on states that no run would reach."""

from __future__ import annotations

import copy
import dataclasses
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sandtable.ensemble.kinds import VETOED
from sandtable.errors import SandtableError
from sandtable.mechanisms.catalogue import MECHANISMS
from sandtable.mechanisms.mechanism import Mechanism
from sandtable.simulation.compose import BOOKKEEPING, check_declarations, engine, engine_text
from sandtable.simulation.prepare import Prepared
from sandtable.world.records import LUCK, new_record
from sandtable.world.verbs import CALM, CLOSE_PRESENCE, ESCALATE, MEDIATE, OPEN_PRESENCE, STOP_MEDIATING
from small_worlds import draws_of, empty_log, mechanism, random_campaign, ready

SEEDS = range(104)
SHARES = frozenset(
    "efficiency reach_efficiency isolation taken_moment air nearness shaken attackers_share defenders_share "
    "standing".split()
)
INFINITE = frozenset({"supply_km", "distance"})
"""Fields in which infinity means something: no road."""


@dataclasses.dataclass
class Case:
    """One random situation: records of one, and the luck."""

    prepared: Prepared
    state: Any
    world: Any
    draw: Any
    luck: Any

    def step(self, member: Mechanism) -> Any:
        """Run one step on a copy; the state after it."""
        state = self.state.copy()
        log = empty_log()
        with np.errstate(all="raise"):
            member.step(state[0], self.world[0], self.draw[0], self.luck[0], log)
        return state


def _numbers(rng: np.random.Generator, name: str, field: Any, world: Any) -> Any:
    """Untidy values for one field: any index that exists or -1, any flag, any amount."""
    places, actors = int(world.places), int(world.actors)
    tops = {"holder": actors, "taken_by": actors, "stands_at": places, "target": places, "queue": places}
    tops |= dict.fromkeys(("raider", "raided_from", "raided_by"), actors)
    tops["fought_at"] = places
    shape = field.shape
    if name in tops:
        lowest = 0 if name in ("queue", "stands_at") else -1
        values = rng.integers(lowest, tops[name], shape)
        seldom = {"taken_by": 0.8, "target": 0.3, "raided_from": 0.5, "fought_at": 0.5}.get(name, 0.0)
        return np.where(rng.random(shape) < seldom, -1, values)
    if name in ("supply_km", "distance"):
        return np.where(rng.random(shape) < 0.3, np.inf, rng.exponential(100, shape))
    if name == "taken_how":
        return rng.choice([1, 2, 3, 8, 9], shape)
    if name in SHARES:
        return rng.random(shape)
    if name == "presence_told":
        return rng.choice([0, OPEN_PRESENCE, CLOSE_PRESENCE], shape)
    if name == "dispute_told":
        return rng.choice([0, ESCALATE, CALM], shape)
    if name == "mediation_told":
        return rng.choice([0, MEDIATE, STOP_MEDIATING], shape)
    if name in ("dispute_stage", "clash_barred"):
        return rng.integers(0, 4, shape)
    if name == "engagement_told":
        return np.where(rng.random(shape) < 0.5, -1.0, rng.random(shape))
    if name == "corridor_bar":
        return rng.choice([-1, 0, 0, VETOED], shape)
    if name.endswith(("_strain", "_limit")):
        return rng.choice([0.0, 1e-6, 1.0], shape) * rng.exponential(1.0, shape)
    if name == "work":
        return 1.0 - rng.random(shape) * rng.choice([0.001, 1.0], shape)
    if name == "effort":
        return rng.random(shape) * (rng.random(shape) < 0.5)
    if name in ("battle_noise", "fortune"):
        return rng.normal(size=shape)
    if field.dtype.kind == "i":
        return rng.integers(0, 2 if field.dtype.itemsize == 1 else 4, shape)
    return np.where(rng.random(shape) < 0.2, 0.0, rng.exponential(40 if name == "ready_day" else 300, shape))


def _padding(world: Any) -> dict[str, int]:
    return {
        "place": int(world.places),
        "actor": int(world.actors),
        "formation": int(world.formations),
        "event": int(world.events),
        "flow": int(world.flows),
        "corridor": int(world.corridors),
        "presence": int(world.presences),
        "month": int(world.months),
        "client": int(world.clients),
        "patron": int(world.patrons),
        "engagement": int(world.engagements),
        "channel": 4,
        "reason": 4,
        "dispute": int(world.disputes),
        "mediation": int(world.mediations),
        "election": int(world.elections),
        "party": int(world.parties),
        "candidate": int(world.candidates),
        "issue": int(world.issues),
        "stake": int(world.stakes),
        "rule": int(world.rules),
        "voter": 32,
        "voter+1": 33,
        "option": 32,
        "seat": 256,
    }


def _raid(state: Any, world: Any, *, from_hiding: bool) -> None:
    """A formation stands idle beside a joint that an enemy of it holds, or some of its side hide there."""
    joint, actor = max(0, int(world.joint_place[0])), world.formation_actor[0]
    state.stands_at[: world.formations] = joint if from_hiding else world.edge_place[world.edge_start[joint]]
    if from_hiding:
        state.strength[: world.formations], state.residual[joint, actor] = 0.0, 500.0
    state.target[0], state.raider[joint], state.holder[joint] = -1, actor, int(np.argmax(world.enemy[actor]))
    state.raided_from[joint], state.taken_by[joint] = -1, -1
    state.threat[joint], state.raid_strain[joint] = 1000.0, 50.0


def case(seed: int) -> Case:
    """A random world in a random state."""
    rng = np.random.default_rng(seed)
    prepared = ready(random_campaign(seed))
    world = prepared.world.record.copy()
    state = new_record(prepared.state_fields, prepared.world.sizes)
    true = _padding(world[0])
    for field in prepared.state_fields:
        if field.name in ("future", "recorded", "sequence"):
            continue
        values = state[field.name][0]
        inside = tuple(slice(true[dim]) for dim in field.dims)
        own = np.random.default_rng([seed, zlib.crc32(field.name.encode())])  # another field shifts nobody's numbers
        if not field.dims:
            state[field.name] = _numbers(own, field.name, values, world[0])
        else:
            values[inside] = _numbers(own, field.name, values[inside], world[0])
    state["step"] = rng.integers(0, 200) * (rng.random() < 0.8)
    if seed >= 80:  # a month ends
        state["step"] = world[0].month_steps[rng.integers(world[0].months)] - 1
    for number in range(int(world[0].elections)):  # held in one half of the cases, governed in none
        state["election_held"][0, number], state["formed"][0, number] = seed % 2, 0
        state["talks_end"][0, number] = 0.5 * (seed // 2 % 2)
    state["day"] = state["step"] * world[0].day_step
    state["month"] = np.searchsorted(world[0].month_steps[: world[0].months], state["step"], side="right")
    state["month"] = np.minimum(state["month"], world[0].months - 1)
    if (world["first_target"] >= 0).any():  # day 0 of a battle that the world declares is under way
        state["step"] = state["day"] = 0
        state["target"], state["holder"] = world["first_target"], world["first_holder"]
    if seed % 4 in (1, 3):  # nobody stands openly
        state["garrison"] = 0.0
    if seed % 8 in (1, 3):  # nor hides
        state["residual"] = 0.0
    if seed == 103:  # a clash breaks out while formations that it needs assault
        state["clash_felt"] = state["dispute_told"] = state["target"][0, : world[0].formations] = 0
        state["dispute_stage"][0, : world[0].disputes] = 3
    if seed >= 80:  # something follows from an outcome of the day before, or may follow from one of today
        state["rule_due"][0, : world[0].rules] = seed % 4 == 0
    if seed >= 80 and seed % 2:  # talks end
        state["issue_settled"] = 0
        state["issue_begun"][0, : world[0].issues] = 1
        state["issue_ends"] = 0.0
    if seed in (99, 101):  # a crisis ends
        state["dispute_told"] = CALM
        state["hot_day"] = 0.0
    if seed % 4 in (1, 3):
        _raid(state[0], world[0], from_hiding=seed % 8 in (5, 7))
    luck = np.zeros(1, LUCK).view(np.recarray)
    luck["key0"], luck["key1"] = rng.integers(0, 2**32, 2)
    draw = draws_of(prepared, seed)
    draw["event_day"] *= 0.2
    draw["event_occurs"] = 1
    draw["election_day"] = 0.0
    draw["issue_day"] *= 0.2
    draw["collapse_days"] *= 0.05  # rare things happen often enough to be seen
    draw["withdrawal_rate"] = 30.0
    return Case(prepared, state, world, draw, luck)


CASES = {seed: case(seed) for seed in SEEDS}
every_member = pytest.mark.parametrize("member", MECHANISMS, ids=lambda member: member.name)


@every_member
def test_writes_exactly_what_it_declares(member: Mechanism) -> None:
    touched: set[str] = set()
    for one in CASES.values():
        after = one.step(member)
        touched |= {name for name in one.state.dtype.names if after[name].tobytes() != one.state[name].tobytes()}
    own = {name.removeprefix("state.") for name in member.writes}
    assert touched <= own | {name.removeprefix("state.") for name in BOOKKEEPING}
    scratch = {"distance", "queue", "queued", "nearness", "near"}
    assert own - scratch <= touched, "declares that it writes what it never does in any of the cases"


@every_member
def test_leaves_world_draw_and_luck_alone(member: Mechanism) -> None:
    for one in CASES.values():
        before = [getattr(one, name).tobytes() for name in ("world", "draw", "luck", "state")]
        one.step(member)
        assert before == [getattr(one, name).tobytes() for name in ("world", "draw", "luck", "state")]


@every_member
def test_keeps_values_finite_and_padding_untouched(member: Mechanism) -> None:
    for one in CASES.values():
        after = one.step(member)
        true = _padding(one.world[0])
        for field in one.prepared.state_fields:
            values, before = after[field.name][0], one.state[field.name][0]
            if np.asarray(values).dtype.kind == "f" and field.name not in INFINITE:
                assert np.isfinite(values).all(), field.name
            if field.name in INFINITE:
                assert not np.isnan(values).any(), field.name
            for axis, dim in enumerate(field.dims):
                beyond = (slice(None),) * axis + (slice(true[dim], None),)
                assert values[beyond].tobytes() == before[beyond].tobytes(), f"{field.name} beyond the true size"


@every_member
def test_amounts_of_persons_stay_positive(member: Mechanism) -> None:
    persons = ("garrison", "strength", "killed", "captured", "deserted", "residual")
    for one in CASES.values():
        after = one.step(member)
        assert all(after[name].min() >= 0 for name in persons)


@every_member
def test_same_luck_same_answer(member: Mechanism) -> None:
    for one in CASES.values():
        assert one.step(member).tobytes() == one.step(member).tobytes()


@every_member
def test_reads_nothing_else(member: Mechanism) -> None:
    """Whatever it declares neither to read nor to write may hold anything; the answer is the same."""
    rng = np.random.default_rng(1)
    keep = member.reads | member.writes | BOOKKEEPING | {f"draw.{parameter.field}" for parameter in member.parameters}
    for one in CASES.values():
        other = copy.deepcopy(one)
        for record in ("state", "world", "draw"):
            array = getattr(other, record)
            for name in array.dtype.names:
                if f"{record}.{name}" not in keep:
                    array[name] = rng.integers(0, 2, array[name].shape)
        first, second = one.step(member), other.step(member)
        for name in member.writes:
            field = name.removeprefix("state.")
            assert first[field].tobytes() == second[field].tobytes(), field


@every_member
def test_explains_every_parameter(member: Mechanism) -> None:
    assert member.name.isidentifier()
    assert member.about.endswith(".")
    for parameter in member.parameters:
        row = parameter.as_row()
        assert set(row) == {"name", "unit", "low", "usual", "high", "meaning", "basis", "data_until"}
        assert row["name"].startswith(f"{member.name}.")
        assert len(row["meaning"]) > 10
        assert len(row["basis"]) > 5
        assert np.isfinite([row["low"], row["usual"], row["high"]]).all()
        assert row["low"] <= row["usual"] <= row["high"]
    for prior_by_name in member.settings.values():
        assert set(prior_by_name) <= {parameter.name for parameter in member.parameters}


def test_names_are_unique() -> None:
    members = [member.name for member in MECHANISMS]
    parameters = [parameter.field for member in MECHANISMS for parameter in member.parameters]
    assert len(set(members)) == len(members)
    assert len(set(parameters)) == len(parameters)


def test_declarations_hold() -> None:
    assert check_declarations(MECHANISMS) == []


@every_member
def test_a_declaration_that_leaves_something_out_is_caught(member: Mechanism) -> None:
    others = tuple(other for other in MECHANISMS if other is not member)
    for words in ("reads", "writes"):
        for name in sorted(getattr(member, words) - BOOKKEEPING)[::3]:
            shorter = dataclasses.replace(member, **{words: getattr(member, words) - {name}})
            assert f"{member.name} {words} {name} undeclared" in check_declarations((*others, shorter))
        longer = dataclasses.replace(member, **{words: getattr(member, words) | {"state.air_of_day"}})
        assert any("state.air_of_day" in line for line in check_declarations((*others, longer)))


DOCTORED = """
from sandtable.mechanisms.mechanism import Mechanism

def helper(state):
    state.{field}[0] = 1

def step(state, world, draw, luck, log):
    for place in range(world.places):
        if state.cut_off[place] != 0:
            helper(state)

MECHANISM = Mechanism(name="doctored", about="Cheats.", step=step,
    reads=frozenset({{"world.places", "state.cut_off"}}), writes=frozenset({writes}))
"""


def _doctored(folder: Path, name: str, field: str, writes: str) -> Mechanism:
    (folder / f"{name}.py").write_text(DOCTORED.format(field=field, writes=writes), encoding="utf-8")
    return __import__(name).MECHANISM


def test_a_doctored_mechanism_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    cheat = _doctored(tmp_path, "doctored_cheat", "holder", "()")
    assert check_declarations((*MECHANISMS, cheat)) == ["doctored writes state.holder undeclared"]
    with pytest.raises(SandtableError, match=r"writes state\.holder undeclared"):
        engine((*MECHANISMS, cheat), compiled=False)
    honest = _doctored(tmp_path, "doctored_honest", "holder", '{"state.holder"}')
    assert check_declarations((*MECHANISMS, honest)) == []


def test_a_misspelt_field_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    slip = _doctored(tmp_path, "doctored_slip", "holdr", "()")
    assert any("state.holdr" in line for line in check_declarations((*MECHANISMS, slip)))
    twice = _doctored(tmp_path, "doctored_twice", "holdr", '{"state.holdr"}')
    assert any("state.holdr" in line and "'state.holder'" in line for line in check_declarations((*MECHANISMS, twice)))


def test_a_mechanism_may_not_turn_the_clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "doctored_clock.py").write_text(
        DOCTORED.replace(".{field}[0]", ".{field}").format(field="day", writes="()"), encoding="utf-8"
    )
    assert check_declarations((*MECHANISMS, __import__("doctored_clock").MECHANISM)) == [
        "doctored writes state.day undeclared"
    ]


def test_a_mechanism_may_write_the_state_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    text = DOCTORED.replace("state.{field}[0] = 1", "state.holder[0] = 1; world.importance[0] = 1").replace(
        "helper(state", "helper(state, world"
    )
    writes = '{"state.holder", "world.importance"}'
    (tmp_path / "doctored_world.py").write_text(text.format(field="", writes=writes), encoding="utf-8")
    cheat = __import__("doctored_world").MECHANISM
    assert any("world.importance" in line for line in check_declarations((*MECHANISMS, cheat)))


def test_the_engine_is_named_by_its_content() -> None:
    texts = {
        engine_text(MECHANISMS, True),
        engine_text(MECHANISMS, False),
        engine_text(MECHANISMS[:-1], True),
        engine_text(MECHANISMS[::-1], True),
    }
    assert len(texts) == 4
    assert engine_text(MECHANISMS, True) == engine_text(MECHANISMS, True)


def test_settings_of_mechanisms_are_those_of_the_scenario() -> None:
    collapse = mechanism("collapse")
    assert set(collapse.settings) | {"off"} == {"off", "weak", "author"}


def test_case_is_not_tidy() -> None:
    """The random states do hold what a run never would: or the contract above tests nothing."""
    states = [one.state[0] for one in CASES.values()]
    assert any((state.holder == -1).any() and (state.cut_off[state.holder == -1] == 1).any() for state in states)
