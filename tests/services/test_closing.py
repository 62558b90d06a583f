"""After the seal: to whom an endorsed plan goes, and who hears of their steps."""

from datetime import date
from pathlib import Path

from bot.domain.closing import Copy
from bot.domain.delivery import Outgoing
from bot.domain.sending import Composed
from bot.notices import composers
from bot.render import Words
from bot.services.entries import capture
from bot.services.plan import closing, copies, endorsing, look_once_more, sealing
from bot.storage import open_storage
from tests.services.casework import ENDORSER, MANAGER, Clock, with_everybody
from tests.services.prepared import everybody
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


def test_on_its_day_each_owner_hears_how_many_steps_are_theirs_and_once(tmp_path: Path) -> None:
    with everybody("sqlite", tmp_path) as case:
        tell = composers(case.agency, Words(), {}, lambda entry: b"")["your_steps"]
        with case.reading() as work:
            said = {row.to: tell(work, row) for row in work.find(Outgoing, message="your_steps")}
        assert set(said) == {"U0SECONDFATHER", "U0FIRSTFATHER", "U0MOTHER"}
        mine = said["U0MOTHER"]
        assert isinstance(mine, Composed)
        assert mine.text.startswith(
            "One step in the plan has your name. It is due Wednesday, April 15, 2026."
        )
        assert "Task-of" not in str(mine), "what it is stands behind the button"
        more = {"text": "Call the school", "done_when": "Called", "due": date(2026, 4, 20)}
        owner = {"owner_id": case.ids["U0MOTHER"], "objective_id": case.ids["objective"]}
        capture.add(case.as_(MANAGER), case.ids["case"], "task", {**owner, **more})
        said = {"text": "She reads at night.", "said_by": case.ids["U0CARER"]}
        capture.add(case.as_(MANAGER), case.ids["case"], "strength", said)
        seen = look_once_more.look(case.as_(MANAGER), case.ids["case"], look_once_more.NOW).fingerprint
        look_once_more.answer(case.as_(MANAGER), case.ids["case"], look_once_more.NOW, seen, left_out=True)
        again = sealing.seal(case.as_(MANAGER), case.ids["conference"], "One more step.")
        with case.reading() as work:
            anew = work.find(Outgoing, message="your_steps", subject_id=again.id)
        assert [row.to for row in anew] == ["U0MOTHER"]
        left = copies.preview(case.as_(MANAGER), again.id, case.ids["U0CARER"]).left_out
        assert ("strengths", "other_family") not in {(one.part, one.why) for one in left}
