"""Who may do what, as one table: what is not in it is refused (design decision 12).

A right comes from a standing: from a duty that an administrator gave, or from a role in the case.
Being a member of a Slack channel gives none.
"""

from collections.abc import Iterable
from enum import StrEnum

from bot.domain.people import Person, StaffMember
from bot.domain.role_rules import Role, RoleGroup


class Standing(StrEnum):
    """What somebody is, in the workspace or in one case."""

    ADMIN = "admin"
    STAFF = "staff"
    FACILITATOR = "facilitator"
    CASE_MANAGER = "case_manager"
    SUPERVISOR = "supervisor"
    ENDORSER = "endorser"
    PARENT = "parent"
    CHILD = "child"
    KIN = "kin"
    RESOURCE_PARENT = "resource_parent"
    PROFESSIONAL = "professional"
    AGENCY = "agency"
    OBSERVER = "observer"


S = Standing
LEADING = frozenset({S.FACILITATOR, S.CASE_MANAGER})
TEAM = frozenset({S.PARENT, S.CHILD, S.KIN, S.RESOURCE_PARENT, S.PROFESSIONAL, S.AGENCY, S.CASE_MANAGER})
OVERSEEING = frozenset({S.SUPERVISOR, S.ENDORSER})

RULES: dict[str, frozenset[Standing]] = {
    "staff.name": frozenset({S.ADMIN}),
    "staff.list": frozenset({S.ADMIN}),
    "profile.confirm": frozenset({S.ADMIN}),
    "case.open": frozenset({S.STAFF}),
    "case.look": TEAM | LEADING | OVERSEEING,
    "case.change": LEADING,
    # How often a team meets is set in supervision.
    "interval.set": LEADING | {S.SUPERVISOR},
    "plan_kinds.look": LEADING | OVERSEEING,
    "report.look": LEADING | {S.SUPERVISOR},
    # Practice guides, the office's own procedure, whom to ask: for who works for the agency or learns to.
    "guide.look": LEADING | OVERSEEING | {S.AGENCY, S.OBSERVER},
    # Counts for each worker; the cases behind them are for those who may look at each.
    "report.agency": frozenset({S.ADMIN}),
    "case.close": LEADING,
    "case.reopen": LEADING,
    "team.change": LEADING,
    "network.change": LEADING,
    "network.look": LEADING,
    "conference.plan": LEADING,
    "conference.ready": LEADING,
    "conference.hold": LEADING,
    "conference.signal": TEAM | LEADING,
    "pause.look": LEADING | {S.SUPERVISOR},
    # Whoever hears what is said is asked, also those who interpret or listen.
    "confidentiality.own": TEAM | LEADING | {S.OBSERVER},
    # Of one's own part in leading; a supervisor sees that of the workers whom they supervise (decision 0015).
    "self_check.own": LEADING,
    # How it was for them is each family member's own. Whoever facilitates reads it, to lead the next meeting
    # better; whoever decides about the family does not, so that nobody need fear an honest answer.
    "feeling.own": frozenset({S.PARENT, S.CHILD, S.KIN, S.RESOURCE_PARENT}),
    "feeling.enter": LEADING,
    "feeling.look": frozenset({S.FACILITATOR}),
    "invitation.reply": TEAM | LEADING,
    "preparation.own": TEAM | LEADING,
    "agenda.suggest": TEAM | LEADING,
    "agenda.arrange": LEADING,
    "agenda.look": TEAM | LEADING,
    "entry.add": LEADING,
    "entry.add_own": TEAM | LEADING,
    "entry.change": LEADING,
    "private.write": LEADING,
    "channel.look": LEADING,
    "kept_private.look": TEAM | LEADING,
    "plan.seal": LEADING,
    "plan.withdraw": LEADING,
    "closing.enter": LEADING,
    "closing.own": TEAM,
    "family_page.open": LEADING,
    # Whoever works for an agency has Slack, or is given papers by those who lead.
    "family_page.own": frozenset({S.PARENT, S.CHILD, S.KIN, S.RESOURCE_PARENT, S.PROFESSIONAL}),
    "answers.look": LEADING | OVERSEEING,
    "copy.give": LEADING,
    # Beside these only those to whom it was sent, and whose words they are.
    "dissent.look": TEAM | LEADING | OVERSEEING,
    "dissent.answer": LEADING | OVERSEEING | {S.AGENCY},
    "endorsement.ask": LEADING,
    "endorsement.answer": OVERSEEING,
    "task.answer": TEAM | LEADING,
    # One's own reminders; those of others are looked at, and sent at once, by who leads.
    "reminder.own": TEAM | LEADING | OVERSEEING,
    "reminder.look": LEADING,
    "call.make": LEADING,
    "paper.agenda": TEAM | LEADING,
    "paper.blank": LEADING,
    "paper.copy": LEADING | {S.CHILD, S.KIN, S.RESOURCE_PARENT, S.PROFESSIONAL},
    "paper.court": LEADING,
    "paper.plan": LEADING | OVERSEEING | {S.PARENT, S.PROFESSIONAL, S.AGENCY},
    "paper.record": LEADING,
    "paper.audit": LEADING | {S.SUPERVISOR},
}

# What a closed case still allows: to answer what was asked, copies and papers, and to open it again.
WHEN_CLOSED = frozenset(
    {"case.reopen", "copy.give", "closing.enter", "closing.own", "endorsement.answer"}
    | {"dissent.look", "dissent.answer"}
    | {"family_page.open", "family_page.own"}
    | {action for action in RULES if action.startswith("paper.")}
)

# Parts of the record that not everyone on a team may see.
PARTS: dict[str, frozenset[Standing]] = {
    "plan": TEAM | LEADING | OVERSEEING,
    "words": LEADING | OVERSEEING | {S.PARENT, S.CHILD, S.PROFESSIONAL, S.AGENCY, S.KIN},
    "provider_input": LEADING | OVERSEEING | {S.PARENT, S.PROFESSIONAL, S.AGENCY},
    # What somebody answered to an offer is seen by that person as well.
    "offers": LEADING | OVERSEEING,
    "participation": LEADING | OVERSEEING | {S.PROFESSIONAL, S.AGENCY},
    "contact": LEADING,
    "private": LEADING,
    # An item is seen by whoever heard it as well.
    "kept_private": LEADING,
}

_BY_ROLE = {
    "facilitator": S.FACILITATOR,
    "child": S.CHILD,
    "resource_parent": S.RESOURCE_PARENT,
}
_BY_GROUP = {
    RoleGroup.FAMILY: S.PARENT,
    RoleGroup.KIN: S.KIN,
    RoleGroup.PROFESSIONAL: S.PROFESSIONAL,
    RoleGroup.AGENCY: S.AGENCY,
    RoleGroup.OTHER: S.OBSERVER,
}


def of_role(role: Role) -> Standing:
    """The standing that a role of the profile gives in a case."""
    if role.manages_case:
        return S.CASE_MANAGER
    return _BY_ROLE.get(role.id, _BY_GROUP[role.group])


def of_duties(member: StaffMember | None, case_managers: Iterable[str] = ()) -> frozenset[Standing]:
    """The standings that named duties give: a supervisor's only over the cases of their own workers."""
    if member is None:
        return frozenset()
    given = {S(duty) for duty in member.duties if duty in (S.STAFF, S.ENDORSER)}
    if S.SUPERVISOR in member.duties and set(member.supervises) & set(case_managers):
        given.add(S.SUPERVISOR)
    return frozenset(given)


def may(standings: Iterable[Standing], action: str) -> bool:
    """Whether any of these standings allows the action. An action without a rule is a KeyError."""
    return not RULES[action].isdisjoint(standings)


def sees(standings: Iterable[Standing], part: str) -> bool:
    """Whether any of these standings may see a part of the record."""
    return not PARTS[part].isdisjoint(standings)


def shares_a_child(viewer: Person, other: Person) -> bool:
    """Whether two parents have a child in common; only then one may see the other (decision 18)."""
    return bool(set(viewer.parent_of) & set(other.parent_of))
