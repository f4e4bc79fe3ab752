"""What is asked when an interview is proposed, arranged, written down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from duban.apps.organizations.forms.picking import PickField, PickForm
from duban.apps.organizations.models import Appointment, Post
from duban.apps.progress.forms.evidence import EvidenceField
from duban.apps.supervision.actions.interview_records import LONGEST_RECORD
from duban.apps.supervision.actions.interviews import LONGEST, LONGEST_BASIS, LONGEST_PLACE
from duban.apps.supervision.forms.rectifications import LinesForm, words
from duban.apps.supervision.models import InterviewParticipant

_DAYS = ("%Y-%m-%d", "%Y年%m月%d日", "%Y.%m.%d", "%Y/%m/%d")


class MomentField(forms.SplitDateTimeField):
    """A day and a time of it."""

    def __init__(self, *, label: str, help_text: str = "") -> None:
        widget = forms.SplitDateTimeWidget(
            date_attrs={"type": "date", "aria-label": f"{label}：日期"},
            date_format="%Y-%m-%d",
            time_attrs={"type": "time", "aria-label": f"{label}：几点"},
            time_format="%H:%M",
        )
        formats: dict[str, Any] = {"input_date_formats": _DAYS, "input_time_formats": ("%H:%M",)}
        super().__init__(label=label, help_text=help_text, widget=widget, **formats)


class ProposeForm(PickForm):
    unit = PickField("unit", label="约谈单位")
    reason = words("约谈事由", "什么任务、什么问题，督办后怎样。约谈通知里会引用。", most=LONGEST)
    basis = forms.CharField(label="依据", max_length=LONGEST_BASIS, help_text="哪个文件、哪次会议、哪位领导的批示。")


class ScheduleForm(PickForm):
    planned_at = MomentField(label="约谈时间", help_text="工作日的办公时间。")
    place = forms.CharField(label="地点", max_length=LONGEST_PLACE)
    chair_post = PickField("post", required=False, label="主持人职务", help_text="由当天担任这个职务的领导主持。")
    chair = forms.CharField(label="主持人姓名", max_length=40, required=False, help_text="职务没有登记时填写。")
    posts = forms.TypedMultipleChoiceField(
        label="单位参加人员", widget=forms.CheckboxSelectMultiple, coerce=int, required=False
    )
    others = words("单位其他参加人员", "一行一人，写姓名和职务。", most=2000, rows=2, required=False)
    hosts = words("约谈方其他人员", "一行一人，写姓名和职务。", most=2000, rows=2, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, posts: Iterable[tuple[Post, Appointment | None]], **options: Any) -> None:
        super().__init__(*args, **options)
        held = list(posts)
        self._posts = {post.pk: post for post, _ in held}
        field = self.fields["posts"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(post.pk, f"{post.title}　{one.official.name if one else '空缺'}") for post, one in held]
        if not held:
            del self.fields["posts"]
        if self.data.get("despite_clash"):
            self.offer_despite_clash()

    def offer_despite_clash(self) -> None:
        """After a clash was told."""
        self.fields["despite_clash"] = forms.BooleanField(label="仍这样安排", required=False)

    @property
    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        given = dict(self.cleaned_data)
        given["posts"] = [self._posts[key] for key in given.get("posts", [])]
        return given | {name: given[name].splitlines() for name in ("others", "hosts")}


class RecordForm(LinesForm):
    needs_one = False

    held_at = MomentField(label="实际约谈时间")
    attended = forms.TypedMultipleChoiceField(label="到场人员", widget=forms.CheckboxSelectMultiple, coerce=int)
    record = words("约谈记录", "指出了什么问题，单位怎样说明，提了什么要求。", most=LONGEST_RECORD, rows=8)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: Sequence[InterviewParticipant], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["attended"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.pk, one.name if one.is_interviewed else f"{one.name}，约谈方") for one in people]
        self.fields["files"] = EvidenceField()

    @property
    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        given = dict(self.cleaned_data)
        given["commitments"] = given.pop("items")
        given["files"] = [(one.name or "", one.read()) for one in given["files"]]
        return given


class FilesForm(forms.Form):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["files"] = EvidenceField(required=True)


class SeenForm(forms.Form):
    """Nothing is asked but that nobody changed it meanwhile."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
