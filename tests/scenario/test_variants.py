"""Variants: each acts on what was written, is checked like any scenario, and never sees another."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder_of_scenarios import SMALL
from sandtable.errors import InvalidInput
from sandtable.scenario.read import read_scenario
from sandtable.scenario.resolve import as_json, hash_of

VARIANTS = """\
priors:
  assault.pace: {value: [0.5, 1, 2], assume: slow}
variants:
  fewer: {set: {forces.beta-garrison.fighters: 100}, assume: they left}
  more: {set: {forces.beta-garrison.confidence: low}, assume: doubts}
  new:
    set: {forces.second: {who: south, at: beta, fighters: 7, assume: late}, priors.assault.pace.value: 3}
    assume: x
  gone: {remove: [formations.column], set: {mechanisms.collapse: author}, assume: never came}
  again:
    remove: [forces.beta-garrison]
    set: {forces.beta-garrison-2: {who: south, at: beta, fighters: 1, assume: y}}
    assume: x
  nested: {set: {forces.third.fighters: 9, forces.third: {who: south, at: beta, fighters: 7, assume: late}}, assume: x}
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("towns.yaml")
    path.write_text(SMALL + VARIANTS, encoding="utf-8")
    return path


def test_a_leaf(file: Path) -> None:
    garrison = read_scenario(file, "fewer").forces["beta-garrison"]
    assert isinstance(garrison.fighters, tuple)
    assert garrison.fighters[1] == 100
    assert garrison.assume == "press"


def test_a_variant_never_sees_another(file: Path) -> None:
    garrison = read_scenario(file, "more").forces["beta-garrison"]
    assert (garrison.fighters, garrison.confidence) == ((500, 900, 1500), "low")
    assert list(read_scenario(file, "more").formations) == ["column"]


def test_new_entries_and_names_with_dots(file: Path) -> None:
    changed = read_scenario(file, "new")
    assert list(changed.forces) == ["beta-garrison", "second"]
    assert changed.priors["assault.pace"].value == (3, 3, 3)


def test_removals_and_defaults_that_nobody_wrote(file: Path) -> None:
    changed = read_scenario(file, "gone")
    assert not changed.formations
    assert changed.mechanisms.collapse == "author"
    assert list(read_scenario(file, "again").forces) == ["beta-garrison-2"]


def test_an_entry_is_set_before_its_leaves(file: Path) -> None:
    third = read_scenario(file, "nested").forces["third"]
    assert isinstance(third.fighters, tuple)
    assert third.fighters[1] == 9


def test_without_a_variant_nothing_changes_and_all_differ(file: Path) -> None:
    base = read_scenario(file)
    file.write_text(SMALL + VARIANTS.partition("variants:")[0], encoding="utf-8")
    plain = read_scenario(file)
    assert as_json(plain) | {"variants": {}} == as_json(base) | {"variants": {}}
    file.write_text(SMALL + VARIANTS, encoding="utf-8")
    hashes = {hash_of(read_scenario(file, name)) for name in base.variants}
    assert len({*hashes, hash_of(base)}) == 7


def test_an_unknown_variant_names_the_likely_one(file: Path) -> None:
    with pytest.raises(InvalidInput) as said:
        read_scenario(file, "fewr")
    assert str(said.value) == "towns.yaml:27:1: there is no variant 'fewr'. Did you mean 'fewer'?"
    file.write_text(SMALL, encoding="utf-8")
    with pytest.raises(InvalidInput) as said:
        read_scenario(file, "fewer")
    assert str(said.value) == "towns.yaml:1:1: there is no variant 'fewer'. Known: none yet."


def test_a_variants_warning_does_not_stop_it(file: Path) -> None:
    text = SMALL + "variants:\n  detour: {set: {routes.alpha-beta.km: 90}, assume: round the hills}\n"
    file.write_text(text, encoding="utf-8")
    km = read_scenario(file, "detour").routes["alpha-beta"].km
    assert isinstance(km, tuple)
    assert km[1] == 90
