"""The ensemble: all futures of a run, read block by block, and a stored run opened again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sandtable.ensemble.results import Block, Manifest
from sandtable.ensemble.store import block_numbers, read_block, read_complete_scenario, read_manifest

__all__ = ["Ensemble", "open_run"]


@dataclass(frozen=True)
class Ensemble:
    """All futures of a run, read block by block so that memory does not grow with their number.

    `source` yields the finished blocks in order each time it is called; `scenario` is the complete scenario as
    JSON values; `folder` is where the run is stored. `complete` is false when a run was stopped early.
    """

    manifest: Manifest
    scenario: dict[str, Any]
    folder: Path
    numbers: tuple[int, ...]

    def blocks(self) -> Iterator[Block]:
        """The finished blocks, in the order of their numbers."""
        for number in self.numbers:
            yield read_block(self.folder, number, self.manifest)

    @property
    def complete(self) -> bool:
        """Whether every block of the run is finished."""
        return len(self.numbers) == self.manifest.blocks

    @property
    def draws(self) -> int:
        """Number of draws in the finished blocks."""
        size, total = self.manifest.block_draws, self.manifest.draws
        return sum(min(size, total - number * size) for number in self.numbers)

    @property
    def futures(self) -> int:
        """Number of futures in the finished blocks."""
        return self.draws * self.manifest.replicates


def open_run(folder: Path) -> Ensemble:
    """A stored run, complete or stopped early; InvalidInput when the folder holds none."""
    manifest = read_manifest(folder)
    numbers = tuple(number for number in block_numbers(folder) if number < manifest.blocks)
    return Ensemble(manifest, read_complete_scenario(folder), folder, numbers)
