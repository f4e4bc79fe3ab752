"""报送负担: what each unit owes to whom this month, and what asks for the same twice."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from duban.apps.plans.queries.receipts import answers_for
from duban.apps.progress.queries import burden as queries
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission

_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


@require(Permission.SEE_BURDEN)
def show_burden(request: Request) -> HttpResponse:
    year, month = _asked(request)
    units = list(queries.units_measured(request.actor))
    rows = queries.burdens_of(units, queries.month_of(year, month))
    items = [item for _, burden in rows for item in burden.items]
    kinds = [kind for kind, _ in Counter(item.kind for item in items).most_common()]
    context = {
        "rows": [(unit, burden, [(kind, burden.by_kind[kind]) for kind in kinds]) for unit, burden in rows],
        "kinds": kinds,
        "total": len(items),
        "done": sum(burden.done for _, burden in rows),
        "overlapping": sum(len(burden.overlaps) for _, burden in rows),
    }
    return render(request, "progress/burden/burden.html", context | _month(year, month))


@require(Permission.SEE_BURDEN)
def show_unit_burden(request: Request, pk: int) -> HttpResponse:
    year, month = _asked(request)
    unit = get_object_or_404(queries.units_measured(request.actor), pk=pk)
    found = queries.burdens_of([unit], queries.month_of(year, month))
    burden = found[0][1] if found else None
    context = {
        "unit": unit,
        "burden": burden,
        "is_own": answers_for(request.actor, unit),
        "days": queries.by_day(burden.items) if burden else [],
        "months": queries.by_month(unit, year),
        "today": timezone.localdate(),
    }
    return render(request, "progress/burden/unit.html", context | _month(year, month))


def _asked(request: Request) -> tuple[int, int]:
    """The month asked for, else this one."""
    found = _MONTH.fullmatch(request.GET.get("month", ""))
    today = timezone.localdate()
    return (int(found[1]), int(found[2])) if found else (today.year, today.month)


def _month(year: int, month: int) -> dict[str, object]:
    first = date(year, month, 1)
    before = date(year - (month == 1), month - 1 or 12, 1)
    after = date(year + (month == 12), month % 12 + 1, 1)
    return {"month": first, "before": before, "after": after}
