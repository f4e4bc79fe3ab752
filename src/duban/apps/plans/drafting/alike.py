"""Are these names one unit? The question shows how often each is used and asks which is kept.

In: the doubts "unit-aliases", the rows' numbers by the names they use.
Out: `Question` rows; answers "keep-0", "keep-1", …, "no".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from duban.apps.plans.models import Question
from duban.documents.model import Diagnostic

CODE = "unit-aliases"
KEEP, DIFFERENT = "keep-", ["no", "不是"]
PAIR = ("前者", "后者")
_QUOTED = re.compile("“([^”]+)”")
_FEW = 2  # uses that are told by the numbers of their tasks
Uses = Mapping[str, Sequence[str]]


def alike(diagnostics: Iterable[Diagnostic], uses: Uses) -> Iterator[Question]:
    """The name used most often is offered first."""
    for one in (one for one in diagnostics if one.code == CODE):
        names = sorted((name for name in _QUOTED.findall(one.message) if name in uses), key=lambda n: -len(uses[n]))
        if len(names) > 1:
            yield _question(
                names, uses, place={"start": one.source.start, "end": one.source.end} if one.source else None
            )


def uses_of(named: Iterable[tuple[str, Iterable[str]]]) -> Uses:
    """The numbers of the rows that use each name, from (number, names) of every row."""
    uses: dict[str, list[str]] = {}
    for number, names in named:
        for name in dict.fromkeys(names):
            uses.setdefault(name, []).append(number)
    return uses


def _question(names: Sequence[str], uses: Uses, *, place: dict[str, int] | None) -> Question:
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


def _used(numbers: Sequence[str]) -> str:
    told = f"（{'、'.join(f'第{number}项' for number in numbers if number)}）" if len(numbers) <= _FEW else ""
    return f"出现 {len(numbers)} 次{told if told != '（）' else ''}"
