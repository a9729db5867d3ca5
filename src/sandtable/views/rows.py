"""The claims table as data: the author's words, our number beside them, and how the two compare."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandtable.evidence.hedges import band, position, word_for
from sandtable.scenario.schema import Scenario, Statement
from sandtable.views import numbers
from sandtable.views.asked import asked_of
from sandtable.views.figures import figure, readable
from sandtable.views.given import VerdictLike, VerdictsLike
from sandtable.views.plain import plain

__all__ = ["claim_rows", "confidence", "figure", "readable", "spoken"]

KINDS = {
    "fact": "a fact as the author states it",
    "forecast": "a forecast of the author",
    "causal": "a cause that the author names",
    "conditional": "a forecast with a condition",
    "intention": "an intention that the author reports",
    "ours": "our own question",
}
STEPS = 200
"""Into how many pieces a range is cut to find the likelihood words that it spans."""


def spoken(text: str) -> str:
    """A sentence as it stands in a paragraph: first letter large, a full stop at its end."""
    text = plain(text)
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "\u2026")) else ".") if text else ""


def confidence(low: float | None, high: float | None, given: str | None = None) -> dict[str, Any]:
    """How far the number can be trusted, apart from how likely the thing is.

    Judged by the range over assumptions alone: *moderate* when it stays within two neighbouring words of likelihood,
    *low* when it spans three or more. Never *high*: futures of one model cannot vouch for that model.
    """
    if low is None or high is None:
        why = "each set of assumptions was run only once" if given is None else "a condition picks the futures"
        return {"word": "not assessed", "text": f"Confidence is not assessed: {why}."}
    shares = (min(1.0, low + (high - low) * step / STEPS) for step in range(STEPS + 1))  # sums round past the end
    words = list(dict.fromkeys(word_for(share) for share in shares))
    word = "moderate" if len(words) <= 2 else "low"
    first, last = f"\u201c{words[0]}\u201d", f"\u201c{words[-1]}\u201d"
    reach = f"stays {first}" if len(words) == 1 else f"could be anything from {first} to {last}"
    return {"word": word, "text": f"Our confidence in this number is {word}: over the assumptions the word {reach}."}


def _author(statement: Statement | None, table: str) -> dict[str, Any]:
    """The author's words, and their band in the scenario's table of hedges."""
    says = statement.says if statement else None
    reads = statement.reads if statement else None
    hedge = says.hedge if says else None
    word = reads or hedge
    limits = band(word, table) if word else None
    shown = None
    if word and limits:
        shown = {"word": plain(word), "low": limits[0], "high": limits[1], "text": numbers.interval(*limits)}
    return {
        "cite": plain(says.cite) if says else None,
        "hedge": plain(hedge) if hedge else None,
        "reads": plain(reads) if reads else None,
        "reads_is_ours": reads is not None,
        "band": shown,
    }


def _against(verdict: VerdictLike, shown: Mapping[str, Any] | None) -> dict[str, Any]:
    """Where our number lies, seen from the author's band; `clear` when simulation error cannot change the answer."""
    if shown is None:
        return {"place": None, "clear": None, "text": "The author gives no likelihood to compare with."}
    low, high = float(shown["low"]), float(shown["high"])
    place = position(verdict.probability, (low, high))
    near = any(verdict.low < edge < verdict.high for edge in (low, high))
    tail = ", too near its edge to be sure" if near else ""
    return {
        "place": place,
        "clear": not near,
        "text": f"That is {place} the author\u2019s band of {shown['text']}{tail}.",
    }


def _chance(verdict: VerdictLike) -> dict[str, Any]:
    """Probability, interval, open share and word of one verdict."""
    share = verdict.undecided / verdict.futures if verdict.futures else 0.0
    still_open = f"{numbers.probability(share)} still open at the end" if verdict.undecided else "none still open"
    return {
        "probability": figure(verdict.probability, numbers.probability(verdict.probability)),
        "interval": {"low": verdict.low, "high": verdict.high, "text": numbers.interval(verdict.low, verdict.high)},
        "undecided": figure(share, still_open),
        "word": word_for(round(verdict.probability, 2)),  # the word of the number that is shown, in whole per cent
    }


def _assumptions(verdict: VerdictLike) -> dict[str, Any] | None:
    low, high = verdict.assumption_low, verdict.assumption_high
    if low is None or high is None:
        return None
    share = verdict.assumption_share
    return {
        "low": low,
        "high": high,
        "text": numbers.interval(low, high),
        "share": None if share is None else figure(share, numbers.probability(min(max(share, 0.0), 1.0))),
    }


def _row(verdict: VerdictLike, scenario: Scenario, names: Mapping[str, str]) -> dict[str, Any]:
    statement = scenario.statements.get(verdict.id)
    author = _author(statement, scenario.hedges)
    kind = statement.kind if statement else "ours"
    counts = {name: figure(number, numbers.count(number)) for name, number in _counts(verdict).items()}
    return {
        "id": verdict.id,
        "kind": kind,
        "kind_text": KINDS[kind],
        **author,
        "claim": verdict.text,
        "english": readable(verdict.text, names),
        "arbiter": plain(statement.arbiter) if statement and statement.arbiter else None,
        "note": plain(statement.note) if statement and statement.note else None,
        "counts": counts,
        **_chance(verdict),
        "assumptions": _assumptions(verdict),
        "confidence": confidence(verdict.assumption_low, verdict.assumption_high, verdict.given),
        "against": _against(verdict, author["band"]),
    }


def _counts(verdict: VerdictLike) -> dict[str, int]:
    return {
        "futures": verdict.futures,
        "true": verdict.true,
        "false": verdict.false,
        "undecided": verdict.undecided,
    }


def claim_rows(
    scenario: Scenario,
    verdicts: VerdictsLike,
    names: Mapping[str, str],
    hangs_on: Mapping[str, str],
    variants: Mapping[str, VerdictsLike],
) -> list[dict[str, Any]]:
    """One row a claim, in the order of the verdicts; `variants` gives the same claim's verdict under each change."""
    others = {variant: {one.id: one for one in given.rows} for variant, given in variants.items()}
    texts = {verdict.id: verdict.text for verdict in verdicts.rows}
    rows = []
    for verdict in verdicts.rows:
        row = _row(verdict, scenario, names) | asked_of(verdict, names, texts)
        row["hangs_on"] = spoken(hangs_on[verdict.id]) if hangs_on.get(verdict.id) else None
        row["variants"] = [
            {"id": variant} | _chance(found[verdict.id]) | _change(found[verdict.id], verdict)
            for variant, found in others.items()
            if verdict.id in found
        ]
        rows.append(row)
    return rows


def _change(other: VerdictLike, verdict: VerdictLike) -> dict[str, Any]:
    difference = other.probability - verdict.probability
    return {"difference": figure(difference, numbers.points(difference))}
