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

KIND_WORDS = {
    CONTROL: "changes hands",
    ASSAULT_BEGUN: "assault begins",
    ASSAULT_ENDED: "assault ends",
    CUT_OFF: "is cut off",
    REJOINED: "is supplied again",
    HAPPENED: "happens",
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

CAUSE_WORDS = {
    BY_ASSAULT: "by assault",
    BY_COLLAPSE: "without assault",
    BY_EVENT: "by a dated event",
    BROKEN_OFF: "broken off",
    OVERTAKEN: "overtaken by events",
}
