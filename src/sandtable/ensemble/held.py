"""An ensemble whose blocks are held in memory: a few futures that are asked for now and kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sandtable.ensemble.ensemble import Ensemble
from sandtable.ensemble.results import Block

__all__ = ["HeldEnsemble"]


@dataclass(frozen=True)
class HeldEnsemble(Ensemble):
    """An ensemble that reads no file; `folder` means nothing here."""

    kept: tuple[Block, ...] = field(default=())

    def blocks(self) -> Iterator[Block]:
        """The blocks, in the order of their numbers."""
        return (block for block in self.kept if block.number in self.numbers)
