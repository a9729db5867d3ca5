"""What is not known, what is assumed with low confidence, what the model brings itself, and what rests on nothing."""

from __future__ import annotations

from collections.abc import Iterator

from sandtable.scenario.needed import SECTIONS as EVIDENCED
from sandtable.scenario.needed import bare as without_evidence
from sandtable.views import numbers
from sandtable.views.explain.record import Record, Subject, computed
from sandtable.views.layers import listed
from sandtable.views.plain import plain
from sandtable.world.priors import choose_set, shipped_sets

__all__ = ["bare", "low", "model", "unknown"]

COLLAPSE = {
    "off": "A place that is cut off never falls without an assault (collapse: off).",
    "weak": "A place that is cut off falls without an assault only slowly, if at all (collapse: weak).",
    "author": "A place that is cut off falls without an assault as readily as the author has it (collapse: author).",
}


def unknown(subject: Subject) -> Iterator[Record]:
    """What nobody stated, and how the model takes it."""
    scenario = subject.scenario
    people = [name for name, place in scenario.places.items() if place.population is None]
    if people:
        yield computed("unknown", f"People living in {subject.places(people)}: not known.")
    guarded = {(force.at, force.who) for force in scenario.forces.values()}
    open_places = [
        name for name in scenario.places if subject.holder(name) and (name, subject.holder(name)) not in guarded
    ]
    if open_places:
        text = f"Garrison of {subject.places(open_places)}: not given, so nobody stands there until one comes."
        yield computed("unknown", text)
    plain_places = [name for name, place in scenario.places.items() if not place.fortified]
    if plain_places:
        text = f"Prepared defences of {subject.places(plain_places)}: none stated, and none are taken to be there."
        yield computed("unknown", text)
    undated = [plain(source.title) for source in scenario.sources.values() if source.date is None]
    if undated:
        yield computed("unknown", f"Date of {listed(undated)}: not given, so nobody can say that it is not too late.")


def low(subject: Subject) -> Iterator[Record]:
    """Entries of low confidence by section; their ranges are drawn twice as wide."""
    for section in EVIDENCED:
        entries = getattr(subject.scenario, section)
        found = [name for name, entry in entries.items() if entry.confidence == "low"]
        if found and section != "variants":
            text = f"{len(found)} of {len(entries)} under {section}: {', '.join(found)}."
            yield computed("low", text, section)


def model(subject: Subject) -> Iterator[Record]:
    """The prior set in use and what it rests on, the scenario's own priors, and how places collapse."""
    scenario = subject.scenario
    chosen = choose_set(shipped_sets(), scenario.as_of, scenario.theatre)
    if chosen is None:
        text = f"No prior set is older than {numbers.date(scenario.as_of)} and free of this theatre: judgements stand."
        yield computed("model", text)
    else:
        text = (
            f"Prior set {chosen.name}: rests on data until {numbers.date(chosen.data_until)}, before the day of this "
            f"scenario, from {listed(sorted(chosen.theatres))}; it sets {listed(sorted(chosen.priors))}. "
            "All other parameters are judgements, listed in the reference."
        )
        yield computed("model", text)
    for name, prior in scenario.priors.items():
        values = prior.value if isinstance(prior.value, tuple) else (prior.value,)
        shown = numbers.quantities(values)
        yield subject.stated("model", f"{name} is set here: {listed(shown, 'to')}.", f"priors.{name}", prior)
    record = subject.stated("model", COLLAPSE[scenario.mechanisms.collapse], "mechanisms", scenario.mechanisms)
    yield record if record.basis != "none" else computed("model", f"{record.sentence[:-1]}.", "mechanisms")


def bare(subject: Subject) -> Iterator[Record]:
    """Entries that state something and rest on nothing: none but a setting in a scenario that passed its checks."""
    scenario = subject.scenario
    for path, needs in without_evidence(scenario, "actors", "places", *EVIDENCED):
        what = f" states {needs} and" if needs else ""
        yield Record("bare", f"{path}{what} carries neither cite nor assume.", "none", path=path)
    setting = scenario.mechanisms
    if setting.collapse == "author" and setting.cite is None and setting.assume is None:
        text = "mechanisms.collapse is set to author and carries neither cite nor assume."
        yield Record("bare", text, "none", path="mechanisms")
