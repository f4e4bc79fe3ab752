"""A bulletin from its draft to its issue: live figures until then, frozen from then on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from duban.apps.audit.models import Event
from duban.apps.bulletins.actions.bulletins import choose_anew, draft_bulletin, edit_bulletin
from duban.apps.bulletins.models import Bulletin
from duban.apps.bulletins.state_now import figures_shown, recomputed
from duban.apps.bulletins.writing.choosing import Choices
from duban.apps.dispatch.actions.issuing import correct_dispatch, issue_dispatch, submit_dispatch
from duban.apps.dispatch.actions.wordings import set_wording
from duban.apps.dispatch.models import Copy, Dispatch
from duban.apps.organizations.models import Unit
from duban.apps.plans.models import Task
from duban.apps.progress.models import Report
from duban.apps.progress.standing import stand_again_all
from duban.apps.web import files
from duban.documents.pipeline import understand
from duban.rulebook.dispatches import DispatchKind
from duban.rulebook.refusals import Conflict, Invalid
from supervision_cast import Supervised

AT = datetime(2026, 4, 14, 2, 0, tzinfo=UTC)
AS_OF = date(2026, 4, 13)


@pytest.fixture
def drafted(supervised: Supervised) -> Bulletin:
    """The bulletin of the open round as of 13 April: 发改 reported nothing, 财政 in time."""
    Bulletin.objects.all().delete()
    stand_again_all(jurisdiction=supervised.place.pk)
    return begun(supervised)


def begun(supervised: Supervised, **more: object) -> Bulletin:
    year = supervised.year
    given = {"plan": year.plans.force, "round": year.round, "as_of": AS_OF, "choices": Choices(), "at": AT}
    row: Bulletin = draft_bulletin(**{**given, **more}, by=supervised.city.actor("office"))
    return row


def edited(row: Bulletin, supervised: Supervised, **more: object) -> Dispatch:
    dispatch = Dispatch.objects.get(pk=row.dispatch_id)
    copies = list(dispatch.copies.select_related("unit"))
    words = {name: getattr(dispatch, name) for name in ("title", "recipients", "text")}
    words |= {"units": [one.unit for one in copies if one.is_main], "copies": [c.unit for c in copies if not c.is_main]}
    given = {"bulletin": row, "as_of": row.as_of, "at": AT, "seen": dispatch.version, **words, **more}
    return edit_bulletin(**given, by=supervised.city.actor("office"))


def issued(row: Bulletin, supervised: Supervised) -> Dispatch:
    dispatch = Dispatch.objects.get(pk=row.dispatch_id)
    return issue_dispatch(dispatch=dispatch, at=AT, by=supervised.city.actor("office"))


def test_a_draft_holds_live_figures_in_the_order_of_the_template(drafted: Bulletin) -> None:
    text = drafted.dispatch.text

    assert drafted.dispatch.title == "关于2026年市《政府工作报告》重点任务分工方案第一轮进展情况的通报"
    headings = [line for line in text.split("\n") if line[1] == "、"]
    assert headings == [
        "一、总体情况",
        "二、各单位报送情况",
        "三、进展较好的任务和单位",
        "四、存在的问题",
        "五、下一步工作要求",
    ]
    assert "共有任务{任务总数}项" in text
    assert "1.{任务1}（牵头单位：{任务1牵头}）：{任务1状态}，{任务1原因}。" in text


def test_it_goes_to_every_lead_unit_and_to_the_offices_of_the_leaders(drafted: Bulletin) -> None:
    copies = {one.unit.name: one.is_main for one in drafted.dispatch.copies.select_related("unit")}

    assert copies == {"青泽市发展和改革局": True, "青泽市财政局": True, "青泽市人民政府": False}
    assert "青泽市人民政府" in drafted.dispatch.copies_to


def test_the_figures_move_until_it_is_issued_and_never_after(drafted: Bulletin, supervised: Supervised) -> None:
    before = figures_shown(Bulletin.objects.get(pk=drafted.pk))["漏报数"]
    Report.objects.filter(pk=supervised.year.report.pk).update(
        state="submitted", first_submitted_at=AT - timedelta(days=1), submitted_at=AT - timedelta(days=1)
    )

    late = figures_shown(Bulletin.objects.get(pk=drafted.pk))
    out = issued(drafted, supervised)
    Report.objects.filter(round=supervised.year.round).update(state="released")
    row = Bulletin.objects.get(pk=drafted.pk)

    assert (before.words, before.rows) == ("1", (supervised.year.report.pk,))
    assert (late["漏报数"].words, late["迟报数"].words) == ("0", "1")
    assert figures_shown(row)["迟报数"].rows == (supervised.year.report.pk,)
    assert "迟报的有青泽市发展和改革局" in out.text
    assert out.frozen["figures"]["迟报数"]["words"] == "1"
    assert "{" not in out.text
    assert ("应报数", "2", "0") in [(one.key, one.before, one.now) for one in recomputed(row)[1]]


def test_the_file_that_goes_out_says_what_the_text_says(drafted: Bulletin, supervised: Supervised) -> None:
    out = issued(drafted, supervised)

    found = understand(files.read(out.docx), "x.docx")
    assert found is not None
    assert out.number == "青府办〔2026〕1号"
    assert [annex["title"] for annex in out.content["annexes"]] == ["各单位报送情况表", "滞后任务清单"]
    assert out.content["annexes"][0]["blocks"][0]["rows"][0][:4] == ["1", "青泽市发展和改革局", "1", "1"]


def test_a_person_writes_freely_between_the_figures(drafted: Bulletin, supervised: Supervised) -> None:
    edited(drafted, supervised, text="一、总体情况\n全市上下真抓实干，完成{已完成数}项。")

    out = issued(drafted, supervised)

    assert out.text == "一、总体情况\n全市上下真抓实干，完成0项。"


@pytest.mark.parametrize("text", ["有{没有的数}项。", "有{任务总数项。", "有}。", "有{}项。"])
def test_what_is_no_figure_is_refused_with_its_name(drafted: Bulletin, supervised: Supervised, text: str) -> None:
    with pytest.raises(Invalid) as refused:
        edited(drafted, supervised, text=text)

    assert "没有的数" in str(refused.value) or "花括号" in str(refused.value)


def test_a_figure_that_is_gone_keeps_it_from_being_signed(drafted: Bulletin, supervised: Supervised) -> None:
    Task.objects.filter(pk=supervised.year.report.task_id).update(number="1甲")
    dispatch = Dispatch.objects.get(pk=drafted.dispatch_id)

    with pytest.raises(Invalid, match="任务1"):
        submit_dispatch(dispatch=dispatch, at=AT, by=supervised.city.actor("office"))
    with pytest.raises(Invalid, match="任务1"):
        issued(drafted, supervised)


def test_a_stale_form_is_refused(drafted: Bulletin, supervised: Supervised) -> None:
    seen = Dispatch.objects.get(pk=drafted.dispatch_id).version
    edited(drafted, supervised, title="新的标题")

    with pytest.raises(Conflict, match="已被他人修改"):
        edited(drafted, supervised, title="旧的标题", seen=seen)


def test_another_day_is_another_version_and_stands_in_the_record(drafted: Bulletin, supervised: Supervised) -> None:
    seen = Dispatch.objects.get(pk=drafted.dispatch_id).version
    edited(drafted, supervised, as_of=date(2026, 4, 10))

    assert Event.objects.filter(verb="bulletin.redated").count() == 1
    with pytest.raises(Conflict):
        edited(drafted, supervised, as_of=date(2026, 4, 11), seen=seen)
    with pytest.raises(Invalid, match="今天"):
        edited(drafted, supervised, as_of=date(2026, 4, 15))


def test_asked_for_twice_it_is_one_and_a_second_one_is_refused(drafted: Bulletin, supervised: Supervised) -> None:
    assert begun(supervised) == drafted
    with pytest.raises(Conflict, match="已有未印发的稿子"):
        begun(supervised, at=AT + timedelta(minutes=5))


def test_chosen_anew_it_is_written_anew(drafted: Bulletin, supervised: Supervised) -> None:
    edited(drafted, supervised, text="手写的。")
    choices = Choices(("demands", "overall"), frozenset(), ())

    choose_anew(bulletin=drafted, as_of=AS_OF, choices=choices, at=AT, by=supervised.city.actor("office"))

    dispatch = Dispatch.objects.get(pk=drafted.dispatch_id)
    assert [line for line in dispatch.text.split("\n") if line[1] == "、"] == ["一、下一步工作要求", "二、总体情况"]
    assert issued(drafted, supervised).content == {}


def test_the_template_of_the_office_is_kept_to(drafted: Bulletin, supervised: Supervised) -> None:
    drafted.dispatch.copies.all().delete()
    Bulletin.objects.all().delete()
    text = "{行政区}通报，{日期}。\n一、问题\n{滞后}\n二、总体\n共{任务总数}项。\n{总体情况}\n三、联系人\n督查室。"
    place, by = supervised.place, supervised.city.actor("office")
    kind = DispatchKind.BULLETIN
    set_wording(jurisdiction=place, kind=kind, title="{方案}{轮次}通报", text=text, on=AS_OF, by=by)

    row = begun(supervised, choices=Choices(("overall", "lagging")))

    lines = row.dispatch.text.split("\n")
    assert lines[0] == "{行政区}通报，2026年4月14日。"
    assert [line for line in lines if line[1] == "、"] == ["一、总体", "二、问题", "三、联系人"]


def test_an_issued_bulletin_is_corrected_by_another_that_begins_with_its_words(
    drafted: Bulletin, supervised: Supervised
) -> None:
    out, by = issued(drafted, supervised), supervised.city.actor("office")

    draft = correct_dispatch(dispatch=out, reason="数据有误。", same_kind=True, at=AT, by=by)

    assert (draft.text, draft.content) == (out.text, out.content)
    with pytest.raises(Conflict):
        edited(drafted, supervised, text="改了。")


def test_hostile_names_stay_names(supervised: Supervised) -> None:
    Bulletin.objects.all().delete()
    name = "{任务总数}<b>局\n"
    Unit.objects.filter(pk=supervised.units["发改"].pk).update(name=name)
    Task.objects.filter(pk=supervised.year.report.task_id).update(text="建{市民}中心{", number="总数")
    stand_again_all(jurisdiction=supervised.place.pk)

    out = issued(begun(supervised), supervised)

    assert "｛任务总数｝<b>局" in out.text
    assert "“建｛市民｝中心｛”" in out.text


def test_an_office_below_reads_what_it_was_sent_and_no_draft(drafted: Bulletin, supervised: Supervised) -> None:
    county = supervised.city.actor("county_office")
    Copy.objects.create(dispatch=drafted.dispatch, unit=supervised.units["临川县政府"], is_main=False)

    assert not Bulletin.objects.visible_to(county).exists()
    issued(drafted, supervised)
    assert list(Bulletin.objects.visible_to(county)) == [drafted]
