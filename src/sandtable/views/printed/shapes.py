"""The shape of each side on the printed map, the same as on the page, so that it is known without colour."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

__all__ = ["shape_path"]

Point = tuple[float, float]
_ARM = 0.42
_CORNERS: Mapping[str, Sequence[Point]] = {
    "square": ((-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)),
    "triangle": ((0, -1.2), (1.15, 0.85), (-1.15, 0.85)),
    "wedge": ((0, 1.2), (1.15, -0.85), (-1.15, -0.85)),
    "diamond": ((0, -1.22), (1.22, 0), (0, 1.22), (-1.22, 0)),
    "bar": ((-1.2, -0.6), (1.2, -0.6), (1.2, 0.6), (-1.2, 0.6)),
    "cross": (
        (-_ARM, -1.1), (_ARM, -1.1), (_ARM, -_ARM), (1.1, -_ARM), (1.1, _ARM), (_ARM, _ARM),
        (_ARM, 1.1), (-_ARM, 1.1), (-_ARM, _ARM), (-1.1, _ARM), (-1.1, -_ARM), (-_ARM, -_ARM),
    ),
    "hourglass": ((-0.95, -1.1), (0.95, -1.1), (0.25, 0), (0.95, 1.1), (-0.95, 1.1), (-0.25, 0)),
    "saltire": (
        (-1.05, -1.05), (-0.45, -1.05), (0, -0.6), (0.45, -1.05), (1.05, -1.05), (1.05, -0.45), (0.6, 0), (1.05, 0.45),
        (1.05, 1.05), (0.45, 1.05), (0, 0.6), (-0.45, 1.05), (-1.05, 1.05), (-1.05, 0.45), (-0.6, 0), (-1.05, -0.45),
    ),
    "house": ((0, -1.25), (1.05, -0.3), (1.05, 1), (-1.05, 1), (-1.05, -0.3)),
    "arrow": ((-1.1, -0.95), (0.2, -0.95), (1.25, 0), (0.2, 0.95), (-1.1, 0.95), (-0.35, 0)),
    "star": tuple(
        (reach * math.sin(step * math.pi / 5), -reach * math.cos(step * math.pi / 5))
        for step, reach in enumerate((1.3, 0.62) * 5)
    ),
}  # fmt: skip


def shape_path(shape: str, radius: float) -> str:
    """The SVG path of an actor's shape around (0, 0); an unknown shape is a circle."""
    corners = _CORNERS.get(shape)
    if corners is None:
        r = radius * 0.98
        return f"M{-r:.3f} 0A{r:.3f} {r:.3f} 0 1 1 {r:.3f} 0A{r:.3f} {r:.3f} 0 1 1 {-r:.3f} 0Z"
    return "M" + "L".join(f"{x * radius:.3f} {y * radius:.3f}" for x, y in corners) + "Z"
