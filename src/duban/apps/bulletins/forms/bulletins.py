"""What is asked when a bulletin is begun, chosen anew, written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from duban.apps.bulletins.figures.ground import Ground
from duban.apps.bulletins.figures.units import UnitLine, lines_of
from duban.apps.bulletins.models import Bulletin
from duban.apps.bulletins.writing.choosing import SECTIONS, Choices
from duban.apps.bulletins.writing.sections import HEADINGS, named_tasks
from duban.apps.dispatch.forms.documents import DispatchForm
from duban.apps.dispatch.models import Letterhead
from duban.apps.organizations.forms.days import DayField
from duban.rulebook.actors import Actor


@dataclass(frozen=True, slots=True)
class Option:
    """A tick with what speaks for it; `order` where it has one."""

    name: str
    value: str
    label: str
    why: str
    is_chosen: bool
    order: int = 0


class ChooseForm(forms.Form):
    """Sections in their order, units to praise, tasks to name; what a tick is about stands beside it."""

    sections = forms.MultipleChoiceField(choices=list(SECTIONS.items()), error_messages={"required": "请至少选择一节"})
    praised = forms.MultipleChoiceField(required=False)
    tasks = forms.MultipleChoiceField(required=False)
    as_of = DayField(label="数据截止日期")
    seen = forms.IntegerField(required=False)

    def __init__(self, data: Any = None, *, ground: Ground, choices: Choices) -> None:
        super().__init__(data, initial={"as_of": ground.as_of})
        self.ground, self._choices = ground, choices
        self._good = [one for one in lines_of(ground) if one.may_be_praised]
        self._named = {task.key for task in named_tasks(ground, choices)}
        self._tasks = [task for task in ground.tasks if task.lags or task.key in self._named]
        self._set("praised", [(str(one.key), one.name) for one in self._good])
        self._set("tasks", [(str(task.key), task.text) for task in self._tasks])
        for name in SECTIONS:
            self.fields[f"order_{name}"] = forms.IntegerField(required=False, min_value=1, max_value=99)

    def _set(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = list(choices)

    @property
    def choices(self) -> Choices:
        given = self.cleaned_data
        order = {name: given.get(f"order_{name}") or at for at, name in enumerate(SECTIONS, 1)}
        sections = sorted(given["sections"], key=lambda name: (order[name], list(SECTIONS).index(name)))
        praised, tasks = (tuple(int(key) for key in given[name]) for name in ("praised", "tasks"))
        return Choices(tuple(sections), frozenset(praised), tasks)

    def section_options(self) -> list[Option]:
        chosen = self._ticked("sections", self._choices.sections)
        placed = [*self._choices.sections, *(name for name in SECTIONS if name not in self._choices.sections)]
        return [
            Option("sections", name, HEADINGS.get(name, SECTIONS[name]), "", name in chosen, self._order(name, at))
            for at, name in enumerate(placed, 1)
        ]

    def unit_options(self) -> list[Option]:
        default = [one.key for one in self._good if self._choices.praised is None or one.key in self._choices.praised]
        chosen = self._ticked("praised", [str(key) for key in default])
        return [Option("praised", str(one.key), one.name, _merits(one), str(one.key) in chosen) for one in self._good]

    def task_options(self) -> list[Option]:
        chosen = self._ticked("tasks", [str(key) for key in self._named])
        return [
            Option(
                "tasks",
                str(task.key),
                f"{task.number} {task.text}".strip(),
                "，".join(filter(None, ["、".join(self.ground.unit(key) for key in task.leads), task.reason])),
                str(task.key) in chosen,
            )
            for task in self._tasks
        ]

    def _ticked(self, name: str, default: Sequence[str]) -> set[str]:
        return set(self.data.getlist(name)) if self.is_bound else set(default)  # type: ignore[attr-defined]

    def _order(self, name: str, at: int) -> int:
        typed = self.data.get(f"order_{name}", "") if self.is_bound else ""
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 3 else at


class BulletinForm(DispatchForm):
    """The fields of a document, and the day of its figures."""

    as_of = DayField(label="数据截止日期", help_text="改了日期，正文里的数据随着变。")
    field_order = ("as_of", "title", "text", "recipients", "units")

    def __init__(
        self, data: Any = None, *, bulletin: Bulletin, letterheads: Sequence[Letterhead], actor: Actor, on: date
    ) -> None:
        super().__init__(data, dispatch=bulletin.dispatch, letterheads=letterheads, actor=actor, on=on)
        self.fields["text"].widget.attrs["rows"] = 26
        self.initial["as_of"] = bulletin.as_of
        self.fields["text"].help_text = "花括号里是数据的名称，右边显示现在的数值；其余文字随意修改。一行一段。"


def _merits(one: UnitLine) -> str:
    parts = [f"牵头{len(one.led)}项", f"按时报送{one.came('on_time')}项" if one.reports else ""]
    done = sum(task.health == "done" for task in one.led)
    parts.append(f"已完成{done}项" if done else "")
    return "，".join(filter(None, parts))
