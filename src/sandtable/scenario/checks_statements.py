"""Checks of statements: each has its author's words, one way to be settled or none, and hedges that a table knows."""

from __future__ import annotations

from collections.abc import Iterator

from sandtable.errors import Problem, did_you_mean
from sandtable.evidence.hedges import band, words_of
from sandtable.scenario.subject import Subject

__all__ = [
    "questions_are_about_claims",
    "readings_are_needed",
    "readings_are_words",
    "statements_are_settled_or_not",
    "statements_on_the_map_are_facts",
    "statements_say",
]


def statements_say(subject: Subject) -> Iterator[Problem]:
    """A statement of the author's gives the author's words; only one of ours may lack them."""
    for name, statement in subject.scenario.statements.items():
        if statement.kind != "ours" and statement.says is None:
            message = (
                f"is a {statement.kind} of the author's, so it needs `says: {{cite: …}}`; or make it `kind: ours`."
            )
            yield subject.problem(f"statements.{name}", message)


def statements_are_settled_or_not(subject: Subject) -> Iterator[Problem]:
    """A statement has a claim, waits for a part of the model, or says why none can settle it (a fact may lack all)."""
    for name, statement in subject.scenario.statements.items():
        path = f"statements.{name}"
        if statement.claim is not None and statement.cannot_be_settled is not None:
            yield subject.problem(f"{path}.cannot_be_settled", "has a claim as well. Keep one of the two.")
        if statement.waits_for and (statement.claim or statement.cannot_be_settled) is not None:
            other = "claim" if statement.claim is not None else "cannot_be_settled"
            yield subject.problem(f"{path}.waits_for", f"has `{other}` as well. Keep one of the two.")
        ways = (statement.claim, statement.cannot_be_settled, statement.waits_for or None)
        if ways == (None, None, None) and statement.kind != "fact":
            message = "needs `claim`, or `cannot_be_settled` with the reason, or `waits_for` with a part to come."
            yield subject.problem(path, message)


def readings_are_needed(subject: Subject) -> Iterator[Problem]:
    """`reads` stands beside a claim, and only where the author's own word has no number."""
    table = subject.scenario.hedges
    for name, statement in subject.scenario.statements.items():
        path = f"statements.{name}.reads"
        if statement.reads is None:
            continue
        if statement.claim is None:
            yield subject.problem(path, "reads the hedge of a claim, but there is no `claim`. Leave it out.")
        hedge = statement.says.hedge if statement.says else None
        if hedge is not None and band(hedge, table) is not None:
            message = f"the author's {hedge!r} stands in the table {table} itself. Leave `reads` out."
            yield subject.problem(path, message)


def readings_are_words(subject: Subject) -> Iterator[Problem]:
    """`reads` is a word of the scenario's table of hedges."""
    table = subject.scenario.hedges
    for name, statement in subject.scenario.statements.items():
        word = statement.reads
        if word is not None and band(word, table) is None:
            hint = did_you_mean(" ".join(word.lower().split()), words_of(table))
            hint = hint or f"Such as {', '.join(words_of(table)[::4])}."
            yield subject.problem(
                f"statements.{name}.reads", f"{word!r} is no word of the table of hedges {table}.", hint
            )


def questions_are_about_claims(subject: Subject) -> Iterator[Problem]:
    """`given`, `suppose`, `than` and `undecided` say how a claim is asked, and `than` names another with a claim."""
    claims = [name for name, one in subject.scenario.statements.items() if one.claim is not None]
    for name, statement in subject.scenario.statements.items():
        path = f"statements.{name}"
        asked = [key for key in ("given", "suppose", "than") if getattr(statement, key) is not None]
        asked += ["undecided"] if statement.undecided != "report" else []
        if statement.claim is None:
            for key in asked:
                yield subject.problem(f"{path}.{key}", "says how a claim is asked, but there is no `claim`.")
        elif statement.than is not None and (statement.than not in claims or statement.than == name):
            what = "is this statement itself" if statement.than == name else "is no statement with a claim"
            hint = did_you_mean(statement.than, [one for one in claims if one != name])
            yield subject.problem(f"{path}.than", f"{statement.than!r} {what}.", hint)


def statements_on_the_map_are_facts(subject: Subject) -> Iterator[Problem]:
    """`on_map` stands in a fact, and asks one thing."""
    for name, statement in subject.scenario.statements.items():
        path = f"statements.{name}.on_map"
        if statement.on_map is None:
            continue
        if statement.kind != "fact":
            yield subject.problem(path, f"compares a fact with the map, and this is a {statement.kind}.")
        if (statement.on_map.distance is None) == (statement.on_map.within is None):
            yield subject.problem(path, "needs exactly one of `distance` and `within`.")
