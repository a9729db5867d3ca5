"""sandtable turns a written assessment of a conflict into a model you can run.

The stable face: `read_scenario`, `simulate`, `judge`, `brief`, `write_brief`, `export_run`, and what explains a claim:
`why`, `flip`, `show`, `suppose`, `compare`. Everything else may change between versions. Nothing heavy is loaded until
one of them is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sandtable._version import __version__
    from sandtable.face import brief, export_run, judge, read_scenario, simulate, write_brief
    from sandtable.face_why import compare, flip, show, suppose, why

__all__ = [
    "__version__",
    "brief",
    "compare",
    "export_run",
    "flip",
    "judge",
    "read_scenario",
    "show",
    "simulate",
    "suppose",
    "why",
    "write_brief",
]

EXPLAINING = ("compare", "flip", "show", "suppose", "why")


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for."""
    if name == "__version__":
        from sandtable._version import __version__

        return __version__
    if name in EXPLAINING:
        from sandtable import face_why

        return getattr(face_why, name)
    if name in __all__:
        from sandtable import face

        return getattr(face, name)
    raise AttributeError(f"module 'sandtable' has no attribute {name!r}")
