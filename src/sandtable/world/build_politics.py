"""Elections and issues as arrays: who stands where in which lists, when they are due, and what follows from them."""

from __future__ import annotations

from typing import Any

from sandtable.luck import entity_key
from sandtable.scenario.schema import AfterEvent, Scenario
from sandtable.units import day_of_date
from sandtable.world.assumptions import Numbering

__all__ = ["BALLOTS", "METHODS", "VICTORIES", "VOTES", "fill_elections", "fill_issues", "rules_of", "set_bargaining"]

METHODS = ("sainte-lague", "sainte-lague-1.4", "sainte-lague-1.7", "dhondt")
"""Ways from votes to seats by the number that the engine knows them by (`mechanisms.elections`)."""
VOTES = ("proportional", "cubic", "binary", "mostly-proportional", "half-cubic", "prospect")
BALLOTS = ("uniform", "incentive", "conditional")
VICTORIES = {"linear": 1.0, "square": 2.0, "quartic": 4.0, "octic": 8.0}
"""Rules of a bargain by number, and laws of victory by their exponent (`world.ballots`)."""


def rules_of(scenario: Scenario) -> list[tuple[str, str, int]]:
    """Every rule about what follows: its section, entry and place in the entry's list, in the order of the arrays."""
    return [
        (section, name, rank)
        for section in ("elections", "issues")
        for name, entry in getattr(scenario, section).items()
        for rank in range(len(entry.settles))
    ]


def set_bargaining(record: Any, scenario: Scenario) -> None:
    """How bargains are decided."""
    record.votes_rule = VOTES.index(scenario.mechanisms.votes)
    record.victory_exponent = VICTORIES[scenario.mechanisms.victory]
    record.ballot_rule = BALLOTS.index(scenario.mechanisms.ballot)


def fill_elections(record: Any, scenario: Scenario, number: Numbering) -> None:
    """Elections with their parties, candidates, patrons and rules."""
    record.elections, record.parties = len(number.elections), len(number.parties)
    record.candidates = len(number.candidates)
    record.leanings = len(number.leanings)
    for key, position in number.elections.items():
        election = scenario.elections[key]
        record.election_key[position] = entity_key("election", key)
        record.election_seats[position] = election.seats
        record.election_method[position] = METHODS.index(election.method)
        record.election_threshold[position] = election.threshold
        first = number.parties[f"{key}.{next(iter(election.parties))}"]
        record.election_party[position] = first
        record.election_parties[position] = len(election.parties)
        for rank, (name, party) in enumerate(election.parties.items(), first):
            record.party_key[rank] = entity_key("party", f"{key}.{name}")
            record.party_actor[rank] = number.actors[party.actor] if party.actor else -1
        if election.government is None:
            continue
        record.election_quota[position] = election.government.quota
        if election.government.by is not None:
            record.election_by[position] = day_of_date(election.government.by, scenario.as_of) + 1
        record.election_candidate[position] = number.candidates[f"{key}.{next(iter(election.government.candidates))}"]
        record.election_candidates[position] = len(election.government.candidates)
        for patron in election.government.patrons:
            rank = number.leanings[f"{key}.{patron}"]
            record.leaning_election[rank], record.leaning_actor[rank] = position, number.actors[patron]
    _rules_of_elections(record, scenario, number)


def _rules_of_elections(record: Any, scenario: Scenario, number: Numbering) -> None:
    for rule, (section, name, rank) in enumerate(rules_of(scenario)):
        if section == "elections":
            election = scenario.elections[name]
            ids = number.candidates if election.government else number.parties
            record.rule_election[rule] = number.elections[name]
            record.rule_winner[rule] = ids[f"{name}.{election.settles[rank].wins}"]


def fill_issues(record: Any, scenario: Scenario, number: Numbering) -> None:
    """Issues with their stakes, what they wait for, and their rules."""
    record.issues, record.stakes = len(number.issues), len(number.stakes)
    for key, position in number.issues.items():
        issue = scenario.issues[key]
        record.issue_key[position] = entity_key("issue", key)
        record.issue_stake[position] = number.stakes[f"{key}.{next(iter(issue.stakes))}"]
        record.issue_stakes[position] = len(issue.stakes)
        for actor in issue.stakes:
            stake = number.stakes[f"{key}.{actor}"]
            record.stake_actor[stake], record.stake_leads[stake] = number.actors[actor], actor in number.patrons
        if isinstance(issue.due, AfterEvent):
            record.issue_event[position] = number.events.get(issue.due.after, -1)
            record.issue_election[position] = number.elections.get(issue.due.after, -1)
        else:
            record.issue_dated[position] = issue.due is not None
    rules = rules_of(scenario)
    record.rules = len(rules)
    for rule, (section, name, rank) in enumerate(rules):
        if section == "issues":
            outcome = scenario.issues[name].settles[rank]
            record.rule_issue[rule] = number.issues[name]
            record.rule_above[rule] = -1.0 if outcome.above is None else outcome.above
            record.rule_below[rule] = 101.0 if outcome.below is None else outcome.below
