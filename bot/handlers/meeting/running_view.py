"""The private view of who leads: time used, agenda and stages with their buttons, who asks for something."""

from collections.abc import Iterator

from bot.domain.conference import ConferenceState, Topic
from bot.domain.profile import Stage
from bot.handlers.desk import Desk, View
from bot.handlers.meeting.how_we_talk_view import open_names
from bot.handlers.showing import paged
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.agenda.agenda import wordings
from bot.services.meeting import running
from bot.services.meeting.running import Running

PAGE = 8


def asked_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """For a conference (`<id>`; `<id>:<page>` once the agenda was turned)."""
    conference_id, page = paged(asked)
    return running_view(desk, acting, conference_id, language, page)


def running_view(
    desk: Desk, acting: Acting, conference_id: str, language: str, page: int = 1, near: str = ""
) -> View:
    """Where the conference stands; on the page of the topic `near`, else on that page."""
    shown = running.look(acting, conference_id)
    ids = [one.id for one in shown.topics]
    conference, stage = shown.conference, _stage(shown)
    parts = [
        *([Part("signals", list(_signals(shown)))] if shown.hears else []),
        Part(
            "topics",
            [_topic_row(shown, place, one) for place, one in enumerate(shown.topics, start=1)],
            page=ids.index(near) // PAGE + 1 if near in ids else page,
            size=PAGE,
            turn="do:running",
            turn_value=conference_id,
        ),
        Part("stages", [_stage_row(shown, one) for one in shown.stages]),
    ]
    return desk.words.view(
        "views/running",
        language,
        parts=parts,
        presses=_presses(shown),
        state=str(conference.state),
        is_paused=conference.paused_at is not None,
        stage=stage.id if stage else "",
        used=shown.course.minutes(stage.id) if stage else 0,
        planned=stage.minutes if stage else 0,
        left=shown.minutes_left,
        hard_stage=shown.ahead.stage.id if shown.ahead.stage and shown.ahead.stage_is_hard else "",
        hard_topic=shown.ahead.topic_is_hard,
        not_recorded=open_names(acting, conference_id),
    )


def cue_view(desk: Desk, language: str, begin: Press, stage: str = "", topic: Topic | None = None) -> View:
    """What to say and to offer before something hard; only then it begins."""
    conference_id = topic.conference_id if topic else begin.value.split(":")[0]
    presses = [begin, Press("not_yet", "do:running", conference_id)]
    return desk.words.view(
        "views/cue", language, stage=stage, said=topic.words if topic else "", presses=presses
    )


def course_view(desk: Desk, acting: Acting, conference_id: str, language: str) -> View:
    """How it went, moment by moment."""
    zone = running.look(acting, conference_id).conference.zone
    rows = [
        {
            "what": str(moment.what),
            "thing": moment.thing,
            "at": moment.at,
            "zone": zone,
            "name": name,
            "said": "\n".join(filter(None, (topic, moment.why))),
        }
        for moment, name, topic in running.moments(acting, conference_id)
    ]
    return desk.words.view("views/course", language, parts=[Part("moments", rows)])


def is_running(shown: Running) -> bool:
    """Whether anything can be pressed on: it is open, and nothing holds it up."""
    return shown.conference.state is ConferenceState.OPEN and shown.conference.paused_at is None


def _stage(shown: Running) -> Stage | None:
    return next((one for one in shown.stages if one.id == shown.conference.stage), None)


def _presses(shown: Running) -> list[Press]:
    conference = shown.conference
    course = Press("course", "do:course", conference.id)
    if conference.paused_at:
        return [
            Press("safety", "do:safety", conference.id),
            Press("resume", "do:resume", conference.id, "primary"),
        ]
    if not is_running(shown):
        return [course]
    ways = []
    if shown.ahead.topic:
        ways.append(Press("next_topic", "do:topic_take", shown.ahead.topic.id, "primary"))
    if shown.back:
        ways.append(Press("back_stage", "do:stage_to", f"{conference.id}:{shown.back.id}"))
    if shown.ahead.stage:
        ways.append(Press("on_stage", "do:stage_to", f"{conference.id}:{shown.ahead.stage.id}"))
    if conference.after_version:
        ways.append(Press("earlier", "do:earlier", conference.id))
    private = Press("confidential", "open:confidential", conference.id)
    return [*ways, private, Press("look_again", "do:running", conference.id), course]


def _signals(shown: Running) -> Iterator[dict[str, object]]:
    for one in shown.signals:
        person = shown.people.get(one.person_id)
        tick = [Press("tick", "do:tick", one.id)]
        yield {"wish": str(one.wish), "name": person.name if person else "", "presses": tick}


def _topic_row(shown: Running, place: int, topic: Topic) -> dict[str, object]:
    author = shown.people.get(topic.from_person or "")
    state = _topic_state(shown, topic)
    return {
        "said": "\n+ ".join(wordings(topic, shown.named)),
        "said_first": True,
        "place": place,
        "name": author.name if author else "",
        "minutes": topic.minutes,
        "used": shown.course.minutes(topic.id),
        "hard": topic.hard,
        "if_time": topic.if_time,
        "state": state,
        "why": shown.course.skipped.get(topic.id, ""),
        "presses": _topic_presses(topic, state) if is_running(shown) else [],
    }


def _topic_state(shown: Running, topic: Topic) -> str:
    states = {
        "now": shown.course.topic == topic.id,
        "parked": topic.parked,
        "skipped": topic.id in shown.course.skipped,
        "done": topic.id in shown.course.done,
    }
    return next((name for name, holds in states.items() if holds), "coming")


def _topic_presses(topic: Topic, state: str) -> list[Press]:
    take = Press("take", "do:topic_take", topic.id)
    again = Press("take_again", "do:topic_take", topic.id)
    away = [Press("skip", "open:topic_skip", topic.id), Press("park", "do:topic_park", topic.id)]
    if state == "now":
        return [Press("done", "do:topic_done", topic.id, "primary"), *away]
    return [take, *away] if state == "coming" else [again]


def _stage_row(shown: Running, stage: Stage) -> dict[str, object]:
    conference, course = shown.conference, shown.course
    states = {
        "now": conference.stage == stage.id,
        "skipped": stage.id in course.skipped,
        "done": stage.id in course.stages,
    }
    state = next((name for name, holds in states.items() if holds), "coming")
    there = Press("go_there", "do:stage_to", f"{conference.id}:{stage.id}")
    skip = Press("skip", "open:stage_skip", f"{conference.id}?stage={stage.id}")
    presses = {"now": [skip], "coming": [there, skip]}.get(state, [there])
    return {
        "stage": stage.id,
        "minutes": stage.minutes,
        "used": course.minutes(stage.id),
        "hard": stage.id in shown.hard_stages,
        "state": state,
        "why": course.skipped.get(stage.id, ""),
        "presses": presses if is_running(shown) else [],
    }
