"""People who can be chosen: each told apart from a namesake, and only those whom the asker may know of."""

from collections import Counter
from collections.abc import Sequence

from bot.domain.case import Child
from bot.domain.people import Person
from bot.flows.values import Option
from bot.handlers.options.asker import Asker, short
from bot.services.agenda.first_to_see import family
from bot.services.people.known_names import plain_name
from bot.services.preparing.interpreting import may_interpret


def people(asker: Asker) -> list[Option]:
    """Those of the case; somebody who does not lead may choose themself alone."""
    on = asker.case()
    seen = on.people.values() if on.leads() else [one for one in on.people.values() if one is on.me]
    return _named(asker, list(seen))


def interpreters(asker: Asker) -> list[Option]:
    """Those who may interpret: neither of the family nor a child."""
    on = asker.case()
    return _named(asker, [one for one in on.people.values() if on.leads() and may_interpret(on, one)])


def everyone(asker: Asker) -> list[Option]:
    """Those of the case and those who are only looked for."""
    on = asker.case()
    sought = on.work.find(Person, case_id=on.case.id, candidate=True, left_on=None)
    return _named(asker, [*on.people.values(), *sought]) if on.leads() else people(asker)


def the_family(asker: Asker) -> list[Option]:
    """The child and the parents."""
    return _named(asker, family(asker.case()))


def children(asker: Asker) -> list[Option]:
    """The children whom the case is about."""
    on = asker.case()
    return [Option(one.id, short(one.name)) for one in on.work.find(Child, case_id=on.case.id)]


def _named(asker: Asker, people: Sequence[Person]) -> list[Option]:
    """Each by name and role; of namesakes also how they belong to the child."""
    names = Counter(plain_name(one.name) for one in people)
    return [_person(asker, one, names[plain_name(one.name)] > 1) for one in people]


def _person(asker: Asker, person: Person, has_namesake: bool) -> Option:
    role = asker.name("roles", person.role)
    told_apart = f"{role}, {person.relation}" if has_namesake and person.relation else role
    return Option(person.id, short(f"{person.name} ({told_apart})"))
