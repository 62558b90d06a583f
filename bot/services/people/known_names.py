"""Whether a typed name is known in the case: nobody is added twice unnoticed, and namesakes differ."""

from bot.domain.errors import AnswersNotUnderstood
from bot.domain.network import Merge
from bot.domain.people import Person
from bot.services.acting import OnCase


def refuse_known_name(on: OnCase, name: str, relation: str | None, but: str = "") -> None:
    """Raise AnswersNotUnderstood where somebody has that name and nothing tells the two apart.

    Those who left and those who are only looked for count as well; `but` is the person who is corrected.
    """
    joined = {one.gone_person for one in on.work.find(Merge, case_id=on.case.id, undone_on=None)}
    namesakes = [
        one
        for one in on.work.find(Person, case_id=on.case.id)
        if one.id not in joined | {but} and _alike(one.name, name)
    ]
    if any(not relation or _alike(one.relation or "", relation) for one in namesakes):
        raise AnswersNotUnderstood({"name": "name_is_known"})


def plain_name(name: str) -> str:
    """A name as it is compared: capitals and spaces tell nobody apart."""
    return " ".join(name.split()).casefold()


def _alike(one: str, other: str) -> bool:
    return plain_name(one) == plain_name(other)
