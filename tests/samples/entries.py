"""Samples of single entries as lists draw them."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.samples.common import DUE, Sample

ASKED: Mapping[str, Any] = {
    **{"good": "My dog", "worries": "Nights", "wish": "A door that locks"},
    **{"asked_by": "p1", "asked_by_name": "Casey Lane"},
    **{"asked_on": DUE, "wants": "come", "wants_named": "Come to the meeting"},
    **{"beside": "She sleeps badly.", "beside_by": "p2", "beside_by_name": "Dana Reyes"},
}
ENTRIES: dict[str, Sample | Sequence[Sample]] = {
    "entries/update": [
        {"text": "A day is set.", "given_on": DUE, "task_id_name": name} for name in ("Call the clinic", "")
    ],
    "entries/team_contact": [
        {"on": DUE, "how_named": "By phone", "people_names": names, "words": names and "About rides"}
        for names in (["Dana Reyes"], [])
    ],
    "entries/goal": {"text": "June sleeps safely at home."},
    "entries/concern": [
        {"text": "The nights are not safe.", "action": action, "task_ids_names": names, "no_action": why}
        | {"beside": beside, "beside_by_name": "Omar Haddad"}
        for action, names, why, beside in (
            ("A rota", ["Call Rosa"], None, None),
            (None, [], "The court looks at it.", "They are unsafe."),
        )
    ],
    "entries/decision": [
        {"text": "June stays in her school.", "decided_by_names": names, "on": DUE}
        for names in (["Dana Reyes", "Priya Nandan"], [])
    ],
    **{
        f"entries/{kind}": [
            {"text": "Dana calls every night.", **beside}
            for beside in (
                {"beside": None},
                {"beside": "They talk each evening.", "beside_by_name": "Omar Haddad"},
            )
        ]
        for kind in ("strength", "need", "note")
    },
    "entries/idea": [
        {
            **{"need_id_name": "A calm night", "text": "Rosa stays over.", "kind": kind},
            **{"kind_named": "Family or friends", "chosen_on": on, "chosen_by_names": names},
            "chosen_why": "June asked for it.",
        }
        for kind, on, names in (("informal", DUE, ["Dana Reyes"]), (None, DUE, []), (None, None, []))
    ],
    "entries/other_view": {"idea_id_name": "Rosa stays over.", "text": "I can do it myself."},
    "entries/goal_view": [
        {"person_id_name": "Dana Reyes", "view_named": "Agrees", "words": words}
        for words in ("It is right.", "")
    ],
    "entries/objective": [
        {"text": "A sober adult is there each night.", "measure": measure, "by_date": by, "tags": tags}
        for measure, by, tags in (("The log shows it.", DUE, ("safety", "well_being")), (None, None, ()))
    ],
    "entries/permanency": [
        {
            **{"child_id_name": "June Reyes", "goal_named": "Go back home", "concurrent": concurrent},
            **{"concurrent_named": "Guardianship", "target_date": target},
            **{"set_on": target, "reasons": concurrent and "It is safe there."},
        }
        for concurrent, target in (("guardianship", DUE), (None, None))
    ],
    "entries/service": [
        {
            **{"what": "Asthma care", "for_person": person, "for_person_name": "June Reyes"},
            **{"who": who, "start_by": start, "kind": kind, "kind_named": "Family or friends"},
            "owner_id_name": owner,
        }
        for person, who, start, kind, owner in (
            ("p3", "the clinic", DUE, None, ""),
            (None, None, None, "informal", "Rosa Reyes"),
            (None, "her neighbour", None, "informal", "Rosa Reyes"),
        )
    ],
    "entries/task": [
        {
            **{
                "owner_id_name": "Dana Reyes",
                "text": "Call the clinic",
                "done_when": "A day is set",
                "due": DUE,
            },
            **{"help": help, "state": state, "state_named": "Done", "after_task_name": "Send the form"},
        }
        for help, state in (("a ride", "done"), (None, "open"))
    ],
    "entries/visit": [
        {
            **{"with_person": person, "with_person_name": "Dana Reyes", "worker_with": worker},
            **{
                "who_name": "Priya Nandan",
                "how_often": "Twice a week",
                "where": where,
                "supervised": bool(where),
            },
            **{"starts": starts, "loosens_when": loosens},
        }
        for person, worker, where, starts, loosens in (
            ("p1", None, "the library", DUE, "four calm visits"),
            (None, "child", None, None, None),
            (None, "parents", None, None, None),
        )
    ],
    "entries/tie": [
        {
            **{
                "child_id_name": "June Reyes",
                "wish": wish,
                "kind_named": "A relative",
                "with_person": person,
            },
            **{"with_person_name": "Rosa Reyes", "name": name, "keeps": keeps, "how_often": keeps},
            **{"safe": safe},
        }
        for wish, person, name, keeps, safe in (
            ("I want to bake with her.", "p1", None, "Sunday calls", "safe"),
            (None, None, "the church on Oak Street", None, "being_checked"),
        )
    ],
    "entries/voice": [
        {
            **{"child_id_name": "June Reyes", "said": said, "how_words": how, "reason": reason},
            **{"how_named": "A letter or a drawing"},
            **(ASKED if said else dict.fromkeys(ASKED)),
        }
        for said, how, reason in (
            ("I want my own bed.", "in a letter", None),
            (None, None, "June is too young."),
        )
    ],
}
