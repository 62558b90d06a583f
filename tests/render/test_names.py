"""Everything that a person can choose or read has a name in words, in each language that has names."""

from collections.abc import Iterable, Iterator

import pytest

from bot.domain.closing import ANSWERS, HOW_COPIES_GO, MANNERS, VIEWS
from bot.domain.conditions import FACTS
from bot.domain.conference import HOW_TOOK_PART, WHY_SET_ASIDE, ConferenceState
from bot.domain.ideas import KINDS_OF_IDEA
from bot.domain.languages import LANGUAGES
from bot.domain.plan import HOW_VOICE_WAS_HEARD, WANTS, WHY_LEFT_OUT, TaskState
from bot.domain.profile import PracticeProfile
from bot.profiles.loader import load_profiles
from bot.render import Words
from bot.services.entries.capture import KINDS
from tests.words_files import languages, words_files

LONGEST = 60
MOST_OPTIONS = 100
OF_THE_RECORD: dict[str, Iterable[str]] = {
    "answers": ANSWERS,
    "manners": MANNERS,
    "views": VIEWS,
    "copy_ways": HOW_COPIES_GO,
    "took_part": HOW_TOOK_PART,
    "set_aside_reasons": WHY_SET_ASIDE,
    "left_out_reasons": WHY_LEFT_OUT,
    "conference_states": tuple(ConferenceState),
    "task_states": tuple(TaskState),
    "voice_ways": HOW_VOICE_WAS_HEARD,
    "voice_wants": WANTS,
    "help_kinds": KINDS_OF_IDEA,
    "kinds": tuple(KINDS),
    "facts": (*FACTS, "birth_date"),
}


def of_profile(profile: PracticeProfile) -> Iterator[tuple[str, str]]:
    """Each group and id that a profile can bring before a person's eyes."""
    named = {
        "permanency_goals": profile.permanency_goals,
        "events": profile.trigger_events,
        "plan_kinds": profile.plan_kinds,
        "meeting_kinds": profile.meeting_kinds,
        "clocks": profile.clocks,
        "sections": profile.sections,
        "need_domains": profile.needs_domains,
    }
    for group, things in named.items():
        yield from ((group, thing.id) for thing in things)
    yield from (("roles", role.id) for role in profile.roles)
    yield from (("roles", place.id) for place in profile.required_roles)
    yield from (("stages", stage.id) for stages in profile.stage_lists for stage in stages.stages)


def every_id() -> list[tuple[str, str]]:
    found = [(group, str(thing)) for group, things in OF_THE_RECORD.items() for thing in things]
    for profile in load_profiles().values():
        found += of_profile(profile)
    return sorted(set(found))


@pytest.mark.parametrize("language", languages())
def test_every_id_of_the_profiles_and_the_record_has_a_name(language: str) -> None:
    """In a translation too: half a list in English would be worse than a whole one."""
    files = words_files(language)
    unnamed = [(group, thing) for group, thing in every_id() if thing not in files[f"names/{group}"].blocks]
    assert unnamed == []


@pytest.mark.parametrize("language", languages())
def test_names_are_short_enough_for_a_list_to_choose_from(language: str) -> None:
    words = Words()
    named = {(group, thing): words.name(group, thing, language) for group, thing in every_id()}
    assert [name for name in named.values() if len(name) > LONGEST] == []


@pytest.mark.parametrize("group", ["permanency_goals", "events", "meeting_kinds", "plan_kinds", "roles"])
@pytest.mark.parametrize("language", languages())
def test_nobody_has_to_choose_between_two_equal_names(language: str, group: str) -> None:
    words = Words()
    for profile in load_profiles().values():
        ids = {thing for where, thing in of_profile(profile) if where == group}
        shown = [words.name(group, thing, language) for thing in ids]
        assert len(shown) == len(set(shown))


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_language_that_can_be_chosen_has_a_name_of_its_own(language: str) -> None:
    words = Words()
    shown = [words.name("languages", one, language) for one in LANGUAGES]
    assert len(set(shown)) == len(LANGUAGES) <= MOST_OPTIONS
    assert not set(shown) & set(LANGUAGES)


def test_a_language_that_nobody_named_reads_as_its_code_and_never_as_english() -> None:
    assert Words().name("languages", "xx") == "xx"


def test_an_agencys_own_id_reads_as_words() -> None:
    assert Words().name("roles", "night_shift_nurse", "es") == "night shift nurse"
