"""Creating what the names of a document lack: all of it, as proposed or as changed, once, or nothing."""

from __future__ import annotations

from datetime import date

import pytest

from cast import City
from corpus import corpus_document
from duban.apps.organizations.models import (
    GroupRule,
    Jurisdiction,
    LeadingGroup,
    Level,
    Official,
    Post,
    Unit,
    UnitGroup,
    UnitKind,
)
from duban.apps.plans.actions.names import create_missing_units
from duban.apps.plans.matching import match_names
from duban.apps.plans.matching.missing import Wanted
from duban.apps.plans.models import DraftName, MatchedBy, NameKind, PlanImport, PlanImportState, SourceFile
from duban.apps.plans.queries.names import open_names, seen_names, wanted_by_default
from duban.rulebook.actors import SYSTEM, Actor
from duban.rulebook.refusals import Conflict
from plan_cast import Plans

TODAY = date(2026, 3, 2)


def names(plans: Plans, *words: str, kind: NameKind = NameKind.UNIT) -> list[DraftName]:
    """Open names, the first the most frequent."""
    rows = [DraftName(plan_import=plans.review, kind=kind, name=one, count=99 - at) for at, one in enumerate(words)]
    return DraftName.objects.bulk_create(rows)


def create(plans: Plans, rows: list[DraftName], *, by: Actor | None = None, **values: object) -> dict[str, int]:
    given = {"plan_import": plans.review, "names": rows, "on": TODAY, "by": by or plans.city.actor("office")}
    return create_missing_units(**(given | values))


def meant(rows: list[DraftName]) -> list[str]:
    for row in rows:
        row.refresh_from_db()
    return [str(row.unit or row.unit_group or row.get_matched_by_display()) for row in rows]


def test_spellings_of_one_unit_make_one_with_each_as_its_name(plans: Plans) -> None:
    rows = names(plans, "市商务局", "商务局", "市住房和城乡建设局", "市住房城乡建设局")

    assert create(plans, rows) == {"单位": 2}

    assert meant(rows) == ["青泽市商务局"] * 2 + ["青泽市住房和城乡建设局"] * 2
    unit = Unit.objects.get(name="青泽市商务局")
    assert set(unit.names.values_list("name", flat=True)) == {"青泽市商务局", "市商务局", "商务局"}
    assert plans.city.events() == ["unit.created", "unit.created", "plan_import.names_created"]


def test_names_that_only_look_alike_are_not_made_one_silently(plans: Plans) -> None:
    rows = names(plans, "市科学技术局", "市科学技术委员会")

    assert create(plans, rows) == {"单位": 1}

    assert meant(rows) == ["青泽市科学技术局", "未对应"]


def test_a_person_says_that_two_names_are_one_unit(plans: Plans) -> None:
    rows = names(plans, "市科学技术局", "市科学技术委员会")

    create(plans, rows, wanted={rows[1].pk: Wanted(f"same:{rows[0].pk}")})

    assert meant(rows) == ["青泽市科学技术局"] * 2


def test_a_name_like_one_on_record_waits_for_a_word(plans: Plans) -> None:
    rows = names(plans, "市文化和旅游局")
    proposed = wanted_by_default(plans.review, rows)

    assert proposed[rows[0].pk].choice == "later"
    assert proposed[rows[0].pk].others == ((f"is:{plans.city.units['文旅'].pk}", "就是“青泽市文化广电旅游局”"),)
    create(plans, rows, wanted={rows[0].pk: Wanted(proposed[rows[0].pk].others[0][0])})
    assert meant(rows) == ["青泽市文化广电旅游局"]
    assert plans.city.units["文旅"].names.filter(name="市文化和旅游局").exists()


def test_collective_names_become_groups_by_their_rule(plans: Plans) -> None:
    plans.review.names.all().delete()
    rows = names(plans, "市直各部门", "各部门", "各镇（街）", "市直有关单位", "市双拥工作领导小组成员单位")

    create(plans, rows)

    assert meant(rows) == ["市直各部门", "市直各部门", "各镇（街）", "只留文字", "市双拥工作领导小组成员单位"]
    rules = dict(UnitGroup.objects.exclude(pk=plans.counties.pk).values_list("name", "rule"))
    assert rules == {
        "市直各部门": GroupRule.DEPARTMENTS,
        "各镇（街）": GroupRule.TOWN_GOVERNMENTS,
        "市双拥工作领导小组成员单位": GroupRule.LEADING_GROUP,
    }
    assert LeadingGroup.objects.get().name == "青泽市双拥工作领导小组"


def test_a_place_not_on_record_is_created_with_its_government(plans: Plans) -> None:
    rows = names(plans, "望江县政府")

    assert "还没有行政区“望江县”" in wanted_by_default(plans.review, rows)[rows[0].pk].note
    assert create(plans, rows) == {"单位": 1, "行政区": 1}
    assert Unit.objects.get(name="望江县人民政府").jurisdiction.parent == plans.place


def test_the_government_of_a_place_on_record_is_created_there(plans: Plans) -> None:
    place = Jurisdiction.objects.create(name="望江县", level=Level.COUNTY, parent=plans.place)
    rows = names(plans, "望江县政府")

    create(plans, rows)

    assert Unit.objects.get(name="望江县人民政府").jurisdiction == place


def test_leaders_get_seats_in_the_government(plans: Plans) -> None:
    rows = names(plans, "苏见山", "祁连雪", "各副市长", kind=NameKind.LEADER)

    assert create(plans, rows) == {"领导": 2}

    assert sorted(Post.objects.filter(title="副市长").values_list("seat", flat=True)) == [1, 2]
    assert [row.posts.count() for row in rows] == [1, 1, 0]


def test_one_refusal_undoes_everything_and_says_which_name(plans: Plans) -> None:
    rows = names(plans, "市商务局", "市水务局")
    wanted = {rows[1].pk: Wanted("unit:department", "青泽市财政局")}

    with pytest.raises(Conflict, match="“市水务局”：“青泽市财政局”已是"):
        create(plans, rows, wanted=wanted)

    assert not Unit.objects.filter(name="青泽市商务局").exists()
    assert plans.city.events() == []


def test_a_page_sent_twice_creates_once(plans: Plans) -> None:
    rows = names(plans, "市商务局")
    seen = seen_names(open_names(plans.review))
    create(plans, rows, seen=seen)

    with pytest.raises(Conflict, match="已被他人修改"):
        create(plans, rows, seen=seen)
    assert create(plans, rows) == {}

    assert Unit.objects.filter(name="青泽市商务局").count() == 1


def test_two_names_that_are_each_the_other_are_refused(plans: Plans) -> None:
    rows = names(plans, "市商务局", "市水务局")
    circle = {rows[0].pk: Wanted(f"same:{rows[1].pk}"), rows[1].pk: Wanted(f"same:{rows[0].pk}")}

    with pytest.raises(Conflict, match="互为同一单位"):
        create(plans, rows, wanted=circle)


@pytest.mark.parametrize(
    ("number", "document", "place", "level", "open_left"),
    [("000", None, "云浮市", Level.CITY, {"各副市长"}), ("002", None, "新兴县", Level.COUNTY, set())],
)
def test_an_empty_directory_is_filled_from_a_real_plan(
    city: City, number: str, document: str | None, place: str, level: Level, open_left: set[str]
) -> None:
    plan = corpus_document(number, document)
    review = _import(city, Jurisdiction.objects.create(name=place, level=level))
    units = {name for task in plan.tasks for name in (*task.lead, *task.implement, *task.support)}
    leaders = {name for task in plan.tasks for name in task.leaders}
    for kind, printed in ((NameKind.UNIT, units), (NameKind.LEADER, leaders)):
        DraftName.objects.bulk_create([DraftName(plan_import=review, kind=kind, name=name) for name in printed])
    rows = list(open_names(review))

    create_missing_units(plan_import=review, names=rows, on=TODAY, by=SYSTEM)

    left = set(open_names(review).values_list("name", flat=True))
    doubtful = {row.name for row in rows if wanted_by_default(review, rows)[row.pk].others}
    assert left - doubtful == open_left
    kinds = Unit.objects.filter(jurisdiction__path__startswith=review.source.jurisdiction.path)
    assert kinds.filter(kind=UnitKind.OTHER).count() < len(units) / 5
    assert Official.objects.filter(jurisdiction=review.source.jurisdiction).count() == len(leaders - open_left)


def test_what_one_plan_made_is_found_by_the_next(city: City) -> None:
    review = _import(city, city.places["青泽市"])
    rows = [
        DraftName.objects.create(plan_import=review, kind=NameKind.UNIT, name=words)
        for words in ("市委宣传部", "团市委", "市府办（金融办）", "市安委会各成员单位", "各地")
    ]
    match_names(review)
    create_missing_units(
        plan_import=review,
        names=open_names(review),
        on=TODAY,
        by=city.actor("office"),
        wanted={rows[2].pk: Wanted(f"is:{city.units['市政府办'].pk}")},
    )
    later = _import(city, city.places["青泽市"], digest="3" * 64)
    for row in rows:
        DraftName.objects.create(plan_import=later, kind=NameKind.UNIT, name=row.name)

    match_names(later)

    assert [row.matched_by for row in later.names.all()] == [MatchedBy.RECORD] * len(rows)


def _import(city: City, place: Jurisdiction, digest: str = "1" * 64) -> PlanImport:
    source = SourceFile.objects.create(
        jurisdiction=place, account=city.accounts["office"], name="方案.txt", size=1, digest=digest
    )
    return PlanImport.objects.create(
        source=source, account=city.accounts["office"], state=PlanImportState.REVIEWING, title="分工方案"
    )
