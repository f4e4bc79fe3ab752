"""发文字号: the next serial of a code in a year, without a gap and without a double.

In: a place, a code, a year.  Out: the serial; the row stays locked until the transaction ends, so that what fails takes
no number with it and nobody else is given the same one.
"""

from __future__ import annotations

from typing import Any

from duban.apps.dispatch.models import NumberSeries
from duban.rulebook.refusals import Invalid


def take_serial(jurisdiction: int, code: str, year: int, *, wished: int | None = None) -> int:
    """`wished`: a number given by hand; only the next one can be had."""
    row = locked_series(jurisdiction, code, year)
    if wished is not None and wished != row.last + 1:
        raise Invalid(f"下一个序号是{row.last + 1}，文号不能跳号也不能重号", "serial")
    row.last += 1
    row.save(update_fields=["last"])
    return row.last


def locked_series(jurisdiction: int, code: str, year: int) -> NumberSeries:
    """The row of this code and year, begun where there is none."""
    named: dict[str, Any] = {"jurisdiction_id": jurisdiction, "code": code, "year": year}
    NumberSeries.objects.get_or_create(**named)
    return NumberSeries.objects.select_for_update().get(**named)
