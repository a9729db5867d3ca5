"""How positions move among those who listen to each other (DeGroot 1974; Friedkin and Johnsen 1990)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sandtable.errors import InvalidInput, Problem

__all__ = ["consensus_weights", "friedkin_johnsen", "heard", "moved"]

Floats = npt.NDArray[np.float64]
CLOSE = 1e-9


def _check(listening: Floats) -> None:
    square = listening.ndim == 2 and listening.shape[0] == listening.shape[1] > 0
    if not square or not np.isfinite(listening).all() or listening.min() < 0:
        raise InvalidInput([Problem("must be a square table of weights from 0.", path="listening")])
    if np.abs(listening.sum(axis=1) - 1.0).max() > CLOSE:
        raise InvalidInput([Problem("every row must add up to one.", path="listening")])


def heard(ties: Floats, lever: Floats) -> Floats:
    """Who listens to whom, patrons included, (client + patron, client + patron): rows add up to one.

    `ties` (client, client) are the weights clients give each other, rows adding up to one; `lever` (patron, client) is
    taken off their attention. A patron listens to nobody but itself: it is stubborn.
    """
    clients, patrons = len(ties), len(lever)
    table = np.zeros((clients + patrons, clients + patrons))
    table[:clients, :clients] = (1.0 - lever.sum(axis=0))[:, None] * ties
    table[:clients, clients:] = lever.T
    table[clients:, clients:] = np.eye(patrons)
    return table


def moved(position: Floats, first: Floats, listening: Floats, openness: Floats) -> Floats:
    """Positions after one round: open to the others as far as `openness`, held to the first position for the rest."""
    return openness * (listening @ position) + (1.0 - openness) * first


def friedkin_johnsen(listening: Floats, openness: Floats, first: Floats) -> Floats:
    """Where positions come to rest, (actor,): solved, not iterated.

    `openness` (actor,) from 0 (stubborn) to 1. InvalidInput where somebody hears, directly or not, only those who
    are open without limit: then there is no single rest.
    """
    _check(listening)
    open_to = openness[:, None] * listening
    try:
        rest = np.asarray(np.linalg.solve(np.eye(len(first)) - open_to, (1.0 - openness) * first), dtype=np.float64)
    except np.linalg.LinAlgError:
        rest = np.full(len(first), np.nan)
    if not np.isfinite(rest).all() or np.abs(moved(rest, first, listening, openness) - rest).max() > CLOSE:
        raise InvalidInput([Problem("somebody must hold on to something: openness below 1.", path="openness")])
    return rest


def consensus_weights(listening: Floats) -> Floats:
    """What each first position counts in the consensus when everybody is fully open (DeGroot), (actor,).

    InvalidInput where talking leads to no single consensus (closed circles, or turning round for ever).
    """
    _check(listening)
    step = listening
    for _ in range(60):
        step = step @ step
        step = step / step.sum(axis=1, keepdims=True)
    if np.abs(step - step[0]).max() > CLOSE or np.abs(step @ listening - step).max() > CLOSE:
        raise InvalidInput([Problem("leads to no single consensus.", path="listening")])
    return np.asarray(step[0])
