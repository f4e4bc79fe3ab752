"""Inner duties: one person answers for the whole, others for parts; the unit's own affair."""

from __future__ import annotations

from datetime import date

import pytest

from cast import City
from duban.apps.organizations.models import Unit
from duban.apps.progress.actions.inner_duties import Duty, assign_inner_duties, finish_inner_duty
from duban.apps.progress.models import InnerDuty
from duban.apps.progress.queries.inner_duties import duties_of, duties_read_by, own_units_in, seen_of
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.tasks import TaskState
from progress_cast import Year

ON = date(2026, 3, 10)
OWNER = Duty("郑发展", "局领导")
PART = Duty("林联络", "投资科", content="项目前期。", due=date(2026, 5, 31))


def assign(
    year: Year, owner: Duty = OWNER, *parts: Duty, who: str = "liaison", unit: str = "发改", seen: str | None = None
) -> list[InnerDuty]:
    return assign_inner_duties(
        task=year.plans.task("1"),
        unit=year.city.units[unit],
        owner=owner,
        parts=parts,
        on=ON,
        by=year.city.actor(who),
        seen=seen,
    )


def rows(year: Year) -> list[InnerDuty]:
    unit: Unit = year.city.units["发改"]
    return duties_of(year.plans.task("1"), unit)


def test_a_unit_says_who_does_which_part(year: Year) -> None:
    assign(year, OWNER, PART)

    assert [(row.is_owner, row.section, row.person, row.content) for row in rows(year)] == [
        (True, "局领导", "郑发展", ""),
        (False, "投资科", "林联络", "项目前期。"),
    ]
    assert rows(year)[0].pk == year.duty.pk  # the owner's row stays the same
    assert year.city.events()[-1] == "inner_duty.assigned"


def test_a_part_left_out_is_gone_and_one_kept_keeps_its_row(year: Year) -> None:
    _, first, _ = assign(year, OWNER, PART, Duty("吴帆", "法规科", content="审核。"))
    assign(year, OWNER, Duty("林联络", "投资科", content="项目前期和用地。", key=first.pk))

    assert [(row.pk, row.content) for row in rows(year)[1:]] == [(first.pk, "项目前期和用地。")]


def test_nothing_changed_leaves_no_event(year: Year) -> None:
    _, part = assign(year, OWNER, PART)
    before = year.city.events()

    assign(year, OWNER, Duty("林联络", "投资科", content="项目前期。", due=date(2026, 5, 31), key=part.pk))

    assert year.city.events() == before


def test_a_stale_form_does_not_overwrite(year: Year) -> None:
    seen = seen_of(rows(year))
    assign(year, OWNER, PART)

    with pytest.raises(Conflict, match="已被他人修改"):
        assign(year, OWNER, seen=seen)


def test_a_row_of_another_task_is_not_taken(year: Year) -> None:
    foreign = InnerDuty.objects.create(
        task=year.plans.task("2"), unit=year.city.units["财政"], person="钱小满", content="盘活。"
    )

    with pytest.raises(Conflict, match="已被他人修改"):
        assign(year, OWNER, Duty("林联络", content="项目前期。", key=foreign.pk))


@pytest.mark.parametrize(
    ("owner", "part", "reason"),
    [
        (Duty(" "), PART, "请填写总负责人"),
        (OWNER, Duty("林联络"), "负责的内容"),
        (OWNER, Duty("", content="前期"), "责任人"),
    ],
)
def test_a_duty_has_a_person_and_a_part_its_content(year: Year, owner: Duty, part: Duty, reason: str) -> None:
    with pytest.raises(Invalid, match=reason):
        assign(year, owner, part)


def test_accounts_are_of_the_own_unit(year: Year) -> None:
    own, other = year.city.accounts["liaison"].pk, year.city.accounts["finance"].pk

    assert assign(year, Duty("林联络", account=own))[0].account_id == own
    with pytest.raises(Invalid, match="不是本单位的"):
        assign(year, Duty("钱小满", account=other))


@pytest.mark.parametrize("who", ["finance", "stranger", "office", "leader"])
def test_nobody_else_shares_out_the_work_of_a_unit(year: Year, who: str) -> None:
    with pytest.raises(NotAllowed):
        assign(year, who=who)


def test_who_has_no_part_in_the_task_shares_nothing_out(year: Year) -> None:
    with pytest.raises(Conflict, match="不承担这项任务"):
        assign(year, who="stranger", unit="文旅")


def test_a_supporting_unit_shares_out_its_part(year: Year) -> None:
    assert assign(year, Duty("钱小满"), who="finance", unit="财政")[0].unit == year.city.units["财政"]
    assert own_units_in(year.plans.task("1"), year.city.actor("finance")) == [year.city.units["财政"]]


def test_a_task_that_ended_is_not_shared_out(year: Year) -> None:
    task = year.plans.task("1")
    task.state = TaskState.CLOSED
    task.save()

    with pytest.raises(Conflict, match="不再办理"):
        assign(year)


def test_a_part_is_marked_done_and_open_again(year: Year, city: City) -> None:
    _, part = assign(year, OWNER, PART)
    by = city.actor("liaison")

    assert finish_inner_duty(duty=part, done_on=ON, on=ON, by=by).done_on == ON
    assert finish_inner_duty(duty=part, done_on=None, on=ON, by=by).done_on is None
    assert city.events()[-2:] == ["inner_duty.finished", "inner_duty.reopened"]
    with pytest.raises(Invalid, match="不能晚于今天"):
        finish_inner_duty(duty=part, done_on=date(2026, 3, 11), on=ON, by=by)


def test_the_whole_is_not_done_in_passing(year: Year, city: City) -> None:
    with pytest.raises(Conflict, match="随任务上报"):
        finish_inner_duty(duty=year.duty, done_on=ON, on=ON, by=city.actor("liaison"))


@pytest.mark.parametrize(
    ("who", "count"), [("liaison", 2), ("office", 1), ("leader", 1), ("finance", 0), ("reader", 0)]
)
def test_others_read_who_answers_for_the_whole_at_most(year: Year, who: str, count: int) -> None:
    assign(year, OWNER, PART)

    assert len(duties_read_by(year.plans.task("1"), year.city.actor(who))) == count
