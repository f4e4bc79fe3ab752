"""Which tasks of a corrected version are which of the plan, and what differs in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from time import perf_counter

from duban.apps.plans.comparing.changes import Comparison, compare
from duban.apps.plans.comparing.sides import Named, PlanSide, TargetSide, TaskSide
from duban.apps.plans.comparing.words import pieces

HEADER = (("标题", "2026年重点任务"), ("文号", "青府〔2026〕6号"))
TEXTS = (
    "新开工重点项目60个以上，完成固定资产投资180亿元。",
    "盘活存量资产，处置闲置土地300亩。",
    "新增公办学位2000个，新建幼儿园3所。",
    "改造老旧小区25个，惠及居民4000户。",
)
LAND = TargetSide("处置闲置土地300亩", "处置闲置土地", "=", Decimal(300), None, "亩", None)


def task(
    key: int, text: str, *, number: str = "", path: tuple[str, ...] = ("一、发展",), lead: str = "市财政局"
) -> TaskSide:
    unit = Named(lead, unit=sum(map(ord, lead)))
    return TaskSide(key, path, number or str(key % 100), text, "", (), (unit,), (), (), (), None, "")


def plan(*tasks: TaskSide, rounds: tuple[date, ...] = ()) -> PlanSide:
    return PlanSide(HEADER, rounds, tasks)


OLD = plan(*(task(key, text) for key, text in enumerate(TEXTS, 1)))
NEW = plan(*(task(100 + key, text) for key, text in enumerate(TEXTS, 1)))


def with_task(side: PlanSide, at: int, **values: object) -> PlanSide:
    tasks = list(side.tasks)
    tasks[at] = replace(tasks[at], **values)  # type: ignore[arg-type]
    return replace(side, tasks=tuple(tasks))


def labels(found: Comparison) -> list[list[str]]:
    return [[change.label for change in (*pair.changes, *pair.moves)] for pair in found.pairs]


def test_the_same_plan_again_changes_nothing() -> None:
    assert compare(OLD, NEW).changes_nothing


def test_a_rewritten_clause_is_the_same_task_changed() -> None:
    found = compare(OLD, with_task(NEW, 1, text="盘活存量资产，处置闲置土地500亩，收回低效用地100亩。"))

    assert labels(found) == [[], ["任务内容"], [], []]


def test_lines_broken_elsewhere_are_no_change() -> None:
    assert compare(OLD, with_task(NEW, 1, text="盘活存量资产，\n处置闲置土地 300亩。")).changes_nothing


def test_another_task_in_its_place_is_one_dropped_and_one_added() -> None:
    found = compare(OLD, with_task(NEW, 1, text="举办第三届文化旅游节。"))

    assert ([one.key for one in found.dropped], [one.key for one in found.added]) == ([2], [102])


def test_a_task_inserted_moves_the_numbers_behind_it() -> None:
    new = plan(NEW.tasks[0], task(150, "举办第三届文化旅游节。", number="2"), replace(NEW.tasks[1], number="3"))

    assert [[change.after for change in pair.moves] for pair in compare(OLD, new).moved] == [["3"]]


def test_another_chapter_is_a_move() -> None:
    found = compare(OLD, with_task(NEW, 2, path=("二、民生",)))

    assert [(pair.old.key, pair.moves[0].after) for pair in found.moved] == [(3, "二、民生")]


def test_two_spellings_of_one_unit_are_no_change() -> None:
    unit = NEW.tasks[0].lead[0].unit

    assert compare(OLD, with_task(NEW, 0, lead=(Named("财政局", unit=unit),))).changes_nothing


def test_the_same_words_for_another_unit_say_whom_they_mean() -> None:
    found = compare(OLD, with_task(NEW, 0, lead=(Named("市财政局", unit=5, means="青泽市财政金融局"),)))

    assert found.changed[0].changes[0].after == "市财政局（青泽市财政金融局）"


def test_words_that_are_now_a_unit_are_a_change() -> None:
    old = with_task(OLD, 0, lead=(Named("市金融局"),))

    found = compare(old, with_task(NEW, 0, lead=(Named("市金融局", unit=7, means="青泽市金融工作局"),)))

    assert [(c.before, c.after) for c in found.changed[0].changes] == [
        ("市金融局（只留文字）", "市金融局（青泽市金融工作局）")
    ]


def test_a_figure_that_changed_in_the_same_words_is_said() -> None:
    found = compare(with_task(OLD, 1, targets=(LAND,)), with_task(NEW, 1, targets=(replace(LAND, value=Decimal(350)),)))

    assert found.changed[0].changes[0].after == "处置闲置土地300亩（处置闲置土地=350亩）"


def test_a_deadline_is_said_as_a_day() -> None:
    found = compare(OLD, with_task(NEW, 0, deadline=date(2026, 6, 30)))

    assert [(c.label, c.before, c.after) for c in found.changed[0].changes] == [("完成时限", "", "2026年6月30日")]


def test_what_a_key_says_goes_before_what_words_say() -> None:
    found = compare(OLD, with_task(NEW, 0, text=TEXTS[1] + "再加一句", continues=1))

    assert found.pairs[0].old.key == 1


def test_two_drafts_of_one_key_are_one_match() -> None:
    new = plan(replace(NEW.tasks[0], continues=1), replace(NEW.tasks[1], text="完全不同的一件事。", continues=1))

    assert [(pair.old.key, pair.new.key) for pair in compare(OLD, new).pairs] == [(1, 101)]


def test_what_a_person_said_is_not_the_same_is_not() -> None:
    found = compare(OLD, NEW, apart={(102, 2)})

    assert ([one.key for one in found.dropped], [one.key for one in found.added]) == ([2], [102])


def test_a_settled_task_is_neither_changed_nor_dropped() -> None:
    old = with_task(with_task(OLD, 0, settled="办结"), 1, settled="终止")
    new = plan(replace(NEW.tasks[0], number="9"), *NEW.tasks[2:])

    assert compare(old, new).changes_nothing


def test_what_the_correction_does_not_say_of_the_head_is_no_change() -> None:
    new = replace(NEW, header=(("标题", "2026年重点任务（修订）"), ("文号", "")))

    assert [(change.label, change.after) for change in compare(OLD, new).header] == [("标题", "2026年重点任务（修订）")]


def test_rounds_are_compared_by_their_days() -> None:
    april, july, october = (date(2026, month, 10) for month in (4, 7, 10))

    found = compare(plan(rounds=(april, july)), plan(rounds=(july, october)))

    assert (found.new_rounds, found.dropped_rounds) == ([october], [april])


def test_a_correction_without_dates_keeps_the_rounds() -> None:
    assert compare(plan(rounds=(date(2026, 4, 10),)), plan()).changes_nothing


def test_a_dropped_task_waits_for_a_decision() -> None:
    new = plan(*NEW.tasks[:3])

    assert ([one.key for one in compare(OLD, new).undecided], compare(OLD, new, decided={4: "keep"}).undecided) == (
        [4],
        [],
    )


def test_the_token_changes_with_either_side_and_with_decisions() -> None:
    shown = [
        compare(OLD, NEW),
        compare(with_task(OLD, 0, text="甲"), NEW),
        compare(OLD, with_task(NEW, 0, text="乙")),
        compare(OLD, NEW, apart={(102, 2)}),
        compare(OLD, plan(*NEW.tasks[:3])),
        compare(OLD, plan(*NEW.tasks[:3]), decided={4: "keep"}),
    ]

    assert len({one.token() for one in shown}) == len(shown)


def test_changed_words_are_marked_on_both_sides() -> None:
    before, after = pieces("新开工项目60个以上", "新开工项目80个")

    assert ([p.text for p in before if p.changed], [p.text for p in after if p.changed]) == (["60", "以上"], ["80"])


def test_the_pieces_make_the_whole_text() -> None:
    before, after = pieces(TEXTS[0], TEXTS[1])

    assert ("".join(p.text for p in before), "".join(p.text for p in after)) == TEXTS[:2]


def test_texts_too_long_are_shown_as_changed_whole() -> None:
    assert len(pieces("甲" * 3000, "乙" * 3000)[0]) == 1


def test_two_thousand_tasks_are_compared_in_a_few_seconds() -> None:
    old = plan(*(task(key, f"第{key}项：完成{key * 7}个项目，{TEXTS[key % 4]}") for key in range(2000)))
    new = plan(*(task(10_000 + key, f"第{key}项：完成{key * 7 + 1}个项目，{TEXTS[key % 4]}") for key in range(2000)))

    begun = perf_counter()
    compare(old, new)

    assert perf_counter() - begun < 10
