"""Invented papers of each shape."""

from __future__ import annotations

from datetime import date

from duban.documents.writing.official.paper import Annex, Heading, Paper, Paragraph, Shape, Table

SENTENCE = (
    "今年以来，各责任单位围绕年初确定的目标，压实责任、倒排工期，多数任务按计划推进，"
    "少数任务因前期手续和资金到位较慢而落后于序时进度。"
)
RANKS = Table(
    ("序号", "责任单位", "任务数", "已完成", "落后", "说明"),
    tuple(
        (str(at), f"市{name}局", str(at % 9 + 1), str(at % 4), str(at % 3), "无" if at % 5 else "两项任务缺少形象进度")
        for at, name in enumerate(("财政", "教育", "水利", "民政", "交通运输", "农业农村", "生态环境") * 9, 1)
    ),
    caption="各责任单位任务完成情况表",
    widths=(1, 3, 1, 1, 1, 4),
)


def document(**changes: object) -> Paper:
    """A 通报 with all elements, on several pages."""
    whole: dict[str, object] = {
        "shape": Shape.DOCUMENT,
        "mark": "青泽市人民政府办公室文件",
        "title": "青泽市人民政府办公室关于2026年第一季度重点工作任务落实情况的督查通报",
        "number": "青府办〔2026〕3号",
        "recipients": "各县（市、区）人民政府，市政府各部门、各直属机构",
        "blocks": (
            Paragraph(
                "为推动市政府工作报告确定的重点任务落地见效，市政府办公室对第一季度落实情况开展了督查。现将有关情况通报如下："
            ),
            Heading("一、总体情况"),
            Paragraph(SENTENCE * 2),
            Heading("二、主要做法和成效"),
            Heading("（一）加强统筹调度", 2),
            Paragraph(SENTENCE, lead="调度更加及时。"),
            Heading("1.建立台账", 3),
            Paragraph(SENTENCE),
            Heading("（1）逐项明确时限", 4),
            Paragraph(SENTENCE * 12),
            Heading("三、存在问题"),
            Paragraph(SENTENCE * 12),
            Heading("四、下一步要求"),
            Paragraph(SENTENCE * 3),
        ),
        "annexes": (
            Annex("2026年第一季度重点工作任务落实情况表", (Paragraph(SENTENCE), RANKS)),
            Annex("进度落后任务清单", (Table(("任务", "牵头单位"), (("新建公交站台60个", "市交通运输局"),)),)),
        ),
        "signatory": "青泽市人民政府办公室",
        "dated": date(2026, 4, 9),
        "note": "此件公开发布",
        "copies_to": "市委各部门，市人大常委会办公室，市政协办公室，市监委，市法院，市检察院，各人民团体",
        "printed_by": "青泽市人民政府办公室",
        "printed_on": date(2026, 4, 10),
    }
    return Paper(**(whole | changes))  # type: ignore[arg-type]


def letter(**changes: object) -> Paper:
    """A 督办函 on two pages."""
    whole: dict[str, object] = {
        "shape": Shape.LETTER,
        "mark": "青泽市人民政府办公室",
        "title": "青泽市人民政府办公室关于限期报送云栖区重大火灾隐患整治情况的函",
        "number": "青府办函〔2026〕16号",
        "recipients": "临川县人民政府",
        "blocks": (
            Paragraph(SENTENCE * 3),
            Paragraph(SENTENCE * 8),
            Paragraph("请于2026年4月30日前将办理结果函告我办。"),
        ),
        "signatory": "青泽市人民政府办公室",
        "dated": date(2026, 4, 12),
        "note": "联系人：市政府督查室，电话：0000—1234567",
        "copies_to": "市应急管理局、市消防救援局",
        "printed_by": "青泽市人民政府办公室",
    }
    return Paper(**(whole | changes))  # type: ignore[arg-type]


def form(**changes: object) -> Paper:
    """A 督办单 on one page."""
    whole: dict[str, object] = {
        "shape": Shape.FORM,
        "mark": "青泽市人民政府督查室督办单",
        "title": "关于新建公交站台进度落后的督办单",
        "number": "青督〔2026〕7号",
        "fields": (
            ("督办事项", "新建公交站台60个"),
            ("承办单位", "市交通运输局"),
            ("责任人", "张三"),
            ("办理时限", "2026年4月30日前"),
            ("督办依据", f"2026年第一季度进展报告。{SENTENCE}"),
        ),
        "blocks": (Paragraph("请按时限办结并反馈结果。"),),
        "signatory": "青泽市人民政府督查室",
        "dated": date(2026, 4, 15),
    }
    return Paper(**(whole | changes))  # type: ignore[arg-type]
