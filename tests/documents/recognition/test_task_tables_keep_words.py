"""Whatever a task table holds, its words are in a task, in the outline or in a diagnostic: nothing vanishes."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from drawn_tables import tab_tables
from duban.documents.recognition.responsibility import RoleRules
from duban.documents.recognition.tables import TableReading, read_task_tables
from duban.documents.structure.tables import join_grids

HEADER = "类别\t序号\t重点任务\t工作措施\t年度目标\t牵头单位\t完成时限\t备注"
CELLS = (
    st.sampled_from(["", "", "甲类", "（一）乙类", "（1）丙类", "三、丁类", "合计"]),
    st.sampled_from(["", "1", "2", "（1）", "一", "3."]),
    st.sampled_from(["", "修路", "1.架桥；2.挖渠。", "造林：1.备苗；2.栽种。", "四、戊类", "办学。"]),
    st.sampled_from(["", "立项", "一是招标。二是开工。", "1.征地；2.拆迁"]),
    st.sampled_from(["", "新造林800亩", "机制健全", "—"]),
    st.sampled_from(["", "县水务局", "县林业局 县财政局", "同上"]),
    st.sampled_from(["", "年内", "长期坚持", "6月底前"]),
    st.sampled_from(["", "省重点", "无", "/"]),
)
ROWS = st.lists(st.tuples(*CELLS).map("\t".join), min_size=1, max_size=7)
WORDS = (
    "甲类 乙类 丙类 丁类 戊类 修路 架桥 挖渠 造林 备苗 栽种 办学 立项 招标 开工 征地 拆迁 800亩 机制健全 "
    "县水务局 县林业局 县财政局 省重点"
).split()
RUBBISH = st.text("一二（）()1.2、；。 县局镇任务序号单位/牵头共项合计", max_size=9)


def words_of(found: TableReading, text: str) -> str:
    """All that was read, and what the diagnostics point at."""
    said = [text[doubt.source.start : doubt.source.end] for doubt in found.diagnostics if doubt.source]
    for task in found.tasks:
        said += [task.number, *task.path, task.text, task.measures, task.deadline_text]
        said += [*task.leaders, *task.lead, *task.implement, *task.support]
        said += [target.text for target in task.targets]
    said += [item.label + item.title for item in found.outline]
    return "".join("".join(said).split())


def read(rows: list[str]) -> TableReading:
    return read_task_tables(join_grids(tab_tables("\n".join([HEADER, *rows]))), rules=RoleRules(), year=2025)


@settings(deadline=None, max_examples=150)
@given(ROWS)
@example(["\t\t\t\t新造林800亩\t\t\t"])
@example(["\t\t\t立项\t\t\t\t", "\t\t修路\t\t\t县水务局\t\t"])
def test_no_words_vanish(rows):
    found = read(rows)
    if not found.tasks and not found.diagnostics:
        return  # not read as a task table; the document's own check names it
    said = words_of(found, "\n".join([HEADER, *rows]))

    for row in rows:
        assert [word for word in WORDS if word in row and word not in said] == []


@settings(deadline=None, max_examples=100)
@given(st.lists(st.lists(RUBBISH, max_size=7), max_size=8))
def test_nothing_breaks_on_rubbish(rows):
    drawing = "\n".join("\t".join(row) for row in rows)

    read_task_tables(join_grids(tab_tables(drawing)), rules=RoleRules(), year=None)


@settings(deadline=None, max_examples=30)
@given(st.integers(1, 60), st.integers(1, 5))
def test_pages_do_not_change_what_is_read(tasks, per_page):
    rows = [f"\t{number}\t修第{number}条渠\t\t\t县水务局\t年内\t" for number in range(1, tasks + 1)]
    pages = ["\n".join([HEADER, *rows[at : at + per_page]]) for at in range(0, tasks, per_page)]

    found = read_task_tables(join_grids(tab_tables("\n\n".join(pages))), rules=RoleRules(), year=2025)

    assert [(task.number, task.text) for task in found.tasks] == [
        (str(number), f"修第{number}条渠") for number in range(1, tasks + 1)
    ]
