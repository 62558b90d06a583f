"""report.json: where each fact of the file was found, what was assumed or broken, how long it took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.practice.player.facts_case import case_facts, family_facts
from bot.practice.player.facts_closing import closing_facts
from bot.practice.player.facts_earlier import earlier_facts
from bot.practice.player.facts_entries import entry_facts
from bot.practice.player.facts_expected import expected_facts
from bot.practice.player.facts_network import network_facts
from bot.practice.player.facts_offers import offer_facts
from bot.practice.player.facts_people import people_facts, private_facts
from bot.practice.player.facts_talks import permanency_facts, talk_facts
from bot.practice.player.facts_voices import voice_facts
from bot.practice.player.findings import Fact, Findings
from bot.practice.player.hands import Json
from bot.practice.player.kill_book import KillBook
from bot.practice.player.privacy import Leak
from bot.practice.player.reminders import due_reminders
from bot.practice.player.scene import Reminder, Scene
from bot.practice.player.timing import Phase

CHECKS = (
    case_facts,
    family_facts,
    people_facts,
    private_facts,
    network_facts,
    offer_facts,
    talk_facts,
    voice_facts,
    permanency_facts,
    entry_facts,
    closing_facts,
    earlier_facts,
    expected_facts,
)
# These stand in the file for the file's own sake.
OF_THE_FILE = ("id", "note")
# An empty list says as little as one that is left out.
NOTHING_SAID: tuple[object, ...] = (None, [], {})
ALLOWED_SECONDS = 60.0
# Where the whole record keeps what can be carried over.
OF_THE_PLAN = (
    *("strengths", "needs", "goals", "objectives", "tasks", "concerns", "visits", "services", "decisions"),
)


@dataclass
class Outcome:
    """Everything that a play showed."""

    facts: list[Fact] = field(default_factory=list)
    not_recorded: list[str] = field(default_factory=list)
    late: list[Json] = field(default_factory=list)
    left_open: list[str] = field(default_factory=list)
    leaks: Sequence[Leak] = ()
    breaches: Sequence[Json] = ()
    phases: Sequence[Phase] = ()
    seconds: float = 0.0
    forced: float = 0.0
    kills: KillBook | None = None

    @property
    def missing(self) -> list[Fact]:
        return [fact for fact in self.facts if not fact.ok]

    @property
    def serious(self) -> list[Json]:
        return [one for one in self.breaches if one["serious"]]

    def good(self, scene: Scene) -> bool:
        """Each fact came out where it belongs, in time, and no rule was broken; so too with kills."""
        wrong = self.missing or self.serious or self.leaks or self.late or scene.troubles
        return not wrong and (self.kills is None or self.kills.well)


def check(scene: Scene, plan: Json, record: Json, reminders: Sequence[Reminder]) -> Outcome:
    """Hold the papers and the reminders against the file."""
    found = Findings(scene, plan, record, reminders)
    for facts in CHECKS:
        facts(found)
    checked = {fact.path for fact in found.facts}
    said = [leaf for leaf in scene.script.root.leaves() if leaf.value not in NOTHING_SAID]
    nowhere = [leaf for leaf in said if not _is_checked(leaf.path, checked)]
    missed = [Fact(leaf.path, False, "nowhere", leaf.value, None) for leaf in nowhere]
    return Outcome(
        facts=[*found.facts, *missed],
        not_recorded=found.not_recorded,
        late=_late(scene, plan, reminders),
        left_open=_left_open(found),
    )


def nothing_sealed(scene: Scene) -> Outcome:
    """Without a sealed plan no fact has come out where it belongs."""
    leaves = [leaf for leaf in scene.script.root.leaves() if leaf.path.rsplit(".", 1)[-1] not in OF_THE_FILE]
    return Outcome(facts=[Fact(leaf.path, False, "no plan was sealed", leaf.value, None) for leaf in leaves])


def _is_checked(path: str, checked: set[str]) -> bool:
    """A list that was checked as a whole covers what is in it; the file's own ids need no check."""
    key = path.rsplit(".", 1)[-1]
    if key in OF_THE_FILE or path in checked:
        return True
    return "[" in key and path.rsplit("[", 1)[0] in checked


def _left_open(found: Findings) -> list[str]:
    """What was set aside, about whom by the ids of the file; a section by its own name."""
    known = {kept: who for who, kept in (found.children | found.people).items()}
    texts = {
        part.get("text") or part.get("what") or part.get("how_often"): which
        for which, part in found.scene.script.entries().items()
    }
    entries = [row for name in OF_THE_PLAN for row in found.record[name]]
    words = {row["id"]: row.get("text") or row.get("what") or row.get("how_often") for row in entries}
    known |= {kept: texts[said] for kept, said in words.items() if said in texts}
    return [
        f"{gap}:{known.get(about, about)}"
        for gap, _, about in (item.partition(":") for item in found.scene.left_open)
    ]


def _late(scene: Scene, plan: Json, reminders: Sequence[Reminder]) -> list[Json]:
    """Reminders that did not come on their day."""
    came = Counter((one.on, one.who, one.kind) for one in reminders)
    after = scene.script.talks[-1].on
    due = Counter((one.on, one.who, one.kind) for one in due_reminders(scene, plan) if one.on > after)
    return [
        {"on": f"{on}", "to": who, "kind": kind, "expected": count, "came": came[(on, who, kind)]}
        for (on, who, kind), count in sorted(due.items())
        if came[(on, who, kind)] < count
    ]


def report(scene: Scene, outcome: Outcome) -> Json:
    """The whole report; private words are not repeated in it."""
    facts = sorted(outcome.facts, key=lambda fact: fact.path)
    return {
        "good": outcome.good(scene),
        "facts": {"checked": len(facts), "missing": len(outcome.missing)},
        "missing": [fact.public() for fact in facts if not fact.ok],
        "found": {fact.path: fact.where for fact in facts if fact.ok},
        "assumed": scene.script.assumed,
        "not_recorded": sorted({*outcome.not_recorded, *absent_parts(scene)}),
        "left_open": outcome.left_open,
        "refused": [trouble._asdict() for trouble in scene.troubles],
        "reminders_missing": outcome.late,
        "privacy": {"ok": not outcome.leaks, "leaks": [leak._asdict() for leak in outcome.leaks]},
        "slack": {"serious": len(outcome.serious), "breaches": list(outcome.breaches)},
        **({"kills": outcome.kills.public()} if outcome.kills else {}),
        "seconds": seconds(outcome),
    }


def seconds(outcome: Outcome) -> Json:
    """How long it took, and how long Slack's limits make it at least, phase by phase."""
    return {
        "whole": round(outcome.seconds, 1),
        "forced_by_limits": round(outcome.forced, 1),
        "allowed": round(max(ALLOWED_SECONDS, outcome.forced), 1),
        "phases": {one.name: round(one.seconds, 1) for one in outcome.phases},
    }


def absent_parts(scene: Scene) -> list[str]:
    """Whole parts that the file leaves out."""
    root = scene.script.root
    names = ("safety_screen", "child_voice", "strengths", "needs", "permanency", "visit_plan", "services")
    later = ("acknowledgements", "endorsement")
    return [root.at(name).path for name in (*names, *later) if not root.each(name)]


def _how(item: str) -> str:
    if item.startswith("earlier:"):
        return "carried over from the earlier plan"
    return "not needed this time" if item.startswith("section:") else "left open as not discussed"


def lines(scene: Scene, outcome: Outcome, papers: Mapping[str, bytes]) -> list[str]:
    """The end of a play in a few lines."""
    told = seconds(outcome)
    out = [
        f"{len(outcome.facts) - len(outcome.missing)} of {len(outcome.facts)} facts are where they belong."
    ]
    out += [f"  not found: {fact.path} ({fact.where})" for fact in outcome.missing[:20]]
    out += [f"  refused: {trouble.path}: {trouble.words}" for trouble in scene.troubles]
    out += [f"  no reminder: {one['kind']} to {one['to']} on {one['on']}" for one in outcome.late]
    out += [f"  private, yet in {leak.where}: {leak.path}" for leak in outcome.leaks]
    out += [f"  broken: {one['rule']} {one['where']} {one['detail']}" for one in outcome.serious]
    out += [f"  {_how(item)}: {item}" for item in outcome.left_open]
    out += [f"  assumed: {path}: {words}" for path, words in scene.script.assumed.items()]
    out += outcome.kills.lines() if outcome.kills else []
    times = ", ".join(f"{one.name} {one.seconds:.1f} s" for one in outcome.phases)
    out += [f"It took {told['whole']} s ({times}); Slack's limits alone force {told['forced_by_limits']} s."]
    return [*out, f"Papers: {', '.join(sorted(papers))}."]
