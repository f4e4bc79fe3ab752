"""The months a listed case is reported on: each has its row from the first of the month, however often this runs.

In: listed cases, the day.  Out: how many rows were made; a fixed number of queries. Two at once make one row a month.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from duban.apps.supervision.models import ListedCase, ListedReport
from duban.rulebook.listings import ON_BOARD, months_owed, report_due


def bring_into_line(*, on: date, rows: Iterable[ListedCase] | None = None) -> int:
    """Of these cases, or of all that are on the board."""
    given = list(ListedCase.objects.filter(state__in=ON_BOARD) if rows is None else rows)
    there: dict[int, set[date]] = defaultdict(set)
    for key, month in ListedReport.objects.filter(listed_case__in=given).values_list("listed_case", "month"):
        there[key].add(month)
    wanted = [
        ListedReport(listed_case=row, month=month, due=report_due(month, row.report_day))
        for row in given
        if row.listed_on is not None
        for month in months_owed(row.listed_on, on, day=row.report_day)
        if month not in there[row.pk]
    ]
    ListedReport.objects.bulk_create(wanted, ignore_conflicts=True)
    return len(wanted)
