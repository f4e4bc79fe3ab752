"""Makes three_lines.pdf with reportlab: a table with three level lines, a font that is not in the file."""

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

FONT = "STSong-Light"
HEADER = ["序号", "重点任务", "工作措施", "责任领导", "牵头单位", "完成时限"]
WIDTHS = [30, 130, 150, 40, 70, 60]
TASKS = [
    (
        "新建高标准农田9.8万亩，改造提升4.2万亩，全面完成年度建设任务。",
        "严格执行项目法人制、招标投标制，强化质量监管。",
        "沈知夏",
        "市农业农村局",
        "10月底前",
    ),
    (
        "城镇新增就业1.8万人，城镇调查失业率控制在5.5%以内。",
        "建设零工市场6个，组织补贴性职业技能培训1.1万人次，动态清零零就业家庭。",
        "顾怀远",
        "市人力资源社会保障局",
        "年内",
    ),
]

pdfmetrics.registerFont(UnicodeCIDFont(FONT))
cell = ParagraphStyle("cell", fontName=FONT, fontSize=10, leading=13.5, wordWrap="CJK")
title = ParagraphStyle("title", fontName=FONT, fontSize=18, leading=30, alignment=1)
rows = [HEADER, *([str(n), *TASKS[n % 2]] for n in range(1, 25))]
lines = [("LINEABOVE", (0, 0), (-1, 0), 1.2, "black"), ("LINEBELOW", (0, 0), (-1, 0), 0.6, "black")]
style = [*lines, ("LINEBELOW", (0, -1), (-1, -1), 1.2, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
table = Table([[Paragraph(text, cell) for text in row] for row in rows], WIDTHS, repeatRows=1, style=style)


def number(canvas, document):
    canvas.setFont(FONT, 10)
    canvas.drawCentredString(A4[0] / 2, 40, f"— {canvas.getPageNumber()} —")


pages = SimpleDocTemplate("three_lines.pdf", pagesize=A4, invariant=1)
pages.build([Paragraph("青泽市重点任务分工表", title), table], onFirstPage=number, onLaterPages=number)
