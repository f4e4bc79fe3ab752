"""Two do the same about one row at the same moment: it happens once, and the other is told so."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import connection

from duban.apps.supervision.actions.cases import dismiss_case, open_case
from duban.apps.supervision.actions.cases_answering import answer_case
from duban.apps.supervision.actions.cases_raising import raise_case
from duban.apps.supervision.actions.cases_serving import serve_case
from duban.apps.supervision.actions.objections import decide_objection
from duban.apps.supervision.actions.proposing import propose_cases
from duban.apps.supervision.models import Case
from duban.rulebook.cases import CaseState, Level
from duban.rulebook.clocks import Limit
from duban.rulebook.refusals import Conflict
from duban.rulebook.roles import Role
from supervision_cast import Supervised

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 4, 17, 2, 0, tzinfo=UTC)
FIVE = Limit(working_days=5)


def at_once(*calls: Callable[[], object]) -> int:
    """How many of the calls were done."""
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite lives in memory, with one connection; its writers wait for each other anyway")
    start = Barrier(len(calls))

    def tried(call: Callable[[], object]) -> bool:
        try:
            start.wait(timeout=10)
            call()
        except Conflict:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(calls)) as pool:
        return sum(pool.map(tried, calls))


def test_of_two_who_serve_one_proposal_one_does(supervised: Supervised) -> None:
    supervised.city.add_account("colleague", name="方同事", unit="市政府办", role=Role.OFFICE)
    people = [supervised.city.actor(who) for who in ("office", "colleague")]

    done = at_once(*(lambda by=by: serve_case(case=supervised.proposed, at=AT, by=by) for by in people))  # type: ignore[misc]

    assert (done, supervised.city.events().count("case.served")) == (1, 1)


def test_what_is_served_is_not_decided_against(supervised: Supervised) -> None:
    row, by = supervised.proposed, supervised.city.actor("office")

    done = at_once(
        lambda: serve_case(case=row, at=AT, by=by),
        lambda: dismiss_case(case=row, reason="已联系。", at=AT, by=by),
    )

    row.refresh_from_db()
    assert done == 1
    assert (row.state == CaseState.SERVED) == (row.clock is not None)


def test_of_two_answers_to_one_case_one_is_kept(supervised: Supervised) -> None:
    people = [supervised.city.actor(who) for who in ("liaison", "unit_head")]

    done = at_once(
        *(lambda by=by: answer_case(case=supervised.case, text="已报送。", at=AT, by=by) for by in people)  # type: ignore[misc]
    )

    assert (done, supervised.case.answers.count()) == (1, 1)


def test_of_two_decisions_on_one_objection_one_holds(supervised: Supervised) -> None:
    supervised.city.add_account("other_leader", name="方市长", unit="市政府", role=Role.LEADER)
    row, people = supervised.objection, [supervised.city.actor(who) for who in ("leader", "other_leader")]

    done = at_once(
        lambda: decide_objection(objection=row, upheld=True, decision="事实清楚。", at=AT, by=people[0]),
        lambda: decide_objection(
            objection=row, upheld=False, decision="证据不足。", revised_opinion="撤销。", at=AT, by=people[1]
        ),
    )

    row.refresh_from_db()
    row.conclusion.refresh_from_db()
    assert done == 1
    assert (row.state, row.conclusion.state) in {("upheld", "final"), ("revised", "revised")}
    assert bool(row.conclusion.revised_opinion) == (row.state == "revised")


def test_a_case_opened_twice_at_once_is_one(supervised: Supervised) -> None:
    by, unit = supervised.city.actor("office"), supervised.units["发改"]

    def opened() -> Case:
        words = {"subject": "开工滞后", "reason": "不足一半。", "basis": "分工方案", "demand": "请倒排时间。"}
        return open_case(unit=unit, level=Level.URGING, **words, limit=FIVE, at=AT, by=by)

    assert at_once(opened, opened) == 2
    assert Case.objects.filter(subject="开工滞后").count() == 1


def test_of_two_who_raise_one_case_one_does(supervised: Supervised) -> None:
    by, row = supervised.city.actor("office"), supervised.answered

    done = at_once(*[lambda: raise_case(case=row, reason="没有进展。", limit=FIVE, at=AT, by=by)] * 2)

    assert (done, Case.objects.filter(raised_from=row).count()) == (1, 1)


def test_the_ladder_run_twice_at_once_proposes_nothing_twice(supervised: Supervised) -> None:
    def run() -> list[Case]:
        return propose_cases(jurisdiction=supervised.place, on=AT.date(), at=AT)

    assert at_once(run, run) == 2
    told = list(Case.objects.exclude(occasion="").values_list("unit", "occasion"))
    assert len(told) == len(set(told))
