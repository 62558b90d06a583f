"""A child asks to keep things private: everything that others could ever see is searched for them."""

from bot.practice.player.hands import Hands, Pick, does, elements
from tests.scenarios.test_no_contact import everything, read_everything, took_part
from tests.scenarios.test_what_is_open import what_is_open
from tests.scenarios.two_families import keep_private, look_once_more
from tests.scenarios.world import MEETING, World, words_of

SECRETS = ("Canary bread under the bed", "Canary need of a lock", "Canary fear of the cellar", "Canary nurse")
ENTERED = "2026-03-18T20:30:00+00:00"


def in_it(made: World) -> tuple[World, Hands, Hands, Hands]:
    """Priya manages, Omar leads; Dana is the mother, Casey a CASA volunteer: all of them have Slack."""
    priya, omar = made.person("Priya Nandan"), made.person("Omar Haddad")
    dana, casey = made.person("Dana Reyes"), made.person("Casey Lane")
    made.name_staff(priya, "Priya Nandan", ("staff",))
    made.channel = made.make_channel("case-test-0001", priya, (omar, dana, casey))
    made.open_case(priya, made.channel)
    hub = made.hub(priya)
    for role, name, more in (
        ("facilitator", "Omar Haddad", {"slack_user": omar.user}),
        ("mother", "Dana Reyes", {"slack_user": dana.user}),
        ("casa", "Casey Lane", {"slack_user": casey.user, "family_said_yes": "yes"}),
        ("child", "June Reyes", {}),
    ):
        made.form(priya, hub, "open:person", role=role, name=name, **more)
    made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    made.at(ENTERED)
    omar.press(made.hub(omar), "do:start", channel=made.channel)
    made.until(lambda: any("Welcome" in one["text"] for one in omar.messages(made.channel)))
    return made, omar, dana, casey


def recorded(made: World, omar: Hands) -> None:
    """What June said openly and what she keeps private, with the rest of a plan."""
    june = Pick("June Reyes")
    keep_private(made, omar, "June Reyes", SECRETS[0], heard_by=Pick("Casey Lane"))
    made.add(omar, "need", text=SECRETS[1], said_by=june, keep_private="yes")
    made.add(omar, "need", text="A night light", said_by=june)
    made.add(omar, "voice", child_id=june, how="in_person", worries=SECRETS[2], keep_private="yes")
    made.add(omar, "voice", child_id=june, how="in_person", good="My dog Rex")
    made.add(omar, "goal", text="June is home and safe")
    made.add(omar, "objective", goal_id=Pick("June is home and safe"), text="Nights are calm")
    facts = {"owner_id": Pick("Dana Reyes"), "done_when": "It is lit", "due": "2026-04-15"}
    made.add(omar, "task", text="Buy a night light", objective_id=Pick("Nights are calm"), **facts)
    made.add(omar, "permanency", child_id=june, goal="reintegration")
    shown = omar.open(made.hub(omar), "do:kept_private", channel=made.channel)
    omar.open(shown, "open:told_for_safety")
    omar.fill({"told_to": SECRETS[3], "on": "2026-03-18"})
    omar.submit()
    omar.close()
    for name in ("Priya Nandan", "Dana Reyes", "Casey Lane", "June Reyes"):
        took_part(made, omar, name)
    omar.press(made.hub(omar), "do:end", channel=made.channel)
    made.until(lambda: "over" in made.card(omar)["text"])


def test_nothing_that_a_child_keeps_private_reaches_anyone_but_those_who_lead_and_who_heard_it(
    made: World,
) -> None:
    made, omar, dana, casey = in_it(made)
    recorded(made, omar)
    marked = words_of(made.entries(omar, "need"))
    omar.close()
    assert SECRETS[1] in marked
    assert "Kept private, in no plan" in marked
    open_now = what_is_open(made, omar)
    assert "Look once more: June Reyes asked to keep something private" in words_of(open_now)
    assert not any(does(one, "do:seal") for _, one in elements(open_now))
    beside = look_once_more(made, omar, open_now, "do:not_left_out")
    for words in (*SECRETS[:3], "Buy a night light", "My dog Rex"):
        assert words in beside, "the plan is read beside what is private"
    assert "Look once more" in words_of(what_is_open(made, omar))
    look_once_more(made, omar, what_is_open(made, omar))
    shown = what_is_open(made, omar)
    assert "Look once more" not in words_of(shown)
    omar.press(made.whole_plan_seen(omar), "do:seal")
    omar.close()
    given_a_copy(made, omar, "Casey Lane")
    assert "The plan is ready for you." in made.direct(casey, "ready for you")["text"], (
        "nobody endorsed it yet"
    )
    for who in (dana, casey):
        read_everything(made, who)
        mine = everything(made, "Dana" if who is dana else "Casey", who)
        assert "A night light" in mine
        assert not [one for one in SECRETS if one in mine]
    hub = made.hub(casey)
    told = words_of(casey.open(hub, "do:kept_private", channel=made.channel))
    casey.close()
    assert SECRETS[0] in told, "she heard it"
    assert not any(does(one, "do:kept_private") for _, one in elements(made.hub(dana)))
    assert not made.breaches()


def given_a_copy(made: World, omar: Hands, name: str) -> None:
    """Omar sees what somebody would read, then says why they need it: until then nothing goes to them."""
    answers = omar.open(made.hub(omar), "do:answers", channel=made.channel)
    listed = omar.open(answers, "do:copies")
    assert "say first why they need it" in words_of(listed)
    for value in [one["value"] for _, one in elements(listed) if does(one, "do:see_copy")]:
        turned_to(made, omar, "do:see_copy", value)
        if f"the copy for {name} " in words_of(omar.modal()):
            break
        turned_to(made, omar, "do:copies", value.split(":")[0])
    omar.open(omar.modal(), "open:give_copy")
    omar.fill({"purpose": "speak_for", "why": "She speaks for June.", "how": "slack"})
    omar.submit()
    omar.close()


def turned_to(made: World, omar: Hands, action: str, value: str) -> None:
    """A press that shows something else in the place of what is open."""
    before = omar.modal()
    omar.press(before, action, value)
    made.until(lambda: omar.modal()["hash"] != before["hash"])


def test_a_secret_told_after_the_seal_holds_the_papers_until_somebody_looked(made: World) -> None:
    made, omar, dana, _ = in_it(made)
    recorded(made, omar)
    look_once_more(made, omar, what_is_open(made, omar))
    omar.press(made.whole_plan_seen(omar), "do:seal")
    omar.close()
    keep_private(made, omar, "June Reyes", "Canary one more")
    papers = omar.open(made.hub(omar), "do:papers", channel=made.channel)
    assert "The plan can go out once you have looked" in words_of(papers)
    assert "plan.pdf" not in words_of(papers)
    omar.close()
    hers = words_of(dana.open(made.hub(dana), "do:papers", channel=made.channel))
    dana.close()
    assert "plan.pdf" not in hers
    assert "looked" not in hers, "she is not told why"
    look_once_more(made, omar, made.hub(omar))
    omar.close()
    assert "plan.pdf" in words_of(dana.open(made.hub(dana), "do:papers", channel=made.channel))
    assert not made.breaches()
