"""One spelling for texts that say the same: quotes, dashes, white space and Unicode forms made alike, nothing lost.

Every character of the result knows which characters of the original it stands for, so that words found in the
result are found in the original too. Case, punctuation and every letter are kept: no word becomes another word.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Normalised", "normalise", "one_line"]

_INVISIBLE = frozenset("\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff")
_DIRECTIONS = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
INVISIBLE = _INVISIBLE | _DIRECTIONS
"""What no reader sees: soft hyphen, zero-width characters, marks of writing direction."""

_ALIKE = {
    "'": "\u2018\u2019\u201a\u201b\u2032\u02bc\u0060\u00b4\u2039\u203a",
    '"': "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d",
    "...": "\u2026",
}
ALIKE = str.maketrans({variant: plain for plain, variants in _ALIKE.items() for variant in variants})
"""Typographic quotes, dashes and the ellipsis, as a typewriter writes them."""


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text in one spelling. Character i of `text` stands for `original[starts[i]:ends[i]]`.

    Offsets count Unicode code points of the original, from 0. Characters that come from one indivisible piece (a
    letter and its accents) share its offsets.
    """

    text: str
    starts: array[int]
    ends: array[int]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where `text[start:end]` stands in the original; None when that would cut a letter from its accents."""
        if not 0 <= start < end <= len(self.text):
            return None
        first, last = self.starts[start], self.ends[end - 1]
        if (start > 0 and self.starts[start - 1] == first) or (end < len(self.text) and self.ends[end] == last):
            return None
        return first, last


class _Alphabet:
    """The kinds of characters that one text holds: what is rare is looked for only where it occurs."""

    def __init__(self, text: str) -> None:
        self.spaces: set[str] = set()
        self.gone: set[str] = set()
        self.marks: set[str] = set()
        self.changed: set[str] = set()
        for letter in set(text):
            self._sort(letter)

    def _sort(self, letter: str) -> None:
        if letter.isspace():
            self.spaces.add(letter)
        elif letter in INVISIBLE:
            self.gone.add(letter)
        elif _continues(letter):
            self.marks.add(letter)
        elif _plain(letter) != letter:
            self.changed.add(letter)

    def pattern(self) -> re.Pattern[str] | None:
        """What finds every stretch that does not stand for itself; None when there is none."""
        space, gone, mark = (_class(one) for one in (self.spaces, self.gone, self.marks))
        no_base = _class(self.spaces | self.gone | self.marks)
        parts = []
        if mark:
            base = f"[^{no_base}]?"
            parts.append(f"(?P<letter>{base}(?:[{gone}]*[{mark}])+)" if gone else f"(?P<letter>{base}[{mark}]+)")
        if space:
            parts.append(f"(?P<space>[{space}][{space}{gone}]+)")
        if self.spaces - {" "}:
            parts.append(f"(?P<odd>[{_class(self.spaces - {' '})}])")
        if gone:
            parts.append(f"(?P<gone>[{gone}]+)")
        if self.changed:
            parts.append(f"(?P<changed>[{_class(self.changed)}])")
        return re.compile("|".join(parts)) if parts else None


def _class(letters: Iterable[str]) -> str:
    return "".join(f"\\U{ord(letter):08x}" for letter in sorted(letters))


def _continues(letter: str) -> bool:
    """Whether a character belongs to the letter before it: accents, vowel signs, the later parts of a Korean block."""
    if unicodedata.category(letter)[0] == "M":
        return True
    code = ord(letter)
    return 0x1160 <= code <= 0x11FF or 0xD7B0 <= code <= 0xD7FF or 0x16D63 <= code <= 0x16D6A


@lru_cache(maxsize=4096)
def _plain(piece: str) -> str:
    """An indivisible piece in its one spelling: Unicode NFC, then the plain quotes and dashes."""
    return unicodedata.normalize("NFC", piece).translate(ALIKE)


def normalise(text: str) -> Normalised:
    """The text in one spelling, with its way back to the original.

    White space of any kind and length becomes one space; invisible characters go; quotes, dashes and the ellipsis
    become those of a typewriter; letters are composed as Unicode's form NFC has them. Doing it twice changes nothing.
    """
    alphabet = _Alphabet(text)
    pattern = alphabet.pattern()
    if pattern is None:
        return Normalised(text, array("L", range(len(text))), array("L", range(1, len(text) + 1)))
    gone = dict.fromkeys(map(ord, alphabet.gone))
    pieces: list[str] = []
    starts, ends = array("L"), array("L")
    done = 0
    for found in pattern.finditer(text):
        start, end = found.span()
        if start > done:
            pieces.append(text[done:start])
            starts.extend(range(done, start))
            ends.extend(range(done + 1, start + 1))
        kind = found.lastgroup
        said = " " if kind in ("space", "odd") else "" if kind == "gone" else _plain(found[0].translate(gone))
        pieces.append(said)
        starts.extend([start] * len(said))
        ends.extend([end] * len(said))
        done = end
    pieces.append(text[done:])
    starts.extend(range(done, len(text)))
    ends.extend(range(done + 1, len(text) + 1))
    return Normalised("".join(pieces), starts, ends)


def one_line(text: str) -> str:
    """The text in one spelling without white space at its ends: how a piece, or a sentence, is compared and shown."""
    return normalise(text).text.strip()
