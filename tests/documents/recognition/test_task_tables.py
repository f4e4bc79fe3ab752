"""Task tables in the shapes that cities, counties and offices draw them: rows become tasks."""

import re
from datetime import date
from decimal import Decimal

import pytest

from drawn_tables import drawn, source_of, tab_tables
from duban.documents.blocks import Table
from duban.documents.model import TaskDraft
from duban.documents.recognition.responsibility import RoleRules
from duban.documents.recognition.tables import TableReading, has_tasks, read_task_tables
from duban.documents.structure.tables import join_grids, read_grid


def reading(*tables: Table, rules: RoleRules | None = None, above: tuple[tuple[str, ...], ...] = ()) -> TableReading:
    return read_task_tables(join_grids(tables), rules=rules or RoleRules(), year=2025, above=above)


def tasks(drawing: str) -> tuple[TaskDraft, ...]:
    return reading(drawn(drawing)).tasks


def brief(drawing: str) -> list[tuple[str, str]]:
    return [(task.number, task.text) for task in tasks(drawing)]


def codes(drawing: str) -> list[str]:
    return [diagnostic.code for diagnostic in reading(drawn(drawing)).diagnostics]


def test_every_column_of_a_full_table_is_read():
    (task,) = tasks(
        "序号|重点任务|工作措施|责任领导|牵头单位|责任单位|完成时限\n"
        "1|建成青泽湖引水工程|1.上半年完成招标；\\n2.年底前通水。|张三丰\\n李四光|县水务局|县财政局、云栖镇政府|2025年11月底前"
    )

    assert (task.number, task.path, task.text) == ("1", (), "建成青泽湖引水工程")
    assert task.measures == "1.上半年完成招标；\n2.年底前通水。"
    assert task.leaders == ("张三丰", "李四光")
    assert (task.lead, task.implement, task.support) == (("县水务局",), (), ("县财政局", "云栖镇政府"))
    assert (task.deadline, task.deadline_text) == (date(2025, 11, 30), "2025年11月底前")


@pytest.mark.parametrize(
    "drawing",
    [
        "序号|重点任务|牵头单位|配合单位\n1|修通环城路|县交通运输局|县财政局",
        "编号|工作任务|主办单位|协办单位\n1|修通环城路|县交通运输局|县财政局",
        "牵头部门|配合部门|任务内容|序号\n县交通运输局|县财政局|修通环城路|1",
        "序号|工作内容|责任单位|<\n^|^|牵头单位|配合单位\n1|修通环城路|县交通运输局|县财政局",
        "临川县2025年任务表|<|<|<\n序号|工作事项|主责部门|参与单位\n1|修通环城路|县交通运输局|县财政局",
        "任务|牵头单位|责任单位\n1.修通环城路|县交通运输局|县财政局",
        "任务|牵头单位|责任单位\n（1）修通环城路|县交通运输局|县财政局",
        "序 号|重点\\n任务|牵头\\n单位|相关责任\\n单位\n1．|修通环\\n城路|县交通运输局|县财政局",
        "序号|重点任务|牵头和配合单位\n1|修通环城路|县交通运输局牵头，县财政局配合",
        "序号|重点任务|责任单位\n1|修通环城路|县交通运输局牵头，县财政局配合",
        "序号|民生实事|部门分工\n1|修通环城路|牵头单位：县交通运输局；配合单位：县财政局",
        "序号|重点任务|牵头单位|责任单位\n1|1.修通环城路|县交通运输局|县财政局",
        "序号|重点任务\n1|修通环城路（县交通运输局牵头，县财政局配合）",
    ],
)
def test_the_same_task_in_many_tables(drawing):
    (task,) = tasks(drawing)

    assert (task.number, task.text) == ("1", "修通环城路")
    assert (task.lead, task.support) == (("县交通运输局",), ("县财政局",))


def test_a_merged_category_is_the_path_of_its_tasks():
    found = reading(
        drawn("类别|序号|任务|牵头单位\n一、城市建设|1|修路|县交通运输局\n^|2|架桥|县水务局\n二、民生|3|办学|县教育局")
    )

    assert [task.path for task in found.tasks] == [("一、城市建设",), ("一、城市建设",), ("二、民生",)]
    assert [(item.level, item.label, item.title) for item in found.outline] == [
        (1, "一、", "城市建设"),
        (1, "二、", "民生"),
    ]


def test_a_category_repeated_in_every_row_is_one_heading():
    found = reading(
        drawn("领域|工作|任务|责任单位\n城建|道路|修路|县水务局\n城建|道路|架桥|县水务局\n民生|学校|办学|县教育局")
    )

    assert [item.title for item in found.outline if item.level == 1] == ["城建", "民生"]


def test_a_chapter_in_its_own_row_and_groups_in_a_column():
    found = reading(
        drawn(
            "类别|序号|任务|责任单位\n一、强产业|<|<|<\n（一）招商|1|引进企业|县商务局\n^|2|办好展会|县商务局\n"
            "（二）园区|3|修路|县交通运输局\n二、惠民生|<|<|<\n（一）教育|4|办学|县教育局"
        )
    )

    assert [task.path for task in found.tasks] == [
        ("一、强产业", "（一）招商"), ("一、强产业", "（一）招商"),
        ("一、强产业", "（二）园区"), ("二、惠民生", "（一）教育"),
    ]  # fmt: skip
    assert [item.level for item in found.outline] == [1, 2, 2, 1, 2]


def test_chapters_and_groups_both_in_rows_of_their_own():
    found = reading(
        drawn(
            "序号|任务|责任单位\n一、强产业|<|<\n（一）招商|<|<\n1|引进企业|县商务局\n（二）园区|<|<\n2|修路|县交通运输局\n"
            "二、惠民生|<|<\n3|办学|县教育局"
        )
    )

    assert [task.path for task in found.tasks] == [
        ("一、强产业", "（一）招商"), ("一、强产业", "（二）园区"), ("二、惠民生",),
    ]  # fmt: skip


def test_a_chapter_with_a_chinese_number_in_the_number_column():
    found = reading(
        drawn("序号|任务|责任单位\n一|产业发展|\n1|修路|县水务局\n2|架桥|县水务局\n二|民生|\n1|办学|县教育局")
    )

    assert [(task.number, task.path) for task in found.tasks] == [
        ("1", ("一、产业发展",)), ("2", ("一、产业发展",)), ("1", ("二、民生",)),
    ]  # fmt: skip


def test_a_heading_without_number_over_the_whole_width():
    found = reading(drawn("序号|任务|责任单位\n产业发展类|<|<\n1|修路|县水务局\n民生保障类|<|<\n2|办学|县教育局"))

    assert [task.path for task in found.tasks] == [("产业发展类",), ("民生保障类",)]


def test_tasks_of_two_levels():
    found = tasks(
        "一级任务|二级任务|牵头单位\n优化环境|压缩开办时间|县市场监管局\n^|减少证明|县司法局\n稳就业|办招聘会|县人社局"
    )

    assert [(task.path, task.text) for task in found] == [
        (("优化环境",), "压缩开办时间"), (("优化环境",), "减少证明"), (("稳就业",), "办招聘会"),
    ]  # fmt: skip


def test_targets_of_two_ranks_are_the_path_of_the_tasks_below():
    (first, second) = tasks(
        "一级目标|二级目标|三级任务|牵头单位\n强产业|招商|引进企业|县商务局\n^|园区|修通道路|县水务局"
    )

    assert (first.path, first.text, first.measures) == (("强产业", "招商"), "引进企业", "")
    assert second.path == ("强产业", "园区")


def test_the_unit_s_own_person_is_no_leader_beside_one():
    (task,) = tasks("序号|任务|县级领导|责任单位|责任人\n1|修路|张三|县水务局|王五")

    assert (task.leaders, task.measures) == (("张三",), "责任人：王五")


def test_the_quarters_of_a_schedule_keep_their_headings():
    (task,) = tasks("序号|任务|进度安排|<|责任单位\n^|^|一季度|二季度|^\n1|修路|立项|开工|县水务局")

    assert task.measures == "一季度：立项\n二季度：开工"


def test_a_numbered_title_over_tasks_with_lower_numbers_is_a_heading():
    found = tasks(
        "序号|任务|责任单位\n1|园区建设|\n（1）|修路|县水务局\n（2）|架桥|县水务局\n2|民生|\n（1）|办学|县教育局"
    )

    assert [(task.number, task.path) for task in found] == [
        ("1", ("1.园区建设",)), ("2", ("1.园区建设",)), ("1", ("2.民生",)),
    ]  # fmt: skip


def test_two_number_columns():
    found = tasks(
        "序号|大项|序号|具体任务|责任单位\n1|产业|1|招商|县商务局\n^|^|2|办会|县工信局\n2|民生|3|办学|县教育局\n^|^|4|建院|县卫健局"
    )

    assert [(task.number, task.path) for task in found] == [
        ("1", ("1.产业",)), ("2", ("1.产业",)), ("3", ("2.民生",)), ("4", ("2.民生",)),
    ]  # fmt: skip


def test_measures_with_units_of_their_own_are_tasks_under_the_merged_one():
    found = tasks(
        "序号|重点任务|具体举措|责任单位\n1|优化环境|压缩时间|县市场监管局\n^|^|减少证明|县司法局\n^|^|上门服务|县政务局"
    )

    assert [(task.path, task.text) for task in found] == [
        (("1.优化环境",), "压缩时间"), (("1.优化环境",), "减少证明"), (("1.优化环境",), "上门服务"),
    ]  # fmt: skip


def test_measures_under_merged_units_are_measures_of_one_task():
    (first, second) = tasks(
        "序号|重点任务|具体举措|责任单位\n1|优化环境|压缩时间。|县市场监管局\n^|^|减少证明。|^\n2|稳就业|办招聘会。|县人社局\n^|^|送岗位下乡。|^"
    )

    assert (first.text, first.measures) == ("优化环境", "压缩时间。\n减少证明。")
    assert (second.number, second.measures) == ("2", "办招聘会。\n送岗位下乡。")


def test_tasks_share_merged_units_and_nothing_else():
    found = tasks("序号|任务|牵头单位\n1|修路|县交通运输局\n2|架桥|^\n3|挖渠|")

    assert [task.lead for task in found] == [("县交通运输局",), ("县交通运输局",), ()]


def test_numbered_items_without_number_column_are_tasks_with_the_same_units():
    found = tasks("任务|牵头单位\n1.修路；\\n2.架桥；\\n3.挖渠。|县交通运输局\n4.造林|县林业局")

    assert [(task.number, task.text, task.lead) for task in found] == [
        ("1", "修路；", ("县交通运输局",)), ("2", "架桥；", ("县交通运输局",)),
        ("3", "挖渠。", ("县交通运输局",)), ("4", "造林", ("县林业局",)),
    ]  # fmt: skip


def test_items_and_their_units_are_paired():
    found = tasks("任务|牵头单位\n1.修路；\\n2.架桥。|1.县交通运输局\\n2.县水务局")

    assert [task.lead for task in found] == [("县交通运输局",), ("县水务局",)]


def test_numbered_items_under_one_number_are_the_measures_of_one_task():
    (task,) = tasks("序号|任务|责任单位\n7|推进园区建设：\\n1.引进企业；\\n2.修通道路。|县发展改革局")

    assert (task.number, task.text, task.measures) == ("7", "推进园区建设：", "1.引进企业；\n2.修通道路。")


def test_a_cell_of_nothing_but_items_under_one_number_keeps_them_all():
    (task,) = tasks("序号|任务|责任单位\n7|1.引进企业；\\n2.修通道路。|县发展改革局")

    assert (task.number, task.text) == ("7", "1.引进企业；2.修通道路。")


def test_the_target_column_gives_targets_due_in_its_year():
    (task,) = tasks("序号|任务|2026年目标|责任单位\n1|推进造林|新造林800亩|县林业局")

    (target,) = task.targets
    assert (target.value, target.unit, target.due) == (Decimal(800), "亩", date(2026, 12, 31))
    assert task.measures == ""


def test_a_target_column_that_targets_do_not_hold_stays_among_the_measures():
    (task,) = tasks("序号|任务|年度目标|责任单位\n1|推进造林|机制更加健全，新造林800亩|县林业局")

    assert task.measures == "年度目标：机制更加健全，新造林800亩"
    assert len(task.targets) == 1


def test_the_source_of_a_target_is_its_words_in_the_cell():
    table = drawn("序号|任务|责任单位\n1|抓好绿化，新造林800 亩以上|县林业局")
    (task,) = reading(table).tasks

    place = task.targets[0].source
    assert place is not None
    assert re.sub(r"\s", "", source_of(table)[place.start : place.end]).endswith("800亩以上")


def test_a_deadline_in_the_text_is_taken_when_no_column_has_one():
    (task,) = tasks("序号|任务|责任单位\n1|6月底前建成云栖湖大桥|县交通运输局")

    assert task.deadline == date(2025, 6, 30)


def test_other_columns_keep_their_words_among_the_measures():
    (task,) = tasks("序号|项目名称|总投资（万元）|责任单位|备注|审核\n1|修通环城公路|5000|县交通运输局|省重点|—")

    assert task.measures == "总投资（万元）：5000\n备注：省重点"


def test_units_without_roles_are_a_doubt():
    (task,) = tasks("序号|任务|责任单位\n3|修路|县交通运输局、县财政局")

    assert (task.lead, task.implement) == ((), ("县交通运输局", "县财政局"))
    assert codes("序号|任务|责任单位\n3|修路|县交通运输局、县财政局") == ["roles-undivided"]


def test_the_document_may_say_that_the_first_leads():
    found = reading(drawn("序号|任务|责任单位\n1|修路|县水务局、县财政局"), rules=RoleRules(first_leads=True))

    assert (found.tasks[0].lead, found.tasks[0].support) == (("县水务局",), ("县财政局",))
    assert found.diagnostics == ()


def test_a_total_and_a_note_are_named_and_no_tasks():
    drawing = "序号|任务|牵头单位\n1|修路|县水务局\n合计|1项|\n注：本表由县府办解释。|<|<"

    assert brief(drawing) == [("1", "修路")]
    assert codes(drawing) == ["unplaced-text", "unplaced-text"]


def test_same_as_above_repeats_the_units():
    assert [task.lead for task in tasks("序号|任务|牵头单位\n1|修路|县水务局\n2|架桥|同上")] == [("县水务局",)] * 2


def test_empty_rows_are_dropped():
    assert brief("序号|任务|牵头单位\n1|修路|县水务局\n||\n2|架桥|县水务局") == [("1", "修路"), ("2", "架桥")]


def test_a_count_in_a_title_is_compared():
    found = reading(
        drawn(
            "序号|任务|牵头单位\n一、强产业（共 2 项）|<|<\n1|修路|县水务局\n2|架桥|县水务局\n"
            "二、惠民生（3项）|<|<\n3|办学|县教育局"
        )
    )

    assert [item.title for item in found.outline] == ["强产业", "惠民生"]
    assert [diagnostic.code for diagnostic in found.diagnostics] == ["declared-count"]


def test_a_sentence_cut_by_the_page_is_one_task():
    found = reading(
        *tab_tables("序号\t任务\t牵头单位\n1\t修通环城路，推进全县\t县水务局\n\n\t公路成网\t\n2\t架桥\t县水务局")
    )

    assert [(task.number, task.text) for task in found.tasks] == [("1", "修通环城路，推进全县公路成网"), ("2", "架桥")]


PAGES = """青泽县重点任务\t\t责任领导\t牵头单位\t相关责任单位\t
一、稳住增长（共 2 大项）\t\t\t\t\t
（一） 稳住 企业\t1\t落实惠企政策，办好服务热线。\t李 明\t县发展改革局\t各镇政府，县直有关单位
\t2\t帮助企业改造设备。\t伍大同 梁志\t县工信局 县农业农村局\t县委组织部

青泽县重点任务\t\t责任领导\t牵头单位\t相关责任单位\t
(一) 稳企业\t3\t支持企业上市。\t李 明\t县金融办\t云栖、稔田镇政府
（二）扩大 投资\t4\t引进重大项目。\t李 明\t县商务局\t各镇政府"""


def test_a_group_that_goes_on_after_the_page_is_the_same_group():
    found = reading(*tab_tables(PAGES))

    assert [item.title for item in found.outline] == ["稳住增长", "稳住企业", "扩大投资"]
    assert [task.path[-1] for task in found.tasks] == ["（一）稳住企业"] * 3 + ["（二）扩大投资"]
    assert found.diagnostics == ()


def test_spaces_part_units_and_names_only_where_they_should():
    found = reading(*tab_tables(PAGES)).tasks

    assert [task.leaders for task in found] == [("李明",), ("伍大同", "梁志"), ("李明",), ("李明",)]
    assert found[1].lead == ("县工信局", "县农业农村局")
    assert found[2].support == ("云栖镇政府", "稔田镇政府")


def test_two_tables_under_two_headings_of_the_text():
    first = drawn("序号|任务|牵头单位\n1|修路|县水务局")
    second = drawn("序号|任务|牵头单位\n1|办学|县教育局", at=first.place.end + 20)

    found = reading(first, second, above=(("一、强产业",), ("二、惠民生",)))

    assert [task.path for task in found.tasks] == [("一、强产业",), ("二、惠民生",)]


def test_a_page_without_header_is_read_by_what_its_columns_hold():
    found = tasks("1|加快修通环城公路|张明|县交通运输局|县财政局\n2|加快架设云栖大桥|李强|县水务局|县财政局")

    assert [(task.number, task.leaders, task.lead, task.support) for task in found] == [
        ("1", ("张明",), ("县交通运输局",), ("县财政局",)), ("2", ("李强",), ("县水务局",), ("县财政局",)),
    ]  # fmt: skip


def test_an_unusual_heading_over_sentences_is_the_text():
    assert brief("序号|建议案由|承办单位\n1|关于加快修通环城公路的建议|县水务局") == [
        ("1", "关于加快修通环城公路的建议")
    ]


def test_every_task_knows_its_place_and_those_of_its_fields():
    table = drawn("类别|序号|任务|牵头单位|配合单位\n城建|1|修路|县水务局|县财政局\n^|2|架桥|县林业局|县财政局")
    found = reading(table).tasks
    source = source_of(table)

    place = found[1].source
    assert place is not None
    assert source[place.start : place.end] == "2\n架桥\n县林业局\n县财政局"
    words = {name: source[place.start : place.end] for name, place in found[1].places}
    assert words == {"text": "架桥", "lead": "县林业局", "support": "县财政局"}


@pytest.mark.parametrize(
    "drawing",
    [
        "职务|姓名|单位及职务\n组长|张三|县长",
        "序号|阶段|完成时间|工作内容和措施\n1|动员部署|3月底|召开会议",
        "领域|序号|主要指标|单位|2020年|2025年目标|指标性质\n健康|1|寿命|岁|80|81|预期性",
        "序号|指标名称|单位|2024年|2025年|责任单位\n1|粮食亩产|公斤|400|450|县农业农村局",
        "项目名称|XXX项目\n经办人|张三",
        "目录|页码\n一、总体要求|1",
        "",
    ],
)
def test_other_tables_hold_no_tasks(drawing):
    assert not has_tasks(read_grid(drawn(drawing)))
    assert tasks(drawing) == ()
