"""Pairs of letters: what is kept of a text, and that a migration's new table keeps them."""

from __future__ import annotations

import pytest
from django.db import connection

from duban.apps.plans.models import Task, grams
from duban.apps.plans.models.grams import grams_of
from plan_cast import Plans


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("招商引资", ["招商", "商引", "引资"]),
        ("新增5G基站，5G应用", ["新增", "增5", "5g", "g基", "基站", "g应", "应用"]),
        ("一、二", []),
        ("", []),
        ("人人人人", ["人人"]),
    ],
)
def test_neighbouring_letters_are_kept_once(text: str, pairs: list[str]) -> None:
    assert grams_of(text) == pairs


def test_what_was_lost_with_the_table_is_made_again(plans: Plans) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite keeps the pairs by triggers")
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER plans_task_grams_update")

    grams.install_again(using="default")
    Task.objects.filter(pk=plans.task("2").pk).update(grams="绿道")

    assert Task.objects.filter(grams__holds=["绿道"]).count() == 1
    assert Task.objects.filter(grams__holds=["存量"], plan=plans.force).count() == 0
