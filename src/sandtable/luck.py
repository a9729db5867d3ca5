"""Named luck: every chance in a future has its own number, found by name and never by turn.

A counter-based generator (Threefry-2x32, 20 rounds: Salmon, Moraes, Dror and Shaw, SC 2011) turns
(seed, draw, replicate), a purpose, an entity, a step and an index into a uniform number. Nothing is consumed in
sequence, so adding a place, a mechanism or a worker changes nobody else's luck, and two variants share it.

The functions are plain Python on plain integers: the engine compiles them, and the same text runs uncompiled.
All integers stay below 2**63, so signed 64-bit arithmetic gives the same answers as Python's.
"""

from __future__ import annotations

import hashlib
import math
from typing import Any

__all__ = [
    "entity_key",
    "future_key",
    "gamma",
    "gumbel",
    "negative_binomial",
    "normal",
    "purpose",
    "threefry",
    "uniform",
]

MASK = 0xFFFFFFFF
PARITY = 0x1BD11BDA
STEP_23_BITS = 8388608.0


def entity_key(kind: str, name: str) -> int:
    """The stable 32-bit number of an entity, from its kind and id alone (`place`, `qaim`)."""
    return int.from_bytes(hashlib.blake2s(f"{kind}:{name}".encode(), digest_size=4).digest(), "little")


def purpose(name: str) -> int:
    """The stable 32-bit number of a use of luck (`assault: break off`)."""
    return entity_key("purpose", name)


def mix(x0: Any, x1: Any, rotation: int) -> Any:
    """One round: add, rotate, exclusive-or."""
    x0 = (x0 + x1) & MASK
    x1 = ((x1 << rotation) | (x1 >> (32 - rotation))) & MASK
    return x0, x1 ^ x0


def threefry(key0: Any, key1: Any, counter0: Any, counter1: Any) -> Any:
    """Two 32-bit words from a 64-bit key and a 64-bit counter, each given as two 32-bit words.

    Works on integers and, outside the engine, on int64 arrays of any one shape.
    """
    key2 = key0 ^ key1 ^ PARITY
    x0 = (counter0 + key0) & MASK
    x1 = (counter1 + key1) & MASK
    x0, x1 = mix(x0, x1, 13)
    x0, x1 = mix(x0, x1, 15)
    x0, x1 = mix(x0, x1, 26)
    x0, x1 = mix(x0, x1, 6)
    x0 = (x0 + key1) & MASK
    x1 = (x1 + key2 + 1) & MASK
    x0, x1 = mix(x0, x1, 17)
    x0, x1 = mix(x0, x1, 29)
    x0, x1 = mix(x0, x1, 16)
    x0, x1 = mix(x0, x1, 24)
    x0 = (x0 + key2) & MASK
    x1 = (x1 + key0 + 2) & MASK
    x0, x1 = mix(x0, x1, 13)
    x0, x1 = mix(x0, x1, 15)
    x0, x1 = mix(x0, x1, 26)
    x0, x1 = mix(x0, x1, 6)
    x0 = (x0 + key0) & MASK
    x1 = (x1 + key1 + 3) & MASK
    x0, x1 = mix(x0, x1, 17)
    x0, x1 = mix(x0, x1, 29)
    x0, x1 = mix(x0, x1, 16)
    x0, x1 = mix(x0, x1, 24)
    x0 = (x0 + key1) & MASK
    x1 = (x1 + key2 + 4) & MASK
    x0, x1 = mix(x0, x1, 13)
    x0, x1 = mix(x0, x1, 15)
    x0, x1 = mix(x0, x1, 26)
    x0, x1 = mix(x0, x1, 6)
    x0 = (x0 + key2) & MASK
    x1 = (x1 + key0 + 5) & MASK
    return x0, x1


def future_key(seed: Any, draw: Any, slot: Any) -> Any:
    """The key of one stream: slot 0 for the draw's parameters, 1 and 2 for the luck of replicates 0 and 1."""
    return threefry(seed & MASK, (seed >> 32) & MASK, draw & MASK, slot)


def level(word: Any) -> Any:
    """A uniform number strictly between 0 and 1 from the top 23 bits of a 32-bit word.

    With 24 bits the largest would round to exactly 1 in single precision, and log(1 - u) would follow.
    """
    return ((word >> 9) + 0.5) / STEP_23_BITS


def uniform(luck: Any, use: int, entity: int, step: int, index: int) -> float:
    """Uniform luck in (0, 1) for one purpose, entity, step and index of the future that `luck` belongs to."""
    key0, key1 = threefry(luck.key0, luck.key1, use, entity)
    word, _ = threefry(key0, key1, step, index)
    return level(word)


def normal(luck: Any, use: int, entity: int, step: int, index: int) -> float:
    """Standard normal luck (Box and Muller 1958), named as in `uniform`."""
    key0, key1 = threefry(luck.key0, luck.key1, use, entity)
    one, other = threefry(key0, key1, step, index)
    return math.sqrt(-2.0 * math.log(level(one))) * math.cos(2.0 * math.pi * level(other))


def gumbel(luck: Any, use: int, entity: int, step: int, index: int) -> float:
    """Standard Gumbel luck: the largest of `utility + gumbel` picks by softmax."""
    return -math.log(-math.log(uniform(luck, use, entity, step, index)))


def gamma(luck: Any, use: int, entity: int, step: int, shape: float) -> float:
    """Gamma luck of a shape above 0 and scale 1 (Marsaglia and Tsang 2000), named as in `uniform`; takes all indices.

    Shares of a Dirichlet are such numbers over their sum. A shape below 1 goes by one above it (their section 6).
    """
    if shape < 1.0:
        boost = math.log(uniform(luck, use, entity, step, 0)) / shape
        return gamma_from_one(luck, use, entity, step, shape + 1.0) * math.exp(max(boost, -700.0))
    return gamma_from_one(luck, use, entity, step, shape)


def gamma_from_one(luck: Any, use: int, entity: int, step: int, shape: float) -> float:
    """Gamma luck of a shape of at least 1: accepted at the first try in 95 of 100 cases or more."""
    d = shape - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    for attempt in range(64):
        x = normal(luck, use, entity, step, 2 * attempt + 1)
        v = 1.0 + c * x
        if v <= 0.0:
            continue
        v = v * v * v
        if math.log(uniform(luck, use, entity, step, 2 * attempt + 2)) < 0.5 * x * x + d - d * v + d * math.log(v):
            return d * v
    return d


def negative_binomial(share: float, mean: float, shape: float) -> float:
    """The count at a probability level of a negative binomial (a Poisson count whose rate is gamma-distributed).

    Variance is mean + mean ** 2 / shape. By adding up probabilities from zero on; far out in the tail, where sums
    no longer grow, it stops forty standard deviations above the mean.
    """
    if mean <= 0.0:
        return 0.0
    most = mean + 40.0 * math.sqrt(mean + mean * mean / shape)
    chance = math.exp(-shape * math.log1p(mean / shape))
    total = chance
    count = 0.0
    while total < share and count < most:
        chance *= (count + shape) / (count + 1.0) * mean / (mean + shape)
        count += 1.0
        total += chance
    return count
