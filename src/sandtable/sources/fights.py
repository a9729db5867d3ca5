"""Fights of the past as tables: assaults on cities (our own list), and battles (a compact table derived from CDB90).

CDB90 is the battle database of the US Army Concepts Analysis Agency, in the version of Jeffrey Arnold (jrnold/CDB90),
under the Open Data Commons Attribution License. Its traps, each held by test: use the *patched* file (the tidy one
blanks every -1); -9, and 9 in AEROA, mean unknown; YR1 is mostly 9999, the year is in ATPBYR1.
"""

from __future__ import annotations

import csv
import datetime
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = [
    "BATTLES",
    "CITY_FIGHTS",
    "Battle",
    "CityFight",
    "battles_of_cdb90",
    "battles_table",
    "read_battles",
    "read_city_fights",
    "shipped",
]

CITY_FIGHTS, BATTLES = "city_fights.csv", "cdb90_battles.csv"


@dataclass(frozen=True, slots=True)
class CityFight:
    """An assault on a city; `checked` is false for one from memory, `air` the attackers' air superiority, 0 to 1."""

    fight: str
    theatre: str
    began: datetime.date
    days: float
    attackers: float
    defenders: float
    air: float
    taken: bool
    checked: bool
    source: str

    @property
    def ended(self) -> datetime.date:
        """The day on which it was over."""
        return self.began + datetime.timedelta(days=math.ceil(self.days))


@dataclass(frozen=True, slots=True)
class Battle:
    """A battle, from the attacker's side.

    `ratio` of attackers to defenders; `fortified`: the defender's main posture was a fortified defence; `air`: theatre
    air superiority, 1 the attacker's, -1 the defender's, 0 neither's or unknown; `won` is false for a draw.
    """

    war: str
    year: int
    theatre: str
    ratio: float
    fortified: bool
    air: int
    won: bool


def shipped(name: str) -> str:
    """The text of a table that travels with sandtable: `CITY_FIGHTS` or `BATTLES`."""
    return files("sandtable.sources").joinpath(name).read_text(encoding="utf-8")


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def read_city_fights(text: str) -> tuple[CityFight, ...]:
    """City fights from the text of a table; ValueError or KeyError when it is none."""
    return tuple(
        CityFight(
            row["fight"],
            row["theatre"],
            datetime.date.fromisoformat(row["began"]),
            float(row["days"]),
            float(row["attackers"]),
            float(row["defenders"]),
            float(row["air"]),
            row["taken"] == "1",
            row["checked"] == "V",
            row["source"],
        )
        for row in _rows(text)
    )


def read_battles(text: str) -> tuple[Battle, ...]:
    """Battles from the text of the compact table; ValueError or KeyError when it is none."""
    return tuple(
        Battle(
            row["war"],
            int(row["year"]),
            row["theatre"],
            float(row["ratio"]),
            row["fortified"] == "1",
            int(row["air"]),
            row["won"] == "1",
        )
        for row in _rows(text)
    )


def battles_table(battles: Iterable[Battle]) -> str:
    """The compact table of battles, as text; `read_battles` reads it back."""
    lines = ["war,year,theatre,ratio,fortified,air,won"]
    lines += [
        f"{one.war},{one.year},{one.theatre},{one.ratio:.4g},{one.fortified:d},{one.air},{one.won:d}" for one in battles
    ]
    return "\n".join(lines) + "\n"


@cache
def _theatres() -> dict[str, str]:
    return {row["named"]: row["theatre"] for row in _rows(shipped("cdb90_places.csv"))}


def _number(text: str) -> float | None:
    """A number of CDB90; None where it is blank or unknown."""
    try:
        value = float(text)
    except ValueError:
        return None
    return None if value in (-9.0, 9999.0) else value


def battles_of_cdb90(text: str) -> tuple[Battle, ...]:
    """Battles from the patched file of CDB90: those with both strengths and a known outcome.

    ValueError when the file is the tidy one, whose blanks hide every defeat.
    """
    rows = list(csv.DictReader(text.splitlines()))
    if rows and not any(row["WINA"] == "-1" for row in rows):
        raise ValueError("no attacker ever lost in this file: it is not the patched one (the tidy one blanks every -1)")
    found = []
    for row in rows:
        attackers, defenders, outcome = (_number(row[key]) for key in ("STRA", "STRD", "WINA"))
        if not attackers or not defenders or attackers < 0 or defenders < 0 or outcome is None:
            continue
        air = _number(row["AEROA"])
        found.append(
            Battle(
                war="-".join("".join(c if c.isalnum() else " " for c in row["WAR"].lower().replace("'", "")).split()),
                year=int(row["ATPBYR1"]),
                theatre=_theatres()[row["LOCN"]],
                ratio=attackers / defenders,
                fortified=row["POST1"] == "FD",
                air=int(air) if air in (-1.0, 0.0, 1.0) else 0,
                won=outcome == 1,
            )
        )
    return tuple(found)
