"""A task's page leads to what was issued about it: the documents of its cases, the bulletins that tell of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.urls import reverse

from cast import City
from duban.apps.bulletins.models import Bulletin
from duban.apps.dispatch.models import Dispatch
from duban.apps.supervision.models import Case
from duban.rulebook.dispatches import DispatchState
from supervision_cast import Supervised

ISSUED = {
    "state": DispatchState.ISSUED,
    "number": "青府办〔2026〕7号",
    "code": "青府办",
    "year": 2026,
    "serial": 7,
    "issued_by": "督小青",
    "paper": {},
    "dated": date(2026, 4, 22),
    "issued_at": datetime(2026, 4, 22, 2, 0, tzinfo=UTC),
}


def _page(supervised: Supervised, city: City, who: str = "office") -> str:
    task = supervised.year.report.task
    return city.client(who).get(reverse("plans:task", args=[task.pk])).content.decode()


def test_only_an_issued_bulletin_that_tells_of_the_task_stands_on_its_page(supervised: Supervised, city: City) -> None:
    task, draft = supervised.year.report.task, supervised.bulletin_draft
    Bulletin.objects.filter(pk=supervised.bulletin.pk).update(figures={f"任务{task.number}": {"words": "第1项"}})
    assert 'id="bulletins"' not in _page(supervised, city)

    Dispatch.objects.filter(pk=draft.pk).update(**ISSUED)
    assert "青府办〔2026〕7号" in _page(supervised, city)
    assert "青府办〔2026〕7号" not in _page(supervised, city, "liaison"), "it was not sent to this unit"

    Bulletin.objects.filter(pk=supervised.bulletin.pk).update(figures={f"任务{task.number}0": {"words": "第10项"}})
    assert 'id="bulletins"' not in _page(supervised, city)


def test_the_documents_and_items_of_its_cases_stand_on_its_page(supervised: Supervised, city: City) -> None:
    for who in ("office", "liaison"):
        page = _page(supervised, city, who)
        assert "青督〔2026〕1号" in page
        assert "补报进展情况。" in page

    Case.objects.filter(pk=supervised.case.pk).update(task=None)
    page = _page(supervised, city)
    assert 'id="documents"' not in page
    assert "补报进展情况。" not in page
