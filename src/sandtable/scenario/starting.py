"""A new scenario's folder: a small commented one that runs as it is, its text, and the schema for editors."""

from __future__ import annotations

import importlib.resources
import re

from sandtable.errors import InvalidInput, Problem
from sandtable.scenario.json_schema import FILE_NAME, MODELINE, schema_text

__all__ = ["check_folder_name", "starter_files"]

_REFUSED = re.compile(r'[<>:"|?*\\/\x00-\x1f\x7f]|[. ]\Z|\A[. -]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?\Z", re.IGNORECASE)
_LONGEST = 80


def check_folder_name(name: str) -> None:
    """Refuse a name that some system cannot keep as a folder, so that a scenario can travel; InvalidInput says why."""
    if not name or len(name) > _LONGEST or _REFUSED.search(name) or _RESERVED.match(name):
        message = f"{name[:60]!r} cannot be a folder's name on every system."
        raise InvalidInput([Problem(message, hint="Use letters, digits and hyphens, such as river-front.")])


def starter_files(name: str) -> dict[str, str]:
    """The files of a new scenario by name; its title is made from the folder's name. Pure: nothing is written.

    Raises InvalidInput for a name that some system cannot keep as a folder.
    """
    check_folder_name(name)
    title = " ".join(re.split(r"[-_\s]+", name)).strip() or name
    folder = importlib.resources.files("sandtable.scenario") / "starter"
    text = (folder / "scenario.yaml").read_text(encoding="utf-8").replace("{{title}}", title[:1].upper() + title[1:])
    return {
        "scenario.yaml": f"{MODELINE}./{FILE_NAME}\n{text}",
        "assessment.md": (folder / "assessment.md").read_text(encoding="utf-8"),
        FILE_NAME: schema_text(),
    }
