"""What is entered about an indicator; where it is put; direction and nature of many in one table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from duban.apps.indicators.actions.indicators import COLUMNS, Content
from duban.apps.indicators.forms.sets import ask_reason, reason_field
from duban.apps.indicators.models import Indicator, IndicatorField, IndicatorSet
from duban.apps.indicators.ordering import in_outline
from duban.apps.plans.forms.tasks import SEVERAL, PickSeveralField, in_words
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import AGGREGATIONS, DIRECTIONS, INDICATOR_KINDS, NATURES, Aggregation, IndicatorKind

OPEN = [("", "待确认")]
FIGURE: dict[str, Any] = {"max_digits": 18, "decimal_places": 6}


def _choices(words: Mapping[Any, str]) -> list[tuple[str, str]]:
    return [(one.value, label) for one, label in words.items()]


class IndicatorForm(forms.Form):
    """`parent`: it is a part of this one, in whose field it stands."""

    number = forms.CharField(label="序号", max_length=20, required=False)
    part = forms.CharField(label="分项序号", max_length=20, required=False, help_text="如“(1)”。")
    name = forms.CharField(label="指标", max_length=200)
    field = forms.ModelChoiceField(IndicatorField.objects.none(), label="领域", required=False, empty_label="不分领域")
    unit = forms.CharField(label="计量单位", max_length=30, required=False, help_text="如“%”“亿元”“张/千人”。")
    kind = forms.ChoiceField(
        label="类型",
        choices=_choices(INDICATOR_KINDS),
        initial=IndicatorKind.VALUE.value,
        help_text="比率要填报分子和分母；“合成”的自己没有数，由下面的分项算出。",
    )
    direction = forms.ChoiceField(label="方向", choices=OPEN + _choices(DIRECTIONS), required=False)
    nature = forms.ChoiceField(label="性质", choices=OPEN + _choices(NATURES), required=False)
    baseline_year = forms.IntegerField(label="基期年", min_value=1949, max_value=2099, required=False)
    baseline_value = forms.DecimalField(label="基期值", required=False, **FIGURE)
    baseline_text = forms.CharField(
        label="基期值原文", max_length=200, required=False, help_text="文件里的说法，如“9.2张左右”。"
    )
    lead = PickSeveralField("unit", label="牵头单位", help_text=f"单位或集合单位，负责填报实际值。{SEVERAL}")
    support = PickSeveralField("unit", label="配合单位")
    definition = forms.CharField(label="口径", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    aggregation = forms.ChoiceField(label="由下级汇总", choices=_choices(AGGREGATIONS), initial=Aggregation.NONE.value)
    accrues = forms.BooleanField(
        label="年内逐月累计", required=False, help_text="如新增就业人数：半年的数同半年的进度比。"
    )
    reason = reason_field()

    def __init__(
        self,
        data: Any = None,
        *,
        indicator_set: IndicatorSet,
        actor: Actor,
        parent: Indicator | None = None,
        initial: Mapping[str, Any] | None = None,
        answering: Mapping[str, Sequence[Any]] | None = None,
    ) -> None:
        shown = {name: in_words(rows) for name, rows in (answering or {}).items()}
        super().__init__(data, initial={**(initial or {}), **shown})
        ask_reason(self, indicator_set)
        field = self.fields["field"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = indicator_set.fields.all()
        if parent is not None:
            del self.fields["field"]
            kinds = [pair for pair in _choices(INDICATOR_KINDS) if pair[0] != IndicatorKind.COMPOSITE]
            self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        else:
            del self.fields["part"]
        for name, one in self.fields.items():
            if isinstance(one, PickSeveralField):
                one.actor = actor
                one.kept = dict(zip(shown.get(name, []), (answering or {}).get(name, []), strict=True))

    def clean(self) -> dict[str, Any]:
        """`content` in the place of the single columns."""
        data = super().clean() or {}
        names = (*COLUMNS, "field", "lead", "support")
        content = {name: data.pop(name) for name in names if name in data}
        if not self.errors:
            data["content"] = Content(**content)
        return data


class ChangeIndicatorForm(IndicatorForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)


class MoveIndicatorForm(forms.Form):
    after = forms.TypedChoiceField(label="移到", required=False, empty_value=None)

    def __init__(self, data: Any = None, *, indicator: Indicator) -> None:
        super().__init__(data)
        rows = in_outline(indicator.indicator_set.indicators.all())
        beside = {str(row.pk): row for row in rows if row.parent_id == indicator.parent_id and row.pk != indicator.pk}
        field = self.fields["after"]
        assert isinstance(field, forms.TypedChoiceField)
        named = [(key, f"{row.number}{row.part} {row.name[:40]} 之后".strip()) for key, row in beside.items()]
        field.choices = [("", "最前"), *named]
        field.coerce = lambda key: beside[key]


class RemoveIndicatorForm(forms.Form):
    reason = reason_field(label="删除原因")

    def __init__(self, data: Any = None, *, indicator: Indicator) -> None:
        super().__init__(data)
        ask_reason(self, indicator.indicator_set)


class SettleForm(forms.Form):
    """Two choices for each indicator, their names ending in its key."""

    def __init__(self, data: Any = None, *, indicators: Iterable[Indicator]) -> None:
        super().__init__(data)
        self.rows = list(indicators)
        for row in self.rows:
            about = f"{row.number}{row.part} {row.name}"
            for name, words in (("direction", DIRECTIONS), ("nature", NATURES)):
                label = {"direction": "方向", "nature": "性质"}[name]
                widget = forms.Select(attrs={"aria-label": f"{about}：{label}"})
                self.fields[f"{name}_{row.pk}"] = forms.ChoiceField(
                    label=label,
                    required=False,
                    choices=OPEN + _choices(words),
                    initial=getattr(row, name),
                    widget=widget,
                )
            self.fields[f"seen_{row.pk}"] = forms.IntegerField(initial=row.version, widget=forms.HiddenInput)

    def lines(self) -> list[tuple[Indicator, BoundField, BoundField, BoundField]]:
        return [
            (row, self[f"direction_{row.pk}"], self[f"nature_{row.pk}"], self[f"seen_{row.pk}"]) for row in self.rows
        ]

    def clean(self) -> dict[str, Any]:
        """`choices` and `seen` by the keys of the indicators."""
        data = super().clean() or {}
        if self.errors:
            return data
        return {
            "choices": {row.pk: (data[f"direction_{row.pk}"], data[f"nature_{row.pk}"]) for row in self.rows},
            "seen": {row.pk: data[f"seen_{row.pk}"] for row in self.rows},
        }
