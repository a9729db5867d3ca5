"""Doubts about claims that only a run shows: often undecided, never apart, settled before anything happened."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from sandtable.claims.lint import settled_on_first_day, settled_problem, speaks_only_of
from sandtable.claims.parse import parse
from sandtable.claims.settle import Settler
from sandtable.claims.verdicts import Verdicts
from sandtable.ensemble.ensemble import Ensemble
from sandtable.ensemble.results import Block
from sandtable.errors import Problem

__all__ = ["MOST_UNDECIDED", "lint_run"]

MOST_UNDECIDED = 0.1
"""Share of futures that may leave a claim undecided without a doubt."""

SEEN_AT_ONCE = frozenset({"held", "cut_off"})
"""States that the log of a run holds from its first moment on."""


def lint_run(ensemble: Ensemble, verdicts: Verdicts) -> list[Problem]:
    """Warnings about the claims of a run; each problem's path is the claim's id."""
    return [*_settled(ensemble, verdicts), *_undecided(verdicts), *_never_apart(verdicts)]


def _first_moment(block: Block) -> Block:
    """The block as it was at the first moment of its first day (what is cut off then is known by then)."""
    kept = block.day <= 0
    columns = ("future", "day", "sequence", "kind", "entity", "before", "after", "cause")
    return dataclasses.replace(block, **{name: getattr(block, name)[kept] for name in columns})


def _settled(ensemble: Ensemble, verdicts: Verdicts) -> Iterator[Problem]:
    """Claims with one verdict in every future on the first day."""
    read = {row.id: parse(row.text) for row in verdicts.rows}
    claims = {key: claim for key, claim in read.items() if speaks_only_of(claim, SEEN_AT_ONCE)}
    found: dict[str, set[bool | None]] = {key: set() for key in claims}
    for block in ensemble.blocks():
        settler = Settler(_first_moment(block), ensemble.manifest)
        for key, claim in claims.items():
            found[key].add(settled_on_first_day(claim, settler))
    for key, verdict in found.items():
        if verdict in ({True}, {False}):
            yield settled_problem(key, verdict == {True})


def _undecided(verdicts: Verdicts) -> Iterator[Problem]:
    for row in verdicts.rows:
        if row.undecided_share > MOST_UNDECIDED:
            message = f"is undecided in {row.undecided:,} of {row.futures:,} futures when the last day ends."
            yield Problem(
                message, row.id, hint="Give it an earlier date, or the scenario a later `until`.", severity="warning"
            )


def _never_apart(verdicts: Verdicts) -> Iterator[Problem]:
    """Claims that have the verdict of an earlier one in every future; those that no future tells apart at all."""
    first: dict[bytes, str] = {}
    for row, settled in zip(verdicts.rows, verdicts.settled, strict=True):
        other = first.setdefault(settled.tobytes(), row.id)
        if other != row.id:
            message = f"never disagrees with {other}: same verdict in all {settled.size:,} futures."
            yield Problem(message, row.id, hint="One of the two says nothing new.", severity="warning")
