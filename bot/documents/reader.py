"""What the sections of a document share: the plan, its words, and who a person id is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.documents.words import Words

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Reader:
    """A plan in the hands of one reader; `about` is empty while nothing is sealed."""

    content: Json
    about: Json
    words: Words

    def person(self, person_id: str | None) -> Json | None:
        """Who that is, as the plan or what is recorded about it names them."""
        named = {**self.about.get("people", {}), **self.content["people"]}
        return named.get(person_id)

    def name(self, person_id: str | None) -> str:
        """A person's name. A role that somebody was only booked for may have none yet."""
        person = self.person(person_id)
        if person is None:
            return self.words("facts.not_recorded")
        return str(person["name"]).strip() or self.words("people.no_name")

    def role(self, person_id: str | None) -> str:
        """How a person belongs here: their own relation to the child if it is recorded, else the role."""
        person = self.person(person_id)
        if person is None:
            return self.words("facts.not_recorded")
        return str(person["relation"] or self.words.term("roles", person["role"]))

    def child(self, child_id: str | None) -> str:
        """A child's name."""
        names = {child["id"]: str(child["name"]) for child in self.content["children"]}
        return names.get(child_id or "", self.words("facts.not_recorded"))

    def none(self, part: str, *sections: str) -> str:
        """What stands where a part is empty: that it was looked at and is not needed, or nothing yet."""
        aside = [row["about"] for row in self.about.get("set_aside", []) if row["gap"] == "section"]
        return self.words("set_aside.considered" if set(aside) & set(sections) else f"{part}.none")

    def said_by(self, section: str, person_id: str | None) -> str:
        """The line that names who said something; nothing when nobody recorded it."""
        if self.person(person_id) is None:
            return ""
        return self.words(f"{section}.by", name=self.name(person_id))

    def carried(self, row: Json) -> list[str]:
        """The line that says that something comes from an earlier plan (V-11); none for what is new."""
        mark = row.get("carried")
        if not mark:
            return []
        facts = {"name": self.name(mark["by"])}
        for key, day in (("date", mark["plan_of"]), ("on", mark["on"])):
            facts[key] = self.words.short_date(day) if day else ""
        from_where = "plan" if mark["plan_of"] else "before"
        told = "" if mark["on"] and self.person(mark["by"]) else "_only"
        return [self.words(f"carried.{from_where}{told}", **facts)]

    def fact(self, key: str, value: str) -> dict[str, str]:
        """A label with its value."""
        return {"label": self.words(key), "value": value}
