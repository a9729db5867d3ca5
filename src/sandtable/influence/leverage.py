"""Leverage and the index of influence: from stocks in clients to shares of weight, autonomy among them.

The weights of the channels are conventions. What follows from one choice of them says little; `holds_under` says for
what part of all choices a comparison holds.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["CHANNELS", "holds_under", "index", "leverage"]

Floats = npt.NDArray[np.float64]
CHANNELS = ("diplomatic", "informational", "military", "economic")


def leverage(stock: Floats, weight: Floats, autonomy: Floats, exponent: float = 1.0) -> Floats:
    """Each patron's share of each client's decisions, (patron, client); what is missing to one is the client's own.

    `stock` (patron, client, channel), `weight` (channel,) adding up to one, `autonomy` (client,) more than 0 in units
    of stock. An exponent below 1 makes a little of everything worth more than much of one thing.
    """
    pull = stock**exponent @ weight
    return np.asarray(pull / (autonomy + pull.sum(axis=0)))


def index(lever: Floats, power: Floats) -> tuple[Floats, float]:
    """Each patron's influence, (patron,), and the autonomy that is left; together they add up to one.

    `power` (client,) are the clients' shares of power, adding up to one.
    """
    shares = lever @ power
    return shares, float(1.0 - shares.sum())


def holds_under(first: Floats, second: Floats) -> float:
    """The share of the drawn weights under which the first index is above the second; ties count half. Both (draw,)."""
    return float((np.asarray(first > second) + 0.5 * np.asarray(first == second)).mean())
