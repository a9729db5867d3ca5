"""Which names stand in a sentence: by their words, with the endings that English gives them (Iraq, Iraq's, Iraqi)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

__all__ = ["Mention", "Names", "spellings"]

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_ENDINGS = ("'s", "'", "s", "i", "is", "n", "ns", "an", "ans", "ian", "ians", "ese")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_LONGEST_NAME = 12
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a sentence: where it stands and whom it may mean."""

    start: int
    end: int
    ids: frozenset[str]


def spellings(name: str, aka: Iterable[str] = ()) -> set[str]:
    """The ways in which a name may be written: as given, without what stands in brackets, without its article."""
    found = set()
    for one in (name, *aka):
        for form in (one, _ASIDE.sub("", one)):
            found.add(re.sub(r"^[Tt]he\s+", "", form.strip()))
    return {form for form in found if form}


class Names:
    """A set of names, each standing for an id, that can be looked for in sentences."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], bool, str]]] = {}
        for name_id, forms in names.items():
            for form in forms:
                words = tuple(found[0].casefold() for found in _WORD.finditer(form))[:_LONGEST_NAME]
                if words:
                    entry = (words, form != form.lower(), name_id)
                    self._by_first.setdefault(words[0], []).append(entry)

    def mentions(self, sentence: str) -> list[Mention]:
        """Every name in a sentence (in one spelling), from left to right; of names that overlap, the longest."""
        words = [(found[0], found.start(), found.end()) for found in _WORD.finditer(sentence)]
        said: list[Mention] = []
        position = 0
        while position < len(words):
            length, ids = self._at(words, position)
            if ids:
                said.append(Mention(words[position][1], words[position + length - 1][2], frozenset(ids)))
            position += max(1, length)
        return said

    def _at(self, words: list[tuple[str, int, int]], position: int) -> tuple[int, set[str]]:
        """The longest name that begins at a word: its number of words and the ids that it may mean."""
        best, ids = 0, set[str]()
        written = words[position][0]
        for stem in _stems(written):
            for name, capital, name_id in self._by_first.get(stem, ()):
                size = len(name)
                if size < best or position + size > len(words) or not _case_fits(written, name, capital):
                    continue
                rest = [word.casefold() for word, _, _ in words[position : position + size]]
                whole = rest[:-1] == list(name[:-1]) and name[-1] in _stems(rest[-1])
                if whole and size > best:
                    best, ids = size, {name_id}
                elif whole:
                    ids.add(name_id)
        return best, ids


def _case_fits(written: str, name: tuple[str, ...], capital: bool) -> bool:
    """A name with capitals needs one in the text; a short id (`us`) all capitals, or every pronoun would fit."""
    if capital:
        return not written[0].islower()
    return not (len(name) == 1 and len(name[0]) <= _SHORT) or written.isupper()


def _stems(word: str) -> list[str]:
    """A word, and the words that it may come from."""
    low = word.casefold()
    return [low, *(low.removesuffix(end) for end in _ENDINGS if low.endswith(end) and len(low) - len(end) > 1)]
