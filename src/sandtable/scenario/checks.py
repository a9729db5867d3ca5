"""The checks of a scenario: one small function each, all of them listed here."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sandtable.errors import Problem
from sandtable.scenario import checks_corridors as corridors
from sandtable.scenario import checks_disputes as disputes
from sandtable.scenario import checks_elections as elections
from sandtable.scenario import checks_events as events
from sandtable.scenario import checks_evidence as evidence
from sandtable.scenario import checks_influence as influence
from sandtable.scenario import checks_issues as issues
from sandtable.scenario import checks_map as roads
from sandtable.scenario import checks_mechanisms as mechanisms
from sandtable.scenario import checks_names as names
from sandtable.scenario import checks_numbers as numbers
from sandtable.scenario import checks_places as places
from sandtable.scenario import checks_statements as statements
from sandtable.scenario import checks_time as time
from sandtable.scenario.marks import Marks
from sandtable.scenario.schema import Scenario
from sandtable.scenario.subject import Subject

__all__ = ["CHECKS", "check"]

CHECKS: tuple[Callable[[Subject], Iterable[Problem]], ...] = (
    names.actors_exist,
    names.places_exist,
    names.formations_exist,
    names.effects_name_entries,
    names.effects_are_whole,
    names.ties_have_one_form,
    names.enemies_are_no_allies,
    names.bases_are_friendly,
    names.orders_are_allowed,
    names.priorities_are_single,
    names.ids_are_clear,
    names.sections_are_bounded,
    numbers.ranges_in_order,
    numbers.ranges_in_bounds,
    time.span_is_possible,
    time.assaults_began_before,
    time.encirclements_began_before,
    time.events_lie_ahead,
    time.formations_come_in_time,
    time.reinforcements_are_possible,
    time.sources_are_known,
    roads.roads_have_two_ends,
    roads.roads_are_long_enough,
    roads.places_have_roads,
    roads.places_are_held_once,
    places.places_lie_where_the_gazetteer_says,
    corridors.corridors_follow_roads,
    corridors.joints_lie_on_corridors,
    corridors.permissions_are_of_others,
    corridors.presence_is_possible,
    events.handovers_are_agreed,
    influence.clients_are_declared,
    influence.engagements_are_possible,
    mechanisms.couplings_exist,
    disputes.what_disputes_name_exists,
    disputes.disputes_are_between_two,
    disputes.clashes_hold_their_own,
    disputes.arenas_are_clients,
    disputes.mediators_stand_between,
    disputes.announcements_come_first,
    elections.elections_can_be_held,
    elections.elections_name_entries,
    elections.governments_can_be_formed,
    issues.issues_are_bounded,
    issues.stakes_are_of_actors,
    issues.issues_can_come_due,
    issues.outcomes_lie_somewhere,
    issues.effects_are_on_stakes,
    evidence.entries_carry_evidence,
    evidence.places_carry_evidence,
    evidence.actors_carry_evidence,
    statements.statements_say,
    statements.statements_are_settled_or_not,
    statements.questions_are_about_claims,
    statements.readings_are_needed,
    statements.readings_are_words,
    statements.statements_on_the_map_are_facts,
)
"""Every check: a function from a `Subject` to problems."""


def check(scenario: Scenario, marks: Marks, damaged: frozenset[str] = frozenset()) -> list[Problem]:
    """Every problem of a scenario beyond its shape, errors and warnings, in the order of the checks.

    `damaged` names the parts that were left out because their shape is wrong (`sandtable.scenario.validate`).
    """
    subject = Subject(scenario, marks, damaged)
    return [problem for one in CHECKS for problem in one(subject)]
