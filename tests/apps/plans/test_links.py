"""Down the tree: what was given to a county is broken down there, linked and unlinked; each end sees what it may."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cast import City
from duban.apps.audit.models import Event
from duban.apps.audit.sentences import sentence
from duban.apps.plans.actions.links import Line, break_down_task, link_tasks, unlink_tasks
from duban.apps.plans.actions.plans import create_plan
from duban.apps.plans.actions.tasks import add_task
from duban.apps.plans.models import Plan, Receipt, Task, TaskLink
from duban.apps.plans.queries.links import given_from_above, linkable, links_of, not_broken_down, proposals
from duban.rulebook.actors import SYSTEM
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.tasks import PlanState, ReceiptState, TaskState
from plan_cast import Plans

AT = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)


def county_plan(city: City, place: str = "临川县") -> Plan:
    title = f"2026年{place}重点任务分工方案"
    return create_plan(jurisdiction=city.places[place], year=2026, title=title, by=SYSTEM)


def county_task(
    city: City, text: str = "新开工重点项目12个。", place: str = "临川县", unit: str = "临川县府办"
) -> Task:
    plan = Plan.objects.filter(jurisdiction=city.places[place]).first() or county_plan(city, place)
    return add_task(plan=plan, section=None, text=text, lead=[city.units[unit]], by=SYSTEM)


def link(plans: Plans, city: City, child: Task, who: str = "county_office") -> TaskLink:
    return link_tasks(parent=plans.task("1"), children=[child], by=city.actor(who))[0]


def test_what_was_given_to_the_government_comes_from_above(plans: Plans, city: City) -> None:
    county = city.actor("county_office")

    assert [(task, task.linked) for task in given_from_above(county)] == [(plans.task("1"), 0)]
    assert not given_from_above(city.actor("office")).exists()


def test_what_was_released_is_no_longer_given(plans: Plans, city: City) -> None:
    Receipt.objects.filter(pk=plans.receipt("1", "临川县政府").pk).update(state=ReceiptState.RELEASED)

    assert not given_from_above(city.actor("county_office")).exists()


def test_a_county_links_a_task_it_has(plans: Plans, city: City) -> None:
    child = county_task(city)

    made = link(plans, city, child)

    assert (made.parent, made.child, made.made_by) == (plans.task("1"), child, "沈临川")
    assert not not_broken_down(city.actor("county_office")).exists()
    event = Event.objects.latest("sequence")
    assert sentence(event) == "临川县把任务“新开工重点项目60个以上。”落实到本级任务"
    assert child.text not in str([event.before, event.after, event.note])


def test_a_link_made_twice_is_refused(plans: Plans, city: City) -> None:
    child = county_task(city)
    link(plans, city, child)

    with pytest.raises(Conflict, match="已经关联过"):
        link(plans, city, child)

    assert TaskLink.objects.count() == 1


def test_of_several_tasks_those_linked_before_stay_and_the_others_are_linked(plans: Plans, city: City) -> None:
    first, second = county_task(city), county_task(city, "盘活存量资产3宗。")
    link(plans, city, first)

    made = link_tasks(parent=plans.task("1"), children=[first, second], by=city.actor("county_office"))

    assert [one.child for one in made] == [second]


def test_nothing_chosen_is_nothing_linked(plans: Plans, city: City) -> None:
    with pytest.raises(Invalid, match="至少一项"):
        link_tasks(parent=plans.task("1"), children=[], by=city.actor("county_office"))


def test_a_link_never_leads_up_or_round(plans: Plans, city: City) -> None:
    child = county_task(city)
    link(plans, city, child)

    with pytest.raises(Conflict, match="不在临川县的下级"):
        link_tasks(parent=child, children=[plans.task("1")], by=city.actor("office"))
    with pytest.raises(Conflict, match="不能关联为下级任务"):
        link_tasks(parent=plans.task("1"), children=[plans.task("2")], by=city.actor("office"))
    with pytest.raises(Conflict, match="不能关联为下级任务"):
        link_tasks(parent=plans.task("1"), children=[plans.task("1")], by=city.actor("office"))


def test_a_task_that_was_not_given_to_the_county_has_no_tasks_there(plans: Plans, city: City) -> None:
    with pytest.raises(Conflict, match="没有交给临川县政府"):
        link_tasks(parent=plans.task("2"), children=[county_task(city)], by=city.actor("office"))


def test_a_county_does_not_link_what_it_does_not_see(plans: Plans, city: City) -> None:
    with pytest.raises(NotAllowed):
        link_tasks(parent=plans.task("2"), children=[county_task(city)], by=city.actor("county_office"))


def test_a_county_does_not_link_tasks_of_another(plans: Plans, city: City) -> None:
    other = county_task(city, place="云栖区", unit="云栖区政府")

    with pytest.raises(NotAllowed):
        link(plans, city, other)


@pytest.mark.parametrize("who", ["liaison", "town_liaison", "leader", "county_admin"])
def test_only_an_office_links(plans: Plans, city: City, who: str) -> None:
    with pytest.raises(NotAllowed):
        link(plans, city, county_task(city), who)


def test_a_terminated_task_is_not_broken_down(plans: Plans, city: City) -> None:
    Task.objects.filter(pk=plans.task("1").pk).update(state=TaskState.TERMINATED)

    with pytest.raises(Conflict, match="终止"):
        link(plans, city, county_task(city))


def test_what_a_later_year_replaced_waits_no_longer(plans: Plans, city: City) -> None:
    county = city.actor("county_office")
    waited = not_broken_down(county).count()
    Plan.objects.filter(pk=plans.draft.pk).update(state=PlanState.ISSUED)

    assert (waited, not_broken_down(county).count()) == (1, 0)
    assert given_from_above(county).count() == 1


def test_a_link_is_taken_away_once(plans: Plans, city: City) -> None:
    made = link(plans, city, county_task(city))

    unlink_tasks(link=made, by=city.actor("county_office"))

    assert not TaskLink.objects.exists()
    assert sentence(Event.objects.latest("sequence")).startswith("临川县取消任务")
    with pytest.raises(Conflict, match="已被他人删除"):
        unlink_tasks(link=made, by=city.actor("county_office"))


def test_the_city_sees_what_became_of_its_task_in_each_county(plans: Plans, city: City) -> None:
    link(plans, city, county_task(city))
    link(plans, city, county_task(city, "盘活存量资产3宗。"))

    links = links_of(plans.task("1"), city.actor("office"))

    assert [(place.place.name, len(place.links), place.states) for place in links.below] == [("临川县", 2, "草稿 2 项")]
    assert [place.name for place in links.missing] == ["云栖区"]
    assert not links.can_break_down


def test_the_county_sees_the_task_above_and_nothing_of_other_counties(plans: Plans, city: City) -> None:
    child = county_task(city)
    link(plans, city, child)
    other = county_task(city, place="云栖区", unit="云栖区政府")
    link(plans, city, other, "office")
    county = city.actor("county_office")

    assert [one.parent for one in links_of(child, county).above] == [plans.task("1")]
    above = links_of(plans.task("1"), county)
    assert [place.place.name for place in above.below] == ["临川县"]
    assert (above.missing, above.can_break_down) == ([], True)


def test_a_task_is_broken_down_into_several_at_once(plans: Plans, city: City) -> None:
    plan, office = county_plan(city), city.units["临川县府办"]

    made = break_down_task(
        parent=plans.task("1"),
        plan=plan,
        section=None,
        lines=[
            Line("新开工工业项目5个。", [office]),
            Line("新开工交通项目7个。", [office], [city.units["石桥镇政府"]]),
        ],
        deadline=date(2026, 12, 31),
        acknowledge_by=None,
        at=AT,
        by=city.actor("county_office"),
    )

    assert [(task.text, task.deadline, task.state) for task in plan.tasks.order_by("order")] == [
        ("新开工工业项目5个。", date(2026, 12, 31), "draft"),
        ("新开工交通项目7个。", date(2026, 12, 31), "draft"),
    ]
    assert {one.child for one in plans.task("1").links_down.all()} == set(made)
    assert [row.unit for row in made[1].responsibilities.filter(role="support")] == [city.units["石桥镇政府"]]


def test_sent_twice_a_task_is_broken_down_once(plans: Plans, city: City) -> None:
    plan = county_plan(city)

    def once() -> None:
        break_down_task(
            parent=plans.task("1"),
            plan=plan,
            section=None,
            lines=[Line("新开工工业项目5个。", [city.units["临川县府办"]])],
            deadline=None,
            acknowledge_by=None,
            at=AT,
            by=city.actor("county_office"),
        )

    once()
    with pytest.raises(Conflict, match="相同的任务"):
        once()

    assert plan.tasks.count() == 1


def test_if_one_line_is_refused_none_is_made(plans: Plans, city: City) -> None:
    plan, office = county_plan(city), city.units["临川县府办"]

    with pytest.raises(Conflict):
        break_down_task(
            parent=plans.task("2"),
            plan=plan,
            section=None,
            lines=[Line("新开工工业项目5个。", [office])],
            deadline=None,
            acknowledge_by=None,
            at=AT,
            by=city.actor("office"),
        )

    assert not plan.tasks.exists()


def test_proposals_are_the_own_tasks_that_look_alike(plans: Plans, city: City) -> None:
    child = county_task(city)
    county_task(city, "办好石桥镇中心小学。")
    county = city.actor("county_office")

    [(task, proposal)] = proposals(plans.task("1"), county)

    assert task == child
    assert proposal is not None
    assert proposal.words == ("新开工重点项目",)
    link(plans, city, child)
    assert child not in linkable(plans.task("1"), county)


def test_a_task_is_found_by_its_words_where_none_looks_alike(plans: Plans, city: City) -> None:
    school = county_task(city, "办好石桥镇中心小学。")

    assert proposals(plans.task("1"), city.actor("county_office"), words="小学") == [(school, None)]
