"""A made-up war on a grid of any size, to see how the real engine's time grows with places, days and futures."""

from __future__ import annotations

import datetime
import math
import random
from typing import Any

from sandtable.scenario.resolve import complete
from sandtable.scenario.schema import Scenario

AS_OF = datetime.date(2030, 3, 1)
WHY = "made up to measure time"


def grid_war(places: int, days: int, seed: int = 1) -> Scenario:
    """Two sides in halves of a grid, four formations each, a source of supply in each half."""
    luck = random.Random(seed)
    width = math.isqrt(places)
    sides = ["blue" if number < places // 2 else "red" for number in range(places)]
    raw: dict[str, Any] = {
        "format": 1,
        "title": "A war on a grid",
        "as_of": AS_OF.isoformat(),
        "until": (AS_OF + datetime.timedelta(days=days - 1)).isoformat(),
        "theatre": ["nowhere"],
        "sources": {},
        "actors": {"blue": {"name": "Blue"}, "red": {"name": "Red"}},
        "ties": {"war": {"who": "blue", "enemy": ["red"], "assume": WHY}},
        "places": {},
        "routes": {},
        "control": {},
        "forces": {},
        "formations": {},
        "mechanisms": {"collapse": "weak"},
    }
    for number, side in enumerate(sides):
        name = f"p{number}"
        at = [20 + number // width * 0.3, 20 + number % width * 0.3]
        raw["places"][name] = {"name": name, "at": at, "fortified": round(luck.random(), 2)}
        raw["control"][name] = {"who": side, "holds": [name], "assume": WHY}
        raw["forces"][name] = {"who": side, "at": name, "fighters": [200, 900], "assume": WHY}
        for other in (number - 1 if number % width else -1, number - width):
            if other >= 0:
                raw["routes"][f"r{number}-{other}"] = {"between": [name, f"p{other}"], "km": [34, 45], "assume": WHY}
    for side, source in (("blue", 0), ("red", places - 1)):
        raw["places"][f"p{source}"]["supplies"] = [side]
        own = [number for number in range(places) if sides[number] == side]
        for body in range(4):
            base = f"p{own[len(own) * (body + 1) // 5]}"
            raw["formations"][f"{side}{body}"] = {"who": side, "base": base, "fighters": [3000, 6000], "assume": WHY}
    return complete(Scenario.model_validate(raw))
