"""Reading and printing claims: round trips, the exact words of each error, and hostile text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from claims import worlds
from sandtable.claims import ast
from sandtable.claims.ast import Node
from sandtable.claims.parse import MAX_DEPTH, MAX_LENGTH, ClaimError, parse
from sandtable.claims.print import text


@given(claim=worlds.CLAIMS)
def test_what_is_printed_reads_back_the_same(claim: Node) -> None:
    assert parse(text(claim)) == claim


@given(claim=worlds.CLAIMS)
def test_a_claim_survives_json(claim: Node) -> None:
    adapter: TypeAdapter[Node] = TypeAdapter(ast.Claim)
    assert adapter.validate_json(adapter.dump_json(claim)) == claim


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("((ana falls))", "ana falls"),
        ("  ana   falls\n by\t2017-12-31 ", "ana falls by 2017-12-31"),
        ("(ana falls and rawa falls) and qaim falls", "(ana falls and rawa falls) and qaim falls"),
        ("ana falls and rawa falls or qaim falls", "ana falls and rawa falls or qaim falls"),
        ("ana falls and (rawa falls or qaim falls)", "ana falls and (rawa falls or qaim falls)"),
        ("(ana falls implies rawa falls) implies qaim falls", "(ana falls implies rawa falls) implies qaim falls"),
        ("mosul-west falls to iraq or qaim falls", "mosul-west falls to iraq or qaim falls"),
        ("mosul-west falls to iraq or pmf or qaim falls", "mosul-west falls to iraq or pmf or qaim falls"),
        ("all of[ana falls,rawa falls]", "all of [ana falls, rawa falls]"),
        ("each of [ana, rawa] falls to iraq or qaim falls", "each of [ana, rawa] falls to iraq or qaim falls"),
        ("qaim falls within 26 weeks after ana falls", "qaim falls within 182 days after ana falls"),
        (
            "number of [ana, rawa] held by iraq or pmf is at least 1 at the end",
            "number of [ana, rawa] held by iraq or pmf is at least 1 at the end",
        ),
        ("mean exposure in 2018 is above 2017", "mean exposure in 2018 is above 2017"),
        ("measure exposure is at most 0.50 in 2018", "measure exposure is at most 0.5 in 2018"),
    ],
)
def test_printed_form(written: str, printed: str) -> None:
    assert text(parse(written)) == printed


def test_or_between_actors_and_or_between_claims() -> None:
    claim = parse("mosul-west falls to iraq or pmf or qaim falls")
    assert isinstance(claim, ast.Or)
    assert claim.claims == (ast.Falls(place="mosul-west", to=("iraq", "pmf")), ast.Falls(place="qaim"))


def test_and_binds_tighter_than_or() -> None:
    claim = parse("ana falls or rawa falls and qaim falls")
    assert isinstance(claim, ast.Or)
    assert isinstance(claim.claims[1], ast.And)


AFTER_BY = "Allowed here: assault, a date such as 2017-07-31, the end."
A_PERIOD = "Allowed here: a period such as 2017, 2017-09, 2017-Q3 or 2018-H1."
SAY_WHEN = (
    "say when: a state needs `on DATE`, `by DATE`, `in PERIOD`, `from DATE to DATE`, `throughout PERIOD`, `until …` "
    "or `at the end`. Allowed here: at, before, by, from, in, on, or, throughout, until, within."
)
START = (
    "Allowed here: all, any, at, each, exactly, fewer, mean, measure, more, none, not, number, road, some, total, (, "
    "a place, an event, a corridor, a dispute or a mediation."
)
SAY_WHEN_MEASURED = (
    "say when: a state needs `on DATE`, `by DATE`, `in PERIOD`, `from DATE to DATE`, `throughout PERIOD`, `until …` "
    "or `at the end`. Allowed here: at, by, from, in, on, throughout."
)
THEN = "Allowed here: number, road, a place, an event, a corridor, a dispute or a mediation."
AFTER_A_STATE = "Allowed here: at, before, by, from, in, on, or, throughout, until, within."
AFTER_A_FALL = (
    "Allowed here: after, and, before, by, from, implies, in, on, or, to, within, without, the end of the claim."
)


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        ("", f"column 1: the claim ends too early. {START}"),
        ("qaim", "column 5: the claim ends too early. Allowed here: changes, ends, falls, happens, is, reaches, wins."),
        (
            "qaim fals",
            (
                "column 6: 'fals' cannot stand here. Allowed here: changes, ends, falls, happens, is, reaches, wins. "
                "Did you mean 'falls'?"
            ),
        ),
        (
            "Al-Qaim falls",
            "column 1: 'Al-Qaim' is not a name: names are lower case letters, digits and hyphens, perhaps 'al-qaim'. "
            + START,
        ),
        ("§ falls", f"column 1: '§' is not a name: names are lower case letters, digits and hyphens. {START}"),
        ("falls falls", f"column 1: 'falls' is a word of the language and cannot stand here. {START}"),
        ("qaim falls § now", f"column 12: '§' is not a word of the claim language. {AFTER_A_FALL}"),
        (
            "qaim falls by asault",
            f"column 15: 'asault' cannot stand here. {AFTER_BY} Did you mean 'assault'?",
        ),
        ("qaim falls to", "column 14: the claim ends too early. Allowed here: an actor."),
        ("qaim is held by iraq", f"column 21: {SAY_WHEN}"),
        ("qaim is held by iraq and ana falls", f"column 22: {SAY_WHEN}"),
        ("all of [qaim is not held by iraq]", f"column 33: {SAY_WHEN}"),
        (
            "not qaim falls",
            "column 5: `not` needs brackets around the claim that it denies: not ( … ). Allowed here: (.",
        ),
        (
            "qaim falls throughout 2017",
            "column 12: an event happens at one moment, and 'throughout' needs a state such as `X is held by A`. "
            + AFTER_A_FALL,
        ),
        (
            "qaim falls at the end",
            "column 12: an event happens at one moment, and 'at' needs a state such as `X is held by A`. "
            + AFTER_A_FALL,
        ),
        ("qaim falls by 2017-13-01", "column 15: '2017-13-01' is not a day of the calendar"),
        (
            "qaim falls on 2017",
            "column 15: '2017' is a period, and a day is needed here. Allowed here: a date such as 2017-07-31.",
        ),
        (
            "qaim falls in 2017-07-01",
            f"column 15: '2017-07-01' is a day, and a period is needed here. {A_PERIOD}",
        ),
        (
            "qaim falls from 2017-09-01 to 2017-08-01",
            "column 1: 2017-09-01 lies after 2017-08-01: write the earlier date first",
        ),
        ("ana falls, rawa falls", f"column 10: ',' cannot stand here. {AFTER_A_FALL}"),
        ("all of [qaim falls, ]", f"column 21: ']' cannot stand here. {START}"),
        ("all of qaim falls", "column 8: 'qaim' cannot stand here. Allowed here: [."),
        ("qaim is last of [ana, rawa] to fall", "column 1: 'qaim' is not in its own list: add it"),
        ("qaim is last of [qaim, ana, ana] to fall", "column 1: the list names 'ana' twice"),
        ("qaim is last of [qaim] to fall", "column 22: ']' cannot stand here. Allowed here: a comma."),
        ("qaim is last of [", "column 18: the claim ends too early. Allowed here: a place."),
        ("qaim falls before all of", f"column 19: 'all' is a word of the language and cannot stand here. {THEN}"),
        (
            "qaim falls before each of [ana, rawa] falls",
            f"column 19: 'each' is a word of the language and cannot stand here. {THEN}",
        ),
        (
            "qaim falls within 3 months after ana falls",
            "column 21: 'months' cannot stand here. Allowed here: day, days, week, weeks.",
        ),
        ("qaim falls within 1.5 days after ana falls", "column 19: 1.5 is not a whole number: a count needs one"),
        ("qaim falls within 0 days after ana falls", "column 1: Input should be greater than or equal to 1"),
        ("at least 2.5 of [ana falls]", "column 1: 2.5 is not a whole number: a count needs one"),
        ("at fewest 2 of [ana falls]", "column 4: 'fewest' cannot stand here. Allowed here: least, most."),
        ("each of [ana, ana] falls", "column 1: the list names 'ana' twice"),
        ("it falls", f"column 1: 'it' is not a name: names are lower case letters, digits and hyphens. {START}"),
        (
            "road ana to ana is open to iraq at the end",
            "column 1: a road leads from one place to another, and 'ana' stands at both ends",
        ),
        ("road ana is open", "column 10: 'is' cannot stand here. Allowed here: to."),
        ("road ana to", "column 12: the claim ends too early. Allowed here: a place."),
        ("road ana to rawa is shut", "column 21: 'shut' cannot stand here. Allowed here: closed, open."),
        ("measure", "column 8: the claim ends too early. Allowed here: a measure."),
        ("measure exposure is above 3", f"column 28: {SAY_WHEN_MEASURED}"),
        ("measure exposure is above", "column 26: the claim ends too early. Allowed here: measure, a number."),
        (
            "measure exposure is above 2017-Q3 on 2017-07-01",
            "column 27: 2017-Q3 is a period, and a number is needed here",
        ),
        ("mean exposure is above 3", "column 15: 'is' cannot stand here. Allowed here: in."),
        (
            "number of [ana, rawa] held by iraq is 2",
            "column 39: '2' cannot stand here. Allowed here: at, exactly, fewer, more.",
        ),
        ("qaim is under siege", "column 15: 'siege' cannot stand here. Allowed here: assault."),
        ("ana is held by iraq after qaim falls", f"column 21: 'after' cannot stand here. {AFTER_A_STATE}"),
        (f"{'x' * 61} falls", "column 1: String should have at most 60 characters"),
    ],
)
def test_an_error_says_where_and_what_is_allowed(claim: str, message: str) -> None:
    with pytest.raises(ClaimError) as wrong:
        parse(claim)
    assert str(wrong.value) == message
    assert message.startswith(f"column {wrong.value.column}:")


def test_a_claim_that_is_too_long_is_refused() -> None:
    with pytest.raises(ClaimError, match="may have 4000 characters, this has 4001"):
        parse("x" * (MAX_LENGTH + 1))


@pytest.mark.parametrize("opening", ["(", "not (", "all of [", "not (all of [(", "["])
def test_a_claim_that_is_too_deep_is_refused(opening: str) -> None:
    with pytest.raises(ClaimError, match="brackets may be nested 20 deep"):
        parse(opening * 200)


def test_the_deepest_claim_is_read() -> None:
    deep = "not (" * MAX_DEPTH + "ana falls" + ")" * MAX_DEPTH
    assert text(parse(deep)) == deep


def test_a_wide_claim_is_read() -> None:
    wide = "all of [" + ", ".join(["ana falls"] * 300) + "]"
    assert text(parse(wide)) == wide


WORDS = st.sampled_from(
    (
        "all any none of not ( ) [ ] , and or implies falls is held by to fall last first before after until at the "
        "end on in from throughout happens assault without ana qaim iraq 2017-07-31 2017-02-30 2017 2018-Q5 each some "
        "road open closed cut off under changes hands within days weeks 3 2.5 at least most exactly number measure "
        "mean total above below more fewer than it"
    ).split()
)


@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_any_words_give_a_claim_or_a_claim_error(words: str) -> None:
    _read(words)


@given(st.text(max_size=60))
def test_any_text_gives_a_claim_or_a_claim_error(anything: str) -> None:
    _read(anything)


def _read(words: str) -> None:
    try:
        claim = parse(words)
    except ClaimError as refused:
        wrong = refused
    else:
        assert parse(text(claim)) == claim
        return
    assert 1 <= wrong.column <= len(words) + 1
    said = str(wrong).replace(words, "")
    assert not any(mark in said for mark in ("LPAR", "NAME", "$END", "_ACTOR", "STRANGE"))
