"""Labelled arrays as NetCDF for xarray: every draw, verdict, fall day and measure by future."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from sandtable.assumptions.typical import fall_days
from sandtable.views.exports.format import Format
from sandtable.views.exports.source import Source

__all__ = ["FORMAT"]


def write(source: Source, path: Path) -> None:
    """Write the file: NetCDF 3 with 64-bit offsets, which needs nothing beyond SciPy to be read."""
    import xarray

    xarray.Dataset(_arrays(source), _coordinates(source), _attributes(source)).to_netcdf(
        path, engine="scipy", format="NETCDF3_64BIT"
    )


def _attributes(source: Source) -> dict[str, Any]:
    return {key: str(value) for key, value in source.provenance.items()}


def _coordinates(source: Source) -> dict[str, Any]:
    run = source.run
    draws = [np.arange(block.first_draw, block.first_draw + block.draws) for block in source.ensemble.blocks()]
    return {
        "draw": np.concatenate(draws).astype(np.int32),
        "replicate": np.arange(run.replicates, dtype=np.int32),
        "claim": [row.id for row in source.verdicts.rows],
        "assumption": [one.name for one in run.assumptions],
        "place": list(run.places),
        "month": _months(source),
    }


def _months(source: Source) -> list[str]:
    """The months of the measures, as texts such as 2017-04."""
    run = source.run
    count = (run.until.year - run.as_of.year) * 12 + run.until.month - run.as_of.month + 1
    pairs = [divmod(run.as_of.month - 1 + later, 12) for later in range(count)]
    return [f"{run.as_of.year + years}-{month + 1:02d}" for years, month in pairs]


def _arrays(source: Source) -> dict[str, Any]:
    run = source.run
    found: dict[str, Any] = {}
    blocks = list(source.ensemble.blocks())
    levels = np.concatenate([block.uniforms for block in blocks])
    about = {"long_name": "probability level of the draw in its own prior"}
    found["level"] = (("draw", "assumption"), levels.astype(np.float32), about)
    about = {"long_name": "1 true, 0 false, -1 open at the end, -2 condition not met"}
    found["verdict"] = (("claim", "draw", "replicate"), source.verdicts.settled.astype(np.int8), about)
    about = {"long_name": "day on which the place first leaves its first holder; the run's end where it never does"}
    found["fall_day"] = (("draw", "place"), fall_days(source.ensemble).astype(np.float32), about)
    for name in run.measures:
        whole = np.concatenate([block.series[name] for block in blocks])
        shaped = whole.reshape(-1, run.replicates, whole.shape[1]).astype(np.float32)
        found[f"series-{name}"] = (("draw", "replicate", "month"), shaped, {"long_name": name})
    return found


FORMAT = Format(
    "netcdf", "NetCDF", "draws, verdicts, fall days and monthly measures as labelled arrays", ".nc", write,
    ("xarray",), "data",
)  # fmt: skip
