"""What the rules of a profile name, as choices, and the languages that people speak."""

from collections.abc import Callable, Mapping, Sequence

from bot.domain.languages import LANGUAGES
from bot.domain.profile import PracticeProfile
from bot.flows.values import Option
from bot.handlers.options.asker import Asker, short
from bot.services.rules.intervals import clocks_to_set


def _facts(asker: Asker) -> list[Option]:
    profile = asker.practice()
    conditions = [rule.when for rule in profile.must_invite] + [rule.when for rule in profile.offers]
    conditions += [clock.when for clock in profile.clocks]
    facts = dict.fromkeys(when.fact for when in conditions if when is not None and when.fact)
    places = dict.fromkeys(role for rule in profile.required_roles for role in rule.each_of)
    return asker.ids("facts", list(facts)) + asker.ids("roles", list(places))


def _languages(asker: Asker) -> list[Option]:
    """English and Spanish first, in which the bot has words; then all others as a reader looks for them."""
    first, others = LANGUAGES[:2], LANGUAGES[2:]
    named = asker.ids("languages", others)
    return asker.ids("languages", first) + sorted(named, key=lambda one: one.text.casefold())


def _offered(profile: PracticeProfile) -> list[str]:
    """The kinds that the profile offers to families; every kind where it names none."""
    return [one.id for one in profile.offers or profile.meeting_kinds]


RULES: Mapping[str, Callable[[Asker], Sequence[Option]]] = {
    "outcome_questions": lambda asker: asker.ids(
        "outcome_questions", [one.id for one in asker.practice().outcome_questions]
    ),
    "sections": lambda asker: asker.ids("sections", [one.id for one in asker.practice().sections]),
    "roles": lambda asker: asker.ids("roles", [role.id for role in asker.practice().roles]),
    "plan_kinds": lambda asker: asker.ids("plan_kinds", [one.id for one in asker.practice().plan_kinds]),
    "opening_events": lambda asker: asker.ids("events", asker.practice().opening_events),
    "trigger_events": lambda asker: asker.ids("events", [one.id for one in asker.practice().trigger_events]),
    "meeting_kinds": lambda asker: asker.ids(
        "meeting_kinds", [one.id for one in asker.practice().meeting_kinds]
    ),
    "talk_kinds": lambda asker: asker.ids("meeting_kinds", asker.practice().talk_kinds),
    "clocks_to_set": lambda asker: asker.ids("clocks", [one.id for one in clocks_to_set(asker.practice())]),
    "legal_bases": lambda asker: asker.ids("legal_bases", [one.id for one in asker.practice().legal_bases]),
    "offered_kinds": lambda asker: asker.ids("meeting_kinds", _offered(asker.practice())),
    "need_domains": lambda asker: asker.ids(
        "need_domains", [one.id for one in asker.practice().needs_domains]
    ),
    "permanency_goals": lambda asker: asker.ids(
        "permanency_goals", [one.id for one in asker.practice().permanency_goals]
    ),
    "profiles": lambda asker: [Option(one.id, short(one.label)) for one in asker.profiles],
    "fact_names": _facts,
    "languages": _languages,
}
