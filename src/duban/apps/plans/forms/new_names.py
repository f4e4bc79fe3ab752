"""The page of what is to be created: one line per open name, each proposed, each to be changed or left out.

In: an import, its open names.  Out: what `create_missing_units` takes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms

from duban.apps.plans.matching.missing import (
    GROUP,
    IS,
    KIND_CHOICES,
    LATER,
    LEADER,
    LEAVE,
    RULE_CHOICES,
    SAME,
    UNIT,
    Wanted,
)
from duban.apps.plans.models import DraftName, NameKind, PlanImport
from duban.apps.plans.queries.names import seen_names, wanted_by_default

Data = Mapping[str, Any] | None


class NewNameForm(forms.Form):
    """One line of the page of what is to be created."""

    choice = forms.ChoiceField(label="建成什么")
    name = forms.CharField(label="名称", max_length=100, required=False)

    def __init__(self, data: Data = None, *, row: DraftName, wanted: Wanted) -> None:
        shown = {"choice": wanted.choice, "name": wanted.name}
        super().__init__(data, prefix=f"n{row.pk}", initial=shown)
        self.row, self.wanted = row, wanted
        choice = self.fields["choice"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = _leader_choices() if row.kind == NameKind.LEADER else _unit_choices(wanted)
        for name, words in (("choice", "建成什么"), ("name", "职务" if row.kind == NameKind.LEADER else "名称")):
            self.fields[name].widget.attrs["aria-label"] = f"{row.name}：{words}"

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        needs_name = values.get("choice", "").partition(":")[0] not in (LATER, LEAVE, SAME, IS)
        if needs_name and not values.get("name", "").strip():
            self.add_error("name", "请填写" + ("职务" if self.row.kind == NameKind.LEADER else "名称"))
        return values

    @property
    def asked_for(self) -> Wanted:
        return Wanted(self.cleaned_data["choice"], self.cleaned_data["name"].strip())


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of one kind, with a heading."""

    title: str
    lines: tuple[NewNameForm, ...]


class NewNamesForm(forms.Form):
    """`only`: the key of the one name that is asked about, "" for all."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Data = None, *, plan_import: PlanImport, names: Sequence[DraftName], only: str) -> None:
        super().__init__(data, initial={"seen": seen_names(names)})
        rows = [row for row in names if only in ("", str(row.pk))]
        wanted = wanted_by_default(plan_import, rows)
        self.lines = [NewNameForm(data, row=row, wanted=wanted[row.pk]) for row in rows]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        wrong = [line.row.name for line in self.lines if not line.is_valid()]
        if wrong:
            self.add_error(None, f"请看下面标出的地方：{'、'.join(wrong[:5])}")
        else:
            values["names"] = [line.row for line in self.lines]
            values["wanted"] = {line.row.pk: line.asked_for for line in self.lines}
        return values

    @cached_property
    def parts(self) -> list[Part]:
        found = [(title, tuple(line for line in self.lines if _belongs(line, whats))) for title, whats in _PARTS]
        return [Part(title, lines) for title, lines in found if lines]


_PARTS = (
    ("请选定", (LATER,)),
    ("新建单位", (UNIT,)),
    ("新建集合单位", (GROUP,)),
    ("与别的名称合为一个", (SAME, IS)),
    ("只留文字", (LEAVE,)),
    ("领导", ()),
)


def _belongs(line: NewNameForm, whats: tuple[str, ...]) -> bool:
    if line.row.kind == NameKind.LEADER:
        return not whats
    return line.wanted.what in whats


def _unit_choices(wanted: Wanted) -> list[Any]:
    instead = [("不新建", [*wanted.others, (LEAVE, "只留文字"), (LATER, "先不建")])]
    return [*instead, ("新建单位", KIND_CHOICES), ("新建集合单位", RULE_CHOICES)]


def _leader_choices() -> list[Any]:
    return [(LEADER, "新建"), (LEAVE, "只留文字"), (LATER, "先不建")]
