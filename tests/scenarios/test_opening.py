"""Opening a case: who may, where, and what follows."""

import pytest

from tests.scenarios.world import CannotDo, World, with_case, words_of


def refusal(made: World, who, channel: str) -> str:
    """What the bot says in place of the form."""
    who.shown(lambda: who.command(channel, "/conference open"))
    made.until(lambda: "One moment" not in words_of(who.modal()))
    said = words_of(who.modal())
    who.close()
    return said


def test_nobody_but_named_staff_opens_a_case(made: World) -> None:
    omar = made.person("Omar Haddad")
    channel = made.make_channel("case", omar)
    assert "staff" in refusal(made, omar, channel)


def test_a_public_a_shared_and_a_bare_channel_are_refused_with_the_reason(made: World) -> None:
    priya = made.person("Priya Nandan")
    made.name_staff(priya, "Priya Nandan", ("staff",))
    public = made.make_channel("open-to-all", priya, private=False)
    shared = made.make_channel("shared", priya, ext_shared=True)
    bare = made.make_channel("without-bot", priya, bot=False)
    assert "private" in refusal(made, priya, public)
    assert "organi" in refusal(made, priya, shared)
    assert "/invite" in refusal(made, priya, bare)


def test_guests_are_confirmed_one_by_one_by_name(made: World) -> None:
    priya, guest = made.person("Priya Nandan"), made.person("Gus Guest", guest="multi")
    made.name_staff(priya, "Priya Nandan", ("staff",))
    channel = made.make_channel("with-guest", priya, (guest,))
    priya.shown(lambda: priya.command(channel, "/conference open"))
    made.until(lambda: "Gus Guest" in words_of(priya.modal()))
    with pytest.raises(CannotDo):
        priya.submit()
    priya.fill({"guests": [guest.user]})
    priya.submit()
    assert any(block.get("block_id") == "reference" for block in priya.modal()["blocks"])


def test_what_is_wrong_is_said_under_its_field_and_what_was_typed_stays(made: World) -> None:
    priya = made.person("Priya Nandan")
    made.name_staff(priya, "Priya Nandan", ("staff",))
    channel = made.make_channel("case", priya)
    with pytest.raises(CannotDo) as refused:
        made.open_case(priya, channel, trigger_date="2026-04-01", child_birth_date="2027-01-01")
    assert set(refused.value.answer["errors"]) == {"trigger_date", "child_birth_date"}
    typed = priya.modal()["state"]["values"]["reference"]["answer"]["value"]
    assert typed == "TEST-0001"


@pytest.mark.requirement("K-06")
def test_the_first_due_date_is_shown_with_its_source_on_its_sunday(made: World) -> None:
    made, priya, _ = with_case(made)
    due = priya.open(made.hub(priya), "do:due", channel=made.channel)
    assert "March 22, 2026" in words_of(due)
    assert "20 calendar days after Monday, March 2, 2026" in words_of(due)


def test_a_channel_holds_one_case_and_a_reference_is_used_once(made: World) -> None:
    made, priya, _ = with_case(made)
    with pytest.raises(CannotDo) as again:
        made.open_case(priya, made.channel)
    assert "reference" in again.value.answer["errors"]
    priya.close()
    other = made.make_channel("other", priya)
    with pytest.raises(CannotDo) as taken:
        made.open_case(priya, other)
    assert "reference" in taken.value.answer["errors"]


@pytest.mark.requirement("K-10")
@pytest.mark.requirement("K-11")
def test_missing_and_must_invite_roles_are_listed(made: World) -> None:
    made, priya, _ = with_case(made)
    view = priya.open(made.hub(priya), "do:people", channel=made.channel)
    said = words_of(view)
    assert "Father" in said
    assert "CASA" in said
    assert "Third party" in said or "third party" in said


@pytest.mark.requirement("K-12")
def test_the_case_manager_cannot_be_the_third_party(made: World) -> None:
    made, priya, _ = with_case(made)
    with pytest.raises(CannotDo) as refused:
        made.form(
            priya,
            made.hub(priya),
            "open:person",
            role="third_party_not_managing_case",
            name="Priya Nandan",
            slack_user=priya.user,
        )
    assert refused.value.answer["errors"]


@pytest.mark.requirement("K-02")
def test_a_channel_member_who_is_not_on_the_team_sees_and_answers_nothing(made: World) -> None:
    made, priya, _ = with_case(made)
    lena = made.person("Lena Voss")
    made.desk.post(f"/channels/{made.channel}/invite", by=priya.user, user=lena.user)
    said = lena.command(made.channel, "/conference")["text"]
    assert not any(word in said for word in ("June", "conference is", "March"))
    said = lena.command(made.channel, "/conference strength She is kind")["text"]
    assert "Recorded" not in said
