"""Two plays of one file hold the same: ids, moments and the order of ids aside."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

Json = dict[str, Any]

# A play happens at other seconds, under other ids, and what is sealed then is signed anew.
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
USER = re.compile(r"\b[UC][0-9A-Z]{10}\b")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)")
OF_ONE_PLAY = frozenset({"version", "content", "content_sha256", "signature"})


def rows(out: Path) -> dict[str, Counter[str]]:
    """Every row of the whole record by its list, without what belongs to one play alone."""
    record: Json = json.loads((out / "record.json").read_text("utf-8"))
    return {
        place: Counter(_plain({key: row[key] for key in row if key not in OF_ONE_PLAY}) for row in found)
        for place, found in record.items()
        if isinstance(found, list)
    }


def deeds(out: Path) -> Counter[tuple[str, str, str]]:
    """Every line of the audit trail: what was done, to which kind of thing, to which of its fields.

    Papers that are made aside: the trail is one of them, and which were made before it is chance.
    """
    lines = (json.loads(line)["entry"] for line in (out / "audit.jsonl").read_text("utf-8").splitlines())
    kept = (one for one in lines if one["table"] != "made_papers" and one["action"] != "disclosure.file")
    return Counter((one["action"], one["table"] or "", " ".join(sorted(one["fields"]))) for one in kept)


def _plain(row: Json) -> str:
    text = json.dumps(row, sort_keys=True, ensure_ascii=False)
    for pattern, name in ((MOMENT, "<moment>"), (ID, "<id>"), (USER, "<user>")):
        text = pattern.sub(name, text)
    return text
