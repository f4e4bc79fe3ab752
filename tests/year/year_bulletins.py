"""The 通报 of each round: written the working day after it closed, signed by a leader, delivered, read back, compared.

In: the year under supervision.  Out: by round its figures, its document as `documents` reads it, what was found later.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from year_actors import at, liaison_of, unit_named
from year_rounds import CLOSED, day_of
from year_supervision import Supervised

from duban.apps.bulletins.actions.bulletins import draft_bulletin
from duban.apps.bulletins.models import Bulletin
from duban.apps.bulletins.state_now import recomputed
from duban.apps.bulletins.writing.choosing import Choices
from duban.apps.dispatch.actions.drafting import edit_dispatch
from duban.apps.dispatch.actions.issuing import correct_dispatch, issue_dispatch, submit_dispatch
from duban.apps.dispatch.actions.receiving import acknowledge_copy
from duban.apps.dispatch.models import Dispatch
from duban.apps.web import files
from duban.documents.pipeline import understand

WRITTEN = {1: date(2024, 4, 19), 2: date(2024, 7, 19), 3: date(2024, 10, 21), 4: date(2024, 11, 19)}
WRITTEN[5] = date(2024, 12, 23)
TOLD = ("任务总数", "已完成数", "超前数", "正常数", "未启动数", "滞后数", "逾期数", "严重滞后数")
FILED = ("应报数", "按时数", "迟报数", "漏报数", "退回数")
DONE = ("督办件数", "督办反馈数", "督办未反馈数", "调整数")
KEYS = TOLD + FILED + DONE
CORRECTED = date(2024, 11, 4)


class Bulletins:
    def __init__(self, life: Supervised) -> None:
        self.life, self.seen = life, life.seen
        self.office, self.leader = life.city.actor("office"), life.city.actor("leader")

    def tell(self) -> None:
        for sequence, day in WRITTEN.items():
            self.life.steps[day].append(partial(self.write, sequence, day))
        self.life.steps[date(2024, 5, 21)].append(partial(self.compare, 1, "later"))
        self.life.steps[date(2024, 7, 29)].append(partial(self.compare, 2, "later"))
        self.life.steps[CORRECTED].append(self.correct)
        self.life.steps[date(2024, 12, 31)].append(self.read_back)

    def write(self, sequence: int, day: date) -> None:
        assert self.life.plan is not None
        round, as_of = self.life.plan.rounds.get(sequence=sequence), day_of(CLOSED[sequence])
        made = draft_bulletin(
            plan=self.life.plan, round=round, as_of=as_of, choices=Choices(), at=at(day, 14), by=self.office
        )
        submit_dispatch(dispatch=made.dispatch, at=at(day, 15), by=self.office)
        out = issue_dispatch(dispatch=made.dispatch, at=at(day, 17), by=self.leader)
        woods = unit_named("林业局")
        acknowledge_copy(copy=out.copies.get(unit=woods), at=at(day, 18), by=liaison_of(woods))

    def compare(self, sequence: int, name: str) -> None:
        """What the same day would read now; the document stays what it was."""
        row = self._bulletin(sequence)
        text, docx = row.dispatch.text, row.dispatch.docx
        found = {one.key: (one.before, one.now) for one in recomputed(row)[1]}
        again = Dispatch.objects.get(pk=row.dispatch_id)
        assert (again.text, again.docx) == (text, docx)
        self.seen.found[f"{name}_{sequence}"] = found

    def correct(self) -> None:
        row = self._bulletin(3)
        draft = correct_dispatch(dispatch=row.dispatch, reason="附件2有一处笔误", at=at(CORRECTED, 9), by=self.office)
        kept = {name: getattr(draft, name) for name in ("title", "recipients", "copies_to", "signatory")}
        units = [one.unit for one in draft.copies.select_related("unit") if one.is_main]
        copies = [one.unit for one in draft.copies.select_related("unit") if not one.is_main]
        text = draft.text.replace("原文“”，更正为“”", "附件2第1行“滞后”，更正为“严重滞后”")
        edit_dispatch(
            dispatch=draft, units=units, copies=copies, text=text, at=at(CORRECTED, 10), by=self.office, **kept
        )
        issue_dispatch(dispatch=draft, at=at(CORRECTED, 11), by=self.office)

    def read_back(self) -> None:
        for sequence in WRITTEN:
            row = self._bulletin(sequence)
            figures = row.figures
            self.seen.found[f"figures_{sequence}"] = tuple(figures[key]["value"] for key in KEYS)
            self.seen.found[f"late_{sequence}"] = (figures["迟报单位"]["words"], figures["漏报单位"]["words"])
            self.seen.found[f"text_{sequence}"] = row.dispatch.text
            self.seen.found[f"read_{sequence}"] = _read(row.dispatch)
            acknowledged = row.dispatch.copies.exclude(acknowledged_at=None)
            self.seen.found[f"acknowledged_{sequence}"] = list(acknowledged.values_list("unit__name", flat=True))

    def _bulletin(self, sequence: int) -> Bulletin:
        rows = Bulletin.objects.select_related("dispatch", "plan__jurisdiction", "round")
        return rows.get(round__sequence=sequence)


def _read(dispatch: Dispatch) -> dict[str, Any]:
    """The Word file as anybody's document is read."""
    (found,) = understand(files.read(dispatch.docx), "通报.docx").documents[:1]
    headings = [f"{one.label}{one.title}" for one in found.outline if one.level == 1]
    return {
        "title": (found.title, dispatch.title),
        "number": (found.number, dispatch.number),
        "issued_on": found.issued_on,
        "headings": headings,
        "expected": [line for line in dispatch.text.split("\n") if line[1:2] == "、"],
    }
