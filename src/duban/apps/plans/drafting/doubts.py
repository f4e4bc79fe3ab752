"""Every doubt of the reading as a question with answers one can press, in the words of whoever has to answer.

In: a document's diagnostics and its draft tasks.  Out: `Question` rows. Doubts of one kind about many tasks are one
question that lists them. To word a new code: a line in `SINGLE` or `GROUPED`; a code in neither asks to be looked at.
What an answer does is in `answering`; whom an unknown name means is asked with the names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from duban.apps.plans.drafting.alike import CODE as ALIKE
from duban.apps.plans.drafting.alike import alike, uses_of
from duban.apps.plans.drafting.words import called, storable
from duban.apps.plans.models import DraftTask, PlanImport, Question
from duban.apps.plans.models.drafts import UNIT_FIELDS
from duban.documents.blocks import Place
from duban.documents.model import Diagnostic, OfficialDocument

Answer = tuple[str, str]
AS_PRINTED: Answer = ("as_printed", "原文如此")
AS_READ: Answer = ("as_read", "以读出的为准")
CHECKED: Answer = ("checked", "已核对")
KNOWN: Answer = ("known", "知道了")
FIRST_LEADS: Answer = ("first_leads", "第一个牵头，其余配合")
LEAD_ONLY: Answer = ("lead_only", "只作牵头")
ELSEWHERE = ("unknown-unit", "direction-open", "indicator-without-figure")  # with the names; with the indicators
_HEADER_DETAIL = "对照原文；不对的，先改公文信息，再答。"


@dataclass(frozen=True, slots=True)
class Wording:
    """`message` None: the doubt's own words. A grouped one has the number of tasks in `{}`."""

    detail: str
    answers: tuple[Answer, ...]
    message: str | None = None
    blocks: bool = True


SINGLE: dict[str, Wording] = {
    "numbering-gap": Wording("原文编号跳号，还是漏了一项？", (AS_PRINTED,)),
    "numbering-repeat": Wording("原文编号有误，还是多出一项？", (AS_PRINTED,)),
    "declared-count": Wording("原文的数有误，还是读漏、读多了？", (AS_READ,)),
    "damaged-number": Wording(_HEADER_DETAIL, (CHECKED,)),
    "damaged-date": Wording(_HEADER_DETAIL, (CHECKED,)),
    "table-only-attached": Wording("附件里有任务的，另行上传。", (KNOWN,)),
}
GROUPED: dict[str, Wording] = {
    "roles-undivided": Wording("暂记为负责单位", (FIRST_LEADS, AS_PRINTED), "{}项任务列出多个单位，没有分牵头和配合"),
    "no-unit": Wording("其他任务均已写明", (AS_PRINTED,), "{}项任务未写明责任单位"),
    "no-leader": Wording("其他任务均已写明", (AS_PRINTED,), "{}项任务未写明分管领导"),
    "unit-twice": Wording("按原文保留", (LEAD_ONLY, AS_PRINTED), "{}项任务里有单位既牵头又配合", blocks=False),
}
UNPLACED = "unplaced-text"
OTHER = Wording("", (CHECKED,))
Told = tuple[int, str]  # a row of the draft: its key, 第24项
About = Callable[[Diagnostic], Sequence[Told]]


def create_questions(plan_import: PlanImport, document: OfficialDocument, drafts: Sequence[DraftTask]) -> None:
    """What is doubtful about the tasks of a document."""
    by_source = {
        (task.source.start, task.source.end): (draft.pk, called(draft))
        for task, draft in zip(document.tasks, drafts, strict=True)
        if task.source
    }

    def about(one: Diagnostic) -> Sequence[Told]:
        found = by_source.get((one.source.start, one.source.end)) if one.source else None
        return [found] if found else []

    doubts = [one for one in document.diagnostics if not is_about_indicators(one, document, about(one))]
    uses = uses_of((task.number, [name for field in UNIT_FIELDS for name in getattr(task, field)]) for task in drafts)
    write_questions(plan_import, [*questions(doubts, about), *alike(doubts, uses)])


def is_about_indicators(one: Diagnostic, document: OfficialDocument, about: Sequence[Told]) -> bool:
    """What is doubtful about its indicators, or left to the names, is asked with those."""
    if one.code in ELSEWHERE:
        return True
    if about or one.source is None or one.code == ALIKE:
        return False
    places = (draft.source for draft in document.indicators if draft.source)
    return any(place.start <= one.source.start and one.source.end <= place.end for place in places)


def write_questions(plan_import: PlanImport, found: list[Question]) -> None:
    """In the order one answers them: what keeps the draft from being adopted first, then as in the text."""
    found.sort(key=lambda one: (not one.blocks, one.place["start"] if one.place else 0))
    for order, question in enumerate(found, 1):
        question.plan_import, question.order = plan_import, order
        question.message, question.detail = storable(question.message), storable(question.detail)
    Question.objects.bulk_create(found, batch_size=500)


def place_of(place: Place | None) -> dict[str, int] | None:
    return {"start": place.start, "end": place.end} if place else None


def subject_of(about: Sequence[Told]) -> dict[str, Any]:
    """What a question is about, as its row keeps it."""
    return {"tasks": [key for key, _ in about], "numbers": [words for _, words in about]}


def questions(
    diagnostics: Iterable[Diagnostic],
    about: About,
    single: Mapping[str, Wording] = SINGLE,
    grouped: Mapping[str, Wording] = GROUPED,
) -> Iterator[Question]:
    """The doubts as questions, but those about names that are one unit."""
    groups: dict[str, list[Diagnostic]] = defaultdict(list)
    for one in diagnostics:
        if one.code in grouped or one.code == UNPLACED:
            groups[one.code].append(one)
        elif one.code != ALIKE:
            yield _single(one, about(one), single.get(one.code, OTHER))
    for code, group in groups.items():
        yield _unplaced(group) if code == UNPLACED else _group(code, group, about, grouped[code])


def _single(one: Diagnostic, about: Sequence[Told], wording: Wording) -> Question:
    return Question(
        code=one.code,
        message=one.message.removesuffix("，请核对。").rstrip("。"),
        detail=wording.detail,
        place=place_of(one.source),
        subject=subject_of(about),
        answers=[list(answer) for answer in wording.answers],
        blocks=wording.blocks and one.level == "warning",
    )


def _group(code: str, group: Sequence[Diagnostic], about: About, wording: Wording) -> Question:
    rows = list(dict.fromkeys(row for one in group for row in about(one)))
    message = (wording.message or "").format(len(rows))
    if len(rows) < 2:
        message = group[0].message.removesuffix("，请核对。").partition("，")[0].rstrip("。")
    return Question(
        code=code,
        message=message,
        detail=wording.detail,
        place=place_of(group[0].source),
        subject=subject_of(rows),
        answers=[list(answer) for answer in wording.answers],
        blocks=wording.blocks,
    )


def _unplaced(group: Sequence[Diagnostic]) -> Question:
    """Words that became nothing, all in one question that keeps nobody from going on."""
    alone = len(group) == 1
    return Question(
        code=UNPLACED,
        message=group[0].message.removesuffix("，请核对。") if alone else f"{len(group)}处文字未归入任何一项任务",
        detail="是任务的，请补上这一项。"
        if alone
        else "；".join(one.message for one in group[:3]).replace("，请核对。", ""),
        place=place_of(group[0].source),
        subject={"places": [place_of(one.source) for one in group if one.source]},
        answers=[list(KNOWN)],
        blocks=False,
    )
