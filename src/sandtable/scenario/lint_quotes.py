"""Quotes that are verbatim and yet may not carry their entry: the wrong sentence, a lost `not`, another number.

Every finding is a doubt, never a refusal: it says what a person should look at again. Nothing here understands a text;
it looks at names, numbers, the order of words, and a few words that turn a sentence round.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sandtable.errors import Problem
from sandtable.evidence.cites import Document
from sandtable.evidence.figures import Figure, figures, months
from sandtable.evidence.names import Mention, Names, spellings
from sandtable.evidence.normalise import normalise, one_line
from sandtable.evidence.order import earlier, holder, loser, supporter
from sandtable.evidence.sentences import Span
from sandtable.evidence.turns import clause, hedge_outside, negation_outside
from sandtable.scenario.cites import Place, Verified
from sandtable.scenario.marks import Marks
from sandtable.scenario.quoted import Said, quoted
from sandtable.scenario.schema import Scenario

__all__ = ["LINTS", "lint_quotes"]

_MOST_LINTED = 2_000
_LONGEST_SENTENCE = 4_000
_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|there|this|these|those|that|he|his|she|her|the organi[sz]ation)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class _Known:
    """The names of a scenario's actors and places, as a sentence may write them."""

    scenario: Scenario
    actors: Names
    places: Names

    @classmethod
    def of(cls, scenario: Scenario) -> _Known:
        """All names of actors and places."""
        actors = {key: spellings(one.name, one.aka) for key, one in scenario.actors.items()}
        places = {key: spellings(one.name, one.aka) for key, one in scenario.places.items()}
        return cls(scenario, Names(actors), Names(places))

    def name(self, key: str) -> str:
        """The display name of an actor or a place."""
        entry = self.scenario.actors.get(key) or self.scenario.places.get(key)
        return entry.name if entry else key

    def forms(self, key: str) -> set[str]:
        """Every way to write an actor or a place that an entry names, its id included."""
        entry = self.scenario.actors.get(key) or self.scenario.places.get(key)
        return (spellings(entry.name, entry.aka) if entry else set()) | {key.replace("-", " ")}


@dataclass(frozen=True)
class Quote:
    """A verified cite beside its sentence: `sentence` in one spelling, `piece` where the cite stands in it."""

    said: Said
    known: _Known
    sentence: str
    piece: Span
    before: str

    @cached_property
    def around(self) -> str:
        """The sentence, with the one before it where words such as `it` or `there` point back."""
        return f"{self.before} {self.sentence}" if _POINTS_BACK.search(self.sentence) else self.sentence

    @cached_property
    def clause(self) -> str:
        """The clause that holds the cite."""
        return self.sentence[slice(*clause(self.sentence, self.piece))]

    @cached_property
    def words(self) -> str:
        """The cited words."""
        return self.sentence[slice(*self.piece)]

    def names_any(self, keys: Iterable[str], extra: Iterable[str] = ()) -> bool:
        """Whether the sentence, or what it points back to, names one of these actors or places."""
        own = {key: self.known.forms(key) for key in keys}
        own.update({f"+{name}": spellings(name) for name in extra})
        return bool(Names(own).mentions(self.around))

    def listed(self, keys: Iterable[str]) -> str:
        """The display names of some ids."""
        names = sorted(self.known.name(key) for key in keys)
        return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")


def _named(mentions: Iterable[Mention]) -> set[str]:
    return {key for one in mentions for key in one.ids}


def wrong_sentence(quote: Quote) -> Iterator[str]:
    """The sentence names neither the entry's actors nor its places."""
    said = quote.said
    if not (said.actors | said.places):
        return
    if not quote.names_any(said.actors | said.places, said.names):
        own = quote.listed(said.actors | said.places)
        yield f"its sentence names nothing of the entry ({own}). Is it the right sentence?"


def other_subject(quote: Quote) -> Iterator[str]:
    """The clause names another place, or another actor, and none of the entry's own."""
    said = quote.said
    if not quote.names_any(said.actors | said.places, said.names):
        return
    for own, names in ((said.places, quote.known.places), (said.actors, quote.known.actors)):
        others = _named(names.mentions(quote.clause)) - own
        if own and others and not quote.names_any(own, said.names):
            yield f"its words speak of {quote.listed(others)}, not of {quote.listed(own)}."


def turned(quote: Quote) -> Iterator[str]:
    """A negation in the clause that the cited words leave out."""
    word = negation_outside(quote.sentence, quote.piece)
    if word:
        yield f"the sentence says «{word}» beside the cited words. Does it still carry the entry?"


def hedged(quote: Quote) -> Iterator[str]:
    """A word of doubt that a stated fact leaves out, or a hedge that does not stand in the sentence."""
    said = quote.said
    if said.hedge is not None and one_line(said.hedge).casefold() not in quote.sentence.casefold():
        yield f"the hedge «{one_line(said.hedge)[:60]}» does not stand in its sentence."
    word = hedge_outside(quote.sentence, quote.piece) if said.hedge is None else None
    if said.firm and word:
        yield f"the sentence says «{word}» beside the cited words, and the entry states a fact."


def other_number(quote: Quote) -> Iterator[str]:
    """A number of the sentence, of the entry's own unit, that the entry's range does not hold."""
    said = quote.said
    if not said.numbers:
        return
    stated = [one for one in figures(quote.sentence) if one.unit == said.unit]
    inside = [one for one in stated if one.start < quote.piece[1] and one.end > quote.piece[0]]
    stated = inside or stated
    if stated and not any(_agrees(one, said.numbers) for one in stated):
        shown = " or ".join(_shown(one.low, one.high) for one in stated[:3])
        yield f"the sentence says {shown}, the entry {_shown(min(said.numbers), max(said.numbers))}."


def _agrees(figure: Figure, numbers: tuple[float, ...]) -> bool:
    low, high = min(numbers), max(numbers)
    if figure.low == figure.high:
        return low <= figure.low <= high
    return (figure.low, figure.high) == (low, high) if len(numbers) > 1 else figure.low <= low <= figure.high


def _shown(low: float, high: float) -> str:
    return f"{low:,.6g}" if low == high else f"{low:,.6g} to {high:,.6g}"


def other_month(quote: Quote) -> Iterator[str]:
    """A month in the sentence that none of the entry's dates has."""
    named = months(quote.sentence)
    if named and quote.said.months and not named & quote.said.months:
        yield "its sentence names another month than the entry's date."


def swapped(quote: Quote) -> Iterator[str]:
    """The sentence has the two sides, or the two events, the other way round."""
    said, known, sentence = quote.said, quote.known, quote.sentence
    own = Names({key: known.forms(key) for key in said.actors})
    actors = sorted([*known.actors.mentions(sentence), *own.mentions(sentence)], key=lambda one: one.start)
    if said.holds is not None:
        who, held = said.holds
        places = [one for one in known.places.mentions(sentence) if one.ids & held]
        doer = holder(sentence, actors, places)
        if doer is not None and who not in doer.ids:
            other = quote.listed(doer.ids)
            yield f"in its sentence {other} holds or takes {quote.listed(held)}, not {known.name(who)}."
        gone = loser(sentence, actors, places)
        if doer is None and gone is not None and who in gone.ids:
            yield f"in its sentence {known.name(who)} loses {quote.listed(held)}."
    if said.supports is not None:
        pair = supporter(sentence, actors)
        patron, clients = said.supports
        if pair is not None and patron in pair[1].ids and pair[0].ids & clients:
            yield f"in its sentence {quote.listed(pair[0].ids)} supports {known.name(patron)}, not the other way round."
    if said.order is not None:
        yield from _out_of_order(quote, said.order)


def _out_of_order(quote: Quote, order: tuple[str, str]) -> Iterator[str]:
    things = [one for one in quote.known.places.mentions(quote.sentence) if one.ids & set(order)]
    pair = earlier(quote.sentence, things)
    if pair is not None and order[1] in pair[0].ids and order[0] in pair[1].ids:
        yield f"in its sentence {quote.listed(pair[0].ids)} comes before {quote.listed(pair[1].ids)}."


LINTS: tuple[Callable[[Quote], Iterable[str]], ...] = (
    wrong_sentence,
    other_subject,
    turned,
    hedged,
    other_number,
    other_month,
    swapped,
)
"""Every lint: a function from a quote to doubts."""


def lint_quotes(
    scenario: Scenario, marks: Marks, documents: Mapping[str, Document], verified: Verified
) -> list[Problem]:
    """A warning for each doubt about a cite whose text is at hand."""
    known = _Known.of(scenario)
    problems: list[Problem] = []
    for number, said in enumerate(quoted(scenario)):
        place = verified.places.get(said.path)
        if place is None or place.source not in documents or number >= _MOST_LINTED:
            continue
        quote = _quote(said, known, documents[place.source], place)
        for lint in LINTS:
            for doubt in lint(quote):
                problems.append(Problem(doubt, said.path, marks.of(said.path), severity="warning"))
    return problems


def _quote(said: Said, known: _Known, document: Document, place: Place) -> Quote:
    """A cite beside its sentence. Of an endless sentence only what is near the cite is looked at."""
    start, end = document.sentence((place.start, place.end))
    start, end = max(start, place.start - _LONGEST_SENTENCE), min(end, place.end + _LONGEST_SENTENCE)
    text = document.original
    left = normalise(text[start : place.start]).text
    piece = normalise(text[place.start : place.end]).text
    right = normalise(text[place.end : end]).text
    index = bisect_right(document.sentences, start, key=lambda span: span[1]) - 1
    before = one_line(text[slice(*document.sentences[index])][-_LONGEST_SENTENCE:]) if index >= 0 else ""
    return Quote(said, known, left + piece + right, (len(left), len(left) + len(piece)), before)
