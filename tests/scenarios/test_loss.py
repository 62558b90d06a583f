"""Slack on a bad day: everything twice, too slow, refused, lost on the way; no words are lost or doubled."""

from collections import Counter
from collections.abc import Callable, Iterator
from time import sleep
from typing import Any

import pytest

from bot.practice.player.hands import Hands, elements
from tests.scenarios.attacks import CANARY, Busy, Json, busy, typed, words
from tests.scenarios.world import MEETING, CannotDo

NO_FAULTS: Json = {
    **{"latency_ms": 0, "rate_429": 0, "rate_500": 0, "lost_response": 0, "dropped_socket": 0},
    "cut_response": 0,
    **{"duplicate_events": 0, "duplicate_interactions": 0, "methods": None},
}
LATER = {**MEETING, "date": "2026-04-20", "after_due": "yes"}


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Busy]:
    """One running conference; each test switches on what goes wrong, and off again."""
    with busy(tmp_path_factory.mktemp("loss")) as found:
        yield found


@pytest.fixture(autouse=True)
def a_good_day_again(there: Busy) -> Iterator[None]:
    """Whatever was switched on is off afterwards."""
    yield
    faults(there)
    there.made.until(lambda: bool(there.made.desk.get("/workspace")["connected"]))
    for who in (there.omar, there.priya, there.dana):
        who.close()


def faults(there: Busy, **switched_on: Any) -> None:
    there.made.desk.post("/faults", **{**NO_FAULTS, **switched_on})


def listed(there: Busy, kind: str) -> str:
    shown = words(there.made.entries(there.omar, kind))
    there.omar.close()
    return shown


def told(who: Hands) -> Counter[str]:
    """How often each message of the bot stands in somebody's DM."""
    return Counter(one["text"] for one in who.direct() if one.get("bot_id") and not one.get("ephemeral"))


def not_opened(there: Busy, who: Hands) -> int:
    """How often somebody was told that Slack did not open a form."""
    own = [*who.messages(there.made.channel), *who.direct()]
    return sum("did not open" in one["text"] for one in own)


def planned(there: Busy, **changes: str) -> None:
    """Plan another conference, to which everybody with Slack is invited."""
    there.omar.shown(lambda: there.omar.command(there.made.channel, "/conference schedule"))
    there.omar.fill({**LATER, **changes})
    there.omar.submit()
    there.omar.close()


def test_everything_twice_is_there_once(there: Busy) -> None:
    before = told(there.dana)
    refusals = {who.user: not_opened(there, who) for who in (there.omar, there.dana)}
    faults(there, duplicate_events=1.0, duplicate_interactions=1.0)
    said = there.answer(there.omar, f"/conference need {CANARY} sleep")
    assert "Recorded" in said
    there.made.add(there.omar, "strength", text=f"{CANARY} singing")
    there.made.form(there.omar, there.made.hub(there.omar), "open:person", role="casa", name="Ruth Bell")
    planned(there, place="Room for two")
    there.made.until(lambda: any("You are invited" in text for text in told(there.dana) - before))
    there.made.desk.post(f"/{there.dana.user}/message", channel="bot", text="hello")
    there.made.until(lambda: any("free messages" in text for text in told(there.dana)))
    there.dana.press(
        there.made.direct(there.dana, "You are invited"), "do:reply", channel=there.made.dm(there.dana)
    )
    there.made.desk.quiet()
    assert listed(there, "need").count(f"{CANARY} sleep") == 1
    assert listed(there, "strength").count(f"{CANARY} singing") == 1
    people = there.omar.open(there.made.hub(there.omar), "do:people", channel=there.made.channel)
    assert words(people).count("Ruth Bell") == 1
    assert set((told(there.dana) - before).values()) == {1}
    for who in (there.omar, there.dana):
        assert not_opened(there, who) == refusals[who.user], "the first delivery did open it"


def test_a_form_that_slack_will_not_open_is_said_and_its_words_wait(there: Busy) -> None:
    faults(there, rate_429=1.0, methods=["views.open", "views.push"])
    there.answer(there.omar, f"/conference task {CANARY} write a plan for the nights")
    assert "what you typed is kept" in there.last_said(there.omar)
    assert not there.omar.state()["modals"]
    faults(there)
    sleep(1.2)
    there.omar.shown(lambda: there.omar.command(there.made.channel, "/conference task"))
    assert typed(there.omar, "text")["value"] == f"{CANARY} write a plan for the nights"
    assert "what you had typed before" in words(there.omar.modal())


def test_a_click_in_a_modal_or_app_home_that_opens_nothing_is_said_in_direct_messages(there: Busy) -> None:
    """Slack lets nothing be said beside such a click; the button is still in front of its person."""
    there.omar.shown(lambda: there.omar.command(there.made.channel, "/conference record"))
    entries = there.omar.modal()
    faults(there, rate_500=1.0, methods=["views.open", "views.push"])
    for surface, action, value in (
        (entries, "do:entries", None),
        (there.omar.home(), "open:own_times", "own"),
    ):
        before = not_opened(there, there.omar)
        there.omar.press(surface, action, value)
        there.made.until(lambda before=before: not_opened(there, there.omar) == before + 1)


@pytest.mark.parametrize("fault", ["rate_500", "lost_response", "cut_response", "rate_429"])
def test_a_message_that_slack_stumbled_over_arrives_once(there: Busy, fault: str) -> None:
    owner = there.made.id_of(there.omar, "Dana Slack")
    steps = {"text": f"{CANARY} {fault}", "done_when": "Done", "due": "2026-04-15"}
    there.made.add(there.omar, "task", owner_id=owner, **steps)
    before = stuck(there)
    there.dana.open(there.dana.home(), "open:task_stuck", newest_task(there.dana))
    faults(there, **{fault: 1.0}, methods=["chat.postMessage"])
    there.dana.submit()
    there.made.desk.quiet()
    assert stuck(there) - before <= (fault in ("lost_response", "cut_response"))
    faults(there)
    there.made.until(lambda: later(there) and stuck(there) > before)
    for _ in range(5):
        later(there, 120)
    there.made.desk.quiet()
    assert stuck(there) == before + 1


def newest_task(who: Hands) -> str:
    """The task that was given to somebody last, as their home page has it."""
    found = [one["value"] for _, one in elements(who.state()["home"]) if "task_stuck" in one["action_id"]]
    return str(max(found))


def stuck(there: Busy) -> int:
    """How often the case manager was told of a task that is stuck."""
    return sum("A task is stuck" in one["text"] for one in there.priya.direct())


def later(there: Busy, seconds: int = 10) -> bool:
    """A moment passes for us, and more of it for everybody in the workspace."""
    there.made.desk.post("/clock", forward=seconds)
    sleep(0.3)
    return True


def test_a_slow_slack_is_waited_for_and_nothing_comes_too_late(there: Busy) -> None:
    faults(there, latency_ms=2500)
    assert "Recorded" in there.answer(there.omar, f"/conference strength {CANARY} patience")
    form = there.omar.shown(lambda: there.omar.command(there.made.channel, "/conference person"))
    assert any(block.get("block_id") == "name" for block in form["blocks"])
    faults(there)
    there.omar.fill({"role": "casa", "name": "Slow Sue", "slack_user": there.made.person("Slow Sue").user})
    faults(there, latency_ms=2500)
    there.omar.submit()
    faults(there)
    there.omar.close()
    people = there.omar.open(there.made.hub(there.omar), "do:people", channel=there.made.channel)
    assert "Slow Sue" in words(people)


def test_a_line_that_is_cut_loses_nothing(there: Busy) -> None:
    there.made.blank(there.omar, "need")
    there.omar.fill({"text": f"{CANARY} through the storm"})
    there.made.desk.post("/app/drop_sockets")
    while not sent(there.omar):
        there.made.until(lambda: bool(there.made.desk.get("/workspace")["connected"]))
        assert typed(there.omar, "text")["value"] == f"{CANARY} through the storm"
    there.omar.close()
    assert listed(there, "need").count(f"{CANARY} through the storm") == 1


def sent(who: Hands) -> bool:
    """Whether the form went through; where it did not, Slack's client keeps it open."""
    try:
        who.submit()
    except CannotDo as refusal:
        return refusal.answer["error"] not in ("dispatch_failed", "operation_timeout")
    return True


def test_what_was_done_but_never_answered_is_done_once(there: Busy) -> None:
    """The line breaks between the deed and its answer: what people do again changes nothing."""
    said = f"/conference strength {CANARY} keeps every promise"
    unanswered(there, lambda: there.answer(there.omar, said))
    assert "already" in there.answer(there.omar, said)
    there.made.blank(there.omar, "need")
    there.omar.fill({"text": f"{CANARY} a warm coat"})
    unanswered(there, there.omar.submit)
    there.omar.submit()
    assert listed(there, "strength").count(f"{CANARY} keeps every promise") == 1
    assert listed(there, "need").count(f"{CANARY} a warm coat") == 1


def unanswered(there: Busy, deed: Callable[[], object]) -> None:
    """Do something whose answer gets lost, and wait until the line is there again."""
    faults(there, dropped_socket=1.0)
    with pytest.raises(CannotDo, match="dispatch_failed"):
        deed()
    there.made.desk.quiet("", 300)
    faults(there)
    there.made.until(lambda: bool(there.made.desk.get("/workspace")["connected"]))


def test_staff_are_told_when_somebody_cannot_be_reached(there: Busy) -> None:
    lost = there.made.person("Lost Lou")
    facts = {"role": "relative_support", "name": "Lost Lou", "slack_user": lost.user}
    there.made.form(there.omar, there.made.hub(there.omar), "open:person", **facts, family_said_yes="yes")
    there.made.desk.post(f"/users/{lost.user}", deleted=True)
    planned(there, place="Room for nobody")
    notice = there.made.direct(there.omar, "could not be delivered")
    assert "Lou" not in words(notice), "whom it was for is behind the button"
    people = there.omar.open(notice, "do:people", channel=there.made.dm(there.omar))
    assert "Lost Lou" in words(people)
    there.made.direct(there.priya, "could not be delivered")
    there.made.desk.quiet("", 1500)
    assert sum("could not be delivered" in one["text"] for one in there.priya.direct()) == 1
