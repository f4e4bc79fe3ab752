"""A person, a post or a unit in a form, named in words; suggestions help where the browser runs scripts.

In: words.  Out: the row they name, or an error that says how to name it.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from duban.apps.organizations.queries import picking
from duban.rulebook.actors import Actor


class PickWidget(forms.TextInput):
    template_name = "organizations/people/pick.html"

    def __init__(self, kind: str) -> None:
        super().__init__(attrs={"autocomplete": "off"})
        self.kind = kind

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["suggest_url"] = reverse("organizations:subject-suggest", args=[self.kind]) + f"?field={name}"
        context["widget"]["list_id"] = f"{context['widget']['attrs'].get('id', name)}_offered"
        return context


class PickField(forms.CharField):
    """`actor`, set by `PickForm`, is whom the rows are shown to."""

    actor: Actor

    def __init__(self, kind: str, *, required: bool = True, label: str = "", help_text: str = "") -> None:
        label = label or picking.KINDS[kind].label
        super().__init__(label=label, required=required, help_text=help_text, max_length=200, widget=PickWidget(kind))
        self.kind = kind

    def prepare_value(self, value: Any) -> Any:
        """A row given as the initial value, in words that name it alone."""
        if value is None or isinstance(value, str):
            return value
        name = picking.KINDS[self.kind].named(value)
        return name if picking.meant(self.kind, self.actor, name) == [value] else picking.apart(value, name)

    def clean(self, value: Any) -> Any:
        words = super().clean(value)
        if not words:
            return None
        found = picking.meant(self.kind, self.actor, words)
        if not found:
            raise ValidationError(f"没有找到“{words}”，请从提示中选择，或先新建")
        if len(found) > 1:
            named = "；".join(f"{one.words}（{one.hint}）" for one in picking.choices(self.kind, self.actor, found))
            raise ValidationError(f"“{words}”有多个，请写明是哪一个：{named}")
        return found[0]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class PickForm(forms.Form):
    """A form whose pick fields know for whom they look."""

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, PickField):
                field.actor = actor
