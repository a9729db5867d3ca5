"""Checks of names: every id that an entry mentions exists, and an entry never says two things that cannot both hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sandtable.errors import Problem
from sandtable.scenario.schema import After, Effect, Tie
from sandtable.scenario.subject import Subject

__all__ = [
    "actors_exist",
    "bases_are_friendly",
    "effects_are_whole",
    "effects_name_entries",
    "enemies_are_no_allies",
    "formations_exist",
    "ids_are_clear",
    "orders_are_allowed",
    "places_exist",
    "priorities_are_single",
    "sections_are_bounded",
    "ties_have_one_form",
]

MOST_ENTRIES = 1000
"""Most entries in one section: far more than any theatre needs, few enough to simulate."""

FORMS = ("enemy", "ally", "rival", "client", "permits")
_EFFECTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "take": ("places", ("by",)),
    "close_supply": ("places", ()),
    "open_supply": ("places", ("by",)),
    "reinforce": ("formations", ("fighters",)),
    "withdraw": ("formations", ()),
    "air_cover": ("actors", ("level",)),
    "hand_over": ("places", ("by",)),
    "veto": ("corridors", ()),
    "lift_veto": ("corridors", ()),
    "permit": ("actors", ("by",)),
    "forbid": ("actors", ("by",)),
    "open_presence": ("presence", ()),
    "close_presence": ("presence", ()),
    "settle": ("issues", ()),
    "position": ("issues", ("by", "to")),
    "salience": ("issues", ("by", "to")),
    "engage": ("influence", ("level",)),
    "escalate": ("disputes", ()),
    "calm": ("disputes", ()),
    "mediate": ("mediation", ()),
    "stop_mediating": ("mediation", ()),
}
_NEEDS = {"by": "by: an actor", "fighters": "fighters: a number", "level": "level: 0 to 1", "to": "to: 0 to 100"}


def _listed(path: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((f"{path}.{number}", name) for number, name in enumerate(names))


def _actors(subject: Subject) -> Iterator[tuple[str, str]]:
    """Every mention of an actor, with its path (effects apart)."""
    scenario = subject.scenario
    whose = ("ties", "control", "forces", "formations", "presence", "reinforcements", "clients", "influence")
    for section in (*whose, "mediation", "priorities"):
        for name, entry in getattr(scenario, section).items():
            yield f"{section}.{name}.who", entry.who
    for name, tie in scenario.ties.items():
        for form in FORMS:
            yield from _listed(f"ties.{name}.{form}", getattr(tie, form) or ())
    for name, place in scenario.places.items():
        yield from _listed(f"places.{name}.supplies", place.supplies)
    for name, corridor in scenario.corridors.items():
        yield from _listed(f"corridors.{name}.users", corridor.users)
    for name, dispute in scenario.disputes.items():
        yield from _listed(f"disputes.{name}.between", dispute.between)
        yield from _listed(f"disputes.{name}.arena", dispute.arena)
        named = {"declining": dispute.declining, "common_enemy": dispute.common_enemy}
        yield from ((f"disputes.{name}.{key}", who) for key, who in named.items() if who is not None)


def _places_on_map(subject: Subject) -> Iterator[tuple[str, str]]:
    """Every place that a statement asks the map about, with its path."""
    for name, statement in subject.scenario.statements.items():
        asked = statement.on_map
        if asked is not None and asked.distance is not None:
            yield from _listed(f"statements.{name}.on_map.distance.between", asked.distance.between)
        if asked is not None and asked.within is not None:
            yield f"statements.{name}.on_map.within.place", asked.within.place


def _places_of_corridors(subject: Subject) -> Iterator[tuple[str, str]]:
    """Every place that a corridor leads through, a base stands in or fighters come to, with its path."""
    for name, corridor in subject.scenario.corridors.items():
        yield from _listed(f"corridors.{name}.via", corridor.via)
        yield from _listed(f"corridors.{name}.joints", corridor.joints)
    for name, presence in subject.scenario.presence.items():
        yield f"presence.{name}.at", presence.at
        if isinstance(presence.opens, After):
            yield f"presence.{name}.opens.after", presence.opens.after
    for name, flow in subject.scenario.reinforcements.items():
        if flow.at is not None:
            yield f"reinforcements.{name}.at", flow.at


def _places(subject: Subject) -> Iterator[tuple[str, str]]:
    """Every mention of a place, with its path (effects apart)."""
    scenario = subject.scenario
    for name, route in scenario.routes.items():
        yield from _listed(f"routes.{name}.between", route.between)
    for name, control in scenario.control.items():
        yield from _listed(f"control.{name}.holds", control.holds)
    for name, force in scenario.forces.items():
        yield f"forces.{name}.at", force.at
    for name, body in scenario.formations.items():
        yield f"formations.{name}.base", body.base
        if isinstance(body.available, After):
            yield f"formations.{name}.available.after", body.available.after
        yield from _listed(f"formations.{name}.orders", body.orders)
        yield from _listed(f"formations.{name}.only", body.only)
    for name, wants in scenario.priorities.items():
        yield from ((f"priorities.{name}.places.{place}", place) for place in wants.places)
    for name, assault in scenario.in_progress.items():
        yield f"in_progress.{name}.on", assault.on
    for name, event in scenario.events.items():
        if event.after is not None:
            yield f"events.{name}.after", event.after
    yield from _places_of_corridors(subject)
    yield from _places_on_map(subject)


def actors_exist(subject: Subject) -> Iterator[Problem]:
    """Every actor that is named stands under `actors`."""
    for path, word in _actors(subject):
        yield from subject.unknown("actors", word, path)


def places_exist(subject: Subject) -> Iterator[Problem]:
    """Every place that is named stands under `places`."""
    for path, word in _places(subject):
        yield from subject.unknown("places", word, path)


def formations_exist(subject: Subject) -> Iterator[Problem]:
    """Every formation that is named stands under `formations`."""
    for name, assault in subject.scenario.in_progress.items():
        yield from subject.unknown("formations", assault.by, f"in_progress.{name}.by")
    for name, flow in subject.scenario.reinforcements.items():
        if flow.formation is not None:
            yield from subject.unknown("formations", flow.formation, f"reinforcements.{name}.formation")


def _effects(subject: Subject) -> Iterator[tuple[str, Effect]]:
    for name, event in subject.scenario.events.items():
        for number, effect in enumerate(event.does):
            yield f"events.{name}.does.{number}", effect
    for section in ("elections", "issues"):
        for name, entry in getattr(subject.scenario, section).items():
            for rank, rule in enumerate(entry.settles):
                path = f"{section}.{name}.settles.{rank}.does"
                yield from ((f"{path}.{number}", effect) for number, effect in enumerate(rule.does))


def effects_name_entries(subject: Subject) -> Iterator[Problem]:
    """Places, formations and actors in the effects of events exist."""
    for path, effect in _effects(subject):
        for key, (section, _needs) in _EFFECTS.items():
            word = getattr(effect, key)
            if word is not None:
                yield from subject.unknown(section, word, f"{path}.{key}")
        if effect.by is not None:
            yield from subject.unknown("actors", effect.by, f"{path}.by")


def effects_are_whole(subject: Subject) -> Iterator[Problem]:
    """An effect does exactly one thing, with what that needs and nothing else."""
    for path, effect in _effects(subject):
        done = [key for key in _EFFECTS if getattr(effect, key) is not None]
        if len(done) != 1:
            at_once = f"does {' and '.join(done)} at once. Write an effect for each."
            nothing = "does nothing. Give it exactly one effect, such as `take`, `permit` or `settle`."
            yield subject.problem(path, at_once if done else nothing)
            continue
        needs: tuple[str, ...] = _EFFECTS[done[0]][1]
        for key, example in _NEEDS.items():
            given = getattr(effect, key) is not None
            if key in needs and not given:
                yield subject.problem(path, f"`{done[0]}` needs `{example}`.")
            if key not in needs and given:
                yield subject.problem(f"{path}.{key}", f"says nothing beside `{done[0]}`. Leave it out.")


def _forms(tie: Tie) -> list[str]:
    return [form for form in FORMS if getattr(tie, form) is not None]


def ties_have_one_form(subject: Subject) -> Iterator[Problem]:
    """A tie has exactly one form, and nobody is tied to themselves."""
    for name, tie in subject.scenario.ties.items():
        forms = _forms(tie)
        if len(forms) != 1:
            said = f"has {len(forms)} forms ({', '.join(forms)})" if forms else "has no form"
            yield subject.problem(f"ties.{name}", f"{said}. Give exactly one of: {', '.join(FORMS)}.")
        for form in forms:
            others = getattr(tie, form)
            if not others:
                yield subject.problem(f"ties.{name}.{form}", "names nobody. Name at least one actor.")
            for path, other in _listed(f"ties.{name}.{form}", others):
                if other == tie.who:
                    yield subject.problem(path, f"ties {other!r} to itself. Name another actor.")


def enemies_are_no_allies(subject: Subject) -> Iterator[Problem]:
    """No two actors are enemies and allies at once (enemies may let each other's traffic through)."""
    for name, tie in subject.scenario.ties.items():
        for path, other in _listed(f"ties.{name}.ally", tie.ally or ()):
            if (tie.who, other) in subject.tied["enemy"]:
                yield subject.problem(path, f"{tie.who!r} and {other!r} are enemies as well. Keep one of the two ties.")


def bases_are_friendly(subject: Subject) -> Iterator[Problem]:
    """A formation stands where its own actor holds, or an ally, or one who permits it; fighters never among enemies."""
    if subject.hurt("control", "ties", "actors"):
        return
    for name, body in subject.scenario.formations.items():
        holder = subject.holders.get(body.base)
        if body.base in subject.scenario.places and not _welcome(subject, body.who, holder):
            message = f"nobody holds {body.base!r}. Say under `control` who does."
            if holder is not None:
                message = f"{holder!r} holds {body.base!r} and is no ally of {body.who!r}, nor permits it there."
            yield subject.problem(f"formations.{name}.base", message)
    for name, force in subject.scenario.forces.items():
        holder = subject.holders.get(force.at)
        if holder and (force.who, holder) in subject.tied["enemy"]:
            message = f"{force.at!r} is held by {holder!r}, an enemy of {force.who!r}: its fighters cannot stand there."
            yield subject.problem(f"forces.{name}.at", message)


def _welcome(subject: Subject, who: str, holder: str | None) -> bool:
    return holder is not None and (
        holder == who or (holder, who) in subject.tied["ally"] or (holder, who) in subject.tied["permits"]
    )


def orders_are_allowed(subject: Subject) -> Iterator[Problem]:
    """Orders name each place once, and only places that `only` allows."""
    for name, body in subject.scenario.formations.items():
        given: set[str] = set()
        allowed = set(body.only)
        for path, place in _listed(f"formations.{name}.orders", body.orders):
            if place in given:
                yield subject.problem(path, f"names {place!r} twice. Keep one.")
            elif allowed and place not in allowed:
                message = f"{place!r} is not among the places in `only`. Add it there or drop it here."
                yield subject.problem(path, message)
            given.add(place)


def priorities_are_single(subject: Subject) -> Iterator[Problem]:
    """A side states the priority of a place once."""
    seen: dict[tuple[str, str], str] = {}
    for name, wants in subject.scenario.priorities.items():
        for place in wants.places:
            first = seen.setdefault((wants.who, place), name)
            if first != name:
                message = f"{wants.who!r} states it in {f'priorities.{first}'!r} as well. Keep one."
                yield subject.problem(f"priorities.{name}.places.{place}", message)


def ids_are_clear(subject: Subject) -> Iterator[Problem]:
    """An id that is a place and an actor at once makes a claim hard to read."""
    for name in subject.scenario.places:
        if name in subject.scenario.actors:
            message = f"{name!r} is an actor as well; claims read better when each has an id of its own."
            yield subject.problem(f"places.{name}", message, severity="warning")


def sections_are_bounded(subject: Subject) -> Iterator[Problem]:
    """No section has more entries than can be simulated."""
    for section in type(subject.scenario).model_fields:
        entries = getattr(subject.scenario, section)
        if isinstance(entries, dict) and len(entries) > MOST_ENTRIES:
            yield subject.problem(section, f"has {len(entries)} entries. At most {MOST_ENTRIES} can be simulated.")
