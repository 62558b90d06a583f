"""After the seal: to whom an endorsed plan goes."""

from pathlib import Path

from bot.domain.closing import Copy
from bot.domain.delivery import Outgoing
from bot.services.plan import closing, endorsing
from bot.storage import open_storage
from tests.services.casework import ENDORSER, MANAGER, Clock, with_everybody
from tests.sqlite import make_database


def test_an_endorsed_plan_goes_to_those_whose_need_to_know_was_checked(tmp_path: Path) -> None:
    """Kansas gives parents the whole plan, a child a page, and asks first about everyone else."""
    clock = Clock()
    storage = open_storage(make_database(tmp_path), bytes(range(32)), clock)
    casework = with_everybody(storage, clock)
    ids = casework.ids
    for person, how in (("U0CASA", "need_to_know_check"), ("U0CARER", "hand")):
        closing.record_copy(casework.as_(MANAGER), ids["version"], {"how": how, "person_id": ids[person]})
    endorsing.answer(casework.as_(ENDORSER), ids["endorsement"], "endorsed")
    with casework.reading() as work:
        told = {row.to for row in work.find(Outgoing, message="plan_ready")}
        sent = {one.person_id for one in work.find(Copy, version_id=ids["version"]) if one.sent_on}
    cleared = {"U0MOTHER", "U0FIRSTFATHER", "U0SECONDFATHER", "U0CHILD", "U0CARER"}
    assert told == cleared | {MANAGER, "U0FACILITATOR"}
    assert sent == {ids[user] for user in cleared}
    storage.close()
