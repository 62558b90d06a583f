"""Messages after a version of a plan was withdrawn: discreet, without its reason and without a name."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.closing import TAKEN_BACK, Acknowledgement, Endorsement, MadePaper, PlanVersion, View
from bot.domain.delivery import Outgoing
from bot.domain.sending import Drop, Ready
from bot.notices.closing import ask_acknowledgement, ask_view
from bot.notices.reader import Reader, Tell
from bot.services.delivery.taking_back import WITHDRAWN
from bot.services.plan.versions import is_withdrawn

QUESTIONS: Mapping[str, Tell] = {"ask_acknowledgement": ask_acknowledgement, "ask_view": ask_view}
ANSWERED_BY: Mapping[str, type[Acknowledgement | View]] = {
    "ask_acknowledgement": Acknowledgement,
    "ask_view": View,
}


def plan_withdrawn(reader: Reader) -> Ready:
    """To whoever was asked, answered or has a copy: it does not count any more."""
    if _stands(reader, reader.outgoing.subject_id):
        return Drop("taken_back")
    found = {"version_id": reader.outgoing.subject_id, "made_for": reader.outgoing.to}
    taken = reader.on.work.first(MadePaper, **found, taken_back_why=WITHDRAWN) is not None
    return reader.says("plan_withdrawn", taken=taken)


def question_said(reader: Reader) -> Ready:
    """A question after the meeting, where it stands: closed with its version, or open as it was before."""
    asked = reader.on.work.get(Outgoing, reader.outgoing.subject_id)
    version_id, me = asked.subject_id, reader.on.me
    said = (
        reader.on.work.first(ANSWERED_BY[asked.message], version_id=version_id, person_id=me.id)
        if me
        else None
    )
    if said and said.was_asked:
        return Drop("answered")
    if not _stands(reader, version_id):
        return reader.says("question_over")
    return QUESTIONS[asked.message](replace(reader, outgoing=asked))


def endorsement_over(reader: Reader) -> Ready:
    """To whoever endorsed it, or was asked to: the plan was withdrawn, or the request taken back."""
    asked = reader.on.work.get(Endorsement, reader.outgoing.subject_id)
    if asked.answer == TAKEN_BACK:
        return reader.says("endorsement_over", taken=True)
    if _stands(reader, asked.version_id):
        return Drop("taken_back")
    return reader.says("endorsement_over", taken=False)


def _stands(reader: Reader, version_id: str) -> bool:
    return not is_withdrawn(reader.on.work, reader.on.work.get(PlanVersion, version_id))
