"""Checks of issues: who has a stake exists, the day can come, and what follows says from where on the scale."""

from __future__ import annotations

from collections.abc import Iterator

from sandtable.errors import Problem, did_you_mean
from sandtable.scenario.schema import AfterEvent
from sandtable.scenario.subject import Subject, named_list

__all__ = [
    "effects_are_on_stakes",
    "issues_are_bounded",
    "issues_can_come_due",
    "outcomes_lie_somewhere",
    "stakes_are_of_actors",
]

MOST_ISSUES = 16
MOST_STAKES = 128


def issues_are_bounded(subject: Subject) -> Iterator[Problem]:
    """No more issues and stakes than can be simulated."""
    issues = subject.scenario.issues
    if len(issues) > MOST_ISSUES:
        yield subject.problem("issues", f"has {len(issues)} entries. At most {MOST_ISSUES} can be simulated.")
    stakes = sum(len(issue.stakes) for issue in issues.values())
    if stakes > MOST_STAKES:
        yield subject.problem("issues", f"has {stakes} stakes in all. At most {MOST_STAKES} can be simulated.")


def stakes_are_of_actors(subject: Subject) -> Iterator[Problem]:
    """Everybody who has a stake stands under `actors`."""
    for name, issue in subject.scenario.issues.items():
        for actor in issue.stakes:
            yield from subject.unknown("actors", actor, f"issues.{name}.stakes.{actor}")


def issues_can_come_due(subject: Subject) -> Iterator[Problem]:
    """What an issue waits for exists: a dated event, or an election after which a government is formed."""
    elections = subject.scenario.elections
    for name, issue in subject.scenario.issues.items():
        if not isinstance(issue.due, AfterEvent) or subject.hurt("events", "elections"):
            continue
        after, path = issue.due.after, f"issues.{name}.due.after"
        if after in elections and elections[after].government is None:
            message = f"no government is formed after {after!r}. Let its `settles` do `settle: {name}`."
            yield subject.problem(path, message)
        elif after not in subject.scenario.events and after not in elections:
            known = [*subject.scenario.events, *elections]
            hint = did_you_mean(after, known) or f"Known: {named_list(known)}."
            yield subject.problem(path, f"there is no dated event or election {after!r}.", hint)


def outcomes_lie_somewhere(subject: Subject) -> Iterator[Problem]:
    """What follows from an outcome says from which point of the scale on."""
    for name, issue in subject.scenario.issues.items():
        for number, outcome in enumerate(issue.settles):
            path = f"issues.{name}.settles.{number}"
            if outcome.above is None and outcome.below is None:
                yield subject.problem(path, "needs `above`, `below` or both: points of the scale, 0 to 100.")
            elif outcome.above is not None and outcome.below is not None and outcome.above >= outcome.below:
                yield subject.problem(path, f"nothing lies above {outcome.above:g} and below {outcome.below:g}.")


def effects_are_on_stakes(subject: Subject) -> Iterator[Problem]:
    """An effect moves the position or the salience of an actor that has a stake in the issue."""
    scenario = subject.scenario
    rules = [(f"events.{name}", event.does) for name, event in scenario.events.items()]
    for section in ("elections", "issues"):
        for name, entry in getattr(scenario, section).items():
            rules += [(f"{section}.{name}.settles.{rank}", rule.does) for rank, rule in enumerate(entry.settles)]
    for path, does in rules:
        for number, effect in enumerate(does):
            for word in ("position", "salience"):
                issue = scenario.issues.get(getattr(effect, word) or "")
                if issue is not None and effect.by in scenario.actors and effect.by not in issue.stakes:
                    hint = f"Known: {named_list(list(issue.stakes))}."
                    message = f"{effect.by!r} has no stake in {getattr(effect, word)!r}."
                    yield subject.problem(f"{path}.does.{number}.by", message, hint)
