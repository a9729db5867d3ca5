"""The kinds of event in a future's log, and the causes a change of control can have.

Plain integers, because the engine writes them from compiled code. Each kind says what the columns
`entity`, `before`, `after` and `cause` of its rows hold.
"""

from __future__ import annotations

CONTROL = 1
"""A place changes hands: entity = place, before / after = holders (actor numbers, -1 nobody), cause below."""
ASSAULT_BEGUN = 2
"""A formation begins an assault: entity = place, before = holder, after = attacking actor, cause = formation."""
ASSAULT_ENDED = 3
"""An assault ends: entity = place, before = holder when it ended, after = attacking actor, cause = how it ended."""
CUT_OFF = 4
"""A held place loses its last road to supply: entity = place, before = after = holder."""
REJOINED = 5
"""A place that was cut off is supplied again: entity = place, before = after = holder."""
HAPPENED = 6
"""A dated event happens: entity = event."""

CORRIDOR_OPENED = 7
"""A corridor opens to an actor: entity = corridor, after = the actor. One open at first opens at moment 0."""
CORRIDOR_CLOSED = 8
"""A corridor closes to an actor: entity = corridor, after = the actor whose traffic it stops, cause = why."""

PRESENCE_OPENED = 9
"""A base or camp opens: entity = presence, after = its actor. There at first: it opens at moment 0."""
PRESENCE_CLOSED = 10
"""A base or camp closes: entity = presence, before = its actor, cause = why."""

DISPUTE = 20
"""A dispute changes its stage: entity = dispute, before / after = stages 0 to 3 (-1: none), cause = why. Its first
stage stands at moment 0."""
MEDIATION = 21
"""A mediation begins or ends: entity = mediation, after = 1 or 0. There at first: it begins at moment 0."""
ELECTION_HELD = 22
"""An election is held: entity = election, after = number of the strongest party."""
GOVERNMENT_FORMED = 23
"""Talks about a government end: entity = election, after = number of the candidate (outsider and nobody have one)."""
ISSUE_SETTLED = 24
"""An issue is settled: entity = issue, after = where, in hundredths of a point (0 to 10,000), cause = number of the
stake whose position won."""

KIND_WORDS = {
    CONTROL: "changes hands",
    ASSAULT_BEGUN: "assault begins",
    ASSAULT_ENDED: "assault ends",
    CUT_OFF: "is cut off",
    REJOINED: "is supplied again",
    HAPPENED: "happens",
    CORRIDOR_OPENED: "corridor opens",
    CORRIDOR_CLOSED: "corridor closes",
    PRESENCE_OPENED: "base or camp opens",
    PRESENCE_CLOSED: "base or camp closes",
    DISPUTE: "dispute changes its stage",
    MEDIATION: "mediation begins or ends",
    ELECTION_HELD: "election is held",
    GOVERNMENT_FORMED: "talks about a government end",
    ISSUE_SETTLED: "issue is settled",
}

BY_ASSAULT = 1
"""Control changed because an assault took the place."""
BY_COLLAPSE = 2
"""Control changed because a place that was cut off gave up: without assault."""
BY_EVENT = 3
"""Control changed because a dated event says so: without assault."""
BROKEN_OFF = 4
"""The assault was broken off."""
OVERTAKEN = 5
"""The assault ended because the place fell in another way, or the attacker was gone."""

BY_RAID = 6
"""Control changed because raiders took a weak joint of a corridor for a while."""
BY_RECOVERY = 7
"""Control changed because those who lost a joint to raiders came back."""
BY_WITHDRAWAL = 8
"""Control changed because the defenders left, under an assault, while a way was open."""
BY_AGREEMENT = 9
"""Control changed because the place was handed over: without assault."""
PLACE_LOST = 10
"""The corridor or base closed because a place that it needs was lost."""
NO_PERMISSION = 11
"""The corridor closed because a holder of a joint, or of a base or camp there, lets its traffic through no more."""
VETOED = 12
"""The corridor closed because a dated event forbids it."""
THREATENED = 13
"""The corridor closed because of enemies near the road."""
AS_PLANNED = 14
"""The base or camp opened or closed on its own date."""
FROM_SHIFT = 20
"""A dispute got worse, most of all because one party loses strength by waiting."""
FROM_FADING_ENEMY = 21
"""A dispute got worse, most of all because the common enemy is fading."""
FROM_DISTRUST = 22
"""A dispute got worse, most of all because the parties trust each other too little."""
FROM_ANNOUNCEMENT = 23
"""A dispute got worse, most of all because of what is announced."""
OF_ITSELF = 24
"""A dispute got worse without any such reason."""
WITH_A_MEDIATOR = 25
"""A dispute got better, with a mediator between the parties who does some good."""
WITH_TIME = 26
"""A dispute got better without a mediator's good."""

STAGES = ("cooperation", "tension", "crisis", "clash")
"""The stages of a dispute by their numbers."""

BY_SURRENDER = 15
"""Control changed because a place gave up, or was handed over, while an assault on it was under way."""

ASSAULT_CAUSES = frozenset({BY_ASSAULT, BY_RAID, BY_RECOVERY, BY_WITHDRAWAL, BY_SURRENDER})
"""What "by assault" means in a claim: an assault takes the place, or its defenders leave or give up under one.

Every other cause of a change of control is "without assault": nobody was assaulting the place.
"""

CAUSE_WORDS = {
    BY_ASSAULT: "by assault",
    BY_COLLAPSE: "without assault",
    BY_EVENT: "by a dated event",
    BROKEN_OFF: "broken off",
    OVERTAKEN: "overtaken by events",
    BY_RAID: "by a raid",
    BY_RECOVERY: "recovered from raiders",
    BY_WITHDRAWAL: "by withdrawal under assault",
    BY_AGREEMENT: "by agreement",
    PLACE_LOST: "a place was lost",
    NO_PERMISSION: "permission ended",
    VETOED: "by veto",
    THREATENED: "under threat",
    AS_PLANNED: "as planned",
    FROM_SHIFT: "one side loses by waiting",
    FROM_FADING_ENEMY: "the common enemy is fading",
    FROM_DISTRUST: "too little trust",
    FROM_ANNOUNCEMENT: "by what is announced",
    OF_ITSELF: "for no reason of the model",
    WITH_A_MEDIATOR: "with a mediator",
    WITH_TIME: "with time",
    BY_SURRENDER: "by giving up under assault",
}
