"""Papers that had to wait for a look once more: their askers were told, and get them after it."""

from bot.domain.delivery import Outgoing, Sending
from bot.services.acting import OnCase
from bot.services.delivery.outgoing import to_user

# What is made from the sealed plan.
OF_THE_PLAN = ("plan.pdf", "plan.docx", "copy.pdf", "narrative.md", "actions.csv", "plan.json")


def send_what_waited(on: OnCase) -> None:
    """Each paper that was asked for and had to wait is queued once more, for whoever asked."""
    asked = on.work.find(Outgoing, case_id=on.case.id, message=tuple(f"file:{one}" for one in OF_THE_PLAN))
    for row in asked:
        if row.state is Sending.SENT and _was_words(row):
            key = f"{row.key}:after_the_look"
            on.work.send(to_user(on, row.to, row.message, row.subject_id, key, row.person_id))


def _was_words(row: Outgoing) -> bool:
    """Whether a message went in place of the file: Slack names messages by their moment, files by an id."""
    return row.ts is not None and "." in row.ts
