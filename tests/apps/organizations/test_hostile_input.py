"""What no form of ours sends: it is refused with a reason, and is never a defect."""

from __future__ import annotations

from datetime import date

import pytest

from apps.organizations.personnel_scene import Scene
from cast import City
from duban.apps.organizations.actions.jurisdictions import create_jurisdiction
from duban.apps.organizations.actions.posts import create_post
from duban.apps.organizations.actions.unit_names import add_unit_name, rename_unit
from duban.apps.organizations.actions.units import create_unit
from duban.apps.organizations.models import DirectoryImport, Level, Unit, UnitKind, UnitName, UnitNameKind
from duban.apps.organizations.models.imports import ImportState
from duban.apps.organizations.workbook.columns import PEOPLE, UNITS
from duban.apps.organizations.workbook.values import Unfit, understood
from duban.rulebook.actors import SYSTEM
from duban.rulebook.refusals import Invalid

TODAY = date(2026, 4, 10)
GROWS = "㍿" * 60  # each of these becomes 株式会社 when a name is tidied
NOTICE = """青泽市人民政府关于周明远等同志职务任免的通知
青政人〔2026〕3号
　　任命周明远为青泽市财政事务局副局长。
青泽市人民政府
2026年3月2日
"""


@pytest.mark.parametrize("word", ["a\x00b", "\x00"])
def test_a_control_character_names_nothing(city: City, word: str) -> None:
    browser = city.client("office")

    assert browser.get("/organizations/suggest/unit/", {"q": word}).status_code == 200
    assert browser.get("/search/", {"q": word}).status_code == 200


def test_a_page_number_of_five_thousand_digits_is_no_page(city: City) -> None:
    row = DirectoryImport.objects.create(
        jurisdiction=city.places["青泽市"],
        account=city.accounts["office"],
        file_name="单位.xlsx",
        file_digest="0" * 64,
        state=ImportState.FAULTY,
        problems=[["单位", 2, "名称", "没有填写", ""]],
    )

    answer = city.client("office").get(f"/organizations/imports/{row.pk}/", {"page": "9" * 5000})

    assert answer.status_code == 200


@pytest.mark.parametrize("answer", ["unit:" + "9" * 5000, "person:" + "9" * 5000, "same:a\x00", "same:" + "长" * 101])
def test_an_answer_that_was_not_offered_is_refused(city: City, answer: str) -> None:
    scene = Scene(city, NOTICE)
    [question] = scene.questions()
    address = f"/organizations/personnel/{scene.row.pk}/answer/"

    response = city.client("office").post(address, {question.name: answer})

    assert response.status_code == 400
    assert "没有这个答案" in response.content.decode()


def test_a_name_that_grows_when_it_is_tidied_is_refused(city: City) -> None:
    unit = city.units["财政"]
    with pytest.raises(Invalid, match="名称太长：240 个字，最多 100 个字"):
        create_unit(jurisdiction=city.places["青泽市"], name=GROWS, kind=UnitKind.OTHER, by=SYSTEM)
    with pytest.raises(Invalid, match="太长"):
        rename_unit(unit=unit, name=GROWS, since=TODAY, on=TODAY, by=SYSTEM)
    with pytest.raises(Invalid, match="太长"):
        add_unit_name(unit=unit, name=GROWS, kind=UnitNameKind.SHORT, by=SYSTEM)
    with pytest.raises(Invalid, match="太长"):
        create_jurisdiction(parent=city.places["青泽市"], name=GROWS, level=Level.COUNTY, by=SYSTEM)

    unit.refresh_from_db()
    assert unit.name == "青泽市财政局"


def test_a_short_name_as_long_as_the_whole_field_is_refused(city: City) -> None:
    form = {"jurisdiction": city.places["青泽市"].pk, "name": "青泽市数据局", "kind": "department"}

    page = city.client("office").post("/organizations/units/create/", form | {"short_names": "数" * 300})

    assert "最多 100 个字" in page.content.decode()
    assert not Unit.objects.filter(name="青泽市数据局").exists()
    assert not UnitName.objects.filter(name__startswith="数数").exists()


def test_a_title_a_document_makes_too_long_is_refused(city: City) -> None:
    with pytest.raises(Invalid, match="职务太长：61 个字，最多 60 个字"):
        create_post(unit=city.units["财政"], title="长" * 61, by=SYSTEM)


@pytest.mark.parametrize(
    ("sheet", "heading", "text", "reason"),
    [
        (UNITS, "单位名称", GROWS, "太长：240 个字"),
        (UNITS, "简称/别名", "局" * 101, "最多 100 个字"),
        (PEOPLE, "席位", "40000", "0 到 999 的整数"),
        (UNITS, "排序", "九", "整数"),
    ],
)
def test_a_cell_the_database_could_not_hold_is_told(sheet: type, heading: str, text: str, reason: str) -> None:
    column = sheet.column(heading)

    with pytest.raises(Unfit, match=reason):
        understood(text, column)
