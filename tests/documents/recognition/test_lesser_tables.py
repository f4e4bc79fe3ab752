"""Task cards, time limits in tables, people told in a sentence, and what a chapter's heading counts."""

import pytest

from duban.documents.blocks import Cell, Paragraph, Place, Table
from duban.documents.recognition.limits.reading import read_time_limits
from duban.documents.recognition.limits.tables import is_limit_table
from duban.documents.recognition.people.roster_sentences import members_in_sentence
from duban.documents.recognition.stages.tables import is_stage_table
from duban.documents.recognition.tables import unfolded


def table(*rows: str) -> Table:
    texts = [row.split("|") for row in rows]
    cells = [
        Cell(text, row, column, Place(row * 100 + column * 10, row * 100 + column * 10 + len(text)))
        for row, line in enumerate(texts)
        for column, text in enumerate(line)
        if text
    ]
    return Table(tuple(cells), Place(0, 10_000))


def laid_out(found: Table) -> list[list[str]]:
    return [[cell.text for cell in found.cells if cell.row == row] for row in range(found.height)]


def test_a_card_becomes_a_header_and_a_row():
    card = table("任务名称|修路", "牵头单位|县交通局|完成时限|6月底", "配合单位|县直有关单位")
    assert laid_out(unfolded(card)) == [
        ["任务名称", "牵头单位", "完成时限", "配合单位"],
        ["修路", "县交通局", "6月底", "县直有关单位"],
    ]


def test_a_key_that_comes_again_opens_the_next_card():
    two = table("任务名称|修路", "牵头单位|县交通局", "任务名称|架桥", "牵头单位|县水利局")
    assert laid_out(unfolded(two))[1:] == [["修路", "县交通局"], ["架桥", "县水利局"]]


@pytest.mark.parametrize(
    "rows",
    [
        ("任务名称|牵头单位|完成时限", "修路|县交通局|6月底", "架桥|县水利局|9月底"),
        ("组长|李明", "副组长|王芳", "成员|赵强"),
        ("任务名称|修路", "牵头单位|县交通局"),
    ],
)
def test_what_is_no_card_stays_as_it_is(rows):
    whole = table(*rows)
    assert unfolded(whole) is whole


def test_the_promised_limit_binds():
    approvals = table(
        "序号|审批事项|审批部门|法定时限|承诺时限", "1|立项|县发改局|20个工作日|3个工作日", "2|备案|县发改局|7日|即办"
    )
    (limit,) = read_time_limits([approvals])
    assert (limit.text, limit.amount, limit.unit, limit.owner) == ("立项：3个工作日", 3, "working_day", "县发改局")


def test_days_of_the_calendar_are_no_time_limits():
    assert not is_limit_table(table("序号|事项|责任单位|完成时限", "1|修路|县交通局|6月底", "2|架桥|县水利局|9月底"))


@pytest.mark.parametrize(
    ("rows", "stages"),
    [
        (("阶段|时间|工作内容|责任单位", "动员|3月|开会|县府办", "整治|4月|排查|各镇"), True),
        (("序号|重点任务|阶段|时间|责任单位", "1|修路|前期|3月|县交通局", "2|架桥|施工|4月|县水利局"), False),
    ],
)
def test_a_table_of_stages_may_name_units(rows, stages):
    assert is_stage_table(table(*rows)) is stages


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "由市委副书记、市长郭子安任组长，副市长沈俊、梁雨任副组长。",
            [("组长", "郭子安", "市委副书记、市长"), ("副组长", "沈俊", "副市长"), ("副组长", "梁雨", "")],
        ),
        ("办公室主任由县水利局局长李明兼任。", []),
        ("由市财政局、市审计局负责人为成员。", []),
        ("成立领导小组，由王芳副县长任组长。", [("组长", "王芳", "副县长")]),
    ],
)
def test_people_are_told_in_a_sentence(text, people):
    line = Paragraph(text, Place(0, len(text)))
    assert [(one.role, one.name, one.post) for one in members_in_sentence(line)] == people
