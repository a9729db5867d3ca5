"""The core fields of the three records: what the world is, what one draw sets, what changes from day to day.

Mechanisms add state of their own and parameters (which become fields of the draw) in their own files.
"""

from __future__ import annotations

from sandtable.world.records import Field

__all__ = ["DRAW_FIELDS", "STATE_FIELDS", "WORLD_FIELDS"]

WORLD_FIELDS = (
    Field("places", (), "i8", meaning="number of places"),
    Field("actors", (), "i8", meaning="number of actors"),
    Field("formations", (), "i8", meaning="number of formations"),
    Field("events", (), "i8", meaning="number of dated events"),
    Field("effects", (), "i8", meaning="number of their effects"),
    Field("day_step", (), "f8", 1.0, "length of a step in days"),
    Field("steps", (), "i8", meaning="number of steps to the horizon"),
    Field("enabled", ("mechanism",), "i1", 1, "whether the mechanism at this position of the catalogue runs"),
    Field("place_key", ("place",), "i8", meaning="luck's number of the place"),
    Field("actor_key", ("actor",), "i8", meaning="luck's number of the actor"),
    Field("formation_key", ("formation",), "i8", meaning="luck's number of the formation"),
    Field("first_holder", ("place",), "i8", -1, "holder on day 0, -1 nobody"),
    Field("fortified", ("place",), "f8", meaning="prepared defences, 0 to 1"),
    Field("importance", ("place",), "f8", meaning="worth to any attacker, -1 to 1"),
    Field("first_supplies", ("place", "actor"), "i1", meaning="whether the actor's supply enters here on day 0"),
    Field(
        "has_supply",
        ("actor",),
        "i1",
        meaning="whether its supply is modelled: an actor without a source is never cut off",
    ),
    Field("enemy", ("actor", "actor"), "i1", meaning="whether they may attack each other"),
    Field("passes", ("actor", "actor"), "i1", meaning="[holder, mover]: whether the holder lets the mover through"),
    Field("friend", ("actor", "actor"), "i1", meaning="same actor or ally"),
    Field("priority", ("actor", "place"), "f8", meaning="declared priority, -1 to 1"),
    Field("first_air", ("actor",), "f8", meaning="air cover on day 0, 0 to 1"),
    Field("edge_start", ("place+1",), "i8", meaning="roads of place p are edges edge_start[p] to edge_start[p + 1]"),
    Field("edge_place", ("half-route",), "i8", meaning="the other end of the road"),
    Field("edge_route", ("half-route",), "i8", meaning="which road it is"),
    Field("formation_actor", ("formation",), "i8", meaning="whose formation"),
    Field("formation_place", ("formation",), "i8", meaning="where it stands on day 0"),
    Field("formation_day", ("formation",), "f8", meaning="available from this day"),
    Field("formation_after", ("formation",), "i8", -1, "available once this place has fallen, -1 at once"),
    Field("formation_only", ("formation", "place"), "i1", 1, "whether it may attack the place"),
    Field("orders", ("formation", "order"), "i8", -1, "places to take in this order, -1 none"),
    Field("first_cut_off_day", ("place",), "f8", meaning="day since which a place cut off at the start is so"),
    Field("first_target", ("formation",), "i8", -1, "the place it assaults on day 0, -1 none"),
    Field("first_elapsed", ("place",), "f8", meaning="days that the assault on the place has lasted on day 0, 0 none"),
    Field("event_key", ("event",), "i8", meaning="luck's number of the event"),
    Field("event_after", ("event",), "i8", -1, "the event waits for the fall of this place, -1 for none"),
    Field("effect_event", ("effect",), "i8", -1, "the event that this effect belongs to"),
    Field("effect_verb", ("effect",), "i8", meaning="what it does (mechanisms.events)"),
    Field("effect_on", ("effect",), "i8", -1, "place, formation or actor that it is done to"),
    Field("effect_by", ("effect",), "i8", -1, "actor that gains from it, -1 none"),
    Field("effect_value", ("effect",), "f8", meaning="persons, or level 0 to 1"),
)

DRAW_FIELDS = (
    Field("garrison", ("place", "actor"), "f8", meaning="fighters that stand in the place on day 0"),
    Field("strength", ("formation",), "f8", meaning="fighters of the formation on day 0"),
    Field("km", ("route",), "f8", meaning="road length"),
    Field("work_left", ("place",), "f8", 0.0, "share of the effort still to come in an assault under way on day 0"),
    Field("event_day", ("event",), "f8", meaning="day of the event"),
    Field("event_occurs", ("event",), "i1", meaning="whether it happens at all"),
)

STATE_FIELDS = (
    Field("future", (), "i8", meaning="number of the future in its block"),
    Field("step", (), "i8", meaning="step since the start"),
    Field("day", (), "f8", meaning="day at the start of the step"),
    Field("recorded", (), "i8", meaning="rows of the event log written, or wanted, so far"),
    Field("sequence", (), "i8", meaning="events of this future so far"),
    Field("control_version", (), "i8", 1, "grows with every change of control or supply"),
    Field("holder", ("place",), "i8", -1, "actor that holds the place, -1 nobody"),
    Field("fallen", ("place",), "i1", meaning="whether the place has left its first holder"),
    Field("garrison", ("place", "actor"), "f8", meaning="fighters standing in the place"),
    Field("supplies", ("place", "actor"), "i1", meaning="whether the actor's supply enters here"),
    Field("air", ("actor",), "f8", meaning="air cover, 0 to 1"),
    Field("strength", ("formation",), "f8", meaning="fighters of the formation"),
    Field("stands_at", ("formation",), "i8", -1, "place where the formation stands"),
    Field("target", ("formation",), "i8", -1, "place that it assaults, -1 none"),
    Field("ready_day", ("formation",), "f8", meaning="it pauses until this day"),
    Field("efficiency", ("place",), "f8", 1.0, "supply efficiency of the holder's fighters, 0 to 1"),
    Field("reach_efficiency", ("formation",), "f8", 1.0, "supply efficiency of the formation at its target, 0 to 1"),
    Field("supply_km", ("place", "actor"), "f8", float("inf"), "road km from the actor's nearest source, or infinite"),
    Field("cut_off", ("place",), "i1", meaning="whether the holder's supply cannot reach the place"),
    Field("cut_off_day", ("place",), "f8", meaning="day since which it is cut off"),
    Field("isolation", ("place",), "f8", meaning="0 (supplied) to 1 (long cut off)"),
    Field("taken_by", ("place",), "i8", -1, "actor that takes the place in this step, -1 none"),
    Field("taken_how", ("place",), "i8", meaning="cause of that change of control"),
    Field("taken_moment", ("place",), "f8", meaning="moment within the step, 0 to 1"),
    Field("killed", ("actor",), "f8", meaning="persons, since the start"),
    Field("captured", ("actor",), "f8", meaning="persons, since the start"),
    Field("deserted", ("actor",), "f8", meaning="persons, since the start"),
    Field("residual", ("actor",), "f8", meaning="persons who escaped and hide"),
    Field("reinforced", ("actor",), "f8", meaning="persons who joined since the start, less those who left"),
    Field("queue", ("place",), "i8", meaning="scratch of the road search"),
    Field("queued", ("place",), "i1", meaning="scratch of the road search"),
    Field("distance", ("place",), "f8", meaning="scratch of the road search: km from where it began"),
)
