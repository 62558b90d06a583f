"""The sections of a document that come from the sealed plan: why, voices, strengths, needs, homes, visits."""

from typing import Any

from bot.documents.reader import Json, Reader
from bot.domain.plan_rows import LISTS, says

Section = dict[str, Any]
# What every child is asked; a plan of before they were asked has none of them.
QUESTIONS = ("good", "worries", "wish")
OF_A_CHILD = ("child", "youth")
# The kinds of help, in the order of the page; nobody having said which, it is a service.
KINDS = ("formal", "community", "informal")


def why(read: Reader) -> Section:
    words = read.words
    told = read.content["case"]["why_we_are_here"] or words("why.none")
    return {"heading": words("why.heading"), "text": told}


def voices(read: Reader) -> list[Section]:
    """One section for each child; without words, the reason stands there (T-04)."""
    return [_voice(read, child) for child in read.content["children"]]


def _voice(read: Reader, child: Json) -> Section:
    words, voice = read.words, child["voice"]
    heading = words("voice.heading", name=child["name"])
    section: Section = {"heading": heading, "said": [], "answers": [], "lines": []}
    if voice is None:
        return section | {"lines": [words("voice.none", name=child["name"])]}
    lines = [words("voice.how", how=words.term("voice_ways", voice["how"]))]
    if voice["how_words"]:
        lines.append(words("voice.how_words", words=voice["how_words"]))
    if read.person(voice["by"]) is not None and not _is_themselves(read, child, voice["by"]):
        lines.append(words("voice.by", name=read.name(voice["by"])))
    if read.person(voice.get("asked_by")) is not None:
        lines.append(_asked(read, voice))
    if voice["reason"]:
        lines.append(words("voice.reason", words=voice["reason"]))
    answers = [
        {"question": words(f"voice.{name}"), "said": voice[name]} for name in QUESTIONS if voice.get(name)
    ]
    if not voice["said"] and not answers and not voice["reason"]:
        lines.append(words("voice.not_here", name=child["name"]))
    beside = [
        words("voice.beside", name=read.name(each["by"]), words=each["text"])
        for each in voice.get("beside", [])
    ]
    return section | {"said": voice["said"], "answers": answers, "lines": lines + beside}


def _is_themselves(read: Reader, child: Json, person_id: str) -> bool:
    """Whether the child told it, and nobody else: then nobody needs to be named as the one who did."""
    person = read.person(person_id) or {}
    one_child = len(read.content["children"]) == 1
    return person.get("role") in OF_A_CHILD and (one_child or person.get("name") == child["name"])


def _asked(read: Reader, voice: Json) -> str:
    """Who asked the child, and when, as far as somebody noted it."""
    name, on = read.name(voice["asked_by"]), voice["asked_on"]
    if on is None:
        return read.words("voice.asked", name=name)
    return read.words("voice.asked_on", name=name, date=read.words.short_date(on))


def strengths(read: Reader) -> Section:
    items = [
        {"text": each["text"], "note": " · ".join(whose(read, "strengths", each))}
        for each in read.content["strengths"]
    ]
    return _list(read, "strengths", items)


def needs(read: Reader) -> Section:
    items = []
    for each in read.content["needs"]:
        domain = read.words.term("need_domains", each["domain"]) if each["domain"] else ""
        parts = [part for part in (domain, *whose(read, "needs", each)) if part]
        items.append({"text": each["text"], "note": " · ".join(parts)})
    return _list(read, "needs", items)


def whose(read: Reader, section: str, each: Json) -> list[str]:
    """Who said it, who passed it on, the plainer wording beside it with its author; who carried it over."""
    told_by, beside = read.person(each.get("told_by")), each.get("beside")
    lines = [
        read.said_by(section, each["by"]),
        read.words("said.told_by", name=read.name(each["told_by"])) if told_by else "",
        read.words("said.beside", name=read.name(beside["by"]), words=beside["text"]) if beside else "",
    ]
    return [*(line for line in lines if line), *read.carried(each)]


def _list(read: Reader, name: str, items: list[Section]) -> Section:
    return {
        "heading": read.words(f"{name}.heading"),
        "items": items,
        "none": "" if items else read.none(name, name),
    }


def homes(read: Reader) -> list[Section]:
    """For each child: the permanency goal and its back-up, what people think of it, where the child lives."""
    return [
        {
            "heading": read.words("home.heading", name=child["name"]),
            "facts": [
                *_goal_facts(read, child["permanency"]),
                *_goals_before(read, child["id"]),
                *_placement_facts(read, child),
            ],
            "views_heading": read.words("home.views"),
            "views": _goal_views(read, child["id"]),
        }
        for child in read.content["children"]
    ]


def _goal_facts(read: Reader, permanency: Json | None) -> list[dict[str, str]]:
    words = read.words
    if permanency is None:
        return [read.fact("home.goal", words("home.no_goal"))]
    facts = [read.fact("home.goal", words.term("permanency_goals", permanency["goal"]))]
    if permanency["concurrent"]:
        back_up = words.term("permanency_goals", permanency["concurrent"])
        if read.person(permanency["concurrent_with"]):
            name = read.name(permanency["concurrent_with"])
            back_up = words("home.concurrent_with", goal=back_up, name=name)
        facts.append(read.fact("home.concurrent", back_up))
    if permanency["target_date"]:
        facts.append(read.fact("home.target", words.long_date(permanency["target_date"])))
    if permanency["set_on"]:
        facts.append(read.fact("home.set_on", words.long_date(permanency["set_on"])))
    if permanency["reasons"]:
        facts.append(read.fact("home.reasons", permanency["reasons"]))
    return facts


def _goals_before(read: Reader, child_id: str) -> list[dict[str, str]]:
    """When each goal was set, counted from the day that opened the case (G-04); the newest comes last."""
    rows = [row for row in read.about.get("goal_history", []) if row["child"] == child_id]
    return [
        read.fact(
            "home.history",
            read.words(
                "home.history_line" if row["days"] is None else "home.history_day",
                goal=read.words.term("permanency_goals", row["goal"]),
                date=read.words.short_date(row["set_on"]),
                number=row["days"],
            ),
        )
        for row in rows
    ]


def _placement_facts(read: Reader, child: Json) -> list[dict[str, str]]:
    words, placement = read.words, child["placement"]
    if placement is None:
        return []
    kind = words.term("placements", placement["kind"])
    if read.person(placement["with"]):
        kind = words("home.placement_with", kind=kind, name=read.name(placement["with"]))
    facts = [{"label": words("home.placement", name=child["name"]), "value": kind}]
    for fact in ("same_school", "least_restrictive", "safe_and_fit"):
        if placement[fact] is not None:
            facts.append(read.fact(f"home.{fact}", words.term("answers", placement[fact])))
    if placement["miles_from_parent"] is not None:
        facts.append(read.fact("home.miles", str(placement["miles_from_parent"])))
    return facts


def _goal_views(read: Reader, child_id: str) -> list[Section]:
    views = [view for view in read.about.get("goal_views", []) if view["child"] == child_id]
    return [view_line(read, view) for view in views]


def view_line(read: Reader, view: Json) -> Section:
    """Who thinks what, and their own words."""
    line = read.words(
        "views.line",
        name=read.name(view["person"]),
        role=read.role(view["person"]),
        view=read.words.term("views", view["view"]),
    )
    return {"line": line, "words": view["words"] or "", "note": ""}


def beside_view(read: Reader, view: Json) -> list[str]:
    """Which version a view is of, if not of this one, what in it, and the answer that its person was owed."""
    words, rows = read.words, {row["id"]: row for part in LISTS for row in read.content.get(part, [])}
    about = [says(rows[one]) for one in view.get("items", []) if one in rows]
    lines = [words("views.said_of", number=view["said_of"])] if "said_of" in view else []
    if about:
        lines.append(words("views.about", items="; ".join(about)))
    reply = view.get("reply")
    if reply and reply["words"]:
        name = read.name(reply["by"]) if read.person(reply["by"]) else words("views.agency")
        lines.append(
            words("views.reply", name=name, date=words.short_date(reply["on"]), words=reply["words"])
        )
    elif reply:
        lines.append(words("views.reply_due", date=words.short_date(reply["due"])))
    return lines


def services(read: Reader) -> Section:
    """Services, then what the community and what family and friends do (K-16), each apart."""
    words, rows = read.words, read.content["services"]
    by_kind = {kind: [each for each in rows if (each["kind"] or KINDS[0]) == kind] for kind in KINDS}
    return {
        "heading": words("services.heading"),
        "none": "" if rows else read.none("services", "services"),
        "heads": [words(f"services.{head}") for head in ("for", "what", "who", "start")],
        "groups": [
            {"heading": words(f"services.{kind}"), "rows": [_service(read, each) for each in found]}
            for kind, found in by_kind.items()
            if found
        ],
    }


def _service(read: Reader, each: Json) -> dict[str, str]:
    owner = read.name(each["owner"]) if read.person(each.get("owner")) else ""
    who = "; ".join(part for part in (owner, each["who"]) if part)
    return {
        "for": read.name(each["for"]) if each["for"] else read.words("services.household"),
        "what": "\n".join([each["what"], *read.carried(each)]),
        "who": who or read.words("facts.not_recorded"),
        "start": read.words.short_date(each["start_by"]),
    }
