"""The tables that have rows for every future: who held what from when to when, events, draws, verdicts, measures."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from sandtable.assumptions.curves import drawn_columns
from sandtable.claims.verdicts import OUTSIDE
from sandtable.ensemble import kinds
from sandtable.ensemble.results import Block, Manifest
from sandtable.units import date_of_day
from sandtable.views.exports.source import Source
from sandtable.views.exports.tidy import Chunk, Column, Table

__all__ = ["LONG", "future_tables", "intervals"]

_WHO = (
    Column("draw", "integer", "number of the set of assumptions, from 0"),
    Column("replicate", "integer", "0 or 1: which luck; only 0 counts towards a probability"),
)
_CONTROL = (
    *_WHO,
    Column("place", "text", "id of the place"),
    Column("holder", "text", "id of the actor that holds it; empty = nobody"),
    Column("from", "date", "the day from which it does"),
    Column("to", "date", "the day on which it loses it; of what lasts, the last day simulated"),
    Column("from_day", "number", "the same as days since the first, to the moment"),
    Column("to_day", "number", "the same"),
    Column("how", "text", "how it came to hold it; `outset` = from the first day on"),
    Column("lasts", "boolean", "whether it holds it still when the run ends"),
)
_EVENTS = (
    *_WHO,
    Column("sequence", "integer", "order within the future: breaks ties of the day"),
    Column("date", "date", "the day"),
    Column("day", "number", "the moment, in days since the first"),
    Column("kind", "text", "what happened"),
    Column(
        "entity", "text", "id of what it happens to: a place, dated event, corridor, base, dispute, election, issue …"
    ),
    Column("before", "text", "id of the actor before; empty = nobody; of a dispute its stage"),
    Column("after", "text", "id of the actor after; empty = nobody; of a dispute its stage, of an election who won"),
    Column("cause", "text", "why or how; of an assault that begins, id of the formation"),
)
_ENTITIES = dict.fromkeys((kinds.CONTROL, kinds.ASSAULT_BEGUN, kinds.ASSAULT_ENDED), "places") | {
    kinds.CUT_OFF: "places",
    kinds.REJOINED: "places",
    kinds.HAPPENED: "events",
    kinds.CORRIDOR_OPENED: "corridors",
    kinds.CORRIDOR_CLOSED: "corridors",
    kinds.PRESENCE_OPENED: "presence",
    kinds.PRESENCE_CLOSED: "presence",
    kinds.DISPUTE: "disputes",
    kinds.MEDIATION: "mediation",
    kinds.ELECTION_HELD: "elections",
    kinds.GOVERNMENT_FORMED: "elections",
    kinds.ISSUE_SETTLED: "issues",
}
"""The list of the manifest that `entity` counts in, by kind of event; of another kind the number itself is given."""


LONG: Mapping[str, tuple[str, tuple[Column, ...], str]] = {
    "control": ("Who held what, from when to when", _CONTROL, ""),
    "events": ("Every event of every future", _EVENTS, ""),
    "verdicts": (
        "Whether each claim came true, future by future",
        _WHO,
        "whether the claim came true; empty = open at the end, or its condition not met",
    ),
    "draws": ("The value of every assumption in each draw", _WHO[:1], "its value, in its own unit"),
    "series": (
        "Measures month by month",
        (*_WHO, Column("month", "date", "first day of the month")),
        "a measure of the month; see the run folder",
    ),
}
"""Title and first columns of the tables of futures; and what the columns are that follow, one a claim or such."""


def future_tables(source: Source) -> tuple[Table, ...]:
    """The long tables of a run, read from its blocks one after the other."""
    run = source.run

    def streamed(make: Callable[[Block, Manifest], Chunk]) -> Callable[[], Iterator[Chunk]]:
        return lambda: (make(block, run) for block in source.ensemble.blocks())

    def made(name: str, chunks: Callable[[], Iterator[Chunk]], more: Iterable[Column] = ()) -> Table:
        return Table(name, LONG[name][0], (*LONG[name][1], *more), chunks, True)

    verdicts = (Column(row.id, "boolean", LONG["verdicts"][2]) for row in source.verdicts.rows)
    drawn = (Column(one.name, "number", f"{one.meaning} ({one.unit})") for one in run.assumptions)
    months = (Column(name, "number", LONG["series"][2]) for name in run.measures)
    return (
        made("control", streamed(control)),
        made("events", streamed(events)),
        made("verdicts", lambda: _verdicts(source), verdicts),
        made("draws", lambda: _draws(source), drawn),
        made("series", streamed(series), months),
    )


def _who(block: Block, future: npt.NDArray[Any]) -> dict[str, list[int]]:
    draw = block.first_draw + future // block.replicates
    return {"draw": draw.tolist(), "replicate": (future % block.replicates).tolist()}


def _dates(days: npt.NDArray[np.float64], run: Manifest) -> list[datetime.date]:
    """The dates of some moments; the end of the run belongs to its last day."""
    whole = np.minimum(np.floor(days).astype(np.int64), run.days - 1)
    known = [date_of_day(day, run.as_of) for day in range(run.days)]
    return [known[day] for day in whole.tolist()]


def _named(ids: Sequence[str], numbers: npt.NDArray[Any]) -> list[str | None]:
    """Ids by their numbers; None for those that are nobody's."""
    return [ids[number] if 0 <= number < len(ids) else None for number in numbers.tolist()]


def intervals(block: Block, run: Manifest) -> dict[str, npt.NDArray[Any]]:
    """Who holds what from when to when: arrays (interval,) by future, place and time.

    `future`, `place`, `holder` (-1 nobody), `start`, `end` (days), `cause` (0 at the outset), `lasts`.
    """
    rows = block.kind == kinds.CONTROL
    places, count = len(run.places), block.futures
    future = np.concatenate([np.repeat(np.arange(count), places), block.future[rows]])
    place = np.concatenate([np.tile(np.arange(places), count), block.entity[rows]])
    holder = np.concatenate([np.tile(np.asarray(run.first_holders, dtype=np.int64), count), block.after[rows]])
    start = np.concatenate([np.zeros(count * places), block.day[rows]])
    cause = np.concatenate([np.zeros(count * places, dtype=np.int64), block.cause[rows]])
    turn = np.concatenate([np.full(count * places, -1), block.sequence[rows]])
    order = np.lexsort((turn, start, place, future))
    future, place, holder, start, cause = (one[order] for one in (future, place, holder, start, cause))
    lasts = np.ones(len(future), dtype=np.bool_)
    lasts[:-1] = (future[1:] != future[:-1]) | (place[1:] != place[:-1])
    end = np.where(lasts, float(run.days), np.append(start[1:], run.days))
    return {
        "future": future,
        "place": place,
        "holder": holder,
        "start": start,
        "end": end,
        "cause": cause,
        "lasts": lasts,
    }


def control(block: Block, run: Manifest) -> Chunk:
    """The rows of `control` of one block."""
    found = intervals(block, run)
    return {
        **_who(block, found["future"]),
        "place": _named(run.places, found["place"]),
        "holder": _named(run.actors, found["holder"]),
        "from": _dates(found["start"], run),
        "to": _dates(found["end"], run),
        "from_day": found["start"].tolist(),
        "to_day": found["end"].tolist(),
        "how": [kinds.CAUSE_WORDS.get(cause, str(cause)) if cause else "outset" for cause in found["cause"].tolist()],
        "lasts": found["lasts"].tolist(),
    }


def events(block: Block, run: Manifest) -> Chunk:
    """The rows of `events` of one block."""
    rows = zip(block.kind.tolist(), block.entity.tolist(), block.cause.tolist(), strict=True)
    entities, causes = [], []
    for kind, entity, cause in rows:
        ids = getattr(run, _ENTITIES.get(kind, ""), ())
        entities.append(ids[entity] if 0 <= entity < len(ids) else str(entity))
        if kind == kinds.ASSAULT_BEGUN:
            causes.append(run.formations[cause] if 0 <= cause < len(run.formations) else None)
        elif kind == kinds.ISSUE_SETTLED:
            causes.append(None)  # a number of a stake there, which is no cause
        else:
            causes.append(kinds.CAUSE_WORDS.get(cause))
    return {
        **_who(block, block.future),
        "sequence": block.sequence.tolist(),
        "date": _dates(block.day, run),
        "day": block.day.tolist(),
        "kind": [kinds.KIND_WORDS.get(kind, str(kind)) for kind in block.kind.tolist()],
        "entity": entities,
        "before": _sides(block.kind, block.before, run),
        "after": _sides(block.kind, block.after, run),
        "cause": causes,
    }


def _sides(kind: npt.NDArray[Any], numbers: npt.NDArray[Any], run: Manifest) -> list[str | None]:
    """What `before` or `after` holds: actors, stages of a dispute, who won, where an issue was settled."""
    named = _named(run.actors, numbers)
    for row in np.flatnonzero(kind == kinds.DISPUTE).tolist():
        named[row] = kinds.STAGES[numbers[row]] if 0 <= numbers[row] < len(kinds.STAGES) else None
    for row in np.flatnonzero(kind == kinds.MEDIATION).tolist():
        named[row] = "on" if numbers[row] == 1 else "off"
    won = ((kinds.ELECTION_HELD, run.parties), (kinds.GOVERNMENT_FORMED, run.candidates))
    for row, ids in ((row, ids) for one, ids in won for row in np.flatnonzero(kind == one).tolist()):
        named[row] = ids[numbers[row]] if 0 <= numbers[row] < len(ids) else None
    for row in np.flatnonzero(kind == kinds.ISSUE_SETTLED).tolist():
        named[row] = f"{numbers[row] / 100:g}" if numbers[row] >= 0 else None
    return named


def series(block: Block, run: Manifest) -> Chunk:
    """The rows of `series` of one block, month by month."""
    months = next((values.shape[1] for values in block.series.values()), 0)
    first = run.as_of.replace(day=1)
    names = [_month(first, number) for number in range(months)]
    return {
        **_who(block, np.repeat(np.arange(block.futures), months)),
        "month": names * block.futures,
        **{name: block.series[name].ravel().tolist() for name in run.measures},
    }


def _month(first: datetime.date, later: int) -> datetime.date:
    years, month = divmod(first.month - 1 + later, 12)
    return datetime.date(first.year + years, month + 1, 1)


def _draws(source: Source) -> Iterator[Chunk]:
    """The rows of `draws`; an assumption that this version would draw otherwise stays empty."""
    columns = drawn_columns(source.ensemble)
    for block in source.ensemble.blocks():
        chunk: dict[str, Sequence[Any]] = {"draw": list(range(block.first_draw, block.first_draw + block.draws))}
        for number, one in enumerate(source.run.assumptions):
            quantile = columns.get(one.name)
            values = None if quantile is None else np.asarray(quantile(block.uniforms[:, number]), dtype=np.float64)
            chunk[one.name] = [None] * block.draws if values is None else values.tolist()
        yield chunk


def _verdicts(source: Source) -> Iterator[Chunk]:
    """The rows of `verdicts`, a piece a block."""
    settled, first = source.verdicts.settled, 0
    names = {1: True, 0: False, -1: None, int(OUTSIDE): None}
    for block in source.ensemble.blocks():
        part = settled[:, first : first + block.draws, : block.replicates].reshape(len(settled), -1)
        first += block.draws
        rows = zip(source.verdicts.rows, part, strict=True)
        judged = {row.id: [names[verdict] for verdict in values.tolist()] for row, values in rows}
        yield {**_who(block, np.arange(block.futures)), **judged}
