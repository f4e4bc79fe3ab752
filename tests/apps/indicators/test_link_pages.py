"""The pages that link a task's target to an indicator, and what the task's page says of it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from duban.apps.indicators.models import Indicator, TargetLink
from duban.apps.indicators.queries.links import likeness, proposed
from indicator_cast import Measured

pytestmark = pytest.mark.django_db


def linkable(measured: Measured) -> Indicator:
    """The cast's link is taken away, and `rate` is counted as the target of task 1 is."""
    measured.link.delete()
    measured.rate.unit = "个"
    measured.rate.save()
    return measured.rate


def test_the_office_links_a_target_that_is_proposed(client: Client, measured: Measured) -> None:
    rate, target = linkable(measured), measured.link.target
    client.force_login(measured.city.accounts["office"])
    url = reverse("indicators:target-link", args=[rate.pk])
    assert f'<option value="{target.pk}"' in client.get(url).content.decode()

    answer = client.post(url, {"target": target.pk, "year": 2026})

    assert answer["Location"] == reverse("indicators:indicator", args=[rate.pk])
    assert TargetLink.objects.get().indicator == rate
    assert f'<option value="{target.pk}"' not in client.get(url).content.decode()


def test_the_tasks_page_names_the_indicator_and_leads_to_unlinking(client: Client, measured: Measured) -> None:
    client.force_login(measured.city.accounts["office"])
    page = client.get(reverse("plans:task", args=[measured.link.target.task_id])).content.decode()
    url = reverse("indicators:target-unlink", args=[measured.link.pk])
    assert "对应指标" in page
    assert url in page

    client.post(url)
    assert not TargetLink.objects.exists()
    page = client.get(reverse("plans:task", args=[measured.link.target.task_id])).content.decode()
    assert "对应指标" not in page


def test_the_lead_unit_sees_the_indicator_and_cannot_unlink(client: Client, measured: Measured) -> None:
    client.force_login(measured.city.accounts["liaison"])
    page = client.get(reverse("plans:task", args=[measured.link.target.task_id])).content.decode()
    assert str(measured.rate) in page
    assert "取消关联" not in page


def test_only_targets_of_the_same_unit_are_proposed(measured: Measured) -> None:
    rate, by = linkable(measured), measured.city.actor("office")
    assert measured.link.target_id in [one.pk for one in proposed(rate, by)]
    rate.unit = "%"
    assert proposed(rate, by) == []
    assert likeness("新开工重点项目", "新开工项目") > likeness("新开工重点项目", "城镇新增就业")
