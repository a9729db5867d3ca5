"""Who does what to whom, and what comes before what, as far as the plain order of words in a sentence tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from sandtable.evidence.names import Mention

__all__ = ["earlier", "holder", "loser", "supporter"]

_HOLD = (
    "holds|held|controls|controlled|takes|took|taken|take|seizes|seized|captures|captured|occupies|occupied|retook"
    "|retakes|retaken|recaptures|recaptured|keeps|kept|conquered|overran|overrun|dominates|dominated|liberated"
)
_LOSE = "loses|lost|lose|cedes|ceded|surrendered|abandoned|gave up|withdrew from|fled"
_SUPPORT = (
    "supports|supported|backs|backed|arms|armed|trains|trained|funds|funded|finances|financed|sponsors|sponsored"
    "|supplies|supplied|aids|aided|helps|helped|pays|paid|equips|equipped"
)
_BE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_BY = re.compile(r"\s+(?:\w+\s+){0,2}?by\b", re.IGNORECASE)
_TIME = re.compile(r"\b(before|after)\b", re.IGNORECASE)
_LOOK_BACK = 60
_MOST_VERBS = 40
_STOP = re.compile(r"[;:]|,\s(?:and|but|while|so)\s")


def _verbs(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


_HOLDS, _LOSES, _SUPPORTS = _verbs(_HOLD), _verbs(_LOSE), _verbs(_SUPPORT)


def _passive(sentence: str, verb: re.Match[str]) -> bool:
    return _BE.search(sentence[max(0, verb.start() - _LOOK_BACK) : verb.start()]) is not None


def _doer(sentence: str, verb: re.Match[str], doers: Sequence[Mention]) -> Mention | None:
    """Who does it: the nearest name before an active verb, the first after `by` of a passive one; None if untold."""
    after = _BY.match(sentence, verb.end())
    if _passive(sentence, verb) or after:
        return next((one for one in doers if after and one.start >= after.end()), None)
    before = [one for one in doers if one.end <= verb.start()]
    if not before or _STOP.search(sentence, before[-1].end, verb.start()):
        return None
    return before[-1]


def _object(sentence: str, verb: re.Match[str], things: Sequence[Mention]) -> Mention | None:
    """What it is done to: the first name after an active verb, the nearest before a passive one."""
    after = _BY.match(sentence, verb.end())
    if _passive(sentence, verb) or after:
        before = [one for one in things if one.end <= verb.start()]
        return before[-1] if before else None
    return next((one for one in things if one.start >= verb.end()), None)


def holder(sentence: str, actors: Sequence[Mention], places: Sequence[Mention]) -> Mention | None:
    """The actor that the sentence says holds or takes one of the places; None where the words do not tell."""
    for verb in islice(_HOLDS.finditer(sentence), _MOST_VERBS):
        doer, thing = _doer(sentence, verb, actors), _object(sentence, verb, places)
        if doer is not None and thing is not None:
            return doer
    return None


def loser(sentence: str, actors: Sequence[Mention], places: Sequence[Mention]) -> Mention | None:
    """The actor that the sentence says loses or leaves one of the places; None where the words do not tell."""
    for verb in islice(_LOSES.finditer(sentence), _MOST_VERBS):
        doer, thing = _doer(sentence, verb, actors), _object(sentence, verb, places)
        if doer is not None and thing is not None:
            return doer
    return None


def supporter(sentence: str, actors: Sequence[Mention]) -> tuple[Mention, Mention] | None:
    """Who supports whom in a sentence, as (patron, client); None where the words do not tell."""
    for verb in islice(_SUPPORTS.finditer(sentence), _MOST_VERBS):
        doer = _doer(sentence, verb, actors)
        others = [one for one in actors if doer is not None and one.ids != doer.ids]
        other = _object(sentence, verb, others)
        if doer is not None and other is not None:
            return doer, other
    return None


def earlier(sentence: str, things: Sequence[Mention]) -> tuple[Mention, Mention] | None:
    """Which of two named things comes first in time, as (first, second); None where the words do not tell."""
    for word in islice(_TIME.finditer(sentence), _MOST_VERBS):
        before = [one for one in things if one.end <= word.start()]
        after = [one for one in things if one.start >= word.end()]
        if before and after:
            pair = before[-1], after[0]
        elif len(after) > 1:
            pair = after[1], after[0]
        else:
            continue
        return pair if word[1].lower() == "before" else (pair[1], pair[0])
    return None
