"""Before a conference everybody says what to talk about; the facilitator orders it and sends the agenda."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from functools import partial

from bot.practice.player.first_look import NOT_SAID, show_draft
from bot.practice.player.hands import CannotDo, Hands
from bot.practice.player.part import Part
from bot.practice.player.scene import Deed, Scene, Sheet, Trouble
from bot.practice.player.script import Talk, day
from bot.practice.player.surfaces import asks, button_beside

MOST_OWN_TOPICS = 2
NOT_A_PERSON = "facilitator"


def agenda_deeds(scene: Scene, talk: Talk, earliest: date) -> Iterator[Deed]:
    """Asking, ordering and sending, on the day the file names or the day before the conference."""
    if not talk.part.each("agenda"):
        return
    on = day(talk.part.get("agenda_sent")) if talk.part.get("agenda_sent") else None
    if on is None:
        on = max(earliest, talk.on - timedelta(days=1))
        scene.script.suppose(
            f"{talk.part.path}.agenda_sent", f"{on}: an agenda is sent before the conference"
        )
    asking = max(earliest, on - timedelta(days=1))
    yield Deed(asking, time(15), "agenda", "Everyone is asked for topics", partial(_topics, scene, talk))
    yield Deed(on, time(15, 15), "agenda", "The family looks first", partial(show_draft, scene, talk))
    yield Deed(on, time(15, 30), "agenda", "The agenda is sent", partial(_send, scene, talk))
    if talk.part.each("agenda_seen"):
        yield Deed(on, time(16), "agenda", "The agenda is seen", partial(_seen, scene, talk))


def _own_topics(scene: Scene, talk: Talk) -> dict[str, list[Part]]:
    """What those with Slack say in their own conversation; it has room for two topics."""
    found: dict[str, list[Part]] = {}
    for topic in talk.part.each("agenda"):
        who = topic.get("from")
        if who in scene.hands and scene.script.people[who].on_team:
            found.setdefault(who, []).append(topic)
    return {who: topics[:MOST_OWN_TOPICS] for who, topics in found.items()}


def _topics(scene: Scene, talk: Talk) -> None:
    own = _own_topics(scene, talk)
    leader = scene.leader
    leader.press(scene.hub(leader), "do:ask_topics", channel=scene.channel)
    for who, topics in own.items():
        scene.try_to(topics[0], partial(_say_topics, scene, scene.hands[who], topics))
    told = [topic for topics in own.values() for topic in topics]
    rest = [topic for topic in talk.part.each("agenda") if topic not in told]
    sheets = [Sheet(topic, _answers(scene, topic)) for topic in rest]
    scene.fill_in(leader, "topic", scene.by_command(leader, "topic"), sheets)
    for topic in told:
        scene.try_to(topic, partial(_place, scene, leader, topic))


def _answers(scene: Scene, topic: Part) -> dict[str, object]:
    source = topic.get("from")
    return {
        "words": topic.get("topic"),
        "from_person": scene.person(source) if source != NOT_A_PERSON else None,
        "lead": scene.person(topic.get("lead")),
        "minutes": _number(topic.get("min")),
        "position": _number(topic.get("n")),
    }


def _number(said: int | None) -> str | None:
    return None if said is None else str(said)


def _say_topics(scene: Scene, who: Hands, topics: list[Part]) -> None:
    """One question at a time: the topic, how long it needs, the next topic."""
    message, button = scene.direct(who, "do:begin")
    place = who.state()["dms"][0]["id"]
    question, answer = scene.house.bring_about(
        "the first question",
        lambda: who.press(message, "do:begin", button["value"], place),
        lambda: scene.newest(who, "open:agenda_topics"),
    )
    who.open(question, "open:agenda_topics", answer["value"], place)
    for topic in topics:
        _answer_step(who, "topic", topic.get("topic"))
        _answer_step(who, "minutes", _number(topic.get("min")))
        _answer_step(who, "author_shown", None)  # the file says whose each topic is, and of no wish
    who.close()
    if len(topics) == MOST_OWN_TOPICS:
        return  # nothing more is asked
    question, _ = scene.direct(who, "do:stop")
    # The question is drawn anew after each answer: the button is meant, not which step it stood under.
    who.press(question, "do:stop", channel=place)


def _answer_step(who: Hands, name: str, value: str | None) -> None:
    steps = [str(block["block_id"]) for block in who.modal()["blocks"] if block["type"] == "input"]
    if len(steps) != 1 or not steps[0].startswith(name):
        raise CannotDo(f"answer {name}", {"error": "another_question"})
    who.fill({steps[0]: value})
    who.submit()


def _place(scene: Scene, leader: Hands, topic: Part) -> None:
    """A topic that somebody raised gets its lead and its place on the agenda."""
    shown = leader.open(scene.hub(leader), "do:open_agenda", channel=scene.channel)
    value = button_beside(shown, topic.get("topic"), "open:topic")
    leader.open(shown, "open:topic", value)
    leader.fill({"lead": scene.person(topic.get("lead")), "position": _number(topic.get("n"))})
    leader.submit()
    leader.close()


def _send(scene: Scene, talk: Talk) -> None:
    leader = scene.leader
    hub = scene.hub(leader)
    before = len(leader.messages(scene.channel))

    def asked_or_told() -> bool:
        return bool(leader.state()["modals"]) or len(leader.messages(scene.channel)) > before

    press = partial(leader.press, hub, "do:send_agenda", channel=scene.channel)
    scene.house.bring_about("the agenda is sent", press, asked_or_told)
    if leader.state()["modals"]:
        # It is longer than the meeting, or somebody's look could not be noted.
        if asks(leader.modal(), "why"):
            leader.fill({"why": NOT_SAID})
        leader.submit()
        leader.close()
    for who in scene.hands:
        if who in scene.added and scene.script.is_asked(talk, who):
            scene.try_to(talk.part.at("agenda"), partial(_look_at_agenda, scene, scene.hands[who]))


def _look_at_agenda(scene: Scene, who: Hands) -> None:
    message, button = scene.direct(who, "do:open_agenda")
    who.open(message, "do:open_agenda", button["value"], who.state()["dms"][0]["id"])
    who.close()


def _seen(scene: Scene, talk: Talk) -> None:
    """Those with Slack tap; of the others it is noted how they were told."""
    sheets = []
    for one in talk.part.each("agenda_seen"):
        if one.get("how") != "tap":
            values = {"person_id": scene.person(one.get("who")), "how": one.get("how")}
            sheets.append(Sheet(one, values))
        elif one.get("who") in scene.hands:
            scene.try_to(one, partial(_tap_seen, scene, scene.hands[one.get("who")]))
        else:
            scene.troubles.append(Trouble(one.path, "only somebody with Slack can tap"))
    leader = scene.leader
    scene.fill_in(leader, "agenda_told", scene.from_hub(leader, "open:agenda_told"), sheets)


def _tap_seen(scene: Scene, who: Hands) -> None:
    message, button = scene.direct(who, "do:seen_agenda")
    who.press(message, "do:seen_agenda", button["value"], who.state()["dms"][0]["id"])
