"""What staff and trainees find: papers, their office's procedure, what to read first, and whom to ask."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.domain.errors import NotAllowed, NotFound
from bot.domain.guide import HelpDesk, LocalOffice
from bot.domain.profile import PracticeProfile
from bot.domain.sources import Mark
from bot.handlers.desk import Desk
from bot.handlers.rules.guide import guide_view
from bot.paper_room import outlined
from bot.render import Words
from bot.services import setup
from bot.services.acting import Acting
from bot.services.people import team
from bot.services.rules import guide
from bot.storage import open_storage
from tests.services.casework import ADMIN, CHANNEL, MANAGER, STRANGER, SUPERVISOR, Casework, Clock, opened
from tests.sqlite import make_database

DESK = Desk(Words(), lambda: None, outlined)
OWN = {"source": "Cedar County, letter of May 4", "mark": Mark.CONFIRMED}
COUNTY = LocalOffice(
    id="cedar",
    name="Cedar County",
    note="Ask for room 4 a week ahead.",
    link="https://cedar.example/room",
    **OWN,
)
LINE = HelpDesk(id="line", name="Practice line", phone="+1 555 0100 ext 4", email="ask@agency.example", **OWN)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Casework]:
    """A Kansas case with a supervisor, a trainee who watches, and a mother."""
    storage = open_storage(make_database(tmp_path), bytes(range(32)), clock := Clock())
    made = opened(storage, clock)
    setup.name_staff(made.as_(ADMIN), SUPERVISOR, ("supervisor",), (MANAGER,), "Sue Lane")
    for user, role in (("U0TRAINEE", "observer"), ("U0MOTHER", "mother")):
        values = {"name": f"Test {role}", "role": role, "slack_user": user}
        made.ids[user] = team.add_person(made.as_(MANAGER), made.ids["case"], values)
    yield made
    storage.close()


def words_of(view: Any) -> str:
    """Every sentence of a view, in order."""
    found = [block["text"]["text"] for block in view["blocks"] if "text" in block]
    return "\n".join(found)


def about(case: Casework) -> str:
    return f"case:{case.ids['case']}"


def with_profile(acting: Acting, profile: PracticeProfile) -> Acting:
    return replace(acting, agency=replace(acting.agency, profiles={profile.id: profile}))


def _as_the_agency_wrote_it(case: Casework) -> PracticeProfile:
    ours = case.agency.profiles["us-ks"]
    return replace(ours, offices=(COUNTY,), help_contact=replace(ours.help_contact, desks=(LINE,)))


@pytest.mark.requirement("C-04")
def test_help_links_each_profiles_practice_guide_for_staff_and_the_handbook_for_parents(
    case: Casework,
) -> None:
    def titles(user: str) -> list[str]:
        return [paper.title for paper in guide.for_help(case.as_(user), CHANNEL).papers]

    assert titles("U0MOTHER") == ["Family Handbook, PPS 5137"]
    assert titles(STRANGER) == []
    for user in (MANAGER, SUPERVISOR, "U0TRAINEE"):
        assert "DCF Policy and Procedure Manual, case planning" in titles(user)
    for name, profile in case.agency.profiles.items():
        if name != "us-federal-floor":
            shown = words_of(guide_view(DESK, case.as_(MANAGER), f"profile:{name}", "en"))
            assert profile.label in shown
            assert all(paper.title in shown for paper in profile.further_reading if paper.for_staff)
            assert all(f"<{paper.link}|" in shown for paper in profile.further_reading if paper.link)


@pytest.mark.requirement("G-08")
def test_the_procedure_of_the_office_is_shown_as_the_agency_wrote_it(case: Casework) -> None:
    acting = with_profile(case.as_("U0TRAINEE"), _as_the_agency_wrote_it(case))
    shown = words_of(guide_view(DESK, acting, about(case), "en"))
    assert "*Cedar County*\nAsk for room 4 a week ahead.\n<https://cedar.example/room|Read more>" in shown
    bare = words_of(guide_view(DESK, case.as_("U0TRAINEE"), about(case), "en"))
    assert "Your agency has not put a note here yet." in bare


def test_whoever_asks_is_led_to_their_supervisor_and_to_what_the_agency_names(case: Casework) -> None:
    acting = with_profile(case.as_(MANAGER), _as_the_agency_wrote_it(case))
    shown = words_of(guide_view(DESK, acting, about(case), "en"))
    assert f"<@{SUPERVISOR}>" in shown
    assert f"<@{MANAGER}>" not in shown
    assert "Call <tel:+15550100|+1 555 0100 ext 4>" in shown
    assert "Write to <mailto:ask@agency.example|ask@agency.example>" in shown
    assert f"<@{MANAGER}>" in words_of(guide_view(DESK, case.as_("U0TRAINEE"), about(case), "en"))
    nobody = words_of(guide_view(DESK, case.as_(ADMIN), "profile:au-vic", "en"))
    assert "Nobody is named for this yet." in nobody


@pytest.mark.requirement("G-09")
def test_a_list_to_read_first_is_ticked_taken_back_and_read_anew_once_its_item_changed(
    case: Casework,
) -> None:
    def state(profile: PracticeProfile) -> list[tuple[bool, bool]]:
        found = guide.guide_about(with_profile(case.as_("U0TRAINEE"), profile), about(case))
        return [(one.read_at is not None, one.changed) for one in found.read_first]

    ours = case.agency.profiles["us-ks"]
    assert state(ours) == [(False, False), (False, False)]
    for _ in range(2):
        guide.tick(case.as_("U0TRAINEE"), about(case), "parents_guide")
    assert state(ours) == [(True, False), (False, False)]
    edited = replace(ours.read_first[0], title="The parents' guide, new number 3060")
    longer = replace(ours, read_first=(edited, *ours.read_first[1:], replace(edited, id="tour")))
    assert state(longer) == [(False, True), (False, False), (False, False)]
    guide.untick(case.as_("U0TRAINEE"), about(case), "parents_guide")
    assert state(ours) == [(False, False), (False, False)]
    with pytest.raises(NotFound):
        guide.tick(case.as_("U0TRAINEE"), about(case), "no_such_item")


def test_a_guide_is_for_staff_and_for_the_case_that_one_is_in(case: Casework) -> None:
    assert [name for _, name in guide.guides(case.as_("U0TRAINEE"))] == [about(case)]
    assert len(guide.guides(case.as_(ADMIN))) == len(case.agency.profiles)
    assert guide.guides(case.as_("U0MOTHER")) == guide.guides(case.as_(STRANGER)) == ()
    for user in ("U0MOTHER", "U0TRAINEE", STRANGER):
        with pytest.raises(NotAllowed):
            guide.guide_about(case.as_(user), "profile:us-ks")
    chooser = guide_view(DESK, case.as_(ADMIN), "own", "en")
    opened_by = {block["accessory"]["value"] for block in chooser["blocks"] if "accessory" in block}
    assert opened_by == {f"profile:{name}" for name in case.agency.profiles}
