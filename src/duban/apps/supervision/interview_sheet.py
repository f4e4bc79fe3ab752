"""约谈记录 as a sheet to print and to sign: with the places open while it is not held yet.

In: an interview with its people.  Out: a `Paper` in the shape of a form.
"""

from __future__ import annotations

from django.utils import timezone

from duban.apps.supervision.models import Interview
from duban.apps.web.templatetags.duban import day, moment
from duban.documents.writing.official.paper import Block, Heading, Paper, Paragraph, Shape

_OPEN = "　"


def sheet_of(row: Interview) -> Paper:
    held = timezone.localtime(row.held_at).date() if row.held_at else None
    return Paper(
        shape=Shape.FORM,
        mark=f"{row.jurisdiction}约谈记录",
        title=f"约谈{row.unit}记录",
        fields=_fields(row),
        blocks=tuple(_blocks(row)),
        signatory="",
        dated=held,
    )


def _fields(row: Interview) -> tuple[tuple[str, str], ...]:
    people = [one for one in row.participants.all() if row.held_at is None or one.attended]
    asked = "、".join(one.name for one in people if one.is_interviewed)
    hosts = "、".join(one.name for one in people if not one.is_interviewed)
    return (
        ("时间", moment(row.held_at or row.planned_at)),
        ("地点", row.place),
        ("主持人", row.chair),
        ("被约谈单位", row.unit.name),
        ("被约谈人", asked),
        *((("其他人员", hosts),) if hosts else ()),
        ("依据", row.basis),
        ("记录人", row.recorded_by or _OPEN),
        ("被约谈人签字", _OPEN),
    )


def _blocks(row: Interview) -> list[Block]:
    promised = [f"{item.text.rstrip('。')}（{day(item.due)}前完成）。" for item in row.items.all()]
    parts = (("约谈事由", [row.reason]), ("约谈内容", row.record.splitlines()), ("承诺事项", promised))
    found: list[Block] = []
    for number, (heading, texts) in enumerate(parts):
        found.append(Heading(f"{'一二三'[number]}、{heading}"))
        found += [Paragraph(text.strip()) for text in texts if text.strip()] or [Paragraph(_OPEN)]
    return found
