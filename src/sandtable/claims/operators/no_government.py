"""`E ends without a government by DATE`: nobody has formed a government after an election by then."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import numpy as np

from sandtable.claims.ast import Node, NoGovernment
from sandtable.claims.kleene import Truth
from sandtable.claims.log import NEVER, OUTSTANDING
from sandtable.claims.operator import Ask, English, Operator
from sandtable.claims.periods import english_date
from sandtable.claims.timeline import event_within
from sandtable.ensemble.kinds import GOVERNMENT_FORMED


def build(election: str, date: datetime.date | None) -> NoGovernment:
    """An election and a deadline; None is the scenario's last day."""
    return NoGovernment(election=election, date=date)


def settle(claim: NoGovernment, ask: Ask) -> Truth:
    """True once the date is over without a government, or the talks have failed; false as soon as there is one.

    An election that is not held by then leaves no government either.
    """
    log = ask.log
    rows = log.of(GOVERNMENT_FORMED, log.election_number[claim.election])
    nobody = log.candidate_number.get(f"{claim.election}.nobody", -1)
    failed = np.zeros(log.futures, dtype=np.bool_)
    failed[rows.future[rows.after == nobody]] = True
    moments = log.first_rows(rows.row, rows.future)
    moments = np.where((moments < OUTSTANDING) & failed, NEVER, moments)
    return -event_within(moments, log, 0, log.end_of(claim.date or log.manifest.until))


def text(claim: NoGovernment, part: Callable[[Node, int], str]) -> str:
    """`council-2018 ends without a government by 2018-12-31`."""
    return f"{claim.election} ends without a government by {claim.date or 'the end'}"


def english(claim: NoGovernment, reader: English) -> str:
    """`the election “Council of 2018” leaves no government by 31 December 2018`."""
    date = english_date(claim.date) if claim.date else "the end"
    return f"the election “{reader.name(claim.election)}” leaves no government by {date}"


OPERATOR = Operator(
    op="no_government",
    model=NoGovernment,
    sort="claim",
    meaning="no government has been formed after the election by the date, whether or not it was held",
    example="council-2018 ends without a government by 2018-12-31",
    build=build,
    settle=settle,
    text=text,
    english=english,
)
