"""How often intervals miss while one peeks a hundred times and futures come in twins: measured against the promise.

    python benchmarks/coverage_of_intervals.py [--trials 1000]

Each trial draws a probability for every set of assumptions from a beta distribution, then a verdict for each of two
futures with it (twins), so that the assumptions carry a given share of the verdict's variance. The claim's interval is
looked at a hundred times as futures come in. A trial misses when any look leaves the true probability outside. The
second row of each pair treats twins as if they were independent futures: what the amendment of the design warns of.
"""

from __future__ import annotations

import argparse

import numpy as np

from sandtable.claims.interval import log_evidence

SHARES = (0.0, 0.3, 0.5, 0.8)
PROBABILITIES = (0.05, 0.3, 0.5)
ALPHA, LOOKS, DRAWS = 0.05, 100, 10_000


def verdicts(random: np.random.Generator, probability: float, share: float, trials: int) -> np.ndarray:
    """Twins' verdicts, bool (trial, draw, 2); the assumptions carry `share` of the variance."""
    if share == 0:
        known = np.full((trials, DRAWS), probability)
    else:
        weight = 1 / share - 1
        known = random.beta(probability * weight, (1 - probability) * weight, (trials, DRAWS))
    return random.random((trials, DRAWS, 2)) < known[:, :, None]


def misses(true: np.ndarray, probability: float) -> float:
    """Share of trials in which some look leaves the probability outside; `true` is (trial, future)."""
    ends = np.linspace(true.shape[1] / LOOKS, true.shape[1], LOOKS).astype(np.int64)
    counts = np.cumsum(true, axis=1, dtype=np.int64)[:, ends - 1]
    outside = log_evidence(probability, counts, ends) > -np.log(ALPHA)
    return float(outside.any(axis=1).mean())


def main() -> None:
    """Print the table for docs/explanation/intervals.md."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--trials", type=int, default=1_000)
    trials = parser.parse_args().trials
    random = np.random.default_rng(20170430)
    print("| share of assumptions | true probability | first futures only | twins taken as independent |")
    print("|---|---|---|---|")
    for share in SHARES:
        for probability in PROBABILITIES:
            first, both = [], []
            for _ in range(0, trials, 100):
                true = verdicts(random, probability, share, 100)
                first.append(misses(true[:, :, 0], probability))
                both.append(misses(true.reshape(100, -1), probability))
            print(f"| {share} | {probability} | {100 * np.mean(first):.1f} % | {100 * np.mean(both):.1f} % |")


if __name__ == "__main__":
    main()
