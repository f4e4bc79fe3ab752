"""A row's link: looked up once, right for every row and wherever the site is mounted."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.urls import reverse, set_script_prefix

from duban.apps.web.table import page_link


@pytest.mark.parametrize("key", [0, 7, 1000])
def test_a_link_is_the_address_of_the_rows_page(key: int) -> None:
    assert page_link("organizations:unit")(SimpleNamespace(pk=key)) == reverse("organizations:unit", args=[key])


def test_a_link_takes_its_key_from_another_attribute_or_a_function() -> None:
    row = SimpleNamespace(unit_id=7)

    assert page_link("organizations:unit", "unit_id")(row) == reverse("organizations:unit", args=[7])
    assert page_link("organizations:unit", lambda one: one.unit_id + 1)(row) == reverse("organizations:unit", args=[8])


def test_a_row_without_a_key_has_no_link() -> None:
    assert page_link("organizations:unit", "unit_id")(SimpleNamespace(unit_id=None)) == ""


def test_a_link_follows_the_place_where_the_site_is_mounted() -> None:
    link, row = page_link("organizations:unit"), SimpleNamespace(pk=7)
    at_root = link(row)
    set_script_prefix("/duban/")
    try:
        assert link(row) == f"/duban{at_root}"
    finally:
        set_script_prefix("/")
