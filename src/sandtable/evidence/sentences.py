"""Where the sentences of a text begin and end: good enough for reports, with offsets, never a guess about meaning.

A sentence ends with . ! ? or their like (and the quotes and brackets that close after it) before white space, and at
an empty line. It does not end after a title or an initial (Dr. X, J. Smith, the U.S. forces), an abbreviation in the
middle (e.g. this), or where a small letter follows.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

__all__ = ["Span", "sentence_of", "sentences"]

Span = tuple[int, int]
"""Start and end of a piece of a text, in characters."""

_CLOSERS = "\"'\u201d\u2019\u00bb)\\]"
_END = re.compile(
    rf"[.!?\u2026\u061f\u06d4]+(?P<close>[{_CLOSERS}]*)(?=\s|\Z)|[\u3002\uff01\uff1f]+[{_CLOSERS}\u300d\u300f]*"
    r"|(?<=\S)[^\S\n]*(?:\r\n|\n|\r)[^\S\n\r]*(?=\r\n|\n|\r)"
)
_STOPS = ".!?\u2026\u061f\u06d4"
_OPENERS = "\"'\u201c\u2018\u00ab([*_-"
_AFTER = re.compile(rf"\s*[{re.escape(_OPENERS)}]*(\w+)?")
_TITLES = frozenset(
    "mr mrs ms dr prof gen lt col maj capt cpt sgt brig cmdr adm gov sen rep pres st mt messrs hon rev no nos fig vol "
    "vs cf op art sec".split()
)
_MIDDLE = frozenset(
    "etc e.g i.e al approx ca inc ltd co corp dept est jan feb mar apr jun jul aug sep sept oct nov dec km p pp ed "
    "a.m p.m jr sr bn div bde".split()
)
_STARTERS = frozenset(
    "the a an it he she they we this that these those but in on at after before if as while when there its their his "
    "and yet so for from with what who".split()
)
_LOOK_BACK = 40


def sentences(text: str) -> list[Span]:
    """The sentences of a text, in order, as offsets without the white space around them."""
    spans: list[Span] = []
    start = 0
    for found in _END.finditer(text):
        if found[0][0] in _STOPS and not _ends(text, found):
            continue
        _keep(text, start, found.end(), spans)
        start = found.end()
    _keep(text, start, len(text), spans)
    return spans


def _keep(text: str, start: int, end: int, spans: list[Span]) -> None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    if left < len(piece):
        spans.append((start + left, start + len(piece.rstrip())))


def _ends(text: str, found: re.Match[str]) -> bool:
    """Whether a stop (. ! ? and their like) ends its sentence."""
    stop, end = found.start(), found.end()
    after = _AFTER.match(text, end, min(len(text), end + _LOOK_BACK))
    following = (after[1] if after else None) or ""
    if following[:1].islower():
        return False
    words = text[max(0, stop - _LOOK_BACK) : stop].rsplit(None, 1)
    if not words or found[0] != ".":
        return True
    said = words[-1].lstrip(_OPENERS)
    if said.lower() in _TITLES:
        return not following or following.lower() in _STARTERS
    initials = said not in ("", "I") and all(len(part) == 1 and part.isalpha() for part in said.split("."))
    if initials or said.lower() in _MIDDLE:
        return not following or following.lower() in _STARTERS
    return True


def sentence_of(spans: Sequence[Span], start: int, end: int) -> Span:
    """The sentence that holds a piece; where the piece runs over several, all of them together.

    `spans` are the text's sentences in order; the piece itself where there is none.
    """
    first = max(0, bisect_right(spans, start, key=lambda span: span[0]) - 1)
    last = max(first, bisect_right(spans, end - 1, key=lambda span: span[0]) - 1)
    if not spans:
        return start, end
    return min(start, spans[first][0]), max(end, spans[last][1])
