"""What a newcomer meets first: the opened case, the second child, missing roles, help, the wrong word."""

from bot.practice.player.hands import elements
from tests.scenarios.world import CASE, MEETING, World, with_case, words_of


def test_the_opened_case_leads_on_and_takes_a_second_child(made: World) -> None:
    priya = made.person("Priya Nandan")
    made.name_staff(priya, "Priya Nandan", ("staff",))
    made.channel = made.make_channel("case", priya)
    said = priya.command(made.channel, "/conference")
    assert "no case in this channel yet" in said["text"]
    priya.shown(lambda: priya.press(priya.messages(made.channel)[-1], "do:open_case", channel=made.channel))
    made.until(lambda: any(block["type"] == "input" for block in priya.modal()["blocks"]))
    priya.fill(CASE)
    priya.submit()
    receipt = priya.modal()
    primary = [one for _, one in elements(receipt) if one.get("style") == "primary"]
    assert [one["text"]["text"] for one in primary] == ["Add a person"]
    priya.open(receipt, "open:child")
    priya.fill({"name": "Eli Reyes", "birth_date": "2019-05-02"})
    priya.submit()
    priya.close()
    assert "Eli Reyes" in words_of(priya.open(made.hub(priya), "do:people", channel=made.channel))


def test_a_missing_role_is_added_from_its_own_row(made: World) -> None:
    made, priya, _ = with_case(made)
    view = priya.open(made.hub(priya), "do:people", channel=made.channel)
    father = next(str(one["value"]) for _, one in elements(view) if one.get("value", "").endswith("=father"))
    priya.open(view, "open:person", father)
    chosen = priya.modal()["state"]["values"]["role"]["answer"]["selected_option"]["value"]
    assert chosen == "father"
    priya.fill({"name": "Tom Field"})
    priya.submit()
    priya.close()
    after = priya.open(made.hub(priya), "do:people", channel=made.channel)
    assert not any(one.get("value", "").endswith("=father") for _, one in elements(after))


def test_help_names_what_each_may_type_and_a_slip_is_met_with_the_nearest_word(made: World) -> None:
    made, _, omar = with_case(made)
    help_of_leader = omar.command(made.channel, "/conference help")["text"]
    for word in ("strength", "person", "schedule", "topic", "goal", "permanency", "close"):
        assert f"/conference {word}" in help_of_leader
    said = omar.command(made.channel, "/conference strenght Dana calls <!channel> every night")
    assert "Did you mean /conference strength?" in said["text"].replace("`", "")
    assert "Dana calls <!channel> every night" in words_of(said)
    assert "Where this team stands" in omar.command(made.channel, "/conference start")["text"]
    lena = made.person("Lena Voss")
    made.desk.post(f"/channels/{made.channel}/invite", by=omar.user, user=lena.user)
    assert "/conference goal" not in lena.command(made.channel, "/conference help")["text"]


def test_words_behind_the_command_for_a_topic_stand_in_its_form(made: World) -> None:
    made, _, omar = with_case(made)
    made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    shown = omar.shown(lambda: omar.command(made.channel, "/conference topic Time with Dad"))
    assert "Time with Dad" in words_of(shown)


def test_who_does_not_open_cases_is_told_whom_to_ask(made: World) -> None:
    omar = made.person("Omar Haddad")
    channel = made.make_channel("case", omar)
    said = omar.command(channel, "/conference plan")["text"]
    assert "ask your case manager" in said


def test_whoever_reads_spanish_is_asked_and_answered_in_spanish(made: World) -> None:
    made, priya, omar = with_case(made)
    rosa = made.person("Rosa Reyes")
    made.form(
        priya,
        made.hub(priya),
        "open:person",
        role="relative_support",
        name="Rosa Reyes",
        slack_user=rosa.user,
        language="es",
        asked_for_by=made.id_of(priya, "Dana"),
    )
    made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    made.direct(rosa, "reunión")
    omar.press(made.hub(omar), "do:ask_topics", channel=made.channel)
    made.until(lambda: any("Comenzar" in words_of(one) or "temas" in one["text"] for one in rosa.direct()))
    asked = next(one for one in reversed(rosa.direct()) if "do:begin" in words_of(one))
    rosa.press(asked, "do:begin", channel=made.dm(rosa))
    question = made.direct(rosa, "¿")
    rosa.open(question, "open:agenda_topics", channel=made.dm(rosa))
    rosa.fill({"topic": "Las noches"})
    rosa.submit()
    rosa.close()
    assert "Las noches" in made.direct(rosa, "Usted ha dicho")["text"]
