"""KTAB's tables from strangers: each fault is named at its line and column, and nothing else ever comes out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandtable.bargaining.issue import Issue
from sandtable.bargaining.ktab_csv import LARGEST, read_issue, write_issue
from sandtable.errors import InvalidInput

HEAD = "Tariff,A toll on the bridge,2,1\nActor,Description,Influence,Toll Position,Toll Salience\n"
ROWS = "North,Farmers,10,20,30\nSouth,Traders,20,80,60\n"
GOOD = HEAD + ROWS


def test_a_good_table() -> None:
    issue = read_issue("\ufeff" + GOOD.replace("\n", "\r\n"))
    assert (issue.name, issue.about) == ("Tariff", "A toll on the bridge")
    assert (issue.actors, issue.says, issue.dimensions) == (("North", "South"), ("Farmers", "Traders"), ("Toll",))
    assert issue.capability.tolist() == [10, 20]
    assert issue.position.tolist() == [[20], [80]]
    assert issue.salience.tolist() == [[30], [60]]


def test_quotation_marks_spaces_and_trailing_commas() -> None:
    issue = read_issue(
        GOOD.replace("North,Farmers", ' "North, upper" ,"the ""old"" farmers" ').replace("60\n", "60,,,\n")
    )
    assert issue.actors[0] == "North, upper"
    assert issue.says[0] == 'the "old" farmers'
    assert read_issue(write_issue(issue)).actors == issue.actors


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("2,1\n", "0,1\n", "t.csv:1:29: the number of actors must be whole, from 1 to 500, not '0'."),
        ("2,1\n", "2,x\n", "t.csv:1:31: the number of dimensions must be whole, from 1 to 50, not 'x'."),
        ("2,1\n", "2\n", "t.csv:1:30: the number of dimensions must be whole, from 1 to 50, not empty."),
        ("2,1\n", "9,1\n", "t.csv:1:29: says 9 actors, but 2 lines of actors follow."),
        ("2,1\n", "٢,1\n", "t.csv:1:29: the number of actors must be whole, from 1 to 500, not '٢'."),
        ("10,20,30", "0,20,30", "t.csv:3:15: the influence must be more than 0."),
        ("10,20,30", "1_0,20,30", "t.csv:3:15: the influence must be a number from 0 to 1e+12, not '1_0'."),
        ("10,20,30", "inf,20,30", "t.csv:3:15: the influence must be a number from 0 to 1e+12, not 'inf'."),
        ("10,20,30", "1e999,20,30", "t.csv:3:15: the influence must be a number from 0 to 1e+12, not '1e999'."),
        ("10,20,30", "10,nan,30", "t.csv:3:18: the position must be a number from 0 to 100, not 'nan'."),
        ("10,20,30", "10,-1,30", "t.csv:3:18: the position must be a number from 0 to 100, not '-1'."),
        ("10,20,30", "10,20,101", "t.csv:3:21: the salience must be a number from 0 to 100, not '101'."),
        ("10,20,30", "10,20", "t.csv:3:20: the salience must be a number from 0 to 100, not empty."),
        ("10,20,30", "10,20,0", "t.csv:3:21: an actor that cares about nothing has no place here."),
        ("10,20,30", "10,20,30,40", "t.csv:3:24: beyond the dimensions that line 1 counts (1)."),
        ("Toll Salience", "Toll Salience,More", "t.csv:2:57: beyond the dimensions that line 1 counts (1)."),
        ("Toll Position", "", "t.csv:2:29: dimension 1 has no name."),
        ("South,Traders", "North,Traders", "t.csv:4:1: actor 'North' is there twice."),
        ("South,Traders", ",Traders", "t.csv:4:1: the actor has no name."),
        ("South,Traders", "=cmd(),Traders", "t.csv:4:1: a name may not begin with '=': a spreadsheet would run it."),
        ("South,Traders", "So\x00uth,Traders", "t.csv:4:1: holds a control character."),
        ("South,Traders", '"South,Traders', "t.csv:4:1: this quotation mark is not closed on its line."),
        ("South,Traders", '"South" x,Traders', "t.csv:4:8: only a comma may follow a closing quotation mark."),
        ("South,Traders", "S" * 1001 + ",Traders", "t.csv:4:1: is longer than 1,000 characters."),
    ],
)
def test_each_fault_at_its_place(old: str, new: str, wanted: str) -> None:
    assert old in GOOD
    with pytest.raises(InvalidInput) as caught:
        read_issue(GOOD.replace(old, new), "t.csv")
    assert str(caught.value.problems[0]) == wanted


def test_saliences_beyond_a_hundred() -> None:
    two = "Two,,1,2\nActor,,Influence,A Position,A Salience,B Position,B Salience\nNorth,,1,1,60,1,50\n"
    with pytest.raises(InvalidInput, match=r"t\.csv:3:12: the saliences add up to 110, more than 100\."):
        read_issue(two, "t.csv")


def test_all_faults_at_once() -> None:
    with pytest.raises(InvalidInput) as caught:
        read_issue(HEAD + "North,,0,200,30\nNorth,,1,2,-3\n")
    assert [str(problem.mark) for problem in caught.value.problems] == [
        "table.csv:3:8",
        "table.csv:3:10",
        "table.csv:4:1",
        "table.csv:4:12",
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "one line", '"', "," * 50, "a,b,1,1\nc,d\n"])
def test_too_little(text: str) -> None:
    with pytest.raises(InvalidInput):
        read_issue(text)


def test_too_much() -> None:
    with pytest.raises(InvalidInput, match="larger than 2,000,000 characters"):
        read_issue("x" * (LARGEST + 1))


@given(st.text(max_size=200))
def test_any_text_after_a_good_head(text: str) -> None:
    try:
        issue = read_issue(HEAD + text)
    except InvalidInput:
        return
    assert read_issue(write_issue(issue)).actors == issue.actors


@given(st.text(alphabet=',"\n\r -=.09eAx', max_size=80), st.integers(0, len(GOOD)))
def test_a_good_table_with_a_piece_put_in(text: str, where: int) -> None:
    try:
        issue = read_issue(GOOD[:where] + text + GOOD[where:])
    except InvalidInput:
        return
    again = read_issue(write_issue(issue))
    np.testing.assert_array_equal(again.position, issue.position)


def test_another_scale_is_written_from_0_to_100() -> None:
    issue = Issue(
        ("a", "b"), ("delay",), np.ones(2), np.array([[4.0], [7.0]]), np.array([[50.0], [60.0]]), scale=(4.0, 10.0)
    )
    assert read_issue(write_issue(issue)).position.tolist() == [[0.0], [50.0]]


@pytest.mark.parametrize("name", ["=1+1", "a\nb", "a\x07b", "x" * 1001])
def test_names_that_no_table_can_hold(name: str) -> None:
    issue = Issue((name,), ("d",), np.ones(1), np.ones((1, 1)), np.ones((1, 1)))
    with pytest.raises(InvalidInput, match="cannot stand in a table"):
        write_issue(issue)


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"capability": np.zeros(1)}, "a.capability: must be more than 0."),
        ({"position": np.full((1, 1), 101.0)}, "a.position: must lie from 0 to 100."),
        ({"position": np.full((1, 1), np.nan)}, "a.position: must lie from 0 to 100."),
        ({"salience": np.full((1, 1), -1.0)}, "a.salience: must be 0 or more."),
        ({"salience": np.zeros((1, 1))}, "a.salience: is 0 on every dimension: leave the actor out."),
        ({"position": np.ones((2, 1))}, r"position: must have the shape \(1, 1\), not \(2, 1\)."),
        ({"scale": (1.0, 1.0)}, "scale: must be two finite numbers, the lower first."),
    ],
)
def test_an_issue_checks_itself(change: dict[str, object], wanted: str) -> None:
    good = {"capability": np.ones(1), "position": np.ones((1, 1)), "salience": np.ones((1, 1))}
    with pytest.raises(InvalidInput, match=wanted):
        Issue(("a",), ("d",), **(good | change))  # type: ignore[arg-type]
