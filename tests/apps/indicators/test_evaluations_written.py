"""A bulletin or an evaluation of indicators from its draft to its issue: live figures until then, frozen after."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from duban.apps.audit.models import Event
from duban.apps.dispatch.actions.issuing import correct_dispatch, issue_dispatch, submit_dispatch
from duban.apps.dispatch.actions.wordings import set_wording
from duban.apps.dispatch.models import Dispatch
from duban.apps.indicators.actions.evaluations import draft_evaluation, edit_evaluation, rewrite_evaluation
from duban.apps.indicators.actions.observations import enter_observation
from duban.apps.indicators.evaluating.choosing import USUAL, Choices
from duban.apps.indicators.evaluating.comparing import changes
from duban.apps.indicators.evaluating.state_now import figures_shown, recomputed
from duban.apps.indicators.models import Evaluation, IndicatorTarget
from duban.apps.indicators.queries.evaluations import figures_named
from duban.apps.web import files
from duban.documents.pipeline import understand
from duban.rulebook.dispatches import DispatchKind
from duban.rulebook.indicators import EvaluationKind, ObservationStatus
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from indicator_cast import Measured

AT = datetime(2027, 1, 20, 2, 0, tzinfo=UTC)
K = EvaluationKind


@pytest.fixture
def drafted(measured: Measured) -> Evaluation:
    """The bulletin of 2026: one indicator met, one on its way, one without all of its parts."""
    Evaluation.objects.all().delete()
    return begun(measured)


def begun(measured: Measured, **more: object) -> Evaluation:
    given = {"indicator_set": measured.set, "kind": K.PERIODIC, "year": 2026, "at": AT}
    row: Evaluation = draft_evaluation(**{**given, "by": measured.city.actor("office"), **more})
    return row


def issued(row: Evaluation, measured: Measured) -> Dispatch:
    dispatch = Dispatch.objects.get(pk=row.dispatch_id)
    return issue_dispatch(dispatch=dispatch, at=AT, by=measured.city.actor("office"))


def again(row: Evaluation) -> Evaluation:
    return Evaluation.objects.get(pk=row.pk)


def entered(measured: Measured, value: str, status: ObservationStatus = ObservationStatus.STATED) -> None:
    enter_observation(
        indicator=measured.rate,
        place=measured.place,
        year=2026,
        month=12,
        status=status,
        value=Decimal(value),
        source="2026年统计公报（虚构）",
        reason="复核后更正",
        at=AT,
        by=measured.city.actor("office"),
    )


def edited(row: Evaluation, measured: Measured, text: str) -> Dispatch:
    dispatch = Dispatch.objects.get(pk=row.dispatch_id)
    words = {"title": dispatch.title, "recipients": dispatch.recipients, "units": [], "seen": dispatch.version}
    return edit_evaluation(evaluation=row, text=text, **words, at=AT, by=measured.city.actor("office"))


def test_a_draft_tells_the_period_in_the_order_of_the_template(drafted: Evaluation) -> None:
    text = drafted.dispatch.text

    assert drafted.dispatch.title == "关于青泽市民生指标提升行动2026年监测情况的通报"
    assert drafted.dispatch.recipients == "青泽市发展和改革局、青泽市财政局"
    headings = [line for line in text.split("\n") if line[1] == "、"]
    assert headings == ["一、总体情况", "二、各领域进展情况", "三、存在的问题", "四、下一步工作要求"]
    assert "共有指标{指标总数}项：{进度分布}" in text


def test_the_figures_counted_by_hand(drafted: Evaluation, measured: Measured) -> None:
    """65 of 64 is met; 29 of 26 is 26 ÷ 29 = 89.7%; (100 + 89.7) ÷ 2 = 94.8%, of three quarters of the weights."""
    figures = figures_shown(drafted)

    words = {
        key: figures[key].words for key in ("指标总数", "基本符合数", "缺数据数", "达标数", "综合指数", "指数覆盖率")
    }
    assert list(words.values()) == ["3", "2", "1", "1", "94.8%", "75%"]
    assert figures["进度分布"].words == "基本符合2项（占66.7%）、缺数据1项（占33.3%）"
    assert figures["达标数"].rows == (measured.rate.pk,)
    assert figures["缺数据情况"].words == "另有1项缺少本期数据：公共设施指数。"
    assert figures["第2领域指数"].words == "89.7%"
    assert figures["指标2牵头"].words == "青泽市财政局"


def test_the_figures_move_until_it_is_issued_and_never_after(drafted: Evaluation, measured: Measured) -> None:
    entered(measured, "61")
    late = figures_shown(again(drafted))
    out = issued(drafted, measured)
    entered(measured, "66", ObservationStatus.VERIFIED)
    row = again(drafted)

    assert (late["达标数"].words, late["落后数"].words) == ("0", "1")
    assert figures_shown(row)["达标数"].words == "0"
    assert "落后于时序的指标有1项，涉及青泽市发展和改革局。" in out.text
    assert "{" not in out.text
    assert out.frozen["figures"]["达标数"]["words"] == "0"
    rate = next(item for item in row.results["items"] if item["key"] == measured.rate.pk)
    assert rate["attainment"]["working"] == "正向比率法：61 ÷ 64 × 100 = 95.3%"
    assert (rate["figure"]["value"], rate["figure"]["status"]) == ("61", "stated")
    assert row.results["scheme"]["number"] == 1


def test_compared_today_it_says_what_differs_and_why(drafted: Evaluation, measured: Measured) -> None:
    issued(drafted, measured)
    entered(measured, "63")
    entered(measured, "66", ObservationStatus.PUBLISHED)
    IndicatorTarget.objects.filter(indicator=measured.spending, level="ensure").update(text="25元", goal=Decimal(25))

    told = differing(again(drafted))
    row = again(drafted)
    _, figures = recomputed(row)

    assert told["公共服务事项网上办理率"][1] == ("2026年：改用66（统计部门发布），来源：2026年统计公报（虚构）",)
    assert ("实际值", "65（自报）", "66（统计部门发布）") in told["公共服务事项网上办理率"][0]
    assert told["每万元财政支出行政成本"][1] == ("目标值修改过",)
    assert ("完成率", "89.7%", "86.2%") in told["每万元财政支出行政成本"][0]
    assert ("综合指数", "94.8%", "93.1%") in [(one.key, one.before, one.now) for one in figures]
    assert figures_shown(row)["综合指数"].words == "94.8%"


def test_a_correction_is_named_with_its_reason(drafted: Evaluation, measured: Measured) -> None:
    issued(drafted, measured)
    entered(measured, "63")

    told = differing(again(drafted))

    assert told["公共服务事项网上办理率"][1] == ("2026年：65更正为63（自报），原因：复核后更正",)


def differing(row: Evaluation) -> dict[str, tuple[tuple[tuple[str, str, str], ...], tuple[str, ...]]]:
    look, _ = recomputed(row)
    standing = look.ground.standing
    rows = figures_named(row.results, [found.pk for one in standing.every for found in one.figures.values()])
    return {one.name: (one.pairs, one.reasons) for one in changes(row.results, standing, rows)}


def test_nothing_differs_while_nothing_was_changed(drafted: Evaluation, measured: Measured) -> None:
    issued(drafted, measured)

    assert differing(again(drafted)) == {}
    assert recomputed(again(drafted))[1] == []


def test_the_period_before_is_compared_with_once_it_was_issued(drafted: Evaluation, measured: Measured) -> None:
    issued(drafted, measured)
    later = begun(measured, year=2027, month=1)

    words = figures_shown(later)["较上期"].words
    assert words == "与2026年相比，领先的指标持平，落后的指标持平。"


def test_the_file_that_goes_out_says_what_the_text_says(drafted: Evaluation, measured: Measured) -> None:
    out = issued(drafted, measured)

    (found,) = understand(files.read(out.docx), "x.docx").documents[:1]
    assert (found.number, found.title.replace("\n", "")) == (out.number, out.title)
    assert [annex["title"] for annex in out.content["annexes"]] == ["指标情况表"]
    rows = out.content["annexes"][0]["blocks"][0]["rows"]
    assert rows[0][1:7] == ["公共服务事项网上办理率", "%", "64%", "65（自报）", "100%", "基本符合"]
    assert rows[3][1] == "其中：社区服务站覆盖率"


def test_a_mid_term_evaluation_tells_natures_places_and_what_is_suggested(measured: Measured) -> None:
    Evaluation.objects.all().delete()
    measured.spending.nature = "binding"
    measured.spending.save(update_fields=["nature"])
    choices = Choices(USUAL[K.MID_TERM], "（一）建议完善公共设施指数的口径。")

    row = begun(measured, kind=K.MID_TERM, choices=choices)

    assert row.dispatch.title == "关于青泽市民生指标提升行动2026年中期评估情况的通报"
    assert "约束性指标{约束性指标数}项：{约束性进展}。" in row.dispatch.text
    assert "、调整建议\n（一）建议完善公共设施指数的口径。" in row.dispatch.text
    assert "按{目标年}年目标计算为{全期指数}" in row.dispatch.text
    out = issued(row, measured)
    assert [annex["title"] for annex in out.content["annexes"]] == ["指标情况表", "各地区情况表"]


def test_a_final_evaluation_is_of_the_last_year(measured: Measured) -> None:
    with pytest.raises(Invalid, match="终期评估在目标年"):
        begun(measured, kind=K.FINAL)

    measured.set.ends = 2026
    measured.set.save(update_fields=["ends"])
    row = begun(measured, kind=K.FINAL)

    assert row.dispatch.title == "关于青泽市民生指标提升行动2025—2026年终期评估情况的通报"
    assert "完成{完成数}项，占{完成比例}" in row.dispatch.text
    assert figures_shown(row)["未完成总数"].words == "3"


def test_a_person_writes_freely_between_the_figures(drafted: Evaluation, measured: Measured) -> None:
    edited(drafted, measured, "一、总体情况\n全市指标进展平稳，达标{达标数}项。")

    assert issued(drafted, measured).text == "一、总体情况\n全市指标进展平稳，达标1项。"


def test_a_name_that_is_no_figure_is_refused(drafted: Evaluation, measured: Measured) -> None:
    with pytest.raises(Invalid, match="不认识的数据"):
        edited(drafted, measured, "达标{达标树}项。")


def test_the_office_words_the_sections_its_own_way(measured: Measured) -> None:
    Evaluation.objects.all().delete()
    office = measured.city.actor("office")
    text = "各单位：\n一、成绩\n{领先指标}\n二、差距\n{落后指标}{数据缺口}\n三、要求\n{工作要求}"
    given = {"jurisdiction": measured.place, "kind": DispatchKind.EVALUATION, "on": AT.date(), "by": office}
    set_wording(**given, title="{年份}年{指标体系}{类别}通报", text=text)

    row = begun(measured)

    assert row.dispatch.title == "2026年青泽市民生指标提升行动监测通报"
    headings = [line for line in row.dispatch.text.split("\n") if line[1:2] == "、"]
    assert headings == ["一、总体情况", "二、各领域进展情况", "三、差距", "四、要求"]


def test_chosen_anew_what_was_typed_is_gone(drafted: Evaluation, measured: Measured) -> None:
    edited(drafted, measured, "手写的一段。")
    seen = Dispatch.objects.get(pk=drafted.dispatch_id).version
    office = measured.city.actor("office")

    rewrite_evaluation(evaluation=drafted, choices=Choices(("overall",)), at=AT, seen=seen, by=office)

    text = Dispatch.objects.get(pk=drafted.dispatch_id).text
    assert "手写" not in text
    assert [line for line in text.split("\n") if line[1:2] == "、"] == ["一、总体情况"]
    with pytest.raises(Conflict):
        rewrite_evaluation(evaluation=drafted, choices=Choices(("overall",)), at=AT, seen=seen, by=office)


def test_pressed_twice_it_is_one_and_a_second_of_the_period_is_refused(drafted: Evaluation, measured: Measured) -> None:
    assert begun(measured).pk == drafted.pk
    with pytest.raises(Conflict, match="已有未印发的稿子"):
        begun(measured, at=datetime(2027, 1, 20, 3, 0, tzinfo=UTC))


def test_what_has_not_come_and_what_is_not_in_force_is_not_told_of(measured: Measured) -> None:
    with pytest.raises(Invalid, match="还没有到2027年上半年"):
        begun(measured, year=2027, month=6)
    with pytest.raises(Invalid, match="请选择2025年到2028年"):
        begun(measured, year=2029)
    with pytest.raises(Conflict, match="还没有启用"):
        begun(measured, indicator_set=measured.draft)
    with pytest.raises(NotAllowed):
        begun(measured, by=measured.city.actor("liaison"))


def test_who_answers_reads_it_once_it_is_issued(drafted: Evaluation, measured: Measured) -> None:
    liaison, reader = measured.city.actor("liaison"), Evaluation.objects
    before = reader.visible_to(liaison).exists()
    issued(drafted, measured)

    assert not before
    assert reader.visible_to(liaison).get() == drafted


def test_corrected_it_points_to_its_successor_and_keeps_its_results(drafted: Evaluation, measured: Measured) -> None:
    out, office = issued(drafted, measured), measured.city.actor("office")
    entered(measured, "63")
    correction = correct_dispatch(dispatch=out, reason="实际值有误", at=AT, by=office)
    submit_dispatch(dispatch=edited_correction(correction), at=AT, by=office)

    issue_dispatch(dispatch=Dispatch.objects.get(pk=correction.pk), at=AT, by=office)

    row = again(drafted)
    assert row.dispatch.state == "corrected"
    assert figures_shown(row)["达标数"].words == "1"


def edited_correction(correction: Dispatch) -> Dispatch:
    correction.text = "原文“65”，更正为“63”。"
    correction.save(update_fields=["text"])
    return correction


def test_the_record_names_the_kind_and_the_period(drafted: Evaluation) -> None:
    event = Event.objects.get(verb="evaluation.drafted")

    assert (event.after["类别"], event.after["数据截至"]) == ("监测通报", "2026年")
