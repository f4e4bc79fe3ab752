"""What is asked when a bulletin or an evaluation is begun, chosen anew, written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from duban.apps.dispatch.forms.documents import DispatchForm
from duban.apps.dispatch.models import Letterhead
from duban.apps.indicators.evaluating.choosing import HEADINGS, LONGEST_SUGGESTIONS, SECTIONS, Choices
from duban.apps.indicators.models import Evaluation, IndicatorSet
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import EVALUATION_KINDS, EvaluationKind

MONTHS = [(str(month), f"{month}月底") for month in range(1, 13)]


@dataclass(frozen=True, slots=True)
class Option:
    """A tick and its place in the order."""

    value: str
    label: str
    is_chosen: bool
    order: int


class PeriodForm(forms.Form):
    """Which kind, of which period; asked by GET, so that one sees what it would tell."""

    kind = forms.ChoiceField(label="类别", choices=[(one.value, words) for one, words in EVALUATION_KINDS.items()])
    year = forms.TypedChoiceField(label="年度", coerce=int)
    month = forms.TypedChoiceField(label="截至", coerce=int, choices=MONTHS)

    def __init__(self, data: Any = None, *, indicator_set: IndicatorSet, on: date) -> None:
        last = min(indicator_set.ends, on.year)
        years = list(range(indicator_set.starts, last + 1)) or [indicator_set.starts]
        usual = {"kind": EvaluationKind.PERIODIC.value, **_usual(indicator_set, on)}
        asked = {name: data[name] for name in usual if data and data.get(name)}
        super().__init__({**usual, **asked} if asked else None, initial=usual)
        field = self.fields["year"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(str(year), f"{year}年") for year in reversed(years)]

    @property
    def asked(self) -> tuple[EvaluationKind, int, int]:
        """What was asked, what it usually is where nothing (right) was."""
        given = self.cleaned_data if self.is_bound and self.is_valid() else self.initial
        return EvaluationKind(given["kind"]), int(given["year"]), int(given["month"])


class ChooseForm(forms.Form):
    """Sections in their order; what is suggested to adjust."""

    sections = forms.MultipleChoiceField(choices=list(SECTIONS.items()), error_messages={"required": "请至少选择一节"})
    suggestions = forms.CharField(
        label="调整建议",
        required=False,
        max_length=LONGEST_SUGGESTIONS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="建议调整哪些指标的目标、口径或责任单位，写明理由；一行一段，不写就没有这一节。",
    )
    seen = forms.IntegerField(required=False)

    def __init__(self, data: Any = None, *, choices: Choices, seen: int | None = None) -> None:
        super().__init__(data, initial={"suggestions": choices.suggestions, "seen": seen})
        self._choices = choices
        for name in SECTIONS:
            self.fields[f"order_{name}"] = forms.IntegerField(required=False, min_value=1, max_value=99)

    @property
    def choices(self) -> Choices:
        given = self.cleaned_data
        order = {name: given.get(f"order_{name}") or at for at, name in enumerate(SECTIONS, 1)}
        sections = sorted(given["sections"], key=lambda name: (order[name], list(SECTIONS).index(name)))
        return Choices(tuple(sections), given["suggestions"])

    def section_options(self) -> list[Option]:
        chosen = self.data.getlist("sections") if self.is_bound else self._choices.sections  # type: ignore[attr-defined]
        placed = [*self._choices.sections, *(name for name in SECTIONS if name not in self._choices.sections)]
        return [
            Option(name, HEADINGS.get(name, SECTIONS[name]), name in chosen, self._order(name, at))
            for at, name in enumerate(placed, 1)
        ]

    def _order(self, name: str, at: int) -> int:
        typed = self.data.get(f"order_{name}", "") if self.is_bound else ""
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 3 else at


class EvaluationForm(DispatchForm):
    """The fields of a document; its text holds live figures."""

    field_order = ("title", "text", "recipients", "units")

    def __init__(
        self, data: Any = None, *, evaluation: Evaluation, letterheads: Sequence[Letterhead], actor: Actor, on: date
    ) -> None:
        super().__init__(data, dispatch=evaluation.dispatch, letterheads=letterheads, actor=actor, on=on)
        self.fields["text"].widget.attrs["rows"] = 26
        self.fields["text"].help_text = "花括号里是数据的名称，右边显示现在的数值；其余文字随意修改。一行一段。"


def _usual(one: IndicatorSet, on: date) -> dict[str, int]:
    """The last period for which figures were asked and that is over."""
    months = sorted(one.due_months) or [12]
    year = max(one.starts, min(one.ends, on.year))
    over = [month for month in months if (year, month) < (on.year, on.month)]
    if over:
        return {"year": year, "month": over[-1]}
    return {"year": max(one.starts, year - 1), "month": 12} if year - 1 >= one.starts else {"year": year, "month": 12}
