"""What units owe: the figures of the indicators they lead (填报指标数), one thing for each set and period.

In: keys of units, a span of days.  Out: `Owed`s; at most four queries.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from urllib.parse import urlencode

from django.urls import reverse

from duban.apps.indicators.queries.owed_figures import Asked, asked_between
from duban.apps.outbox.owing import Owed, Span

KIND = "填报指标数"


def figures_owed(units: Collection[int], span: Span) -> Iterator[Owed]:
    for one in asked_between(units, span.first, span.last):
        if one.missing or span.done:
            yield _owed(one)


def _owed(one: Asked) -> Owed:
    of, count = one.indicator_set, len(one.missing) or len(one.lines)
    asked = urlencode({"year": one.year, "month": one.month})
    return Owed(
        kind=KIND,
        key=f"figures:{of.pk}:{one.year}-{one.month:02}:{one.unit.pk}",
        title=f"{of}：{one.period}{count}项",
        due=one.due,
        url=f"{reverse('indicators:entry', args=[of.pk])}?{asked}",
        unit=one.unit.pk,
        asker=of.issuer or of.jurisdiction.name,
        basis=of.number or of.title,
        done_on=one.done_on,
        place=of.jurisdiction_id,
    )
