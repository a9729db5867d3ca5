"""What a mechanism is: a value that holds one pure step and a table of what it reads, writes and assumes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sandtable.world.parameters import Parameter, Prior
from sandtable.world.records import Field

__all__ = ["Mechanism"]


@dataclass(frozen=True, slots=True)
class Mechanism:
    """One causal step of a day.

    `step(state, world, draw, luck, log)` changes the fields of `state` that `writes` names and nothing else, and
    reads the fields that `reads` names (as `state.holder`, `world.enemy`, `draw.km`) and its own parameters. `state`
    lists fields that this mechanism adds to the state. `settings` gives, for each setting that a scenario may choose
    under `mechanisms`, the priors that it puts in place of the table's; `off` switches the mechanism off.
    `needs` names the section of the scenario without which it has nothing to do: where that is empty, it does not run
    and its parameters are no assumptions. `series` names the monthly measures that it keeps, each with the field of
    the state that holds it, ("month",), ("corridor", "month"), ("patron", "month") or ("dispute", "month");
    there each corridor, patron or dispute has one of its own. A mechanism that does not run keeps none.
    `monthly` says that it is called on the last step of each calendar month alone.
    The declaration is checked against the source text (`simulation.compose`).
    """

    name: str
    about: str
    step: Callable[..., None]
    reads: frozenset[str]
    writes: frozenset[str]
    state: tuple[Field, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    settings: Mapping[str, Mapping[str, Prior]] = field(default_factory=dict)
    needs: str = ""
    series: Mapping[str, str] = field(default_factory=dict)
    monthly: bool = False
