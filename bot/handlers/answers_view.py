"""Where each person stands after the seal: answer, view and copy side by side, never mixed."""

from bot.domain.closing import PlanVersion
from bot.domain.people import Person
from bot.domain.record import CaseRecord
from bot.handlers.desk import Desk, View
from bot.render import Part, Press
from bot.services import closing, looking
from bot.services.acting import Acting


def answers_view(desk: Desk, acting: Acting, version_id: str, language: str) -> View:
    """For those who lead: who was asked what, and the forms that enter it for people without Slack."""
    case_id = closing.case_of(acting, version_id)
    record = looking.whole_record(acting, case_id, "closing.enter")
    version = next(one for one in record.versions if one.id == version_id)
    rows = [_row(record, version, person) for person in record.people if person.on_team]
    presses = [
        Press("acknowledgement", "open:acknowledgement", version_id, "primary"),
        Press("view", "open:view", version_id),
        Press("copy", "open:copy", version_id),
        Press("ask_endorsement", "open:ask_endorsement", version_id),
        Press("papers", "do:papers", case_id),
        Press("look_again", "do:answers", version_id),
    ]
    endorsed = any(one.version_id == version_id and one.answer == "endorsed" for one in record.endorsements)
    return desk.words.view(
        "views/answers",
        language,
        parts=[Part("people", rows)],
        presses=presses,
        number=version.number,
        fingerprint=version.content_sha256[:16],
        endorsed=endorsed,
    )


def _row(record: CaseRecord, version: PlanVersion, person: Person) -> dict[str, object]:
    def mine(name: str, field: str) -> str:
        found = getattr(record, name)
        return next(
            (
                str(getattr(one, field) or "")
                for one in found
                if one.version_id == version.id and one.person_id == person.id
            ),
            "",
        )

    return {
        "name": person.name,
        "answer": mine("acknowledgements", "answer"),
        "view": mine("views", "view"),
        "copy_sent": mine("copies", "sent_on"),
        "owed": any(one.version_id == version.id and one.person_id == person.id for one in record.copies),
    }
