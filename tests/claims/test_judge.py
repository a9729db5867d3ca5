"""Judging a stored run: counts, probabilities and problems, with twins and without."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from claims import worlds
from claims.worlds import Change, block, manifest
from sandtable.claims.interval import confidence_sequence
from sandtable.claims.judge import judge
from sandtable.ensemble.ensemble import Ensemble, open_run
from sandtable.ensemble.store import start_run, write_block
from sandtable.errors import InvalidInput

FELL = [Change(10, "ana", "iraq")]
STOOD: list[Change] = []
LOST = [Change(10, "ana", "pmf")]


def stored(folder: Path, blocks: list[list[worlds.History]], replicates: int) -> Ensemble:
    """A run on disk with the given futures, all blocks of one size."""
    import dataclasses

    size = len(blocks[0]) // replicates
    run = dataclasses.replace(manifest(replicates=replicates), draws=size * len(blocks), block_draws=size)
    start_run(folder, run, {})
    for number, histories in enumerate(blocks):
        write_block(folder, block(histories, replicates, number))
    return open_run(folder)


def test_counts_and_probability_are_those_of_the_first_replicates(tmp_path: Path) -> None:
    run = stored(tmp_path, [[FELL, STOOD, LOST, FELL], [STOOD, FELL, FELL, FELL]], replicates=2)
    verdicts = judge(run, {"first": "ana falls to iraq", "second": " not (ana falls) "})
    row = verdicts.row("first")
    assert (row.futures, row.true, row.false, row.undecided) == (4, 2, 1, 1)
    assert row.probability == 0.5
    assert row.undecided_share == 0.25
    assert row.ceiling == 0.75
    assert (row.low, row.high) == confidence_sequence(2, 4, 0.05 / 2)
    assert row.assumption_share is not None
    assert verdicts.settled.dtype == np.int8
    assert verdicts.settled[0].tolist() == [[1, -1], [0, 1], [-1, 1], [1, 1]]
    assert [row.id for row in verdicts.rows] == ["first", "second"]
    assert verdicts.row("second").text == "not (ana falls)"
    with pytest.raises(KeyError):
        verdicts.row("third")


def test_without_twins_there_is_no_range_over_assumptions(tmp_path: Path) -> None:
    row = judge(stored(tmp_path, [[FELL, STOOD]], replicates=1), {"q": "ana falls"}).row("q")
    assert (row.assumption_low, row.assumption_high, row.assumption_share) == (None, None, None)
    assert row.futures == 2


def test_a_run_that_was_stopped_is_judged_as_far_as_it_goes(tmp_path: Path) -> None:
    run = stored(tmp_path, [[FELL, STOOD], [STOOD, STOOD]], replicates=1)
    (tmp_path / "blocks" / "000000.npz").unlink()
    row = judge(open_run(tmp_path), {"q": "ana falls by the end"}).row("q")
    assert (row.futures, row.true, row.false) == (2, 0, 2)
    assert run.manifest.draws == 4


def test_every_problem_is_named_before_a_block_is_read(tmp_path: Path) -> None:
    run = stored(tmp_path, [[FELL]], replicates=1)
    (tmp_path / "blocks" / "000000.npz").write_bytes(b"damaged")
    with pytest.raises(InvalidInput) as wrong:
        judge(run, {"one": "anna falls", "two": "ana fals", "three": "ana falls"})
    assert [problem.path for problem in wrong.value.problems] == ["one", "two"]


def test_a_run_without_futures_is_refused(tmp_path: Path) -> None:
    run = stored(tmp_path, [[FELL]], replicates=1)
    (tmp_path / "blocks" / "000000.npz").unlink()
    with pytest.raises(InvalidInput, match="no finished future"):
        judge(open_run(tmp_path), {"q": "ana falls"})
    assert run.futures == 1


def test_no_claims_give_no_rows(tmp_path: Path) -> None:
    verdicts = judge(stored(tmp_path, [[FELL, STOOD]], replicates=2), {})
    assert verdicts.rows == ()
    assert verdicts.settled.shape == (0, 1, 2)
