"""Guided conversations and forms as data; FLOWS holds each of them by its name."""

from bot.flows.agenda_topics import AGENDA_TOPICS
from bot.flows.flow import Flow
from bot.flows.strength import STRENGTH

FLOWS: dict[str, Flow] = {flow.name: flow for flow in (AGENDA_TOPICS, STRENGTH)}
