"""Guided conversations: answers kept by step; where somebody stands follows from them."""

from dataclasses import replace
from typing import Any

from bot.domain.conference import Topic
from bot.domain.delivery import Answer
from bot.domain.errors import AnswersNotUnderstood, NotNow
from bot.flows.agenda_topics import AGENDA_TOPICS
from bot.flows.answers import typed
from bot.flows.flow import Flow, next_step
from bot.flows.values import Value, dump, load, raw
from bot.services.acting import Acting, OnCase
from bot.services.agenda.agenda import still_open, to_change
from bot.services.agenda.calls import LATER
from bot.services.agenda.own_topics import keep_own, wished
from bot.services.calling.scheduling import conference_of
from bot.services.delivery.reminders import schedule_reminders

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

    What was answered stays as it is: a topic is changed where its author sees which one it is
    (`own_topics`). Raises NotAllowed, NotNow.
    """
    with acting.on_case("agenda.suggest", conference_of(acting, conference_id).case_id) as on:
        to_change(on, conference_id)
        if step not in AGENDA_TOPICS.by_name or on.me is None:
            raise AnswersNotUnderstood({step: "not_a_choice"})
        known = _kept(on, conference_id, step)
        if not known:
            _keep(on, conference_id, step, value)
            if value is not None:
                _keep_topic(on, conference_id, on.me.id, step, value)
        elif value is not None and known.get("value") != raw(value):
            raise NotNow("answered_already")


def stop(acting: Acting, flow: Flow, subject_id: str) -> None:
    """Nobody is asked further: what was not answered counts as skipped."""
    given = answers(acting, flow, subject_id)
    with acting.on_case("agenda.suggest", conference_of(acting, subject_id).case_id) as on:
        while step := next_step(flow, given, {}):
            _keep(on, subject_id, step.name, None)
            given[step.name] = None


def later(acting: Acting, conference_id: str) -> None:
    """Not now: they are asked about topics on the day after, while there is time; nobody else's ask moves."""
    with acting.on_case("agenda.suggest", conference_of(acting, conference_id).case_id) as on:
        still_open(on, conference_id)
        _keep_in(on, LATER, conference_id, ("later", dump({"value": on.today})))
        schedule_reminders(on.work, on.case.id)


def _kept(on: OnCase, conference_id: str, step: str) -> dict[str, Any] | None:
    """What was answered at a step; None while it was not asked, empty where it was skipped."""
    known = on.work.first(Answer, step=step, **_where(on, conference_id))
    return dict(load(known.value)) if known else None


def _keep(on: OnCase, subject_id: str, step: str, value: Value | None, topic: str | None = None) -> None:
    """An answer, and for one that named a topic which that is."""
    text = SKIPPED if value is None else dump({"value": value, **({"topic": topic} if topic else {})})
    keep_answer(on, AGENDA_TOPICS, subject_id, step, text)


def keep_answer(on: OnCase, flow: Flow, subject_id: str, step: str, text: str) -> None:
    """What the one who acts answered at a step (SKIPPED, or as `dump` wrote it), in place of what stood."""
    _keep_in(on, flow.name, subject_id, (step, text))


def _keep_in(on: OnCase, conversation: str, subject_id: str, said: tuple[str, str]) -> None:
    step, text = said
    where: dict[str, Any] = {
        "conversation": conversation,
        "subject_id": subject_id,
        "slack_user": on.work.actor,
    }
    known = on.work.first(Answer, step=step, **where)
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


def _where(on: OnCase, subject_id: str) -> dict[str, Any]:
    return {"conversation": AGENDA_TOPICS.name, "subject_id": subject_id, "slack_user": on.work.actor}


def _keep_topic(on: OnCase, conference_id: str, person_id: str, step: str, value: Value) -> None:
    """The topic that an answer names, or what was answered about the one that was named just before."""
    asked, _, nth = step.rpartition("_") if step[-1].isdigit() else (step, "", "")
    if asked == "topic":
        made = keep_own(on, person_id, conference_id, {"words": str(value)})
        _keep(on, conference_id, step, value, made.id)
        return
    named = _kept(on, conference_id, f"topic_{nth}" if nth else "topic") or {}
    topic = on.work.get(Topic, str(named.get("topic")))
    on.work.replace(wished(topic, {asked: value}))
