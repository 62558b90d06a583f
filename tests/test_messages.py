"""The contract between code and words: each word that code asks for is there, is used, fits and is plain."""

import re
import warnings
from collections.abc import Iterator
from typing import Any

import pytest

from bot.domain import access
from bot.domain.errors import PlanningError
from bot.domain.roles import RefusedBecause
from bot.flows import FLOWS
from bot.flows.agenda_topics import AGENDA_TOPICS
from bot.flows.answers import problem_names
from bot.flows.flow import Flow, Step
from bot.flows.values import Option
from bot.handlers import FORMS
from bot.handlers.form import Form
from bot.notices import NOTICES
from bot.render import Words
from bot.render.sentences import Sentences, sentences_of
from bot.services.entries import capture
from tests.readability import banned_words, too_hard
from tests.samples import SAMPLES, samples_of
from tests.slack_rules import faults_of_message, faults_of_view
from tests.words_files import (
    WordsFile,
    asked_by_code,
    error_problems,
    languages,
    layout_blocks,
    mentioned_in_code,
    problems_raised,
    words_files,
)

ENGLISH = words_files("en")
STEPS = [(flow, step) for flow in FLOWS.values() for step in flow.steps]
PEOPLE = [Option("p1", "Dana Reyes", "mother"), Option("p2", "Marcus Harlow", "father")]
FAMILY = access.TEAM - {access.Standing.CASE_MANAGER, access.Standing.AGENCY, access.Standing.PROFESSIONAL}
RUN_TOGETHER = re.compile(r"[a-z.:,][A-Z][a-z]|[a-z][.:,][A-Z][a-z]")
OF_EVERYBODY = ("captured", "common", "entries", "errors", "forms", "get_ready", "help", "hub", "papers")
VIEWS_OF_FAMILIES = (
    *(
        "views/agenda",
        "views/add_to_plan",
        "views/due",
        "views/entries",
        "views/get_ready",
        "views/home",
        "views/my_day",
        "views/since",
        "views/progress",
        "views/updates",
    ),
    *("views/papers", "views/plan", "views/record", "views/task", "receipts/entry", "receipts/entry_undone"),
    *("receipts/paper", "receipts/saved", "receipts/task", "receipts/thanks", "receipts/topics"),
    *("receipts/asked_change", "views/what_kind"),
    *("views/put_off", "receipts/put_off", "receipts/not_put_off", "receipts/own_times"),
    *("reminder_mail/subject", "reminder_mail/mail", "notices/reminder_over"),
)
NAMES_FAMILIES_READ = (
    *("answers", "clocks", "conference_states", "copy_ways", "events", "kinds", "languages", "meeting_kinds"),
    *("kinds_explained", "offer_answers"),
    *(
        "need_domains",
        "needs",
        "acceptances",
        "how_accepted",
        "outcome_questions",
        "permanency_goals",
        "plan_kinds",
        "roles",
        "sections",
        "stages",
        "task_states",
        "tie_kinds",
    ),
    *("took_part", "views", "voice_ways", "voice_wants"),
)
MADE_OF_OTHER_BLOCKS = ("_row", "_none")


@pytest.fixture(scope="module")
def words() -> Words:
    return Words()


def errors(family: type[PlanningError] = PlanningError) -> Iterator[type[PlanningError]]:
    yield family
    for kind in family.__subclasses__():
        if kind.__module__.startswith("bot."):
            yield from errors(kind)


def snake(kind: type) -> str:
    return re.sub("(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()


# 1. Whatever code asks for has English words.


@pytest.mark.parametrize(("flow", "step"), STEPS, ids=[f"{flow.name}/{step.name}" for flow, step in STEPS])
def test_every_step_and_every_choice_has_words(flow: Flow, step: Step) -> None:
    name = f"{flow.name}/{step.words_file}"
    assert name in ENGLISH, f"write messages/en/{name}.j2"
    known = ENGLISH[name].blocks | ENGLISH["common"].blocks
    missing = [choice for choice in step.choices if f"choice_{choice}" not in known]
    assert not missing, f"messages/en/{name}.j2 has no words for the choices {missing}"


@pytest.mark.parametrize("flow", FLOWS)
def test_every_form_has_words(flow: str) -> None:
    assert f"{flow}/form" in ENGLISH, f"write messages/en/{flow}/form.j2"


@pytest.mark.parametrize("kind", sorted(set(errors()), key=snake))
def test_every_error_has_words(kind: type[PlanningError]) -> None:
    assert f"errors/{snake(kind)}" in ENGLISH, f"write messages/en/errors/{snake(kind)}.j2"


def test_every_problem_of_an_answer_has_words() -> None:
    needed = {**dict.fromkeys(_problems(), "reading an answer or the roles"), **problems_raised()}
    missing = {problem: where for problem, where in needed.items() if f"problems/{problem}" not in ENGLISH}
    assert not missing, f"write messages/en/problems/<name>.j2 for {missing}"


def _problems() -> set[str]:
    return {*problem_names(FLOWS.values()), *map(str, RefusedBecause)}


def test_every_message_that_code_names_has_words() -> None:
    missing = sorted(
        {(asked.pattern, asked.where) for asked in asked_by_code() if not any(map(asked.fits, ENGLISH))}
    )
    assert not missing, f"write messages/en/<name>.j2 for {missing}"


# 2. Nothing is left over.


def _used() -> set[str]:
    steps = {f"{flow.name}/{step.words_file}" for flow, step in STEPS} | {f"{flow}/form" for flow in FLOWS}
    problems = {f"problems/{problem}" for problem in _problems() | problems_raised().keys()}
    told = {name for name in ENGLISH if _is_of_an_error(name)}
    named = {name for name in ENGLISH if mentioned_in_code().fits(name)}
    names = {name for name in ENGLISH if name.startswith("names/")}
    return {"common"} | steps | problems | told | named | names


def _is_of_an_error(name: str) -> bool:
    """`errors/<class>`, or `errors/<class>_<problem>` with a problem that some code names."""
    refused = {action.replace(".", "_") for action in access.RULES}
    for kind in map(snake, errors()):
        problem = name.removeprefix(f"errors/{kind}_")
        named = problem in refused or error_problems().fits(problem)
        if name == f"errors/{kind}" or (problem != name and named):
            return True
    return False


def test_no_words_file_is_unused() -> None:
    assert not sorted(set(ENGLISH) - _used()), "nothing asks for these files of messages/en"


def test_no_sample_is_left_over() -> None:
    assert not sorted(set(SAMPLES) - set(ENGLISH)), "tests/samples has values for files that are not there"


@pytest.mark.parametrize("name", ENGLISH)
def test_every_block_is_drawn_somewhere(name: str, words: Words, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: set[str] = set()
    get = Sentences.get

    def noting(self: Sentences, block: str, **values: object) -> Any:
        drawn.add(block)
        return get(self, block, **values)

    monkeypatch.setattr(Sentences, "get", noting)
    file = ENGLISH[name]
    list(_drawn(words, file))
    unused = file.blocks - layout_blocks(file.layout) - drawn
    assert not unused, (
        f"no sample of {name} draws {sorted(unused)}: a slip in the name, or a sample is missing"
    )


# 3. Translations have the shape of the English.


TRANSLATED = [
    (language, name) for language in languages() for name in words_files(language) if language != "en"
]


@pytest.mark.parametrize(("language", "name"), TRANSLATED)
def test_a_translation_has_the_shape_of_the_english(language: str, name: str) -> None:
    assert name in ENGLISH, "there is no English file of that name"
    theirs, ours = words_files(language)[name], ENGLISH[name]
    assert theirs.layout == ours.layout
    if ours.layout == "shared":
        # Each block of these stands alone, and one that is missing is read in English.
        assert theirs.blocks <= ours.blocks
        assert theirs.needs <= ours.needs
    else:
        assert (theirs.blocks, theirs.needs) == (ours.blocks, ours.needs)


@pytest.mark.parametrize("language", [language for language in languages() if language != "en"])
def test_missing_translations_are_listed(language: str) -> None:
    theirs = words_files(language)
    missing = sorted(set(ENGLISH) - set(theirs))
    missing += [
        f"{name} ({block})"
        for name, file in theirs.items()
        for block in sorted(ENGLISH[name].blocks - file.blocks)
    ]
    if missing:
        warnings.warn(f"{language}: read in English: {', '.join(missing)}", stacklevel=1)
    assert theirs, f"messages/{language} holds no translation at all"


def _for_families() -> set[str]:
    """Every words file that somebody who is no staff can come to read."""
    notices = {name for name, (right, _) in NOTICES.items() if not access.RULES[right].isdisjoint(FAMILY)}
    flows = [AGENDA_TOPICS, *(form.flow for form in FORMS if _is_for_families(form))]
    found = {name for name in ENGLISH if name.split("/")[0] in {*OF_EVERYBODY, *(one.name for one in flows)}}
    found |= {name for name in ENGLISH if name.startswith(tuple(f"notices/{one}" for one in notices))}
    found |= {f"problems/{problem}" for problem in problem_names(flows)}
    return found | {*VIEWS_OF_FAMILIES, *(f"names/{group}" for group in NAMES_FAMILIES_READ)}


def _is_for_families(form: Form) -> bool:
    """Of what belongs in the plan, everyone adds strengths and needs of their own, and no more."""
    if form.right == "entry.add_own":
        return form.flow.name in capture.ONES_OWN
    return not form.right or not access.RULES[form.right].isdisjoint(FAMILY)


@pytest.mark.parametrize("name", sorted(_for_families()))
def test_whatever_a_family_reads_is_there_in_spanish(name: str) -> None:
    spanish = words_files("es")
    assert name in spanish, f"write messages/es/{name}.j2"
    missing = ENGLISH[name].blocks - spanish[name].blocks
    assert not missing, f"messages/es/{name}.j2 lacks {sorted(missing)}"


# 4. Every message can be drawn, inside Slack's limits, in plain words.


@pytest.mark.parametrize("name", ENGLISH)
def test_every_message_has_a_sample_with_all_its_values(name: str) -> None:
    given = set().union(*(sample.keys() for sample in samples_of(name)))
    missing = ENGLISH[name].needs - given
    assert not missing, f"tests/samples: give {name} the values {sorted(missing)}"


@pytest.mark.parametrize("name", ENGLISH)
def test_every_message_fits_into_slacks_limits(name: str, words: Words) -> None:
    for text, faults in _drawn(words, ENGLISH[name]):
        assert not faults, f"{name}: {faults}"
        assert text.strip(), f"{name} says nothing"


@pytest.mark.requirement("C-02")
@pytest.mark.parametrize("name", [name for name in ENGLISH if not name.startswith("names/")])
def test_every_message_is_plain_and_respectful(name: str, words: Words) -> None:
    for text, _ in _drawn(words, ENGLISH[name]):
        assert not banned_words(text), f"{name} uses words that we do not use: {text}"
        assert not too_hard(text), f"{name}: {too_hard(text)}: {text}"
        # Jinja eats the line's end after a tag: the line above would run into the one below.
        assert not RUN_TOGETHER.search(text), f"{name}: words run together: {text}"


@pytest.mark.parametrize(("flow", "step"), STEPS, ids=[f"{flow.name}/{step.name}" for flow, step in STEPS])
def test_labels_are_whole_where_slack_would_cut_them(flow: Flow, step: Step, words: Words) -> None:
    for choice in step.choices:
        label = words.label(flow, step, choice)
        assert len(label) <= 75, f"{flow.name}/{step.name}: {label}"


@pytest.mark.parametrize("name", [name for name, file in ENGLISH.items() if file.layout in ("form", "modal")])
def test_titles_are_whole_where_slack_would_cut_them(name: str, words: Words) -> None:
    for sample in samples_of(name):
        given = {"language": "en", **{key: value for key, value in sample.items() if key != "language"}}
        sentences = sentences_of(words._environments["en"], f"{name}.j2", given)
        for block in ("title", "submit", "close"):
            label = str(sentences.find(block)).strip()
            assert len(label) <= 24, f"{name}: {block} of {len(label)} characters"


def _drawn(words: Words, file: WordsFile) -> Iterator[tuple[str, list[str]]]:
    """What a file says with each of its samples, and what Slack would refuse of it."""
    for sample in samples_of(file.name):
        match file.layout:
            case "question":
                yield from _question(words, file, sample)
            case "form":
                flow = FLOWS[file.name.split("/")[0]]
                yield _view(words.form(flow, "en", options=_options(flow), **_all_values(flow)))
            case "modal":
                yield _view(words.view(file.name, **sample))
            case "home":
                yield _view(words.home(file.name, **sample))
            case "words":
                yield words.text(file.name, **sample), []
            case "shared":
                shared = sentences_of(words._environments["en"], f"{file.name}.j2", dict(sample))
                yield from ((str(shared.get(block)), []) for block in sorted(file.blocks))
            case _:
                message = words.message(file.name, **sample)
                yield message.text, faults_of_message(message.text, message.blocks)


def _question(words: Words, file: WordsFile, sample: Any) -> Iterator[tuple[str, list[str]]]:
    flow = FLOWS[file.name.split("/")[0]]
    for step in flow.steps:
        if f"{flow.name}/{step.words_file}" == file.name:
            options = _options(flow)
            form = words.form(flow, "en", options=options, only=step.name, **_all_values(flow))
            asked = words.question(flow, step, "en", subject="s1", options=options, **sample)
            yield asked.text, faults_of_view(form) + faults_of_message(asked.text, asked.blocks)


def _options(flow: Flow) -> dict[str, list[Option]]:
    return {step.source: PEOPLE for step in flow.steps if step.source}


def _all_values(flow: Flow) -> dict[str, Any]:
    """The values of all files of a flow together, as its form is given them."""
    names = [f"{flow.name}/form", *(f"{flow.name}/{step.words_file}" for step in flow.steps)]
    return {key: value for name in names for key, value in samples_of(name)[0].items()}


def _view(view: dict[str, Any]) -> tuple[str, list[str]]:
    sections = [block for block in view["blocks"] if block["type"] in ("section", "header", "context")]
    lines = [
        text["text"] for block in sections for text in (block.get("text"), *block.get("elements", ())) if text
    ]
    title = view["title"]["text"] if "title" in view else ""
    return "\n".join([title, *lines]).strip(), faults_of_view(view)
