"""The calendar file of one person: an invitation, its change or its end, with nobody's name in it."""

from icalendar import Calendar, Event, vCalAddress, vText

from bot.domain.calendar import CalendarEntry

REQUEST, CANCEL = "REQUEST", "CANCEL"
_MAKER = "-//Roundtable//Planning meetings//EN"


def method_of(entry: CalendarEntry) -> str:
    """What a calendar is asked to do with it (RFC 5546)."""
    return CANCEL if entry.cancelled else REQUEST


def calendar_file(entry: CalendarEntry) -> bytes:
    """The bytes of an .ics file. Times are in UTC: exact everywhere, and a zone would say where."""
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", method_of(entry))
    calendar.add_component(_event(entry))
    made: bytes = calendar.to_ical()
    return made


def _event(entry: CalendarEntry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamped_at)
    event.add("dtstart", entry.starts_at)
    event.add("dtend", entry.ends_at)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("summary", _in_language(entry.summary, entry.language))
    event.add("description", _in_language(entry.description, entry.language))
    if entry.place:
        event.add("location", entry.place)
    event.add("organizer", vCalAddress(f"mailto:{entry.organiser}"))
    event.add("attendee", _attendee(entry))
    return event


def _attendee(entry: CalendarEntry) -> vCalAddress:
    """The recipient and nobody else; RSVP=FALSE, for answers are asked for in words, not by a calendar."""
    attendee = vCalAddress(f"mailto:{entry.attendee}")
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
    attendee.params["RSVP"] = vText("FALSE")
    return attendee


def _in_language(words: str, language: str) -> vText:
    text = vText(words)
    text.params["LANGUAGE"] = language
    return text
