"""The command that shows a run on this machine: serve."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["register"]

LOOPBACK = "127.0.0.1"
NEEDED = ("starlette", "uvicorn")


def register(app: typer.Typer) -> None:
    """Put the command of this file on the command line."""
    app.command()(serve)


def serve(
    name: Annotated[str, typer.Argument(help="the folder of a stored run, a shipped scenario, a folder or a file")],
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="the port; left out = the first free one from 8750 on")
    ] = None,
    host: Annotated[
        str, typer.Option(help="listen on this address; any other than this machine's own lets others in")
    ] = LOOPBACK,
    open_page: Annotated[bool, typer.Option("--open/--no-open", help="open the page in your browser")] = True,
    futures: Annotated[
        int, typer.Option("--futures", "-n", min=1, max=50_000, help="futures to run where NAME is no run; in memory")
    ] = 4_000,
    seed: Annotated[int, typer.Option(help="names the luck: the same seed gives the same futures")] = 1,
    variant: Annotated[str | None, typer.Option(help="a named change of the scenario")] = None,
) -> None:
    """Show a run in your browser, change it there and see what the change does; ends with Ctrl-C."""
    _need()
    _check_host(host)
    from sandtable.app.desk import Desk
    from sandtable.app.server import serve as start
    from sandtable.app.server import shelf_for
    from sandtable.cli_open import stored_run
    from sandtable.scenario.read import read
    from sandtable.scenario.schema import Scenario

    run = stored_run(name, variant)
    if run is None:
        scenario = read(name, variant).scenario
    else:
        scenario, futures, seed = Scenario.model_validate(run.scenario), run.draws, run.manifest.seed
    if host not in (LOOPBACK, "localhost", "::1"):
        typer.echo(f"Warning: everyone who can reach {host} can see this run, change it and save variants.", err=True)
    desk = Desk(scenario, futures=futures, seed=seed, stored=run)
    shelf = shelf_for(name, stored=run is not None)
    start(desk, shelf, host=host, port=port, open_page=open_page, say=_say)
    typer.echo("Stopped.")


def _check_host(host: str) -> None:
    """InvalidInput for every address at once: the server answers only under a name, so it must be told which."""
    if host in ("0.0.0.0", "::", ""):  # noqa: S104 # refused, never bound
        from sandtable.errors import InvalidInput, Problem

        hint = "Name the one that others will type, such as 192.168.1.20."
        raise InvalidInput([Problem("means every address at once.", path="--host", hint=hint)])


def _say(address: str) -> None:
    typer.echo(f"{address}  (Ctrl-C ends it)")


def _need() -> None:
    """InvalidInput with what to install, where the libraries of the server are not there."""
    import importlib.util

    absent = [one for one in NEEDED if importlib.util.find_spec(one) is None]
    if absent:
        from sandtable.errors import InvalidInput, Problem

        hint = 'Install them with: pip install "sandtable[serve]"'
        raise InvalidInput([Problem(f"serving needs {' and '.join(absent)}, not installed here.", hint=hint)])
