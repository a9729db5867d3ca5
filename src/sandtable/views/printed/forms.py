"""The forms that a brief can be written in beside the page, by their names on the command line and their endings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sandtable.errors import InvalidInput, Problem
from sandtable.views.printed.docx import write_docx
from sandtable.views.printed.needed import need
from sandtable.views.printed.pdf import write_pdf

__all__ = ["FORMS", "check_forms", "write_forms"]

FORMS: Mapping[str, tuple[tuple[str, ...], Callable[[Mapping[str, Any], Path], Path]]] = {
    "pdf": (("typst",), write_pdf),
    "docx": (("docx", "typst"), write_docx),
}
"""What each form needs, and what writes it."""


def check_forms(wanted: Mapping[str, Path]) -> None:
    """InvalidInput where a form needs a library that is missing, or two forms would go into one file."""
    for form in wanted:
        need(*FORMS[form][0])
    if len(set(wanted.values())) < len(wanted):
        raise InvalidInput([Problem("two forms cannot go into one file.", path=" ".join(f"--{one}" for one in wanted))])


def write_forms(payload: Mapping[str, Any], wanted: Mapping[str, Path]) -> list[Path]:
    """Write a payload in each form that is wanted; InvalidInput where a file cannot be written."""
    done = []
    for form, path in wanted.items():
        try:
            done.append(FORMS[form][1](payload, path))
        except OSError as reason:
            raise InvalidInput([Problem(f"cannot be written ({reason.strerror}).", path.as_posix())]) from None
    return done
