"""What is entered to share a task out inside a unit: who answers for the whole, and part by part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from duban.apps.accounts.models import Account
from duban.apps.organizations.forms.days import DayField
from duban.apps.progress.actions.inner_duties import MOST, Duty
from duban.apps.progress.models import InnerDuty

PREFIX, MORE = "parts", 2


class _PersonForm(forms.Form):
    section = forms.CharField(label="科室", required=False, max_length=60)
    person = forms.CharField(label="责任人", required=False, max_length=40)
    account = forms.TypedChoiceField(label="账号", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, accounts: Sequence[Account], **options: Any) -> None:
        super().__init__(*args, **options)
        self.names = {account.pk: account.name for account in accounts}
        choice = self.fields["account"]
        assert isinstance(choice, forms.TypedChoiceField)
        choice.choices = [("", "没有账号"), *((str(one.pk), str(one)) for one in accounts)]

    def who(self) -> str:
        """Whoever chose an account need not write the name too."""
        given = self.cleaned_data
        return given["person"] or self.names.get(given.get("account") or 0, "")


class OwnerForm(_PersonForm):
    seen = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("person") and not cleaned.get("account") and "account" not in self.errors:
            self.add_error("person", "请填写总负责人，或者选择账号")
        return cleaned

    def duty(self) -> Duty:
        return Duty(self.who(), self.cleaned_data["section"], self.cleaned_data.get("account"))


class PartForm(_PersonForm):
    """A line without a word in it is none."""

    key = forms.IntegerField(required=False, widget=forms.HiddenInput)
    content = forms.CharField(
        label="负责的部分", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    due = DayField(label="完成时间", required=False)
    field_order = ("key", "content", "section", "person", "account", "due")

    @property
    def is_written(self) -> bool:
        return any(self.cleaned_data.get(name) for name in self.field_order[1:])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.is_written:
            if not cleaned.get("content"):
                self.add_error("content", "请写明负责什么")
            if not cleaned.get("person") and not cleaned.get("account"):
                self.add_error("person", "请填写责任人，或者选择账号")
        return cleaned

    def duty(self) -> Duty:
        given = self.cleaned_data
        return Duty(
            self.who(), given["section"], given.get("account"), given["content"], given.get("due"), given.get("key")
        )


Parts = forms.formset_factory(PartForm, extra=0, max_num=MOST, absolute_max=MOST)
PartSet = forms.BaseFormSet[PartForm]


def parts_for(data: Any, rows: Sequence[InnerDuty], accounts: Sequence[Account], *, more: int) -> PartSet:
    """What is there, and some empty lines."""
    known = [
        {
            "key": row.pk,
            "content": row.content,
            "section": row.section,
            "person": row.person,
            "account": row.account_id,
            "due": row.due,
        }
        for row in rows
        if not row.is_owner
    ]
    initial = [*known, *({} for _ in range(more))][:MOST]
    return Parts(data, initial=initial, prefix=PREFIX, form_kwargs={"accounts": accounts})


def parts_written(parts: PartSet) -> list[Duty]:
    return [form.duty() for form in parts.forms if form.is_written]
