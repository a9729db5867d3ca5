"""Tables of past fights: what ships is what the sources give, CDB90's traps are stepped around, bad tables refused."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from sandtable.sources.fights import (
    BATTLES,
    CITY_FIGHTS,
    battles_of_cdb90,
    battles_table,
    read_battles,
    read_city_fights,
    shipped,
)

HEAD = "WAR,LOCN,STRA,STRD,WINA,AEROA,POST1,ATPBYR1,YR1"
LOST = "A WAR,FRANCE,100,100,-1,0,HD,1700,9999"


def _table(*rows: str) -> str:
    return "\n".join([HEAD, LOST, *rows]) + "\n"


def test_the_compact_table_is_derived_from_the_patched_file(shared: Path) -> None:
    path = shared / "data" / "cdb90_patched.csv"
    if not path.is_file():
        pytest.skip("CDB90 is not in the shared folder")
    again = battles_table(battles_of_cdb90(path.read_text(encoding="utf-8")))
    own = "".join(line + "\n" for line in shipped(BATTLES).splitlines() if not line.startswith("#"))
    assert again == own


def test_the_table_says_what_it_comes_from_and_has_its_battles() -> None:
    assert "ODC-BY" in shipped(BATTLES).splitlines()[0]
    table = read_battles(shipped(BATTLES))
    assert (len(table), len({one.war for one in table})) == (657, 65)
    assert {one.air for one in table} == {-1, 0, 1}
    assert min(one.year for one in table) == 1600
    assert max(one.year for one in table) == 1982
    assert all(one.air == 0 for one in table if one.year < 1911), "no air superiority before there were aircraft"
    assert read_battles(battles_table(table)) == table


def test_unknown_air_is_neither_sides() -> None:
    (lost, won) = battles_of_cdb90(_table("A WAR,FRANCE,200,100,1,9,FD,1944,9999"))
    assert (won.air, won.fortified, won.won, won.ratio, won.year) == (0, True, True, 2.0, 1944)
    assert not lost.won


@pytest.mark.parametrize(
    "row",
    [
        "A WAR,FRANCE,-9,100,1,0,HD,1700,9999",
        "A WAR,FRANCE,100,,1,0,HD,1700,9999",
        "A WAR,FRANCE,100,100,-9,0,HD,1700,9999",
    ],
)
def test_unknown_strengths_and_outcomes_are_left_out(row: str) -> None:
    assert len(battles_of_cdb90(_table(row))) == 1


def test_the_tidy_file_is_refused() -> None:
    with pytest.raises(ValueError, match="patched"):
        battles_of_cdb90(HEAD + "\nA WAR,FRANCE,100,100,,0,HD,1700,9999\nA WAR,FRANCE,100,100,1,0,HD,1700,9999\n")


def test_every_city_fight_has_a_source_and_its_facts_are_those_of_the_list(shared: Path) -> None:
    fights = read_city_fights(shipped(CITY_FIGHTS))
    assert len(fights) == 57
    assert all(len(one.source) > 3 and (one.source == "memory") != one.checked for one in fights)
    assert [one.began for one in fights] == sorted(one.began for one in fights)
    path = shared / "data" / "urban_battles.csv"
    if not path.is_file():
        pytest.skip("the list of city fights is not in the shared folder")
    stated = {row["name"]: row for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())}
    for one in fights:
        row = stated[one.fight]
        facts = (one.began.isoformat(), one.days, one.attackers, one.defenders, one.air, one.taken, one.checked)
        assert facts == (
            row["start"],
            float(row["T"]),
            float(row["A"]),
            float(row["D"]),
            float(row["air"]),
            row["win"] == "1",
            row["src"] == "V",
        )


@pytest.mark.parametrize("text", ["fight,theatre\nx,y\n", "not a table at all\nx\n", "began\nyesterday\n"])
def test_what_is_no_table_is_refused(text: str) -> None:
    with pytest.raises((KeyError, ValueError, TypeError)):
        read_city_fights(text)
