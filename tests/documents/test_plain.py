"""The JSON of `duban parse`: keys, their order, and how values are written."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from documents.writing.invented import indicators, others, plan, target, task, understanding
from duban.documents import model
from duban.documents.blocks import Place
from duban.documents.plain import as_plain, to_json

DOCUMENT_KEYS = """
kind title number issuer issued_on recipients copied_to disclosure occurrences rules declared_counts
tasks indicators stages members appointments time_limits outline diagnostics annex_title targets source member group
""".split()
TASK_KEYS = """number path text measures leaders lead implement support deadline deadline_text targets source
places""".split()
TARGET_KEYS = "measure comparator value unit text due value_to source".split()
INDICATOR_KEYS = """number part field name measurement_unit direction nature baseline targets lead tasks
source support parent figures weight""".split()


def document(value: model.OfficialDocument) -> dict:
    return as_plain(understanding(value))["documents"][0]


def test_keys_come_in_the_order_of_the_contract() -> None:
    plain = document(plan())

    assert list(as_plain(understanding())) == ["file", "media_type", "documents"]
    assert list(plain) == DOCUMENT_KEYS
    assert list(plain["tasks"][0]) == TASK_KEYS
    assert list(plain["tasks"][0]["targets"][0]) == TARGET_KEYS
    assert list(document(indicators())["indicators"][0]) == INDICATOR_KEYS


@pytest.mark.parametrize(
    ("part", "keys"),
    [
        ("stages", ["name", "starts_on", "ends_on", "work", "source"]),
        ("members", ["role", "name", "post", "source"]),
        ("appointments", ["action", "name", "post", "source"]),
        ("time_limits", ["text", "amount", "unit", "owner", "source"]),
        ("outline", ["level", "label", "title", "source", "targets"]),
    ],
)
def test_keys_of_the_smaller_parts(part: str, keys: list[str]) -> None:
    assert list(document(others())[part][0]) == keys


def test_every_field_of_the_values_is_given() -> None:
    assert set(DOCUMENT_KEYS) == set(model.OfficialDocument.__dataclass_fields__)
    assert set(TASK_KEYS) == set(model.TaskDraft.__dataclass_fields__)
    assert set(TARGET_KEYS) == set(model.Target.__dataclass_fields__)
    assert set(INDICATOR_KEYS) == set(model.IndicatorDraft.__dataclass_fields__)
    assert set(document(plan())["rules"]) == set(model.NoticeRules.__dataclass_fields__)
    assert set(document(plan())["declared_counts"]) == set(model.DeclaredCounts.__dataclass_fields__)


@pytest.mark.parametrize(
    ("figure", "printed"),
    [
        ("200", "200"),
        ("200.0", "200"),
        ("2E+3", "2000"),
        ("35.2", "35.2"),
        ("-0.5", "-0.5"),
        ("0", "0"),
        ("NaN", "null"),
        ("Infinity", "null"),
        ("1E+999999", "null"),
        ("12345678901234567890", "12345678901234567890"),
    ],
)
def test_a_figure_is_whole_where_it_can_be(figure: str, printed: str) -> None:
    plain = document(plan(tasks=(task(targets=(replace(target(), value=Decimal(figure)),)),)))

    assert json.dumps(plain["tasks"][0]["targets"][0]["value"]) == printed


def test_what_the_text_has_not_is_null() -> None:
    plain = document(model.OfficialDocument(kind=model.Kind.OTHER, title="", tasks=(model.TaskDraft("", (), "任务"),)))

    assert [plain[key] for key in ("number", "issuer", "issued_on", "disclosure", "declared_counts")] == [None] * 5
    assert plain["rules"]["reporting_dates"] == []
    assert [plain["tasks"][0][key] for key in ("deadline", "deadline_text", "source")] == [None] * 3


def test_a_place_has_only_what_the_file_has() -> None:
    places = (("lead", Place(3, 5)), ("lead", Place(7, 9, sheet="任务", cell="B7")), ("leaders", Place(1, 2, page=4)))
    plain = document(plan(tasks=(task(places=places),)))

    assert plain["tasks"][0]["places"] == {
        "lead": [{"start": 3, "end": 5}, {"start": 7, "end": 9, "sheet": "任务", "cell": "B7"}],
        "leaders": [{"start": 1, "end": 2, "page": 4}],
    }


def test_days_and_words_are_plain_text() -> None:
    plain = document(indicators())["indicators"][0]

    assert document(plan())["issued_on"] == "2026-02-20"
    assert (plain["direction"], plain["nature"]) == ("higher_is_better", "binding")
    assert plain["baseline"] == {"year": 2025, "value": 92.2, "text": "92.2%"}
    assert plain["targets"][0]["comparator"] == ">="
    assert document(plan(tasks=(task(deadline=date(2026, 6, 30)),)))["tasks"][0]["deadline"] == "2026-06-30"


def test_the_json_reads_back_equal_and_keeps_chinese() -> None:
    text = to_json(understanding())

    assert json.loads(text) == as_plain(understanding())
    assert "临川县" in text


def test_figures_of_an_indicator_are_given_with_year_and_month() -> None:
    draft = replace(
        indicators().indicators[0],
        figures=(model.IndicatorFigure(2026, 6, Decimal("92.50"), "92.5"),),
        weight=Decimal("2.5"),
        targets=(replace(indicators().indicators[0].targets[0], evaluation=Decimal("98.5")),),
    )
    plain = document(replace(indicators(), indicators=(draft,)))["indicators"][0]

    assert plain["figures"] == [{"year": 2026, "month": 6, "value": 92.5, "text": "92.5"}]
    assert (plain["weight"], plain["targets"][0]["evaluation"]) == (2.5, 98.5)
    assert set(plain["targets"][0]) == set(model.IndicatorTarget.__dataclass_fields__)
