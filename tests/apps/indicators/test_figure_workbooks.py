"""The entry workbook of a set: out, filled in, compared, and only then kept."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from duban.apps.indicators.actions.figure_imports import changes_in, import_figures, seen_of
from duban.apps.indicators.models import Observation
from duban.apps.progress.models import ReportFigure
from duban.rulebook.indicators import IndicatorKind, ObservationStatus
from duban.rulebook.refusals import Conflict, Invalid
from indicator_cast import Measured

pytestmark = pytest.mark.django_db
AT = datetime(2027, 1, 11, 2, 0, tzinfo=UTC)
S = ObservationStatus


@pytest.fixture(autouse=True)
def _in_january(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def base(measured: Measured) -> str:
    return f"/indicators/sets/{measured.set.pk}/entry/"


def taken_out(measured: Measured, who: str = "liaison", month: int = 12) -> bytes:
    response = measured.city.client(who).get(f"{base(measured)}workbook/?year=2026&month={month}&status=verified")
    return b"".join(response.streaming_content)


def filled(book: bytes, **cells: dict[str, Any]) -> bytes:
    """The workbook with some cells typed over: columns by heading, rows by the indicator's name."""
    opened, out = load_workbook(BytesIO(book)), BytesIO()
    sheet = opened["实际值"]
    heads: dict[str, int] = {}
    for row in sheet.iter_rows():
        words = [str(cell.value or "").strip() for cell in row]
        if "指标" in words:
            heads = {word: at for at, word in enumerate(words) if word}
        elif heads:
            for name, typed in cells.items():
                if name in words[heads["指标"]] and words[heads["地区"]] == typed.get("地区", "青泽市"):
                    for heading, value in typed.items():
                        row[heads[heading]].value = value
    opened.save(out)
    return out.getvalue()


def found_in(measured: Measured, data: bytes, who: str = "liaison", status: S = S.STATED) -> Any:
    return changes_in(measured.set, data, "数.xlsx", status, at=AT, actor=measured.city.actor(who))


def upload(measured: Measured, client: Client, data: bytes, **more: Any) -> str:
    file = SimpleUploadedFile("数.xlsx", data)
    return client.post(f"{base(measured)}import/", {"file": file, **more}).content.decode()


def ticket(text: str) -> str:
    (found,) = re.findall(r'name="ticket" value="([^"]+)"', text)
    return str(found)


def test_brought_back_as_it_was_it_changes_nothing(measured: Measured) -> None:
    with pytest.raises(Invalid, match="没有新填的数"):
        found_in(measured, taken_out(measured))


def test_what_was_filled_in_is_compared_and_then_kept(measured: Measured) -> None:
    client = measured.city.client("liaison")
    data = filled(taken_out(measured), 村级服务站={"数值": 61.5, "数据来源": "台账"})

    text = upload(measured, client, data)

    assert "61.5" in text
    assert not Observation.objects.filter(indicator=measured.part_b).exists()
    response = client.post(f"{base(measured)}confirm/", {"ticket": ticket(text), "status": "stated"}, follow=True)
    assert "已导入 1 个数" in response.content.decode()
    row = Observation.objects.get(indicator=measured.part_b)
    assert (row.value, row.status, row.source) == (Decimal("61.5"), "stated", "台账")


def test_the_same_file_confirmed_twice_is_kept_once(measured: Measured) -> None:
    client = measured.city.client("liaison")
    text = upload(measured, client, filled(taken_out(measured), 村级服务站={"数值": 61, "数据来源": "台账"}))

    first, second = (client.post(f"{base(measured)}confirm/", {"ticket": ticket(text)}) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 302)
    assert Observation.objects.filter(indicator=measured.part_b).count() == 1


def test_a_correction_asks_once_for_the_reason(measured: Measured) -> None:
    client = measured.city.client("liaison")
    text = upload(measured, client, filled(taken_out(measured), 网上办理率={"数值": 66}))
    assert "更正原因" in text

    again = client.post(f"{base(measured)}confirm/", {"ticket": ticket(text)}).content.decode()
    assert "请写明更正原因" in again
    client.post(f"{base(measured)}confirm/", {"ticket": ticket(again), "reason": "漏计"})

    row = Observation.objects.get(indicator=measured.rate, jurisdiction=measured.place, is_current=True)
    assert (row.value, row.reason, row.replaces) == (Decimal(66), "漏计", measured.stated)


def test_counties_come_with_the_city_and_are_verified_by_the_lead(measured: Measured) -> None:
    data = filled(taken_out(measured), 网上办理率={"地区": "临川县", "数值": 57.5, "数据来源": "县台账"})

    (change,) = found_in(measured, data).changes

    assert (change.entry.place, change.entry.status, change.after.value) == (
        measured.county,
        S.VERIFIED,
        Decimal("57.5"),
    )


def test_the_office_says_whose_figures_they_are(measured: Measured) -> None:
    client = measured.city.client("office")
    data = filled(taken_out(measured, "office"), 行政成本={"数值": 28.5, "数据来源": "决算（虚构）"})

    text = upload(measured, client, data, status="published")
    client.post(f"{base(measured)}confirm/", {"ticket": ticket(text), "status": "published"})

    assert Observation.objects.get(indicator=measured.spending, counts=True).status == "published"


def test_the_month_may_be_changed_in_the_file(measured: Measured) -> None:
    data = filled(taken_out(measured), 网上办理率={"截至月份": 6, "数值": 62})

    (change,) = found_in(measured, data).changes

    assert (change.entry.month, change.before) == (6, None)


def test_a_rate_comes_back_as_numerator_and_denominator(measured: Measured) -> None:
    measured.rate.kind = IndicatorKind.RATE
    measured.rate.save()
    data = filled(taken_out(measured, month=6), 网上办理率={"分子": 3, "分母": 4, "数据来源": "台账"})

    (change,) = found_in(measured, data).changes

    assert change.after.value == Decimal(75)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"数值": "六十"}, "不是数字"),
        ({"数值": 60, "截至月份": 13}, "1 到 12"),
        ({"数值": 60, "数据来源": None}, "请写明数据来源"),
    ],
)
def test_one_fault_and_nothing_is_taken(measured: Measured, cells: dict[str, Any], words: str) -> None:
    typed = {"数据来源": "台账"} | cells
    data = filled(taken_out(measured), 村级服务站=typed, 网上办理率={"数值": 66})

    text = upload(measured, measured.city.client("liaison"), data)

    assert words in text
    assert "一行也不导入" in text


def test_somebody_elses_row_is_not_taken(measured: Measured) -> None:
    data = filled(taken_out(measured, "office"), 行政成本={"数值": 28, "数据来源": "台账"})

    text = upload(measured, measured.city.client("liaison"), data)

    assert "不是由您填报的指标" in text


def test_the_workbook_of_another_set_is_refused(measured: Measured) -> None:
    data = taken_out(measured)
    measured.draft.state = "in_force"
    measured.draft.save()

    with pytest.raises(Invalid, match="另一个指标体系"):
        changes_in(measured.draft, data, "数.xlsx", S.STATED, at=AT, actor=measured.city.actor("office"))


def test_what_is_no_workbook_is_said(measured: Measured) -> None:
    text = upload(measured, measured.city.client("liaison"), b"not a workbook")

    assert "form-errors" in text
    assert "Traceback" not in text


def test_a_figure_changed_after_it_was_taken_out_is_shown_and_an_untouched_one_left(measured: Measured) -> None:
    data = taken_out(measured)
    Observation.objects.filter(pk=measured.stated.pk).update(is_current=False, counts=False)
    Observation.objects.create(
        indicator=measured.rate,
        jurisdiction=measured.place,
        year=2026,
        month=12,
        status="stated",
        value=Decimal(67),
        source="台账",
        entered_by="郑发展",
        entered_at=AT,
        replaces=measured.stated,
    )

    with pytest.raises(Invalid, match="没有新填的数"):
        found_in(measured, data)
    (change,) = found_in(measured, filled(data, 网上办理率={"数值": 68})).changes
    assert change.is_overtaken


def test_what_changed_between_comparing_and_confirming_is_not_written_over(measured: Measured) -> None:
    data = filled(taken_out(measured), 村级服务站={"数值": 61, "数据来源": "台账"})
    seen = seen_of(found_in(measured, data))
    Observation.objects.create(
        indicator=measured.part_b,
        jurisdiction=measured.place,
        year=2026,
        month=12,
        status="stated",
        value=Decimal(67),
        source="台账",
        entered_by="郑发展",
        entered_at=AT,
    )

    with pytest.raises(Conflict, match="重新上传"):
        import_figures(
            indicator_set=measured.set,
            data=data,
            file_name="数.xlsx",
            status=S.STATED,
            reason="更正",
            seen=seen,
            at=AT,
            by=measured.city.actor("liaison"),
        )


def test_what_came_with_a_report_is_locked_in_the_workbook(measured: Measured) -> None:
    report = measured.supervised.year.report
    figure = ReportFigure.objects.create(report=report, target=report.task.targets.first(), value=Decimal(65))
    Observation.objects.filter(pk=measured.stated.pk).update(report_figure=figure)

    with pytest.raises(Invalid):
        found_in(measured, filled(taken_out(measured), 网上办理率={"数值": 68}))
    assert measured.stated in Observation.objects.filter(is_current=True)
