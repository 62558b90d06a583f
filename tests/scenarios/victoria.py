"""A case in Victoria, opened over the protocol as people there would."""

from bot.practice.player.hands import Hands
from tests.scenarios.world import World

MELBOURNE = "Australia/Melbourne"
OPENED = {
    "reference": "TEST-VIC",
    "profile": "au-vic",
    "plan_kind": "child_protection_case_plan",
    "trigger_event": "substantiation",
    "trigger_date": "2026-03-02",
    "in_custody": "no",
    "zone": MELBOURNE,
}


def case_in_victoria(made: World) -> tuple[World, Hands, Hands]:
    """Priya manages the case; Rosa, the mother, uses Slack in Spanish; June is the child."""
    priya, rosa = made.person("Priya Nandan"), made.person("Rosa Vega", locale="es-ES")
    made.name_staff(priya, "Priya Nandan", ("staff",))
    made.channel = made.make_channel("case-test-vic", priya)
    made.open_case(priya, made.channel, **OPENED)
    hub = made.hub(priya)
    mother = {"role": "mother", "name": "Rosa Vega", "slack_user": rosa.user, "language": "es"}
    made.form(priya, hub, "open:person", **mother)
    made.form(priya, hub, "open:person", role="child", name="June Reyes")
    return made, priya, rosa
