"""The card of a conference: its stage, whom to ask, what to say, how much is recorded; nobody's words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.case import Case
from bot.domain.conference import Attendance, Conference, ConferenceState
from bot.domain.course import Wish
from bot.domain.delivery import Outgoing
from bot.domain.ideas import Idea
from bot.domain.kept import Entry
from bot.domain.plan import Goal, Need, Objective, Service, Strength, Task, Visit, Voice
from bot.domain.profile import PracticeProfile, Stage
from bot.domain.sending import Composed, Drop, Ready
from bot.domain.ties import Tie
from bot.notices.reader import Reader
from bot.render import Message, Press, Words
from bot.services.acting import Agency
from bot.services.delivery.composing import Compose
from bot.services.meeting.ahead import ahead_of
from bot.services.meeting.cards import card_stays_out
from bot.services.meeting.course import is_family_alone
from bot.services.meeting.signals import hands_up
from bot.services.ports import UnitOfWork

COUNTED: dict[str, type[Entry]] = {
    "strengths": Strength,
    "needs": Need,
    "ideas": Idea,
    "goals": Goal,
    "objectives": Objective,
    "tasks": Task,
    "visits": Visit,
    "ties": Tie,
    "services": Service,
    "voices": Voice,
}
# What is recorded at each stage, as forms; a stage without any has only its words.
STAGE_FORMS = {
    "welcome": ("roll_call",),
    "ground_rules": ("roll_call", "confidential", "ground_rule"),
    "why_we_are_here": ("background",),
    "child_voice": ("voice",),
    "strengths": ("strength",),
    "needs": ("need", "concern"),
    "goal_check": ("permanency", "goal_view"),
    "ideas": ("need", "idea"),
    "objectives_tasks": ("goal", "objective", "task", "decision"),
    "visits": ("visit", "tie"),
    "services": ("service",),
}
OF_CONFERENCE = ("roll_call", "confidential")
# The stage in which ideas are gathered for each need before one is chosen.
IDEAS = "ideas"
# The stage in which the plan is read out: each who opens it reads what is theirs to see.
READ_BACK = "read_back"


@dataclass(frozen=True)
class Reading:
    """For whom a card is written: in which language, and whether replies under it are read."""

    language: str
    threads: bool = False


def card(agency: Agency, words: Words) -> Compose:
    """The conference's card: its stage, whom to ask, what to say, and how much is recorded. Never words."""

    def compose(work: UnitOfWork, outgoing: Outgoing) -> Ready:
        conference = work.get(Conference, outgoing.subject_id)
        if card_stays_out(work, conference):
            return _emptied(words, outgoing)
        profile = _profile(agency, work, conference)
        return _card(words, work, profile, conference, Reading("en", threads=agency.read_threads))

    return compose


def card_alone(reader: Reader) -> Ready:
    """The same for one who leads, in their DM, while no card may stand in the channel."""
    conference = reader.on.work.get(Conference, reader.outgoing.subject_id)
    return _card(reader.words, reader.on.work, reader.on.profile, conference, Reading(reader.language))


def _emptied(words: Words, outgoing: Outgoing) -> Ready:
    """Where a card stood before it had to go, something that holds for every family."""
    if outgoing.ts is None:
        return Drop("not_in_the_channel")
    said = words.message("stages/elsewhere")
    return Composed(text=said.text, blocks=said.blocks)


def _card(
    words: Words, work: UnitOfWork, profile: PracticeProfile, conference: Conference, reading: Reading
) -> Composed:
    language = reading.language
    if conference.state is ConferenceState.OPEN and conference.paused_at:
        said = words.message("stages/paused", language, presses=_paused_presses(conference))
    elif conference.state is ConferenceState.OPEN and conference.stage:
        said = _stage(words, work, profile, conference, reading)
    elif conference.adjourned:
        presses = [Press("recorded", "do:record", conference.case_id)]
        said = words.message("stages/adjourned", language, presses=presses)
    else:
        counts = _counts(work, conference)
        said = words.message("stages/ended", language, counts=counts, presses=_ended_presses(conference))
    return Composed(text=said.text, blocks=said.blocks)


def _stage(
    words: Words, work: UnitOfWork, profile: PracticeProfile, conference: Conference, reading: Reading
) -> Message:
    stages = profile.stages_of(conference.kind)
    stage = next(one for one in stages if one.id == conference.stage)
    coming, hands, counts = (
        ahead_of(work, profile, conference),
        hands_up(work, conference),
        _counts(work, conference),
    )
    alone = is_family_alone(conference)
    presses = _card_presses(conference, stages, any_noted=bool(counts["present"]))
    if profile.outcome_questions and stage.id == "goal_check":
        presses.insert(0, Press("outcomes", "do:outcomes", conference.id))
    return words.message(
        f"stages/{conference.stage}",
        reading.language,
        counts=counts,
        minutes=stage.minutes,
        number=stages.index(stage) + 1,
        total=len(stages),
        ready=hands.ready,
        speak=hands.speak,
        hard_next=coming.is_hard and not alone,
        threads_read=reading.threads and not alone,
        presses=[back_press(conference)] if alone else presses,
        everyone=[] if alone else own_presses(conference),
    )


def own_presses(conference: Conference) -> list[Press]:
    """What everybody who takes part can ask for without a word, and the pause that stops everything."""
    wishes = [Press(f"wish_{wish}", "do:signal", f"{conference.id}:{wish}") for wish in Wish]
    return [*wishes, Press("pause", "do:pause", conference.id, "danger")]


def back_press(conference: Conference) -> Press:
    """The one button while the family is alone."""
    return Press("back_together", "do:back_together", conference.id, "primary")


def _paused_presses(conference: Conference) -> list[Press]:
    return [
        Press("safety", "do:safety", conference.id),
        Press("resume", "do:resume", conference.id),
    ]


def _card_presses(conference: Conference, stages: Sequence[Stage], *, any_noted: bool) -> list[Press]:
    here = conference.stage or ""
    seen = f"{conference.id}:{here}"
    presses = [
        Press(
            f"add_{form}",
            f"open:{form}",
            conference.id if form in OF_CONFERENCE else conference.case_id,
        )
        for form in STAGE_FORMS.get(here, ())
    ]
    if here == IDEAS:
        presses.append(Press("ideas", "do:needs_ideas", conference.case_id))
    if here == READ_BACK:
        presses.append(Press("read_plan", "do:plan", conference.case_id))
    if here != stages[0].id:
        presses.append(Press("previous_stage", "do:previous_stage", seen))
    if here != stages[-1].id:
        presses.append(Press("next_stage", "do:next_stage", seen, "primary"))
    presses.append(Press("running", "do:running", conference.id))
    presses.append(Press("recorded", "do:record", conference.case_id))
    end = end_press(conference, any_noted)
    presses.append(replace(end, style="primary") if here == stages[-1].id else end)
    return presses


def end_press(conference: Conference, any_noted: bool) -> Press:
    """The way to the end, which asks first: an end counts as held, also where nobody is noted as there."""
    return Press("end" if any_noted else "end_unnoted", "do:end", conference.id)


def _ended_presses(conference: Conference) -> list[Press]:
    return [
        Press("recorded", "do:record", conference.case_id),
        Press("close_up", "do:gaps", conference.id, "primary"),
        Press("reopen", "do:reopen", conference.id),
    ]


def _counts(work: UnitOfWork, conference: Conference) -> dict[str, int]:
    counts = {
        name: sum(_is_counted(one) for one in work.find(kind, case_id=conference.case_id))
        for name, kind in COUNTED.items()
    }
    here = work.find(Attendance, conference_id=conference.id)
    present = sum(not one.how.startswith(("absent", "not_invited", "input_only")) for one in here)
    return {**counts, "present": present, "answered": len(here)}


def _is_counted(entry: Entry) -> bool:
    """Not what was taken out; nor what a child keeps private, as the card is read by everybody."""
    return entry.stands and not getattr(entry, "keep_private", False)


def _profile(agency: Agency, work: UnitOfWork, conference: Conference) -> PracticeProfile:
    return agency.profiles[work.get(Case, conference.case_id).profile]
