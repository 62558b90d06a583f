"""Values for the views of who belongs, who is looked for, and how people are reached."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from bot.domain.network import BELONGS
from bot.render import Part
from tests.samples.notices import pressed
from tests.samples.preparing import PERSON_NEEDS

DAY, EARLIER = date(2026, 3, 12), date(2026, 3, 5)
Sample = Mapping[str, Any]


def _row(*names: str, **values: Any) -> Sample:
    return pressed(*names, **values)


ANSWERS = [
    {"fact": "Willing", "answer": "Yes", "on": DAY, "earlier": [{"answer": "No", "on": EARLIER}]},
    {"fact": "Able", "answer": "Not asked yet", "on": None, "earlier": [{"answer": "No", "on": None}]},
]
MENTIONS = [
    {"by": "Dana Reyes", "belongs": belongs, "named": "Lu Reyes", "on": DAY, "said": "She sings to June."}
    for belongs in BELONGS
]
SEARCH = [
    _row("correct", what="Phone", result="Left a message", on=DAY, said="Will call back", is_try=True),
    {"what": "Named by the family", "on": EARLIER, "said": "", "is_try": False},
]
WAYS = [
    _row("correct", "way_ended", kind="Phone", value="555 0100", safe=safe, by=by, on=on, ended_on=None)
    for safe, by, on in (("yes", "Omar", DAY), ("no", "Omar", DAY), ("not_asked", "", None))
]
WAYS += [_row("way_again", kind="Mail", value="12 Elm", safe="yes", by="", on=DAY, ended_on=DAY)]
MET = {"when": datetime(2026, 3, 18, 20, 30, tzinfo=UTC), "zone": "America/Chicago", "left_out": False}
NOTHING_SAID: dict[str, Any] = {**dict.fromkeys(("how", "by", "proof", "reply", "came", "said"), ""), **MET}
NOTHING_SAID |= dict.fromkeys(("on", "delivered", "replied_on", "input_on"))
TOLD = {"on": DAY, "how": "phone", "by": "Omar Haddad", "proof": "Letter 12", "reply": "yes"}
MEETINGS = [
    _row("told", "took_part", **NOTHING_SAID),
    {**NOTHING_SAID, "left_out": True},
    {**NOTHING_SAID, **TOLD, "replied_on": DAY, "delivered": MET["when"], "came": "By phone"},
    {**NOTHING_SAID, "on": DAY, "reply": "no", "input_on": DAY, "said": "I want her home."},
    {**NOTHING_SAID, "on": DAY, "reply": "not_sure"},
]
PAGE = [
    Part("answers", ANSWERS),
    Part("taking_part", MEETINGS),
    Part("mentions", MENTIONS),
    Part("search", SEARCH),
    Part("ways", WAYS),
    Part("needs", PERSON_NEEDS),
    Part("merges", [_row("part_again", name="Lucia Reyes")]),
]
LAST = {"what": "Phone", "result": "Left a message", "on": DAY}
SOUGHT = [
    _row("open", name="Lu Reyes", candidate=True, answers=["Able: Yes"], found=found, tries=tries, last=last)
    for found, tries, last in ((["Named by the family"], 1, LAST), ([], 0, None))
]
ASKED = [_row("ask", name="Dana Reyes", on=on) for on in (DAY, None)]
BUTTONS = (
    *("join", "person_facts", "contact_try", "contact_way", "mention", "same_person"),
    *("stop_looking", "talk", "family_page"),
)

NETWORK: dict[str, Sample | Sequence[Sample]] = {
    "views/person": [
        *(
            pressed(*BUTTONS, parts=PAGE, name="Lu Reyes", role="Kin", chosen_by=by, **who)
            for by, who in (
                ((), {"relation": "aunt", "state": "sought"}),
                (("June Reyes",), {"relation": "", "state": "here"}),
                ((), {"relation": "", "state": "left"}),
            )
        ),
        {
            **{"parts": [Part("taking_part"), Part("mentions"), Part("search"), Part("ways"), Part("needs")]},
            **{"name": "Lu Reyes", "role": "Kin", "relation": "", "state": "here", "chosen_by": ()},
        },
    ],
    "views/search": [
        pressed(
            *("contact_try", "ties"),
            parts=[Part("asked", ASKED), Part("sought", SOUGHT), Part("about_nobody", [LAST])],
            tries=3,
        ),
        {"parts": [Part("asked"), Part("sought"), Part("about_nobody")], "tries": 1},
    ],
    "receipts/same_person": pressed("part_again"),
    "entries/provider_input": [
        {"text": "June reads well.", "child_id": child, "child_id_name": "June Reyes", "given_on": DAY}
        for child in ("c1", None)
    ],
}
