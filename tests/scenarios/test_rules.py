"""Rules over the real protocol: set shorter in supervision, confirmed by an administrator, plans due."""

import pytest

from tests.scenarios.world import CannotDo, World, words_of

OPENED = {
    "reference": "TEST-CT",
    "profile": "us-ct",
    "plan_kind": "family",
    "trigger_event": "ongoing_services_opened",
    "in_custody": "no",
}
TYPED = {"set_by": "Sue Lane", "set_on": "2026-03-02"}


def test_staff_and_administrators_handle_the_rules_in_slack(made: World) -> None:
    priya, ana = made.person("Priya Nandan"), made.person("Ana Admin")
    made.name_staff(priya, "Priya Nandan", ("staff",))
    made.channel = made.make_channel("case-test-ct", priya)
    made.open_case(priya, made.channel, **OPENED)
    hub = made.hub(priya)
    made.form(priya, hub, "open:event", name="last_team_meeting", on="2026-03-02")

    due = priya.open(made.hub(priya), "do:due", channel=made.channel)
    assert "Dates that cannot be counted now" in words_of(due)
    assert "not confirmed by your agency" in words_of(due)
    form = priya.open(due, "open:set_interval")
    assert "Set a shorter time" in words_of(form["title"])
    priya.fill({"days": "120", **TYPED})
    with pytest.raises(CannotDo) as refused:
        priya.submit()
    assert "The rule allows 90 days at most" in refused.value.answer["errors"]["days"]
    priya.fill({"days": "45"})
    priya.submit()
    shown = words_of(priya.open(priya.modal(), "do:due"))
    assert "45 calendar days after Monday, March 2, 2026" in shown
    assert "Set in supervision by Sue Lane on March 2, 2026. The rule allows 90 days at most." in shown
    priya.close()

    rules = ana.open(ana.home(), "do:rules", "us-ct")
    confirm = ana.open(rules, "open:confirm_value", "us-ct/clocks.narrative_entry")
    assert "Confirm a rule" in words_of(confirm["title"])
    ana.fill({"said_by": "Ann Lee", "confirmed_on": "2026-03-02"})
    ana.submit()
    ana.close()
    due = words_of(priya.open(made.hub(priya), "do:due", channel=made.channel))
    assert "confirmed by your agency on March 2, 2026" in due
    priya.close()

    plans = words_of(priya.open(made.hub(priya), "do:plan_kinds", channel=made.channel))
    assert "Due because the family is open in ongoing services." in plans
    assert "does the child live away from home?" in plans
    priya.close()
    missing = words_of(priya.open(priya.home(), "do:no_plan"))
    assert "No plan was sealed since the case was opened on March 2, 2026." in missing
    assert not made.breaches()


@pytest.mark.requirement("V-19")
def test_the_help_button_opens_whom_to_ask_and_what_to_read(made: World) -> None:
    ana, priya, sue = (made.person(name) for name in ("Ana Admin", "Priya Nandan", "Sue Lane"))
    made.name_staff(priya, "Priya Nandan", ("staff",))
    made.name_staff(sue, "Sue Lane", ("supervisor",), supervises=[priya.user])
    made.channel = made.make_channel("case-test-ct", priya)
    made.open_case(priya, made.channel, **OPENED)
    told = priya.answered(made.channel, "/conference help")
    assert "Practice guide 36-1PG" in words_of(told)
    guide = priya.open(told, "do:guide", channel=made.channel)
    assert f"<@{sue.user}>" in words_of(guide)
    assert "Your agency has not put a note here yet." in words_of(guide)
    priya.press(guide, "do:have_read")
    made.until(lambda: "You read it on March 2, 2026." in words_of(priya.modal()))
    priya.close()
    assert "Choose the place" in words_of(ana.open(ana.home(), "do:guide"))
    assert not made.breaches()
