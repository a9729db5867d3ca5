"""Boosted trees find what one assumption at a time misses, do not find what is not there, and say what they missed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assumptions.planted import assumption, ensemble, verdicts
from sandtable.assumptions.surrogate import Combined, combined
from sandtable.assumptions.why import why
from sandtable.errors import InvalidInput
from sandtable.views import combined as together
from sandtable.views.why import closing

DRAWS = 3_000
NAMES = ("cause", "other", *(f"dummy-{number}" for number in range(10)))


def found(folder: Path, chance: np.ndarray, levels: np.ndarray, seed: int = 3) -> tuple[Combined, str]:
    """What the trees find, and what one assumption at a time says."""
    planted = [assumption(name, serves="facts.both" if name in NAMES[:2] else "") for name in NAMES]
    run, judged = ensemble(folder, levels, planted), verdicts(chance, np.random.default_rng(seed))
    return combined(run, judged, "claim"), " ".join(closing(why(run, judged, "claim")))


def test_exclusive_or_is_found_together_and_missed_alone_and_both_say_so(tmp_path: Path) -> None:
    levels = np.random.default_rng(2).random((DRAWS, len(NAMES)))
    more, one_by_one = found(tmp_path, np.where((levels[:, 0] > 0.5) ^ (levels[:, 1] > 0.5), 0.95, 0.05), levels)
    assert "the table above does not see it" in one_by_one
    assert {one.assumption.name for one in more.totals[:2]} == {"cause", "other"}
    assert all(one.gain > 0.12 and one.alone == 0.0 for one in more.totals[:2])
    (pair, *others) = more.pairs
    assert {pair.one.name, pair.other.name} == {"cause", "other"}
    assert pair.gain == pytest.approx(0.2025, abs=0.06)  # variance of a chance that is .95 or .05
    assert all(one.gain < 0.02 for one in others)
    assert more.entries[0].entry == "facts.both"
    assert more.entries[0].gain == pytest.approx(0.2025, abs=0.06)
    assert more.carried is not None
    assert 0.7 * more.carried < more.learned < 1.05 * more.carried
    assert "missed most" not in " ".join(together.said(more))


def test_two_causes_that_add_up_make_no_pair(tmp_path: Path) -> None:
    levels = np.random.default_rng(4).random((DRAWS, len(NAMES)))
    more, _ = found(tmp_path, 0.05 + 0.45 * levels[:, 0] + 0.45 * levels[:, 1], levels)
    assert {one.assumption.name for one in more.totals[:2]} == {"cause", "other"}
    for one in more.totals[:2]:
        assert one.gain == pytest.approx(0.45**2 / 12, abs=0.005)
        assert one.alone == pytest.approx(0.45**2 / 12, abs=0.006)
    assert all(pair.gain < 0.003 for pair in more.pairs)


def test_where_there_is_nothing_nothing_is_found_and_it_is_said(tmp_path: Path) -> None:
    levels = np.random.default_rng(5).random((DRAWS, len(NAMES)))
    more, _ = found(tmp_path, np.full(DRAWS, 0.4), levels)
    assert len(more.totals) <= 1
    assert more.learned < 0.002
    assert "take .000" in " ".join(together.said(more)) or more.learned > 0


def test_too_few_futures_are_refused(tmp_path: Path) -> None:
    levels = np.random.default_rng(6).random((500, len(NAMES)))
    with pytest.raises(InvalidInput, match="needs 1,000 futures to learn from, and has 500"):
        found(tmp_path, levels[:, 0], levels)


def test_without_the_library_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    levels = np.random.default_rng(7).random((500, len(NAMES)))
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(InvalidInput, match=r"needs scikit-learn.*pip install \"sandtable\[surrogate\]\""):
        found(tmp_path, levels[:, 0], levels)
