"""Are these names one unit? The question shows how often each is used and asks which is kept.

In: the doubts "unit-aliases" and the draft tasks.  Out: `Question` rows; answers "keep-0", "keep-1", …, "no".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from duban.apps.plans.models import DraftTask, Question
from duban.apps.plans.models.drafts import UNIT_FIELDS
from duban.documents.model import Diagnostic

CODE = "unit-aliases"
KEEP, DIFFERENT = "keep-", ["no", "不是"]
PAIR = ("前者", "后者")
_QUOTED = re.compile("“([^”]+)”")
_FEW = 2  # uses that are told by the numbers of their tasks


def alike(diagnostics: Iterable[Diagnostic], drafts: Sequence[DraftTask]) -> Iterator[Question]:
    """The name used most often is offered first."""
    doubts = [one for one in diagnostics if one.code == CODE]
    if not doubts:
        return
    uses = _uses(drafts)
    for one in doubts:
        names = sorted((name for name in _QUOTED.findall(one.message) if name in uses), key=lambda n: -len(uses[n]))
        if len(names) > 1:
            yield _question(
                names, uses, place={"start": one.source.start, "end": one.source.end} if one.source else None
            )


def _uses(drafts: Iterable[DraftTask]) -> dict[str, list[DraftTask]]:
    uses: dict[str, list[DraftTask]] = {}
    for task in drafts:
        for name in Counter(name for field in UNIT_FIELDS for name in getattr(task, field)):
            uses.setdefault(name, []).append(task)
    return uses


def _question(names: Sequence[str], uses: dict[str, list[DraftTask]], *, place: dict[str, int] | None) -> Question:
    return Question(
        code=CODE,
        message=f"{'与'.join(f'“{name}”' for name in names)}是同一单位吗？",
        detail="，".join(f"{called}{_used(uses[name])}" for called, name in zip(_called(names), names, strict=True)),
        place=place,
        subject={"names": list(names), "numbers": [], "tasks": []},
        answers=[*([f"{KEEP}{at}", f"都用{called}"] for at, called in enumerate(_called(names))), DIFFERENT],
    )


def _called(names: Sequence[str]) -> Sequence[str]:
    """Two are told apart as the question puts them, more by their names."""
    return PAIR if len(names) == len(PAIR) else [f"“{name}”" for name in names]


def _used(tasks: Sequence[DraftTask]) -> str:
    told = f"（{'、'.join(f'第{task.number}项' for task in tasks if task.number)}）" if len(tasks) <= _FEW else ""
    return f"出现 {len(tasks)} 次{told if told != '（）' else ''}"
