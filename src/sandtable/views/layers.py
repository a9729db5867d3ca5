"""What a statement waits for, in words: parts of the model not built or not used yet; and the tables of hedges."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["TABLE_WORDS", "listed", "waiting"]

LAYER_WORDS = {
    "roads": "roads that open and close",
    "bases": "bases and camps",
    "influence": "influence",
    "bargaining": "bargaining",
    "elections": "elections",
    "disputes": "disputes and mediation",
}
TABLE_WORDS = {
    "icd203": "ICD 203, the standard of United States intelligence analysis",
    "kent": "Sherman Kent's paper of 1964",
    "ipcc": "the IPCC's guidance on uncertainty",
    "survey": "a survey of 46 readers",
}


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words in one phrase: `a`, `a and b`, `a, b and c`."""
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else list(words))


def waiting(layers: Sequence[str]) -> str:
    """Why a statement waits, as a sentence: the parts of the model that it needs."""
    parts = "; ".join(LAYER_WORDS[layer] for layer in layers)
    return f"Waits for a part of the model that is not built, or not used here, yet: {parts}."
