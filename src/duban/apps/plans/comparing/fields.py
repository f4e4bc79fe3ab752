"""The fields of a task that are compared: what counts as a difference in each, and how both values are said.

In: two tasks.  Out: the `Change`s between them. Words that only break their lines elsewhere, and another spelling of
the same unit, are no change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from duban.apps.organizations.labels.people import in_words
from duban.apps.plans.comparing.sides import Named, TargetSide, TaskSide, squeezed
from duban.apps.plans.comparing.words import Piece, pieces
from duban.rulebook.figures import plain

_WORDED = {"text", "measures", "deadline_text", "path", "header"}  # running text; the rest are lists and days


class Change(NamedTuple):
    """One field: its attribute, its Chinese name, before and after in words."""

    field: str
    label: str
    before: str
    after: str

    @property
    def pieces(self) -> tuple[list[Piece], list[Piece]]:
        return pieces(self.before, self.after, listed=self.field not in _WORDED)


class Field(NamedTuple):
    """`key`: what is compared of a value; `told`: both values in words."""

    name: str
    label: str
    key: Callable[..., object]
    told: Callable[..., tuple[str, str]]


def differences(old: TaskSide, new: TaskSide, fields: Sequence[Field]) -> tuple[Change, ...]:
    changes = []
    for field in fields:
        before, after = getattr(old, field.name), getattr(new, field.name)
        if field.key(before) != field.key(after):
            changes.append(Change(field.name, field.label, *field.told(before, after)))
    return tuple(changes)


def names_told(before: Sequence[Named], after: Sequence[Named]) -> tuple[str, str]:
    """Names in words; where the words are the same, whom they mean is said as well."""
    old, new = _joined(before), _joined(after)
    return (_meant(before), _meant(after)) if old == new else (old, new)


def _joined(names: Sequence[Named]) -> str:
    return "、".join(dict.fromkeys(one.words or one.means for one in names))


def _meant(names: Sequence[Named]) -> str:
    return "、".join(f"{one.words or one.means}（{one.means or '只留文字'}）" for one in names)


def _targets_told(before: Sequence[TargetSide], after: Sequence[TargetSide]) -> tuple[str, str]:
    old, new = (_texts(before), _texts(after))
    return (_figures(before), _figures(after)) if old == new else (old, new)


def _texts(targets: Sequence[TargetSide]) -> str:
    return "；".join(target.text for target in targets)


def _figures(targets: Sequence[TargetSide]) -> str:
    return "；".join(
        f"{one.text}（{one.measure}{one.comparator}{plain(one.value)}"
        f"{one.unit}{f'，{in_words(one.due)}' if one.due else ''}）"
        for one in targets
    )


def _plain(before: str, after: str) -> tuple[str, str]:
    return before, after


def _days(before: date | None, after: date | None) -> tuple[str, str]:
    return in_words(before, ""), in_words(after, "")


def _who(names: Sequence[Named]) -> frozenset[str]:
    return frozenset(one.who for one in names)


def _what(targets: Sequence[TargetSide]) -> list[object]:
    return [(squeezed(one.text), one.figures) for one in targets]


CONTENT = (
    Field("text", "任务内容", squeezed, _plain),
    Field("measures", "工作措施", squeezed, _plain),
    Field("leader", "分管领导", _who, names_told),
    Field("lead", "牵头单位", _who, names_told),
    Field("implement", "负责单位", _who, names_told),
    Field("support", "配合单位", _who, names_told),
    Field("targets", "量化目标", _what, _targets_told),
    Field("deadline", "完成时限", lambda value: value, _days),
    Field("deadline_text", "时限原文", squeezed, _plain),
)
PLACE = (
    Field("number", "序号", squeezed, _plain),
    Field(
        "path",
        "所在章节",
        lambda path: tuple(map(squeezed, path)),
        lambda before, after: (" ".join(before), " ".join(after)),
    ),
)
