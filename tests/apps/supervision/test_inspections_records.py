"""督查记录: each method by its form, what is restricted, the object's own self-check and the day it is owed by."""

from __future__ import annotations

from datetime import date

import inspection_scene as scene
import pytest
from inspection_scene import AT, days

from duban.apps.audit.models import Event
from duban.apps.outbox.owing import Span
from duban.apps.supervision.actions import inspection_records as actions
from duban.apps.supervision.method_forms import FORMS, checked_particulars
from duban.apps.supervision.models import Inspection, InspectionRecord, SupervisionFile
from duban.apps.supervision.owing.inspections import owed_self_checks
from duban.apps.supervision.queries.inspections import records_for
from duban.rulebook.inspections import Method
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from progress_cast import PICTURE
from supervision_cast import Supervised

SEEN = {"checked": "施工现场", "sample": "3", "failed": "1"}


def record(done: Supervised, row: Inspection, **changes: object) -> InspectionRecord:
    told = {
        "inspection": row,
        "method": Method.ON_SITE,
        "unit": done.units["文旅"],
        "on": date(2026, 9, 1),
        "place": "古城项目工地",
        "particulars": SEEN,
        "text": "塔吊停用，现场无人施工。",
        "at": AT,
        "by": done.city.actor("office"),
    }
    return actions.add_record(**told | changes)


def ask_self_check(done: Supervised, row: Inspection, due: str = "2026-09-08") -> InspectionRecord:
    particulars = {"demand": "对照年度任务逐项自查。", "due": due}
    return record(done, row, method=Method.SELF_CHECK, particulars=particulars, text="")


@pytest.mark.parametrize("method", Method)
def test_every_method_has_its_form(method: Method) -> None:
    given = {one.key: {"day": "2026-09-08", "number": "3"}.get(one.kind, "已写明") for one in FORMS[method]}

    assert checked_particulars(method, {**given, "other": "x"}) == given
    assert len({one.key for one in FORMS[method]}) == len(FORMS[method])


@pytest.mark.parametrize("method", Method)
def test_what_a_form_must_know_is_asked_for(method: Method) -> None:
    with pytest.raises(Invalid) as refused:
        checked_particulars(method, {})

    assert refused.value.field == next(one.key for one in FORMS[method] if one.is_required)


@pytest.mark.parametrize(
    ("particulars", "field"),
    [
        (SEEN | {"sample": "三"}, "sample"),
        (SEEN | {"sample": "٣"}, "sample"),
        (SEEN | {"checked": "长" * 201}, "checked"),
    ],
)
def test_what_does_not_fit_the_form_is_refused(particulars: dict, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_particulars(Method.ON_SITE, particulars)

    assert refused.value.field == field


def test_a_record_keeps_what_its_form_asked_and_its_files(supervised: Supervised) -> None:
    row = record(supervised, scene.start(supervised), files=[("工地.png", PICTURE)])

    assert (row.particulars, row.place) == (SEEN, "古城项目工地")
    assert SupervisionFile.objects.get().record == row
    assert supervised.city.events()[-1] == "inspection.recorded"


def test_the_same_record_sent_twice_is_one(supervised: Supervised) -> None:
    row = scene.start(supervised)

    assert record(supervised, row).pk == record(supervised, row).pk


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"method": Method.UNANNOUNCED}, "先变更方案"),
        ({"on": date(2026, 9, 2)}, "还没有到"),
        ({"on": date(2026, 8, 31)}, "早于督查开始"),
        ({"text": "　"}, "请写情况"),
    ],
)
def test_a_record_keeps_to_the_approved_plan(supervised: Supervised, changes: dict, words: str) -> None:
    with pytest.raises((Conflict, Invalid), match=words):
        record(supervised, scene.start(supervised), **changes)


def test_only_objects_of_the_inspection_are_recorded(supervised: Supervised) -> None:
    with pytest.raises(Invalid, match="不是这次督查的督查对象"):
        record(supervised, scene.start(supervised), unit=supervised.units["财政"])


def test_nothing_is_recorded_before_the_team_goes(supervised: Supervised) -> None:
    with pytest.raises(Conflict, match="督查期间"):
        record(supervised, scene.draft(supervised))


def test_a_restricted_record_is_read_by_the_team_and_the_office_alone(supervised: Supervised) -> None:
    team = [*scene.plan(supervised).members, scene.Member("钱小满（财政局）", supervised.city.accounts["finance"])]
    row = scene.start(supervised, members=team)
    secret, plain = record(supervised, row, is_restricted=True, text="群众反映。"), record(supervised, row)

    def read(who: str) -> list[int]:
        return [one.pk for one in records_for(row, supervised.city.actor(who))]

    assert read("office") == read("finance") == [secret.pk, plain.pk]
    assert read("leader") == [plain.pk]
    assert read("reader") == read("stranger") == read("unit_head") == []


@pytest.mark.parametrize(("who", "answer"), [("office", 200), ("leader", 404), ("reader", 404), ("stranger", 404)])
def test_the_sheet_and_the_file_of_a_restricted_record(supervised: Supervised, who: str, answer: int) -> None:
    row = record(supervised, scene.start(supervised), is_restricted=True, files=[("照片.png", PICTURE)])
    client = supervised.city.client(who)

    assert client.get(f"/supervision/records/{row.pk}/").status_code == answer
    assert client.get(f"/supervision/files/{SupervisionFile.objects.get().pk}/").status_code == answer


def test_the_history_tells_nothing_of_what_was_found(supervised: Supervised) -> None:
    record(supervised, scene.start(supervised), is_restricted=True, text="群众反映拖欠工资。")
    event = Event.objects.order_by("sequence").last()

    assert "督查对象" not in event.after
    assert "拖欠" not in f"{event.after}{event.note}{event.target_name}"


def test_a_stale_record_does_not_overwrite(supervised: Supervised) -> None:
    row, by = record(supervised, scene.start(supervised)), supervised.city.actor("office")
    told = {"unit": row.unit, "on": row.on, "particulars": SEEN, "at": AT, "by": by}
    actions.change_record(record=row, text="塔吊恢复使用。", seen=1, **told)

    with pytest.raises(Conflict, match="已被他人修改"):
        actions.change_record(record=row, text="无人。", seen=1, **told)


def test_an_object_answers_its_self_check_once_with_files(supervised: Supervised) -> None:
    row = ask_self_check(supervised, scene.start(supervised))
    by = supervised.city.actor("stranger")

    said = actions.answer_self_check(
        record=row, text="3个项目中1个停工。", files=[("台账.png", PICTURE)], at=days(2), by=by
    )

    assert (said.text, said.files.count()) == ("3个项目中1个停工。", 1)
    assert said.particulars["answered_by"] == "文远行"
    with pytest.raises(Conflict, match="已经报送"):
        actions.answer_self_check(record=row, text="更正。", at=days(3), by=by)


def test_nobody_else_answers_for_the_object(supervised: Supervised) -> None:
    row = ask_self_check(supervised, scene.start(supervised))

    with pytest.raises(NotAllowed):
        actions.answer_self_check(record=row, text="无。", at=AT, by=supervised.city.actor("liaison"))


def test_a_self_check_is_owed_by_its_day_until_it_is_answered(supervised: Supervised) -> None:
    row = ask_self_check(supervised, scene.start(supervised))
    unit, span = supervised.units["文旅"].pk, Span(date(2026, 9, 1), date(2026, 9, 30))

    owed = list(owed_self_checks([unit], span))
    actions.answer_self_check(record=row, text="已自查。", at=days(2), by=supervised.city.actor("stranger"))
    again = list(owed_self_checks([unit], Span(span.first, span.last, done=True)))

    assert [(one.due, one.unit, one.done_on) for one in owed] == [(date(2026, 9, 8), unit, None)]
    assert list(owed_self_checks([unit], span)) == []
    assert [one.done_on for one in again] == [date(2026, 9, 3)]
    assert list(owed_self_checks([supervised.units["财政"].pk], span)) == []
