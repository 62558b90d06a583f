"""Values for the views of who belongs, who is looked for, and how people are reached."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.domain.network import BELONGS
from bot.render import Part
from tests.samples_notices import pressed
from tests.samples_preparing import PERSON_NEEDS

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
PAGE = [
    Part("answers", ANSWERS),
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
    *("stop_looking", "talk"),
)

NETWORK: dict[str, Sample | Sequence[Sample]] = {
    "views/person": [
        *(
            pressed(*BUTTONS, parts=PAGE, name="Lu Reyes", role="Kin", relation=relation, state=state)
            for relation, state in (("aunt", "sought"), ("", "here"), ("", "left"))
        ),
        {
            **{"parts": [Part("mentions"), Part("search"), Part("ways"), Part("needs")]},
            **{"name": "Lu Reyes", "role": "Kin", "relation": "", "state": "here"},
        },
    ],
    "views/search": [
        pressed(
            "contact_try",
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
