"""Changes written on one line each: read as a file would be, and refused with the word that was probably meant."""

from __future__ import annotations

import pytest

from sandtable.errors import InvalidInput
from sandtable.scenario.edits import changed, read_edits
from sandtable.scenario.read import read_scenario


def test_values_are_read_as_in_a_file() -> None:
    found = read_edits(["a.b=[200, 400, 900]", "mechanisms.collapse=off", "until=2031-01-31", "c = {value: 3}"])
    assert found == {"a.b": [200, 400, 900], "mechanisms.collapse": "off", "until": "2031-01-31", "c": {"value": 3}}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["forces"], "Write it as path=value"),
        (["=3"], "Write it as path=value"),
        (["a.b="], "Write it as path=value"),
        (["a.b=1", "a.b=2"], "a.b: is changed twice."),
        (["a.b=[1, 2"], "is not closed"),
        ([], "nothing is supposed"),
    ],
)
def test_what_is_no_change_is_refused(words: list[str], says: str) -> None:
    with pytest.raises(InvalidInput) as wrong:
        read_edits(words)
    assert says in str(wrong.value)


@pytest.mark.parametrize(
    ("edits", "says"),
    [
        ({"forces.highfel-garrison.fighters": 300}, "Did you mean 'forces.highfell-garrison.fighters'?"),
        ({"forces.highfell-garrison.figters": 300}, "Did you mean 'forces.highfell-garrison.fighters'?"),
        ({"mechanisms.collapse": "offf"}, "when it is supposed"),
        ({"variants.base.title": "x"}, "cannot be changed"),
    ],
)
def test_a_path_that_is_none_is_refused_with_the_one_that_was_meant(edits: dict[str, object], says: str) -> None:
    with pytest.raises(InvalidInput) as wrong:
        changed(read_scenario("three-towns"), edits)
    assert says in str(wrong.value)
    assert "variant" not in str(wrong.value).replace("variants.base", "").replace("by a variant", "")


def test_what_is_changed_is_changed_and_nothing_else() -> None:
    scenario = read_scenario("three-towns")
    other = changed(scenario, {"mechanisms.collapse": "off"})
    assert other.mechanisms.collapse == "off"
    assert other.forces == scenario.forces
    assert dict(other.variants) == dict(scenario.variants)
