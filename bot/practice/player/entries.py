"""What is said in a conference, as the forms of the bot take it: one function for each kind of entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot.practice.player.part import Part
from bot.practice.player.scene import Scene, Sheet, yes_no
from bot.practice.player.script import Talk

# The ways in which a child's voice is heard, by the words that tell them apart in a free sentence.
VOICE_WAYS = (
    "in_person",
    "in_part",
    "letter_or_drawing",
    "through_person",
    "asked_and_declined",
    "too_young",
)
VOICE_WORDS = {"letter": "letter_or_drawing", "drawing": "letter_or_drawing", "drew": "letter_or_drawing"}
# The bot's forms and where the file keeps what goes into them, in the order in which one needs the other.
LISTS = {
    "voice": "child_voice",
    "strength": "strengths",
    "need": "needs",
    "idea": "ideas",
    "permanency": "permanency",
    "goal_view": "permanency",
    "goal": "goals",
    "objective": "objectives",
    "task": "tasks",
    "concern": "concerns",
    "visit": "visit_plan",
    "service": "services",
    "decision": "decisions",
}
# What points at tasks comes after them, also where a card offers it before.
AFTER_TASKS = ("concern",)
# Where a form asks on which day something was said, set or decided, if that was not now.
ASKED_ITS_DAY = {
    **dict.fromkeys(
        ("strength", "need", "concern", "goal", "objective", "task", "visit", "service"), "talked_on"
    ),
    **{"permanency": "set_on", "decision": "on"},
}
# What a voice holds beside how it was heard: one of these, or why there are no words.
WORDS_OF_A_CHILD = ("said", "good", "worries", "wish")


def sheets_of(scene: Scene, talk: Talk, kind: str) -> Iterator[Sheet]:
    """The forms of one kind to fill in this conference."""
    for part in scene.script.said_in(talk, LISTS[kind]):
        for sheet in made(scene, kind, part):
            yield (
                _of_its_day(sheet, talk, ASKED_ITS_DAY[kind])
                if talk.noted and kind in ASKED_ITS_DAY
                else sheet
            )


def _of_its_day(sheet: Sheet, talk: Talk, name: str) -> Sheet:
    """What is entered later says on which day it was said; a day that the file gives stands."""
    return sheet._replace(values={**sheet.values, name: sheet.values.get(name) or talk.on.isoformat()})


def made(scene: Scene, kind: str, part: Part) -> Iterator[Sheet]:
    """The forms that one entry of the file takes; most take one."""
    if kind == "goal_view":
        yield from _goal_views(scene, part)
    elif kind != "voice" or any(part.get(name) for name in (*WORDS_OF_A_CHILD, "reason")):
        yield Sheet(part, _MADE[kind](scene, part))


def _said(scene: Scene, part: Part) -> dict[str, Any]:
    return {"text": part.get("text"), "said_by": scene.person(part.get("by"))}


def _need(scene: Scene, part: Part) -> dict[str, Any]:
    return {**_said(scene, part), "domain": part.get("domain")}


def _idea(scene: Scene, part: Part) -> dict[str, Any]:
    return {"need_id": scene.entry("need", part.get("need")), **_said(scene, part), "kind": part.get("kind")}


def _concern(scene: Scene, part: Part) -> dict[str, Any]:
    return {
        **_said(scene, part),
        "child_id": scene.child(part.get("child")),
        "action": part.get("action"),
        "task_ids": [scene.entry("task", task) for task in part.get("tasks") or ()] or None,
        "no_action": part.get("no_action"),
    }


def _decision(scene: Scene, part: Part) -> dict[str, Any]:
    deciders = [scene.person(who) for who in part.get("decided_by") or ()]
    return {**_said(scene, part), "decided_by": deciders or None, "on": part.get("on")}


def _objective(scene: Scene, part: Part) -> dict[str, Any]:
    return {
        "goal_id": scene.entry("goal", part.get("goal")),
        "text": part.get("text"),
        "measure": part.get("measure"),
        "by_date": part.get("by_date"),
        "need_ids": [scene.entry("need", need) for need in part.get("needs") or ()] or None,
        "tags": part.get("tags"),
    }


def _task(scene: Scene, part: Part) -> dict[str, Any]:
    return {
        "text": part.get("text"),
        "owner_id": scene.person(part.get("owner")),
        "done_when": part.get("done_when"),
        "due": part.get("due"),
        "objective_id": scene.entry("objective", part.get("objective")),
        "help": part.get("help"),
        "barrier": part.get("barrier"),
        "court_ordered": yes_no(part.get("court_ordered")),
        "after_task": scene.entry("task", part.get("after")),
        "from_idea": scene.entry("idea", part.get("idea")),
    }


def _visit(scene: Scene, part: Part) -> dict[str, Any]:
    home, less = part.get("move_to_home_when"), part.get("move_to_less_watch_when")
    return {
        "child_id": scene.child(part.get("child") or scene.script.only_child()),
        "with_person": scene.person(part.get("with")),
        "worker_with": part.get("worker_with"),
        "who": scene.person(part.get("who")),
        "how_often": part.get("how_often"),
        "where": part.get("where"),
        "supervised": yes_no(part.get("supervised")),
        "starts": part.get("starts"),
        "loosens_to": "home" if home else "less_watch" if less else None,
        "loosens_when": home or less,
        "review_on": part.get("review_on"),
    }


def _service(scene: Scene, part: Part) -> dict[str, Any]:
    return {
        "what": part.get("what"),
        "for_person": scene.person(part.get("for")) if part.get("for") != "household" else None,
        "owner_id": scene.person(part.get("owner")),
        "who": part.get("who"),
        "start_by": part.get("start_by"),
        "kind": part.get("kind"),
        "from_idea": scene.entry("idea", part.get("idea")),
        "treatment_consent": part.get("sud_record_consent"),
        "consent_until": part.get("consent_until"),
    }


def _voice(scene: Scene, part: Part) -> dict[str, Any]:
    way = voice_way(scene, part)
    return {
        "child_id": scene.child(part.get("child") or scene.script.only_child()),
        "how": way,
        "how_words": part.get("how") if part.get("how") not in VOICE_WAYS else None,
        "said": "\n".join(part.get("said") or ()) or None,
        **{name: part.get(name) for name in ("good", "worries", "wish", "beside", "reason", "asked_on")},
        "said_by": scene.person(part.get("by")),
        **{name: scene.person(part.get(name)) for name in ("beside_by", "asked_by")},
        "keep_private": yes_no(part.get("keep_private")),
    }


def voice_way(scene: Scene, part: Part) -> str:
    """The bot's way for a sentence such as "letter read by GAL": by its words, else by how the child came."""
    said = part.text("how")
    if said in VOICE_WAYS:
        return said
    by_words = next((way for word, way in VOICE_WORDS.items() if word in said.lower()), None)
    way = by_words or _as_child_came(scene, part)
    scene.script.suppose(f"{part.path}.how", f"{way}: the way that fits the sentence best")
    return way


def _as_child_came(scene: Scene, part: Part) -> str:
    child = part.get("child") or scene.script.only_child()
    for who, someone in scene.script.people.items():
        came = scene.script.took_part(scene.script.talk_of(part), who)
        if scene.script.child_of(someone) == child and came:
            return {"in_person": "in_person", "in_person_part": "in_part", "part": "in_part"}.get(
                came.value, "through_person"
            )
    return "through_person"


def _permanency(scene: Scene, part: Part) -> dict[str, Any]:
    return {
        "child_id": scene.child(part.get("child") or scene.script.only_child()),
        "goal": part.get("goal"),
        "concurrent": part.get("concurrent"),
        "concurrent_with": scene.person(part.get("concurrent_with")),
        "target_date": part.get("target_date"),
        "reasons": part.get("reasons"),
    }


def _goal_views(scene: Scene, part: Part) -> Iterator[Sheet]:
    """What each said of the permanency goal; those who only disagree, without words."""
    child = scene.child(part.get("child") or scene.script.only_child())
    told = {view.get("who") for view in part.each("views")}
    for view in part.each("views"):
        values = {
            "person_id": scene.person(view.get("who")),
            "view": view.get("view"),
            "words": view.get("words"),
        }
        yield Sheet(view, {"child_id": child, **values})
    for who in part.each("who_disagrees"):
        if who.value not in told:
            yield Sheet(who, {"child_id": child, "person_id": scene.person(who.value), "view": "disagrees"})


_MADE: Mapping[str, Callable[[Scene, Part], dict[str, Any]]] = {
    "strength": _said,
    "need": _need,
    "idea": _idea,
    "concern": _concern,
    "decision": _decision,
    "goal": _said,
    "objective": _objective,
    "task": _task,
    "visit": _visit,
    "service": _service,
    "voice": _voice,
    "permanency": _permanency,
}
