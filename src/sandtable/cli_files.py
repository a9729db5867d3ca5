"""The command that writes a run in the files of other programs: export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Put the command of this file on the command line."""
    app.command()(export)


def _formats(wanted: bool) -> None:
    """Print the formats and stop."""
    if not wanted:
        return
    from sandtable.views.exports.catalogue import FORMATS
    from sandtable.views.exports.export import missing

    for one in FORMATS.values():
        lacking = missing(one)
        note = f" [needs the extra {one.extra}]" if lacking else ""
        typer.echo(f"{one.name:8} {one.title}: {one.holds}.{note}")
    raise typer.Exit


def export(
    name: Annotated[str, typer.Argument(help="the folder of a stored run, a shipped scenario, a folder or a file")],
    to: Annotated[Path, typer.Option("--to", help="the file or folder to write; nothing is ever overwritten")],
    form: Annotated[
        str | None, typer.Option("--format", help="which format (see --formats); left out = by the ending of the file")
    ] = None,
    futures: Annotated[int, typer.Option("--futures", "-n", min=1, help="futures to run where NAME is no run")] = 2_000,
    seed: Annotated[int, typer.Option(help="names the luck: the same seed gives the same futures")] = 1,
    variant: Annotated[str | None, typer.Option(help="a named change of the scenario")] = None,
    formats: Annotated[
        bool, typer.Option("--formats", callback=_formats, is_eager=True, help="list the formats and stop")
    ] = False,
) -> None:
    """Write a run for other programs: tables (CSV, Parquet, XLSX), maps (GeoJSON, GeoPackage), networks, arrays."""
    from sandtable.cli_open import opened
    from sandtable.face import export_run
    from sandtable.views.exports.export import check_target, format_named

    chosen = format_named(form, to)
    check_target(to, chosen)
    path = export_run(opened(name, futures, seed, variant), to, chosen.name)
    typer.echo(f"{chosen.title}: {path.resolve()}")
