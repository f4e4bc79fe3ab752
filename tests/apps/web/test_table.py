"""What an address asks of a table, what comes of it, and that nothing in an address can break the page."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from sample_table import UnitTable, table

from cast import SINCE, City
from duban.apps.organizations.models import Unit, UnitName, UnitNameKind
from duban.apps.web.table import Column

pytestmark = pytest.mark.django_db

CODES = [("", "没有代码"), ("990100", "990100"), ("990121", "990121")]
HOSTILE = (
    "page=0&page=-1",
    f"page={'9' * 5000}",
    "page=１２",
    "page=nan",
    "sort=password",
    "sort=--name",
    "sort=name__password",
    f"q={'长' * 5000}",
    "q=%00",
    "q=%25_%27%22;--",
    "q=%EF%BF%BD%F0%9F%98%80",
    "kind=%00",
    "place=abc",
    f"place={'9' * 30}",
    "since_from=0000-00-00",
    "since_from=20260101",
    "since_to=9999-12-31T00:00",
    "posts_from=1e999999999",
    "posts_to=-Infinity",
    "posts_from=0.5&posts_to=999999999999999999999999",
    "columns=&columns=password",
    "size=1000000",
    "view=999999",
    "view=-1",
    "dense=x&export=exe",
)


def names(query: str) -> list[str]:
    return [unit.name for unit in table(query).page]


def shown(one: UnitTable) -> str:
    return render_to_string("components/table.html", {"table": one}, request=one.request)


def test_two_characters_find_a_unit_by_name_or_place(city: City) -> None:
    assert names("q=财政") == ["青泽市财政局"]
    assert names("q=临川+办公") == ["临川县人民政府办公室"]


def test_a_unit_found_by_several_of_its_names_appears_once(city: City) -> None:
    UnitName.objects.create(unit=city.units["财政"], name="市财政局", kind=UnitNameKind.SHORT, since=SINCE)

    assert names("q=财政局") == ["青泽市财政局"]
    assert table("q=财政局").page.paginator.count == 1


def test_filters_add_up_and_values_of_one_filter_are_alternatives(city: City) -> None:
    assert names("kind=government&level=county") == ["临川县人民政府", "云栖区人民政府"]
    assert names("kind=government&level=county&level=town&sort=name") == [
        unit.name
        for unit in Unit.objects.filter(kind="government").exclude(jurisdiction__level="city").order_by("name")
    ]


def test_a_range_may_be_open_on_one_side(city: City) -> None:
    Unit.objects.filter(pk=city.units["财政"].pk).update(since="2024-03-01")

    assert names("since_from=2024-01-01") == ["青泽市财政局"]
    assert "青泽市财政局" not in names("since_to=2024-02-29&posts_from=0&posts_to=0")
    assert names("posts_from=1") == []


def test_a_chip_says_what_is_filtered_and_takes_it_away(city: City) -> None:
    one = table("kind=government&level=county&level=town&q=政府&page=1")

    assert [(chip.name, chip.value) for chip in one.chips] == [
        ("搜索", "政府"),
        ("类别", "人民政府"),
        ("级别", "县（市、区）"),
        ("级别", "镇（街道）"),
    ]
    assert "level=town" in one.chips[2].remove_url
    assert "level=county" not in one.chips[2].remove_url
    assert "kind=government" in one.chips[2].remove_url


def test_a_click_on_a_value_filters_by_it_and_keeps_the_rest(city: City) -> None:
    page = shown(table("q=政府&sort=-name"))

    assert f'href="?q={quote("政府")}&amp;kind=government&amp;sort=-name">人民政府</a>' in page
    assert f'href="?q={quote("政府")}&amp;place={city.places["临川县"].pk}&amp;sort=-name">临川县</a>' in page


def test_a_head_sorts_and_turns_round(city: City) -> None:
    assert names("sort=-order") == list(reversed(names("sort=order")))
    heads = {head.column.key: head for head in table("sort=order").heads}

    assert heads["order"].aria_sort == "ascending"
    assert heads["order"].sort_url == "?sort=-order"
    assert heads["name"].aria_sort == ""
    assert {head.column.key: head.aria_sort for head in table().heads}["order"] == "ascending"


def test_chosen_columns_are_shown_beside_those_that_stay(city: City) -> None:
    assert [column.key for column in table().shown] == ["order", "name", "place", "kind", "since", "posts"]
    assert [column.key for column in table("columns=level").shown] == ["order", "name", "level"]


@pytest.mark.parametrize("query", HOSTILE)
def test_nothing_in_an_address_breaks_the_page(city: City, query: str) -> None:
    one = table(query)

    assert "</table>" in shown(one) or "没有符合条件的单位" in shown(one)


def test_what_the_address_asks_wrongly_is_left_out_with_a_sentence(city: City) -> None:
    one = table("kind=nonsense&sort=password&page=9&posts_from=NaN&since_from=yesterday&evil=1&view=7&size=3")

    assert len(list(one.page)) == len(city.units)
    assert len(one.notices) == 8


def test_a_value_is_shown_as_text_whatever_it_holds(city: City) -> None:
    Unit.objects.filter(pk=city.units["财政"].pk).update(name="<script>alert(1)</script>")
    page = shown(table("q=script&kind=%22%3E%3Cb%3E"))

    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_an_empty_table_says_what_comes_here_and_a_filtered_one_how_to_see_all(city: City) -> None:
    assert "去掉一个筛选条件" in shown(table("q=没有这样的单位"))
    UnitName.objects.all().delete()
    empty = table()
    empty.filters._rows = Unit.objects.none()

    assert "单位由系统管理员新建或导入。" in shown(empty)


def test_htmx_gets_the_table_alone_and_a_tidy_address(city: City) -> None:
    one = table("kind=&q=%E8%B4%A2%E6%94%BF&since_from=", HTTP_HX_REQUEST="true", HTTP_HX_TARGET="table-sample-units")
    answer = one.respond("web/components.html")

    assert answer.content.decode().lstrip().startswith('<div class="table-frame" id="table-sample-units"')
    assert answer["HX-Push-Url"] == f"/?q={quote('财政')}"


def test_pages_keep_the_filter(city: City) -> None:
    _many(city, 60)
    one = table("kind=department&page=2&dense=1")

    assert one.page.number == 2
    assert "kind=department" in shown(one)
    assert 'aria-label="第 1 页"' in shown(one)
    assert table("size=100").page.paginator.num_pages == 1


def test_the_number_of_queries_does_not_grow_with_the_rows(city: City) -> None:
    few = _queries("size=200")
    _many(city, 291)

    assert _queries("size=200") == few


def test_a_role_is_offered_only_the_actions_it_has(city: City) -> None:
    assert [action.label for action in table(actor=city.actor("security_admin")).actions] == ["批量更名", "批量授权"]
    assert [action.label for action in table(actor=city.actor("office")).actions] == ["批量更名"]


def test_two_tables_cannot_share_a_key() -> None:
    with pytest.raises(TypeError, match="sample-units"):
        type("Other", (UnitTable,), {"key": "sample-units"})


def _many(city: City, count: int) -> None:
    Unit.objects.bulk_create(
        Unit(
            name=f"青泽市第{number}小学",
            jurisdiction=city.places["青泽市"],
            kind="department",
            order=100 + number,
            since=SINCE,
        )
        for number in range(count)
    )


def _queries(query: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        shown(table(query))
    return len(captured)


class CodeTable(UnitTable):
    key = "sample-codes"
    columns = (
        Column("name", "名称", sort="name", stay=True),
        Column("code", "代码", value=lambda unit: unit.jurisdiction.code, filter="jurisdiction__code", choices=CODES),
        Column("order", "序号", filter="order"),
        Column("unit", "单位", value=lambda unit: unit.name, filter="name"),
    )


def test_an_empty_value_can_be_asked_for(city: City) -> None:
    one = table("code=-", of=CodeTable)

    assert [unit.name for unit in one.page] == ["石桥镇人民政府"]
    assert [(chip.name, chip.value) for chip in one.chips] == [("代码", "没有代码")]


def test_values_too_many_to_be_offered_can_still_be_asked_for(city: City) -> None:
    _many(city, 320)
    one = table(f"unit={quote('青泽市第7小学')}", of=CodeTable)

    assert [unit.name for unit in one.page] == ["青泽市第7小学"]
    assert one.notices == []
    assert table("order=999999", of=CodeTable).notices != []


def test_a_table_that_cannot_be_searched_says_so(city: City) -> None:
    one = table("q=财政", of=CodeTable)

    assert len(list(one.page)) == len(city.units)
    assert one.notices == ["这张表不能搜索，请用筛选。"]
