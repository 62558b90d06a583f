"""The people come: accounts for those with Slack, the channel, duties, and everyone's place in the case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from functools import partial

from bot.practice.player.network import told_of_a_person
from bot.practice.player.part import Part
from bot.practice.player.scene import ENDORSER, Deed, Scene, Sheet, yes_no
from bot.practice.player.script import Someone, day

MORNING = time(9)
# Who does or is offered what before anybody meets.
DOERS = {"offers": ("to", "by"), "provider_input": ("by",), "who_belongs": ("by",)}


def people_deeds(scene: Scene) -> Iterator[Deed]:
    """From an empty workspace to a case team that is complete."""
    first = day(scene.script.root.at("case", "trigger").get("date"))
    yield Deed(first, MORNING, "people", "People, channel and duties", partial(_gather, scene))
    yield Deed(first, MORNING, "people", "The case is opened", partial(_open_case, scene))
    more = list(scene.script.children.values())[1:]
    if more:
        yield Deed(first, MORNING, "people", "More children", partial(_children, scene, more))
    joining: dict[date, list[str]] = {}
    for who, when in _days_of_joining(scene, first).items():
        joining.setdefault(when, []).append(who)
    for when, people in joining.items():
        join = partial(_join, scene, people)
        yield Deed(when, MORNING, "people", f"{len(people)} join", join, len(people))


def _gather(scene: Scene) -> None:
    """Accounts, the private channel with the bot in it, and what the administrator allows."""
    script, house = scene.script, scene.house
    for who, someone in script.people.items():
        if script.has_slack(who):
            scene.hands[who] = house.newcomer(who.lower(), someone.name)
    endorsement = script.root.at("endorsement", "by")
    if endorsement:
        scene.hands[ENDORSER] = house.newcomer(ENDORSER, endorsement.value)
    opener = scene.opener
    members = [scene.hands[who].user for who in script.people if who in scene.hands]
    body = {"name": "case-1", "by": opener.user, "private": True, "members": members}
    scene.channel = str(house.desk.post("/channels", **body)["channel"]["id"])
    house.desk.post(f"/channels/{scene.channel}/invite", by=opener.user, user=house.bot_user)
    _allow(scene, opener.user, script.opener.name, "staff")
    if endorsement:
        _allow(scene, scene.hands[ENDORSER].user, endorsement.value, "endorser")


def _allow(scene: Scene, user: str, name: str, duty: str) -> None:
    administrator = scene.house.administrator
    administrator.open(administrator.home(), "open:staff", "new")
    administrator.fill({"slack_user": user, "name": name, "duties": [duty]})
    administrator.submit()
    administrator.close()


def _open_case(scene: Scene) -> None:
    script, who = scene.script, scene.opener
    case, child = script.root.at("case"), next(iter(script.children.values()))
    if not case.get("zone"):
        script.suppose("$.case.zone", f"{script.zone}: a case needs a time zone")
    scene.by_command(who, "open")()
    scene.house.wait_for(
        "the form for a case", lambda: any(one["type"] == "input" for one in who.modal()["blocks"])
    )
    who.fill(
        {
            "reference": case.get("ref"),
            "profile": case.get("profile"),
            "plan_kind": case.get("plan_kind"),
            "trigger_event": case.at("trigger").get("event"),
            "trigger_date": case.at("trigger").get("date"),
            "in_custody": yes_no(case.get("in_custody")),
            "child_name": child.get("name"),
            "child_birth_date": child.get("dob"),
            "child_language": child.get("language"),
            "opener_name": script.opener.name,
            "opener_role": "case_manager" if script.opener is script.manager else "facilitator",
            "zone": script.zone,
        }
    )
    who.submit()
    who.close()
    scene.added.append(script.opener.id)


def _children(scene: Scene, more: list[Part]) -> None:
    sheets = [
        Sheet(one, {"name": one.get("name"), "birth_date": one.get("dob"), "language": one.get("language")})
        for one in more
    ]
    scene.fill_in(scene.opener, "child", scene.from_hub(scene.opener, "open:child"), sheets)


def _days_of_joining(scene: Scene, first: date) -> dict[str, date]:
    """Each on the day of their invitation, or when they first did something; never before whom they name."""
    found: dict[str, date] = {}
    deeds = _days_of_deeds(scene)

    def joins(who: str) -> date:
        if who not in found:
            part = scene.script.people[who].part
            own = min([day(part.get("invited")) if part.get("invited") else first, *deeds.get(who, ())])
            needed = [part.get("interpreter"), part.get("invited_by_request_of")]
            found[who] = max([first, own, *(joins(one) for one in needed if one)])
        return found[who]

    for who in scene.script.people:
        joins(who)
    return found


def _days_of_deeds(scene: Scene) -> dict[str, list[date]]:
    """On which days each was offered something, or wrote or said something, maybe before any invitation."""
    found: dict[str, list[date]] = {}
    for part, keys in DOERS.items():
        for deed in scene.script.root.each(part):
            for who in filter(None, map(deed.get, keys)):
                if deed.get("on"):
                    found.setdefault(who, []).append(day(deed.get("on")))
    return found


def _join(scene: Scene, people: list[str]) -> None:
    """What is known of the opener is completed; everyone else is new."""
    script, who = scene.script, scene.opener
    new = [one for one in people if one != script.opener.id]
    for one in new:
        someone = script.people[one]
        before = len(scene.troubles)
        scene.fill_in(
            who, "person", scene.by_command(who, "person"), [Sheet(someone.part, _facts(scene, someone))]
        )
        if len(scene.troubles) == before:
            scene.added.append(one)
            told_of_a_person(scene, someone)
    if script.opener.id in people and set(script.opener.part.value) & {"language", "relation"}:
        _complete_opener(scene)
    if script.opener.id in people:
        told_of_a_person(scene, script.opener)


def _complete_opener(scene: Scene) -> None:
    """Opening a case asks the opener for name and role alone."""
    who, someone = scene.opener, scene.script.opener

    def change() -> None:
        shown = who.open(scene.hub(who), "do:people", channel=scene.channel)
        who.open(shown, "open:person")
        who.fill(
            {key: value for key, value in _facts(scene, someone).items() if key not in ("role", "slack_user")}
        )
        who.submit()
        who.close()

    scene.try_to(someone.part, change)


def _facts(scene: Scene, someone: Someone) -> dict[str, object]:
    part, script = someone.part, scene.script
    child = script.child_of(someone)
    facts: dict[str, object] = {
        "role": someone.role,
        "name": someone.name,
        "slack_user": scene.hands[someone.id].user if someone.id in scene.hands else None,
        "relation": part.get("relation") or _told_apart(scene, someone),
        "language": part.get("language"),
        "interpreter": scene.person(part.get("interpreter")),
        "asked_for_by": scene.person(part.get("invited_by_request_of")),
        "family_said_yes": yes_no(_family_said(scene, someone)),
        "child_id": scene.child(child),
        "relative_of_family": yes_no(part.get("relative_of_family")),
    }
    if len(script.children) > 1 and part.get("parent_of"):
        facts["parent_of"] = [scene.child(one) for one in part.get("parent_of")]
    return facts


def _family_said(scene: Scene, someone: Someone) -> bool | None:
    """Where the family has a say, somebody who is there was asked for or agreed to (K-13)."""
    part, rule = someone.part, scene.script.profile.supports
    said: bool | None = part.get("family_said_ok")
    if said is None and rule and someone.role in rule.roles and not part.get("invited_by_request_of"):
        scene.script.suppose(f"{part.path}.family_said_ok", "yes: else this person could not have been there")
        return True
    return said


def _told_apart(scene: Scene, someone: Someone) -> str | None:
    """Of two people with one name the second needs words that tell them apart."""
    names = [scene.script.people[one].name for one in scene.added]
    if someone.name not in names or someone.id in scene.added:
        return None
    scene.script.suppose(someone.part.path, f"{someone.id}: a namesake needs words that tell them apart")
    return f"{someone.role} {someone.id}"
