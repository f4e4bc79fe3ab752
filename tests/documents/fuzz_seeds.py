"""Documents to break: an invented one of every shape and of formats that can be made here, and the shipped samples."""

from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from documents.reading.docx_writer import write_docx, write_zip

SAMPLES = Path(__file__).resolve().parents[2] / "samples"

PLAN = """首页 > 政务公开 > 文件
临川县人民政府关于印发2026年重点工作任务分工方案的通知
临府〔2026〕8号

各镇人民政府，县直各单位：
现将《2026年重点工作任务分工方案》印发给你们。请于3月10日前将落实方案、于4月5日、7月5日前将进展情况报县政府督查室。

临川县人民政府
2026年2月20日

2026年重点工作任务分工方案
（共2大类、2大项、4小项）
一、做强实体经济
（一）企业升级
1．新增规模以上工业企业12家以上，工业增加值增长7%以上。
工作措施：一是建立培育库；二是每季度会商一次。
分管县领导：沈卓远、陆 鸣
部门分工：县工业和信息化局牵头，县财政局、各镇政府配合。
2．建成标准厂房3.5万平方米。（牵头单位：县自然资源局；责任单位：各县〈市、区〉政府；完成时限：11月底前）
二、办好民生实事
3、实施供水管网改造18.5公里，漏损率控制在9%以内。（县水利局、县住房城乡建设局按职责分工负责）
4.水质优良比例分别达到65%和55%。（云栖、石桥镇政府负责，长期坚持）
公开方式：主动公开
抄送：县委办公室，县人大常委会办公室。
分享到：微信 打印 关闭
"""
TABLE = """临川县2026年重点任务分解表
序号\t大类\t重点任务\t责任领导\t牵头单位\t责任单位\t完成时限
1\t一、工业\t新增规模以上企业12家\t沈 卓远\t县工业和信息 化局\t各镇政府 县财政局\t12月底
2\t\t建成标准厂房3.5万平方米\t陆鸣\t县自然资源局\t县直各单位\t年内
"""
INDICATORS = """青泽市2026年指标攻坚方案
一、资源环境
1．城市空气质量优良天数比例
牵头责任单位：市生态环境局
2025年基期值：92.2%。
工作目标：确保2026年达到93%，力争94%；2026-2028年保持在93%以上。
重点工作任务：
（1）强化扬尘治理。(市住房城乡建设局,市城管局、各县〈市、区〉政府负责)
2．单位GDP能耗（吨标准煤/万元）：努力完成该项指标任务。
"""
PEOPLE = """临川县人民政府办公室关于成立防汛领导小组的通知
临府办函〔2026〕3号
组  长：沈卓远  县委副书记、县长
副组长：陆  鸣  副县长
成  员：方 舟  县水利局局长
        顾清禾  县应急管理局局长
领导小组办公室设在县水利局。

临川县人民政府关于方舟等同志任免职的通知
任命：方舟为县水利局局长；
免去：顾清禾的县应急管理局局长职务。
"""
STAGES = """临川县消防隐患整治工作方案
一、工作步骤
（一）动员部署阶段（2026年2月1日至2月28日）。召开动员会。
（二）自查自纠阶段（3月至5月）。全面排查。
二、办理时限
各审批部门应当在3个工作日内受理，24小时内反馈。
"""
REPORT = """政府工作报告
——2026年1月15日在青泽市第八届人民代表大会上
二、2026年工作安排
今年经济增长5.5%左右，城镇新增就业1.83万人，居民收入与经济增长基本同步。
（一）坚定不移抓项目。安排重点项目120个，完成投资突破300亿元。
（二）坚持绿色发展。森林覆盖率达到72%以上。
"""
TEXTS = {"plan": PLAN, "table": TABLE, "indicators": INDICATORS, "people": PEOPLE, "stages": STAGES, "report": REPORT}


def samples() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(SAMPLES.glob("*.*")) if path.suffix != ".md"}


def made_here() -> dict[str, bytes]:
    made = {f"{name}.txt": text.encode() for name, text in TEXTS.items()}
    made["gazette.txt"] = "\n".join(TEXTS.values()).encode("gb18030")
    made |= {"plan.html": _html(), "plan.docx": _docx(), "plan.xlsx": _xlsx()}
    made["plan.zip"] = write_zip({"方案.txt": PLAN.encode(), "目录/表.xlsx": made["plan.xlsx"]})
    return made


def _rows() -> list[list[str]]:
    return [line.split("\t") for line in TABLE.splitlines()[1:]]


def _html() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td rowspan=1>{cell}</td>" for cell in row) + "</tr>" for row in _rows())
    body = "".join(f"<p>{line}</p>" for line in PLAN.splitlines())
    head = "<head><meta charset=utf-8><title>方案</title></head>"
    return f"<html>{head}<body>{body}<table>{rows}</table></body></html>".encode()


def _docx() -> bytes:
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in PLAN.splitlines())
    rows = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row) + "</w:tr>"
        for row in _rows()
    )
    return write_docx(f"{paragraphs}<w:tbl>{rows}</w:tbl>".replace("> ", ">"))


def _xlsx() -> bytes:
    book = Workbook()
    for row in [[TABLE.splitlines()[0]], *_rows()]:
        book.active.append(row)
    book.active.merge_cells("A1:G1")
    book.active.merge_cells("B3:B4")
    out = BytesIO()
    book.save(out)
    return out.getvalue()
