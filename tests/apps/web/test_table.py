from __future__ import annotations

import pytest
from cast import City
from django.template.loader import render_to_string

from sample_table import table

pytestmark = pytest.mark.django_db


def names(query: str) -> list[str]:
    return [unit.name for unit in table(query).page]


def test_two_characters_find_a_unit_by_name_or_place(city: City) -> None:
    assert names("q=财政") == ["青泽市财政局"]
    assert names("q=临川+办公") == ["临川县人民政府办公室"]


def test_filters_add_up(city: City) -> None:
    assert names("kind=government&level=county") == ["临川县人民政府", "云栖区人民政府"]


def test_what_the_address_asks_wrongly_is_left_out_with_a_sentence(city: City) -> None:
    one = table("kind=nonsense&sort=password&page=9&posts_from=NaN&since_from=yesterday&evil=1")
    assert len(list(one.page)) == len(city.units)
    assert len(one.notices) == 6


def test_the_part_for_htmx_shows_names_as_links(city: City) -> None:
    one = table("sort=-name")
    assert f'href="/units/{city.units["发改"].pk}/"' in render_to_string(
        "components/table.html", {"table": one}, request=one.request
    )
