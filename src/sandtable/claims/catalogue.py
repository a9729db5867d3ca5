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
    falls,
    first,
    from_to,
    happens,
    held,
    implies,
    in_period,
    last,
    none_of,
    not_,
    on,
    or_,
    throughout,
    until,
)

__all__ = ["BY_OP", "OPERATORS"]

OPERATORS: tuple[Operator, ...] = (
    falls.OPERATOR,
    happens.OPERATOR,
    held.OPERATOR,
    by.OPERATOR,
    on.OPERATOR,
    in_period.OPERATOR,
    from_to.OPERATOR,
    throughout.OPERATOR,
    at_end.OPERATOR,
    until.OPERATOR,
    before.OPERATOR,
    after.OPERATOR,
    last.OPERATOR,
    first.OPERATOR,
    all_of.OPERATOR,
    any_of.OPERATOR,
    none_of.OPERATOR,
    not_.OPERATOR,
    and_.OPERATOR,
    or_.OPERATOR,
    implies.OPERATOR,
)

BY_OP: dict[str, Operator] = {operator.op: operator for operator in OPERATORS}
"""Each operator by the `op` of its nodes."""
