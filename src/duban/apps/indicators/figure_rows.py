"""How figures that hold are written: indicators locked, rows, what counts, the goals that follow, the record.

In: what `entering` prepared, or a row to be withdrawn; whoever calls has asked whether one may.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from duban.apps.audit import recording
from duban.apps.audit.recording import Entry as Event
from duban.apps.indicators import entering, measuring
from duban.apps.indicators.entering import Entered, Ground
from duban.apps.indicators.models import Indicator, Observation
from duban.apps.indicators.queries import observations as queries
from duban.rulebook.actors import Actor
from duban.rulebook.figures import plain
from duban.rulebook.observations import period_words
from duban.rulebook.refusals import Conflict


def locked_indicators(indicators: Iterable[Indicator]) -> dict[int, Indicator]:
    """In one order, so that two who enter the same figures wait for each other."""
    asked = {one.pk: one for one in indicators}
    rows = Indicator.objects.select_for_update(of=("self",)).filter(pk__in=asked).order_by("pk")
    found = {row.pk: row for row in rows.select_related("indicator_set__jurisdiction")}
    if gone := next((one for key, one in asked.items() if key not in found), None):
        raise Conflict(f"“{gone}”已被他人删除")
    return found


def write_figures(done: Sequence[Entered], ground: Ground, *, by: Actor) -> None:
    """Those that are new, beside what they replace; one event each."""
    new = [one for one in done if one.is_new and one.observation is not None]
    replaced = [one.replaced.pk for one in new if one.replaced is not None]
    Observation.objects.filter(pk__in=entering.overtaken(new, ground)).update(counts=False)
    Observation.objects.filter(pk__in=replaced).update(is_current=False, counts=False)
    written = Observation.objects.bulk_create([one.observation for one in new if one.observation], batch_size=200)
    measuring.write_meanings_after(written)
    recording.record_many([_event(one.observation, one.replaced) for one in new if one.observation], by=by)


def take_back(row: Observation, reason: str, *, at: datetime, by: Actor) -> None:
    """It stays in the history, and the next lower status counts again."""
    row.is_current = row.counts = False
    row.withdrawn_at, row.withdrawn_by, row.withdrawal = at, by.name, reason
    row.save(update_fields=["is_current", "counts", "withdrawn_at", "withdrawn_by", "withdrawal"])
    left = queries.current_at({queries.cell_of(row)}).get(queries.cell_of(row), [])
    if left:
        Observation.objects.filter(pk=left[0].pk).update(counts=True)
    measuring.write_meanings_after([row])
    recording.record(
        "observation.withdrawn",
        row,
        by=by,
        before=_told(row),
        note=row.withdrawal,
        about=[row.indicator, row.indicator.indicator_set],
        jurisdiction_path=row.jurisdiction.path,
    )


def _told(row: Observation) -> dict[str, str]:
    words = {
        "指标": str(row.indicator),
        "地区": str(row.jurisdiction),
        "期间": period_words(row.year, row.month),
        "实际值": f"{row.shown}{row.indicator.unit}",
        "性质": row.get_status_display(),
        "数据来源": row.source,
        "说明": row.note,
    }
    if row.numerator is not None:
        words |= {"分子": plain(row.numerator), "分母": plain(row.denominator)}
    return words


def _event(row: Observation, replaced: Observation | None) -> Event:
    if replaced is not None:
        replaced.indicator, replaced.jurisdiction = row.indicator, row.jurisdiction
    return Event(
        "observation.corrected" if replaced else "observation.entered",
        row,
        before=_told(replaced) if replaced else {},
        after=_told(row),
        note=row.reason,
        about=[row.indicator, row.indicator.indicator_set],
        jurisdiction_path=row.jurisdiction.path,
    )
