"""The sections that tell about a plan: when we met, who took part, what they think."""

from typing import Any

from bot.documents.page_plan import beside_view, view_line
from bot.documents.reader import Json, Reader
from bot.documents.words import Words

Section = dict[str, Any]


def facts(read: Reader) -> list[dict[str, str]]:
    """What stands at the head of the paper."""
    words, about, case = read.words, read.about, read.content["case"]
    listed = [
        read.fact("facts.reference", case["ref"]),
        read.fact("facts.kind", words.term("plan_kinds", case["plan_kind"])),
    ]
    listed += _meeting_facts(read, about.get("conference"))
    if about:
        listed.append(read.fact("facts.version", _version(read)))
    if about.get("why"):
        listed.append(read.fact("facts.why", about["why"]))
    return [*listed, read.fact("sheet.language", _language(words))]


def _language(words: Words) -> str:
    """In which language the paper is; a reader who would rather have another is told so, in that one."""
    name = words.term("languages", words.language)
    asked = words.asked and words("sheet.other_language", language=words.term("languages", words.asked))
    told = asked or words.own_words()
    return f"{name}. {told}" if told else name


def _version(read: Reader) -> str:
    number, replaces = read.about["version"], read.about["replaces"]
    if replaces:
        return read.words("facts.version_later", number=number, replaces=replaces)
    return read.words("facts.version_value", number=number)


def _meeting_facts(read: Reader, meeting: Json | None) -> list[dict[str, str]]:
    if not meeting:
        return []
    words, trigger = read.words, read.content["case"]["trigger"]
    zone = words.zone(meeting["date"], meeting["start"], meeting["zone"])
    here = words("facts.planned_value", when=_when(read, meeting), zone=zone)
    if _was_noted(meeting):
        listed = [read.fact("facts.meeting", _told(read, meeting["held"], here))]
    else:
        listed = [read.fact("facts.planned", here)]
        if meeting["held"]:
            listed.append(read.fact("facts.meeting", _held(read, meeting["held"])))
    if meeting["place"]:
        listed.append(read.fact("facts.place", meeting["place"]))
    if trigger and meeting["day_number"] is not None:
        began = words.long_date(trigger["date"])
        value = words("facts.trigger_value", date=began, number=meeting["day_number"])
        listed.append({"label": words.term("events", trigger["event"]), "value": value})
    return listed


def _was_noted(meeting: Json) -> bool:
    """Whether all that is known is when somebody says that it was: a talk that nobody had to plan."""
    held = meeting["held"]
    said = bool(held and held["by"] is not None)
    return said and all(held[name] == meeting[name] for name in ("date", "start", "end"))


def _when(read: Reader, span: Json) -> str:
    words = read.words
    when = {"date": words.long_date(span["date"]), "start": words.time(span["start"])}
    if span["end"]:
        return words("facts.meeting_value", end=words.time(span["end"]), **when)
    return words("facts.meeting_open", **when)


def _held(read: Reader, held: Json) -> str:
    """When it ran, and how that is known: a press of a button is not somebody's word."""
    if held["by"] is None:
        sat = "; ".join(_when(read, span) for span in held.get("sittings", [held]))
        return read.words("facts.meeting_pressed", when=sat)
    return _told(read, held, _when(read, held))


def _told(read: Reader, held: Json, when: str) -> str:
    """By the word of somebody who was there."""
    if read.person(held["by"]):
        return read.words("facts.meeting_said", when=when, name=read.name(held["by"]))
    return read.words("facts.meeting_said_by_staff", when=when)


def people(read: Reader) -> Section:
    """The team with how each took part and whether they had a chance to; then the absent and the others."""
    words, about = read.words, read.about
    answers = {each["person"]: each for each in about.get("acknowledgements", [])}
    before = {each["person"]: each for each in about.get("acknowledgements_before", [])}
    stays = {each["person"]: each["said_of"] for each in about.get("answers_stay", [])}
    team, others = about.get("team", []), about.get("others", [])
    there = [each for each in others if each["took_part"] and not each["absence"]]
    not_noted = [each for each in others if each["took_part"] is None]
    return {
        "heading": words("people.heading"),
        "none": "" if team else words("people.none"),
        "lead": words("people.chance_lead"),
        "heads": [words(f"people.{head}") for head in ("name", "took_part", "chance")],
        "rows": [
            {
                "name": read.name(member["person"]),
                "role": read.role(member["person"]),
                "took_part": _took_part(read, member),
                "chance": [
                    *_chance(read, member, answers.get(member["person"]), stays.get(member["person"], 0)),
                    *_said_before(read, before.get(member["person"])),
                ],
            }
            for member in team
        ],
        "empty": [
            words("people.empty", role=words.term("roles", place["role"]), reason=place["reason"])
            for place in read.content["case"]["empty_places"]
        ],
        "absent_heading": words("people.absent_heading"),
        "absent": [_absence(read, member) for member in (*team, *others) if member["absence"]],
        "others_heading": words("people.others_heading"),
        "others": [
            words("people.others_line", who=_who(read, each), took_part=_took_part(read, each))
            for each in there
        ],
        "not_noted_heading": words("people.not_noted_heading"),
        "not_noted": [_who(read, each) for each in not_noted],
    }


def _took_part(read: Reader, member: Json) -> str:
    """How somebody took part. Nobody is said to have been there whose attendance nobody recorded."""
    if member["took_part"] is None:
        return read.words("people.not_noted")
    came, private = read.words.term("took_part", member["took_part"]), member.get("keeps_private")
    return f"{came}. {_keeps_private(read, private)}" if private else came


def _keeps_private(read: Reader, said: Json) -> str:
    """What they said to keeping private what is said there, in their own words where they added some."""
    words = read.words
    how = words.term("how_accepted", said["how"]) if said["how"] else ""
    answer = words.term("acceptances", said["answer"])
    told = words("people.private_how" if how else "people.answered", answer=answer, how=how)
    return f"{told} {words('people.words', words=said['words'])}" if said["words"] else told


def opening(read: Reader) -> Section:
    """The ground rules: on which day they were given, and what people added in their own words (K-25)."""
    words, told = read.words, read.about.get("opening") or {"rules_said_on": None, "rules": []}
    day = told["rules_said_on"]
    lines = [words("opening.said", date=words.short_date(day))] if day else []
    for rule in told["rules"]:
        name = read.name(rule["by"]) if read.person(rule["by"]) else ""
        line = words("opening.rule_by" if name else "opening.rule", name=name, rule=rule["text"])
        lines.append(line)
    return {"heading": words("opening.heading"), "items": lines}


def _who(read: Reader, member: Json) -> str:
    return read.words("people.who", name=read.name(member["person"]), role=read.role(member["person"]))


def _chance(read: Reader, member: Json, answer: Json | None, said_of: int) -> list[str]:
    """What somebody answered; `said_of`: an earlier version, where this one changed nothing for them."""
    words = read.words
    if answer is not None:
        return _answered(read, answer)
    if said_of:
        return [words("people.answer_stays", number=said_of)]
    if read.about.get("answers_of") not in (None, member["person"]):
        return [words("people.not_shown")]
    return ["–" if member["absence"] else words("people.not_yet")]


def _said_before(read: Reader, answer: Json | None) -> list[str]:
    """What somebody answered of an earlier version who answered nothing of this one."""
    if answer is None:
        return []
    return [read.words("views.said_of", number=answer["said_of"]), *_answered(read, answer)]


def _answered(read: Reader, answer: Json) -> list[str]:
    words = read.words
    given = words.term("answers", answer["answer"])
    manner = answer["manner"] and words.term("manners", answer["manner"])
    how = words("people.manner", answer=given, manner=manner) if manner else ""
    lines = [how or words("people.answered", answer=given)]
    if read.person(answer["witness"]):
        lines.append(words("people.witness", name=read.name(answer["witness"])))
    if read.person(answer["with"]):
        lines.append(words("people.with", name=read.name(answer["with"])))
    if answer["interpreter"] and answer["manner"] != "by_interpreter":
        lines.append(words("people.interpreter"))
    if answer["words"]:
        # Who was not asked said nothing: these are the words of whoever noted why.
        key = "people.note" if answer["answer"] == "not_asked" else "people.words"
        lines.append(words(key, words=answer["words"]))
    return lines


def _absence(read: Reader, member: Json) -> Section:
    words, absence = read.words, member["absence"]
    lines = []
    if absence["reason"]:
        lines.append(words("people.absent_reason", words=absence["reason"]))
    if absence["input"]:
        lines.append(words("people.absent_input", words=absence["input"]))
    if absence["input_on"]:
        lines.append(words("people.absent_input_on", date=words.short_date(absence["input_on"])))
    if absence["follow_up_by"]:
        known = read.person(absence["follow_up_owner"]) is not None
        key = "people.absent_follow_up" if known else "people.absent_follow_up_nobody"
        owner, day = read.name(absence["follow_up_owner"]), words.short_date(absence["follow_up_by"])
        lines.append(words(key, name=owner, date=day))
    return {
        "line": _who(read, member),
        "lines": lines,
    }


def views(read: Reader) -> Section:
    """Each asked person's view, and dissent in the person's own words."""
    words = read.words
    items = []
    for view in [*read.about.get("views", []), *read.about.get("views_before", [])]:
        told = words("views.told", name=read.name(view["person"])) if view["told_how_to_challenge"] else ""
        notes = filter(None, [*beside_view(read, view), told])
        items.append(view_line(read, view) | {"note": " ".join(notes)})
    own_only = "answers_of" in read.about
    return {
        "heading": words("views.heading"),
        "lead": words("views.lead_own" if own_only else "views.lead"),
        "none": "" if items else words("views.none_own" if own_only else "views.none"),
        "items": items,
    }


def challenge(read: Reader) -> Section:
    """How to ask for a change: the profile's own words where it has some."""
    words = read.words
    how = words.term("challenge", read.about.get("challenge", "ask_agency"))
    return {"heading": words("challenge.heading"), "lines": [words("challenge.lead"), how]}
