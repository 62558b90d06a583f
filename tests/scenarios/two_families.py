"""A case with two children of two fathers, its conference held and its plan sealed, private notes in it."""

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader

from bot.practice.player.hands import Hands, Pick, does, elements
from tests.scenarios.test_conference import attendance
from tests.scenarios.world import MEETING, World, words_of

# Each stands in one field that no plan may hold.
PRIVATE = {
    "preparation": "Canary Prep talk",
    "safety_screen": "Canary Screen words",
    "search_log": "Canary Search log",
    "hidden_address": "Canary Hidden address",
    "keep_private": "Canary Child secret",
}
CONTACT = "Canary 555 0199"
# What belongs to June's father alone; Leo's father may see none of it.
IVO = {
    "name": "Ivo Lind",
    "topic": "Ivo asks about the night of the move",
    "strength": "Ivo never missed a school day",
    "task": "Ivo signs up for the parenting class",
    "objective": "Ivo learns calm ways to end a fight",
    "goal": "June and her dad get along",
    "answer": "Ivo says he had time to speak",
    "view": "Ivo wants weekends",
    "voice": "June likes to paint",
}


@dataclass
class Team:
    """Who has Slack: Priya manages the case, Omar facilitates, Marcus is Leo's father, Gail cares for Leo."""

    made: World
    priya: Hands
    omar: Hands
    marcus: Hands
    gail: Hands


def team_of_two_families(made: World) -> Team:
    """The case with everybody in it."""
    priya, omar = made.person("Priya Nandan"), made.person("Omar Haddad")
    marcus, gail = made.person("Marcus Harlow"), made.person("Gail Okafor")
    made.name_staff(priya, "Priya Nandan", ("staff",))
    made.channel = made.make_channel("case-test-0001", priya, (omar, marcus, gail))
    made.open_case(priya, made.channel)
    hub = made.hub(priya)
    made.form(priya, hub, "open:child", name="Leo Harlow", birth_date="2019-05-02")
    june, leo = [Pick("June Reyes")], [Pick("Leo Harlow")]
    everybody: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("facilitator", "Omar Haddad", {"slack_user": omar.user}),
        ("father", "Marcus Harlow", {"slack_user": marcus.user, "parent_of": leo}),
        ("father", IVO["name"], {"parent_of": june}),
        ("mother", "Dana Reyes", {"parent_of": [*june, *leo]}),
        ("resource_parent", "Gail Okafor", {"slack_user": gail.user}),
        ("child", "June Reyes", {"child_id": june[0]}),
    )
    for role, name, more in everybody:
        made.form(priya, hub, "open:person", role=role, name=name, **more)
    for name in (IVO["name"], "Dana Reyes"):
        way = {"person_id": Pick(name), "kind": "phone", "value": CONTACT, "safe": "yes"}
        omar.open(made.hub(omar), "open:contact_way", channel=made.channel)
        omar.fill(way)
        omar.submit()
        omar.close()
    return Team(made, priya, omar, marcus, gail)


def planned(team: Team) -> None:
    """A conference on the way, with a topic of Ivo's and one of Marcus's."""
    made, omar = team.made, team.omar
    made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    for topic, whose, minutes in (
        (IVO["topic"], IVO["name"], "20"),
        ("Time with Leo", "Marcus Harlow", "10"),
    ):
        values: dict[str, Any] = {"words": topic, "from_person": Pick(whose), "minutes": minutes}
        made.form(omar, made.hub(omar), "open:topic", **values)


def sealed(team: Team) -> None:
    """The conference was held, everything was said, the plan is sealed; Ivo and Dana answered."""
    made, omar = team.made, team.omar
    made.at("2026-03-18T20:30:00+00:00")
    omar.press(made.hub(omar), "do:start", channel=made.channel)
    made.until(lambda: any("Welcome" in one["text"] for one in omar.messages(made.channel)))
    _said(made, omar)
    _private(made, omar)
    omar.press(made.card(omar), "do:end", channel=made.channel)
    made.until(lambda: "over" in made.card(omar)["text"])
    for name in ("Dana", "June", "Priya", "Marcus", "Ivo", "Gail"):
        attendance(made, omar, made.id_of(omar, name))
    look_once_more(made, omar, omar.open(made.card(omar), "do:gaps", channel=made.channel))
    omar.close()
    omar.press(made.whole_plan_seen(omar), "do:seal")
    made.until(lambda: "Version 1" in words_of(omar.modal()))
    _answers(made, omar)
    # What was answered prints beside the plan, so it is read as well.
    look_once_more(made, omar, made.hub(omar))
    omar.close()


def _said(made: World, omar: Hands) -> None:
    made.add(omar, "strength", text=IVO["strength"], said_by=Pick(IVO["name"]))
    made.add(omar, "strength", text="Dana reads to both each night", said_by=Pick("Dana Reyes"))
    for goal, objective, task, owner in (
        (IVO["goal"], IVO["objective"], IVO["task"], IVO["name"]),
        ("Both are home and safe", "A sober back-up for nights", "Write a night plan", "Dana Reyes"),
    ):
        made.add(omar, "goal", text=goal)
        made.add(omar, "objective", goal_id=Pick(goal), text=objective)
        step = {"done_when": "Given to Priya", "due": "2026-04-15", "objective_id": Pick(objective)}
        made.add(omar, "task", text=task, owner_id=Pick(owner), **step)
    for child, words in (("June Reyes", IVO["voice"]), ("Leo Harlow", "Leo likes trains")):
        made.add(omar, "voice", child_id=Pick(child), how="in_person", said=words)
        made.add(omar, "permanency", child_id=Pick(child), goal="reintegration")


def _private(made: World, omar: Hands) -> None:
    hub, dana, day = made.hub(omar), Pick("Dana Reyes"), "2026-03-17"
    talk: dict[str, Any] = {"person_id": dana, "done_on": day, "notes": PRIVATE["preparation"]}
    made.form(omar, hub, "open:preparation", **talk)
    made.form(omar, hub, "open:safety_screen", person_id=dana, words=PRIVATE["safety_screen"])
    tried = {"channel": "phone", "on": day, "result": "no_answer", "words": PRIVATE["search_log"]}
    omar.open(made.hub(omar), "open:contact_try", channel=made.channel)
    omar.fill(tried)
    omar.submit()
    omar.close()
    made.form(omar, hub, "open:private_note", on=day, words=PRIVATE["hidden_address"])
    keep_private(made, omar, "June Reyes", PRIVATE["keep_private"])


def keep_private(made: World, omar: Hands, child: str, words: str, **more: Any) -> None:
    """A child asked for it."""
    omar.open(omar.open(made.hub(omar), "do:kept_private", channel=made.channel), "open:keep_private")
    omar.fill({"child_id": Pick(child), "words": words, "told_on": "2026-03-17", **more})
    omar.submit()
    omar.close()


def look_once_more(made: World, omar: Hands, shown: Any, answer: str = "do:left_out") -> str:
    """The plan is read beside what children keep private, to its end, and answered for; what was read."""
    shown = turned(made, omar, shown, "do:look_once_more")
    read = words_of(shown)
    while not any(does(one, answer) for _, one in elements(shown)):
        shown = turned(made, omar, shown, "do:look_once_more")
        read += words_of(shown)
    turned(made, omar, shown, answer)
    return read


def turned(made: World, omar: Hands, shown: Any, action: str) -> Any:
    """The view that comes after a press of the last button of this kind, in its place or over it."""
    last = [one["value"] for _, one in elements(shown) if does(one, action)][-1]
    before = shown.get("hash")
    omar.press(shown, action, last, channel=made.channel)
    made.until(lambda: omar.modal()["hash"] != before)
    return omar.modal()


def _answers(made: World, omar: Hands) -> None:
    ivo, own_hand = Pick(IVO["name"]), {"answer": "yes", "manner": "own_hand", "on": "2026-03-18"}
    given: tuple[tuple[str, dict[str, Any]], ...] = (
        ("open:acknowledgement", {"person_id": ivo, **own_hand, "words": IVO["answer"]}),
        ("open:acknowledgement", {"person_id": Pick("Dana Reyes"), **own_hand}),
        ("open:view", {"person_id": ivo, "view": "disagrees", "words": IVO["view"]}),
    )
    for action, values in given:
        omar.close()
        made.form(omar, omar.open(made.hub(omar), "do:answers", channel=made.channel), action, **values)
    omar.close()


def offered(team: Team, who: Hands) -> list[str]:
    """The papers that somebody's list offers."""
    view = who.open(team.made.hub(who), "do:papers", channel=team.made.channel)
    who.close()
    values = [element["value"] for _, element in elements(view) if element["action_id"].startswith("do:get")]
    return [value.split(":")[1] for value in values]


def paper(team: Team, who: Hands, name: str) -> bytes:
    """A paper asked for in Slack, and downloaded from the DM in which it came."""
    view = who.open(team.made.hub(who), "do:papers", channel=team.made.channel)
    wanted = [element for _, element in elements(view) if str(element.get("value")).endswith(f":{name}")]
    before = {file["id"] for file in _files(who)}
    who.press(view, "do:get_paper", wanted[0]["value"])
    who.close()
    team.made.until(lambda: any(file["id"] not in before for file in _files(who)), 30)
    [came] = [file for file in _files(who) if file["id"] not in before]
    assert came["name"] == name
    assert not re.search("June|Leo|Reyes|TEST", came["title"])
    return team.made.desk.file(who.user, came["id"])


def _files(who: Hands) -> list[dict[str, Any]]:
    return [file for message in who.direct() for file in message.get("files", ())]


def words_in(name: str, body: bytes) -> str:
    """Every word of a paper, as a person would find it by searching."""
    if name.endswith(".pdf"):
        return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(body)).pages)
    if name.endswith(".docx"):
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            xml = "".join(parts.read(one).decode() for one in parts.namelist() if one.endswith(".xml"))
        return re.sub(r"<[^>]+>", "", xml)
    return body.decode()
