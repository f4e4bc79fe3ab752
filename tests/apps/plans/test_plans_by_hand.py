"""Plans and their outline by hand: create, change and delete a plan; add, rename, move and remove its sections."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from duban.apps.audit.models import Event
from duban.apps.organizations.changes import token
from duban.apps.plans.actions.plans import change_plan, create_plan, delete_plan
from duban.apps.plans.actions.sections import add_section, change_section, move_section, remove_section
from duban.apps.plans.models import Plan, PlanImportState, Section, Task
from duban.apps.plans.outline import headings
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from plan_cast import Plans

DAYS = [date(2027, 10, 10), date(2027, 4, 10)]


def create(plans: Plans, who: str = "office", **changes: Any) -> Plan:
    given = {"jurisdiction": plans.place, "year": 2027, "title": "2027年民生实事分工", "reporting_dates": DAYS}
    return create_plan(by=plans.city.actor(who), **(given | changes))


def change(plans: Plans, plan: Plan, **changes: Any) -> Plan:
    given: dict[str, Any] = {"year": plan.year, "title": plan.title, "issuer": plan.issuer, "disclosed": False}
    given |= {"reporting_dates": [one.due for one in plan.rounds.all()], "rules": {}}
    return change_plan(plan=plan, by=plans.city.actor("office"), **(given | changes))


def section(plans: Plans, title: str, parent: Section | None = None) -> Section:
    return add_section(plan=plans.draft, title=title, parent=parent, by=plans.city.actor("office"))


def outline(plans: Plans) -> list[tuple[int, str]]:
    return [(one.depth, one.section.title) for one in headings(plans.draft.sections.all())]


def test_the_reporting_dates_become_rounds_in_order(plans: Plans) -> None:
    plan = create(plans)

    assert list(plan.rounds.values_list("sequence", "due")) == [(1, date(2027, 4, 10)), (2, date(2027, 10, 10))]


def test_the_same_plan_sent_twice_is_one_plan(plans: Plans) -> None:
    create(plans)

    with pytest.raises(Invalid, match="已有标题相同的方案"):
        create(plans)


def test_the_city_office_may_create_a_plan_for_a_county(plans: Plans) -> None:
    assert create(plans, jurisdiction=plans.city.places["临川县"]).pk


def test_the_county_office_creates_none_for_the_city(plans: Plans) -> None:
    with pytest.raises(NotAllowed, match="本行政区"):
        create(plans, "county_office")


def test_a_date_that_stays_keeps_its_round(plans: Plans) -> None:
    kept = plans.draft.rounds.get(due=date(2027, 7, 10))

    change(plans, plans.draft, reporting_dates=[date(2027, 7, 10), date(2027, 12, 10)])

    assert list(plans.draft.rounds.values_list("sequence", "due")) == [(1, kept.due), (2, date(2027, 12, 10))]
    assert plans.draft.rounds.get(due=kept.due).pk == kept.pk


def test_the_tasks_follow_the_year_of_their_plan(plans: Plans) -> None:
    change(plans, plans.draft, year=2028)

    assert set(plans.draft.tasks.values_list("year", flat=True)) == {2028}


def test_what_the_notice_demands_besides_stays(plans: Plans) -> None:
    Plan.objects.filter(pk=plans.draft.pk).update(rules={"reporting_dates": ["2027-04-10"], "report_to": "督查室"})

    plan = change(plans, plans.draft, rules={"report_to": "市政府督查室"})

    assert plan.rules == {"reporting_dates": ["2027-04-10"], "report_to": "市政府督查室"}


def test_a_header_shown_before_another_change_is_refused(plans: Plans) -> None:
    change(plans, plans.draft, issuer="甲", seen=1)

    with pytest.raises(Conflict, match="已被他人修改"):
        change(plans, plans.draft, issuer="乙", seen=1)


def test_the_header_of_a_plan_in_force_is_not_changed(plans: Plans) -> None:
    with pytest.raises(Conflict, match="按调整程序办理"):
        change(plans, plans.force, title="别的")


def test_nothing_changed_in_a_header_is_nothing_recorded(plans: Plans) -> None:
    change(plans, plans.draft)

    assert "plan.changed" not in plans.city.events()


def test_a_draft_is_deleted_with_what_hangs_on_it(plans: Plans) -> None:
    delete_plan(plan=plans.draft, by=plans.city.actor("office"))

    assert not Plan.objects.filter(pk=plans.draft.pk).exists()
    assert not Task.objects.filter(plan=plans.draft.pk).exists()
    assert Event.objects.get(verb="plan.deleted").before["任务"] == 2


def test_the_import_of_a_deleted_draft_is_there_to_be_reviewed_again(plans: Plans) -> None:
    plans.review.state = PlanImportState.ADOPTED
    plans.review.save()
    plans.draft.plan_import = plans.review
    plans.draft.save()

    delete_plan(plan=plans.draft, by=plans.city.actor("office"))

    plans.review.refresh_from_db()
    assert plans.review.state == PlanImportState.REVIEWING


def test_an_issued_plan_is_not_deleted(plans: Plans) -> None:
    with pytest.raises(Conflict, match="不能删除"):
        delete_plan(plan=plans.force, by=plans.city.actor("office"))


def test_a_draft_that_is_being_corrected_is_not_deleted(plans: Plans) -> None:
    plans.review.replaces = plans.draft
    plans.review.save()

    with pytest.raises(Conflict, match="用来更正"):
        delete_plan(plan=plans.draft, by=plans.city.actor("office"))


def test_a_section_is_added_last_below_its_parent(plans: Plans) -> None:
    first = plans.draft.sections.get()
    section(plans, "改善民生")
    section(plans, "抓项目", parent=first)

    assert outline(plans) == [(0, "扩大有效投资"), (1, "抓项目"), (0, "改善民生")]


def test_the_same_section_sent_twice_is_one_section(plans: Plans) -> None:
    section(plans, "改善民生")

    with pytest.raises(Invalid, match="已有章节"):
        section(plans, "改善民生")


def test_a_section_moves_with_its_tasks(plans: Plans) -> None:
    other = section(plans, "改善民生")
    Task.objects.filter(pk=plans.task("2", plans.draft).pk).update(section=other)

    move_section(section=other, after=None, by=plans.city.actor("office"))

    assert outline(plans) == [(0, "改善民生"), (0, "扩大有效投资")]
    assert list(plans.draft.tasks.order_by("order").values_list("number", flat=True)) == ["2", "1"]


def test_moving_a_section_twice_to_the_same_place_moves_it_once(plans: Plans) -> None:
    other, office = section(plans, "改善民生"), plans.city.actor("office")

    move_section(section=other, after=None, by=office)
    move_section(section=other, after=None, by=office)

    assert plans.city.events().count("plan.section_moved") == 1


def test_a_section_is_not_put_below_itself(plans: Plans) -> None:
    first = plans.draft.sections.get()
    below = section(plans, "抓项目", parent=first)

    with pytest.raises(Invalid, match="自己"):
        change_section(section=first, title="甲", label="", parent=below, by=plans.city.actor("office"))


def test_a_section_put_below_another_stands_last_there(plans: Plans) -> None:
    first, other = plans.draft.sections.get(), section(plans, "改善民生")
    section(plans, "抓项目", parent=first)

    change_section(section=other, title="抓就业", label="（二）", parent=first, by=plans.city.actor("office"))

    assert outline(plans) == [(0, "扩大有效投资"), (1, "抓项目"), (1, "抓就业")]


def test_a_section_shown_before_another_change_is_not_overwritten(plans: Plans) -> None:
    first, office = plans.draft.sections.get(), plans.city.actor("office")
    seen = token(first)
    change_section(section=first, title="甲", label="", parent=None, seen=seen, by=office)

    with pytest.raises(Conflict, match="已被他人修改"):
        change_section(section=first, title="乙", label="", parent=None, seen=seen, by=office)


def test_a_section_with_tasks_is_not_removed(plans: Plans) -> None:
    with pytest.raises(Conflict, match="2项任务"):
        remove_section(section=plans.draft.sections.get(), by=plans.city.actor("office"))


def test_an_empty_section_is_removed(plans: Plans) -> None:
    remove_section(section=section(plans, "改善民生"), by=plans.city.actor("office"))

    assert outline(plans) == [(0, "扩大有效投资")]


def test_the_outline_of_a_plan_in_force_stays(plans: Plans) -> None:
    with pytest.raises(Conflict, match="已印发"):
        add_section(plan=plans.force, title="改善民生", by=plans.city.actor("office"))
