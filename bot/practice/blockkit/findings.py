"""What a check found, in the form in which Slack reports it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One broken rule and the place where it was broken."""

    sentence: str
    pointer: str

    def __str__(self) -> str:
        return f"[ERROR] {self.sentence} [json-pointer:{self.pointer}]"


class Findings(list[Finding]):
    """The findings of one check, in the order of the payload."""

    def add(self, sentence: str, pointer: str) -> None:
        self.append(Finding(sentence, pointer))

    def messages(self) -> list[str]:
        return [str(finding) for finding in self]
