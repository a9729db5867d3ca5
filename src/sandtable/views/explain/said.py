"""What the assessment says: facts, claims that the futures settle, and what none of them can settle."""

from __future__ import annotations

from collections.abc import Iterator

from sandtable.evidence.hedges import band
from sandtable.scenario.schema import Statement
from sandtable.views import numbers
from sandtable.views.explain.record import Record, Subject, computed
from sandtable.views.figures import names_of
from sandtable.views.layers import TABLE_WORDS, waiting
from sandtable.views.plain import plain
from sandtable.views.rows import KINDS, readable, spoken

__all__ = ["statements", "unsettled"]


def _names(subject: Subject) -> dict[str, str]:
    events = {name: name.replace("-", " ") for name in subject.scenario.events}
    return {**events, **names_of(subject.scenario)}


def _told(subject: Subject, section: str, sentence: str, name: str, statement: Statement) -> Record:
    path = f"statements.{name}"
    if statement.says is not None:
        return subject.quoted(section, sentence, path, statement.says.cite, "says.cite")
    return Record(section, sentence, "assume", plain(statement.note or "our own question"), path)


def statements(subject: Subject) -> Iterator[Record]:
    """Facts as the author states them, and every claim in English with the author's likelihood."""
    names = _names(subject)
    for name, one in subject.scenario.statements.items():
        if one.claim is None and (one.kind != "fact" or one.cannot_be_settled):
            continue
        text = spoken(KINDS[one.kind])
        if one.claim is not None:
            text = f"{text[:-1]}: {readable(one.claim, names)}. {_likelihood(one, subject.scenario.hedges)}".rstrip()
        elif one.waits_for:
            text += f" {waiting(one.waits_for)}"
        yield _told(subject, "statements", text, name, one)
    hedged = any(one.says and one.says.hedge for one in subject.scenario.statements.values())
    if hedged:
        yield computed("statements", f"Words of likelihood are read by {TABLE_WORDS[subject.scenario.hedges]}.")


def _likelihood(one: Statement, table: str) -> str:
    """What the author's word of likelihood stands for, or that it stands for nothing."""
    hedge = plain(one.says.hedge) if one.says and one.says.hedge else ""
    if one.reads:
        limits = band(one.reads, table)
        shown = f", {numbers.interval(*limits)}" if limits else ""
        lead = f"“{hedge}” is in no table; we read it as" if hedge else "We read the author's words as"
        return f"{lead} “{plain(one.reads)}”{shown}."
    if not hedge:
        return ""
    limits = band(hedge, table)
    if limits is not None:
        return f"“{hedge}” stands for {numbers.interval(*limits)}."
    if hedge.lower() == "will":
        return "A bare “will”: the author names no likelihood."
    return f"“{hedge}” is in no table and is not read as any likelihood."


def unsettled(subject: Subject) -> Iterator[Record]:
    """Statements that no future can settle, with the reason, and those that wait for a part of the model."""
    for name, one in subject.scenario.statements.items():
        if one.cannot_be_settled is not None:
            yield _told(subject, "unsettled", spoken(one.cannot_be_settled), name, one)
        elif one.waits_for and one.kind != "fact":
            yield _told(subject, "unsettled", waiting(one.waits_for), name, one)
