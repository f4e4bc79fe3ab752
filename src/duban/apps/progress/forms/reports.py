"""What is filled in a report, and what a head writes who gives one back."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField

from duban.apps.plans.models import Target
from duban.apps.progress.actions.report_approval import LONGEST_NOTE
from duban.apps.progress.forms.evidence import EvidenceField
from duban.apps.progress.models import Report
from duban.apps.progress.submitting import LONGEST, TEXTS
from duban.rulebook.figures import plain
from duban.rulebook.health import LABELS, STATED

ADVISED = 300  # characters; more is possible, and read by nobody
_STATED = [(one.value, LABELS[one]) for one in STATED]


def _text(label: str, rows: int, hint: str = "", example: str = "", **options: Any) -> forms.CharField:
    attrs = {"rows": rows, **({"placeholder": f"例：{example}"} if example else {})}
    widget = forms.Textarea(attrs=attrs)
    return forms.CharField(label=label, max_length=LONGEST, help_text=hint, required=False, widget=widget, **options)


class FigureField(forms.DecimalField):
    """A figure as people type it: 1,200, ４６, 46家; kept as the number."""

    def __init__(self, target: Target) -> None:
        self.measured_in = target.unit
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        messages = {"invalid": "填数字，例如 46 或 46.5", "max_decimal_places": "最多 4 位小数"}
        super().__init__(
            label=target.measure or target.text,
            required=False,
            max_digits=20,
            decimal_places=4,
            widget=widget,
            error_messages=messages,
        )

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if isinstance(value, str):
            value = unicodedata.normalize("NFKC", value).replace(",", "").replace(" ", "")
            value = value.removesuffix(unicodedata.normalize("NFKC", self.measured_in)) if self.measured_in else value
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        return plain(value) if isinstance(value, Decimal) else value


class ReportForm(forms.Form):
    """All of it may stay empty in a draft; `submitting` asks for the text and the unit's own judgement."""

    stated = forms.ChoiceField(label="自评", choices=_STATED, required=False, widget=forms.RadioSelect)
    text = _text("进展情况", 5, "做了什么，到什么程度，有什么数字。")
    problems = _text("存在问题", 2)
    coordination = _text("需要协调的事项", 2)
    next_step = _text("下一步打算", 2, "写到时间和单位。", "8月底前，由投资科逐个对接，完成剩余项目开工")
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, report: Report, targets: Iterable[Target], submitting: bool = False, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.figure_names = {target.pk: f"figure-{target.pk}" for target in targets}
        for target in targets:
            self.fields[self.figure_names[target.pk]] = FigureField(target)
        self.fields["files"] = EvidenceField()
        self.fields["text"].widget.attrs["data-counter"] = "text-count"
        if submitting:
            self._ask("text", "请写进展情况：做了什么，到什么程度")
            self._ask("stated", "请选择自评")

    def figure(self, target: Target) -> BoundField:
        return self[self.figure_names[target.pk]]

    @property
    def values(self) -> dict[str, str]:
        """What was entered and can be taken; line ends as the database keeps them."""
        names = (*TEXTS, "stated")
        return {name: self.cleaned_data[name].replace("\r\n", "\n") for name in names if name in self.cleaned_data}

    @property
    def figures(self) -> dict[int, Decimal | None]:
        names = self.figure_names.items()
        return {key: self.cleaned_data[name] for key, name in names if name in self.cleaned_data}

    def _ask(self, name: str, words: str) -> None:
        self.fields[name].required = True
        self.fields[name].error_messages["required"] = words


def shown(report: Report, lines: Iterable[Any]) -> dict[str, Any]:
    """What the form begins with."""
    values = {name: getattr(report, name) for name in (*TEXTS, "stated")}
    return {**values, "seen": report.version, **{f"figure-{one.target.pk}": one.stated for one in lines}}


class SendBackForm(forms.Form):
    note = forms.CharField(
        label="修改意见",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="填报人会看到，例如：补上新开工项目的名单。",
    )
