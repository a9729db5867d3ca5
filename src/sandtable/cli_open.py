"""What several commands open: a stored run by its folder, or a new run of a scenario, with progress on a terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from sandtable.ensemble.ensemble import Ensemble

__all__ = ["opened", "stored_run"]


def opened(name: str, futures: int, seed: int, variant: str | None = None) -> Ensemble:
    """The run that is stored in a folder, or a new one of a shipped scenario, a folder or a file."""
    return stored_run(name, variant) or _run(name, futures, seed, variant)


def stored_run(name: str, variant: str | None = None) -> Ensemble | None:
    """The run that is stored in a folder, if it is one; InvalidInput where a variant is asked for as well."""
    folder = Path(name)
    if not (folder / "manifest.json").is_file():
        return None
    from sandtable.ensemble.ensemble import open_run
    from sandtable.errors import InvalidInput, Problem

    if variant is not None:
        raise InvalidInput([Problem("a stored run has its variant already; leave --variant out.", path=name)])
    return open_run(folder)


def _run(name: str, futures: int, seed: int, variant: str | None) -> Ensemble:
    from sandtable.face import simulate
    from sandtable.mechanisms.catalogue import MECHANISMS
    from sandtable.scenario.read import read
    from sandtable.simulation.compose import is_compiled_here
    from sandtable.views.progress import futures_progress

    scenario = read(name, variant).scenario
    if not is_compiled_here(MECHANISMS):
        typer.echo("Preparing the engine for this machine (once) …", err=True)
    with futures_progress(", ".join(filter(None, (scenario.title, scenario.variant))), futures) as step:
        return simulate(scenario, futures=futures, seed=seed, progress=step)
