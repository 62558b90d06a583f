"""Messages after a version of a plan was withdrawn: discreet, without its reason and without a name."""

from bot.domain.closing import Endorsement, PlanVersion
from bot.domain.sending import Drop, Ready
from bot.notices.reader import Reader
from bot.render import Press
from bot.services.plan.versions import is_withdrawn


def plan_withdrawn(reader: Reader) -> Ready:
    """To whoever has a copy, or answered: it does not count any more."""
    if _stands(reader, reader.outgoing.subject_id):
        return Drop("taken_back")
    return reader.says("plan_withdrawn")


def tell_withdrawn(reader: Reader) -> Ready:
    """To those who lead: somebody whom no message reaches must hear it from them."""
    if _stands(reader, reader.outgoing.subject_id):
        return Drop("taken_back")
    answers = Press("versions", "do:answers", reader.outgoing.subject_id)
    return reader.says("tell_withdrawn", presses=[answers])


def endorsement_over(reader: Reader) -> Ready:
    """To whoever endorsed it, or was asked to."""
    asked = reader.on.work.get(Endorsement, reader.outgoing.subject_id)
    if _stands(reader, asked.version_id):
        return Drop("taken_back")
    return reader.says("endorsement_over")


def _stands(reader: Reader, version_id: str) -> bool:
    return not is_withdrawn(reader.on.work, reader.on.work.get(PlanVersion, version_id))
