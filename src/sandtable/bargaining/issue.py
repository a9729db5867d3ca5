"""An issue under negotiation: who has a stake in it, where each stands, how much it matters, and with what means."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sandtable.errors import InvalidInput, Problem

__all__ = ["Floats", "Issue", "distances"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Issue:
    """A question with one or several dimensions, each a scale from `scale[0]` to `scale[1]`.

    `capability` (actor,) more than 0; `position` and `salience` (actor, dimension), salience from 0 in any unit that
    all share. InvalidInput when shapes disagree, a number is not finite, a position lies off the scale, or somebody
    cares about no dimension at all.
    """

    actors: tuple[str, ...]
    dimensions: tuple[str, ...]
    capability: Floats
    position: Floats
    salience: Floats
    name: str = ""
    about: str = ""
    says: tuple[str, ...] = ()
    scale: tuple[float, float] = (0.0, 100.0)

    def __post_init__(self) -> None:
        shape = (len(self.actors), len(self.dimensions))
        problems = [
            Problem(f"must have the shape {wanted}, not {found.shape}.", path=name)
            for name, found, wanted in (
                ("capability", self.capability, shape[:1]),
                ("position", self.position, shape),
                ("salience", self.salience, shape),
            )
            if found.shape != wanted
        ]
        problems += [] if min(shape) > 0 else [Problem("needs an actor and a dimension.", path="actors")]
        if problems or (problems := [*self._wrong_scale(), *self._wrong_values()]):
            raise InvalidInput(problems)

    def _wrong_scale(self) -> list[Problem]:
        low, high = self.scale
        if math.isfinite(low) and math.isfinite(high) and low < high:
            return []
        return [Problem("must be two finite numbers, the lower first.", path="scale")]

    def _wrong_values(self) -> list[Problem]:
        problems = []
        low, high = self.scale
        for row, actor in enumerate(self.actors):
            if not 0 < self.capability[row] < math.inf:
                problems.append(Problem("must be more than 0.", path=f"{actor}.capability"))
            if not np.all((self.position[row] >= low) & (self.position[row] <= high)):
                problems.append(Problem(f"must lie from {low:g} to {high:g}.", path=f"{actor}.position"))
            if not np.all((self.salience[row] >= 0) & (self.salience[row] < math.inf)):
                problems.append(Problem("must be 0 or more.", path=f"{actor}.salience"))
            elif not self.salience[row].sum() > 0:
                problems.append(Problem("is 0 on every dimension: leave the actor out.", path=f"{actor}.salience"))
        return problems

    @property
    def weight(self) -> Floats:
        """Capability times salience over all dimensions, (actor,): what each brings to bear on this issue."""
        return np.asarray(self.capability * self.salience.sum(axis=1))

    def options(self) -> Floats:
        """The positions that somebody takes, each once, in the order in which actors take them: (option, dimension)."""
        _, first = np.unique(self.position, axis=0, return_index=True)
        return np.asarray(self.position[np.sort(first)])

    def option_of(self) -> npt.NDArray[np.int64]:
        """For each actor, the number of its position among `options`."""
        same = (self.position[:, None, :] == self.options()[None, :, :]).all(axis=2)
        return np.asarray(np.argmax(same, axis=1), dtype=np.int64)


def distances(issue: Issue, options: Floats) -> Floats:
    """How far each option lies from each actor's position, in the actor's own eyes: (actor, option), 0 to 1.

    Euclidean, each dimension weighed by the actor's salience (KTAB's spatial model of politics).
    """
    low, high = issue.scale
    squared = np.zeros((len(issue.actors), len(options)))
    for dimension in range(len(issue.dimensions)):
        gap = (issue.position[:, dimension, None] - options[None, :, dimension]) / (high - low)
        squared += (issue.salience[:, dimension, None] * gap) ** 2
    return np.asarray(np.sqrt(squared / (issue.salience**2).sum(axis=1)[:, None]))
