"""The targets of a task: added, changed, removed in a draft; the way one is measured, confirmed at any time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from duban.apps.audit.models import Event
from duban.apps.organizations.changes import token
from duban.apps.plans.actions.targets import add_target, change_target, confirm_kind, read_targets, remove_target
from duban.apps.plans.models import Target, Task
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.targets import TargetKind
from plan_cast import Plans

WORDS: dict[str, Any] = {
    "measure": "新增企业",
    "comparator": ">=",
    "value": Decimal(30),
    "value_to": None,
    "unit": "家",
    "due": date(2027, 12, 31),
    "kind": TargetKind.CUMULATIVE,
}


def target_of(plans: Plans, *, force: bool = False) -> Target:
    return plans.task("1", plans.force if force else plans.draft).targets.get()


def test_an_added_target_is_confirmed_and_says_itself(plans: Plans) -> None:
    target = add_target(task=plans.task("2", plans.draft), by=plans.city.actor("office"), **WORDS)

    assert (target.text, target.kind_confirmed) == ("新增企业30家", True)


def test_the_same_target_sent_twice_is_one_target(plans: Plans) -> None:
    task, office = plans.task("2", plans.draft), plans.city.actor("office")
    add_target(task=task, by=office, **WORDS)

    with pytest.raises(Invalid, match="已有量化目标"):
        add_target(task=task, by=office, **WORDS)


def test_a_range_ends_above_where_it_begins(plans: Plans) -> None:
    with pytest.raises(Invalid, match="上限应大于") as refused:
        add_target(
            task=plans.task("2", plans.draft), by=plans.city.actor("office"), **(WORDS | {"value_to": Decimal(20)})
        )

    assert refused.value.field == "value_to"


def test_choosing_only_the_kind_keeps_the_words_of_the_document(plans: Plans) -> None:
    target = target_of(plans)
    same = {name: getattr(target, name) for name in WORDS if name != "kind"}

    change_target(target=target, kind=TargetKind.LEVEL, by=plans.city.actor("office"), **same)

    target.refresh_from_db()
    assert (target.text, target.kind) == ("新开工重点项目60个以上", TargetKind.LEVEL)


def test_a_target_shown_before_another_change_is_not_overwritten(plans: Plans) -> None:
    target, office = target_of(plans), plans.city.actor("office")
    seen = token(target)
    change_target(target=target, seen=seen, by=office, **WORDS)

    with pytest.raises(Conflict, match="已被他人修改"):
        change_target(target=target, seen=seen, by=office, **WORDS)


def test_a_target_in_force_is_not_changed(plans: Plans) -> None:
    with pytest.raises(Conflict, match="按调整程序办理"):
        change_target(target=target_of(plans, force=True), by=plans.city.actor("office"), **WORDS)


def test_the_kind_of_a_target_in_force_is_confirmed(plans: Plans) -> None:
    confirm_kind(target=target_of(plans, force=True), kind=TargetKind.LEVEL, by=plans.city.actor("office"))

    target = target_of(plans, force=True)
    assert (target.kind, target.kind_confirmed) == (TargetKind.LEVEL, True)
    assert Event.objects.get(verb="task.target_changed").after["计量方式"] == "水平值"


def test_a_removed_target_is_gone(plans: Plans) -> None:
    remove_target(target=target_of(plans), by=plans.city.actor("office"))

    assert not plans.task("1", plans.draft).targets.exists()


def test_a_change_of_a_target_tells_who_has_the_form_of_the_task_open(plans: Plans) -> None:
    before = plans.task("1", plans.draft).version

    remove_target(target=target_of(plans), by=plans.city.actor("office"))

    assert plans.task("1", plans.draft).version == before + 1


def test_a_figure_no_column_holds_is_left_out(plans: Plans) -> None:
    task: Task = plans.task("1", plans.draft)
    task.text = "新增企业9999999999999999999家，新建项目5个。"

    assert [one.measure for one in read_targets(task)] == ["新建项目"]
