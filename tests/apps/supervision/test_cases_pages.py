"""The pages of cases: the queue, one case with its thread and forms, several at once, opened by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from duban.apps.progress.actions.clocks import start_clock
from duban.apps.supervision.models import Case
from duban.rulebook.cases import CaseState, Level
from duban.rulebook.clocks import Limit
from progress_cast import PICTURE
from supervision_cast import Supervised

NOW = datetime(2026, 4, 17, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A Friday on which the cast's case is not late yet."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return


def _page(client: Client, name: str, *args: Any, **query: Any) -> str:
    answer = client.get(reverse(f"supervision:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def _post(client: Client, name: str, row: Case | None = None, **values: Any) -> str:
    """The page that follows."""
    if row is not None:
        row.refresh_from_db()
        values = {"seen": row.version, **values}
    answer = client.post(reverse(f"supervision:{name}", args=[row.pk] if row else []), values, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_office_sees_what_waits_first(supervised: Supervised) -> None:
    page = _page(supervised.city.client("office"), "cases")

    assert page.index("待核查") < page.index("第1项任务进展情况未报送")
    assert "按督办阶梯提出" in page
    assert "不予督办" in page


def test_a_unit_sees_its_own_and_no_proposal(supervised: Supervised) -> None:
    page = _page(supervised.city.client("liaison"), "cases")

    assert "任务滞后" in page
    assert "第1项任务进展情况未报送" not in page
    assert "按督办阶梯提出" not in page
    assert "待决定" not in page


def test_the_queue_is_exported_as_it_is_shown(supervised: Supervised) -> None:
    answer = supervised.city.client("office").get(reverse("supervision:cases"), {"export": "xlsx", "state": "served"})

    assert answer.status_code == 200
    assert b"".join(answer.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]


def test_the_queue_costs_the_same_whatever_its_length(supervised: Supervised) -> None:
    client = supervised.city.client("office")
    _page(client, "cases")
    with CaptureQueriesContext(connection) as few:
        _page(client, "cases")
    for at in range(20):
        Case.objects.create(
            jurisdiction=supervised.place,
            unit=supervised.units["财政"],
            level=Level.URGING,
            state=CaseState.SERVED,
            subject=f"事由{at}",
            reason="原因",
            basis="依据",
            demand="要求",
            working_days=5,
            clock=start_clock(Limit(working_days=5), at=NOW),
            proposed_at=NOW,
        )
    with CaptureQueriesContext(connection) as many:
        _page(client, "cases")

    assert len(many) == len(few)


def test_the_filters_narrow_it(supervised: Supervised) -> None:
    client = supervised.city.client("office")

    assert "第1项任务进展情况未报送" in _page(client, "cases", trigger="report_missing")
    assert "第1项任务进展情况未报送" not in _page(client, "cases", level="notice")
    assert "没有" in _page(client, "cases", late="1", level="reminder")
    leader = supervised.year.plans.leader
    assert "任务滞后" in _page(client, "cases", leader=str(leader.pk))


def test_a_proposal_is_sent_from_its_page(supervised: Supervised) -> None:
    client, row = supervised.city.client("office"), supervised.proposed
    page = _page(client, "case", row.pk)
    assert "发出后单位才看得到" in page
    assert "应于4月10日报送，至今未报送。" in page

    assert "已向青泽市发展和改革局发出" in _post(client, "case-serve", row, document="none")
    row.refresh_from_db()
    assert row.state == CaseState.SERVED


def test_one_that_is_late_for_a_colleague_is_told_so(supervised: Supervised) -> None:
    page = _post(supervised.city.client("office"), "case-serve", supervised.proposed, document="none", seen=99)

    assert "已被他人修改，请刷新后再改" in page


def test_a_notice_leads_to_its_document(supervised: Supervised) -> None:
    row = supervised.proposed
    Case.objects.filter(pk=row.pk).update(level=Level.NOTICE)
    page = _post(supervised.city.client("office"), "case-serve", row, document="notice")

    assert "关于第1项任务进展情况未报送的督办单" in page


def test_a_leader_approves_on_the_page(supervised: Supervised) -> None:
    office, leader, row = supervised.city.client("office"), supervised.city.client("leader"), supervised.proposed
    Case.objects.filter(pk=row.pk).update(level=Level.CRITICISM)
    page = _page(office, "case", row.pk)
    assert "须先呈领导批准" in page
    assert "case-serve" not in page
    assert "已呈领导批准" in _post(office, "case-submit", row, document="criticism")
    assert "待批准" in _page(leader, "cases")
    assert "请写明退回的意见" in _post(leader, "case-approve", row, verdict="return", opinion="")
    assert "已批：同意" in _post(leader, "case-approve", row, verdict="approve", opinion="")
    row.refresh_from_db()
    assert row.state == CaseState.DRAFTED
    assert "拟写公文" in _page(office, "case", row.pk)


def test_the_unit_signs_and_answers_on_the_page(supervised: Supervised) -> None:
    client, row = supervised.city.client("liaison"), supervised.case
    page = _page(client, "case", row.pk)
    assert "反馈办理情况" in page
    assert "还有1个工作日" in page
    for inside in ("呈批", "提出时间", "history", "督办规则"):
        assert inside not in page.split("<main")[1]
    assert "已签收" in _post(client, "case-acknowledge", row)
    file = SimpleUploadedFile("说明.pdf", PICTURE)
    page = _post(client, "case-answer", row, text="已报送。", files=[file])
    assert "已反馈，由督查室核查。" in page
    assert "说明.pdf" in page
    assert "反馈办理情况" not in page


def test_the_office_checks_on_the_page(supervised: Supervised) -> None:
    client, row = supervised.city.client("office"), supervised.answered
    page = _page(client, "case", row.pk)
    assert "已组织专班推进。" in page
    page = _post(client, "case-verify", row, verdict="return", finding="缺少佐证。", limit="d3")
    assert "退回青泽市财政局重办" in page
    assert "退回重办" in page
    row.refresh_from_db()
    assert row.state == CaseState.SERVED


def test_nobody_checks_what_they_answered_and_reads_why(supervised: Supervised) -> None:
    supervised.answer.account = supervised.city.accounts["office"]
    supervised.answer.save()

    assert "反馈由您提交，须由他人核查" in _page(supervised.city.client("office"), "case", supervised.answered.pk)


def test_several_are_sent_after_a_question(supervised: Supervised) -> None:
    client = supervised.city.client("office")
    keys = {"ids": [supervised.proposed.pk, supervised.case.pk]}
    page = _post(client, "cases-serve", **keys)
    assert "发出 1 件督办件？" in page
    assert "不能再发出" in page
    supervised.proposed.refresh_from_db()
    assert supervised.proposed.state == CaseState.PROPOSED
    assert "已发出 1 件" in _post(client, "cases-serve", **keys, confirmed=1)
    assert "发出 0 件督办件？" in _post(client, "cases-serve", **keys, confirmed=1)


def test_several_are_decided_against_with_one_reason(supervised: Supervised) -> None:
    client, keys = supervised.city.client("office"), {"ids": [supervised.proposed.pk]}
    assert "不予督办 1 件督办件？" in _post(client, "cases-dismiss", **keys)
    assert "请填写" in _post(client, "cases-dismiss", **keys, confirmed=1)
    assert "已决定 1 件不予督办" in _post(client, "cases-dismiss", **keys, confirmed=1, reason="已电话联系。")


def test_several_whose_ground_is_gone_are_ended(supervised: Supervised) -> None:
    client, row = supervised.city.client("office"), supervised.proposed
    _post(client, "case-serve", row, document="none")
    supervised.year.report.state = "submitted"
    supervised.year.report.save()
    assert "缘由已消除" in _page(client, "cases", over="1")
    assert "核对后可以办结" in _page(client, "case", row.pk)
    page = _post(client, "cases-end", ids=[row.pk], confirmed=1, reason="进展情况已报送。")
    assert "已办结 1 件" in page


def test_a_case_is_opened_from_a_task(supervised: Supervised) -> None:
    client, task = supervised.city.client("office"), supervised.year.plans.task("1")
    dossier = client.get(reverse("plans:task", args=[task.pk])).content.decode()
    assert f"{reverse('supervision:case-open')}?task={task.pk}" in dossier
    assert "督办单，4月13日发出" in dossier
    page = _page(client, "case-open", task=task.pk)
    assert "青泽市发展和改革局" in page
    assert "第1项任务“新开工重点项目60个以上" in page
    values = {"unit": "青泽市发展和改革局", "level": "notice", "subject": "开工滞后", "reason": "已开工不足一半。"}
    values |= {"basis": "分工方案第1项", "demand": "请倒排时间。", "limit": "d5"}
    page = client.post(f"{reverse('supervision:case-open')}?task={task.pk}", values, follow=True).content.decode()
    assert "已提出，请决定是否发出。" in page
    assert Case.objects.get(subject="开工滞后").task == task


@pytest.mark.parametrize("asked", [{"task": "x"}, {"task": "9" * 30}, {"unit": "-1"}, {"task": "0"}, {"unit": "²"}])
def test_what_is_not_there_is_not_filled_in(supervised: Supervised, asked: dict[str, str]) -> None:
    assert "发起督办" in _page(supervised.city.client("office"), "case-open", **asked)


def test_hostile_words_are_shown_as_words(supervised: Supervised) -> None:
    words = "<script>alert(1)</script>{{ 7 }}"
    Case.objects.filter(pk=supervised.case.pk).update(subject=words, reason=words, demand=words, basis=words)
    for who in ("office", "liaison"):
        for page in (
            _page(supervised.city.client(who), "case", supervised.case.pk),
            _page(supervised.city.client(who), "cases"),
        ):
            assert "<script>alert" not in page


@pytest.mark.parametrize(
    "name", ["case-raise", "case-withdraw", "case-end", "case-reopen", "case-edit", "case-dismiss"]
)
def test_pages_of_their_own_refuse_what_does_not_go(supervised: Supervised, name: str) -> None:
    Case.objects.filter(pk=supervised.proposed.pk).update(state=CaseState.DISMISSED)
    answer = supervised.city.client("office").get(reverse(f"supervision:{name}", args=[supervised.proposed.pk]))

    assert answer.status_code == 409


def test_a_case_is_raised_withdrawn_ended_reopened_on_pages(supervised: Supervised) -> None:
    client = supervised.city.client("office")
    assert "已提出升级" in _post(
        client, "case-raise", supervised.answered, level="notice", reason="没有实质进展。", limit="d5"
    )
    supervised.rectification.delete()
    assert "已办理：办结" in _post(client, "case-end", supervised.case, ending="已报送。")
    assert "已办理：重新督办" in _post(client, "case-reopen", supervised.case, reason="又逾期。", limit="d3")
    assert "已办理：撤回" in _post(client, "case-withdraw", supervised.case, reason="发错单位。")
    assert "发错单位。" in _page(supervised.city.client("liaison"), "case", supervised.case.pk)


def test_the_pages_of_a_unit_and_a_leader_name_open_cases(supervised: Supervised) -> None:
    client = supervised.city.client("office")
    unit = client.get(reverse("plans:unit-tasks", args=[supervised.units["发改"].pk])).content.decode()

    assert "督办单：任务滞后" in unit
    assert "还有1个工作日" in unit
