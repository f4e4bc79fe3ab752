"""What the text leaves open about its indicators, as questions: direction, nature, missing targets, shares, units.

In: a document, its rows in the draft.  Out: `Question` rows; the words of doubts are those of plans where they fit.
What an answer does is in `answering`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from duban.apps.indicators.drafting.names import called, named_in
from duban.apps.indicators.models import DraftIndicator
from duban.apps.plans.drafting.alike import alike, uses_of
from duban.apps.plans.drafting.doubts import (
    AS_PRINTED,
    GROUPED,
    KNOWN,
    SINGLE,
    Told,
    Wording,
    questions,
    subject_of,
    write_questions,
)
from duban.apps.plans.models import PlanImport, Question
from duban.documents.model import Diagnostic, OfficialDocument
from duban.rulebook.indicators import DIRECTIONS, NATURES, IndicatorKind

DIRECTION, NO_FIGURE = "direction-open", "indicator-without-figure"
NATURE, SHARES = "nature-open", "shares"
LATER, LEAVE_OUT = ("later", "以后补充"), ("leave_out", "不导入")
AS_VALUE, AS_RATE = ("as_value", "只填比率"), ("as_rate", "填分子和分母")
OURS = (DIRECTION, NO_FIGURE, "table-only-attached", "damaged-number", "damaged-date")
_SINGLE = SINGLE | {
    DIRECTION: Wording("哪个方向好，完成率就按哪个方向算。", tuple((one.value, DIRECTIONS[one]) for one in DIRECTIONS)),
    NO_FIGURE: Wording("没有目标值的算不出完成率。", (LATER, LEAVE_OUT)),
    "table-only-attached": Wording("上传后可以与这份对照，补上各年目标。", (KNOWN,), blocks=False),
}
_GROUPED = {code: GROUPED[code] for code in GROUPED if code != "no-unit"} | {
    "no-unit": Wording("可在各项里补充", (AS_PRINTED,), "{}项指标的重点工作任务未写明责任单位", blocks=False)
}
_NAMED = re.compile("“([^”]+)”")
_SHARE = re.compile(r"率|比重|比例|占比|覆盖面")


def create_questions(plan_import: PlanImport, document: OfficialDocument, rows: Sequence[DraftIndicator]) -> None:
    """In the order one answers them."""
    about = _About(document, rows)
    doubts = [one for one in document.diagnostics if one.code != "unknown-unit" and _is_ours(one, document, about)]
    uses = uses_of((row.number + row.part, named_in(row)) for row in rows)
    found = [*questions(doubts, about, _SINGLE, _GROUPED), *alike(document.diagnostics, uses)]
    asked = {key for one in found if one.code == DIRECTION for key in one.subject["tasks"]}
    found += _open_directions([row for row in rows if not row.direction and row.pk not in asked])
    write_questions(plan_import, [*found, *_nature(rows), *_shares(rows)])


class _About:
    """The rows a doubt is about: those at its place, of several there the one that it names."""

    def __init__(self, document: OfficialDocument, rows: Sequence[DraftIndicator]) -> None:
        self._rows = [(read.source, row) for read, row in zip(document.indicators, rows, strict=True) if read.source]

    def __call__(self, one: Diagnostic) -> Sequence[Told]:
        if one.source is None:
            return []
        start, end = one.source.start, one.source.end
        there = [row for place, row in self._rows if place.start <= start and end <= place.end]
        named = set(_NAMED.findall(one.message))
        return [(row.pk, called(row)) for row in [row for row in there if row.name in named] or there]


def _is_ours(one: Diagnostic, document: OfficialDocument, about: _About) -> bool:
    """All of it where there are no tasks; else what is about indicators, and about the document itself."""
    return not document.tasks or one.code in OURS or bool(about(one))


def _open_directions(rows: Sequence[DraftIndicator]) -> Iterator[Question]:
    for row in rows:
        wording = _SINGLE[DIRECTION]
        subject = subject_of([(row.pk, called(row))])
        yield _question(DIRECTION, f"{called(row)}“{row.name}”越高越好还是越低越好？", wording, subject)


def _nature(rows: Sequence[DraftIndicator]) -> Iterator[Question]:
    """One question for all that the document does not say it of; parts have the nature of their whole."""
    silent = [row for row in rows if not row.nature]
    if silent:
        all_of_one = tuple((one.value, f"都是{NATURES[one]}") for one in NATURES)
        wording = Wording("各不相同的，选“逐项确定”，再在各项里改。", (*all_of_one, ("each", "逐项确定")))
        yield _question(NATURE, f"{len(silent)}项指标没有写明是约束性还是预期性", wording, _all_of(silent))


def _shares(rows: Sequence[DraftIndicator]) -> Iterator[Question]:
    """Whether numerator and denominator are known is not in the text."""
    shares = [row for row in rows if row.unit == "%" and row.kind == IndicatorKind.VALUE and _SHARE.search(row.name)]
    if shares:
        wording = Wording("有分子、分母的，市县可以汇总；没有的只填比率。", (AS_VALUE, AS_RATE), blocks=False)
        yield _question(SHARES, f"{len(shares)}项指标是比率，填报时填什么？", wording, _all_of(shares))


def _all_of(rows: Sequence[DraftIndicator]) -> dict[str, Any]:
    """What is asked of very many at once is not told of each."""
    return subject_of([]) | {"rows": [row.pk for row in rows]}


def _question(code: str, message: str, wording: Wording, subject: dict[str, Any]) -> Question:
    return Question(
        code=code,
        message=message,
        detail=wording.detail,
        subject=subject,
        answers=[list(answer) for answer in wording.answers],
        blocks=wording.blocks,
    )
