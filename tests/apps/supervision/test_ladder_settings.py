"""The ladder as the office sets it: versions, what it would propose today, what is refused and said."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from duban.apps.supervision.actions.ladders import seen_of, set_ladder
from duban.apps.supervision.models import Ladder
from duban.apps.supervision.queries.ladders import USUAL, ladder_of, newest_ladder
from duban.rulebook.cases import Level
from duban.rulebook.ladder_rules import STANDING
from duban.rulebook.refusals import Conflict, Invalid
from supervision_cast import Supervised

TODAY = date(2026, 4, 14)
RULE: dict[str, Any] = {"trigger": "behind", "level": "urging", "after_days": 3, "answer_within": 5}


def _set(supervised: Supervised, **more: Any) -> Ladder:
    given: dict[str, Any] = {"rules": [RULE], "waits": 3, "approved_levels": ["notice"], "since": TODAY, "on": TODAY}
    return set_ladder(jurisdiction=supervised.place, by=supervised.city.actor("office"), **{**given, **more})


def test_a_new_version_ends_the_one_before(supervised: Supervised) -> None:
    row = _set(supervised)
    supervised.ladder.refresh_from_db()

    assert (supervised.ladder.until, row.since, row.until) == (TODAY, TODAY, None)
    assert ladder_of(supervised.place.pk, on=date(2026, 4, 13)).rules == STANDING
    now = ladder_of(supervised.place.pk, on=TODAY)
    assert (len(now.rules), now.waits) == (1, 3)
    assert now.approved == {Level.NOTICE, Level.CRITICISM}  # a sanction always goes to a leader
    assert supervised.city.events()[-1] == "ladder.set"


def test_the_same_day_it_is_corrected(supervised: Supervised) -> None:
    assert _set(supervised) == _set(supervised, waits=4)
    with pytest.raises(Conflict, match="没有改动"):
        _set(supervised, waits=4)


def test_without_a_version_the_standing_rules_hold(supervised: Supervised) -> None:
    Ladder.objects.all().delete()

    assert newest_ladder(supervised.place.pk) == USUAL


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"since": date(2026, 4, 15)}, "since"),
        ({"since": date(2025, 12, 31)}, "since"),
        ({"waits": 61}, "waits"),
        ({"rules": [{**RULE, "after_days": "3"}]}, "rules"),
        ({"rules": "x"}, "rules"),
    ],
)
def test_what_cannot_be_is_refused_at_its_input(supervised: Supervised, more: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        _set(supervised, **more)
    assert refusal.value.field == field


def test_a_stale_form_changes_nothing(supervised: Supervised) -> None:
    seen = seen_of(newest_ladder(supervised.place.pk))
    _set(supervised, seen=seen)
    with pytest.raises(Conflict, match="已被他人修改"):
        _set(supervised, waits=9, seen=seen)


def _entered(supervised: Supervised, **more: str) -> dict[str, str]:
    found = {"since": "2026-01-01", "waits": "2", "seen": seen_of(newest_ladder(supervised.place.pk))}
    for rule in STANDING:
        name = f"r_{rule.trigger.value}_{rule.level.value}"
        found |= {f"{name}_after": str(rule.after_days), f"{name}_within": str(rule.answer_within)}
        if rule.times > 1:
            found[f"{name}_times"] = str(rule.times)
    return found | more


def _post(client: Client, values: dict[str, str]) -> str:
    answer = client.post(reverse("supervision:ladder"), values, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_table_is_edited_on_the_page(supervised: Supervised) -> None:
    client = supervised.city.client("office")
    assert "今天会提出" in client.get(reverse("supervision:ladder")).content.decode()
    page = _post(client, _entered(supervised, waits="5", r_behind_urging_after="", r_behind_urging_within=""))

    assert "督办阶梯已修改" in page
    now = newest_ladder(supervised.place.pk)
    assert (now.waits, len(now.rules)) == (5, len(STANDING) - 1)


def test_it_is_tried_before_it_is_saved(supervised: Supervised) -> None:
    page = _post(supervised.city.client("office"), _entered(supervised, waits="5", preview="1"))

    assert "按下面填的规则今天会提出" in page
    assert newest_ladder(supervised.place.pk).waits == 0 + supervised.ladder.waits


def test_half_a_rule_and_a_wrong_order_are_said(supervised: Supervised) -> None:
    client = supervised.city.client("office")

    assert "两个天数要么都填，要么都不填" in _post(client, _entered(supervised, r_behind_urging_within=""))
    assert "催办不能早于提醒" in _post(client, _entered(supervised, r_behind_urging_after="1"))
