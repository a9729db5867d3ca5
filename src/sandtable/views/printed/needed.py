"""What a printed brief needs beyond the package, and what to say where it is not there."""

from __future__ import annotations

import importlib.util

from sandtable.errors import InvalidInput, Problem

__all__ = ["need"]

NAMES = {"typst": "typst", "docx": "python-docx"}


def need(*modules: str) -> None:
    """InvalidInput with what to install, where a library is missing."""
    absent = [NAMES[one] for one in modules if importlib.util.find_spec(one) is None]
    if absent:
        hint = 'Install it with: pip install "sandtable[office]"'
        raise InvalidInput([Problem(f"this needs {' and '.join(absent)}, not installed here.", hint=hint)])
