"""A notice that founds a leading group, as .docx: its roster is a table of two columns without rules."""

from __future__ import annotations

from official import body, imprint, red_head, signature, title
from word import cell, footer, para, table, table_row, write_docx

WIDTHS = (2300, 1500, 5000)
NOTE = "本文件为虚构样例，地名、单位、人名均不存在"
ROSTER = [
    ("组　　长：", "沈砚秋", "市委副书记、市长"),
    ("常务副组长：", "贺知远", "市委常委、常务副市长"),
    ("副 组 长：", "顾清禾", "市政府副市长"),
    ("", "陆鸣川", "市政府副市长"),
    ("", "许　牧", "市政府副秘书长"),
    ("成　　员：", "林知夏", "市发展改革局副局长"),
    ("", "崔　岩", "市工业和信息化局局长"),
    ("", "白景行", "市财政局局长"),
    ("", "温如玉", "市水利局局长"),
    ("", "周叙白", "市政务和数据局局长"),
    ("", "姜　禾", "临川县政府副县长"),
    ("", "叶知秋", "云栖区政府副区长"),
    ("", "罗　望", "海棠市政府副市长"),
    ("", "司徒远", "青泽供电局总经理"),
]
DUTIES = [
    "领导小组办公室设在市发展改革局，承担日常工作，办公室主任由林知夏同志兼任。",
    "成员职务如有变动，由接任者自然递补，领导小组办公室汇总后报组长审定，不再发文。",
    "领导小组为阶段性工作机制，任务完成后自动撤销。",
]


def group_docx() -> bytes:
    head = red_head("青泽市人民政府办公室", "青府办函〔2026〕21号") + title(
        "青泽市人民政府办公室关于成立青泽市重点项目攻坚行动领导小组的通知"
    )
    opening = para("各县（市、区）人民政府，市政府各部门、各直属机构：") + body(
        "为加强对全市重点项目攻坚行动的组织领导，市政府决定成立青泽市重点项目攻坚行动领导小组（以下简称领导小组）。"
        "现将组成人员名单通知如下："
    )
    roster = table("".join(map(_row, ROSTER)), WIDTHS, sides=())
    ending = "".join(map(body, DUTIES)) + para("") + signature("青泽市人民政府办公室", "2026年3月2日")
    foot = imprint("抄送：市委办公室，市人大常委会办公室，市政协办公室。", "青泽市人民政府办公室　　2026年3月2日印发")
    return write_docx(head + opening + roster + ending + body("（此件公开发布）") + foot, footer=footer(NOTE))


def _row(member: tuple[str, str, str]) -> str:
    role, name, post = member
    cells = [cell(para(role, align="right"), WIDTHS[0]), cell(para(f"{name}　{post}", align="left"), sum(WIDTHS[1:]))]
    return table_row("".join(cells))
