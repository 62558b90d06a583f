"""Buttons, options and the controls of a form, with their words from the file that asks."""

from collections.abc import Callable, Iterable

from bot.flows.values import Option
from bot.render.fields import Field
from bot.render.limits import SECTION
from bot.render.parts import Block, Part, Press
from bot.render.sentences import Sentences
from bot.render.texts import filled, plain


def buttons(words: Sentences, presses: Iterable[Press], about: object = "") -> list[Block]:
    """Buttons with their labels. Action ids that a block would repeat get a number."""
    found: list[Block] = []
    seen: dict[str, int] = {}
    for press in presses:
        seen[press.action] = seen.get(press.action, 0) + 1
        nth = f":{seen[press.action]}" if seen[press.action] > 1 else ""
        found.append(_button(words, press, press.action + nth, about))
    return found


def overflow_menu(words: Sentences, presses: Iterable[Press], action: str) -> Block:
    """Up to five presses behind three dots; what is chosen is the value of its press."""
    options = [Option(press.value, press.text or words.label(press.block)) for press in presses]
    return {"type": "overflow", "action_id": action, "options": [option(each) for each in options[:5]]}


def page_buttons(words: Sentences, part: Part) -> list[Block]:
    """The buttons that turn a list's pages, where there is a page to turn to."""
    found = []
    for name, page in (("previous_page", part.current - 1), ("next_page", part.current + 1)):
        if 1 <= page <= part.pages:
            value = ":".join(filter(None, [part.turn_value, str(page)]))
            label = plain(words.common(name))
            found.append(
                {"type": "button", "text": label, "action_id": f"{part.turn}:{name}", "value": value}
            )
    return found


def options_of(words: Sentences, field: Field) -> list[Option]:
    """What can be chosen: given options, or the step's own choices in the words of its file."""
    if field.options is not None:
        return list(field.options)
    return [Option(value, words.label(f"choice_{value}")) for value in field.choices]


def element(words: Sentences, field: Field, placeholder: object) -> Block:
    """The control of a form's field, filled with what was answered before."""
    options = options_of(words, field)
    objects = [option(each) for each in options]
    chosen = [each for each in objects if each["value"] in field.given]
    made = _SHAPES[field.control](field, objects, chosen)
    hint = plain(placeholder) if placeholder and field.control not in _WITHOUT_PLACEHOLDER else None
    return filled({"action_id": "answer", "placeholder": hint, **made})


def option(choice: Option) -> Block:
    """An option object of a select, radio button or checkbox."""
    description = plain(choice.description) if choice.description else None
    return filled({"text": plain(choice.text), "value": choice.value, "description": description})


def _button(words: Sentences, press: Press, action: str, about: object) -> Block:
    label = plain(press.text or words.label(press.block))
    asks = words.confirmation(press.name)
    sure = None
    if asks:
        sure = {"title": plain(words.common("sure")), "text": plain(asks), "confirm": label}
        sure["deny"] = plain(words.common("go_back"))
    reads = f"{label['text']}: {plain(about)['text']}" if about else None
    return filled(
        {
            "type": "button",
            "text": label,
            "action_id": action,
            "value": press.value,
            "style": press.style,
            "confirm": sure,
            "accessibility_label": reads,
        }
    )


def _text(field: Field, options: list[Block], chosen: list[Block]) -> Block:
    long = field.step.answer == "long_text"
    # Slack shows this much and no more; of a longer text, from a command perhaps, as much as it shows.
    shown = field.value[:SECTION]
    # What is too long for the field is shown all the same: its owner shortens it, not we.
    limit = field.step.longest if len(shown) <= field.step.longest else None
    return {"type": "plain_text_input", "initial_value": shown, "multiline": long, "max_length": limit}


def _number(field: Field, options: list[Block], chosen: list[Block]) -> Block:
    least, most = field.step.at_least, field.step.at_most
    return {
        "type": "number_input",
        "is_decimal_allowed": False,
        "initial_value": field.value,
        "min_value": None if least is None else str(least),
        "max_value": None if most is None else str(most),
    }


def _date(field: Field, options: list[Block], chosen: list[Block]) -> Block:
    return {"type": "datepicker", "initial_date": field.value}


def _time(field: Field, options: list[Block], chosen: list[Block]) -> Block:
    return {"type": "timepicker", "initial_time": field.value}


def _user(field: Field, options: list[Block], chosen: list[Block]) -> Block:
    return {"type": "users_select", "initial_user": field.value}


def _one_of(kind: str, options: list[Block], chosen: list[Block]) -> Block:
    return {"type": kind, "options": options, "initial_option": chosen[0] if chosen else None}


def _many_of(kind: str, options: list[Block], chosen: list[Block]) -> Block:
    return {"type": kind, "options": options, "initial_options": chosen}


_SHAPES: dict[str, Callable[[Field, list[Block], list[Block]], Block]] = {
    "text": _text,
    "number": _number,
    "date": _date,
    "time": _time,
    "user": _user,
    "users": lambda field, options, chosen: {"type": "multi_users_select", "initial_users": [*field.given]},
    "radio": lambda field, options, chosen: _one_of("radio_buttons", options, chosen),
    "select": lambda field, options, chosen: _one_of("static_select", options, chosen),
    "checkboxes": lambda field, options, chosen: _many_of("checkboxes", options, chosen),
    "many_select": lambda field, options, chosen: _many_of("multi_static_select", options, chosen),
    "external": lambda field, options, chosen: {
        **_one_of("external_select", [], chosen),
        "min_query_length": 0,
    },
    "many_external": lambda field, options, chosen: {
        **_many_of("multi_external_select", [], chosen),
        "min_query_length": 0,
    },
}
_WITHOUT_PLACEHOLDER = ("radio", "checkboxes")
