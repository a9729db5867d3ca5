"""Checks of dates: nothing rests on later knowledge, and what is to come does come within the time simulated."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator

from sandtable.errors import Problem
from sandtable.scenario.schema import AfterEvent, Scenario
from sandtable.scenario.subject import Subject
from sandtable.scenario.values import DateRange

__all__ = [
    "assaults_began_before",
    "encirclements_began_before",
    "events_lie_ahead",
    "formations_come_in_time",
    "reinforcements_are_possible",
    "span_is_possible",
    "sources_are_known",
]

MOST_YEARS = 20
"""Longest time simulated, in years."""


def _dated(subject: Subject) -> bool:
    return not subject.hurt("as_of", "until")


def span_is_possible(subject: Subject) -> Iterator[Problem]:
    """`until` lies after `as_of`, at most twenty years."""
    scenario = subject.scenario
    if not _dated(subject):
        return
    if scenario.until <= scenario.as_of:
        yield subject.problem("until", f"must lie after as_of ({scenario.as_of}), not {scenario.until}.")
    elif (scenario.until - scenario.as_of).days > MOST_YEARS * 365.25:
        yield subject.problem("until", f"lies more than {MOST_YEARS} years after as_of ({scenario.as_of}).")


def assaults_began_before(subject: Subject) -> Iterator[Problem]:
    """An assault under way began before `as_of`; it is on a place of another side; each formation has one."""
    scenario = subject.scenario
    busy: dict[str, str] = {}
    for name, assault in scenario.in_progress.items():
        path = f"in_progress.{name}"
        if _dated(subject) and assault.since >= scenario.as_of:
            yield subject.problem(f"{path}.since", f"must lie before as_of ({scenario.as_of}), not {assault.since}.")
        first = busy.setdefault(assault.by, name)
        if first != name:
            yield subject.problem(f"{path}.by", f"{assault.by!r} is in {f'in_progress.{first}'!r} already. Keep one.")
        body, holder = scenario.formations.get(assault.by), subject.holders.get(assault.on)
        if body and holder and (holder, body.who) not in subject.tied["enemy"] and not subject.hurt("ties", "control"):
            said = "holds it already" if holder == body.who else f"is no enemy of {holder!r}, who holds it"
            yield subject.problem(f"{path}.on", f"{body.who!r} {said}.")


def encirclements_began_before(subject: Subject) -> Iterator[Problem]:
    """A place that is cut off on the day `as_of` has been so since that day or an earlier one."""
    for name, control in subject.scenario.control.items():
        since = control.cut_off_since
        if _dated(subject) and since is not None and since > subject.scenario.as_of:
            message = f"must not lie after as_of ({subject.scenario.as_of}), as {since} does."
            yield subject.problem(f"control.{name}.cut_off_since", message)


def _to_come(scenario: Scenario) -> Iterator[tuple[str, DateRange]]:
    """Everything that happens on a date to come, with its path."""
    yield from ((f"events.{name}.on", event.on) for name, event in scenario.events.items())
    yield from ((f"elections.{name}.on", election.on) for name, election in scenario.elections.items())
    for name, issue in scenario.issues.items():
        if issue.due is not None and not isinstance(issue.due, AfterEvent):
            yield f"issues.{name}.due", issue.due


def events_lie_ahead(subject: Subject) -> Iterator[Problem]:
    """Dates of events, elections and issues are in order and after `as_of`."""
    scenario = subject.scenario
    for path, on in _to_come(scenario):
        dates = on if isinstance(on, tuple) else (on,)
        if any(early > late for early, late in itertools.pairwise(dates)):
            yield subject.problem(path, "dates must be in order: [early, late] or [early, usual, late].")
        elif len(dates) == 2 and dates[0] == dates[1]:
            yield subject.problem(path, f"says the same date twice. Write {dates[0]} alone.")
        if _dated(subject) and min(dates) <= scenario.as_of:
            message = f"must lie after as_of ({scenario.as_of}), not {min(dates)}."
            yield subject.problem(path, f"{message} What has happened by then belongs to the sections above.")
        elif _dated(subject) and min(dates) > scenario.until:
            yield subject.problem(path, f"lies after the last day simulated ({scenario.until}).", severity="warning")


def reinforcements_are_possible(subject: Subject) -> Iterator[Problem]:
    """Fighters join one place or one formation of their own side, and come for some days at least."""
    for name, flow in subject.scenario.reinforcements.items():
        path = f"reinforcements.{name}"
        if (flow.at is None) == (flow.formation is None):
            yield subject.problem(path, "needs one of at and formation: where the fighters go.")
        body = subject.scenario.formations.get(flow.formation or "")
        if body is not None and body.who != flow.who:
            yield subject.problem(f"{path}.formation", f"is a formation of {body.who!r}, not of {flow.who!r}.")
        if flow.until is not None and flow.until < subject.scenario.as_of:
            yield subject.problem(f"{path}.until", "is before as_of: nobody would ever come.")


def formations_come_in_time(subject: Subject) -> Iterator[Problem]:
    """A formation comes before the end, or the scenario may as well leave it out."""
    for name, body in subject.scenario.formations.items():
        date = body.available
        if _dated(subject) and isinstance(date, datetime.date) and date > subject.scenario.until:
            message = f"lies after the last day simulated ({subject.scenario.until}): it never acts."
            yield subject.problem(f"formations.{name}.available", message, severity="warning")


def sources_are_known(subject: Subject) -> Iterator[Problem]:
    """A source has a real date, not after `as_of`, and a file beside the scenario if any."""
    for name, source in subject.scenario.sources.items():
        path = f"sources.{name}.date"
        if source.date is not None:
            first = _first_day(source.date)
            if first is None:
                yield subject.problem(path, f"{source.date!r} is no date of the calendar.")
            elif _dated(subject) and first > subject.scenario.as_of:
                message = f"is dated after as_of ({subject.scenario.as_of}): nothing may rest on later knowledge."
                yield subject.problem(path, message)
        if source.file is not None and not _is_beside(source.file):
            message = "must be the name of a file beside the scenario, such as assessment.md."
            yield subject.problem(f"sources.{name}.file", message)


def _first_day(date: str) -> datetime.date | None:
    """The first day of a year, month or day; None where the calendar has none."""
    try:
        return datetime.date.fromisoformat(date + "-01-01"[len(date) - len("2017") :])
    except ValueError:
        return None


def _is_beside(file: str) -> bool:
    """Whether a file name stays in its folder, whatever the operating system."""
    return not any(mark in file for mark in ("/", "\\", ":", "\n")) and file not in (".", "..")
