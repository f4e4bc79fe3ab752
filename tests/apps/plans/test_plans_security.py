"""What the adversary tried: texts and keys of others must not come out, or in, by a way round."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from duban.apps.organizations import holdings
from plan_cast import Plans

ON = date(2026, 5, 6)


@pytest.mark.parametrize(("reader", "plans_seen"), [("office", {2026, 2027}), ("leader", {2026}), ("reader", {2026})])
def test_a_posts_page_names_the_tasks_of_a_draft_only_to_who_sees_drafts(
    plans: Plans, reader: str, plans_seen: set[int]
) -> None:
    plans.draft.tasks.update(text="草稿里的任务")
    actor = plans.city.actor(reader)

    [(_, found)] = holdings.by_kind(plans.leader, on=ON, reader=actor)
    page = plans.city.client(reader).get(reverse("organizations:post", args=[plans.leader.pk])).content.decode()

    assert {int(one.label[:4]) for one in found} == plans_seen
    assert ("草稿里的任务" in page) is (2027 in plans_seen)
