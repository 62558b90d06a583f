"""The names in a conference file: each stands once, points at what is there, and the profile has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from bot.domain.languages import LANGUAGES
from bot.domain.profile import PracticeProfile, UnknownRole
from bot.practice.player.part import Part
from bot.practice.player.problem import Problem
from bot.practice.player.script import ENTRY_LISTS

# Keys that name a person, wherever they stand; a list under such a key names several.
PERSON_KEYS = frozenset(
    {"by", "lead", "from", "owner", "with", "who", "witness", "via_interpreter", "prep_by", "interpreter"}
    | {"invited_by_request_of", "follow_up_owner", "concurrent_with", "for", "who_disagrees", "about"}
    | {"asked_separately", "visible_to", "address_hidden_from", "open_disagreements", "ack_pending"}
    | {"absent_follow_up", "between", "stays", "left_out", "decided_by", "beside_by", "asked_by", "to"}
)
# Whoever is named here must have joined before.
WAITS_FOR = ("interpreter", "invited_by_request_of")
ALSO = {"from": {"facilitator"}, "for": {"household"}}


def name_problems(root: Part, profile: PracticeProfile) -> list[Problem]:
    """Everything that is named twice, nowhere, or not in the profile."""
    return [
        *_doubles(root),
        *_people(root),
        *_things(root),
        *_circles(root),
        *_roles(root, profile),
        *_words_of_profile(root, profile),
        *_languages(root),
        *_said_before(root),
        *_family_said_no(root, profile),
        *_who_can(root, profile),
        *_kept_apart(root),
        *_from_earlier(root),
    ]


def _from_earlier(root: Part) -> Iterator[Problem]:
    """What comes from an earlier plan was said in a conference whose plan was sealed before."""
    talks = root.each("conference") + root.each("conferences")
    said = {part.get("id"): part.get("conference") for name in ENTRY_LISTS for part in root.each(name)}
    for place, talk in enumerate(talks):
        sealed = [nth for nth, one in enumerate(talks[:place]) if one.get("sealed")]
        before = {one.get("id") for one in talks[: max(sealed, default=-1) + 1]}
        named = [*talk.at("from_earlier").each("carried")]
        named += [one.at("entry") for one in talk.at("from_earlier").each("left_out")]
        for leaf in named:
            if said.get(leaf.value) not in before - {None}:
                yield Problem(leaf.path, f"{leaf.value} stands in no plan that was sealed before")


def _doubles(root: Part) -> Iterator[Problem]:
    yield from _twice(root.each("team") + root.each("not_team"))
    yield from _twice(_children(root))
    yield from _twice(root.each("conference") + root.each("conferences"))
    entries = [part for name in ENTRY_LISTS for part in root.each(name)]
    for version in root.each("versions"):
        entries += [part for name in ENTRY_LISTS for part in version.each("added", name)]
    yield from _twice(entries)
    for talk in root.each("conference") + root.each("conferences"):
        numbers = Counter(topic.get("n") for topic in talk.each("agenda") if topic.get("n"))
        for topic in talk.each("agenda"):
            if numbers[topic.get("n")] > 1:
                yield Problem(topic.at("n").path, "two topics have this place on the agenda")


def _twice(parts: list[Part]) -> Iterator[Problem]:
    seen: set[str] = set()
    for part in parts:
        if part.get("id") in seen:
            yield Problem(part.at("id").path, f"the id {part.get('id')} stands twice")
        if part.get("id"):
            seen.add(part.get("id"))


def _people(root: Part) -> Iterator[Problem]:
    """Whoever is named must be there."""
    known = {one.get("id") for one in root.each("team") + root.each("not_team")}
    for leaf in root.leaves():
        key = leaf.path.rsplit(".", 1)[-1].split("[")[0]
        if key not in PERSON_KEYS or not isinstance(leaf.value, str) or _is_no_person(leaf.path, key):
            continue
        if leaf.value not in known | ALSO.get(key, set()):
            yield Problem(leaf.path, f"nobody has the id {leaf.value}{_meant(root, leaf.value)}")


def _meant(root: Part, name: str) -> str:
    """What to write in place of a child's id: a person's own, where the child is on the team."""
    child = next((one for one in _children(root) if one.get("id") == name), None)
    own = next((one for one in root.each("team") if child and one.get("child") == name), None)
    if own:
        return f"; write {own.get('id')}, by which the child stands in the team"
    return "; a child of the family who is not in the team: add them there" if child else ""


def _is_no_person(path: str, key: str) -> bool:
    """Under three kinds of things, a key that names people elsewhere holds plain words, or a day."""
    provider = key == "who" and ("services[" in path)
    endorser = key == "by" and path.endswith("endorsement.by")
    since = key == "from" and "no_contact[" in path
    return provider or endorser or since


def _things(root: Part) -> Iterator[Problem]:
    """Whatever is pointed at must be there: children, conferences, goals, needs, objectives, tasks."""
    children = {child.get("id") for child in _children(root)}
    talks = {talk.get("id") for talk in root.each("conference") + root.each("conferences")}
    added = root.each("versions")
    ids = {
        name: {
            part.get("id")
            for parts in (root.each(name), *(version.each("added", name) for version in added))
            for part in parts
        }
        for name in ENTRY_LISTS
    }
    pointing = {
        "goal": (ids["goals"], "no goal"),
        "objective": (ids["objectives"], "no objective"),
        "needs": (ids["needs"], "no need"),
        "need": (ids["needs"], "no need"),
        "idea": (ids["ideas"], "no idea"),
        "tasks": (ids["tasks"], "no task"),
        "after": (ids["tasks"], "no task"),
        "child": (children, "no child"),
        "parent_of": (children, "no child"),
        "conference": (talks, "no conference"),
    }
    for leaf in root.leaves():
        key = leaf.path.rsplit(".", 1)[-1].split("[")[0]
        in_permanency = key == "goal" and leaf.path.startswith("$.permanency")
        if key in pointing and isinstance(leaf.value, str) and not in_permanency:
            known, words = pointing[key]
            if leaf.value not in known:
                yield Problem(leaf.path, f"{words} has the id {leaf.value}")
    every = set().union(*ids.values())
    for version in added:
        for part in version.each("changed") + version.each("withdrawn"):
            if part.get("id") not in every:
                yield Problem(part.at("id").path, f"no entry has the id {part.get('id')}")


def _circles(root: Part) -> Iterator[Problem]:
    """Somebody cannot join only after somebody who joins only after them."""
    people = {one.get("id"): one for one in root.each("team") + root.each("not_team")}
    for one in people.values():
        for key in WAITS_FOR:
            seen, todo = set[str](), [one.get(key)]
            while todo:
                who = todo.pop()
                if who in people and who not in seen:
                    seen.add(who)
                    todo += [people[who].get(other) for other in WAITS_FOR]
            if one.get("id") in seen:
                yield Problem(one.at(key).path, "each of them waits for the other to join")


def _roles(root: Part, profile: PracticeProfile) -> Iterator[Problem]:
    for key, on_team in (("team", True), ("not_team", False)):
        for one in root.each(key):
            try:
                role = profile.role(one.text("role"))
            except UnknownRole as unknown:
                close = f"; close to it: {', '.join(unknown.close)}" if unknown.close else ""
                yield Problem(one.at("role").path, f"{profile.id} has no role {unknown.name!r}{close}")
                continue
            if role.on_team is not on_team:
                words = "belongs to the team" if role.on_team else "is not of the team"
                yield Problem(one.at("role").path, f"a {role.id} {words}")
    for empty in root.each("family", "not_known"):
        places = [role for rule in profile.required_roles for role in rule.each_of]
        if empty.get("role") not in places:
            yield Problem(empty.at("role").path, f"must be one of: {', '.join(places)}")


def _words_of_profile(root: Part, profile: PracticeProfile) -> Iterator[Problem]:
    case = root.at("case")
    events = [event.id for event in profile.trigger_events]
    goals = [goal.id for goal in profile.permanency_goals]
    yield from _one_of(case.at("plan_kind"), [kind.id for kind in profile.plan_kinds])
    for part in (case.at("trigger"), *case.each("events")):
        yield from _one_of(part.at("event"), events)
    if case.at("court", "first_order_date") and "first_court_order" not in events:
        yield Problem(
            case.at("court", "first_order_date").path,
            f"{profile.id} has no event first_court_order: leave it out",
        )
    for talk in root.each("conference") + root.each("conferences"):
        yield from _one_of(talk.at("kind"), [kind.id for kind in profile.meeting_kinds])
    for part in root.each("permanency"):
        yield from _one_of(part.at("goal"), goals)
        yield from _one_of(part.at("concurrent"), goals)
    yield from _one_of(root.at("endorsement", "required_by_profile"), [profile.endorsement.id])
    for part in case.at("clock").leaves():
        clock = clock_named(part.path.rsplit(".", 1)[-1])[0]
        if part and clock not in {one.id for one in profile.clocks}:
            yield Problem(part.path, f"{profile.id} has no clock {clock}")


def _languages(root: Part) -> Iterator[Problem]:
    """What nobody can choose in a form is no language of a person here."""
    for leaf in root.leaves():
        if leaf.path.endswith(".language") and leaf.value not in LANGUAGES:
            yield Problem(leaf.path, f"no language has the code {leaf.value!r}; see bot/domain/languages.py")


def _said_before(root: Part) -> Iterator[Problem]:
    """Nobody can point at what is only said in a later conference."""
    talks = [talk.text("id") for talk in root.each("conference") + root.each("conferences")]
    order = {name: place for place, name in enumerate(talks) if name}
    said = {
        part.text("id"): order.get(part.text("conference"), len(talks) - 1)
        for name in ("needs", "goals", "objectives")
        for part in root.each(name)
    }
    for name, keys in (("objectives", ("goal", "needs")), ("tasks", ("objective",))):
        for part in root.each(name):
            at = order.get(part.text("conference"), len(talks) - 1)
            for named in [one for key in keys for one in part.each(key)]:
                if said.get(named.value, at) > at:
                    yield Problem(named.path, f"{named.value} is only said in a later conference")


def _family_said_no(root: Part, profile: PracticeProfile) -> Iterator[Problem]:
    """Where the family has a say in who supports them, a no cannot be played as a yes (K-13)."""
    roles = profile.supports.roles if profile.supports else ()
    for one in root.each("team") + root.each("not_team"):
        refused = one.get("family_said_ok") is False and not one.get("invited_by_request_of")
        try:
            if refused and profile.role(one.text("role")).id in roles:
                yield Problem(one.at("family_said_ok").path, "the family did not want this person there")
        except UnknownRole:
            continue  # told where roles are looked at


def _kept_apart(root: Part) -> Iterator[Problem]:
    """Two who must not meet are never asked to one conference: one of them is left out."""
    pairs = [set(rule.get("between")) for rule in root.each("no_contact")]
    for talk in root.each("conference") + root.each("conferences"):
        out = set(talk.get("left_out") or ())
        for pair in pairs:
            if not pair & out:
                who = " and ".join(sorted(pair))
                yield Problem(talk.path, f"{who} must not meet: one of them has to be left out")


def clock_named(key: str) -> tuple[str, bool]:
    """The clock that a key of `case.clock` speaks of, and whether of its weekday."""
    weekday = key.endswith("_weekday")
    key = key.removesuffix("_weekday")
    return key.removesuffix("_due_by").removesuffix("_due"), weekday


def _one_of(part: Part, known: Collection[str]) -> Iterator[Problem]:
    if part and part.value not in known:
        yield Problem(part.path, f"must be one of: {', '.join(known)}")


def _who_can(root: Part, profile: PracticeProfile) -> Iterator[Problem]:
    """Somebody must lead, and only somebody with Slack can tap."""
    slack = {one.get("id") for one in root.each("team") + root.each("not_team") if one.get("slack")}
    roles = []
    for one in root.each("team") + root.each("not_team"):
        try:
            roles.append((profile.role(one.text("role")), one.get("id") in slack))
        except UnknownRole:
            return
    if not any(role.id == "facilitator" or (role.manages_case and has_slack) for role, has_slack in roles):
        yield Problem("$.not_team", "somebody must lead: a facilitator, or a case manager with Slack")
    leading = {one.get("id") for one in root.each("not_team") if one.get("role") == "facilitator"}
    for answer in root.each("acknowledgements"):
        if answer.get("manner") == "tap" and answer.get("who") not in slack | leading:
            yield Problem(answer.at("manner").path, "only somebody with Slack can tap")


def _children(root: Part) -> list[Part]:
    family = root.at("family")
    return family.each("child") or family.each("children")
