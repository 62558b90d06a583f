"""The people of a case, and each one's own page: for those who lead."""

from typing import Any

from bot.domain.network import FACTS, ContactTry, ContactWay, Mention, PersonFact
from bot.domain.people import Person
from bot.domain.preparing import AccessNeed
from bot.flows.subject import Subject
from bot.handlers.desk import Desk, View
from bot.handlers.people.sides_part import sides_part
from bot.handlers.people.taking_part_view import part_in_meetings
from bot.handlers.showing import paged
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.family_page import links
from bot.services.people import network, sides, team
from bot.services.people.network import Known, Network

PAGE = 12
Row = dict[str, Any]


def people_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """Everyone of the case, and which required or must-invite roles are still open (K-10, K-11)."""
    case_id, page = paged(asked)
    check, record = team.look_at_team(acting, case_id)
    here = [_listed(desk, person, language) for person in record.people if person.left_on is None]
    merged = {one.gone_person for one in record.merges if one.undone_on is None}
    gone = [
        {"name": one.name, "left_on": one.left_on, "presses": [Press("back", "do:came_back", one.id)]}
        for one in (*record.people, *record.candidates)
        if one.left_on is not None and one.id not in merged
    ]
    children = [
        {"name": one.name, "presses": [Press("change", "open:child", f"{one.id}:{one.version}")]}
        for one in record.children
    ]
    missing = {gap.place: gap.roles for gap in check.missing} | {role: (role,) for role in check.to_find}
    open_places = [
        {"role": desk.words.name("roles", place, language), "presses": [_add(case_id, roles)]}
        for place, roles in missing.items()
    ]
    questions = [
        {"fact": desk.words.name("facts", fact, language), "presses": [_answer(case_id, fact)]}
        for fact in check.open_questions
    ]
    sought = [
        {"name": one.name, "relation": one.relation or "", "presses": [open_press(one)]}
        for one in record.candidates
        if one.left_on is None
    ]
    parts = [
        sides_part(sides.look(acting, case_id), case_id),
        Part("people", here, page=page, size=PAGE, turn="do:people", turn_value=case_id),
        Part("sought", sought),
        Part("children", children),
        Part("missing", open_places),
        Part("questions", questions),
    ]
    if gone:
        parts.append(Part("gone", gone))
    return desk.words.view("views/people", language, parts=parts, presses=_ways_on(acting, case_id))


def _add(case_id: str, roles: tuple[str, ...]) -> Press:
    """Somebody new in the role that is open; where one of several would fill it, that is to be chosen."""
    chosen = (("role", roles[0]),) if len(roles) == 1 else ()
    return Press("add", "open:person", str(Subject(case_id, chosen=chosen)))


def _answer(case_id: str, fact: str) -> Press:
    return Press("answer", "open:case_fact", str(Subject(case_id, chosen=(("name", fact),))))


def _ways_on(acting: Acting, case_id: str) -> list[Press]:
    pages = [Press("family_pages", "do:family_pages", case_id)] if acting.agency.family_page else []
    return [
        Press("person", "open:person", case_id, "primary"),
        Press("candidate", "open:candidate", case_id),
        Press("mention", "open:mention", case_id),
        Press("search", "do:search", case_id),
        Press("person_facts", "open:person_facts", case_id),
        Press("contact_way", "open:contact_way", case_id),
        Press("contact_try", "open:contact_try", case_id),
        Press("fact", "open:case_fact", case_id),
        *pages,
    ]


def _listed(desk: Desk, person: Person, language: str) -> Row:
    return {
        "name": person.name,
        "role": desk.words.name("roles", person.role, language),
        "with_slack": person.slack_user is not None,
        "on_team": person.on_team,
        "presses": [
            open_press(person),
            Press("change", "open:person", f"{person.id}:{person.version}"),
            Press("left", "do:left", person.id),
        ],
    }


def open_press(person: Person) -> Press:
    """The way to somebody's page."""
    return Press("open", "do:person", person.id)


def person_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """All that is known of one person (T-13, T-15): three separate answers, the search, their ways."""
    person_id, page = paged(asked)
    known, all_of_it = network.look_at_person(acting, person_id)
    takes_part = part_in_meetings(desk, acting, person_id, language)
    pages = links.may_open(acting, person_id)
    return PersonPage(desk, language, known, all_of_it, pages).view(page, takes_part)


class PersonPage:
    """One person's page, made once and shown."""

    def __init__(
        self, desk: Desk, language: str, known: Known, all_of_it: Network, may_have_page: bool
    ) -> None:
        self._words, self._language = desk.words, language
        self._may_have_page = may_have_page
        self._known, self._network = known, all_of_it

    def view(self, page: int, takes_part: Part) -> View:
        """The page; a long search turns pages."""
        person = self._known.person
        search = Part("search", self._search(), page=page, size=PAGE, turn="do:person", turn_value=person.id)
        parts = [
            Part("answers", [self._answer(name) for name in FACTS]),
            takes_part,
            Part("mentions", [self._mention(one) for one in self._known.mentions]),
            search,
            Part("ways", [self._way(one) for one in self._known.ways]),
            Part("needs", [self._need(one) for one in self._known.needs]),
        ]
        if self._known.merges:
            parts.append(Part("merges", [self._merge(one.id, one.gone_person) for one in self._known.merges]))
        return self._words.view(
            "views/person",
            self._language,
            parts=parts,
            presses=self._presses(),
            name=person.name,
            role=self._name("roles", person.role),
            relation=person.relation or "",
            chosen_by=self._known.chosen_by,
            state="left" if person.left_on else "sought" if person.candidate else "here",
        )

    def _presses(self) -> list[Press]:
        person = self._known.person
        chosen = f"{self._network.case_id}?person_id={person.id}"
        join = [Press("join", "open:join", f"{person.id}:{person.version}", "primary")]
        stop = [Press("stop_looking", "do:left", person.id)]
        asks = any(one.person.id == person.id for one in self._network.asked)
        ask = [Press("mention", "open:mention", f"{self._network.case_id}?asked_of={person.id}")]
        page = [Press("family_page", "open:family_page", person.id)] if self._may_have_page else []
        talk = [Press("talk", "do:talk", person.id)] if person.here and person.on_team else []
        return [
            *(join if person.candidate and not person.left_on else ()),
            *talk,
            *page,
            Press("person_facts", "open:person_facts", chosen),
            Press("contact_try", "open:contact_try", chosen),
            Press("contact_way", "open:contact_way", chosen),
            *(ask if asks else ()),
            *([] if person.left_on else [Press("same_person", "open:same_person", person.id)]),
            *(stop if person.candidate and not person.left_on else ()),
        ]

    def _answer(self, name: str) -> Row:
        newest = self._known.answers.get(name)
        earlier = [one for one in self._known.answered if one.name == name and one is not newest]
        return {
            "fact": self._name("person_facts", name),
            "answer": self._name("fact_answers", newest.answer if newest else "not_asked"),
            "on": newest.on if newest else None,
            "earlier": [self._earlier(one) for one in earlier],
        }

    def _earlier(self, fact: PersonFact) -> Row:
        return {"answer": self._name("fact_answers", fact.answer), "on": fact.on}

    def _mention(self, mention: Mention) -> Row:
        named = self._network.name(mention.person_id) or mention.name or ""
        return {
            "by": self._network.name(mention.asked_of),
            "belongs": mention.belongs,
            "named": named,
            "on": mention.on,
            "said": mention.words or "",
        }

    def _search(self) -> list[Row]:
        """How they were found, then each try, the newest first."""
        found: list[Row] = [
            {"what": self._name("found_how", one.how), "on": one.on, "said": one.words or "", "is_try": False}
            for one in self._known.found
        ]
        return [*map(self._try, reversed(self._known.tries)), *found]

    def _try(self, one: ContactTry) -> Row:
        return {
            "what": self._name("try_channels", one.channel),
            "result": self._name("try_results", one.result),
            "on": one.on,
            "said": one.words or "",
            "is_try": True,
            "presses": [Press("correct", "open:contact_try", f"{one.id}:{one.version}")],
        }

    def _way(self, way: ContactWay) -> Row:
        over = Press("way_again", "do:way_again", way.id)
        change = Press("correct", "open:contact_way", f"{way.id}:{way.version}")
        return {
            "kind": self._name("way_kinds", way.kind),
            "value": way.value,
            "safe": {True: "yes", False: "no", None: "not_asked"}[way.safe],
            "by": self._network.name(way.asked_by),
            "on": way.asked_on,
            "ended_on": way.ended_on,
            "presses": [over] if way.ended_on else [change, Press("way_ended", "do:way_ended", way.id)],
        }

    def _need(self, need: AccessNeed) -> Row:
        """What they need to take part, and what the agency made of it."""
        answer = Press("answer", "open:need_answer", f"{need.id}:{need.version}")
        over = Press("need_over", "do:need_over", need.id)
        return {
            "what": self._name("needs", need.what),
            "answer": "ended" if need.ended_on else need.answer or "open",
            "on": need.ended_on or need.answered_on or need.agreed_on,
            "said": "\n".join(filter(None, (need.words, need.how, need.why))),
            "presses": [] if need.ended_on else [answer, over],
        }

    def _merge(self, merge_id: str, gone_id: str) -> Row:
        name = self._network.name(gone_id)
        return {"name": name, "presses": [Press("part_again", "do:part_again", merge_id)]}

    def _name(self, group: str, thing: str) -> str:
        return self._words.name(group, thing, self._language)
