"""The page of components shows every one of them, and nothing on it would be stopped by the strict CSP."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.paginator import Paginator
from django.template import RequestContext, Template
from django.template.loader import get_template

from cast import City
from duban.apps.web.templatetags.duban import page_numbers

TEMPLATES = Path(__file__).parents[3] / "src" / "duban" / "apps" / "web" / "templates"
INCLUDED = re.compile(r'{% (?:include|extends) "components/([\w]+)\.html"')
# The page that asks before something that cannot be undone is a page of its own, reached from this one.
ON_ITS_OWN_PAGE = {"confirm"}


def _component(component: str, **given: object) -> str:
    return get_template(f"components/{component}.html").render(given)


@pytest.fixture
def page(city: City) -> str:
    return city.client("office").get("/components/").content.decode()


def test_every_component_is_shown() -> None:
    shown, waiting = set(), {"web/components.html"}
    while waiting:
        found = set(INCLUDED.findall((TEMPLATES / waiting.pop()).read_text(encoding="utf-8")))
        waiting |= {f"components/{name}.html" for name in found - shown}
        shown |= found
    shown |= set(INCLUDED.findall((TEMPLATES / "web/base.html").read_text(encoding="utf-8")))

    assert {path.stem for path in (TEMPLATES / "components").glob("*.html")} - shown == ON_ITS_OWN_PAGE


def test_no_page_holds_what_the_csp_stops() -> None:
    held = {
        path.name
        for path in TEMPLATES.rglob("*.html")
        if re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)", path.read_text(encoding="utf-8"))
    }

    assert held == set()


def test_the_page_is_only_for_whoever_is_signed_in(client, db) -> None:
    assert client.get("/components/").status_code == 302


def test_the_question_before_the_irreversible_is_a_page(city: City) -> None:
    page = city.client("office").get("/components/confirm/").content.decode()

    assert "撤销的原因" in page
    assert "取消" in page


def test_a_button_that_cannot_act_says_why(page: str) -> None:
    assert re.search(r'id="import-why"><b>[^<]+：</b>答完 3 处存疑后可导入<', page)
    assert 'aria-disabled="true" aria-describedby="import-why"' in page


def test_an_error_is_said_at_the_field_and_above_the_form(city: City) -> None:
    page = city.client("office").post("/components/", {"kind": "town"}).content.decode()

    assert "还有 1 处要改" in page
    assert '<a href="#id_name">单位名称</a>：请填写这一项' in page
    assert re.search(
        r'<input[^>]*name="name"[^>]*aria-invalid="true"[^>]*aria-describedby="id_name_helptext id_name_error"', page
    )


def test_a_chip_without_an_address_stays() -> None:
    assert "<a" not in _component("chip", name="年度", value="2026")
    assert 'aria-label="去掉：年度 2026"' in _component("chip", name="年度", value="2026", remove_url="?")


def test_words_of_a_person_are_escaped() -> None:
    assert "&lt;b&gt;" in _component("note_box", text="<b>")


def test_far_pages_are_left_out() -> None:
    assert page_numbers(Paginator(range(1680), 20), 7) == [1, None, 5, 6, 7, 8, 9, None, 84]
    assert page_numbers(Paginator(range(40), 20), 1) == [1, 2]


def test_the_pages_of_a_list_keep_the_filter(rf) -> None:
    request = rf.get("/?kind=town&page=2")
    given = RequestContext(request, {"page": Paginator(range(60), 20).page(2), "unit": "个"})

    page = Template('{% include "components/pagination.html" %}').render(given)

    assert "第 21—40 个，共 60 个" in page
    assert 'href="?kind=town&amp;page=3"' in page
