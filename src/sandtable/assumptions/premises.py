"""Premises of the political layers that can be taken away one at a time: the catalogue of ablations.

A group is one function and one line in `GROUPS`: from a scenario to the premises that it rests on. Taking one away is a
change of the scenario on the same luck, such as a coupling switched off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sandtable.claims.catalogue import BY_OP
from sandtable.claims.nodes import Node, references, walk
from sandtable.couplings import COUPLINGS
from sandtable.influence.leverage import CHANNELS
from sandtable.scenario.schema import Prior, Scenario

__all__ = ["GROUPS", "Premise", "is_of_events_alone", "is_political", "judged_entry", "premises_of"]

SECTIONS = ("clients", "influence", "disputes", "mediation", "issues", "elections")
"""Sections of the scenario that make its political layers; a coupling that needs one of them is a premise of theirs."""
MEASURES = ("influence-", "autonomy", "trust-", "heat-", "position-", "spread-", "naive-")
"""How the names of their measures begin."""
MIDDLE = (49.9, 50.0, 50.1)
"""One weight for all, as a range."""
RULES = (
    ("victory", "square", "the stronger side of a bargain wins by the square of the strengths"),
    ("victory", "quartic", "it wins by their fourth power"),
    ("ballot", "conditional", "an option has to beat all others"),
    ("votes", "binary", "a side puts all of its weight behind what it prefers"),
)
"""Other rules of bargaining: setting, value, words."""
KINDS = {"dispute": "disputes", "mediation": "mediation", "election": "elections", "issue": "issues"}
"""What a claim about them names, and the section that it stands in."""


@dataclass(frozen=True, slots=True)
class Premise:
    """One premise: its id, what is so without it (a clause for readers), and the scenario without it.

    `reading` marks a choice between readings (which sign mediation has): it counts in a verdict's range, and carries
    none, since no reading is an absence.
    """

    id: str
    without: str
    change: Callable[[Scenario], Scenario]
    reading: bool = False


def _with_priors(values: dict[str, float], why: str) -> Callable[[Scenario], Scenario]:
    """The change that holds parameters at single values."""
    priors = {name: Prior(value=value, assume=why) for name, value in values.items()}
    return lambda scenario: scenario.model_copy(update={"priors": {**scenario.priors, **priors}})


def _switched_off(coupling: str) -> Callable[[Scenario], Scenario]:
    def change(scenario: Scenario) -> Scenario:
        own = scenario.mechanisms
        return scenario.model_copy(
            update={"mechanisms": own.model_copy(update={"couplings": {**own.couplings, coupling: "off"}})}
        )

    return change


def couplings_off(scenario: Scenario) -> Iterator[Premise]:
    """Every coupling of the political layers that the scenario has, and has on."""
    for coupling in COUPLINGS:
        present = coupling.needs in SECTIONS and bool(getattr(scenario, coupling.needs, None))
        if present and scenario.mechanisms.couplings.get(coupling.name) != "off":
            yield Premise(coupling.name, coupling.off, _switched_off(coupling.name))


def channels_alike(scenario: Scenario) -> Iterator[Premise]:
    """All channels of influence weigh the same, and twice as much counts twice."""
    if scenario.influence:
        values = {f"influence.{channel}-weight": 1.0 for channel in CHANNELS} | {"influence.exponent": 1.0}
        change = _with_priors(values, "all channels alike")
        yield Premise("channels-alike", "all channels of influence weigh the same", change)


def signs_of_mediation(scenario: Scenario) -> Iterator[Premise]:
    """Either reading of what makes a mediator believed."""
    name = "disputes.who-is-believed"
    if scenario.mediation and name not in scenario.priors:
        for key, value, words in (
            ("neutral-helps", 0.25, "a neutral mediator helps"),
            ("partial-helps", 0.75, "only a mediator who is close to a party is believed"),
        ):
            yield Premise(key, words, _with_priors({name: value}, words), reading=True)


def everybody_alike(scenario: Scenario) -> Iterator[Premise]:
    """On each issue, everybody's means and stakes count the same: what is left is where they stand."""
    for key, issue in scenario.issues.items():
        yield Premise(f"alike-in-{key}", f"everybody counts the same in {issue.name or key}", _alike(key))


def _alike(key: str) -> Callable[[Scenario], Scenario]:
    def change(scenario: Scenario) -> Scenario:
        issues = dict(scenario.issues)
        same = {"salience": MIDDLE, "capability": MIDDLE}
        stakes = {who: stake.model_copy(update=same) for who, stake in issues[key].stakes.items()}
        issues[key] = issues[key].model_copy(update={"stakes": stakes})
        return scenario.model_copy(update={"issues": issues})

    return change


def rules_of_bargaining(scenario: Scenario) -> Iterator[Premise]:
    """Other published rules by which a bargain is settled, one at a time."""
    own = scenario.mechanisms
    for setting, value, words in RULES if scenario.issues or scenario.elections else ():
        if getattr(own, setting) != value:
            yield Premise(f"{setting}-{value}", words, _with_setting(setting, value), reading=True)


def _with_setting(setting: str, value: str) -> Callable[[Scenario], Scenario]:
    return lambda scenario: scenario.model_copy(
        update={"mechanisms": scenario.mechanisms.model_copy(update={setting: value})}
    )


GROUPS: tuple[Callable[[Scenario], Iterator[Premise]], ...] = (
    couplings_off,
    channels_alike,
    everybody_alike,
    rules_of_bargaining,
    signs_of_mediation,
)
"""Every group of premises."""


def premises_of(scenario: Scenario) -> tuple[Premise, ...]:
    """All premises of a scenario's political layers."""
    return tuple(premise for group in GROUPS for premise in group(scenario))


def is_political(claim: Node) -> bool:
    """Whether a claim speaks of outsiders' weight, disputes, mediators, elections or issues."""
    return any(kind in KINDS or (kind == "measure" and name.startswith(MEASURES)) for kind, name in references(claim))


def is_of_events_alone(claim: Node) -> bool:
    """Whether all that a claim speaks of is dated events."""
    parts = [node for node in walk(claim) if node.op in BY_OP and BY_OP[node.op].sort != "claim"]
    return bool(parts) and all(node.op == "happens" for node in parts)


def judged_entry(claim: Node, scenario: Scenario) -> str | None:
    """The first entry that a claim speaks of, where none of them has words of a source behind it: all is judgement."""
    named = [(KINDS[kind], name) for kind, name in references(claim) if kind in KINDS]
    for kind, name in references(claim):
        if kind == "measure" and name.startswith(("trust-", "heat-")):
            named.append(("disputes", name.partition("-")[2]))
    entries = [(name, getattr(scenario, section, {}).get(name)) for section, name in named]
    if not entries or any(entry is None or entry.cite is not None for _, entry in entries):
        return None
    return entries[0][0]
