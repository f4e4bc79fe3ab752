"""Every sentence that is generated, over plans of all shapes: no brace left, nothing said of none, no mark doubled."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from duban.apps.bulletins.figures.computing import figures_of
from duban.apps.bulletins.figures.ground import Before, CaseFact, Ground, ReportFact, TaskFact
from duban.apps.bulletins.figures.units import lines_of
from duban.apps.bulletins.writing.annexes import content_of
from duban.apps.bulletins.writing.choosing import SECTIONS, Choices
from duban.apps.bulletins.writing.drafting import text_of, title_of
from duban.apps.dispatch.live.figures import from_kept, kept
from duban.apps.dispatch.live.filling import check_known, told
from duban.apps.dispatch.standing_wordings import STANDING
from duban.rulebook.dispatches import DispatchKind
from duban.rulebook.health import Health

TITLE, TEMPLATE = STANDING[DispatchKind.BULLETIN]
UNITS = {1: "市发展改革局", 2: "市财政局", 3: "{任务总数}局", 4: "a<b>局\n二行"}
CHAPTERS = ((1, "扩大有效投资"), (2, "{章}"), (3, "改善民生"))
_CAME = st.sampled_from(["on_time", "late", "missing", "pending"])
_words = st.text(alphabet="建设{}项目。；，\n1“", max_size=60)


def _task(key: int) -> st.SearchStrategy[TaskFact]:
    return st.builds(
        TaskFact,
        key=st.just(key),
        number=st.sampled_from(["", str(key), "1", "总数", "（一）", "{1}"]),
        text=_words,
        chapter=st.sampled_from([0, 1, 2, 3]),
        health=st.sampled_from(Health),
        is_severe=st.booleans(),
        leads=st.lists(st.sampled_from(sorted(UNITS)), max_size=2, unique=True).map(tuple),
        reason=_words,
    )


_TASKS = st.integers(0, 8).flatmap(lambda count: st.tuples(*(_task(key) for key in range(1, count + 1))))
_REPORTS = st.lists(
    st.builds(
        ReportFact, st.integers(1, 99), st.just(1), st.sampled_from(sorted(UNITS)), _CAME, st.booleans(), st.booleans()
    ),
    max_size=6,
).map(tuple)
_KEYS = st.lists(st.integers(1, 9), max_size=3, unique=True).map(tuple)
_GROUNDS = st.builds(
    Ground,
    plan=st.just(1),
    title=st.sampled_from(["2026年市《政府工作报告》重点任务分工方案", "{方案}"]),
    place=st.just("青泽市"),
    as_of=st.just(date(2026, 4, 13)),
    sequence=st.sampled_from([None, 1, 12]),
    chapters=st.just(CHAPTERS),
    tasks=_TASKS,
    units=st.just(UNITS),
    reports=_REPORTS,
    cases=st.lists(st.builds(CaseFact, st.integers(1, 9), st.just(1), st.booleans(), st.booleans()), max_size=3).map(
        tuple
    ),
    closed=_KEYS,
    closing=_KEYS,
    adjusted=_KEYS,
    adjusting=_KEYS,
    before=st.sampled_from(
        [None, Before("第1轮", {"任务总数": 3, "已完成数": 1, "未达序时数": 2}), Before("第1轮", {})]
    ),
)
_CHOICES = st.builds(
    Choices,
    sections=st.permutations(list(SECTIONS)).flatmap(
        lambda some: st.integers(1, len(some)).map(lambda n: tuple(some[:n]))
    ),
    praised=st.sampled_from([None, frozenset(), frozenset({1, 3})]),
    tasks=st.sampled_from([None, (), (1, 2)]),
)
_OF_NOTHING = re.compile(r"(?<![0-9.])0(项|个单位|件)")


@given(ground=_GROUNDS, choices=_CHOICES)
def test_every_draft_reads_well(ground: Ground, choices: Choices) -> None:
    text = text_of(TEMPLATE, ground, choices)
    figures = figures_of(ground, praised=choices.praised, tasks=choices.tasks or ())
    check_known(text, figures)

    said = told(text, figures)

    assert "{" not in said
    assert "}" not in said
    assert not _OF_NOTHING.search(said)
    assert "。。" not in said
    assert not re.search("[，；、：]。|（）|，，", _without_quotes(said, ground))
    assert all(line.strip() for line in said.split("\n"))


@given(ground=_GROUNDS)
def test_the_shares_and_counts_agree(ground: Ground) -> None:
    figures = figures_of(ground)

    by_word = [figures[f"{word}数"].value for word in ("已完成", "超前", "正常", "未启动", "滞后", "逾期")]
    assert sum(by_word) == figures["任务总数"].value == len(ground.tasks)  # type: ignore[arg-type]
    assert figures["未达序时数"].value == len(ground.lagging)
    assert all(one.value == len(one.rows) for one in figures.values() if isinstance(one.value, int))
    if ground.sequence is not None:
        came = [figures[f"{word}数"].value for word in ("按时", "迟报", "漏报", "未到期")]
        assert sum(came) == figures["应报数"].value  # type: ignore[arg-type]


@given(ground=_GROUNDS)
def test_who_is_praised_is_behind_in_nothing(ground: Ground) -> None:
    assert not [one for one in lines_of(ground) if one.may_be_praised and one.is_behind]


@given(ground=_GROUNDS, choices=_CHOICES)
def test_what_is_kept_is_read_back_the_same(ground: Ground, choices: Choices) -> None:
    figures = figures_of(ground, praised=choices.praised)

    assert from_kept(kept(figures)) == figures
    for annex in content_of(ground, choices).get("annexes", []):
        assert annex["blocks"][0]["rows"]


def test_every_task_has_a_name_of_its_own() -> None:
    tasks = tuple(
        TaskFact(at, number, "建设。", 1, Health.BEHIND, False, (1,))
        for at, number in enumerate(["1", "1", "总数", "2", "2原因", "#1"], 1)
    )

    names = Ground(plan=1, title="方案", place="市", as_of=date(2026, 1, 1), tasks=tasks).names

    assert list(names.values()) == ["#1", "#2", "#3", "2", "#5", "#6"]


def test_a_title_is_one_line_and_fits() -> None:
    ground = Ground(plan=1, title="长" * 300, place="市", as_of=date(2026, 1, 1), sequence=2)

    assert len(title_of(TITLE, ground)) == 200
    day = Ground(plan=1, title="方案", place="市", as_of=date(2026, 1, 1))
    assert title_of(TITLE, day) == "关于方案进展情况的通报"


def _without_quotes(said: str, ground: Ground) -> str:
    """Texts of tasks and reasons are as their writers left them."""
    for task in ground.tasks:
        for words in (task.text, task.reason):
            for piece in re.split(r"[\s{}]+", words):
                said = said.replace(piece, "甲") if len(piece) > 1 else said
    return re.sub("“[^”]*”", "“甲”", said)
