"""What a brief says of statements that wait, and of words that are read by another table."""

from __future__ import annotations

import pytest

from sandtable.scenario.read import read_scenario
from sandtable.views.background import unsettled_rows
from sandtable.views.rows import claim_rows
from views.synthetic import scenario, verdicts


def test_statements_that_wait_say_for_what_and_facts_stand_elsewhere() -> None:
    flagship = read_scenario("western-anbar-2017")
    later = {"waits_for": ("bargaining", "elections"), "claim": None, "suppose": None, "kind": "forecast"}
    waits = flagship.statements["iran-re-employs"].model_copy(update=later)
    fact = waits.model_copy(update={"kind": "fact"})
    statements = flagship.statements | {"iran-re-employs": waits, "elections-2018": fact}
    flagship = flagship.model_copy(update={"statements": statements})
    rows = {row["id"]: row for row in unsettled_rows(flagship)}
    waiting = {name for name, one in flagship.statements.items() if one.waits_for and one.kind != "fact"}
    never = {name for name, one in flagship.statements.items() if one.cannot_be_settled}
    assert set(rows) == waiting | never
    both = next(name for name, one in flagship.statements.items() if len(one.waits_for) > 1 and name in rows)
    reason = rows[both]["reason"]
    assert reason.startswith("Waits for a part of the model that is not built, or not used here, yet: ")
    assert reason.count("; ") == len(flagship.statements[both].waits_for) - 1
    assert "elections-2018" not in rows, "a fact that waits is no statement to settle"


@pytest.mark.parametrize(("table", "band"), [("icd203", (0.55, 0.8)), ("ipcc", (0.66, 1)), ("survey", (0.6, 0.855))])
def test_the_authors_words_are_read_by_the_scenarios_table(table: str, band: tuple[float, float]) -> None:
    (row,) = claim_rows(scenario(hedges=table), verdicts(mill_falls=(3, 6, 1)), {}, {}, {})
    assert (row["band"]["low"], row["band"]["high"]) == band
    assert row["word"] == "unlikely", "our own words stay those of ICD 203"
