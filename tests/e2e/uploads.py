"""Files the flows upload: the samples, changed as an office would change them.

In: the samples.  Out: what a file input takes: name, type, content. All invented, as the samples are.
"""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import FilePayload

from e2e.server import ROOT

NEW_UNIT = "青泽市大数据发展中心"
PORTFOLIO = "工业和信息化、科技、市场监管、数字经济"  # what 顾清禾 is in charge of from now on
PLAN = "2026年青泽市重点工作任务分工方案"
_SAMPLES = ROOT / "samples"
_ADDED = "\t45\t建立重点任务月度通报制度。\t\t贺知远\t市低空经济促进中心\t市财政局\t2026年12月底前\n"
_HANDOVER = """

青泽市人民政府关于楚怀瑾等同志职务任免的通知

青府人〔2026〕6号

各县（市、区）人民政府，市政府各部门、各直属机构：

　　市政府决定：

　　楚怀瑾任青泽市水利局局长；

　　免去温如玉的青泽市水利局局长职务。

青泽市人民政府

2026年4月20日
"""


def sample(name: str) -> FilePayload:
    return named(name, (_SAMPLES / name).read_bytes())


def corrected_plan() -> FilePayload:
    """This year's plan with one task changed, one dropped, and one added that a unit nobody knows leads."""
    lines = (_SAMPLES / "work-plan-2026.txt").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line.replace("168个", "172个") for line in lines if not line.startswith("\t26\t")]
    after = next(at for at, line in enumerate(kept) if line.startswith("\t44\t"))
    kept.insert(after + 1, _ADDED)
    return named("分工方案（更正）.txt", "".join(kept).encode())


def changed_directory() -> FilePayload:
    """The city's workbook with one unit more and one person in charge of something else."""
    book = load_workbook(_SAMPLES / "directory.xlsx")
    _append(book["单位"], {"行政区": "青泽市", "单位名称": NEW_UNIT, "简称": "市大数据中心", "类别": "事业单位"})
    people = book["人员"]
    columns = _columns(people)
    for row in people.iter_rows(min_row=2):
        if row[columns["姓名"]].value == "顾清禾":
            row[columns["分管工作"]].value = PORTFOLIO
    return _saved(book)


def faulty_directory() -> FilePayload:
    """A workbook with a day that does not exist and a place nobody knows."""
    book = load_workbook(_SAMPLES / "directory.xlsx")
    unit = {"行政区": "青泽市", "单位名称": "青泽市低空经济促进中心", "类别": "事业单位", "成立日期": "2026-02-30"}
    _append(book["单位"], unit)
    _append(book["人员"], {"姓名": "楚怀瑾", "行政区": "蓬莱市", "单位": "蓬莱市人民政府", "职务": "市长"})
    return _saved(book)


def gazette() -> FilePayload:
    """A gazette with a roster, appointments, and later a handover of a post that sits in the roster."""
    text = (_SAMPLES / "gazette.txt").read_text(encoding="utf-8") + _HANDOVER
    return named("青泽市人民政府公报2026年第2期.txt", text.encode())


def _columns(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value): index for index, cell in enumerate(sheet[1])}


def _append(sheet: Worksheet, values: dict[str, str]) -> None:
    sheet.append([values.get(name) for name in _columns(sheet)])


def _saved(book: Workbook) -> FilePayload:
    out = BytesIO()
    book.save(out)
    return named("青泽市单位和人员.xlsx", out.getvalue())


def named(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}
