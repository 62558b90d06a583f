"""Every value of every profile has a line that an administrator can read, whatever part it belongs to."""

from bot.domain.confirming import values_of
from bot.handlers.desk import Desk
from bot.handlers.rules.confirming import _row
from bot.paper_room import outlined
from bot.profiles import load_profiles
from bot.render import Words
from bot.services.rules.confirming import ToConfirm


def test_each_value_of_each_profile_can_be_shown_and_is_told_apart() -> None:
    desk = Desk(Words(), lambda: None, outlined)
    for profile in load_profiles().values():
        values = [value for value in values_of(profile) if value.can_be_confirmed]
        rows = [_row(desk, profile.id, ToConfirm(value, None, False), "en") for value in values]
        assert len({value.path for value in values}) == len(values) > 50
        assert all(row["source"] and "_" not in row["name"] for row in rows)
    told = next(row for row in rows if row["name"] == "First planning conference")
    assert told["says"].startswith("kind: calendar · from event: placed in custody · within days: 20")
