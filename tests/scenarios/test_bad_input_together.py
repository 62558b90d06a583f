"""Two people at once, forms and buttons that have grown old, double clicks: nobody's words are lost."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.practice.player.hands import Hands, Pick, elements
from tests.scenarios.attacks import CANARY, Busy, Json, busy, refused, typed, words
from tests.scenarios.world import CannotDo


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Busy]:
    """One running conference for all of these; each works on things of its own."""
    with busy(tmp_path_factory.mktemp("together")) as found:
        yield found


@pytest.fixture(autouse=True)
def nothing_open(there: Busy) -> Iterator[None]:
    """Each test begins before an empty screen."""
    yield
    for who in (there.omar, there.priya, there.dana):
        who.close()


def entry(there: Busy, text: str, kind: str = "need") -> str:
    """Keep something by command; the value of the button that changes it."""
    said = there.omar.command(there.made.channel, f"/conference {kind} {CANARY} {text}")
    values = [one["value"] for _, one in elements(said) if one["action_id"].startswith(f"open:{kind}")]
    return str(next(value for value in values if ":" in value))


def editing(there: Busy, who: Hands, value: str, kind: str = "need") -> None:
    """Open the form that changes an entry."""
    who.open(there.made.entries(who, kind), f"open:{kind}", value)


def taken_out(there: Busy, who: Hands, value: str, kind: str = "need") -> None:
    """Take an entry out of the plan."""
    entry_id = value.rsplit(":", 1)[0]
    shown = there.made.entries(who, kind)
    named = (one["value"] for _, one in elements(shown) if one["action_id"].startswith("open:take_out"))
    who.open(shown, "open:take_out", next(one for one in named if one.endswith(entry_id)))
    who.fill({"why": "It was said twice"})
    who.submit()
    who.close()


def listed(there: Busy, who: Hands, kind: str = "need") -> str:
    shown = words(there.made.entries(who, kind))
    who.close()
    return shown


def test_the_second_of_two_sees_both_texts_and_loses_none(there: Busy) -> None:
    value = entry(there, "sleep")
    for who, text in ((there.omar, "sleep, says Omar"), (there.priya, "sleep, says Priya")):
        editing(there, who, value)
        who.fill({"text": f"{CANARY} {text}"})
    there.priya.submit()
    there.omar.submit()
    shown = words(there.omar.modal())
    assert "Someone else changed this while you typed" in shown
    assert f"{CANARY} sleep, says Priya" in shown
    assert typed(there.omar, "text")["value"] == f"{CANARY} sleep, says Omar"
    assert "says Omar" not in listed(there, there.priya)
    there.omar.close()
    editing(there, there.omar, f"{value.rsplit(':', 1)[0]}:2")
    assert typed(there.omar, "text")["value"] == f"{CANARY} sleep, says Omar", "kept as a draft"
    assert f"{CANARY} sleep, says Priya" in words(there.omar.modal())
    there.omar.submit()
    assert f"{CANARY} sleep, says Omar" in listed(there, there.priya)


def test_the_second_may_save_at_once_over_what_they_have_seen(there: Busy) -> None:
    value = entry(there, "a desk")
    for who, text in ((there.omar, "a desk by the window"), (there.priya, "a desk and a lamp")):
        editing(there, who, value)
        who.fill({"text": f"{CANARY} {text}"})
    there.priya.submit()
    there.omar.submit()
    there.omar.submit()
    assert "a desk by the window" in listed(there, there.priya)
    assert "a desk and a lamp" not in listed(there, there.priya)


def test_an_entry_taken_out_meanwhile_says_so_and_the_words_stay(there: Busy) -> None:
    value = entry(there, "a bike")
    editing(there, there.omar, value)
    there.omar.fill({"text": f"{CANARY} a bike with lights"})
    taken_out(there, there.priya, value)
    with pytest.raises(CannotDo) as caught:
        there.omar.submit()
    assert "took this out of the plan" in str(caught.value.answer["errors"])
    assert typed(there.omar, "text")["value"] == f"{CANARY} a bike with lights"
    assert "a bike" not in listed(there, there.priya)


def test_an_old_list_says_when_its_entry_cannot_be_taken_out(there: Busy) -> None:
    there.made.add(there.omar, "goal", text=f"{CANARY} home")
    goals = there.made.entries(there.omar, "goal")
    goal = next(iter(there.made.choices(there.priya, "objective", "goal_id").values()))
    there.made.add(there.priya, "objective", goal_id=goal, text=f"{CANARY} nights")
    there.omar.open(goals, "open:take_out")
    there.omar.fill({"why": "Not ours"})
    with pytest.raises(CannotDo) as caught:
        there.omar.submit()
    assert "Other entries of the plan hang on this one" in str(caught.value.answer["errors"])
    assert f"{CANARY} home" in listed(there, there.priya, "goal")


def test_a_person_who_left_meanwhile_cannot_be_chosen_any_more(there: Busy) -> None:
    facts = {"role": "casa", "name": "Ruth Bell"}
    there.made.form(there.omar, there.made.hub(there.omar), "open:person", **facts)
    there.omar.open(there.made.hub(there.omar), "open:attendance", channel=there.made.channel)
    there.omar.fill({"person_id": Pick("Ruth Bell"), "how": "phone"})
    people = there.priya.open(there.made.hub(there.priya), "do:people", channel=there.made.channel)
    ruth = next(
        one["value"] for block, one in elements(people) if left(one) and "Ruth Bell" in before(people, block)
    )
    there.priya.press(people, "do:left", ruth)
    assert "not there any more" in refused(there.omar)["person_id"]
    assert "Ruth Bell · until" in words(there.priya.modal())
    there.priya.press(there.priya.modal(), "do:came_back", ruth)
    there.omar.submit()


def left(element: Json) -> bool:
    return str(element["action_id"]).startswith("do:left")


def before(view: Json, block: Json) -> str:
    """The words of a row: the blocks just before its buttons."""
    place = [one["block_id"] for one in view["blocks"]].index(block["block_id"])
    return words(view["blocks"][max(0, place - 1) : place + 1])


def test_two_who_describe_the_case_do_not_undo_each_other(there: Busy) -> None:
    for who, household in ((there.omar, "Dana and June"), (there.priya, "Dana, June and a dog")):
        who.open(there.made.hub(who), "open:background", channel=there.made.channel)
        who.fill({"household": household})
    there.priya.submit()
    there.omar.submit()
    assert "Dana, June and a dog" in words(there.omar.modal())
    assert typed(there.omar, "household")["value"] == "Dana and June"


def test_a_double_click_counts_once(there: Busy) -> None:
    there.made.blank(there.omar, "need")
    there.omar.fill({"text": f"{CANARY} once only"})
    view = there.omar.modal()
    answers = twice(lambda: there.made.desk.post(f"/{there.omar.user}/submit", view_id=view["id"]))
    assert "" in answers
    there.omar.close()
    assert listed(there, there.priya).count(f"{CANARY} once only") == 1
    there.answer(there.omar, f"/conference strength {CANARY} undone twice")
    receipt = there.own(there.omar)
    block, undo = next(found for found in elements(receipt) if found[1]["action_id"].startswith("do:undo"))
    where = {"channel": there.made.channel, "ts": receipt["ts"]}
    press = {"where": where, "block_id": block["block_id"], "action_id": undo["action_id"]}
    twice(lambda: there.made.desk.post(f"/{there.omar.user}/act", **press))
    there.made.desk.quiet()
    assert f"{CANARY} undone twice" not in listed(there, there.priya, "strength")


def twice(deed: Callable[[], object]) -> list[str]:
    """Two at the same moment; of each, nothing or how Slack's client refused it."""

    def one(_: int) -> str:
        try:
            deed()
        except CannotDo as refusal:
            return str(refusal.answer.get("error") or "refused")
        return ""

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(one, range(2)))
