"""What is entered to sign in, and about accounts, passwords and roles."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.views.decorators.debug import sensitive_variables

from duban.apps.accounts import passwords
from duban.apps.accounts.actions.accounts import LOGIN_NAME_RULE, taken_username
from duban.apps.accounts.models import Account
from duban.apps.accounts.queries import edition
from duban.apps.organizations.models import Jurisdiction, Official, Unit
from duban.apps.organizations.queries.units import UnitFinder
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Invalid
from duban.rulebook.roles import LABELS, Role


class SignInForm(forms.Form):
    """One sentence for every failure: it does not tell which login names exist."""

    username = forms.CharField(
        label="登录名",
        max_length=150,
        error_messages={"required": "请填写登录名"},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}),
    )
    password = forms.CharField(
        label="密码",
        max_length=1000,
        strip=False,
        error_messages={"required": "请填写密码"},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    account: Account | None = None

    def __init__(self, data: Any = None, *, request: HttpRequest) -> None:
        super().__init__(data)
        self._request = request

    def clean_username(self) -> str:
        return str(self.cleaned_data["username"]).lower()

    @sensitive_variables()
    def clean(self) -> dict[str, Any]:
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if name and password:
            found = authenticate(self._request, username=name, password=password)
            if not isinstance(found, Account):
                raise ValidationError("登录名或密码不对，请核对后重新输入；忘记密码的，请系统管理员重置")
            self.account = found
        return self.cleaned_data


class OwnPasswordForm(forms.Form):
    old = forms.CharField(
        label="现在的密码",
        strip=False,
        error_messages={"required": "请填写现在的密码"},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label="新密码",
        strip=False,
        help_text=passwords.RULES,
        error_messages={"required": "请填写新密码"},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="再输入一次新密码",
        strip=False,
        error_messages={"required": "请再输入一次新密码"},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    @sensitive_variables()
    def clean(self) -> dict[str, Any]:
        entered = self.cleaned_data
        if "new" in entered and "again" in entered and entered["new"] != entered.pop("again"):
            self.add_error("again", "两次输入的新密码不同，请重新输入")
        return entered


class UnitField(forms.CharField):
    """A unit by any of its names; what is only similar is offered, never guessed."""

    def __init__(self, *, actor: Actor, on: date, **options: Any) -> None:
        hint = "写全称或简称"
        super().__init__(max_length=100, help_text=hint, error_messages={"required": "请填写单位"}, **options)
        self._actor, self._on = actor, on

    def clean(self, value: Any) -> Unit:
        text = super().clean(value)
        finder = UnitFinder(Jurisdiction.objects.get(path=self._actor.path), self._on)
        if match := finder.one(text):
            return match.unit
        near = [match.unit.name for match in finder.find(text) or finder.suggest(text)]
        offer = f"；名称相近的有：{'、'.join(near)}" if near else ""
        raise ValidationError(f"没有找到单位“{text}”，请写全称{offer}")


class OfficialField(forms.CharField):
    """A person by name, of those the actor sees; with the remark in brackets when there are several of the name."""

    def __init__(self, *, actor: Actor, **options: Any) -> None:
        super().__init__(max_length=150, required=False, **options)
        self._actor = actor

    def clean(self, value: Any) -> Official | None:
        text = super().clean(value)
        if not text:
            return None
        name, _, remark = text.rstrip("）)").replace("(", "（").partition("（")
        found = list(Official.objects.visible_to(self._actor).filter(name=name).select_related("jurisdiction")[:20])
        meant = [official for official in found if not remark or official.remark == remark]
        if len(meant) == 1:
            return meant[0]
        if meant:
            written = "、".join(f"{one.name}（{one.remark or one.jurisdiction.name}）" for one in meant)
            raise ValidationError(f"叫{name}的不止一人（{written}），请在姓名后的括号里写上备注")
        raise ValidationError(f"人员中没有“{text}”；可以先不填，建好人员后再补")


class ChangeAccountForm(forms.Form):
    name = forms.CharField(label="姓名", max_length=40, error_messages={"required": "请填写姓名"})
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, actor: Actor, on: date, account: Account | None = None) -> None:
        initial = {}
        if account is not None:
            person = account.official
            known = f"{person.name}（{person.remark}）" if person and person.remark else str(person or "")
            initial = {"name": account.name, "unit": account.unit.name, "official": known, "seen": edition(account)}
        super().__init__(data, initial=initial)
        self.fields["unit"] = UnitField(actor=actor, on=on, label="所在单位")
        self.fields["official"] = OfficialField(
            actor=actor, label="对应人员", help_text="填写后，账号与组织机构里的人员对上号；一人一号"
        )


class CreateAccountForm(ChangeAccountForm):
    username = forms.CharField(
        label="登录名",
        max_length=40,
        help_text=LOGIN_NAME_RULE,
        error_messages={"required": "请填写登录名", "max_length": f"登录名须是 {LOGIN_NAME_RULE}"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    seen = None  # type: ignore[assignment]
    field_order = ("username", "name", "unit", "official")

    def clean_username(self) -> str:
        try:
            return taken_username(self.cleaned_data["username"])
        except Invalid as refusal:
            raise ValidationError(str(refusal)) from refusal


class GrantRoleForm(forms.Form):
    role = forms.TypedChoiceField(
        label="角色",
        coerce=Role,
        choices=[("", "请选择"), *((role.value, LABELS[role]) for role in Role)],
        error_messages={"required": "请选择角色", "invalid_choice": "请选择角色"},
    )

    def __init__(self, data: Any = None, *, actor: Actor, on: date, account: Account) -> None:
        super().__init__(data, initial={"unit": account.unit.name})
        self.fields["unit"] = UnitField(actor=actor, on=on, label="在哪个单位")
