"""What is asked when a task from above is broken down into tasks of one's own plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse

from duban.apps.organizations.forms.days import DayField
from duban.apps.organizations.forms.picking import PickWidget
from duban.apps.plans.actions.links import Line
from duban.apps.plans.forms.tasks import PickSeveralField
from duban.apps.plans.models import Plan, Section
from duban.rulebook.actors import Actor
from duban.rulebook.tasks import PlanState

ROWS, MOST_ROWS = 3, 30


class UnitsWidget(PickWidget):
    """One input for all of them; collective units are offered too."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["suggest_url"] = reverse("plans:answering-suggest", args=[self.kind]) + f"?field={name}"
        return context


class UnitsField(PickSeveralField):
    """Units and collective units, named in words with 、 between them."""

    def __init__(self, *, label: str) -> None:
        super().__init__("unit", label=label)
        self.widget = UnitsWidget("unit")

    def clean(self, value: Any) -> list[Any]:
        return super().clean([value] if value else [])


class PlaceForm(forms.Form):
    """Where the tasks go: a plan, and perhaps one of its sections, in one choice; and by when."""

    place = forms.ChoiceField(label="列入方案或章节")
    deadline = DayField(label="完成时限", required=False)
    acknowledge_by = DayField(
        label="签收期限", required=False, help_text="方案已印发的，任务立即下达，请责任单位在这一天前签收。"
    )

    def __init__(self, *args: Any, plans: Sequence[Plan], **options: Any) -> None:
        super().__init__(*args, **options)
        self.plans = {plan.pk: plan for plan in plans}
        self.sections = {section.pk: section for section in Section.objects.filter(plan__in=plans)}
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(plan.title, self._places(plan)) for plan in plans]

    def _places(self, plan: Plan) -> list[tuple[str, str]]:
        whole = f"{plan.title}（{plan.get_state_display()}）"
        sections = [one for one in self.sections.values() if one.plan_id == plan.pk]
        named = [(f"{plan.pk}-{one.pk}", f"{plan.title[:24]} / {one}"[:80]) for one in sections]
        return [(f"{plan.pk}-0", whole), *named]

    def clean(self) -> dict[str, Any]:
        """The plan and section of the choice; who is asked to acknowledge is told by when."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "place" in cleaned:
            plan, section = (int(key) for key in cleaned.pop("place").split("-"))
            cleaned |= {"plan": self.plans[plan], "section": self.sections.get(section)}
            if self.plans[plan].state == PlanState.ISSUED and not cleaned.get("acknowledge_by"):
                self.add_error("acknowledge_by", "这个方案已印发，请填写签收期限")
        return cleaned


class LineForm(forms.Form):
    """One task below. A line without words is none."""

    text = forms.CharField(label="任务内容", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    lead = UnitsField(label="牵头单位")
    support = UnitsField(label="配合单位")

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, UnitsField):
                field.actor = actor

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("text") and not cleaned.get("lead") and "lead" not in self.errors:
            self.add_error("lead", "请填写牵头单位")
        if not cleaned.get("text") and (cleaned.get("lead") or cleaned.get("support")):
            self.add_error("text", "请填写任务内容")
        return cleaned


Lines = forms.formset_factory(LineForm, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


def lines_for(data: Any, *, text: str, rows: int, actor: Actor) -> forms.BaseFormSet[LineForm]:
    """So many lines, the first with the words of the task above."""
    empty = [{"text": text}, *({} for _ in range(min(rows, MOST_ROWS) - 1))]
    return Lines(data, initial=empty, prefix="lines", form_kwargs={"actor": actor})


def lines_of(forms_of_lines: forms.BaseFormSet[LineForm]) -> list[Line]:
    """The lines in which something is written."""
    given = (form.cleaned_data for form in forms_of_lines.forms)
    return [Line(one["text"], one["lead"], one["support"]) for one in given if one.get("text")]
