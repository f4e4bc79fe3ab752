"""Every table and every column has a Chinese name: refusals and doubts speak of them to users."""

from django.apps import apps
from django.db.models import Field


def test_every_model_and_field_has_a_name_for_users() -> None:
    models = [model for model in apps.get_models() if model.__module__.startswith("duban.")]
    columns: list[Field] = [field for model in models for field in model._meta.concrete_fields]

    assert [model.__name__ for model in models if str(model._meta.verbose_name).isascii()] == []
    assert [str(one) for one in columns if str(one.verbose_name).isascii() and not one.auto_created] == []
