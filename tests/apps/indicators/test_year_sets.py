"""The headline targets of a plan in force become the indicators of its year, once, linked to their tasks."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cast import City
from corpus import corpus_file
from duban.apps.audit.models import Event
from duban.apps.audit.sentences import sentence
from duban.apps.indicators import headlines
from duban.apps.indicators.actions.year_sets import make_year_set
from duban.apps.indicators.models import Indicator, IndicatorSet, Observation, TargetLink
from duban.apps.plans.actions.adoption import adopt_draft
from duban.apps.plans.drafting.building import fill_draft
from duban.apps.plans.matching import match_names
from duban.apps.plans.models import MatchedBy, Plan, PlanImport, PlanImportState, SourceFile, Target
from duban.apps.web import files
from duban.documents.pipeline import readings
from duban.rulebook.indicators import ObservationStatus, SetState
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.targets import TargetKind
from duban.rulebook.tasks import PlanState, TaskState
from indicator_cast import Measured

AT, TITLE = datetime(2026, 3, 9, 2, 0, tzinfo=UTC), "2026年主要预期目标"
pytestmark = pytest.mark.django_db


@pytest.fixture
def free(measured: Measured) -> Measured:
    """Nothing is linked yet; the second task has a growth target and one that is to stay below."""
    measured.link.delete()
    task = measured.supervised.year.plans.task("2")
    shared = {"task": task, "kind": TargetKind.GROWTH, "unit": "%"}
    Target.objects.create(
        **shared, measure="盘活收入增长", comparator=">=", value=Decimal(7), text="盘活收入增长7%以上", order=1
    )
    shared |= {"kind": TargetKind.LEVEL}
    Target.objects.create(
        **shared, measure="资产闲置率", comparator="<=", value=Decimal(3), text="资产闲置率控制在3%以内", order=2
    )
    return measured


def plan_of(measured: Measured) -> Plan:
    return measured.supervised.year.plans.force


def keys(plan: Plan) -> list[int]:
    return [one.target.pk for one in headlines.offered(plan)]


def make(measured: Measured, targets: list[int] | None = None, *, who: str = "office", title: str = TITLE):
    plan = plan_of(measured)
    chosen = keys(plan) if targets is None else targets
    return make_year_set(plan=plan, targets=chosen, title=title, at=AT, by=measured.city.actor(who))


def test_each_target_is_an_indicator_in_its_own_words(free: Measured) -> None:
    one = make(free)

    assert (one.title, one.starts, one.ends, one.state, one.plan) == (TITLE, 2026, 2026, SetState.DRAFT, plan_of(free))
    rows = one.indicators.order_by("order").values_list("number", "name", "unit", "kind", "direction", "field__title")
    assert list(rows) == [
        ("1", "新开工重点项目", "个", "value", "higher_is_better", "主要预期目标"),
        ("2", "盘活收入增长", "%", "growth", "higher_is_better", "主要预期目标"),
        ("2", "资产闲置率", "%", "value", "lower_is_better", "主要预期目标"),
    ]
    aims = [row.targets.get() for row in one.indicators.order_by("order")]
    assert [(aim.year, aim.text, aim.goal, aim.holds) for aim in aims] == [
        (2026, "新开工重点项目60个以上", Decimal(60), ">="),
        (2026, "盘活收入增长7%以上", Decimal(7), ">="),
        (2026, "资产闲置率控制在3%以内", Decimal(3), "<="),
    ]
    assert all(aim.rule_confirmed for aim in aims)


def test_units_links_and_the_first_scheme_are_there(free: Measured) -> None:
    one = make(free)

    units = Indicator.objects.filter(indicator_set=one).order_by("order").values_list("units__role", "units__unit")
    finance, reform = free.units["财政"].pk, free.units["发改"].pk
    assert list(units) == [("lead", reform), ("lead", finance), ("lead", finance)]
    assert {link.target_id: link.year for link in TargetLink.objects.all()} == dict.fromkeys(keys(plan_of(free)), 2026)
    scheme = one.schemes.get()
    assert (scheme.number, scheme.since, scheme.lines.count(), scheme.fields.count()) == (1, date(2026, 1, 1), 3, 1)
    told = sentence(Event.objects.get(verb="indicator_set.made_of_plan"))
    assert told.endswith("的3个目标设为年度指标“2026年主要预期目标”")


def test_the_year_befores_figure_is_the_baseline(free: Measured) -> None:
    before = IndicatorSet.objects.create(
        jurisdiction=free.place, title="2025年主要预期目标", starts=2025, ends=2025, state=SetState.CLOSED
    )
    for name, value, month in (("新开工重点项目", "55", 12), ("资产闲置率", "4", 6)):
        unit = "个" if month == 12 else "%"
        Observation.objects.create(
            indicator=Indicator.objects.create(indicator_set=before, name=name, unit=unit),
            jurisdiction=free.place,
            year=2025,
            month=month,
            status=ObservationStatus.STATED,
            value=Decimal(value),
            source="演示数据（虚构）",
            entered_by="林联络",
            entered_at=AT,
        )

    rows = make(free).indicators.order_by("order").values_list("baseline_year", "baseline_value", "baseline_text")

    assert list(rows) == [(2025, Decimal(55), "55个"), (2025, None, ""), (2025, None, "")]


def test_sent_twice_it_is_one_set(free: Measured) -> None:
    first = make(free)
    events = Event.objects.count()

    assert make(free) == first
    assert IndicatorSet.objects.filter(title=TITLE).count() == 1
    assert Event.objects.count() == events


def test_a_target_that_is_linked_is_refused_by_name_and_nothing_is_made(free: Measured) -> None:
    first, *others = keys(plan_of(free))
    make(free, [first])

    with pytest.raises(Conflict, match="“新开工重点项目60个以上”已关联到指标“新开工重点项目”"):
        make(free, [first, *others], title="另一套")
    assert not IndicatorSet.objects.filter(title="另一套").exists()
    with pytest.raises(Invalid, match="名称都相同"):
        make(free, others)
    assert make(free, others, title="另一套").indicators.count() == 2


def test_what_cannot_be_taken_is_refused(free: Measured) -> None:
    with pytest.raises(Invalid, match="勾选"):
        make(free, [])
    with pytest.raises(Conflict, match="有1个目标已有变化"):
        make(free, [0])
    with pytest.raises(NotAllowed):
        make(free, who="liaison")
    plan, draft = plan_of(free), free.supervised.year.plans.draft
    with pytest.raises(Conflict, match="不在执行中"):
        make_year_set(plan=draft, targets=keys(plan), title=TITLE, at=AT, by=free.city.actor("office"))
    plan.tasks.update(state=TaskState.CLOSED)
    assert keys(plan) == []


def test_the_page_ticks_the_headline_targets_and_makes_the_set(client: Client, free: Measured) -> None:
    plan = plan_of(free)
    first, second, third = keys(plan)
    client.force_login(free.city.accounts["office"])
    url = reverse("indicators:year-set", args=[plan.pk])
    assert url in client.get(reverse("plans:plan", args=[plan.pk])).content.decode()
    assert (
        url.replace(str(plan.pk), "9")
        not in client.get(reverse("plans:plan", args=[free.supervised.year.plans.draft.pk])).content.decode()
    )
    assert [box.value() for _, box in client.get(url).context["lines"]] == [True, False, False]
    assert "请先勾选目标" in client.post(url, {"title": TITLE}).content.decode()

    sent = {"title": TITLE, f"target_{first}": "on", f"target_{third}": "on"}
    answer = client.post(url, sent)

    one = IndicatorSet.objects.get(title=TITLE)
    assert answer["Location"] == reverse("indicators:set-settings", args=[one.pk])
    assert client.post(url, sent)["Location"] == answer["Location"]
    page = client.get(url).content.decode()
    assert f'name="target_{first}"' not in page
    assert f'name="target_{second}"' in page
    assert "已关联到指标" in page


def test_the_list_of_targets_asks_as_often_for_many(free: Measured) -> None:
    plan = plan_of(free)
    with CaptureQueriesContext(connection) as few:
        headlines.offered(plan)
    for order in range(20):
        Target.objects.create(
            task=free.supervised.year.plans.task("1"),
            order=order,
            measure=f"项目{order}",
            comparator=">=",
            value=Decimal(1),
            unit="个",
            text=f"项目{order}1个",
            kind=TargetKind.CUMULATIVE,
        )
    with CaptureQueriesContext(connection) as many:
        headlines.offered(plan)
    assert len(many) == len(few)


def test_the_first_seven_tasks_of_a_real_plan_are_its_headline_targets(city: City) -> None:
    path = corpus_file("000")
    (reading,) = readings(path.read_bytes(), path.name)
    office = city.accounts["office"]
    source = SourceFile.objects.create(
        jurisdiction=city.places["青泽市"],
        account=office,
        name=path.name,
        size=path.stat().st_size,
        digest=files.keep(path.read_bytes()),
    )
    row = PlanImport.objects.create(source=source, account=office, state=PlanImportState.REVIEWING)
    fill_draft(row, reading.document, reading.file)
    match_names(row)
    row.questions.update(answer="as_printed")
    row.names.filter(matched_by=MatchedBy.OPEN).update(matched_by=MatchedBy.LEFT)
    plan = adopt_draft(plan_import=row, seen=None, on=date(2026, 3, 2), by=city.actor("office"))
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.ISSUED)
    plan.tasks.update(state=TaskState.IN_FORCE)
    plan.refresh_from_db()

    chosen = [one.target for one in headlines.offered(plan) if one.is_headline]
    assert [one.task.number for one in chosen] == ["1", "2", "3", "4", "5", "6", "7"]
    one = make_year_set(
        plan=plan, targets=[each.pk for each in chosen], title="2024年主要预期目标", at=AT, by=city.actor("office")
    )
    rows = one.indicators.order_by("order").values_list("kind", "unit", "targets__goal", "targets__rule")
    assert list(rows) == [
        *(("growth", "%", Decimal(goal), "value") for goal in (5, 7, 7, 5, 5)),
        ("value", "", None, "keep"),
        ("value", "", None, "words"),
    ]
    assert TargetLink.objects.filter(indicator__indicator_set=one).count() == 5
    assert one.indicators.filter(units__role="lead").distinct().count() == 7
