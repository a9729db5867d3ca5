"""Known answers of forecasts: 351 decisions of the European Union, its emission standards, and small elections."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from sandtable.bargaining.centre import forecast, weighted_median
from sandtable.bargaining.condorcet import ELECTIONS, LAWS, elect, power_law, victory
from sandtable.bargaining.issue import Issue, distances
from sandtable.bargaining.votes import RULES, coalitions, utilities

EMISSIONS = {  # Bueno de Mesquita 1994, table 1: capability, position (years of delay), salience
    "Netherlands": (0.08, 4, 80),
    "Belgium": (0.08, 7, 40),
    "Luxembourg": (0.03, 4, 20),
    "Germany": (0.16, 4, 80),
    "France": (0.16, 10, 60),
    "Italy": (0.16, 10, 60),
    "United Kingdom": (0.16, 10, 90),
    "Ireland": (0.05, 7, 10),
    "Denmark": (0.05, 4, 100),
    "Greece": (0.08, 7, 70),
}


def line(names: tuple[str, ...], rows: list[tuple[float, float, float]], scale: tuple[float, float]) -> Issue:
    """An issue of one dimension from (capability, position, salience)."""
    table = np.array(rows, dtype=float)
    return Issue(names, ("delay",), table[:, 0], table[:, 1:2], table[:, 2:3], scale=scale)


@pytest.fixture
def emissions() -> Issue:
    return line(tuple(EMISSIONS), list(EMISSIONS.values()), (4.0, 10.0))


@pytest.fixture
def random_issue() -> Issue:
    luck = np.random.default_rng(7)
    rows = np.stack([luck.uniform(1, 9, 9), luck.uniform(0, 100, 9), luck.uniform(5, 100, 9)], axis=1)
    return line(tuple("abcdefghi"), [tuple(row) for row in rows.tolist()], (0.0, 100.0))  # type: ignore[misc]


def test_emission_standards_median_and_mean(emissions: Issue) -> None:
    found = forecast(emissions)
    assert found.median.item() == 7.0
    assert found.centre.item() == pytest.approx(7.389955686853767, abs=1e-14)
    assert found.plain.item() == pytest.approx(6.7)


@pytest.mark.parametrize(
    ("law", "election", "wanted"),
    [
        ("linear", "uniform", (0.2459, 0.3920, 0.3620)),
        ("quartic", "uniform", (0.0868, 0.4981, 0.4151)),
        ("linear", "conditional", (0.2046, 0.4198, 0.3756)),
    ],
)
def test_o14_emission_standards_elected(emissions: Issue, law: str, election: str, wanted: tuple[float, ...]) -> None:
    found = forecast(emissions, law=law, election=election)
    by_delay = np.argsort(found.options[:, 0])
    assert found.options[by_delay, 0].tolist() == [4.0, 7.0, 10.0]
    np.testing.assert_allclose(found.probability[by_delay], wanted, rtol=0, atol=1.001e-4)


def test_o14_the_long_run_is_the_fixed_point(emissions: Issue) -> None:
    options = emissions.options()
    chance = victory(coalitions(utilities(distances(emissions, options)), emissions.weight))
    p = elect(coalitions(utilities(distances(emissions, options)), emissions.weight), "linear", "uniform")
    np.testing.assert_allclose(p, (chance * (p[:, None] + p[None, :])).mean(axis=1), rtol=0, atol=1e-14)


@pytest.mark.parametrize("election", ELECTIONS)
def test_o14_two_options(election: str) -> None:
    worth = utilities(np.array([[0.0, 1.0], [1.0, 0.0]]))
    strength = coalitions(worth, np.array([7.0, 3.0]))
    np.testing.assert_allclose(elect(strength, "linear", election), (0.7, 0.3), rtol=0, atol=1e-7)


@pytest.mark.parametrize("election", ELECTIONS)
@pytest.mark.parametrize("law", LAWS)
def test_o14_a_circle_of_three_is_even(election: str, law: str) -> None:
    strength = np.array([[1.0, 6.0, 2.0], [2.0, 1.0, 6.0], [6.0, 2.0, 1.0]])
    np.testing.assert_allclose(elect(strength, law, election), [1 / 3] * 3, rtol=0, atol=1e-9)


@pytest.mark.parametrize("seed", range(20))
def test_o15_a_steep_law_picks_the_weighted_median(seed: int) -> None:
    luck = np.random.default_rng(seed)
    rows = np.stack([luck.uniform(1, 9, 7), luck.uniform(0, 100, 7), luck.uniform(5, 100, 7)], axis=1)
    issue = line(tuple("abcdefg"), [tuple(row) for row in rows.tolist()], (0.0, 100.0))  # type: ignore[misc]
    strength = coalitions(utilities(distances(issue, issue.options())), issue.weight)
    chance = power_law(1e6)(strength)
    np.fill_diagonal(chance, 0.5)
    for rule in ("conditional", "uniform"):
        winner = issue.options()[np.argmax(ELECTIONS[rule](strength, chance))]
        assert winner == weighted_median(issue.position, issue.weight)
        assert ELECTIONS[rule](strength, chance).max() > 0.999


def test_351_decisions_of_the_european_union(shared: Path) -> None:
    issues = json.loads((shared / "oracles" / "deu" / "deu3_issues.json").read_text(encoding="utf-8"))
    misses = []
    for each in issues:
        rows = [(1.0, position, salience) for _, position, salience in each["actors"]]
        found = forecast(line(tuple(name for name, _, _ in each["actors"]), rows, (0.0, 100.0)))
        points = [found.centre.item(), found.mean.item(), found.plain.item(), 50.0]
        misses.append([abs(point - each["out"]) for point in points])
    assert len(misses) == 351
    assert np.mean(misses, axis=0).round(3).tolist() == [23.641, 23.080, 23.798, 27.963]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("election", ELECTIONS)
def test_probabilities_add_up_and_names_do_not_matter(random_issue: Issue, rule: str, law: str, election: str) -> None:
    found = forecast(random_issue, rule=rule, law=law, election=election)
    assert found.probability.sum() == pytest.approx(1.0, abs=1e-12)
    assert found.probability.min() >= 0.0
    if rule == "prospect":  # there the order of the options matters, as its description says
        return
    turned = Issue(
        random_issue.actors,
        random_issue.dimensions,
        random_issue.capability[::-1].copy(),
        random_issue.position[::-1].copy(),
        random_issue.salience[::-1].copy(),
    )
    again = forecast(turned, rule=rule, law=law, election=election)
    np.testing.assert_allclose(again.probability[::-1], found.probability, rtol=0, atol=1e-9)


@pytest.mark.parametrize("law", LAWS)
def test_who_wins_and_who_loses_add_up_to_one(random_issue: Issue, law: str) -> None:
    worth = utilities(distances(random_issue, random_issue.options()))
    chance = victory(coalitions(worth, random_issue.weight), law)
    np.testing.assert_allclose(chance + chance.T, 1.0, rtol=0, atol=1e-12)


def test_salience_decides_which_dimension_counts() -> None:
    issue = Issue(
        ("one", "two"),
        ("border", "oil"),
        np.array([1.0, 1.0]),
        np.array([[0.0, 0.0], [100.0, 0.0]]),
        np.array([[50.0, 0.0], [0.0, 50.0]]),
    )
    np.testing.assert_allclose(distances(issue, issue.options()), [[0.0, 1.0], [0.0, 0.0]])


def test_five_hundred_options_do_not_vanish() -> None:
    strength = np.ones((500, 500))
    np.testing.assert_allclose(elect(strength, "linear", "conditional"), 1 / 500, rtol=0, atol=1e-12)
