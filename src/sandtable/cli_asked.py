"""What the commands that explain claims share: their options, and the claim that is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandtable.claims.question import Question
    from sandtable.ensemble.ensemble import Ensemble
    from sandtable.scenario.schema import Scenario

__all__ = [
    "AsJson",
    "ClaimText",
    "Futures",
    "Name",
    "Seed",
    "english_of",
    "question_of",
    "refusal",
    "run_of",
    "say_json",
]

Name = Annotated[str, typer.Argument(help="the folder of a stored run, a shipped scenario, a folder or a file")]
ClaimText = Annotated[str, typer.Argument(metavar="CLAIM", help="the id of a statement, or a claim of your own")]
Futures = Annotated[int, typer.Option("--futures", "-n", min=1, help="futures to run where NAME is no stored run")]
Seed = Annotated[int, typer.Option(help="names the luck: the same seed gives the same futures")]
AsJson = Annotated[bool, typer.Option("--json", help="print JSON for a machine")]


def run_of(scenario: Scenario, futures: int, seed: int) -> Ensemble:
    """A new run, with progress on a terminal."""
    from sandtable.face import simulate
    from sandtable.views.progress import futures_progress

    with futures_progress(", ".join(filter(None, (scenario.title, scenario.variant))), futures) as step:
        return simulate(scenario, futures=futures, seed=seed, progress=step)


def question_of(ensemble: Ensemble, claim: str) -> tuple[str, Mapping[str, Question]]:
    """The id of what is asked, and the question itself."""
    from sandtable.face_why import asked

    questions = asked(ensemble, claim)
    return next(iter(questions)), questions


def refusal(message: str, path: str) -> Exception:
    """What is raised when a claim has no answer here."""
    from sandtable.errors import InvalidInput, Problem

    return InvalidInput([Problem(message, path=path)])


def english_of(ensemble: Ensemble, claim: str) -> str:
    """A claim in plain English, with the names of the run's scenario."""
    from sandtable.face_why import english

    return english(ensemble, claim)


def say_json(value: Any) -> None:
    """Print a plain value for a machine."""
    import json

    typer.echo(json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False))
