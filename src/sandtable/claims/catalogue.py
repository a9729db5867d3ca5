"""The words of the claim language. A new word is one file in `operators/`, its rule in `grammar.lark`, its model in
`ast.py` and one line here.
"""

from __future__ import annotations

from sandtable.claims.operator import Operator
from sandtable.claims.operators import (
    after,
    all_of,
    and_,
    any_of,
    at_end,
    before,
    by,
    changes_hands,
    compare,
    corridor,
    count_of,
    cut_off,
    each_of,
    ends,
    falls,
    first,
    from_to,
    happens,
    held,
    implies,
    in_period,
    in_stage,
    last,
    measured,
    none_of,
    not_,
    number_held,
    on,
    or_,
    reaches,
    road,
    throughout,
    under_assault,
    until,
    within,
)

__all__ = ["BY_OP", "OPERATORS"]

OPERATORS: tuple[Operator, ...] = (
    falls.OPERATOR,
    changes_hands.OPERATOR,
    happens.OPERATOR,
    reaches.OPERATOR,
    ends.OPERATOR,
    held.OPERATOR,
    cut_off.OPERATOR,
    under_assault.OPERATOR,
    road.OPERATOR,
    corridor.OPERATOR,
    number_held.OPERATOR,
    in_stage.OPERATOR,
    measured.OPERATOR,
    by.OPERATOR,
    on.OPERATOR,
    in_period.OPERATOR,
    from_to.OPERATOR,
    throughout.OPERATOR,
    at_end.OPERATOR,
    until.OPERATOR,
    before.OPERATOR,
    after.OPERATOR,
    within.OPERATOR,
    last.OPERATOR,
    first.OPERATOR,
    all_of.OPERATOR,
    any_of.OPERATOR,
    none_of.OPERATOR,
    count_of.OPERATOR,
    each_of.OPERATOR,
    compare.OPERATOR,
    not_.OPERATOR,
    and_.OPERATOR,
    or_.OPERATOR,
    implies.OPERATOR,
)

BY_OP: dict[str, Operator] = {operator.op: operator for operator in OPERATORS}
"""Each operator by the `op` of its nodes."""
