"""Influence: what outsiders keep up in their clients, and whose weight it gives in the arena, month by month.

Each engagement has a stock that moves towards the level that its patron keeps up, by half in each half-life of its
channel. Open bases of the patron in places that the client holds, and places that the client has taken, raise the
level of a military engagement. A client's decisions belong to its patrons in proportion to their stocks, weighed by
channel, and for the rest to itself (autonomy); the index adds this up over clients by their power. Patrons' indices
and autonomy add up to one. The weights of the channels are conventions and are drawn anew in each future: a comparison
of two patrons holds in a share of futures that is also a share of conventions.
"""

from __future__ import annotations

from typing import Any

from sandtable.couplings import BASES_TO_INFLUENCE, DISPUTES_TO_INFLUENCE, GAINS_TO_INFLUENCE
from sandtable.influence.stocks import lasting, towards
from sandtable.mechanisms.mechanism import Mechanism
from sandtable.world.parameters import Parameter, Prior
from sandtable.world.records import Field

__all__ = ["MECHANISM"]

DIPLOMATIC = 0
INFORMATIONAL = 1
MILITARY = 2
ECONOMIC = 3
OPEN = 1
DRAWN_ANEW = "a convention, not a measurement: nobody knows what a visit counts beside a shipment"


def set_channels(state: Any, draw: Any, days: float) -> None:
    """What lasts of a stock over the month, and what it counts beside the others, by channel."""
    state.channel_lasts[DIPLOMATIC] = lasting(draw.influence_diplomatic_half_life, days)
    state.channel_lasts[INFORMATIONAL] = lasting(draw.influence_informational_half_life, days)
    state.channel_lasts[MILITARY] = lasting(draw.influence_military_half_life, days)
    state.channel_lasts[ECONOMIC] = lasting(draw.influence_economic_half_life, days)
    total = draw.influence_diplomatic_weight + draw.influence_informational_weight
    total += draw.influence_military_weight + draw.influence_economic_weight
    state.channel_weight[DIPLOMATIC] = draw.influence_diplomatic_weight / total
    state.channel_weight[INFORMATIONAL] = draw.influence_informational_weight / total
    state.channel_weight[MILITARY] = draw.influence_military_weight / total
    state.channel_weight[ECONOMIC] = draw.influence_economic_weight / total


def bases_in(state: Any, world: Any, patron: int, client: int) -> int:
    """Open bases and camps of one actor in places that another holds."""
    count = 0
    for presence in range(world.presences):
        held = state.holder[world.presence_place[presence]] == client
        if held and state.presence_open[presence] == OPEN and world.presence_actor[presence] == patron:
            count += 1
    return count


def places_taken(state: Any, world: Any, actor: int) -> int:
    """Places that the actor holds and did not hold on the first day."""
    count = 0
    for place in range(world.places):
        if state.holder[place] == actor and world.first_holder[place] != actor:
            count += 1
    return count


def contest(state: Any, world: Any, patron: int, client: int) -> int:
    """How hot the disputes are that a patron fights out in a client: 1 for a crisis, 2 for a clash."""
    heat = 0
    for dispute in range(world.disputes):
        party = world.dispute_one[dispute] == patron or world.dispute_other[dispute] == patron
        if party and world.dispute_arena[dispute, client] != 0:
            heat += max(0, state.dispute_stage[dispute] - 1)
    return heat


def let_stocks_move(state: Any, world: Any, draw: Any) -> None:
    """Move every stock towards what its patron keeps up now, and weigh it."""
    for client in range(world.clients):
        state.client_pull[client] = 0.0
        gain = world.coupled[GAINS_TO_INFLUENCE] * draw.influence_gain
        state.client_gain[client] = gain * places_taken(state, world, world.client_actor[client])
    for engagement in range(world.engagements):
        channel = world.engagement_channel[engagement]
        client = world.engagement_client[engagement]
        told = state.engagement_told[engagement]
        level = draw.engagement_level[engagement] if told < 0.0 else told
        patron = world.patron_actor[world.engagement_patron[engagement]]
        contested = world.coupled[DISPUTES_TO_INFLUENCE] * draw.influence_contest
        level += contested * contest(state, world, patron, client)
        if channel == MILITARY:
            level += state.client_gain[client]
            base = world.coupled[BASES_TO_INFLUENCE] * draw.influence_base
            level += base * bases_in(state, world, patron, world.client_actor[client])
        stock = towards(state.engagement_stock[engagement], level, state.channel_lasts[channel])
        pull = state.channel_weight[channel] * stock**draw.influence_exponent
        state.engagement_stock[engagement] = stock
        state.engagement_pull[engagement] = pull
        state.client_pull[client] += pull


def share_out(state: Any, world: Any, draw: Any) -> None:
    """Write this month's index of each patron, and the autonomy that is left to the clients."""
    month = state.month
    for patron in range(world.patrons):
        state.influence[patron, month] = 0.0
    state.autonomy[month] = 0.0
    power = 0.0
    for client in range(world.clients):
        power += state.client_say[client]
    for client in range(world.clients):
        say = state.client_say[client] / power if power > 0.0 else 1.0 / world.clients
        own = draw.client_autonomy[client]
        everybody = own + state.client_pull[client]
        state.client_pull[client] = say / everybody if everybody > 0.0 else 0.0
        state.autonomy[month] += say * own / everybody if everybody > 0.0 else say
    for engagement in range(world.engagements):
        patron = world.engagement_patron[engagement]
        share = state.engagement_pull[engagement] * state.client_pull[world.engagement_client[engagement]]
        state.influence[patron, month] += share


def step(state: Any, world: Any, draw: Any, luck: Any, log: Any) -> None:
    """At the end of a calendar month, let stocks move and share out the weight."""
    month = state.month
    if month == 0:
        for engagement in range(world.engagements):
            state.engagement_stock[engagement] = draw.engagement_level[engagement]
    first = world.month_steps[month - 1] if month > 0 else 0
    set_channels(state, draw, (world.month_steps[month] - first) * world.day_step)
    let_stocks_move(state, world, draw)
    share_out(state, world, draw)


def half_life(channel: str, days: float, why: str) -> Parameter:
    """The half-life of a channel as a parameter."""
    meaning = f"days in which what was put in through the {channel} channel loses half of its weight"
    name = f"influence.{channel}-half-life"
    return Parameter(name, "days", Prior("lognormal", (days, 0.5)), meaning, f"judgement: {why}")


def weight(channel: str) -> Parameter:
    """The weight of a channel as a parameter."""
    meaning = f"what the {channel} channel counts beside the others; only the proportions matter"
    return Parameter(f"influence.{channel}-weight", "ratio", Prior("lognormal", (1.0, 0.7)), meaning, DRAWN_ANEW)


NOTHING = Prior("constant", (0.0,))

MECHANISM = Mechanism(
    name="influence",
    about="Outsiders' weight in their clients grows and fades, and is shared out at the end of a month.",
    step=step,
    reads=frozenset(
        "world.month_steps world.coupled world.day_step world.places world.presences world.presence_actor "
        "world.presence_place world.first_holder world.engagements world.clients world.patrons "
        "world.engagement_patron world.engagement_client world.engagement_channel world.client_actor "
        "world.patron_actor world.disputes world.dispute_one world.dispute_other world.dispute_arena "
        "draw.engagement_level draw.client_autonomy state.client_say state.dispute_stage "
        "state.month state.holder state.presence_open state.engagement_stock state.engagement_pull "
        "state.client_pull state.client_gain state.channel_lasts state.channel_weight state.autonomy "
        "state.influence state.engagement_told".split()
    ),
    writes=frozenset(
        "state.engagement_stock state.engagement_pull state.client_pull state.client_gain state.channel_lasts "
        "state.channel_weight state.autonomy state.influence".split()
    ),
    state=(
        Field("engagement_stock", ("engagement",), "f8", meaning="what the engagement has built up, 0 to about 1"),
        Field("engagement_told", ("engagement",), "f8", -1.0, "the level that an event has set, -1 none"),
        Field("engagement_pull", ("engagement",), "f8", meaning="scratch: its weight on the client"),
        Field("client_pull", ("client",), "f8", meaning="scratch: the weight of all its patrons, then of a unit of it"),
        Field("client_gain", ("client",), "f8", meaning="scratch: what the places it has taken add"),
        Field("channel_lasts", ("channel",), "f8", meaning="scratch: what is left of a stock after the month"),
        Field("channel_weight", ("channel",), "f8", meaning="scratch: what the channel counts, adding up to one"),
        Field("influence", ("patron", "month"), "f8", meaning="the patron's share of the say in the arena"),
        Field("autonomy", ("month",), "f8", meaning="the share that is left to the clients themselves"),
    ),
    parameters=(
        half_life("diplomatic", 180.0, "a visit is remembered for half a year or so"),
        half_life("informational", 90.0, "news and preaching fade within a season"),
        half_life("military", 365.0, "arms and trained men last a year or so"),
        half_life("economic", 730.0, "trade, debts and wages bind for years"),
        *(weight(channel) for channel in ("diplomatic", "informational", "military", "economic")),
        Parameter(
            "influence.exponent",
            "exponent",
            Prior("uniform", (0.5, 1.5)),
            "whether a little through every channel (below 1) or much through one (above 1) counts more",
            "judgement: either side of proportional",
        ),
        Parameter(
            "influence.base",
            "level",
            Prior("half-normal", (0.1,)),
            "what an open base or camp of the patron in the client's places adds to a military engagement",
            "judgement: a few bases are a good part of all that an outsider does",
        ),
        Parameter(
            "influence.gain",
            "level",
            Prior("half-normal", (0.03,)),
            "what each place that the client has taken adds to its patrons' military engagement",
            "judgement: patrons back winners; ten places count like a few bases",
        ),
        Parameter(
            "influence.contest",
            "level",
            Prior("half-normal", (0.15,)),
            "what a crisis of the patron with a rival adds to each engagement in the clients where they fight it out",
            "judgement: a good part of what it does already; twice as much in a clash",
        ),
    ),
    settings={"apart": {"influence.base": NOTHING, "influence.gain": NOTHING}},
    needs="influence",
    monthly=True,
    series={"influence": "influence", "autonomy": "autonomy"},
)
