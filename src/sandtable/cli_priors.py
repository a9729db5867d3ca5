"""The commands `priors fit` and `priors skill`: dated prior sets from past fights, and how much those foretell."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sandtable.sources.fights import Battle, CityFight

__all__ = ["register"]

CDB90_NAMES = ("cdb90_patched.csv", "CDB90-patched.csv")
Data = Annotated[
    Path | None,
    typer.Option(help="folder with city_fights.csv or CDB90's patched file; what it lacks is taken from the package"),
]


def register(app: typer.Typer) -> None:
    """Put the commands of this file on the command line."""
    priors = typer.Typer(help="Where the starting values of the model come from: fit them anew.", no_args_is_help=True)
    priors.command()(fit)
    priors.command()(skill)
    app.add_typer(priors, name="priors")


def fit(
    until: Annotated[
        datetime.datetime, typer.Option(formats=["%Y-%m-%d"], help="only fights that were over by this day")
    ],
    exclude: Annotated[
        list[str] | None, typer.Option(help="a theatre whose fights are left out; may be repeated")
    ] = None,
    data: Data = None,
    out: Annotated[Path | None, typer.Option(help="write the set to this file instead of printing it")] = None,
) -> None:
    """Fit a dated prior set: what the tables said by a day, without the theatre that it is for.

    The fits are also said in words, with and without the rows from memory.
    """
    from sandtable.errors import InvalidInput, Problem, did_you_mean
    from sandtable.views.files import write_text
    from sandtable.world.fitting.sets import fit_set, report, set_text

    battles, fights = _tables(data)
    theatres = {one.theatre for one in battles} | {one.theatre for one in fights}
    unknown = [name for name in exclude or [] if name not in theatres]
    near = {name: hint for name in unknown if (hint := did_you_mean(name, theatres))}
    if near:
        raise InvalidInput(
            Problem(f"no fight of the tables lies in {name!r}.", "exclude", hint=hint) for name, hint in near.items()
        )
    fits = fit_set(battles, fights, until.date(), exclude or [])
    for line in report(fits):
        typer.echo(line, err=True)
    if out is None:
        typer.echo(set_text(fits), nl=False)
    else:
        write_text(out, set_text(fits))
        typer.echo(f"Prior set: {out}")


def skill(data: Data = None) -> None:
    """Show how well battles foretell battles of wars left out: small, and a jump would mean that the outcome leaks."""
    from sandtable.world.fitting.odds import FORCE_RATIO, FULL
    from sandtable.world.fitting.skill import PERIODS, by_period, leave_one_war_out

    battles, _ = _tables(data)
    typer.echo("Brier skill on battles left out, against the share won in the others:")
    for words, columns in (("force ratio alone", FORCE_RATIO), ("with fortification and air", FULL)):
        found = [f"{leave_one_war_out(battles, columns):+.1%} leaving one war out"]
        found += [f"{by_period(battles, year, columns):+.1%} from {year} on" for year in PERIODS]
        typer.echo(f"  {words}: {', '.join(found)}")


def _tables(data: Path | None) -> tuple[tuple[Battle, ...], tuple[CityFight, ...]]:
    """Battles and city fights, from the folder named where it has them and from the package otherwise."""
    from sandtable.sources.fights import BATTLES, CITY_FIGHTS, battles_of_cdb90, read_battles, read_city_fights, shipped
    from sandtable.views.files import read_text

    battles, fights = read_battles(shipped(BATTLES)), read_city_fights(shipped(CITY_FIGHTS))
    if data is None:
        return battles, fights
    whole = [data / name for name in CDB90_NAMES if (data / name).is_file()]
    if not whole and not (data / CITY_FIGHTS).is_file():
        raise _unread(data, f"holds neither {CITY_FIGHTS} nor {' nor '.join(CDB90_NAMES)}")
    try:
        if whole:
            battles = battles_of_cdb90(read_text(whole[0]))
        if (data / CITY_FIGHTS).is_file():
            fights = read_city_fights(read_text(data / CITY_FIGHTS))
    except (KeyError, ValueError, TypeError) as reason:
        raise _unread(data, f"holds a table that cannot be used ({reason})") from None
    return battles, fights


def _unread(data: Path, why: str) -> Exception:
    from sandtable.errors import InvalidInput, Problem

    return InvalidInput([Problem(f"{why}.", path=data.as_posix())])
