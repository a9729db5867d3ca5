"""Labels in the payload: whether a political verdict comes from data, from a premise, or only gives an input back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandtable.assumptions.labels import Input, Label
from sandtable.views import numbers
from sandtable.views.plain import plain

__all__ = ["label_row", "with_labels"]


def with_labels(payload: Mapping[str, Any], labels: Mapping[str, Label] | None) -> dict[str, Any]:
    """The payload with `label` in every claim's row; null where none was looked for, or the claim is not political."""
    found = labels or {}
    rows = [row | {"label": label_row(found[row["id"]]) if row["id"] in found else None} for row in payload["claims"]]
    return {**payload, "claims": rows}


def label_row(label: Label) -> dict[str, Any]:
    """Word, carrier and sentence of one label."""
    carrier = None
    if label.premise is not None:
        carrier = plain(label.premise.without)
    elif label.input is not None:
        carrier = plain(label.input.meaning)
    elif label.entry is not None:
        carrier = f"{label.entry}, described by judgements alone"
    elif label.event is not None:
        carrier = label.event.rpartition(".")[2].replace("-", " ")
    return {"word": label.word, "carrier": carrier, "text": _sentence(label, carrier)}


def _number(label: Label, value: float) -> str:
    return numbers.points(value) if label.of_difference else numbers.probability(min(1.0, max(0.0, value)))


def _sentence(label: Label, carrier: str | None) -> str:
    word = label.word.capitalize()
    if label.word == "tautological":
        if label.event is not None:
            return f"{word}: it gives back what the scenario declares of \u201c{carrier}\u201d."
        return f"{word}: nearly every future gives the same, whatever premise is taken away."
    if label.input is not None:
        return f"{word}: {_halves(label.input)} {_reach(label)}"
    if label.entry is not None:
        said = f"{word}: no single premise or number moves it far, but all that is said of {label.entry} is judgement."
        return f"{said} {_reach(label)}"
    what = "the difference" if label.of_difference else "it"
    if label.premise is not None and label.without is not None:
        left, found = _number(label, label.without), _number(label, label.share)
        said = f"{word}: {what} is {left} instead of {found} if {carrier}."
    else:
        said = f"{word}: no premise taken away moves {what} far"
        said += " or across one half." if not label.of_difference else ", or makes it vanish."
    return f"{said} {_reach(label)}"


def _halves(found: Input) -> str:
    """A number of ours that moves the claim, with the claim's share in either half of its range."""
    lower, upper = numbers.probability(found.lower), numbers.probability(found.upper)
    if found.is_chance:
        return f"it hangs on {plain(found.meaning)}, a chance that is a judgement: {lower} where so, {upper} where not."
    return f"it hangs on a judgement, {plain(found.meaning)}: {lower} in the lower half of its range, {upper} above."


def _reach(label: Label) -> str:
    """The range over everything that was taken away."""
    low, high = _number(label, label.low), _number(label, label.high)
    return f"Over {label.premises} premises and readings taken one at a time: {low} to {high}."
