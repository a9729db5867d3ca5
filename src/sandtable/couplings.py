"""The couplings: where one part of the model acts on another, each with a name by which a scenario can switch it off.

Off means that the coupling's term is zero, not that code is skipped: luck stays the same, so a run with a coupling off
differs from the run with it by what the coupling does and by nothing else. To add one, give it a number and a row
here, and use it in the mechanism: `world.coupled[SUPPLY_TO_ODDS] * …`.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["COUPLINGS", "Coupling", "coupling_numbers"]

CONTROL_TO_SUPPLY = 0
SUPPLY_TO_ODDS = 1
SUPPLY_TO_REINFORCEMENT = 2
ISOLATION_TO_ODDS = 3
ISOLATION_TO_LENGTH = 4
ISOLATION_TO_CHOICE = 5
ISOLATION_TO_WASTE = 6
ISOLATION_TO_COLLAPSE = 7
AIR_TO_ODDS = 8
LOSSES_TO_LENGTH = 9
ODDS_TO_WITHDRAWAL = 10
CELLS_TO_THREAT = 11
BASES_TO_THREAT = 12
THREAT_TO_RAIDS = 13
THREAT_TO_CORRIDORS = 14
CONTROL_TO_CORRIDORS = 15
PERMISSION_TO_CORRIDORS = 16
BASES_TO_CORRIDORS = 17
BASES_TO_INFLUENCE = 18
GAINS_TO_INFLUENCE = 19
INFLUENCE_TO_POSITIONS = 20
SEATS_TO_POWER = 21
TERRITORY_TO_POWER = 22
ENEMY_TO_DISPUTES = 23
DISPUTES_TO_BATTLE = 24
DISPUTES_TO_INFLUENCE = 25
SHIFT_TO_DISPUTES = 30
TRUST_TO_DISPUTES = 31
MEDIATION_TO_DISPUTES = 32
ANNOUNCEMENTS_TO_DISPUTES = 33
"""Numbers stay: a coupling keeps its place in the world's array. One without a row below is not in use yet."""


@dataclass(frozen=True, slots=True)
class Coupling:
    """One edge between two parts of the model.

    `off` says what no longer happens when it is switched off. `needs` names the section of the scenario without which
    it does nothing, or "" where it always acts.
    """

    number: int
    name: str
    source: str
    target: str
    off: str
    needs: str = ""


COUPLINGS = (
    Coupling(
        CONTROL_TO_SUPPLY,
        "control-to-supply",
        "who holds the places along the roads",
        "which places supply reaches",
        "supply passes through every place, whoever holds it, so that no place with a road to a source is cut off",
    ),
    Coupling(
        SUPPLY_TO_ODDS,
        "supply-to-odds",
        "how far supply has to come",
        "strength in battle",
        "fighters count in full, however far they are from where their supply comes in",
    ),
    Coupling(
        SUPPLY_TO_REINFORCEMENT,
        "supply-to-reinforcement",
        "which places supply reaches",
        "fighters who arrive month by month",
        "they arrive although no supply reaches where they go",
        "reinforcements",
    ),
    Coupling(
        ISOLATION_TO_ODDS,
        "isolation-to-odds",
        "how long a place has been cut off",
        "the odds of an assault on it",
        "defenders who are cut off fight neither worse nor better for it",
    ),
    Coupling(
        ISOLATION_TO_LENGTH,
        "isolation-to-length",
        "how long a place has been cut off",
        "the length of an assault on it",
        "an assault on a place that is cut off lasts neither longer nor shorter for it",
    ),
    Coupling(
        ISOLATION_TO_CHOICE,
        "isolation-to-choice",
        "how long a place has been cut off",
        "what an attacker goes for next",
        "it is no reason to assault a place, or to leave it",
    ),
    Coupling(
        ISOLATION_TO_WASTE,
        "isolation-to-waste",
        "that a place is cut off, and how long",
        "desertion and disease among its defenders",
        "nobody leaves a place because it is cut off",
    ),
    Coupling(
        ISOLATION_TO_COLLAPSE,
        "isolation-to-collapse",
        "how long a place has been cut off",
        "whether it gives up without an assault",
        "no place gives up because it is cut off",
    ),
    Coupling(
        AIR_TO_ODDS,
        "air-to-odds",
        "air cover",
        "the odds of an assault",
        "air cover helps nobody",
    ),
    Coupling(
        LOSSES_TO_LENGTH,
        "losses-to-length",
        "strongholds that a side has lost",
        "the length of assaults on those that it has left (the cascade)",
        "a side that has lost much holds the rest for as long as before; without effect unless `cascade` is on",
    ),
    Coupling(
        ODDS_TO_WITHDRAWAL,
        "odds-to-withdrawal",
        "the odds of an assault",
        "whether the garrison leaves",
        "no garrison leaves because it is bound to lose",
    ),
    Coupling(
        CELLS_TO_THREAT,
        "cells-to-threat",
        "fighters who escaped and hide",
        "the threat to joints and roads",
        "those in hiding threaten neither",
        "corridors",
    ),
    Coupling(
        BASES_TO_THREAT,
        "bases-to-threat",
        "bases",
        "the threat to the places where they stand",
        "a base guards nothing",
        "presence",
    ),
    Coupling(
        THREAT_TO_RAIDS,
        "threat-to-raids",
        "enemies near a joint",
        "raids on it",
        "nobody raids",
        "corridors",
    ),
    Coupling(
        THREAT_TO_CORRIDORS,
        "threat-to-corridors",
        "enemies near the road",
        "when a corridor opens, and whether it closes again",
        "fear neither holds an opening back nor closes what is open; attacks on the road are counted as before",
        "corridors",
    ),
    Coupling(
        CONTROL_TO_CORRIDORS,
        "control-to-corridors",
        "a joint in the hands of an enemy, or of nobody",
        "whether a corridor can be secured",
        "an enemy at a joint bars nobody",
        "corridors",
    ),
    Coupling(
        PERMISSION_TO_CORRIDORS,
        "permission-to-corridors",
        "a joint in the hands of somebody who is no enemy and lets the users not pass",
        "whether a corridor can be secured",
        "who is no enemy bars nobody at a joint that it holds",
        "corridors",
    ),
    Coupling(
        BASES_TO_CORRIDORS,
        "bases-to-corridors",
        "a base or camp at a joint, of somebody who lets the users not pass",
        "whether a corridor can be secured",
        "a base or camp bars nobody",
        "corridors",
    ),
    Coupling(
        BASES_TO_INFLUENCE,
        "bases-to-influence",
        "bases and camps of a patron in places of its client",
        "its military engagement there",
        "a base adds nothing to its owner's influence",
        "influence",
    ),
    Coupling(
        GAINS_TO_INFLUENCE,
        "gains-to-influence",
        "places that a client has taken",
        "the military engagement of its patrons",
        "what a client takes adds nothing to its patrons' influence",
        "influence",
    ),
    Coupling(
        ENEMY_TO_DISPUTES,
        "enemy-to-disputes",
        "how far the common enemy has faded",
        "whether a dispute gets worse",
        "the parties are held together by no enemy, and driven apart by no victory",
        "disputes",
    ),
    Coupling(
        SHIFT_TO_DISPUTES,
        "shift-to-disputes",
        "what a party loses by waiting",
        "whether a dispute gets worse, and a crisis turns into a clash",
        "nobody has a reason to act before it is weaker",
        "disputes",
    ),
    Coupling(
        TRUST_TO_DISPUTES,
        "trust-to-disputes",
        "how far trust falls short of enough",
        "whether a dispute gets worse",
        "trust is kept count of and moves nothing",
        "disputes",
    ),
    Coupling(
        MEDIATION_TO_DISPUTES,
        "mediation-to-disputes",
        "who mediates, how strongly and with what bias",
        "whether a dispute gets worse, or better",
        "a mediator is there and does nothing, for good or ill",
        "mediation",
    ),
    Coupling(
        ANNOUNCEMENTS_TO_DISPUTES,
        "announcements-to-disputes",
        "an event that is announced and lies ahead",
        "whether a dispute gets worse",
        "what is announced heats nothing before it happens",
        "disputes",
    ),
    Coupling(
        DISPUTES_TO_BATTLE,
        "disputes-to-battle",
        "a clash",
        "formations that attack, and passage between the parties",
        "a clash takes nobody off the battlefield and closes no road",
        "disputes",
    ),
    Coupling(
        DISPUTES_TO_INFLUENCE,
        "disputes-to-influence",
        "a crisis between two patrons",
        "what both keep up in the clients where they fight it out",
        "a crisis between patrons raises nobody's efforts",
        "disputes",
    ),
    Coupling(
        INFLUENCE_TO_POSITIONS,
        "influence-to-positions",
        "what a patron weighs in its client",
        "where the client stands on issues and on who governs",
        "clients stand where they stand of themselves",
        "influence",
    ),
    Coupling(
        SEATS_TO_POWER,
        "seats-to-power",
        "the voting power of a client's parties in the parliament elected last",
        "half of its say in the arena",
        "elections change nobody's say",
        "clients",
    ),
    Coupling(
        TERRITORY_TO_POWER,
        "territory-to-power",
        "a client's share of all clients' fighters and places, and how it changes",
        "its say in the arena",
        "the war changes nobody's say",
        "clients",
    ),
)
"""Every coupling that is in use."""


def coupling_numbers() -> dict[str, int]:
    """The number of each coupling in use, by name."""
    return {coupling.name: coupling.number for coupling in COUPLINGS}
