"""The pages of an indicator document: its review beside the source, its adoption, its comparison with a set."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from reviewing import CAMPAIGN, draft, drafts, imported, ready

from cast import City
from corpus import corpus_file
from duban.apps.indicators.models import DraftIndicator, IndicatorSet, Observation
from duban.apps.plans.models import PlanImport, PlanImportState

HTMX = {"HX-Request": "true"}


@pytest.fixture
def row(city: City) -> PlanImport:
    return imported(city, CAMPAIGN)


@pytest.fixture
def office(city: City) -> Client:
    return city.client("office")


def page(office: Client, row: PlanImport, **query: Any) -> str:
    response = office.get(reverse("indicators:review", args=[row.pk]), query)
    assert response.status_code == 200
    return str(response.content.decode())


def form_of(one: DraftIndicator, **changed: Any) -> dict[str, Any]:
    """What the form of an indicator sends when only `changed` was typed."""
    plain = ("number", "part", "name", "parent", "field", "unit", "kind", "direction", "nature", "baseline_text")
    sent: dict[str, Any] = {name: getattr(one, name) for name in plain} | {"seen": one.version, "weight": ""}
    sent |= {"baseline_year": one.baseline_year or "", "baseline_value": one.baseline_value or ""}
    sent |= {name: "\r\n".join(getattr(one, name)) for name in ("lead", "support")}
    for prefix, rows in (("targets", one.targets), ("tasks", one.tasks)):
        sent |= {f"{prefix}-TOTAL_FORMS": len(rows) + 1, f"{prefix}-INITIAL_FORMS": len(rows)}
    for at, target in enumerate(one.targets):
        sent |= {f"targets-{at}-{name}": target[name] or "" for name in ("year", "level", "text", "evaluation")}
        sent |= {f"targets-{at}-at": at}
    for at, task in enumerate(one.tasks):
        sent |= {f"tasks-{at}-text": task["text"], f"tasks-{at}-at": at}
        sent |= {f"tasks-{at}-{role}": "\r\n".join(task[role]) for role in ("lead", "support")}
    return sent | changed


def changed(office: Client, one: DraftIndicator, **typed: Any) -> Any:
    return office.post(reverse("indicators:draft-change", args=[one.pk]), form_of(one, **typed))


def test_the_review_says_what_was_read_and_what_is_open(office: Client, row: PlanImport) -> None:
    shown = page(office, row)

    assert "读出 7 项指标（8 行）、3 个领域、" in shown
    assert "其中 12 个目标值、10 项任务" in shown
    assert "已核对 0 / 8" in shown
    assert 'aria-describedby="adopt-why">导入 7 项' in shown
    assert "8项指标没有写明是约束性还是预期性" in shown
    assert "都是预期性" in shown


def test_the_source_stands_beside_the_reading_and_lights_up(office: Client, row: PlanImport) -> None:
    one = draft(row, "2")
    shown = page(office, row, task=one.pk)

    assert f'data-read="{one.pk}:name">研发经费投入强度</span>' in shown
    assert f'data-read="{one.pk}:baseline">1.62%</span>' in shown
    assert f'<dd data-field="{one.pk}:targets">' in shown
    assert f'id="from-{one.pk}"' in shown
    assert f'<li id="task-{one.pk}" class="open' in shown


def test_what_a_target_means_is_said_beside_its_words(office: Client, row: PlanImport) -> None:
    one = draft(row, "2")
    changed(office, one, **{"targets-0-text": "提高0.5个百分点"})

    shown = re.sub(r"\s+", " ", page(office, row, task=one.pk))

    assert "2026年 提高0.5个百分点 <small>比基期增减，应达到 ≥ 2.12%</small>" in shown


def test_words_that_were_not_typed_anew_keep_the_figure_they_were_read_as(office: Client, row: PlanImport) -> None:
    one = draft(row, "4")
    assert one.targets[0]["comparator"] == "<="

    assert changed(office, one, **{"targets-1-text": "≤3.4", "targets-2-DELETE": "on"}).status_code == 302

    now = draft(row, "4").targets
    assert now[0] == one.targets[0]
    assert (now[1]["value"], now[1]["comparator"], now[1]["rule"], len(now)) == ("3.4", "<=", "value", 2)


def test_a_line_that_was_filled_in_is_another_target_or_task(office: Client, row: PlanImport) -> None:
    one = draft(row, "5")
    typed = {"targets-1-year": "2027", "targets-1-level": "strive", "targets-1-text": "40左右"}

    changed(office, one, **typed, **{"tasks-1-text": "新建护理院1家。", "tasks-1-lead": "区民政局、区财政局"})

    now = draft(row, "5")
    assert (now.targets[1]["year"], now.targets[1]["rule"], now.targets[1]["value"]) == (2027, "about", "40")
    assert (now.tasks[1]["text"], now.tasks[1]["lead"]) == ("新建护理院1家。", ["区民政局", "区财政局"])
    assert now.tasks[0]["places"] == one.tasks[0]["places"]


def test_one_year_and_level_has_one_target(office: Client, row: PlanImport) -> None:
    one = draft(row, "5")
    typed = {"targets-1-year": "2026", "targets-1-level": "", "targets-1-text": "40"}

    answer = changed(office, one, **typed)

    assert "同一年度、同一层次只能有一个目标值" in answer.content.decode()
    assert draft(row, "5").version == one.version


def test_a_stale_form_is_told_and_keeps_what_was_typed(office: Client, row: PlanImport) -> None:
    one = draft(row, "5")
    changed(office, one, name="养老床位数")

    answer = changed(office, one, name="护理床位数").content.decode()

    assert "第5项已被他人修改" in answer
    assert 'value="护理床位数"' in answer


def test_in_place_the_row_comes_back_with_the_counts(office: Client, row: PlanImport) -> None:
    one = draft(row, "5")
    address = reverse("indicators:draft-check", args=[one.pk])

    answer = office.post(address, {"seen": one.version}, headers=HTMX).content.decode()

    assert answer.lstrip().startswith(f'<li id="task-{one.pk}" class=" checked')
    assert "已核对 1 / 8" in answer
    opened = office.get(reverse("indicators:draft", args=[one.pk]), headers=HTMX).content.decode()
    assert "改为未核对" in opened
    editing = office.get(reverse("indicators:draft-change", args=[one.pk]), headers=HTMX).content.decode()
    assert editing.lstrip().startswith("<li")
    assert 'name="targets-0-text"' in editing


def test_without_scripts_each_button_leads_back_to_the_page(office: Client, row: PlanImport) -> None:
    one, behind = draft(row, "5"), draft(row, "6")
    home = reverse("indicators:review", args=[row.pk])

    checked = office.post(reverse("indicators:draft-check", args=[one.pk]), {"seen": 1})
    removed = office.post(reverse("indicators:draft-remove", args=[behind.pk]), {"seen": 1})
    restored = office.post(reverse("indicators:draft-restore", args=[behind.pk]), {"seen": 2})
    shifted = office.post(reverse("indicators:draft-shift", args=[behind.pk]), {"seen": 3, "direction": "down"})

    assert checked["Location"] == f"{home}?task={behind.pk}#task-{behind.pk}"
    assert {one["Location"] for one in (removed, restored, shifted)} == {f"{home}?task={behind.pk}#task-{behind.pk}"}
    assert [one.number for one in drafts(row)][-2:] == ["7", "6"]


def test_a_new_indicator_is_entered_behind_the_one_it_was_asked_from(office: Client, row: PlanImport) -> None:
    one = draft(row, "2")
    address = f"{reverse('indicators:draft-add', args=[row.pk])}?after={one.pk}"
    assert "排在“研发经费投入强度”之后" in office.get(address).content.decode()
    empty = {f"{prefix}-{name}": "0" for prefix in ("targets", "tasks") for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    newest = max(each.pk for each in drafts(row))

    office.post(address, empty | {"name": "专利数", "kind": "value", "field": "经济发展", "seen": newest})

    assert [each.name for each in drafts(row)][2] == "专利数"


def test_filters_leave_what_they_say(office: Client, row: PlanImport) -> None:
    DraftIndicator.objects.filter(plan_import=row, number="5").update(removed=True)

    left_out = page(office, row, show="left-out")
    named = page(office, row, name="区科技局")

    assert "每千名老年人拥有养老床位数" in left_out.split('<ol class="reading"')[1]
    assert "研发经费投入强度" not in left_out.split('<ol class="reading"')[1]
    assert "写着“区科技局”" in named


def test_answers_and_names_lead_back_to_this_review(office: Client, row: PlanImport) -> None:
    question = row.questions.get(code="nature-open")
    home = reverse("indicators:review", args=[row.pk])

    answered = office.post(reverse("plans:question-answer", args=[question.pk]), {"answer": "binding", "seen": ""})
    name = row.names.filter(matched_by="").first()
    assert name is not None
    left = office.post(reverse("plans:name-leave", args=[name.pk]), {"seen": name.version, "back": "review"})
    by_old_address = office.get(reverse("plans:review", args=[row.pk]), {"show": "doubtful"})

    assert answered["Location"] == f"{home}#questions"
    assert left["Location"] == home
    assert by_old_address["Location"] == f"{home}?show=doubtful"
    assert office.get(reverse("plans:import", args=[row.pk]))["Location"] == home


def test_the_pages_of_tasks_are_not_for_indicators(office: Client, row: PlanImport) -> None:
    assert office.get(reverse("plans:draft-task-add", args=[row.pk])).status_code == 404
    assert office.get(reverse("plans:import-adopt", args=[row.pk])).status_code == 302
    header = office.get(reverse("plans:draft-header", args=[row.pk])).content.decode()
    assert "文号" in header
    assert "报送日期" not in header


def test_the_page_of_a_long_document_asks_as_often_as_that_of_a_short_one(city: City, office: Client) -> None:
    short, long = imported(city, CAMPAIGN), imported(city, corpus_file("003"), place="临川县")
    page(office, short)
    with CaptureQueriesContext(connection) as few:
        page(office, short)
    with CaptureQueriesContext(connection) as many:
        page(office, long)

    assert len(many) <= len(few)


def test_the_list_tells_what_was_uploaded(office: Client, row: PlanImport) -> None:
    listed = office.get(reverse("plans:imports")).content.decode()

    assert "指标文件" in listed
    assert f"{reverse('indicators:review', args=[row.pk])}#questions" in listed


def test_a_reviewed_document_is_adopted_on_its_page(office: Client, row: PlanImport) -> None:
    address = reverse("indicators:import-adopt", args=[row.pk])
    assert "还有" in office.get(address).content.decode()
    ready(row)

    shown = office.get(address).content.decode()
    seen = re.search(r'name="seen" value="([^"]+)"', shown)
    assert seen is not None
    assert "<dt>指标</dt><dd>7</dd>" in shown
    assert "实际值一并导入" not in shown

    answer = office.post(address, {"seen": seen[1]})

    made = IndicatorSet.objects.get()
    assert answer["Location"] == reverse("indicators:set", args=[made.pk])
    assert office.post(address, {"seen": seen[1]})["Location"] == answer["Location"]
    assert "看指标体系" in office.get(reverse("plans:import", args=[row.pk])).content.decode()


def test_a_file_that_belongs_to_a_set_is_compared_before_it_changes_it(office: Client, city: City) -> None:
    first = ready(imported(city, CAMPAIGN))
    office.post(reverse("indicators:import-adopt", args=[first.pk]), {"seen": _seen(office, first)})
    one = IndicatorSet.objects.get()
    table = _progress_table(first)

    choice = office.get(reverse("indicators:import-adopt", args=[table.pk])).content.decode()
    address = f"{reverse('indicators:import-update', args=[table.pk])}?set={one.pk}"
    shown = office.get(address).content.decode()

    assert "8 项在“云栖区2026年指标提升攻坚行动方案”里已有" in choice
    assert f'<option value="{one.pk}" selected>' in choice
    assert "2027年38" in shown
    seen = re.search(r'name="seen" value="([^"]+)"', shown)
    assert seen is not None
    assert office.post(address, {"seen": seen[1], "with_figures": "on"}).status_code == 302
    assert Observation.objects.count() == 1
    assert one.indicators.get(number="5").targets.filter(year=2027).exists()


def test_only_a_set_one_may_change_can_be_chosen(office: Client, city: City, row: PlanImport) -> None:
    other = IndicatorSet.objects.create(jurisdiction=city.places["临川县"], title="县", starts=2025, ends=2026)
    address = reverse("indicators:import-update", args=[row.pk])

    assert [office.get(address, {"set": key}).status_code for key in (other.pk, "x", "")] == [404, 404, 404]


def _seen(office: Client, row: PlanImport) -> str:
    found = re.search(
        r'name="seen" value="([^"]+)"', office.get(reverse("indicators:import-adopt", args=[row.pk])).content.decode()
    )
    assert found is not None
    return found[1]


def _progress_table(first: PlanImport) -> PlanImport:
    """The same indicators from another file, with one more year and one figure."""
    source, copies = first.source, drafts(first)
    source.pk, source.digest, source.name = None, "4" * 64, "进度计划表.xlsx"
    source.save()
    row = PlanImport.objects.create(
        source=source, account=first.account, kind="indicators", state=PlanImportState.REVIEWING, title="进度计划表"
    )
    more = {"year": 2027, "level": "", "comparator": "=", "value": "38", "value_to": None, "text": "38"}
    for one in copies:
        one.pk, one.plan_import, one.indicator = None, row, None
        if one.number == "5":
            one.targets = [*one.targets, more | {"rule": "value", "amount": None, "evaluation": None}]
            one.figures = [{"year": 2025, "month": 12, "value": "33", "text": "33"}]
        one.save()
    return row
