"""Guided conversations and forms as data; FLOWS holds each of them by its name."""

from types import ModuleType

from bot.flows import (
    agenda,
    agenda_topics,
    between,
    calendar,
    case,
    closing,
    closing_case,
    copies,
    correcting,
    court,
    family_page,
    from_paper,
    how_we_talk,
    looking_back,
    meeting,
    network,
    notes,
    offers,
    own_times,
    plan,
    preparing,
    private,
    readiness,
    roll_call,
    rules,
    snapshot,
    strength,
    team,
    ties,
)
from bot.flows.flow import Flow

MODULES: tuple[ModuleType, ...] = (
    *(agenda, agenda_topics, between, calendar, case, closing, closing_case, correcting, from_paper),
    *(how_we_talk, looking_back, meeting, network, notes, offers, plan, preparing, private, readiness),
    *(own_times, roll_call, rules, strength, team, ties),
    snapshot,
    court,
    family_page,
    copies,
)
FLOWS: dict[str, Flow] = {
    flow.name: flow for module in MODULES for flow in vars(module).values() if isinstance(flow, Flow)
}
