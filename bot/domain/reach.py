"""What must be known beside the record to reckon reminders: who is reached how, what was tried, put off."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.domain.calls import MADE, Called, Which
from bot.domain.quiet_hours import Quiet
from bot.domain.reminder import CALL
from bot.domain.snoozing import Of, Snooze
from bot.domain.topic_calls import CallsSoFar


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Readers' zones and quiet hours, who supervises the case manager, who named topics.

    `by_mail` are people without Slack whose e-mail address is safe; `told_by_others` are those to whom the
    bot says nothing of a case, such as observers. `groups` are the role groups of people.
    `asked` says when the bot asked whom (version, person) about their part. `called` is the newest word on
    each call, `snoozes` what readers put off.
    """

    zones: Mapping[str, str] = field(default_factory=dict)
    quiet: Mapping[str, Quiet] = field(default_factory=dict)
    supervisors: tuple[str, ...] = ()
    topics: CallsSoFar = field(default_factory=CallsSoFar)
    by_mail: frozenset[str] = frozenset()
    told_by_others: frozenset[str] = frozenset()
    groups: Mapping[str, str] = field(default_factory=dict)
    asked: Mapping[tuple[str, str], date] = field(default_factory=dict)
    called: Mapping[Which, Called] = field(default_factory=dict)
    snoozes: Mapping[Of, Snooze] = field(default_factory=dict)

    def asked_of(self, version_id: str) -> frozenset[str]:
        """Whom the bot asked about a version, or staff by a call."""
        by_call = {which[2] for which, said in self.called.items() if _is_made(which, said, version_id)}
        return frozenset(person for version, person in self.asked if version == version_id) | by_call


def _is_made(which: Which, said: Called, version_id: str) -> bool:
    return which[:2] == ("acknowledgement" + CALL, version_id) and said.result == MADE
