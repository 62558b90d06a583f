"""Walks the sample case to a ready team, through the same commands, clicks and forms as anybody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.practice.model import Json
from bot.practice.player.hands import Desk, Hands
from bot.practice.sample import cast

KNOWN = ("relation", "language", "family_said_yes")
STAFF = {"x1": ["staff"], "p4": ["staff"], "supervisor": ["supervisor", "endorser"]}


def walk(url: str) -> None:
    """Name the staff, open the case, add the people. Raises CannotDo where the bot or Slack says no."""
    desk = Desk(url)
    _name_staff(Hands(desk, cast()["administrator"]))
    facilitator = Hands(desk, cast()["facilitator"])
    _open_case(facilitator, _today(desk))
    for person in _team():
        _add(facilitator, person)


def _today(desk: Desk) -> datetime:
    zone = ZoneInfo(cast()["zone"])
    return datetime.fromisoformat(desk.get("/clock")["iso"]).astimezone(zone)


def _name_staff(administrator: Hands) -> None:
    ids = {person["ref"]: person for person in cast()["with_slack"]}
    for ref, duties in STAFF.items():
        administrator.open(administrator.home(), "open:staff")
        supervises = [ids[one]["id"] for one in ("x1", "p4")] if "supervisor" in duties else None
        named = {"slack_user": ids[ref]["id"], "name": ids[ref]["real_name"], "duties": duties}
        administrator.fill({**named, "supervises": supervises})
        administrator.submit()
        administrator.close()


def _open_case(facilitator: Hands, today: datetime) -> None:
    case, channel = dict(cast()["case"]), cast()["channel"]["id"]
    began = (today - timedelta(days=case.pop("days_ago"))).date().isoformat()
    facilitator.shown(lambda: facilitator.command(channel, "/conference open"))
    facilitator.fill(
        {
            **case,
            "trigger_date": began,
            "in_custody": "yes",
            "opener_name": "Omar Haddad",
            "opener_role": "facilitator",
            "zone": cast()["zone"],
        }
    )
    facilitator.submit()
    facilitator.close()


def _team() -> Iterator[Json]:
    for person in (*cast()["with_slack"], *cast()["without_slack"]):
        if "role" in person:
            yield person


def _add(facilitator: Hands, person: Json) -> None:
    channel = cast()["channel"]["id"]
    hub = facilitator.answered(channel, "/conference")
    facilitator.open(hub, "open:person", channel=channel)
    known = {name: person[name] for name in KNOWN if name in person}
    with_slack = person["id"] if "real_name" in person else None
    name = person.get("real_name", person.get("name"))
    facilitator.fill({"role": person["role"], "name": name, "slack_user": with_slack, **known})
    if person["role"] == "child":
        facilitator.fill({"child_id": _only_child(facilitator)})
    facilitator.submit()
    facilitator.close()
    # A dozen answers that only the facilitator sees would hide the conversation that begins here.
    facilitator.desk.post(f"/{facilitator.user}/delete_message", channel=channel, ts=hub["ts"])


def _only_child(facilitator: Hands) -> str:
    """The sample has one child, so the list offers one."""
    blocks = facilitator.modal()["blocks"]
    offered = next(block["element"]["options"] for block in blocks if block.get("block_id") == "child_id")
    return str(offered[0]["value"])
