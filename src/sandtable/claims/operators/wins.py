"""`C wins E`: a candidate gets to govern after an election; where no government is formed, a party comes first."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sandtable.claims.ast import Node, Wins
from sandtable.claims.log import NEVER, OUTSTANDING, Moments
from sandtable.claims.operator import Ask, English, Operator
from sandtable.ensemble.kinds import ELECTION_HELD, GOVERNMENT_FORMED


def build(who: str, election: str) -> Wins:
    """A candidate or party, and the election."""
    return Wins(who=who, election=election)


def settle(claim: Wins, ask: Ask) -> Moments:
    """When the talks end in this candidate's favour, or the party comes first; NEVER once it is another's."""
    key = f"{claim.election}.{claim.who}"
    candidates = ask.log.candidate_number
    number = candidates[key] if key in candidates else ask.log.party_number[key]
    kind = GOVERNMENT_FORMED if key in candidates else ELECTION_HELD
    rows = ask.log.of(kind, ask.log.election_number[claim.election])
    moments = ask.log.first_rows(rows.row, rows.future)
    won = np.zeros(ask.log.futures, dtype=np.bool_)
    won[rows.future[rows.after == number]] = True
    return np.where((moments < OUTSTANDING) & ~won, NEVER, moments)


def text(claim: Wins, part: Callable[[Node, int], str]) -> str:
    """`reformer wins council-2018`."""
    return f"{claim.who} wins {claim.election}"


def english(claim: Wins, reader: English) -> str:
    """`Reformer wins the election “Council of 2018”`."""
    return f"{reader.name(claim.who)} wins the election “{reader.name(claim.election)}”"


OPERATOR = Operator(
    op="wins",
    model=Wins,
    sort="event",
    meaning="the candidate gets to form the government after the election; without one, the party comes first",
    example="reformer wins council-2018",
    build=build,
    settle=settle,
    text=text,
    english=english,
)
