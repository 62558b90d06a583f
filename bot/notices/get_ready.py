"""Questions that somebody answers by themselves, as they come in a DM; and that somebody needs something."""

from collections.abc import Sequence

from bot.domain.conference import ON_THE_WAY, Conference
from bot.domain.preparing import AccessNeed
from bot.domain.sending import Composed, Drop, Ready
from bot.flows.flow import next_step
from bot.flows.preparing import GET_READY
from bot.flows.values import Answers, Option
from bot.notices.reader import Reader
from bot.render import Message, Press, Words
from bot.services.preparing.access_needs import open_needs_of
from bot.services.preparing.guided import answers


def ask(reader: Reader) -> Ready:
    """The question that comes next, in the reader's language; or thanks, with all that was answered."""
    conference_id = reader.outgoing.subject_id
    if reader.on.work.get(Conference, conference_id).state not in ON_THE_WAY:
        return Drop("conference_over")
    said = question_now(
        reader.words, answers(reader.acting, GET_READY, conference_id), conference_id, reader.language
    )
    return Composed(text=said.text, blocks=said.blocks)


def needs_named(reader: Reader) -> Ready:
    """To those who lead: somebody said what they need; who and what is behind the button."""
    if not open_needs_of(reader.on):
        return Drop("nothing_open")
    return reader.says("needs_named", presses=[Press("needs", "do:needs", reader.on.case.id, "primary")])


def need_answered(reader: Reader) -> Ready:
    """To who needs something: there is an answer; what it is about is behind the button."""
    need = reader.on.work.get(AccessNeed, reader.outgoing.subject_id)
    if not need.stands or need.answer is None:
        return Drop("nothing_answered")
    mine = Press("own_needs", "do:own_needs", reader.on.case.id, "primary")
    return reader.says("need_answered", presses=[mine])


def question_now(words: Words, given: Answers, conference_id: str, language: str) -> Message:
    """What is asked now; at the end thanks, the way to one's answers, and to one's topics."""
    step = next_step(GET_READY, given, {})
    mine = [Press("mine", "do:get_ready_mine", conference_id)] if given else []
    if step is None:
        topics = Press("topics", "do:begin", conference_id, "primary")
        return words.message("get_ready/thanks", language, presses=[topics, *mine])
    # A list that is too long for buttons is read when its form opens.
    none: dict[str, tuple[Option, ...]] = {step.source: ()} if step.source else {}
    asked = words.question(GET_READY, step, language, subject=conference_id, options=none)
    return below(words, asked, mine, language)


def below(words: Words, asked: Message, presses: Sequence[Press], language: str) -> Message:
    """A message, and under it the way to what was answered, where something was."""
    if not presses:
        return asked
    so_far = words.message("get_ready/so_far", language, presses=presses)
    return Message(f"{asked.text}\n{so_far.text}", [*asked.blocks, *so_far.blocks])
