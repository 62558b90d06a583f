"""The part of a sealed plan that its reader may see: what was sealed, with rows left out and none put in."""

from dataclasses import dataclass, fields
from typing import Any

from bot.domain.kept import OfCase
from bot.domain.parting import names_any
from bot.domain.plan_rows import LISTS
from bot.domain.record import CaseRecord
from bot.services.plan.plan_content import Json, ids_in
from bot.services.seeing.families import LEFT_OUT, says_any

# Who did something together: of them each reader sees those whom they may see.
TOGETHER = ("decided_by", "chosen_by")


@dataclass(frozen=True)
class Unnamed:
    """Whom the reader's part must not name (`names`), and who reads it: their own words stay."""

    names: frozenset[str] = frozenset()
    reader: str = ""


def part_seen(sealed: Json, record: CaseRecord, seen: CaseRecord, unnamed: Unnamed = Unnamed()) -> Json:
    """The sealed content without what is in the record and not in the part `seen` of it.

    It starts from the sealed words and not from the record: what was added since was never read back.
    """
    hidden = ids_of(record) - ids_of(seen)
    if not hidden:
        return sealed
    told = {part: [_without_wording(row, hidden) for row in sealed[part]] for part in lists_in(sealed)}
    rows = {
        part: [_seen_of(row, hidden) for row in told[part] if not _about(row, part) & hidden] for part in told
    }
    silent = {one.child_id for one in record.voices} - {one.child_id for one in seen.voices}
    rows["children"] = [_child(child, hidden, child["id"] in silent) for child in rows["children"]]
    if "ties" in rows:
        unwished = {one.id for one in record.ties if one.wish} & {one.id for one in seen.ties if not one.wish}
        rows["ties"] = [row | {"wish": None} if row["id"] in unwished else row for row in rows["ties"]]
    part = sealed | rows | {"case": _case(sealed["case"], record, seen)}
    named = ids_in({key: value for key, value in part.items() if key != "people"})
    people = {key: person for key, person in sealed["people"].items() if key in named - hidden}
    return _unsaid(part | {"people": people}, unnamed) if unnamed.names else part | {"people": people}


def lists_in(plan: Json) -> tuple[str, ...]:
    """The lists that a plan holds: one that was sealed earlier may know less."""
    return tuple(name for name in LISTS if name in plan)


def _unsaid(part: Json, unnamed: Unnamed) -> Json:
    """The part without words that name those who are kept apart from its reader."""
    names = unnamed.names
    rows = {
        name: [_carried_some_day(one) for one in part[name] if not _is_about(one, unnamed)]
        for name in lists_in(part)[1:]
    }
    for name in ("goals", "objectives"):
        rows[name] = [_carried_some_day(_without_words(one, names)) for one in part[name]]
    case = {key: None if says_any(text, names) else text for key, text in part["case"].items()}
    people = {
        key: one | {"relation": None if says_any(one["relation"], names) else one["relation"]}
        for key, one in part["people"].items()
    }
    children = [_child_unsaid(one, names) for one in part["children"]]
    return part | rows | {"case": case, "people": people, "children": children}


def _carried_some_day(row: Json) -> Json:
    """The day on which it was carried over may be that of a meeting which the reader knows nothing of."""
    return row | {"carried": row["carried"] | {"on": None}} if row.get("carried") else row


def _is_about(row: Json, unnamed: Unnamed) -> bool:
    own = unnamed.reader in (row.get("by"), row.get("owner"), row.get("for"))
    return not own and says_any(row, unnamed.names)


def _without_words(row: Json, names: frozenset[str]) -> Json:
    return {
        key: LEFT_OUT if isinstance(text, str) and names_any(text, names) else text
        for key, text in row.items()
    }


def _child_unsaid(child: Json, names: frozenset[str]) -> Json:
    told = dict(child)
    for part in ("placement", "permanency"):
        if told[part]:
            told[part] = {key: None if says_any(text, names) else text for key, text in told[part].items()}
    if told["permanency"]:
        # The day on which it was set may be that of a meeting which the reader knows nothing of.
        told["permanency"] |= {"set_on": None}
    if told["voice"]:
        told["voice"] = {key: _silent(text, names) for key, text in told["voice"].items()}
    return told


def _without_wording(row: Json, hidden: frozenset[str]) -> Json:
    """A row without the wording beside it, and without the name of who told it or carried it over, of one
    whom its reader may not see.
    """
    beside = row.get("beside")
    theirs = beside is not None and beside["by"] in hidden
    told_by = {"told_by": None} if row.get("told_by") in hidden else {}
    carried = row.get("carried")
    by_hidden = {"carried": carried | {"by": None}} if carried and carried["by"] in hidden else {}
    return row | ({"beside": None} if theirs else {}) | told_by | by_hidden


def _heard(voice: Json | None, hidden: frozenset[str]) -> Json | None:
    """A child's voice without the wording of an adult whom its reader may not see."""
    if voice is None or not voice.get("beside"):
        return voice
    return voice | {"beside": [one for one in voice["beside"] if one["by"] not in hidden]}


def _silent(said: Any, names: frozenset[str]) -> Any:
    """Of several lines those that name nobody; a text that names somebody is left out."""
    if isinstance(said, list):
        return [line for line in said if not says_any(line, names)]
    return None if says_any(said, names) else said


def ids_of(record: CaseRecord) -> frozenset[str]:
    """The ids of everything in a record."""
    parts = [getattr(record, field.name) for field in fields(record)]
    return frozenset(
        one.id for part in parts if isinstance(part, tuple) for one in part if isinstance(one, OfCase)
    )


def _about(row: Json, part: str) -> frozenset[str]:
    """The row itself, whom it names, and the child it is for; a child is not hidden with its carer."""
    own = {row["id"], row.get("child")} - {None}
    named = {key: value for key, value in row.items() if key not in TOGETHER}
    return frozenset(own) if part == "children" else ids_in(named) | own


def _seen_of(row: Json, hidden: frozenset[str]) -> Json:
    """A row without those hidden people who did it together with others."""
    seen = {key: [one for one in row[key] if one not in hidden] for key in TOGETHER if key in row}
    return row | seen if seen else row


def _case(case: Json, record: CaseRecord, seen: CaseRecord) -> Json:
    """The head of the plan, without why another family's parent is not there."""
    if seen.facts == record.facts:
        return case
    told = {one.name for one in seen.facts if one.reason}
    return case | {"empty_places": [place for place in case["empty_places"] if place["role"] in told]}


def _child(child: Json, hidden: frozenset[str], silent: bool) -> Json:
    """A child's own page, naming nobody who is hidden."""
    placement, permanency = child["placement"], child["permanency"]
    if placement and placement["with"] in hidden:
        placement = placement | {"with": None}
    if permanency and permanency["concurrent_with"] in hidden:
        permanency = permanency | {"concurrent_with": None}
    voice = None if silent else _heard(child["voice"], hidden)
    return child | {"placement": placement, "permanency": permanency, "voice": voice}
