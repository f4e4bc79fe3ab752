"""What Django's own fields say when something is missing or wrong: an error that says what to do."""

from __future__ import annotations

from django.forms import fields, models

WORDS: dict[type[fields.Field], dict[str, str]] = {
    fields.Field: {"required": "请填写这一项"},
    fields.ChoiceField: {"invalid_choice": "请从列出的项目中选择"},
    fields.MultipleChoiceField: {"invalid_choice": "请从列出的项目中选择", "invalid_list": "请重新勾选"},
    models.ModelChoiceField: {"invalid_choice": "请从列出的项目中选择，它可能刚被删除"},
    fields.DateField: {"invalid": "请写成 2026-07-03 这样的日期"},
    fields.IntegerField: {"invalid": "请填写整数"},
    fields.DecimalField: {"invalid": "请填写数字"},
    fields.FileField: {"required": "请选择文件", "missing": "请选择文件", "empty": "这个文件是空的，请换一个"},
}


def apply() -> None:
    """Put our words in the place of Django's, for every form of the site."""
    for field, words in WORDS.items():
        field.default_error_messages = {**field.default_error_messages, **words}
