"""Names and dates of claims against their scenario: exact words of each problem."""

from __future__ import annotations

import pytest

from claims import worlds
from sandtable.claims.ground import Ground
from sandtable.claims.names import check_claims, check_dates, check_names
from sandtable.claims.parse import parse
from sandtable.claims.scope import Scope, scope_of_run, scope_of_scenario
from sandtable.ensemble.measures import MEASURES
from sandtable.scenario.schema import Scenario

SCOPE = scope_of_run(worlds.manifest())


NO_PLACE, NO_ACTOR = "is not a place of the scenario.", "is not an actor of the scenario."


def problems(claim: str) -> list[str]:
    return [str(problem) for problem in check_claims({"q": claim}, SCOPE)]


def test_a_claim_that_suits_its_scenario_has_no_problem() -> None:
    assert problems("qaim falls to iraq by 2019-12-31 and vote happens and ana is held by pmf in 2017-Q2") == []


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        ("qiam falls", "q: column 1: 'qiam' is not a place of the scenario. Did you mean 'qaim'?"),
        ("qaim falls to irak", "q: column 15: 'irak' is not an actor of the scenario. Did you mean 'iraq'?"),
        ("qaim falls to ana", "q: column 15: 'ana' is not an actor of the scenario. It is a place: write `ana falls`."),
        (
            "iraq falls",
            "q: column 1: 'iraq' is not a place of the scenario. It is an actor: write `… is held by iraq`.",
        ),
        (
            "vote falls",
            "q: column 1: 'vote' is not a place of the scenario. It is a dated event: write `vote happens`.",
        ),
        ("xyzzy happens", "q: column 1: 'xyzzy' is not a dated event of the scenario."),
        (
            "ana is last of [ana, rawwa] to fall",
            f"q: column 22: 'rawwa' {NO_PLACE} Did you mean 'rawa'?",
        ),
        (
            "ana falls by 2017-04-29",
            "q: column 14: 2017-04-29 lies before the scenario's first day, 2017-04-30: a claim is about what comes.",
        ),
        (
            "ana falls in 2016-Q4",
            "q: column 14: 2016-Q4 lies before the scenario's first day, 2017-04-30: a claim is about what comes.",
        ),
        (
            "ana falls from 2017-01-01 to 2017-12-31",
            "q: column 16: 2017-01-01 lies before the scenario's first day, 2017-04-30: a claim is about what comes.",
        ),
        (
            "ana is held by iraq on 2018-01-01",
            "q: column 24: `on 2018-01-01` lies past the scenario's last day, 2017-07-08; only `by 2018-01-01` may.",
        ),
        (
            "ana fals",
            (
                "q: column 5: 'fals' cannot stand here. Allowed here: changes, ends, falls, happens, is, reaches, wins"
                ". Did you mean 'falls'?"
            ),
        ),
    ],
)
def test_a_problem_says_what_was_meant(claim: str, message: str) -> None:
    assert problems(claim) == [message]


def test_all_problems_of_all_claims_come_at_once() -> None:
    found = check_claims({"one": "qiam falls to irak", "two": "ana", "three": "ana falls"}, SCOPE)
    assert [problem.path for problem in found] == ["one", "one", "two"]


def test_the_day_itself_and_the_last_day_are_allowed() -> None:
    assert check_dates(parse(f"ana falls on {worlds.AS_OF}"), SCOPE) == []
    assert check_dates(parse(f"ana falls on {worlds.UNTIL}"), SCOPE) == []


def test_names_alone() -> None:
    assert check_names(parse("ana falls to iraq"), ["ana"], ["iraq"]) == []
    assert len(check_names(parse("ana falls to iraq"), [], [])) == 2


def test_the_scope_of_a_scenario() -> None:
    scenario = Scenario.model_validate(
        {
            "format": 1,
            "title": "Test",
            "as_of": "2017-04-30",
            "until": "2017-07-08",
            "theatre": ["iraq"],
            "sources": {},
            "actors": {"iraq": {"name": "Iraq"}},
            "places": {"ana": {"name": "Ana", "at": [34.4, 41.9]}},
            "events": {"vote": {"on": "2017-06-01", "does": [{"close_supply": "ana"}]}},
        }
    )
    ground = Ground(lets={"iraq": frozenset({"iraq"})})
    assert scope_of_scenario(scenario) == Scope(
        ("ana",), ("iraq",), ("vote",), worlds.AS_OF, worlds.UNTIL, measures=tuple(MEASURES), ground=ground
    )
