"""What is entered about one name of a draft: a pressed answer, another choice, a leader's office."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from duban.apps.organizations.forms.days import DayField
from duban.apps.organizations.forms.picking import PickField, PickForm
from duban.apps.organizations.models import Official, Post, Unit, UnitGroup
from duban.apps.organizations.personnel.titles import leads_government
from duban.apps.plans.models import DraftName
from duban.rulebook.actors import Actor

Data = Mapping[str, Any] | None
_ONE, _SEVERAL = r"\d{1,18}", r"\d{1,18}(?:,\d{1,18}){0,19}"
_ANSWER = re.compile(rf"^(?P<what>unit:{_ONE}|group:{_ONE}|posts:{_SEVERAL})$")


class PostsField(forms.ModelMultipleChoiceField[Post]):
    def label_from_instance(self, post: Any) -> str:
        held = [one.official.name for one in post.appointments.all() if one.until is None]
        about = "、".join([*held, *([post.portfolio] if post.portfolio else [])])
        return f"{post}（{about}）" if about else str(post)


class PersonField(forms.ModelChoiceField[Official]):
    def label_from_instance(self, official: Any) -> str:
        held = "、".join(str(one.post) for one in official.appointments.all() if one.until is None)
        return f"{official.name}（{official.remark or held or '没有现任职务'}）"


class SeenForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)


class AnswerForm(SeenForm):
    """A pressed suggestion: "unit:12", "group:3", "posts:4,5"; given back as what `match_name` takes."""

    answer = forms.CharField()
    keep_as_alias = forms.BooleanField(required=False)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self._actor = actor

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        match = _ANSWER.match(values.pop("answer", ""))
        what, _, listed = match["what"].partition(":") if match else ("", "", "")
        keys = listed.split(",")
        values["unit"] = Unit.objects.visible_to(self._actor).filter(pk=keys[0]).first() if what == "unit" else None
        groups = UnitGroup.objects.visible_to(self._actor)
        values["unit_group"] = groups.filter(pk=keys[0]).first() if what == "group" else None
        values["posts"] = list(Post.objects.visible_to(self._actor).filter(pk__in=keys)) if what == "posts" else []
        return values


class MatchUnitForm(PickForm):
    unit = PickField("unit", required=False, help_text="写几个字，从提示中选择名册里的单位。")
    unit_group = forms.ModelChoiceField(UnitGroup.objects.none(), label="或者集合单位", required=False)
    keep_as_alias = forms.BooleanField(label="记住这个名称，以后的文件自动对应", required=False, initial=True)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Data = None, *, actor: Actor, row: DraftName) -> None:
        shown = {"unit": row.unit, "unit_group": row.unit_group, "seen": row.version}
        super().__init__(data, actor=actor, initial=shown)
        groups = self.fields["unit_group"]
        assert isinstance(groups, forms.ModelChoiceField)
        place = row.plan_import.source.jurisdiction
        groups.queryset = UnitGroup.objects.visible_to(actor).filter(jurisdiction=place)


class MatchLeaderForm(forms.Form):
    posts = PostsField(
        Post.objects.none(), label="职务", widget=forms.CheckboxSelectMultiple, help_text="可以选几个，如“各副市长”。"
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Data = None, *, actor: Actor, row: DraftName) -> None:
        super().__init__(data, initial={"posts": row.posts.all(), "seen": row.version})
        posts = self.fields["posts"]
        assert isinstance(posts, PostsField)
        visible = Post.objects.visible_to(actor).filter(
            until=None, unit__jurisdiction=row.plan_import.source.jurisdiction
        )
        leading = visible.filter(leads_jurisdiction=True) | visible.filter(pk__in=row.posts.values("pk"))
        posts.queryset = leading.distinct().select_related("unit").prefetch_related("appointments__official")


class CreateLeaderForm(forms.Form):
    title = forms.CharField(label="职务", max_length=60, help_text="在本级政府的职务，如“常务副市长”。")
    official = PersonField(
        Official.objects.none(), label="人员", required=False, empty_label="另建一人", widget=forms.RadioSelect
    )
    remark = forms.CharField(label="备注", max_length=100, required=False, help_text="与同名的人区分；另建一人时填写。")
    since = DayField(label="任职日期", help_text="不清楚的，按文件的日期。")
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: DraftName, namesakes: Iterable[Official], **options: Any) -> None:
        super().__init__(*args, **options)
        official = self.fields["official"]
        assert isinstance(official, PersonField)
        keys = [one.pk for one in namesakes]
        official.queryset = Official.objects.filter(pk__in=keys).prefetch_related("appointments__post__unit")
        if not keys:
            del self.fields["official"], self.fields["remark"]

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"].strip()
        if not leads_government(title) and "主任" not in title:
            raise ValidationError("请填写本级政府领导的职务，如“副市长”；其他人员先在组织机构里登记")
        return title
