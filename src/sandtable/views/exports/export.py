"""Writes a run in one of the formats, whole or not at all; nothing that is there is ever overwritten."""

from __future__ import annotations

import importlib.util
import os
import secrets
import shutil
from pathlib import Path

from sandtable.errors import InvalidInput, Problem, did_you_mean
from sandtable.views.exports.catalogue import FORMATS
from sandtable.views.exports.format import Format
from sandtable.views.exports.source import Source

__all__ = ["check_target", "export", "format_named", "missing"]


def format_named(name: str | None, target: Path) -> Format:
    """The format that is meant by name, or by the ending of the target; InvalidInput where that is none."""
    if name is None:
        found = next((one for one in FORMATS.values() if one.suffix and one.suffix == target.suffix), None)
        if found is None:
            message = f"the ending of {target.name!r} is that of no format."
            raise InvalidInput([Problem(message, path="--format", hint=f"Say which: {', '.join(FORMATS)}.")])
        return found
    if name not in FORMATS:
        hint = did_you_mean(name, FORMATS) or f"Known: {', '.join(FORMATS)}."
        raise InvalidInput([Problem(f"there is no format {name[:40]!r}.", path="--format", hint=hint)])
    return FORMATS[name]


def missing(form: Format) -> Problem | None:
    """What to install before a format can be written; None when all is there."""
    absent = [name for name in form.needs if importlib.util.find_spec(name) is None]
    if not absent:
        return None
    hint = f'Install it with: pip install "sandtable[{form.extra}]"'
    return Problem(f"writing {form.title} needs {' and '.join(absent)}, not installed here.", form.name, hint=hint)


def check_target(target: Path, form: Format) -> None:
    """InvalidInput where a library is missing or something is there already; an empty folder will do for a folder."""
    lacking = missing(form)
    if lacking is not None:
        raise InvalidInput([lacking])
    empty = form.folder and target.is_dir() and not any(target.iterdir())
    if os.path.lexists(target) and not empty:
        raise InvalidInput([Problem("is there already.", target.as_posix(), hint="Nothing is overwritten.")])


def export(source: Source, target: Path, form: Format) -> Path:
    """Write a run to a file or folder that does not exist yet (an empty folder will do); returns it.

    InvalidInput where something is there already, where it cannot be written, or where a library is missing.
    """
    check_target(target, form)
    part = target.with_name(f".{secrets.token_hex(6)}.part{form.suffix}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        form.write(source, part)
        part.replace(target)
    except OSError as reason:
        raise InvalidInput([Problem(f"cannot be written ({reason.strerror}).", target.as_posix())]) from None
    finally:
        shutil.rmtree(part, ignore_errors=True) if part.is_dir() else part.unlink(missing_ok=True)
    return target
