"""A view is kept, changed, shared and deleted; whose it is decides who may, and each leaves one event."""

from __future__ import annotations

import pytest
from sample_table import UnitTable, table

from cast import City
from duban.apps.audit.models import Event
from duban.apps.audit.sentences import sentence
from duban.apps.web import actions
from duban.apps.web.models import SavedView
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed

pytestmark = pytest.mark.django_db

QUERY = "kind=government&sort=-name"


@pytest.fixture
def own(city: City) -> SavedView:
    """A view of the city's supervision office, not shared."""
    return actions.save_view(table=UnitTable, name="政府", query=QUERY, by=city.actor("office"))


def tabs(city: City, who: str, query: str = "") -> list[tuple[str, int | None, bool]]:
    return [(tab.label, tab.count, tab.is_current) for tab in table(query, actor=city.actor(who)).tabs.all]


def last_sentence() -> str:
    return sentence(Event.objects.latest("sequence"))


def test_a_saved_view_is_a_tab_with_its_count(city: City, own: SavedView) -> None:
    assert tabs(city, "office") == [("全部", 9, True), ("政府", 4, False)]
    assert tabs(city, "office", f"{QUERY}&view={own.pk}") == [("全部", 9, False), ("政府", 4, True)]
    assert tabs(city, "liaison") == []
    assert last_sentence() == "为“单位”表保存视图“政府”（按类别筛选，按名称倒序排列）"


def test_only_what_is_the_tables_own_is_kept(city: City) -> None:
    view = actions.save_view(
        table=UnitTable,
        name="甲",
        query="next=//evil.example&kind=government&page=7&view=3&export=csv&sort=password",
        by=city.actor("liaison"),
    )

    assert view.query == "kind=government"


def test_a_name_is_given_once_per_table(city: City, own: SavedView) -> None:
    with pytest.raises(Invalid, match="已有一个叫“政府”的视图"):
        actions.save_view(table=UnitTable, name="政府", query="", by=city.actor("office"))
    other = actions.save_view(table=UnitTable, name="乙", query="", by=city.actor("office"))
    with pytest.raises(Invalid, match="已有一个叫“政府”的视图"):
        actions.change_view(view=other, name="政府", query="", seen=actions.token(other), by=city.actor("office"))
    assert city.events() == ["view.saved", "view.saved"]


def test_nobody_keeps_more_than_twenty_views_of_a_table(city: City) -> None:
    for number in range(20):
        actions.save_view(table=UnitTable, name=f"视图{number}", query="", by=city.actor("liaison"))
    with pytest.raises(Conflict, match="20"):
        actions.save_view(table=UnitTable, name="又一个", query="", by=city.actor("liaison"))


def test_a_view_is_changed_by_its_owner(city: City, own: SavedView) -> None:
    actions.change_view(
        view=own, name="各级政府", query="level=county", seen=actions.token(own), by=city.actor("office")
    )

    assert SavedView.objects.get().query == "level=county"
    assert last_sentence() == "把视图“政府”（按类别筛选，按名称倒序排列）改为“各级政府”（按级别筛选）"


def test_two_who_change_a_view_do_not_overwrite_each_other(city: City, own: SavedView) -> None:
    seen = actions.token(own)
    actions.change_view(view=own, name="甲", query="", seen=seen, by=city.actor("office"))
    with pytest.raises(Conflict, match="已被修改"):
        actions.change_view(view=own, name="乙", query="", seen=seen, by=city.actor("office"))


def test_a_shared_view_is_seen_in_the_jurisdiction_and_below(city: City, own: SavedView) -> None:
    actions.share_view(view=own, shared=True, by=city.actor("office"))

    assert last_sentence() == "把视图“政府”由仅自己可见改为本行政区共享"
    assert tabs(city, "liaison") == [("全部", 9, True), ("政府", 4, False)]
    assert [label for label, *_ in tabs(city, "county_office")] == ["全部", "政府"]
    actions.share_view(view=own, shared=False, by=city.actor("office"))
    assert tabs(city, "liaison") == []


def test_a_countys_view_is_not_seen_in_the_city_or_next_door(city: City) -> None:
    view = actions.save_view(table=UnitTable, name="县", query="", by=city.actor("county_office"))
    actions.share_view(view=view, shared=True, by=city.actor("county_office"))

    assert [label for label, *_ in tabs(city, "town_liaison")] == ["全部", "县"]
    assert tabs(city, "office") == tabs(city, "liaison") == []


def test_only_the_office_shares(city: City) -> None:
    view = actions.save_view(table=UnitTable, name="我的", query="", by=city.actor("liaison"))
    with pytest.raises(NotAllowed, match="只有督查室可以共享视图"):
        actions.share_view(view=view, shared=True, by=city.actor("liaison"))


def test_sharing_what_is_shared_is_refused(city: City, own: SavedView) -> None:
    actions.share_view(view=own, shared=True, by=city.actor("office"))
    with pytest.raises(Conflict, match="已经共享"):
        actions.share_view(view=own, shared=True, by=city.actor("office"))


def test_a_stranger_changes_and_deletes_nothing(city: City, own: SavedView) -> None:
    actions.share_view(view=own, shared=True, by=city.actor("office"))
    for who in ("liaison", "county_office"):
        with pytest.raises(NotAllowed, match="别人保存的视图"):
            actions.delete_view(view=own, by=city.actor(who))
        with pytest.raises(NotAllowed, match="别人保存的视图"):
            actions.change_view(view=own, name="甲", query="", seen=actions.token(own), by=city.actor(who))
    assert SavedView.objects.get() == own


def test_the_office_above_removes_a_shared_view_whose_owner_is_gone(city: City) -> None:
    view = actions.save_view(table=UnitTable, name="县", query="", by=city.actor("county_office"))
    actions.share_view(view=view, shared=True, by=city.actor("county_office"))
    actions.delete_view(view=view, by=city.actor("office"))

    assert not SavedView.objects.exists()
    assert last_sentence() == "删除“单位”表的视图“县”（全部）"


def test_counting_views_costs_one_query_however_many_there_are(
    city: City, own: SavedView, django_assert_num_queries: object
) -> None:
    for number in range(8):
        actions.save_view(table=UnitTable, name=f"视图{number}", query="level=town&q=石桥", by=city.actor("office"))
    one = table(actor=city.actor("office"))
    assert one.page.paginator.count == 9  # counted for the page, and not once more for its tab
    with django_assert_num_queries(2):  # type: ignore[operator]  # views, counts
        assert [tab.count for tab in one.tabs.all] == [9, 4, *[1] * 8]


class TestPages:
    def test_what_is_on_screen_is_saved_and_shown_again(self, city: City) -> None:
        client = city.client("liaison")
        new = "/views/new/sample-units/"
        page = client.get(new, {"query": QUERY, "back": "/organizations/units/?on=2026-01-01"})
        assert "按类别筛选，按名称倒序排列" in page.content.decode()
        answer = client.post(new, {"name": "政府", "query": QUERY, "back": "/organizations/units/?on=2026-01-01"})

        view = SavedView.objects.get()
        assert answer["Location"] == f"/organizations/units/?on=2026-01-01&{QUERY}&view={view.pk}"

    def test_a_name_already_given_is_said_in_the_form(self, city: City, own: SavedView) -> None:
        answer = city.client("office").post("/views/new/sample-units/", {"name": "政府", "query": "", "back": "/"})

        assert answer.status_code == 200
        assert "已有一个叫“政府”的视图" in answer.content.decode()

    @pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:x"])
    def test_nobody_is_sent_to_another_site(self, city: City, back: str) -> None:
        answer = city.client("office").post("/views/new/sample-units/", {"name": "政府", "query": "", "back": back})

        assert answer["Location"] == f"/?view={SavedView.objects.get().pk}"

    def test_the_page_of_a_view_gives_the_reasons_of_what_cannot_be_done(self, city: City) -> None:
        view = actions.save_view(table=UnitTable, name="我的", query="", by=city.actor("liaison"))
        page = city.client("liaison").get(f"/views/{view.pk}/").content.decode()

        assert "只有督查室可以共享视图" in page
        assert "删除视图" in page

    def test_change_share_and_delete(self, city: City, own: SavedView) -> None:
        client, page = city.client("office"), f"/views/{own.pk}/"
        client.post(page, {"name": "甲", "query": "level=town", "seen": actions.token(own), "back": "/"})
        client.post(f"{page}share/", {"shared": "1", "back": "/"})
        client.post(f"{page}delete/", {"back": "/"})

        assert city.events() == ["view.saved", "view.changed", "view.shared", "view.deleted"]

    def test_a_view_one_may_not_see_is_not_found(self, city: City, own: SavedView) -> None:
        client = city.client("liaison")
        pages = [f"/views/{own.pk}/", f"/views/{own.pk}/share/", f"/views/{own.pk}/delete/"]

        assert [client.post(page).status_code for page in pages] == [404, 404, 404]
        assert client.get("/views/new/no-such-table/").status_code == 404
