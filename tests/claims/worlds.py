"""Small worlds for the claims' tests: manifests, event logs written by hand, and random logs and claims."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from hypothesis import strategies as st

from sandtable.claims import ast
from sandtable.claims.ground import Ground
from sandtable.ensemble import kinds
from sandtable.ensemble.results import Block, Manifest

PLACES = ("ana", "rawa", "qaim", "mosul-west")
ACTORS = ("iraq", "daesh", "pmf")
EVENTS = ("mayadin-falls", "vote")
CORRIDORS = ("highway",)
DISPUTES = ("border", "erbil-baghdad")
MEDIATION = ("talks", "us-between-them")
ELECTIONS = ("council-2018", "plebiscite")
PARTIES = ("council-2018.list-a", "council-2018.list-b", "plebiscite.yes", "plebiscite.no")
CANDIDATES = tuple(f"council-2018.{name}" for name in ("reformer", "elder", "outsider", "nobody"))
ISSUES = ("kirkuk-status",)
MEASURES = ("exposure", "losses")
ALL = (PLACES, EVENTS, CORRIDORS, DISPUTES, MEDIATION, ELECTIONS, ISSUES)
GROUND = Ground(
    routes=(("ana", "rawa"), ("rawa", "qaim"), ("ana", "mosul-west"), ("mosul-west", "qaim"), ("rawa", "mosul-west")),
    lets={"iraq": frozenset({"iraq", "pmf"}), "daesh": frozenset({"daesh"}), "pmf": frozenset({"pmf"})},
    assaults={"qaim": 1},
    permissions=(
        ("vote", "pmf", "iraq", True),
        ("mayadin-falls", "pmf", "iraq", False),
        ("vote", "iraq", "pmf", False),
    ),
)
"""Roads, who lets whom pass (Iraq lets the PMF through, not the other way), and an assault under way on day 0."""
AS_OF = datetime.date(2017, 4, 30)
DAYS = 70
UNTIL = AS_OF + datetime.timedelta(days=DAYS - 1)


class Change(NamedTuple):
    """A change of control, or (entity = an event, no holder) a dated event that happens; else its kind is named.

    `after` is an actor, or whoever wins an election; where an issue is settled, `cause` says where, in half points.
    """

    day: float
    entity: str
    after: str = ""
    cause: int = kinds.BY_ASSAULT
    named: int = 0

    @property
    def kind(self) -> int:
        """Kind of the row in the log."""
        return self.named or (kinds.HAPPENED if self.entity in EVENTS else kinds.CONTROL)


History = Sequence[Change]


def manifest(first_holders: Sequence[int] = (1, 1, 1, 1), draws: int = 1, replicates: int = 1) -> Manifest:
    return Manifest(
        format=1,
        sandtable="test",
        scenario_hash="0",
        title="test",
        variant="",
        seed=1,
        draws=draws,
        replicates=replicates,
        block_draws=max(1, draws),
        as_of=AS_OF,
        until=UNTIL,
        places=PLACES,
        actors=ACTORS,
        formations=(),
        events=EVENTS,
        first_holders=tuple(first_holders),
        assumptions=(),
        prior_set="test",
        corridors=CORRIDORS,
        elections=ELECTIONS,
        parties=PARTIES,
        candidates=CANDIDATES,
        issues=ISSUES,
        measures=MEASURES,
        disputes=DISPUTES,
        mediation=MEDIATION,
    )


def cut(whole: Manifest, days: int) -> Manifest:
    """The same run with an earlier horizon."""
    return dataclasses.replace(whole, until=whole.as_of + datetime.timedelta(days=days - 1))


def number_after(change: Change) -> int:
    """What stands in the column `after`: an actor, a stage of a dispute, or whether a mediation goes on."""
    if change.kind == kinds.DISPUTE:
        return kinds.STAGES.index(change.after)
    if change.kind == kinds.MEDIATION:
        return int(change.after == "on")
    if change.kind == kinds.ISSUE_SETTLED:
        return 50 * change.cause
    if change.kind in (kinds.ELECTION_HELD, kinds.GOVERNMENT_FORMED):
        names = PARTIES if change.kind == kinds.ELECTION_HELD else CANDIDATES
        return names.index(f"{change.entity}.{change.after}")
    return ACTORS.index(change.after) if change.after else -1


def block(histories: Sequence[History], replicates: int = 1, number: int = 0) -> Block:
    """A block with one future for each history; events of a future happen in the order given."""
    rows = []
    for future, history in enumerate(histories):
        for sequence, change in enumerate(history):
            happened = change.kind == kinds.HAPPENED
            names = next(names for names in ALL if change.entity in names)
            rows.append(
                (
                    future,
                    change.day,
                    sequence,
                    change.kind,
                    names.index(change.entity),
                    -1,
                    number_after(change),
                    0 if happened else change.cause,
                )
            )
    columns: Any = list(zip(*rows, strict=True)) or [()] * 8
    types = (np.int32, np.float64, np.int32, np.int8, np.int16, np.int16, np.int16, np.int16)
    arrays: Any = [np.array(column, dtype) for column, dtype in zip(columns, types, strict=True)]
    draws = len(histories) // replicates
    return Block(number, 0, draws, replicates, *arrays, np.zeros((draws, 0)), series_of(len(histories)))


def value(measure: str, future: int, month: int) -> float:
    """The made-up value of a measure in a month of a future."""
    return float((5 * MEASURES.index(measure) + 7 * future + 3 * month) % 4)


def series_of(futures: int, months: int = 4) -> dict[str, Any]:
    """Both measures of a block, April to July 2017."""
    return {
        name: np.array([[value(name, future, month) for month in range(months)] for future in range(futures)])
        for name in MEASURES
    }


def only_before(whole: Block, moment: float) -> Block:
    """The block without the events at or after a moment."""
    keep = whole.day < moment
    columns = ("future", "day", "sequence", "kind", "entity", "before", "after", "cause")
    return dataclasses.replace(whole, **{name: getattr(whole, name)[keep] for name in columns})


CAUSES = (kinds.BY_ASSAULT, kinds.BY_COLLAPSE, kinds.BY_EVENT, kinds.BY_RAID, kinds.BY_RECOVERY, kinds.BY_AGREEMENT)
MOMENTS = st.integers(0, 2 * DAYS - 1).map(lambda half: half / 2)  # a coarse grid, so that days tie
ON_A_PLACE = (kinds.ASSAULT_BEGUN, kinds.ASSAULT_ENDED, kinds.CUT_OFF, kinds.REJOINED)
ON_A_CORRIDOR = (kinds.CORRIDOR_OPENED, kinds.CORRIDOR_CLOSED)
CHANGES = st.one_of(
    st.builds(
        Change, MOMENTS, st.sampled_from(PLACES), st.sampled_from(ACTORS), st.just(0), st.sampled_from(ON_A_PLACE)
    ),
    st.builds(Change, MOMENTS, st.just("highway"), st.sampled_from(ACTORS), st.just(0), st.sampled_from(ON_A_CORRIDOR)),
    st.builds(Change, st.just(0.0), st.just("ana"), st.just("daesh"), st.just(0), st.just(kinds.CUT_OFF)),
    st.builds(
        Change, MOMENTS, st.sampled_from(PLACES), st.sampled_from(("", *ACTORS)), st.sampled_from(CAUSES), st.just(0)
    ),
    st.builds(Change, MOMENTS, st.sampled_from(EVENTS), st.just(""), st.just(0), st.just(0)),
    st.builds(
        Change, MOMENTS, st.sampled_from(DISPUTES), st.sampled_from(kinds.STAGES), st.just(0), st.just(kinds.DISPUTE)
    ),
    st.builds(
        Change,
        MOMENTS,
        st.just("council-2018"),
        st.sampled_from(("list-a", "list-b")),
        st.just(0),
        st.just(kinds.ELECTION_HELD),
    ),
    st.builds(
        Change, MOMENTS, st.just("plebiscite"), st.sampled_from(("yes", "no")), st.just(0), st.just(kinds.ELECTION_HELD)
    ),
    st.builds(
        Change,
        MOMENTS,
        st.sampled_from(MEDIATION),
        st.sampled_from(("on", "off")),
        st.just(0),
        st.just(kinds.MEDIATION),
    ),
    st.builds(
        Change,
        MOMENTS,
        st.just("council-2018"),
        st.sampled_from(("reformer", "elder", "outsider", "nobody")),
        st.just(0),
        st.just(kinds.GOVERNMENT_FORMED),
    ),
    st.builds(
        Change, MOMENTS, st.just("kirkuk-status"), st.just(""), st.integers(0, 200), st.just(kinds.ISSUE_SETTLED)
    ),
)
ONCE = frozenset({kinds.ELECTION_HELD, kinds.GOVERNMENT_FORMED, kinds.ISSUE_SETTLED})


def _once(changes: list[Change]) -> list[Change]:
    """In order of days, without a second time of what happens once."""
    kept: list[Change] = []
    for change in sorted(changes, key=lambda change: change.day):
        same = [other for other in kept if (other.kind, other.entity) == (change.kind, change.entity)]
        kept += [] if same and change.kind in ONCE else [change]
    return kept


HISTORIES = st.lists(
    st.lists(CHANGES, max_size=9).map(_once),
    min_size=1,
    max_size=5,
)
HOLDERS = st.lists(st.integers(-1, len(ACTORS) - 1), min_size=len(PLACES), max_size=len(PLACES))

SEEN_DATES = st.integers(0, DAYS - 1).map(lambda day: AS_OF + datetime.timedelta(days=day))
ANY_DATES = st.integers(0, DAYS + 40).map(lambda day: AS_OF + datetime.timedelta(days=day))
PERIODS = st.sampled_from(("2017", "2018", "2017-04", "2017-05", "2017-06", "2017-07", "2017-Q2", "2017-Q3", "2018-H1"))
HOWS = st.sampled_from(("any way", "by assault", "without assault"))
SOME_ACTORS = st.lists(st.sampled_from(ACTORS), min_size=1, max_size=2, unique=True).map(tuple)

FALLS = st.builds(ast.Falls, place=st.sampled_from(PLACES), to=st.one_of(st.just(()), SOME_ACTORS), how=HOWS)
REACHES = st.builds(
    ast.Reaches, dispute=st.sampled_from(DISPUTES), stage=st.sampled_from(("tension", "crisis", "clash"))
)
ENDS = st.builds(ast.Ends, mediation=st.sampled_from(MEDIATION))
IN_STAGE = st.builds(
    ast.InStage, dispute=st.sampled_from(DISPUTES), stage=st.sampled_from(kinds.STAGES), negated=st.booleans()
)
IS_HELD = st.builds(ast.IsHeld, election=st.sampled_from(ELECTIONS))
WINS = st.sampled_from((*CANDIDATES[:3], *PARTIES[2:])).map(
    lambda name: ast.Wins(who=name.partition(".")[2], election=name.partition(".")[0])
)
SETTLED = st.one_of(
    st.just(ast.Settled(issue="kirkuk-status")),
    st.builds(
        ast.Settled,
        issue=st.just("kirkuk-status"),
        relation=st.sampled_from(("above", "below", "at least", "at most")),
        point=st.sampled_from((0.0, 12.5, 60.0, 100.0)),
    ),
)
HAPPENS = st.builds(ast.Happens, event=st.sampled_from(EVENTS))


@st.composite
def event_claims(draw: Any) -> Any:
    """Any event; a function, so that what fails is shown in a few lines."""
    return draw(st.one_of(FALLS, HAPPENS, REACHES, ENDS, IS_HELD, WINS, SETTLED))


EVENT_CLAIMS = event_claims()
STATES = st.builds(ast.Held, place=st.sampled_from(PLACES), by=SOME_ACTORS, negated=st.booleans())
EITHER = st.one_of(EVENT_CLAIMS, STATES)
PLACE = st.sampled_from(PLACES)
SOME_PLACES = st.lists(PLACE, min_size=2, max_size=4, unique=True).map(tuple)
BOUNDS = st.sampled_from(("at least", "at most", "exactly", "fewer than", "more than"))
RELATIONS = st.sampled_from(("above", "below", "at least", "at most"))
ROADS = st.builds(
    lambda ends, to, closed: ast.Road(start=ends[0], end=ends[1], to=to, closed=closed),
    SOME_PLACES,
    SOME_ACTORS,
    st.booleans(),
)
LASTING = st.one_of(
    STATES,
    st.builds(ast.CutOff, place=PLACE, negated=st.booleans()),
    st.builds(ast.UnderAssault, place=PLACE, negated=st.booleans()),
    ROADS,
    st.builds(ast.Corridor, corridor=st.just("highway"), to=SOME_ACTORS, closed=st.booleans()),
    st.builds(ast.NumberHeld, places=SOME_PLACES, by=SOME_ACTORS, bound=BOUNDS, number=st.integers(0, 4)),
    IN_STAGE,
)
MEASURE = st.builds(ast.Measure, name=st.sampled_from(MEASURES))
FIGURES = st.sampled_from((0.0, 1.0, 1.5, 2017.0, -3.0, 1e-7, 12.25)).map(lambda figure: ast.Number(value=figure))
MEASURED = st.builds(ast.Measured, one=MEASURE, relation=RELATIONS, other=st.one_of(MEASURE, FIGURES))
ANY_EVENTS = st.one_of(EVENT_CLAIMS, st.builds(ast.ChangesHands, place=PLACE))
MOMENTOUS = st.one_of(ANY_EVENTS, LASTING)
ANY_STATES = st.one_of(LASTING, MEASURED)
ANYTHING = st.one_of(ANY_EVENTS, ANY_STATES)
DATED_AMOUNTS = st.one_of(
    st.builds(ast.MeasureOn, name=st.sampled_from(MEASURES), date=SEEN_DATES),
    st.builds(ast.Mean, name=st.sampled_from(MEASURES), period=PERIODS),
    st.builds(ast.Total, name=st.sampled_from(MEASURES), period=PERIODS),
)


@st.composite
def ranks(draw: Any) -> ast.LastOf | ast.FirstOf:
    of = draw(st.lists(st.sampled_from(PLACES), min_size=2, max_size=4, unique=True))
    model = draw(st.sampled_from((ast.LastOf, ast.FirstOf)))
    claim: ast.LastOf | ast.FirstOf = model(place=draw(st.sampled_from(of)), of=tuple(of), how=draw(HOWS))
    return claim


def spans(what: Any) -> Any:
    """`from DATE to DATE` about something."""
    return st.tuples(what, SEEN_DATES, ANY_DATES).map(
        lambda parts: ast.FromTo(what=parts[0], first=min(parts[1:]), last=max(parts[1:]))
    )


WITHIN = st.builds(
    ast.Within,
    one=MOMENTOUS,
    days=st.sampled_from((1, 3, 10, 40)),
    side=st.sampled_from(("of", "after")),
    other=MOMENTOUS,
)
CLAUSES = st.one_of(
    ANY_EVENTS,
    st.builds(ast.NoGovernment, election=st.just("council-2018"), date=ANY_DATES),
    st.builds(ast.By, what=ANYTHING, date=ANY_DATES),
    st.builds(ast.On, what=ANYTHING, date=SEEN_DATES),
    st.builds(ast.In, what=ANYTHING, period=PERIODS),
    spans(ANYTHING),
    st.builds(ast.Throughout, what=ANY_STATES, period=PERIODS),
    st.builds(ast.Until, what=LASTING, event=MOMENTOUS),
    st.builds(ast.Before, one=MOMENTOUS, other=MOMENTOUS),
    st.builds(ast.After, one=ANY_EVENTS, other=MOMENTOUS),
    WITHIN,
)


def about_it(claim: Any) -> Any:
    """The clause with `it` for its first place, or None where it does not begin with a place."""
    for key in ("what", "one"):
        if hasattr(claim, key):
            inner = about_it(getattr(claim, key))
            return inner and claim.model_copy(update={key: inner})
    return claim.model_copy(update={"place": ast.IT}) if hasattr(claim, "place") else None


EACH_OF = st.builds(
    ast.EachOf,
    which=st.sampled_from(("each", "some")),
    places=SOME_PLACES,
    claim=CLAUSES.map(about_it).filter(lambda claim: claim is not None),
)
ATOMS = st.one_of(
    CLAUSES,
    ranks(),
    EACH_OF,
    st.builds(ast.Compare, one=DATED_AMOUNTS, relation=RELATIONS, other=st.one_of(DATED_AMOUNTS, FIGURES)),
)
TO_THE_END = st.one_of(
    st.just(ast.NoGovernment(election="council-2018", date=None)),
    st.builds(ast.By, what=ANYTHING, date=st.none()),
    st.builds(ast.AtEnd, what=ANY_STATES),
)


def _compound(parts: Any) -> Any:
    some = st.lists(parts, min_size=1, max_size=3).map(tuple)
    more = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(ast.AllOf, claims=some),
        st.builds(ast.AnyOf, claims=some),
        st.builds(ast.NoneOf, claims=some),
        st.builds(ast.CountOf, bound=BOUNDS, number=st.integers(0, 4), claims=some),
        st.builds(ast.Not, claim=parts),
        st.builds(ast.And, claims=more),
        st.builds(ast.Or, claims=more),
        st.builds(ast.Implies, condition=parts, consequence=parts),
    )


def _at_end(state: Any) -> Any:
    return st.builds(ast.AtEnd, what=state)


CLAIMS_WITH: dict[str, Any] = {
    "falls": FALLS,
    "changes_hands": st.builds(ast.ChangesHands, place=PLACE),
    "is_held": IS_HELD,
    "wins": WINS,
    "settled": SETTLED,
    "no_government": st.builds(ast.NoGovernment, election=st.just("council-2018"), date=ANY_DATES),
    "happens": st.builds(ast.Happens, event=st.sampled_from(EVENTS)),
    "held": _at_end(STATES),
    "cut_off": _at_end(st.builds(ast.CutOff, place=PLACE, negated=st.booleans())),
    "under_assault": _at_end(st.builds(ast.UnderAssault, place=PLACE, negated=st.booleans())),
    "road": _at_end(ROADS),
    "corridor": _at_end(st.builds(ast.Corridor, corridor=st.just("highway"), to=SOME_ACTORS)),
    "number_held": _at_end(
        st.builds(ast.NumberHeld, places=SOME_PLACES, by=SOME_ACTORS, bound=BOUNDS, number=st.integers(0, 4))
    ),
    "measured": _at_end(MEASURED),
    "in_stage": _at_end(IN_STAGE),
    "reaches": REACHES,
    "ends": ENDS,
    "by": st.builds(ast.By, what=ANYTHING, date=ANY_DATES),
    "on": st.builds(ast.On, what=ANYTHING, date=SEEN_DATES),
    "in": st.builds(ast.In, what=ANYTHING, period=PERIODS),
    "from_to": spans(ANYTHING),
    "throughout": st.builds(ast.Throughout, what=ANY_STATES, period=PERIODS),
    "at_end": _at_end(ANY_STATES),
    "until": st.builds(ast.Until, what=LASTING, event=MOMENTOUS),
    "before": st.builds(ast.Before, one=MOMENTOUS, other=MOMENTOUS),
    "after": st.builds(ast.After, one=ANY_EVENTS, other=MOMENTOUS),
    "within": WITHIN,
    "last": ranks().filter(lambda claim: claim.op == "last"),
    "first": ranks().filter(lambda claim: claim.op == "first"),
    "each_of": EACH_OF,
    "compare": st.builds(ast.Compare, one=DATED_AMOUNTS, relation=RELATIONS, other=FIGURES),
    "all_of": st.builds(ast.AllOf, claims=st.tuples(ATOMS, ATOMS)),
    "any_of": st.builds(ast.AnyOf, claims=st.tuples(ATOMS, ATOMS)),
    "none_of": st.builds(ast.NoneOf, claims=st.tuples(ATOMS, ATOMS)),
    "count_of": st.builds(ast.CountOf, bound=BOUNDS, number=st.integers(0, 3), claims=st.tuples(ATOMS, ATOMS)),
    "not": st.builds(ast.Not, claim=ATOMS),
    "and": st.builds(ast.And, claims=st.tuples(ATOMS, ATOMS)),
    "or": st.builds(ast.Or, claims=st.tuples(ATOMS, ATOMS)),
    "implies": st.builds(ast.Implies, condition=ATOMS, consequence=ATOMS),
}
"""Random claims that use a word, by its `op`."""

DATED_CLAIMS = st.recursive(ATOMS, _compound, max_leaves=6)
"""Claims that mean the same whatever the run's last day is: none speaks of `the end`."""
CLAIMS = st.recursive(st.one_of(ATOMS, TO_THE_END), _compound, max_leaves=6)
TIMED = st.one_of(
    st.builds(ast.By, what=EITHER, date=ANY_DATES),
    st.builds(ast.On, what=EITHER, date=SEEN_DATES),
    st.builds(ast.In, what=EITHER, period=PERIODS),
    spans(EITHER),
    st.builds(ast.Throughout, what=STATES, period=PERIODS),
)
RANKS = ranks()
