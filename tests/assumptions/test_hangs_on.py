"""What a claim hangs on: planted causes are found, dummies are not, and the gain is the Brier gain that it says."""

from __future__ import annotations

import datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from sandtable.assumptions.hangs_on import hangs_on
from sandtable.claims.verdicts import Verdict, Verdicts
from sandtable.ensemble.ensemble import Ensemble
from sandtable.ensemble.results import Assumption, Block, Manifest
from sandtable.ensemble.store import write_block
from sandtable.errors import InvalidInput
from sandtable.views.hangs import sentence

DRAWS = 8_000
NAMES = ("cause", "weak", *(f"dummy-{number}" for number in range(30)), "fixed")


def _assumption(name: str) -> Assumption:
    high = 1.0 if name == "fixed" else 2.0
    return Assumption(name, "units", 1.0, (1.0 + high) / 2, high, f"the {name}", "planted")


def _ensemble(folder: Path, levels: npt.NDArray[np.float64]) -> Ensemble:
    none = {
        name: np.zeros(0, kind) for name, kind in (("future", "i4"), ("day", "f8"), ("sequence", "i4"), ("kind", "i1"))
    }
    rest = {name: np.zeros(0, "i2") for name in ("entity", "before", "after", "cause")}
    day = datetime.date(2020, 1, 1)
    sizes = (1, len(levels), 2, 3_000)
    drawn = tuple(map(_assumption, NAMES))
    manifest = Manifest(1, "0", "0", "planted", "", *sizes, day, day, (), (), (), (), (), drawn, "")
    for number in range(manifest.blocks):
        part = levels[number * 3_000 : (number + 1) * 3_000]
        write_block(folder, Block(number, number * 3_000, len(part), 2, uniforms=part, **none, **rest))  # type: ignore[arg-type]
    return Ensemble(manifest, {}, folder, tuple(range(manifest.blocks)))


def _verdicts(chance: npt.NDArray[np.float64], luck: np.random.Generator) -> Verdicts:
    settled = (luck.random((1, len(chance), 2)) < chance[None, :, None]).astype(np.int8)
    true = int(settled[0, :, 0].sum())
    row = Verdict(
        "claim", "x falls", len(chance), true, len(chance) - true, 0, true / len(chance), 0.0, 1.0, 0.2, 0.8, 0.4
    )
    return Verdicts((row,), settled)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ensemble, Verdicts, npt.NDArray[np.float64]]:
    """A claim that is true with probability .1 + .6 cause + .1 weak, and hangs on nothing else."""
    luck = np.random.default_rng(7)
    levels = luck.random((DRAWS, len(NAMES)))
    chance = 0.1 + 0.6 * levels[:, 0] + 0.1 * levels[:, 1]
    return _ensemble(tmp_path_factory.mktemp("run"), levels), _verdicts(chance, luck), chance


def test_planted_causes_come_first_and_in_order(planted: tuple[Ensemble, Verdicts, npt.NDArray[np.float64]]) -> None:
    ensemble, verdicts, _ = planted
    (found,) = hangs_on(ensemble, verdicts, ("claim",), {})
    assert [driver.assumption.name for driver in found.drivers[:2]] == ["cause", "weak"]
    assert found.drivers[0].real
    assert found.drivers[0].low == pytest.approx(0.1 + 0.6 * 0.1 + 0.05, abs=0.03)
    assert found.drivers[0].high == pytest.approx(0.1 + 0.6 * 0.9 + 0.05, abs=0.03)


def test_gain_is_the_variance_that_the_assumption_carries(
    planted: tuple[Ensemble, Verdicts, npt.NDArray[np.float64]],
) -> None:
    ensemble, verdicts, _ = planted
    (found,) = hangs_on(ensemble, verdicts, ("claim",), {})
    assert found.drivers[0].gain == pytest.approx(0.6**2 / 12, abs=0.003)
    assert found.drivers[0].share == pytest.approx(0.6**2 / 12 / 0.2475, abs=0.02)


def test_brier_identity_on_futures_not_used(planted: tuple[Ensemble, Verdicts, npt.NDArray[np.float64]]) -> None:
    """The gain is what forecasting by the bin of the cause saves on fresh futures, against one number for all."""
    ensemble, verdicts, chance = planted
    (found,) = hangs_on(ensemble, verdicts, ("claim",), {})
    levels = np.concatenate([block.uniforms for block in ensemble.blocks()])[:, 0]
    bins = (levels * 15).astype(int)
    truth = verdicts.settled[0, :, 0].astype(float)
    forecast = np.array([truth[bins == number].mean() for number in range(15)])[bins]
    fresh = (np.random.default_rng(8).random(DRAWS) < chance).astype(float)
    saved = np.mean((truth.mean() - fresh) ** 2) - np.mean((forecast - fresh) ** 2)
    assert saved == pytest.approx(found.drivers[0].gain, abs=0.006)


def test_dummies_are_not_called_real(planted: tuple[Ensemble, Verdicts, npt.NDArray[np.float64]]) -> None:
    ensemble, verdicts, _ = planted
    (found,) = hangs_on(ensemble, verdicts, ("claim",), {})
    false = [driver for driver in found.drivers if driver.real and driver.assumption.name.startswith("dummy")]
    assert len(false) <= 2


def test_an_assumption_that_does_not_vary_is_left_out(
    planted: tuple[Ensemble, Verdicts, npt.NDArray[np.float64]],
) -> None:
    ensemble, verdicts, _ = planted
    (found,) = hangs_on(ensemble, verdicts, ("claim",), {})
    assert "fixed" not in {driver.assumption.name for driver in found.drivers}


def test_a_claim_that_hangs_on_nothing_says_so(tmp_path: Path) -> None:
    luck = np.random.default_rng(9)
    levels = luck.random((DRAWS, len(NAMES)))
    ensemble = _ensemble(tmp_path, levels)
    (found,) = hangs_on(ensemble, _verdicts(np.full(DRAWS, 0.4), luck), ("claim",), {})
    real = [driver for driver in found.drivers if driver.real]
    assert len(real) <= 1
    if not real:
        assert "none of the assumptions" in sentence(found, {})


def test_a_certain_claim_has_no_drivers(tmp_path: Path) -> None:
    levels = np.random.default_rng(10).random((500, len(NAMES)))
    (found,) = hangs_on(_ensemble(tmp_path, levels), _verdicts(np.ones(500), np.random.default_rng(1)), ("claim",), {})
    assert all(driver.gain == 0 and not driver.real for driver in found.drivers)


def test_the_sentence_names_the_reading_that_moves_the_claim(
    planted: tuple[Ensemble, Verdicts, npt.NDArray[np.float64]],
) -> None:
    ensemble, verdicts, chance = planted
    other = _verdicts(np.clip(chance - 0.35, 0, 1), np.random.default_rng(3))
    (found,) = hangs_on(ensemble, verdicts, ("claim",), {"doubt": other})
    text = sentence(found, {"doubt": "A doubter's reading"})
    assert "A doubter's reading" in text
    assert "the cause" in text
    (alone,) = hangs_on(ensemble, verdicts, ("claim",), {})
    assert "reading" not in sentence(alone, {})


def test_an_unknown_claim_is_refused_with_the_likely_one(
    planted: tuple[Ensemble, Verdicts, npt.NDArray[np.float64]],
) -> None:
    ensemble, verdicts, _ = planted
    with pytest.raises(InvalidInput, match="Did you mean 'claim'"):
        hangs_on(ensemble, verdicts, ("clam",), {})
