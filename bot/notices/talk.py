"""The private talk as its holder sees it in a DM: one part at a time, with words to say and its form."""

from bot.domain.sending import Ready
from bot.notices.reader import Reader
from bot.render import Message, Press, Words
from bot.services.preparing.talk import Talk, TalkPart
from bot.services.preparing.talk_forms import forms_of, skipping


def begin(reader: Reader) -> Ready:
    """A talk waits; whose, and what is asked, is behind the button."""
    go_on = Press("begin", "do:talk_go", reader.outgoing.subject_id, "primary")
    return reader.says("talk", presses=[go_on])


def talk_message(words: Words, talk: Talk, part: TalkPart | None, language: str) -> Message:
    """One part of the talk; without one, what is left of it."""
    person = talk.person
    if part is None:
        left = [words.name("talk_parts", one.name, language) for one in talk.parts if not one.is_over]
        return words.message("talk/over", language, presses=_at_the_end(talk), name=person.name, left=left)
    return words.message(
        "talk/part",
        language,
        presses=[*part_presses(talk, part.name), *_ways_on(talk, part)],
        said=words_to_say(words, talk, part.name, language),
        name=person.name,
        part=part.name,
        place=[one.name for one in talk.parts].index(part.name) + 1,
        total=len(talk.parts),
        state=str(part.state),
        why=part.why,
    )


def talk_stopped(words: Words, talk: Talk, language: str) -> Message:
    """It stops here; everything that was noted stays."""
    presses = [Press("go_on", "do:talk_go", talk.person.id)]
    return words.message("talk/stopped", language, presses=presses, name=talk.person.name)


def part_presses(talk: Talk, part: str) -> list[Press]:
    """The forms of one part as buttons; the first one closes it."""
    first, *others = forms_of(talk, part)
    closes = Press(first.name, f"open:{first.flow}", first.subject, "primary")
    return [closes, *(Press(one.name, f"open:{one.flow}", one.subject) for one in others)]


def words_to_say(words: Words, talk: Talk, part: str, language: str) -> str:
    """What can be said to the person, in their language, and beside it in that of whoever says it."""
    theirs = talk.person.language or language
    names = {
        "name": _first(talk.person.name),
        "me": _first(talk.held_by.name if talk.held_by else ""),
        "facilitates": bool(talk.held_by and talk.held_by.role == "facilitator"),
        "children": [_first(one) for one in talk.children],
        "to_child": talk.child_id is not None,
    }
    said = [words.text(f"say/{part}", spoken, **names) for spoken in (theirs, language)]
    return "\n\n".join(dict.fromkeys(said))


def _ways_on(talk: Talk, part: TalkPart) -> list[Press]:
    here = f"{talk.person.id}:{part.name}"
    before, following = talk.before(part.name), talk.after(part.name)
    return [
        *([] if part.is_over else [Press("skip", "open:talk_skip", skipping(talk, part.name))]),
        *([] if part.is_over else [Press("later", "do:talk_later", here)]),
        *([Press("back", "do:talk_go", f"{talk.person.id}:{before.name}")] if before else []),
        *([Press("on", "do:talk_go", f"{talk.person.id}:{following.name}")] if following else []),
        *_always(talk),
    ]


def _at_the_end(talk: Talk) -> list[Press]:
    later = next((one for one in talk.parts if not one.is_over), None)
    go_on = [Press("go_on", "do:talk_go", f"{talk.person.id}:{later.name}", "primary")] if later else []
    return [*go_on, Press("all_parts", "do:talk_parts", talk.person.id)]


def _always(talk: Talk) -> list[Press]:
    return [
        Press("all_parts", "do:talk_parts", talk.person.id),
        Press("stop", "do:talk_stop", talk.person.id),
    ]


def _first(name: str) -> str:
    return name.split()[0] if name.strip() else ""
