"""What a data visualization block may draw."""

from typing import Any

from bot.practice.blockkit.findings import Findings
from bot.practice.blockkit.rules import ByType, ListOf, Number, Shape, String

_LABEL = String(20, 1)
_SEGMENT = Shape({"label": _LABEL, "value": Number(above=0)})
_POINT = Shape({"label": _LABEL, "value": Number()})
_SERIES = Shape({"name": _LABEL, "data": ListOf(_POINT, 1, 20)})
_AXIS = Shape({"categories": ListOf(_LABEL, 1, 20)}, {"x_label": String(50), "y_label": String(50)})


def points_match_categories(chart: dict[str, Any], at: str, found: Findings) -> None:
    categories = set(chart["axis_config"]["categories"])
    for index, series in enumerate(chart["series"]):
        if not {point["label"] for point in series["data"]} <= categories:
            found.add("each point must belong to a category", f"{at}/series/{index}/data")


_AXES = Shape({"series": ListOf(_SERIES, 1, 12), "axis_config": _AXIS}, {}, (points_match_categories,))
CHART = ByType(
    {"pie": Shape({"segments": ListOf(_SEGMENT, 1, 12)}), "line": _AXES, "bar": _AXES, "area": _AXES}
)
