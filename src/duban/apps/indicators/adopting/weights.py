"""How much each indicator of an adopted document weighs: as its table says, else all alike.

In: the first scheme of a set, what was built.  Out: its lines with weights. 其中 weighs nothing: its whole is measured.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from duban.apps.indicators.adopting.building import Built
from duban.apps.indicators.drafting.composites import is_among, wholes
from duban.apps.indicators.models import DraftIndicator, Scheme, SchemeField, SchemeLine


def weigh(scheme: Scheme, built: Built, rows: Sequence[DraftIndicator]) -> None:
    """A composite weighs what its parts do together, a field what its indicators do."""
    given = {built.of[row.pk].pk: row.weight for row in rows if row.weight is not None}
    for top in built.tops.values():
        parts = [given[one.pk] for one in built.of.values() if one.parent is top and one.pk in given]
        if parts:
            given[top.pk] = sum(parts, Decimal(0))
    whole = wholes(rows)
    given |= {built.of[row.pk].pk: Decimal(0) for row in rows if is_among(row, whole)}
    lines = [line for line in scheme.lines.all() if line.indicator_id in given]
    for line in lines:
        line.weight = given[line.indicator_id]
    SchemeLine.objects.bulk_update(lines, ["weight"], batch_size=500)
    if any(row.weight is not None for row in rows):
        _weigh_fields(scheme)


def _weigh_fields(scheme: Scheme) -> None:
    weights: dict[int | None, Decimal] = defaultdict(Decimal)
    for line in scheme.lines.filter(indicator__parent=None).select_related("indicator"):
        weights[line.indicator.field_id] += line.weight
    fields = list(scheme.fields.all())
    for one in fields:
        one.weight = weights[one.field_id]
    SchemeField.objects.bulk_update(fields, ["weight"])
