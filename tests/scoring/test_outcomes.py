"""What happened, as it is written: read whole, every fault at its line, and hostile files refused in words."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from sandtable.errors import InvalidInput
from sandtable.scenario.library import folder_of, shipped
from sandtable.scenario.read import read_scenario
from sandtable.scoring.outcomes import FILE_NAME, parse_outcomes, read_outcomes
from scoring.scored_worlds import outcomes_text, two_towns
from small_worlds import whole

SCENARIO = whole(two_towns())
UNTIL = SCENARIO.until.isoformat()
CAMPAIGNS = [name for name in shipped() if (folder_of(name) / FILE_NAME).is_file()]


def test_three_campaigns_ship() -> None:
    assert set(CAMPAIGNS) >= {"iraq-2015-16", "tripoli-2019-20", "western-anbar-2017"}


@pytest.mark.parametrize("name", CAMPAIGNS)
def test_shipped_outcomes_read_and_every_entry_has_its_arbiter_and_source(name: str) -> None:
    outcomes = read_outcomes(folder_of(name), read_scenario(name))
    entries = [*outcomes.places, *outcomes.claims]
    assert len(outcomes.places) >= 5
    assert len(outcomes.claims) >= 5
    assert outcomes.attacker
    assert all(len(one.arbiter) > 5 and len(one.source) > 5 for one in entries)
    assert all(not one.checked for one in entries if one.source == "memory")
    settled = {one.claim for one in outcomes.claims} | {key for key, _ in outcomes.unsettled}
    asked = {key for key, one in read_scenario(name).statements.items() if one.claim}
    assert settled == asked, "every claim is scored, or the reason is given why not"


def test_days_after_the_horizon_are_never() -> None:
    outcomes = parse_outcomes(outcomes_text(UNTIL, aside="2035-01-01"), "o.yaml", SCENARIO)
    assert [one.fell for one in outcomes.places] == [datetime.date(2030, 4, 10), datetime.date(2030, 6, 1), None]
    assert [one.came_true for one in outcomes.claims] == [True, False]
    assert [one.checked for one in outcomes.claims] == [True, False]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("near:", "nere:", "no place 'nere'. Did you mean 'near'?"),
        ("attacker: [blue]", "attacker: [bleu]", "no actor 'bleu'"),
        ("far-first", "far-frist", "no statement with a claim 'far-frist'"),
        ("2030-04-10", "2030-02-10", "before as_of (2030-03-01)"),
        ("2030-04-10", "spring", "must be a date such as 2017-07-10, or never"),
        ("2030-04-10", "20300410", "must be a date"),
        ("came_true: true", "came_true: 1", "must be true or false"),
        ("came_true: true, ", "", "lacks came_true"),
        ("fell: 2030-04-10, arbiter: a test,", "fell: 2030-04-10,", "lacks arbiter"),
        ("arbiter: a test", "arbiter: ''", "must be a text"),
        ("format: 1", "format: 2", "format: must be 1"),
        ("{fell: never", "{fall: never, fell: never", "no such key here. Did you mean 'fell'?"),
        ("fell: never", "fell: never, returned: 2030-05-01", "must not come before"),
        ("  aside: {fell: never, arbiter: a test, source: a test}", "  aside: []", "must be a mapping"),
        ("attacker: [blue]", "variants: [fast]", "no variant 'fast'"),
        ("attacker: [blue]", "attacker: blue", "must be a list of names"),
        ("claims:", "claims: []\nclaim:", "must be a mapping of names"),
        ("places:", "places: {}\nplace:", "names no place"),
        ("claims:", "unsettled: {far-away: no}\nclaims:", "no statement with a claim 'far-away'"),
        ("claims:", "unsettled: {far-first: 3}\nclaims:", "must be a text"),
    ],
)
def test_a_fault_is_refused_at_its_line(old: str, new: str, words: str) -> None:
    text = outcomes_text(UNTIL)
    assert old in text
    with pytest.raises(InvalidInput) as refused:
        parse_outcomes(text.replace(old, new, 1), "o.yaml", SCENARIO)
    assert words in str(refused.value)
    assert all(problem.mark is not None and problem.mark.line >= 1 for problem in refused.value.problems)


def test_all_faults_are_told_at_once() -> None:
    text = outcomes_text(UNTIL).replace("near:", "nere:").replace("2030-06-01", "June").replace("true,", "maybe,")
    with pytest.raises(InvalidInput) as refused:
        parse_outcomes(text, "o.yaml", SCENARIO)
    assert len(refused.value.problems) >= 3


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\x00",
        b"- a\n- b\n",
        b"a: &x [1]\nb: *x\n",
        b"places: !!python/object:os.system {}\n",
        b"x" * 5_000_001,
    ],
)
def test_hostile_files_are_refused_in_words(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(raw)
    with pytest.raises(InvalidInput):
        read_outcomes(tmp_path, SCENARIO)


def test_a_folder_without_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=FILE_NAME):
        read_outcomes(tmp_path, SCENARIO)


def test_the_page_says_every_key(root: Path) -> None:
    page = (root / "docs/how-to/score-a-campaign.md").read_text(encoding="utf-8")
    for key in (
        "fell",
        "returned",
        "to",
        "came_true",
        "arbiter",
        "source",
        "checked",
        "attacker",
        "variants",
        "unsettled",
    ):
        assert f"`{key}`" in page or f"{key}:" in page


def test_the_example_of_the_page_is_read(root: Path) -> None:
    page = (root / "docs/how-to/score-a-campaign.md").read_text(encoding="utf-8")
    text = page.split("```yaml\n")[1].split("```")[0]
    names = {"riverton": "near", "hilltop": "far", "seaport": "aside", "army": "blue", "riverton-by-may": "near-soon"}
    for old, new in sorted(names.items(), reverse=True):
        text = (
            text.replace(f"  {old}:", f"  {new}:").replace(f"[{old}]", f"[{new}]").replace(f"to: {old}", f"to: {new}")
        )
    text = text.replace("no-priorities", "idle").replace("2031-", "2030-")
    outcomes = parse_outcomes(text, "o.yaml", SCENARIO)
    assert [one.place for one in outcomes.places] == ["near", "far", "aside"]
    assert outcomes.places[1].returned == datetime.date(2030, 6, 30)
