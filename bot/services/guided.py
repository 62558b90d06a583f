"""Guided conversations: answers kept by step; where somebody stands follows from them."""

from dataclasses import replace
from typing import Any

from bot.domain.conference import Topic
from bot.domain.delivery import Answer
from bot.domain.errors import AnswersNotUnderstood
from bot.flows.agenda_topics import AGENDA_TOPICS
from bot.flows.answers import typed
from bot.flows.flow import Flow, next_step
from bot.flows.values import Value, dump, load
from bot.services.acting import Acting, OnCase
from bot.services.agenda import still_open
from bot.services.scheduling import conference_of

SKIPPED = "{}"


def answers(acting: Acting, flow: Flow, subject_id: str) -> dict[str, Value | None]:
    """What this person has answered so far, by step; skipped steps are there with None."""
    with acting.agency.units(acting.workspace_id, acting.user, read_only=True) as work:
        kept = work.find(Answer, conversation=flow.name, subject_id=subject_id, slack_user=acting.user)
    given = {one.step: load(one.value).get("value") for one in kept}
    values = typed(flow, {step: value for step, value in given.items() if value is not None})
    return {step: values.get(step) for step in given}


def answer_topic(acting: Acting, conference_id: str, step: str, value: Value | None) -> None:
    """Keep one answer of the talk about topics (None: skipped); a topic is on the agenda's list at once.

    A changed answer changes its topic. Raises NotAllowed, NotNow.
    """
    with acting.on_case("agenda.suggest", conference_of(acting, conference_id).case_id) as on:
        still_open(on, conference_id)
        if step not in AGENDA_TOPICS.by_name or on.me is None:
            raise AnswersNotUnderstood({step: "not_a_choice"})
        _keep(on, conference_id, step, value)
        suffix = step.removeprefix("topic").removeprefix("minutes")
        _topic(on, conference_id, on.me.id, suffix)


def stop(acting: Acting, flow: Flow, subject_id: str) -> None:
    """Nobody is asked further: what was not answered counts as skipped."""
    given = answers(acting, flow, subject_id)
    with acting.on_case("agenda.suggest", conference_of(acting, subject_id).case_id) as on:
        while step := next_step(flow, given, {}):
            _keep(on, subject_id, step.name, None)
            given[step.name] = None


def _keep(on: OnCase, subject_id: str, step: str, value: Value | None) -> None:
    where: dict[str, Any] = {
        "conversation": AGENDA_TOPICS.name,
        "subject_id": subject_id,
        "slack_user": on.work.actor,
    }
    known = on.work.first(Answer, step=step, **where)
    text = SKIPPED if value is None else dump({"value": value})
    if known:
        on.work.replace(replace(known, value=text, answered_at=on.work.now))
        return
    on.work.add(
        Answer(
            workspace_id=on.work.workspace_id,
            id=on.work.new_id(),
            step=step,
            value=text,
            answered_at=on.work.now,
            **where,
        )
    )


def _topic(on: OnCase, conference_id: str, person_id: str, suffix: str) -> None:
    """The topic that the answers of one round make; its id is found again by who asked and its order."""
    kept = on.work.find(
        Answer, conversation=AGENDA_TOPICS.name, subject_id=conference_id, slack_user=on.work.actor
    )
    given = {one.step: load(one.value).get("value") for one in kept}
    words, minutes = given.get(f"topic{suffix}"), given.get(f"minutes{suffix}")
    mine = on.work.find(Topic, conference_id=conference_id, from_person=person_id, entered_by=on.work.actor)
    place = int(suffix.removeprefix("_") or 1) - 1
    if not isinstance(words, str):
        return
    wished = int(minutes) if isinstance(minutes, str) else None
    if place < len(mine):
        on.work.replace(replace(mine[place], words=words, minutes=wished))
    else:
        on.keep(
            Topic,
            conference_id=conference_id,
            words=words,
            entered_by=on.work.actor,
            from_person=person_id,
            minutes=wished,
        )
