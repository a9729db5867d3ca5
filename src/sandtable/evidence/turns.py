"""What turns or weakens a quote from outside: a negation or a hedge in its clause that the quoted words leave out."""

from __future__ import annotations

import re

from sandtable.evidence.sentences import Span

__all__ = ["clause", "hedge_outside", "negation_outside"]

_BREAK = re.compile(
    r"[;:()]|\s-\s|,?\s(?:but|because|although|though|whereas|while)\s"
    r"|,\s(?:and|so|since|which|who|where|as|if|for|when|yet|it|they|he|she|we|there)\s",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:not(?! only\b)|cannot|no(?! doubt\b)(?! \d)|never|nor|neither|none|nobody|nothing|hardly|scarcely|barely"
    r"|without|unable|unlikely|no longer|den(?:y|ies|ied|ying)|refus(?:e|es|ed|ing) to|fail(?:s|ed|ing)? to"
    r"|failure (?:of|to)|ceas(?:e|es|ed)|reject(?:s|ed)?|refut(?:e|es|ed)|false(?:ly)?|untrue|rather than|instead of"
    r"|far from|prevent(?:s|ed)?|abandon(?:s|ed)?|gave up|doubts?|doubted|doubtful)\b|\b\w+n't\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:may(?! \d)|might|could|would|perhaps|possibly|probably|likely|maybe|reportedly|allegedly|supposedly"
    r"|apparently|rumou?r(?:s|ed)?|claim(?:s|ed)|is said to|are said to|was said to|were said to|according to|suspected"
    r"|believed to|thought to|expected|seems?|appears?|if|unless|should)\b",
    re.IGNORECASE,
)
_REACH_BEFORE = 60
_REACH_AFTER = 40
_REACH_NEGATION_AFTER = 25


def clause(sentence: str, piece: Span) -> Span:
    """The clause of a sentence that holds a piece, as offsets; a piece over several clauses has all of them."""
    start, end = piece
    low, high = 0, len(sentence)
    for found in _BREAK.finditer(sentence):
        if found.end() <= start + 1:
            low = found.end()
        elif found.start() >= end - 1:
            high = found.start()
            break
    return min(low, start), max(high, end)


def negation_outside(sentence: str, piece: Span) -> str | None:
    """The negation near a piece, in its clause but outside it, that the quoted words leave out; None without one."""
    comma = sentence.find(",", piece[1])
    near = min(_REACH_NEGATION_AFTER, comma - piece[1]) if comma >= 0 else _REACH_NEGATION_AFTER
    return _outside(_NEGATION, sentence, piece, near)


def hedge_outside(sentence: str, piece: Span) -> str | None:
    """The word of doubt near a piece, in its clause but outside it, that the quoted words leave out."""
    return _outside(_HEDGE, sentence, piece, _REACH_AFTER)


def _outside(cue: re.Pattern[str], sentence: str, piece: Span, after: int) -> str | None:
    start, end = piece
    low, high = clause(sentence, piece)
    low, high = max(low, start - _REACH_BEFORE), min(high, end + after)
    for found in cue.finditer(sentence, max(0, low - 1), high):
        if found.start() >= low and (found.end() <= start or found.start() >= end):
            return found[0]
    return None
