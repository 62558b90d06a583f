"""A hint that is fine as it is: who said so is kept, and nobody is asked again until something changes."""

from collections.abc import Iterable

from bot.domain.as_it_is import AsItIs
from bot.domain.errors import NotFound
from bot.services.acting import Acting
from bot.services.calling.scheduling import conference_of
from bot.services.plan.gaps import Gap
from bot.services.plan.worth_a_look import hints
from bot.services.record import case_record


def accept(acting: Acting, conference_id: str, kind: str, about: str) -> None:
    """Leave it as it is. Twice changes nothing; raises NotFound for a hint that nobody gives any more."""
    with acting.on_case("plan.seal", conference_of(acting, conference_id).case_id) as on:
        record = case_record(on.work, on.case.id)
        found = hints(record, on.profile, conference_id)
        hint = next((one for one in found if (one.kind, one.about) == (kind, about)), None)
        if hint is None:
            raise NotFound("hint", id=about)
        known = on.work.find(AsItIs, case_id=on.case.id)
        if unaccepted((hint,), known):
            on.keep(
                AsItIs,
                kind=hint.kind,
                about=hint.about,
                about_version=hint.subject.version or 0,
                notes=_said(hint),
                accepted_by=acting.user,
                accepted_at=on.work.now,
            )


def unaccepted(found: Iterable[Gap], accepted: Iterable[AsItIs]) -> tuple[Gap, ...]:
    """The hints that nobody accepted as they are."""
    known = tuple(accepted)
    return tuple(one for one in found if not any(_covers(each, one) for each in known))


def _covers(accepted: AsItIs, hint: Gap) -> bool:
    same = (accepted.kind, accepted.about, accepted.about_version)
    return same == (hint.kind, hint.about, hint.subject.version or 0) and set(_said(hint)) <= set(
        accepted.notes
    )


def _said(hint: Gap) -> tuple[str, ...]:
    """What was asked: ids of notes. The words themselves stay in the entry."""
    return hint.notes
