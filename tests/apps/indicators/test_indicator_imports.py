"""A document of indicators becomes a draft under review beside the drafts of its tasks; what is open is asked."""

from __future__ import annotations

from collections import Counter
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook
from reviewing import CAMPAIGN, SAMPLES, draft, drafts, imported, imported_bytes

from cast import City
from corpus import corpus_file
from duban.apps.audit.models import Event
from duban.apps.audit.sentences import sentence
from duban.apps.indicators.drafting.building import fill_indicators
from duban.apps.indicators.drafting.composites import indicator_count
from duban.apps.indicators.models import DraftIndicator
from duban.apps.plans.drafting.kinds import kinds_in
from duban.apps.plans.models import NameKind, PlanImport, PlanImportKind, PlanImportState, SourceFile
from duban.documents.model import IndicatorDraft, Kind, OfficialDocument, TaskDraft
from duban.documents.pipeline import readings
from duban.rulebook.indicators import IndicatorKind

K = PlanImportKind


def words(row: PlanImport, one: DraftIndicator, field: str) -> list[str]:
    return ["".join(row.text[start:end].split()) for start, end in one.places.get(field, [])]


def test_the_real_campaign_is_read_with_its_fields_parts_and_stages(city: City) -> None:
    row = imported(city, corpus_file("003"))
    rows = drafts(row)

    assert (row.state, row.failure) == (PlanImportState.REVIEWING, "")
    assert (len(rows), indicator_count(rows), len({one.field for one in rows})) == (50, 42, 5)
    assert len(row.document["stages"]) == 3
    assert row.names.filter(kind=NameKind.UNIT).count() == 72
    assert all(one.lead for one in rows)
    assert city.events() == ["plan_import.started", "plan_import.indicators_read"]
    assert sentence(Event.objects.get(verb="plan_import.indicators_read")).endswith("的指标 50 项")


def test_what_the_campaign_leaves_open_is_asked(city: City) -> None:
    row = imported(city, corpus_file("003"))
    asked = Counter(row.questions.filter(blocks=True).values_list("code", flat=True))

    assert asked == {
        "nature-open": 1,
        "direction-open": 4,
        "indicator-without-figure": 2,
        "unit-aliases": 3,
        "damaged-number": 1,
        "damaged-date": 1,
    }
    (nature,) = row.questions.filter(code="nature-open")
    assert len(nature.subject["rows"]) == 50
    directions = row.questions.filter(code="direction-open")
    assert {tuple(one.subject["numbers"]) for one in directions} == {
        ("第10项",),
        ("第12项",),
        ("第20项",),
        ("第37项(1)",),
    }


def test_every_value_of_the_campaign_knows_its_words_in_the_source(city: City) -> None:
    row = imported(city, corpus_file("003"))

    for one in drafts(row):
        assert "".join(words(row, one, "name")) == "".join(one.name.split()), one
        targets = {target["text"] for target in one.targets}
        assert not targets or set(words(row, one, "targets")) <= targets, one
        assert bool(words(row, one, "targets")) == bool(targets), one
        assert bool(words(row, one, "baseline")) == bool(one.baseline_text), one
        assert all(task["places"]["text"] for task in one.tasks), one


def test_a_gazette_yields_its_task_plan_and_its_indicator_table(city: City) -> None:
    row = imported(city, corpus_file("001"))

    imports = PlanImport.objects.filter(source=row.source)
    assert set(imports.values_list("kind", "number")) == {
        (K.DOCUMENT, "罗府办〔2023〕4号"),
        (K.INDICATORS, "罗府办〔2023〕3号"),
    }
    assert imports.get(kind=K.DOCUMENT).tasks.count() == 66
    assert (len(drafts(row)), indicator_count(drafts(row))) == (21, 20)
    assert row.tasks.count() == 0


def test_targets_that_are_no_plain_figure_get_the_rule_they_seem_to_mean(city: City) -> None:
    row = imported(city, corpus_file("001"))
    rules = {one["text"]: (one["rule"], one["amount"]) for each in drafts(row) for one in each.targets}

    assert rules["增长30%"] == ("grow_from_base", "30")
    assert rules["力争每年降低0.5个百分点以上"] == ("step_a_year", "-0.5")
    assert rules["25左右"] == ("about", None)
    assert rules["持续提升"] == ("improve", None)
    assert rules["≥60"] == ("value", None)


def test_kinds_are_proposed_and_a_share_stays_a_value_until_somebody_says_else(city: City) -> None:
    row = imported(city, CAMPAIGN)

    kinds = {one.name: one.kind for one in drafts(row)}
    assert kinds["规模以上工业增加值增速"] == IndicatorKind.GROWTH
    assert kinds["城镇登记失业率"] == IndicatorKind.VALUE
    assert row.questions.filter(code="shares", blocks=False).exists()


def test_a_target_without_a_year_is_of_the_documents_own(city: City) -> None:
    row = imported(city, CAMPAIGN)

    assert [(one["year"], one["rule"]) for one in draft(row, "7").targets] == [(2026, "words")]
    assert draft(row, "4").targets[2]["year"] == 2028


@pytest.mark.parametrize(("name", "count", "tasks"), [("health-plan.docx", 21, 0), ("indicator-campaign.txt", 8, 10)])
def test_the_samples_are_read(city: City, name: str, count: int, tasks: int) -> None:
    rows = drafts(imported(city, SAMPLES / name))

    assert (len(rows), sum(len(one.tasks) for one in rows)) == (count, tasks)


def test_a_gazette_without_indicators_has_an_import_of_tasks_alone(city: City) -> None:
    with pytest.raises(PlanImport.DoesNotExist):
        imported(city, SAMPLES / "gazette.txt")

    assert PlanImport.objects.get().kind == K.DOCUMENT


def test_a_document_that_holds_both_is_two_things() -> None:
    both = OfficialDocument(
        Kind.TASK_PLAN, "方案", tasks=(TaskDraft("1", (), "修路"),), indicators=(IndicatorDraft("1", "里程"),)
    )

    assert [kind.kind for kind in kinds_in(both)] == [K.DOCUMENT, K.INDICATORS]


def test_doubts_about_tasks_are_not_asked_of_the_indicators_beside_them(city: City) -> None:
    """And the other way round."""
    path = corpus_file("001")
    (plan,) = (one for one in readings(path.read_bytes(), path.name) if one.document.number == "罗府办〔2023〕4号")
    source = SourceFile.objects.create(
        jurisdiction=city.places["青泽市"], account=city.accounts["office"], name="a", size=1, digest="2" * 64
    )
    row = PlanImport.objects.create(source=source, account=city.accounts["office"], kind=K.INDICATORS)
    fill_indicators(row, plan.document, plan.file)

    assert not row.questions.filter(code__in=("no-unit", "roles-undivided", "no-leader")).exists()


def test_the_number_of_queries_does_not_grow_with_the_indicators(city: City) -> None:
    with CaptureQueriesContext(connection) as few:
        imported(city, CAMPAIGN)
    with CaptureQueriesContext(connection) as many:
        imported(city, corpus_file("003"), place="临川县")

    assert len(many) <= len(few) + 6  # batches, and names


def test_figures_side_by_side_in_cells_are_found_each(city: City) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["云栖区指标提升进度计划表"])
    sheet.append(["序号", "指标名称", "计量单位", "2025年实际值", "2026年目标值", "2026年评价值", "牵头单位", "权重"])
    sheet.append([1, "规模以上工业增加值增速", "%", 6.1, "8", 95, "区工业和信息化局", 10])
    sheet.append([2, "研发经费投入强度", "%", 1.7, "1.9", 100, "区科技局", 5])
    out = BytesIO()
    book.save(out)

    row = imported_bytes(city, out.getvalue(), "进度计划表.xlsx")

    one = draft(row, "1")
    assert (words(row, one, "baseline"), words(row, one, "targets")) == (["6.1"], ["8"])
    assert (one.targets[0]["evaluation"], one.weight) == ("95", 10)
    assert one.field == ""
