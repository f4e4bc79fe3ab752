"""The papers of an inspection as they are drafted: notice, conclusion, decision; a person edits them.

In: rows.  Out: `Drafted`. The office's own wording takes the place of ours where it has one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from duban.apps.dispatch.actions.drafting import draft_dispatch
from duban.apps.dispatch.models import Dispatch
from duban.apps.dispatch.queries.letterheads import letterhead_for
from duban.apps.dispatch.wording import fill, words_for
from duban.apps.organizations.models import Jurisdiction, Unit
from duban.apps.supervision.models import Conclusion, Inspection, Objection
from duban.apps.web.templatetags.duban import day
from duban.rulebook.actors import Actor
from duban.rulebook.dispatches import DispatchKind
from duban.rulebook.inspections import METHODS, OBJECTION_DAYS, Method, ObjectionState


@dataclass(frozen=True, slots=True)
class Drafted:
    title: str
    text: str
    recipients: str
    units: tuple[Unit, ...]


def draft_paper(paper: Drafted, kind: DispatchKind, inspection: Inspection, by: Actor, *, at: datetime) -> Dispatch:
    """The document of the place that inspects; a draft, which a person edits and issues."""
    return draft_dispatch(
        kind=kind,
        jurisdiction=inspection.jurisdiction,
        title=paper.title,
        recipients=paper.recipients,
        units=paper.units,
        text=paper.text,
        at=at,
        by=by,
    )


def notice_of(row: Inspection) -> Drafted:
    units = tuple(one.unit for one in row.subjects.select_related("unit__jurisdiction"))
    head = next((one.name for one in row.members.all() if one.is_head), "")
    values = {
        "督查名称": row.title,
        "依据": row.basis,
        "内容": row.content,
        "对象": "、".join(unit.name for unit in units),
        "范围": row.scope,
        "起始日期": day(row.begins),
        "终止日期": day(row.ends),
        "方式": "；".join(METHODS[Method(one)] for one in row.methods),
        "组长": head,
    }
    recipients = "、".join(unit.name for unit in units)
    return _filled(DispatchKind.INSPECTION, row.jurisdiction, row.begins, values, recipients, units)


def conclusion_of(row: Conclusion, on: date) -> Drafted:
    items = [f"（{at}）{one.text}（{day(one.due)}前完成）" for at, one in enumerate(row.items.all(), 1)]
    values = {
        "单位": row.unit.name,
        "督查名称": row.inspection.title,
        "查明情况": row.facts,
        "存在问题": row.problems or "未发现突出问题。",
        "意见": row.opinion,
        "整改要求": "\n".join(items) or "请对照存在问题逐项整改，整改事项和期限另行列明。",
        "复核期限": f"签收次日起第{OBJECTION_DAYS}日",
    }
    place = row.inspection.jurisdiction
    return _filled(DispatchKind.CONCLUSION, place, on, values, row.unit.name, (row.unit,))


def decision_of(row: Objection, on: date) -> Drafted:
    conclusion = row.conclusion
    kept = row.state == ObjectionState.UPHELD
    values = {
        "单位": conclusion.unit.name,
        "督查名称": conclusion.inspection.title,
        "结论文号": conclusion.dispatch.number if conclusion.dispatch else "",
        "申请内容": row.text,
        "复核情况": row.decision,
        "决定": "维持原督查结论。" if kept else f"变更督查结论：{conclusion.revised_opinion}",
    }
    place = conclusion.inspection.jurisdiction
    return _filled(DispatchKind.OBJECTION_DECISION, place, on, values, conclusion.unit.name, (conclusion.unit,))


def _filled(
    kind: DispatchKind,
    place: Jurisdiction,
    on: date,
    values: Mapping[str, str],
    recipients: str,
    units: tuple[Unit, ...],
) -> Drafted:
    title, text = words_for(kind, place, on)
    sender = letterhead_for(kind, place).signatory
    everywhere = {"发文机关": sender, "主送": recipients, "行政区": place.name, "年份": str(on.year), "日期": day(on)}
    values = {**everywhere, **values}
    return Drafted(fill(title, values)[:200], fill(text, values), recipients[:1000], units)
