"""The hub's rooms: everything else that can be read and done, by what it is about."""

from bot.domain.conference import ON_THE_WAY, Conference, ConferenceState
from bot.render import Part, Press
from bot.services.seeing.looking import Hub


def rooms(found: Hub) -> list[Part]:
    """Everything else, by what it is about: what there is to read, the team, the case, what is private."""
    case_id = found.case.id
    look = Part(
        "look",
        presses=[
            Press("record", "do:record", case_id),
            Press("plan", "do:plan", case_id),
            Press("progress", "do:progress", case_id),
            Press("since", "do:since", case_id),
            Press("due", "do:due", case_id),
            Press("papers", "do:papers", case_id),
            *_what_kind(found.conference),
        ],
    )
    if found.leads and found.closed_on:
        return [look, Part("team", presses=_to_read(case_id))]
    if found.leads:
        return [look, *_rooms_of_who_leads(found)]
    heard = Part("heard", presses=[Press("heard_private", "do:kept_private", case_id)])
    return [look, heard] if found.heard_private else [look]


def _to_read(case_id: str) -> list[Press]:
    """What those who led a closed case can still look at."""
    return [
        Press("people", "do:people", case_id),
        Press("search", "do:search", case_id),
        Press("ways", "do:ways", case_id),
        Press("talks", "do:talks", case_id),
        Press("kept_private", "do:kept_private", case_id),
    ]


def _what_kind(conference: Conference | None) -> list[Press]:
    """The question what kind of meeting this is, while it is to come or runs (K-32)."""
    if conference is None or conference.state not in ON_THE_WAY:
        return []
    return [Press("what_kind", "do:what_kind", conference.id)]


def _to_close(found: Hub) -> list[Press]:
    """The way to end the case; while people sit together nobody's hand should fall on it."""
    if found.conference is not None and found.conference.state is ConferenceState.OPEN:
        return []
    return [Press("close_case", "do:close_case", found.case.id)]


def _rooms_of_who_leads(found: Hub) -> list[Part]:
    case_id = found.case.id
    plan_kinds = [Press("plan_kinds", "do:plan_kinds", case_id)] if found.profile.plan_rules else []
    team = [
        Press("people", "do:people", case_id),
        Press("channel", "do:channel", case_id),
        Press("reminders", "do:reminders", case_id),
        Press("person", "open:person", case_id),
        Press("child", "open:child", case_id),
        Press("mention", "open:mention", case_id),
        Press("search", "do:search", case_id),
    ]
    case = [
        Press("background", "open:background", f"{case_id}:{found.case.version}"),
        Press("ways", "do:ways", case_id),
        Press("placement", "open:placement", case_id),
        Press("event", "open:event", case_id),
        Press("fact", "open:case_fact", case_id),
        Press("tribe_inquiry", "open:tribe_inquiry", case_id),
        *plan_kinds,
        Press("provider_input", "open:provider_input", case_id),
        *_to_close(found),
    ]
    private = [
        Press("talks", "do:talks", case_id),
        Press("needs", "do:needs", case_id),
        Press("preparation", "open:preparation", case_id),
        Press("safety_screen", "open:safety_screen", case_id),
        Press("kept_apart", "do:kept_apart", case_id),
        Press("kept_private", "do:kept_private", case_id),
        Press("private_note", "open:private_note", case_id),
        Press("contact_way", "open:contact_way", case_id),
        Press("contact_try", "open:contact_try", case_id),
    ]
    return [Part("team", presses=team), Part("case", presses=case), Part("private", presses=private)]
