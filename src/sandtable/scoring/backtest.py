"""All campaigns together: the headline against each baseline, and what was said beforehand to count as failing."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from typing import Any

from sandtable.scoring.baselines import BASELINES, NOTHING, THEATRE
from sandtable.scoring.campaign import CampaignScore
from sandtable.scoring.order import COIN
from sandtable.scoring.paired import OPTIMISTIC, Paired, paired_over_campaigns

__all__ = ["LEAST_COVERAGE", "as_json", "failings", "headline"]

LEAST_COVERAGE = 0.5
"""The 80 % intervals must hold what happened at least this often: said before any campaign was scored."""


def headline(scores: Sequence[CampaignScore]) -> tuple[Paired, ...]:
    """The model against each baseline over all campaigns, each campaign counted alike; scenarios as they stand."""
    whole = [one for one in scores if not one.variant]
    if not whole:
        return ()
    return tuple(
        paired_over_campaigns(
            name, [([d.crps for d in one.days], [d.baselines[name] for d in one.days]) for one in whole]
        )
        for name in BASELINES
    )


def failings(scores: Sequence[CampaignScore]) -> tuple[str, ...]:
    """What counts as failing by the rules laid down beforehand, campaign by campaign, as they stand; in words."""
    found = []
    for one in scores:
        if one.variant:
            continue
        inside, of = one.coverage(80)
        beside = {baseline.name: baseline.crps for baseline in one.baselines}
        if inside / of < LEAST_COVERAGE:
            found.append(f"{one.campaign}: the 80 % intervals hold {inside} of {of} days")
        for name in (NOTHING, THEATRE):
            if one.crps > beside[name]:
                found.append(f"{one.campaign}: mean CRPS {one.crps:.1f} days, worse than {name!r} ({beside[name]:.1f})")
        if one.order > COIN:
            found.append(f"{one.campaign}: the order of falls is worse than a coin ({one.order:.3f} > {COIN})")
    return tuple(found)


def _plain(value: Any) -> Any:
    """JSON values: numbers that are none become null."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value


def as_json(scores: Sequence[CampaignScore]) -> dict[str, Any]:
    """The whole back-test as plain JSON values."""
    campaigns = []
    for one in scores:
        inside_50, of = one.coverage(50)
        extra = {"crps": one.crps, "inside_50": inside_50, "inside_80": one.coverage(80)[0], "of": of}
        campaigns.append(dataclasses.asdict(one) | extra | {"brier": one.brier, "log": one.log})
    whole = [dataclasses.asdict(pair) for pair in headline(scores)]
    return dict(_plain({"campaigns": campaigns, "over_all": whole, "failings": failings(scores), "note": OPTIMISTIC}))
