"""Texts of other people made safe for spreadsheets: a cell that would be run as a formula is written as words."""

from __future__ import annotations

from typing import Any

from sandtable.views.plain import plain

__all__ = ["cell"]

_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet takes for the beginning of a formula, also in the wide letters of East Asian keyboards."""


def cell(value: Any) -> Any:
    """A value as a CSV may hold it: a text that begins like a formula gets an apostrophe before it.

    Control characters are gone; numbers, which never come as text, keep their sign.
    """
    if not isinstance(value, str):
        return value
    text = plain(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
