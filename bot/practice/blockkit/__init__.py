"""Slack's Block Kit rules as data: what a message, a modal or a home tab may hold."""

from bot.practice.blockkit.findings import Finding, Findings
from bot.practice.blockkit.surfaces import check_blocks, check_view

__all__ = ["Finding", "Findings", "check_blocks", "check_view"]
