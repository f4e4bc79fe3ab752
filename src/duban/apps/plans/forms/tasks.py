"""What is entered about a task of a plan: its words, its place, who is in charge and who answers for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.urls import reverse

from duban.apps.organizations import naming
from duban.apps.organizations.forms.days import DayField
from duban.apps.organizations.queries.picking import apart
from duban.apps.plans.models import Plan, Section, Task
from duban.apps.plans.outline import headings
from duban.apps.plans.queries import answering
from duban.rulebook.actors import Actor

BLANKS = 2  # further inputs, for those who are not named yet
_no_nul = ProhibitNullCharactersValidator()
SEVERAL = "一格填一个；几个也可以填在一格里，用顿号分开。"


class PickSeveralWidget(forms.Widget):
    template_name = "plans/tasks/_several.html"
    use_fieldset = True

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        url = reverse("plans:answering-suggest", args=[self.kind])
        words = [*(value or []), *[""] * BLANKS]
        context["widget"] |= {"inputs": words, "suggest_url": f"{url}?field={name}"}
        context["widget"]["is_wrong"] = "aria-invalid" in context["widget"]["attrs"]
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return [words.strip() for words in data.getlist(name) if words.strip()]

    def id_for_label(self, id_: str) -> str:
        """The first input, to which the list of errors leads."""
        return f"{id_}_0"


class PickSeveralField(forms.Field):
    """Posts, or units and collective units. `kept`: who is there already, by the words that are shown for them."""

    def __init__(self, kind: str, *, label: str, help_text: str = "") -> None:
        super().__init__(label=label, required=False, help_text=help_text, widget=PickSeveralWidget(kind))
        self.kind = kind
        self.actor: Actor | None = None
        self.kept: Mapping[str, Any] = {}

    def clean(self, value: Any) -> list[Any]:
        found: dict[Any, None] = {}
        for words in value:
            _no_nul(words)  # which PostgreSQL does not take, as a form's own fields know
            for one in self._meant(words[:200]):
                found[one] = None
        return list(found)

    def _meant(self, words: str) -> list[Any]:
        """What one input names: itself, or its parts where the whole names nothing."""
        whole = self._named(words)
        if whole:
            return [self._single(words, whole)]
        return [self._single(part, self._named(part)) for part in naming.several(words)]

    def _named(self, words: str) -> list[Any]:
        assert self.actor is not None
        return [self.kept[words]] if words in self.kept else answering.meant(self.kind, self.actor, words)

    def _single(self, words: str, found: Sequence[Any]) -> Any:
        if not found:
            raise ValidationError(f"没有找到“{words}”，请从提示中选择，或先在组织机构中新建")
        if len(found) > 1:
            assert self.actor is not None
            choices = answering.choices(self.kind, self.actor, list(found))
            named = "；".join(f"{one.words}（{one.hint}）" for one in choices)
            raise ValidationError(f"“{words}”有多个，请写明是哪一个：{named}")
        return found[0]


class TaskForm(forms.Form):
    """`answering`: who answers for the task now, by the name of the field."""

    section = forms.TypedChoiceField(label="章节", required=False, empty_value=None)
    number = forms.CharField(label="序号", max_length=20, required=False)
    text = forms.CharField(
        label="任务内容",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="保存时会读出其中的量化目标，如“新开工重点项目60个以上”。",
    )
    measures = forms.CharField(label="工作措施", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    deadline = DayField(label="完成时限", required=False)
    deadline_text = forms.CharField(
        label="时限原文", max_length=200, required=False, help_text="文件里的说法，如“年内”“长期坚持”。"
    )
    leaders = PickSeveralField("post", label="分管领导", help_text=f"填职务，或现任职人员的姓名。{SEVERAL}")
    lead = PickSeveralField("unit", label="牵头单位", help_text=f"单位或集合单位。{SEVERAL}")
    implement = PickSeveralField("unit", label="负责单位", help_text="在牵头单位之下承办，如“各县（市、区）政府”。")
    support = PickSeveralField("unit", label="配合单位")

    def __init__(
        self,
        data: Any = None,
        *,
        plan: Plan,
        actor: Actor,
        initial: Mapping[str, Any],
        answering: Mapping[str, Sequence[Any]] | None = None,
    ) -> None:
        shown = {name: in_words(rows) for name, rows in (answering or {}).items()}
        super().__init__(data, initial={**initial, **shown})
        offer_sections(self.fields["section"], plan)
        for name, field in self.fields.items():
            if isinstance(field, PickSeveralField):
                field.actor = actor
                field.kept = dict(zip(shown.get(name, []), (answering or {}).get(name, []), strict=True))


class AddTaskInForceForm(TaskForm):
    acknowledge_by = DayField(label="签收期限", help_text="这个方案已印发，增补的任务立即请有关单位签收。")


class ChangeTaskForm(TaskForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)


class MoveTaskForm(forms.Form):
    place = forms.ChoiceField(label="移动到", help_text="选择新的位置：某一章节的最前，或某一项任务之后。")
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, task: Task, **options: Any) -> None:
        super().__init__(*args, **options)
        self._sections = {heading.section.pk: heading for heading in headings(task.plan.sections.all())}
        tasks = task.plan.tasks.exclude(pk=task.pk).order_by("order", "pk").only("plan", "number", "text", "section")
        self._tasks = {one.pk: one for one in tasks}
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*self._places(None, "不在章节之下")]
        for key, heading in self._sections.items():
            field.choices += self._places(key, " ".join(heading.path))

    def _places(self, section: int | None, words: str) -> list[tuple[str, list[tuple[str, str]]]]:
        behind = [one for one in self._tasks.values() if one.section_id == section]
        named = [(f"task-{one.pk}", f"{one.number} {one.text[:30]} 之后".strip()) for one in behind]
        return [(words[:60], [(f"section-{section or ''}", "最前"), *named])]

    def clean_place(self) -> tuple[Section | None, Task | None]:
        """The section, and the task behind which to stand there."""
        kind, _, key = self.cleaned_data["place"].partition("-")
        after = self._tasks[int(key)] if kind == "task" else None
        section = after.section_id if after is not None else int(key or 0)
        return (self._sections[section].section if section else None), after


def in_words(rows: Sequence[Any]) -> list[str]:
    """Each of them in words; those of the same words by seat or key."""
    words = [str(row) for row in rows]
    return [one if words.count(one) == 1 else apart(row, one) for row, one in zip(rows, words, strict=True)]


def offer_sections(field: forms.Field, plan: Plan, *, without: Section | None = None) -> None:
    """The plan's headings in reading order, each indented below its parent."""
    assert isinstance(field, forms.TypedChoiceField)
    found = [heading for heading in headings(plan.sections.all()) if heading.section.pk != (without and without.pk)]
    sections = {str(heading.section.pk): heading.section for heading in found}
    field.choices = [("", "（不在章节之下）")] + [
        (str(heading.section.pk), "　" * heading.depth + str(heading.section)[:50]) for heading in found
    ]
    field.coerce = lambda key: sections[key]
