"""The near miss: which words of a text were probably meant by words that do not stand there. Shown, never accepted.

The cost is bounded whatever the text and the words: one pass over the text's words, and a close look at a few places.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

__all__ = ["Index"]

_WORD = re.compile(r"[^\W\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]{1,40}|\w")
_MOST_WORDS = 60
"""A piece is judged by its first words, so many."""
_LOOKS = 12
"""Places that are looked at closely."""
_LEAST = 0.6
"""Below this likeness of the two rows of words nothing is offered."""
_MOST_SPELLINGS = 3_000
"""Words of the text that one unknown word is compared with."""
_MOST_UNKNOWN = 8
_MOST_TEXT = 300_000
"""A text is searched as far as its first words, so many."""
_SLIP = 0.2
"""What a slip of the pen takes off the likeness of a word."""


class Index:
    """The words of a text (in one spelling) and where each stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = [found.span() for found in islice(_WORD.finditer(text), _MOST_TEXT)]
        self.words = [text[start:end].casefold() for start, end in self.spans]
        self.known = Counter(self.words)
        self.by_size: dict[tuple[str, int], list[str]] = {}
        for word in self.known:
            self.by_size.setdefault((word[0], len(word)), []).append(word)

    def near(self, piece: str) -> str | None:
        """The piece of the text most like this one, as it stands there; None when nothing is near."""
        asked = [found[0].casefold() for found in _WORD.finditer(piece[:4000])][:_MOST_WORDS]
        if not asked or not self.words:
            return None
        meant = self._spelt(asked)
        best, span = 0.0, (0, 0)
        for start in self._places(meant):
            score, low, high = self._closely(asked, meant, start)
            if score > best:
                best, span = score, (self.spans[low][0], self.spans[high - 1][1])
        return self.text[slice(*span)] if best >= _LEAST else None

    def _spelt(self, asked: Sequence[str]) -> list[str]:
        """The words asked for, each unknown one replaced by the word of the text that it is probably a slip of."""
        meant, tried = [], 0
        for word in asked:
            if word not in self.known and len(word) > 2 and tried < _MOST_UNKNOWN:
                tried += 1
                sizes = range(max(1, len(word) - 2), len(word) + 3)
                near = [other for size in sizes for other in self.by_size.get((word[0], size), ())][:_MOST_SPELLINGS]
                close = difflib.get_close_matches(word, near, n=1, cutoff=0.75)
                meant.append(close[0] if close else word)
            else:
                meant.append(word)
        return meant

    def _places(self, meant: Sequence[str]) -> list[int]:
        """Where the text shares most words with those meant, best first: a window of their number slides along."""
        size = len(meant)
        left = Counter(meant)
        weight = {word: 1 / self.known[word] ** 0.25 for word in left if word in self.known}
        score, scores = 0.0, []
        for position, word in enumerate(self.words):
            if word in weight:
                left[word] -= 1
                score += weight[word] if left[word] >= 0 else 0.0
            out = self.words[position - size] if position >= size else ""
            if out in weight:
                left[out] += 1
                score -= weight[out] if left[out] > 0 else 0.0
            scores.append((score, max(0, position - size + 1)))
        scores.sort(key=lambda item: -item[0])
        chosen: list[int] = []
        for value, start in scores[: 40 * _LOOKS]:
            if value > 0 and len(chosen) < _LOOKS and all(abs(start - other) > size // 4 for other in chosen):
                chosen.append(start)
        return chosen

    def _closely(self, asked: Sequence[str], meant: Sequence[str], start: int) -> tuple[float, int, int]:
        """How alike the words from `start` are, and the first and last word of the best stretch there."""
        size = len(meant)
        low = max(0, start - 2)
        row = self.words[low : start + size + 3]
        alike = difflib.SequenceMatcher(None, meant, row, False).get_matching_blocks()
        blocks = [block for block in alike if block.size]
        if not blocks:
            return 0.0, start, start + 1
        first = max(0, blocks[0].b - blocks[0].a)
        last = min(len(row), blocks[-1].b + blocks[-1].size + (size - blocks[-1].a - blocks[-1].size))
        shared = sum(block.size for block in blocks)
        slips = sum(meant[block.a + k] != asked[block.a + k] for block in blocks for k in range(block.size))
        return 2 * (shared - _SLIP * slips) / (size + last - first), low + first, low + last
