"""A dated prior set: what the tables said by a day, outside some theatres, as the TOML file that the loader reads."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sandtable.errors import InvalidInput, Problem
from sandtable.sources.fights import Battle, CityFight
from sandtable.world.fitting.clock import Clock, fit_clock
from sandtable.world.fitting.mixed_logit import MixedLogit
from sandtable.world.fitting.odds import Estimate, deliberate_ratio, fit_battles, fit_offensive

__all__ = ["Fits", "fit_set", "report", "set_text"]

SHARED_LOG_DAYS = 0.3
"""The part of the clock's spread that a campaign shares (a judgement: `assault.theatre-log-days`)."""
LEAST_WARS = 10


@dataclass(frozen=True, slots=True)
class Fits:
    """Everything that was fitted for one day and without some theatres."""

    until: datetime.date
    excluded: tuple[str, ...]
    battles: tuple[Battle, ...]
    fights: tuple[CityFight, ...]
    odds: MixedLogit
    clock: Clock
    offensive: Estimate

    @property
    def theatres(self) -> list[str]:
        """Every theatre that a row comes from."""
        return sorted({one.theatre for one in self.battles} | {one.theatre for one in self.fights})


def fit_set(
    battles: Iterable[Battle], fights: Iterable[CityFight], until: datetime.date, excluded: Iterable[str]
) -> Fits:
    """Fit what was known by a day, outside some theatres. InvalidInput when too little is left to fit."""
    out = frozenset(excluded)
    known = tuple(one for one in battles if one.year <= until.year - 1 and one.theatre not in out)
    ended = tuple(one for one in fights if one.ended <= until and one.theatre not in out)
    clock = fit_clock(ended)
    if clock is None or len({one.war for one in known}) < LEAST_WARS:
        left = f"{len(known)} battles and {len(ended)} fights for cities"
        raise InvalidInput([Problem(f"too little is left to fit by {until}: {left}.", path="until")])
    odds = fit_battles(known)
    return Fits(until, tuple(sorted(out)), known, ended, odds, clock, fit_offensive(ended, odds))


def _priors(fits: Fits) -> list[tuple[str, str, tuple[float, ...], str]]:
    """Name, family, numbers and basis of each prior of the set."""
    wars, memory = len({one.war for one in fits.battles}), sum(not one.checked for one in fits.fights)
    battles = f"mixed logit on {len(fits.battles)} battles in {wars} wars of CDB90 outside the theatre"
    fights = (
        f"{fits.clock.taken} of {len(fits.fights)} city fights that ended by {fits.until} outside the theatre; "
        f"{memory} rows from memory"
    )
    names = ("assault.base-odds", "assault.force-exponent", "assault.fortified-odds", "assault.air-odds")
    pairs = zip(names, fits.odds.coefficients.tolist(), fits.odds.errors.tolist(), strict=True)
    spread = math.sqrt(max(fits.clock.spread**2 - SHARED_LOG_DAYS**2, 0.01))
    quality = fits.odds.between / math.sqrt(2)
    shared_out = f"{battles}: sd between wars {fits.odds.between:.2f}, shared out over two sides"
    return [
        *((name, "normal", (value, error), battles) for name, value, error in pairs),
        ("assault.quality", "normal", (0.0, quality), shared_out),
        ("assault.log-days", "normal", (fits.clock.log_days.value, fits.clock.log_days.error), fights),
        ("assault.garrison-exponent", "normal", (fits.clock.exponent.value, fits.clock.exponent.error), fights),
        ("assault.battle-spread", "constant", (spread,), fights),
        ("assault.offensive-odds", "normal", (fits.offensive.value, fits.offensive.error), fights),
        ("assault.deliberate-ratio", "constant", (deliberate_ratio(fits.fights),), fights),
    ]


def set_text(fits: Fits) -> str:
    """The prior set as TOML."""
    names = " ".join(f"--exclude {name}" for name in fits.excluded)
    lines = [
        f"# A dated prior set, made by `sandtable priors fit --until {fits.until} {names}`.".replace(" `.", "`."),
        f"data_until = {fits.until}",
        f"excluded = {list(fits.excluded)}".replace("'", '"'),
        f"theatres = {fits.theatres}".replace("'", '"'),
    ]
    for name, family, numbers, basis in _priors(fits):
        values = ", ".join(f"{value:.3f}" for value in numbers)
        lines += ["", f'[priors."{name}"]', f'family = "{family}"', f"args = [{values}]", f'basis = "{basis}"']
    return "\n".join(lines) + "\n"


def _line(name: str, fights: Sequence[CityFight], odds: MixedLogit) -> str:
    clock = fit_clock(fights)
    if clock is None:
        return f"{name}: {len(fights)} fights, too few to fit."
    bonus = fit_offensive(fights, odds)
    return (
        f"{name}: {clock.taken} of {len(fights)} took their city; log days {clock.log_days.value:.2f} "
        f"({clock.log_days.error:.2f}), garrison exponent {clock.exponent.value:.2f} ({clock.exponent.error:.2f}), "
        f"spread {clock.spread:.2f}, offensive odds {bonus.value:.2f} ({bonus.error:.2f})."
    )


def report(fits: Fits) -> list[str]:
    """The fits in words, with and without the rows from memory; standard errors in brackets."""
    words = ("constant", "log force ratio", "fortified", "air")
    odds = ", ".join(
        f"{word} {value:.2f} ({error:.2f})"
        for word, value, error in zip(words, fits.odds.coefficients, fits.odds.errors, strict=True)
    )
    wars = len({one.war for one in fits.battles})
    return [
        f"{len(fits.battles)} battles in {wars} wars: {odds}, sd between wars {fits.odds.between:.2f}.",
        _line("City fights, all rows", fits.fights, fits.odds),
        _line("City fights, without rows from memory", [one for one in fits.fights if one.checked], fits.odds),
    ]
