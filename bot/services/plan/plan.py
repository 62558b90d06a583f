"""What a plan says (`content`), what is recorded about it (`about`), and the whole record (`whole`).

The shape is docs/plan.schema.json. `content` is what was read back and is sealed; everything that
happens afterwards (answers, views, copies, how tasks go) belongs to `about`, outside the sealed bytes.
"""

from bot.domain.record import CaseRecord
from bot.services.plain import plain
from bot.services.plan.plan_about import about
from bot.services.plan.plan_content import SCHEMA, Json, content

__all__ = ["SCHEMA", "Json", "about", "content", "whole"]


def whole(record: CaseRecord) -> Json:
    """Everything, private parts and withdrawn entries included, under the names the code uses."""
    everything: Json = plain(record)
    return {"schema": "roundtable-record/1"} | everything
