"""Text of other people made safe to print: no control characters, no hidden changes of writing direction."""

from __future__ import annotations

import unicodedata

__all__ = ["plain", "shorten"]

_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(text: str) -> str:
    """The text on one line, without control characters (a terminal obeys them) and direction overrides."""
    spaced = "".join(" " if character in "\t\n\r\u2028\u2029" else character for character in text)
    kept = (one for one in spaced if unicodedata.category(one) not in ("Cc", "Cs") and one not in _DIRECTION)
    return " ".join("".join(kept).split(" ")).strip()


def shorten(text: str, length: int) -> str:
    """At most `length` characters, cut at a word where one ends late enough, with an ellipsis."""
    if len(text) <= length:
        return text
    head = text[: length - 1]
    cut = head.rfind(" ")
    return (head[:cut] if cut > length // 2 else head).rstrip(" ,;:") + "\u2026"
