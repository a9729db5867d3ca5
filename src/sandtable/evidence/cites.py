"""Cites: the exact place of some words in a source, once and only once, or what is wrong with them. Never a guess."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from sandtable.errors import InvalidInput, Problem
from sandtable.evidence.near import Index
from sandtable.evidence.normalise import Normalised, normalise, one_line
from sandtable.evidence.sentences import Span, sentence_of, sentences

__all__ = ["MOST_COUNTED", "Document", "Matches", "find", "hash_text"]

MOST_COUNTED = 100
"""Occurrences of a piece are counted up to here."""


def hash_text(text: str) -> str:
    """SHA-256 (hex) of a text in its one spelling, without white space at its ends."""
    return hashlib.sha256(one_line(text).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Matches:
    """Where words stand in a text: `spans` in the original, and the longer words that only seem to hold them."""

    spans: tuple[Span, ...]
    cut: tuple[str, ...] = ()


class Document:
    """The text of one source, with everything that finding words in it needs, worked out once."""

    def __init__(self, original: str) -> None:
        self.original = original

    @cached_property
    def normalised(self) -> Normalised:
        """The text in one spelling."""
        return normalise(self.original)

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the whole normalised text: the same whatever its line ends and quotes."""
        return hashlib.sha256(self.normalised.text.strip().encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def sentences(self) -> list[Span]:
        """Its sentences, as offsets into the original."""
        return sentences(self.original)

    @cached_property
    def index(self) -> Index:
        """Its words, for near misses."""
        return Index(self.normalised.text)

    def sentence(self, span: Span) -> Span:
        """The sentence that holds a piece, as offsets into the original."""
        return sentence_of(self.sentences, *span)

    def matches(self, words: str) -> Matches:
        """Every place where the words stand whole, up to `MOST_COUNTED`; words that begin inside a word do not."""
        piece, text = one_line(words), self.normalised.text
        spans: list[Span] = []
        cut: list[str] = []
        at = text.find(piece) if piece else -1
        while at >= 0 and len(spans) < MOST_COUNTED and len(cut) < MOST_COUNTED:
            end = at + len(piece)
            span = self.normalised.span(at, end)
            if span is not None and not (_inside(text, at) or _inside(text, end)):
                spans.append(span)
            else:
                cut.append(_whole(text, at, end))
            at = text.find(piece, at + 1)
        return Matches(tuple(spans), tuple(dict.fromkeys(cut)))

    def near(self, words: str) -> str | None:
        """The piece of the text that is most like the words; None when nothing is near."""
        return self.index.near(one_line(words))


def _kind(letter: str) -> str:
    """Letters that stand in words of letters, digits that stand in numbers; other scripts may join words freely."""
    if letter.isdecimal():
        return "number"
    return "word" if letter.lower() != letter.upper() else ""


def _inside(text: str, at: int) -> bool:
    """Whether a position lies inside a word (un|likely) or a number (1|400, 1,|400, 3.|5)."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if _kind(before) and _kind(before) == _kind(after):
        return True
    near = text[max(0, at - 2) : at + 2]
    return any(
        one.isdecimal() and point in ".," and other.isdecimal() for (one, point), (_, other) in pairwise(pairwise(near))
    )


def _whole(text: str, start: int, end: int) -> str:
    """The words that a piece was cut from, for people to read."""
    low, high = start, end
    while low > 0 and start - low < 40 and not text[low - 1].isspace():
        low -= 1
    while high < len(text) and high - end < 40 and not text[high].isspace():
        high += 1
    return text[low:high].strip(".,;:!?\"'()")[:120]


def find(words: str, text: str | Document) -> Span:
    """Where the words stand in the text: start and end in the ORIGINAL, counted in characters from 0.

    The words must occur exactly, up to quotes, dashes, white space and Unicode forms, and once; otherwise InvalidInput
    says what is wrong and, where something is near, what was probably meant.
    """
    document = text if isinstance(text, Document) else Document(text)
    found = document.matches(words)
    if len(found.spans) != 1:
        raise InvalidInput([Problem(wrong(words, len(found.spans), found.cut), hint=meant(words, document))])
    return found.spans[0]


def wrong(words: str, times: int, cut: tuple[str, ...] = ()) -> str:
    """What is wrong with words that do not stand exactly once in a source, in one sentence."""
    if times > 1:
        number = f"{times} times" if times < MOST_COUNTED else f"at least {MOST_COUNTED} times"
        return f"{_shown(words)} stands {number} in the source. Cite a longer piece that stands there once."
    if cut:
        return f"{_shown(words)} stands in the source only as a part of {_shown(cut[0])}. Cite whole words."
    return f"{_shown(words)} does not stand in the source, word for word."


def meant(words: str, *documents: Document) -> str:
    """The sentence that offers the near miss, or nothing when nothing is near or the words do stand there."""
    for document in documents:
        if not document.matches(words).spans:
            near = document.near(words)
            if near and near != one_line(words):
                return f"Did you mean {_shown(near, 200)}?"
    return ""


def _shown(words: str, most: int = 80) -> str:
    said = one_line(words)
    return f"«{said if len(said) <= most else said[: most - 1] + '…'}»"
