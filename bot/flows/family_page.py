"""A private page for one person: how its link goes to them."""

from bot.domain.family_page import HOW_LINKS_GO
from bot.flows.flow import Flow, Step

FAMILY_PAGE = Flow(name="family_page", steps=(Step("how", "choice", choices=HOW_LINKS_GO),))
