"""Messages after the seal: was there a chance to take part, what do you think, endorse, your plan."""

from bot.domain.closing import Acknowledgement, Endorsement, PlanVersion, Reply, View
from bot.domain.plan import Task, TaskState
from bot.domain.plan_states import Move, State, correct_until
from bot.domain.sending import Drop, Later, Ready
from bot.domain.version_moves import AnswerStays
from bot.notices.reader import LOOK_AGAIN, Reader
from bot.render import Press
from bot.services.plan.asking import said_of
from bot.services.plan.look_once_more import SEALED, waits
from bot.services.plan.versions import newest_version, standing_on


def ask_acknowledgement(reader: Reader) -> Ready:
    """Did you have a chance to take part? Nothing is set beforehand, and nothing else is asked here.

    Whoever answered an earlier version is told first what changed, and why.
    """
    version, me = _newest(reader), reader.on.me
    if version is None or me is None:
        return Drop("newer_version")
    known = reader.on.work.first(Acknowledgement, version_id=version.id, person_id=me.id)
    if known and known.was_asked:
        return Drop("answered")
    if said_of(reader.on, version, me):
        affected = reader.on.work.first(AnswerStays, version_id=version.id, person_id=me.id) is None
        changed = Press("what_changed", "do:what_changed", version.id)
        return reader.says("ask_again", affected=affected, presses=[changed, *answer_presses(version.id)])
    return reader.says("ask_acknowledgement", presses=answer_presses(version.id))


def answer_presses(version_id: str) -> list[Press]:
    """Read first, then one of four answers, none of which stands out."""
    answers = [
        Press(f"answer_{answer}", "do:acknowledge", f"{version_id}:{answer}")
        for answer in ("yes", "in_part", "no", "rather_not_say")
    ]
    return [Press("read_plan", "do:read_plan", version_id), *answers]


def ask_view(reader: Reader) -> Ready:
    """The second question, apart from the first: what do you think of the plan?"""
    version, me = _newest(reader), reader.on.me
    if version is None or me is None:
        return Drop("newer_version")
    known = reader.on.work.first(View, version_id=version.id, person_id=me.id)
    if known and known.was_asked:
        return Drop("answered")
    return reader.says("ask_view", presses=view_presses(version.id))


def view_presses(version_id: str) -> list[Press]:
    """Say it, or read first."""
    return [
        Press("say_view", "open:own_view", version_id, "primary"),
        Press("read_plan", "do:read_plan", version_id),
    ]


def your_steps(reader: Reader) -> Ready:
    """To each owner on the day of the seal: how many steps have their name; what they are is behind it."""
    me = reader.on.me
    if _newest(reader) is None or me is None:
        return Drop("newer_version")
    mine = reader.on.work.find(Task, case_id=reader.on.case.id, owner_id=me.id)
    owed = [one.due for one in mine if one.is_owed]
    if not owed:
        return Drop("settled")
    look = Press("look", "do:waiting", reader.on.case.id)
    return reader.says("your_steps", count=len(owed), due=min(owed), presses=[look])


def ask_endorsement(reader: Reader) -> Ready:
    """Someone other than the author is asked to endorse the plan; not while it is being corrected."""
    asked = reader.on.work.get(Endorsement, reader.outgoing.subject_id)
    if asked.answer is not None:
        return Drop("answered")
    version = reader.on.work.get(PlanVersion, asked.version_id)
    standing = standing_on(reader.on, version)
    if standing.state is State.REOPENED:
        return Later(reader.on.work.now + LOOK_AGAIN)
    if standing.refuses(Move.ENDORSE):
        return Drop("newer_version")
    again = asked.reply is not None
    return reader.says("ask_endorsement", presses=endorsement_presses(asked), again=again)


def endorsement_presses(asked: Endorsement) -> list[Press]:
    """Read first, then answer."""
    return [
        Press("read_plan", "do:read_plan", asked.version_id),
        Press("endorse", "open:endorse", asked.id, "primary"),
    ]


def endorsement_returned(reader: Reader) -> Ready:
    """The plan came back; why is behind the button."""
    asked = reader.on.work.get(Endorsement, reader.outgoing.subject_id)
    details = [Press("details", "do:answers", asked.version_id)]
    return reader.says("endorsement_returned", presses=details)


def plan_ready(reader: Reader) -> Ready:
    """The plan: a button to read it, a file on request. A copy by hand may go out before it is endorsed."""
    version = _newest(reader)
    if version is None:
        return Drop("newer_version")
    presses = [
        Press("read_plan", "do:read_plan", version.id, "primary"),
        Press("papers", "do:papers", version.case_id),
        Press("got_it", "do:got_it", version.id),
    ]
    until = correct_until(version, reader.on.profile, reader.on.case.zone)
    in_time = until is not None and reader.on.today <= until
    asked = reader.on.work.find(Endorsement, version_id=version.id, answer="endorsed")
    said = {"until": until if in_time else None, "endorsed": bool(asked)}
    return reader.says("plan_ready", presses=presses, **said)


def plan_waits(reader: Reader) -> Ready:
    """To those who lead: an endorsed plan is read once more before it goes out."""
    version = _newest(reader)
    if version is None or not waits(reader.on, version):
        return Drop("went_out")
    look = Press("look_once_more", "do:look_once_more", f"{version.case_id}:{SEALED}:1", "primary")
    return reader.says("plan_waits", presses=[look])


def said_no(reader: Reader) -> Ready:
    """To the supervisor: someone says that they had no chance to take part; their words are behind it."""
    said = reader.on.work.get(Acknowledgement, reader.outgoing.subject_id)
    if said.answer != "no":
        return Drop("changed")
    return reader.says("said_no", presses=[Press("details", "do:said_no", said.id)])


def disagrees(reader: Reader) -> Ready:
    """To whom the profile names: someone sees a plan otherwise; their words are behind the button."""
    said, reply = _dissent(reader)
    if not said.differs or reply is None or reply.words is not None:
        return Drop("changed")
    return reader.says("disagrees", due=reply.due, presses=[_words_of(said)])


def dissent_answered(reader: Reader) -> Ready:
    """To whoever sees a plan otherwise: there is an answer."""
    said, _ = _dissent(reader)
    return reader.says("dissent_answered", presses=[_words_of(said)])


def tell_reply(reader: Reader) -> Ready:
    """To those who lead: somebody without Slack has an answer, and is to hear it."""
    said, reply = _dissent(reader)
    if reply is None or reply.told_on is not None:
        return Drop("told")
    return reader.says("tell_reply", presses=[_words_of(said)])


def _dissent(reader: Reader) -> tuple[View, Reply | None]:
    said = reader.on.work.get(View, reader.outgoing.subject_id)
    return said, reader.on.work.first(Reply, view_id=said.id)


def _words_of(said: View) -> Press:
    return Press("details", "do:dissent", said.id)


def task_stuck(reader: Reader) -> Ready:
    """To the case manager: a task is stuck; which and why is behind the button."""
    task = reader.on.work.get(Task, reader.outgoing.subject_id)
    if task.state is not TaskState.STUCK:
        return Drop("changed")
    return reader.says("task_stuck", presses=[Press("details", "do:task", task.id)])


def _newest(reader: Reader) -> PlanVersion | None:
    """The version this message is about, unless a newer one took its place or it was withdrawn."""
    version = reader.on.work.get(PlanVersion, reader.outgoing.subject_id)
    return version if newest_version(reader.on.work, version.case_id) == version else None
