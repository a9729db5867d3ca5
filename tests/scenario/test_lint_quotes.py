"""Quotes that are verbatim and do not carry their entry: each is doubted, and its honest twin is not.

All pieces stand word for word in the text of three-towns. Each case changes one entry (or one cite) of that scenario,
or adds one; the twin differs as little as can be.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandtable.errors import Problem
from sandtable.evidence.cites import Document, hash_text
from sandtable.evidence.normalise import one_line
from sandtable.scenario.cites import cites_of, verify
from sandtable.scenario.library import folder_of, shipped
from sandtable.scenario.lint_quotes import lint_quotes
from sandtable.scenario.lock import read_lock
from sandtable.scenario.marks import parse_text
from sandtable.scenario.read import read
from sandtable.scenario.schema import Scenario

FOLDER = folder_of("three-towns")
TEXT = (FOLDER / "assessment.md").read_text(encoding="utf-8")


def doubts(text: str, changes: dict[str, Any]) -> list[str]:
    """What the lint says of three-towns with some entries put in, over a text; only of the entries put in."""
    data, marks = parse_text((FOLDER / "scenario.yaml").read_text(encoding="utf-8"), "scenario.yaml")
    for path, entry in changes.items():
        section, name = path.split(".")
        data[section][name] = entry
    scenario = Scenario.model_validate(data)
    documents = {"page": Document(text)}
    verified = verify(scenario, marks, documents, None)
    cites = {f"{path}.cite" for path in changes} | {f"{path}.says.cite" for path in changes}
    assert not [problem for problem in verified.problems if problem.path in cites], "the piece stands in the text once"
    found = [one for one in lint_quotes(scenario, marks, documents, verified) if one.path in cites]
    assert all(one.severity == "warning" for one in found)
    return [one.message for one in found]


def control(who: str, holds: list[str], cite: str) -> dict[str, Any]:
    return {"control.x": {"who": who, "holds": holds, "cite": cite}}


def force(who: str, at: str, fighters: Any, cite: str) -> dict[str, Any]:
    return {"forces.x": {"who": who, "at": at, "fighters": fighters, "cite": cite}}


def wish(place: str, worth: float, cite: str) -> dict[str, Any]:
    return {"priorities.x": {"who": "government", "places": {place: worth}, "cite": cite}}


def body(name: str, base: str, cite: str, **more: Any) -> dict[str, Any]:
    return {"formations.x": {"name": name, "who": "government", "base": base, "fighters": 4000, "cite": cite, **more}}


def claim(text: str, cite: str, hedge: str | None = None, kind: str = "forecast") -> dict[str, Any]:
    return {"statements.x": {"kind": kind, "says": {"cite": cite, "hedge": hedge}, "claim": text}}


def highfell(cite: str) -> dict[str, Any]:
    return {"places.highfell": {"name": "Highfell", "at": [10.65, -38.5], "supplies": ["front"], "cite": cite}}


# what is wrong, the entry that the piece does not carry, a word of the doubt, the honest twin
CASES: list[tuple[str, dict[str, Any], str, dict[str, Any]]] = [
    (
        "swapped: who took the bridge",
        control("front", ["millbridge"], "the army took Millbridge"),
        "Government of Velland holds or takes Millbridge, not Highland Front",
        control("government", ["millbridge"], "the army took Millbridge"),
    ),
    (
        "swapped: who holds the towns",
        control("government", ["norwick", "easton"], "The Front now holds three towns"),
        "Highland Front holds or takes Easton, Norwick, not Government",
        control("front", ["norwick", "easton"], "The Front now holds three towns"),
    ),
    (
        "swapped: what falls first",
        claim("highfell falls before easton falls", "take Easton before it takes Highfell", "almost certainly"),
        "Easton comes before Highfell",
        claim("easton falls before highfell falls", "take Easton before it takes Highfell", "almost certainly"),
    ),
    (
        "swapped: what falls first, said with after",
        claim("easton falls after highfell falls", "take Easton before it takes Highfell", "almost certainly"),
        "Easton comes before Highfell",
        claim("highfell falls after easton falls", "take Easton before it takes Highfell", "almost certainly"),
    ),
    (
        "swapped: to whom the town falls",
        claim("easton is held by government", "Easton, which the Front has been fortifying"),
        "speak of Highland Front, not of Government",
        claim("easton is held by front", "Easton, which the Front has been fortifying"),
    ),
    (
        "negation outside: the first concern",
        wish("norwick", 1.0, "its first concern"),
        "«not» beside the cited words",
        wish("norwick", -0.5, "not its first concern"),
    ),
    (
        "negation outside: ready before May",
        body("Second Brigade", "portham", "march before May"),
        "«not» beside the cited words",
        body("Second Brigade", "portham", "not be ready to march before May"),
    ),
    (
        "negation outside: a fight",
        claim("norwick falls by assault", "a fight, for they will"),
        "«without» beside the cited words",
        claim("norwick falls without assault", "give up without a fight"),
    ),
    (
        "hedge outside: the border",
        highfell("close the border this summer"),
        "«may» beside the cited words",
        highfell("its supply comes over the border"),
    ),
    (
        "hedge outside: a fact made of a forecast",
        claim("easton falls", "Easton falls before the end of July", None, "fact"),
        "«likely» beside the cited words",
        claim("easton falls", "Easton falls before the end of July", "likely"),
    ),
    (
        "a hedge that is not the author's",
        claim("easton falls by 2030-07-31", "Easton falls before the end of July", "almost certainly"),
        "the hedge «almost certainly» does not stand in its sentence",
        claim("easton falls by 2030-07-31", "Easton falls before the end of July", "likely"),
    ),
    (
        "wrong sentence: the garrison of another town",
        force("front", "highfell", [3000, 5000], "some four thousand strong"),
        "names nothing of the entry (Highfell, Highland Front)",
        body("First Brigade", "millbridge", "some four thousand strong"),
    ),
    (
        "wrong sentence: a town that it does not speak of",
        control("government", ["norwick"], "Portham, the capital"),
        "speak of Portham, not of Norwick",
        control("government", ["portham"], "Portham, the capital"),
    ),
    (
        "wrong sentence: the bridge for the hills",
        wish("highfell", 1.0, "Its first concern is Easton"),
        "names nothing of the entry (Government of Velland, Highfell)",
        wish("easton", 1.0, "Its first concern is Easton"),
    ),
    (
        "wrong sentence: hard months",
        {"ties.x": {"who": "government", "enemy": ["front"], "cite": "months will be hard"}},
        "names nothing of the entry (Government of Velland, Highland Front)",
        {"ties.x": {"who": "government", "enemy": ["front"], "cite": "road between the Highland Front's"}},
    ),
    (
        "number: four hundred made nine hundred",
        force("front", "norwick", 900, "About four hundred fighters"),
        "the sentence says 400, the entry 900",
        force("front", "norwick", 400, "About four hundred fighters"),
    ),
    (
        "number: the upper end of a range",
        force("front", "easton", [600, 2500], "between six hundred and fifteen hundred"),
        "the sentence says 600 to 1,500, the entry 600 to 2,500",
        force("front", "easton", [600, 1500], "between six hundred and fifteen hundred"),
    ),
    (
        "number: a range that leaves the stated number out",
        body("First Brigade", "millbridge", "some four thousand strong", fighters=[5000, 6000, 7000]),
        "the sentence says 4,000, the entry 5,000 to 7,000",
        body("First Brigade", "millbridge", "some four thousand strong", fighters=[3200, 4000, 5000]),
    ),
    (
        "number: another month of arrival",
        body("Second Brigade", "portham", "not be ready to march before May", available="2030-08-01"),
        "another month",
        body("Second Brigade", "portham", "not be ready to march before May", available="2030-05-01"),
    ),
    (
        "number: another month of a claim",
        claim("easton falls by 2030-09-30", "Easton falls before the end of July", "likely"),
        "another month",
        claim("easton falls by 2030-07-31", "Easton falls before the end of July", "likely"),
    ),
]


@pytest.mark.parametrize(("wrong", "words", "twin"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_verbatim_piece_that_does_not_carry_its_entry_is_doubted(
    wrong: dict[str, Any], words: str, twin: dict[str, Any]
) -> None:
    assert any(words in doubt for doubt in doubts(TEXT, wrong)), doubts(TEXT, wrong)
    assert doubts(TEXT, twin) == []


MORE = TEXT + (
    "\n\nThe government arms the Harbour Guard. Nobody doubts that, and the Harbour Guard holds Crossways."
    "\n\nThe Front lost Millbridge to the army. The river road is 47 km long from Millbridge to Easton."
)


def _guard(**ties: Any) -> dict[str, Any]:
    return {"actors.guard": {"name": "Harbour Guard"}, "ties.x": ties}


def test_patron_and_client_swapped_are_doubted() -> None:
    cite = "arms the Harbour Guard"
    (doubt,) = doubts(MORE, _guard(who="guard", client=["government"], cite=cite))
    assert doubt == "in its sentence Government of Velland supports Harbour Guard, not the other way round."
    assert doubts(MORE, _guard(who="government", client=["guard"], cite=cite)) == []


def test_who_lost_a_place_does_not_hold_it() -> None:
    (doubt,) = doubts(MORE, control("front", ["millbridge"], "lost Millbridge to the army"))
    assert doubt == "in its sentence Highland Front loses Millbridge."
    assert doubts(MORE, control("government", ["millbridge"], "lost Millbridge to the army")) == []


@pytest.mark.parametrize(("km", "count"), [([42, 54], 0), ([60, 80], 1), (47, 0), (74, 1)])
def test_the_length_of_a_road(km: Any, count: int) -> None:
    road = {"routes.x": {"between": ["millbridge", "easton"], "km": km, "cite": "river road is 47 km"}}
    assert len(doubts(MORE, road)) == count


def test_an_entry_that_declares_its_doubt_may_rest_on_a_hedge() -> None:
    text = TEXT + "\n\nThe Front is thought to have three hundred men in Highfell."
    cite = "three hundred men in Highfell"
    assert "«thought to»" in doubts(text, force("front", "highfell", 300, cite))[0]
    assert doubts(text, force("front", "highfell", [200, 500], cite)) == []
    entry = force("front", "highfell", 300, cite)["forces.x"] | {"confidence": "low"}
    assert doubts(text, {"forces.x": entry}) == []


@pytest.mark.parametrize("name", shipped())
def test_the_shipped_scenarios_have_only_the_doubts_that_are_known(name: str, request: pytest.FixtureRequest) -> None:
    """Each of these is a true doubt that a reader of the scenario should see; a new one must be looked at."""
    texts: Path | None = request.getfixturevalue("shared") / "sources" if name == "western-anbar-2017" else None
    known = {
        "western-anbar-2017": [
            ("places.qaim.cite", "«according to»"),  # the note leans on intelligence estimates for the stores
            ("control.pmf-joints.cite", "Baghdad, not of Kilometre 160"),  # the note names no joint; this one is ours
            ("priorities.iraq-strongholds.cite", "not of Ana, Qaim, Rawa"),  # "western Anbar" read as the three towns
            ("statements.qaim-stores.says.cite", "«according to»"),
            ("statements.militias-hold-joints.says.cite", "Baghdad, not of Kilometre 160"),  # the same joint of ours
        ],
    }
    said = [one for one in read(name, texts=texts).warnings if _is_lint(one)]
    assert len(said) == len(known.get(name, []))
    for problem, (path, words) in zip(said, known.get(name, []), strict=True):
        assert problem.path == path
        assert words in problem.message
        assert problem.mark is not None


def _is_lint(problem: Problem) -> bool:
    return problem.path.endswith(".cite")


@given(st.integers(0, len(TEXT)), st.integers(0, 200), st.text(max_size=30) | st.text(st.sampled_from(" .\n,;'not")))
def test_whatever_happens_to_a_text_a_verified_cite_stands_where_it_is_said_to_stand(
    at: int, length: int, words: str
) -> None:
    text = TEXT[:at] + words + TEXT[at + length :]
    data, marks = parse_text((FOLDER / "scenario.yaml").read_text(encoding="utf-8"), "scenario.yaml")
    scenario, documents = Scenario.model_validate(data), {"page": Document(text)}
    verified = verify(scenario, marks, documents, read_lock(FOLDER / "scenario.lock.json"))
    cites = cites_of(scenario)
    assert set(verified.states) == set(cites)
    for path, state in verified.states.items():
        if state == "text":
            place = verified.places[path]
            assert one_line(text[place.start : place.end]) == one_line(cites[path])
        else:
            assert any(problem.path == path for problem in verified.problems)
    changed = hash_text(text) != hash_text(TEXT)
    assert changed == any("has changed since the lock" in problem.message for problem in verified.problems)
    for problem in lint_quotes(scenario, marks, documents, verified):
        assert problem.severity == "warning"


def test_an_endless_sentence_is_looked_at_near_the_cite_only() -> None:
    text = "word " * 200_000 + TEXT.replace(".", ",").replace("\n\n", " ") + " not" * 200_000
    assert doubts(text, force("front", "norwick", 400, "About four hundred fighters")) == []
