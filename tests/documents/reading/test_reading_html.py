"""A saved page: the document and nothing around it; tables, lists, charsets."""

from __future__ import annotations

import pytest

from duban.documents.blocks import Paragraph, ReadFile, Table
from duban.documents.reading import read

TEXT = (
    "<p>各县（市、区）人民政府，市直有关单位：</p><p>&nbsp;&nbsp;　　现将《青泽市2025年重点任务分工方案》印发给你们，"
    "请认真<b>贯彻</b><span>执行</span>，按时报送进展情况。</p><p>青泽市人民政府<br>2025年3月1日</p>"
)
READ = [
    "各县（市、区）人民政府，市直有关单位：",
    "现将《青泽市2025年重点任务分工方案》印发给你们，请认真贯彻执行，按时报送进展情况。",
    "青泽市人民政府",
    "2025年3月1日",
]
TITLE = "青泽市人民政府关于印发2025年重点任务分工方案的通知"
MENU = '<ul class="nav">' + "".join(f'<li><a href="/{i}">栏目名称{i}</a></li>' for i in range(30)) + "</ul>"
FOOTER = '<div class="footer">主办单位：青泽市人民政府办公室 版权所有 备案号：0000000 网站标识码0000 联系我们</div>'
SHARE = '<div class="share">分享到：<a href="#">微信</a></div><a href="javascript:window.print()">【打印】</a>'


def file_of(page: str, encoding: str = "utf-8") -> ReadFile:
    (file,) = read(page.encode(encoding), "page.html")
    return file


def lines_of(page: str) -> list[str]:
    return [block.text for block in file_of(page).blocks if isinstance(block, Paragraph)]


def tables_of(page: str) -> list[list[tuple[str, int, int, int, int]]]:
    tables = (block for block in file_of(page).blocks if isinstance(block, Table))
    return [[(c.text, c.row, c.column, c.rowspan, c.colspan) for c in table.cells] for table in tables]


def page_of(content: str, *, before: str = "", after: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><title>标题</title><style>p{{}}</style></head><body><script>var a=1;</script>"
        f"<div class='header'><a href='/'>青泽市人民政府门户网站</a>{MENU}</div><div class='wrap'>"
        f"<div class='crumbs'>当前位置：<a href='/'>首页</a> &gt; <a href='/a'>通知公告</a></div>"
        f"{before}{content}{after}</div>{FOOTER}</body></html>"
    )


@pytest.mark.parametrize(
    "container",
    [
        '<div class="TRS_Editor">{}</div>',
        '<div id="zoom">{}</div>',
        '<div class="pages_content"><div class="b"><div>{}</div></div></div>',
        '<div id="UCAP-CONTENT">{}</div>',
        "<article>{}</article>",
        '<div class="unknown-name-xyz">{}</div>',
        "<div><font><span>{}</span></font></div>",
        '<table width="900"><tr><td><table><tr><td>{}</td></tr></table></td></tr></table>',
        '<form id="form1"><div>{}</div></form>',
        '<div style="display:none">{}</div>',
        '<div class="print-header-box">{}</div>',
    ],
)
def test_the_document_is_found_and_its_surroundings_are_not(container: str) -> None:
    assert lines_of(page_of(container.format(TEXT + SHARE))) == READ


@pytest.mark.parametrize(
    "title", [f"<h1>{TITLE}</h1>", f'<div class="title">{TITLE}</div>', f"<div><h2>{TITLE}</h2></div>"]
)
def test_the_heading_above_the_content_is_kept(title: str) -> None:
    page = page_of(f'<div class="TRS_Editor">{TEXT}</div>', before=title)

    assert lines_of(page) == [TITLE, *READ]


def test_the_table_of_facts_above_the_content_is_kept() -> None:
    facts = (
        "<table><tr><td>索 引 号：</td><td>000</td></tr><tr><td>发文字号：</td><td>青府〔2025〕9号</td></tr></table>"
    )
    page = page_of(f'<div class="TRS_Editor">{TEXT}</div>', before=f"{facts}<h1>{TITLE}</h1>")

    assert [cell[0] for cell in tables_of(page)[0]] == ["索 引 号：", "000", "发文字号：", "青府〔2025〕9号"]
    assert lines_of(page) == [TITLE, *READ]


def test_a_short_document_is_not_lost_among_its_surroundings() -> None:
    page = page_of('<div id="zoom"><p>任命张某某为市财政局局长。</p></div>', before="<h1>关于张某某任职的通知</h1>")

    assert lines_of(page) == ["关于张某某任职的通知", "任命张某某为市财政局局长。"]


def test_an_annex_beside_the_content_is_kept() -> None:
    annex = "<div><p>附件</p><p>" + "新增规上企业30家以上，由市工业和信息化局牵头。" * 8 + "</p></div>"

    found = lines_of(page_of(f'<div class="TRS_Editor">{TEXT * 8}</div>', after=annex))

    assert found[-2] == "附件"


def test_a_signature_beside_the_content_is_kept_and_controls_are_not() -> None:
    after = (
        "<div>青泽市人民政府办公室</div><div>2025年3月2日</div><div>浏览次数：12</div><div><a href='/'>返回</a></div>"
    )
    page = page_of(f"<div>{TEXT * 4}</div>", before="<p>青府办〔2025〕7号</p>", after=after)

    assert lines_of(page) == ["青府办〔2025〕7号", *READ * 4, "青泽市人民政府办公室", "2025年3月2日"]


def test_a_page_that_repeats_its_document_gives_all_of_it() -> None:
    body = f"<div>{TEXT}</div>" * 3

    assert lines_of(f"<html><body>{body}</body></html>") == READ * 3


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("<html><body><pre>一、第一\n（一）第二\n\n第三</pre></body></html>", ["一、第一", "（一）第二", "第三"]),
        ("<html><div>甲<br>乙<br/><br>丙</div></html>", ["甲", "乙", "丙"]),
        ("<html>甲<p>乙", ["甲", "乙"]),
        ("<html><p>推进县城\n  更新 改造 A\n B</p></html>", ["推进县城更新 改造 A B"]),
        ("<html><div style='white-space: pre-wrap'>甲\n乙</div></html>", ["甲", "乙"]),
        ("<html><p>甲<noscript>无</noscript><textarea>丁</textarea>乙</p></html>", ["甲乙"]),
        ("<html><p>甲<o:p>&nbsp;</o:p></p><p><o:p></o:p></p></html>", ["甲"]),
        ("<html><ul><li>甲<li>乙</ul></html>", ["甲", "乙"]),
        ("<html><ol><li>甲<ol type=a><li>子</ol><li>乙</ol></html>", ["1.甲", "a.子", "2.乙"]),
        ("<html><ol start=3><li>甲<li>（一）乙<li>丙</ol></html>", ["3.甲", "（一）乙", "5.丙"]),
        ("<html><ol style='list-style:none'><li>甲</ol></html>", ["甲"]),
        ("<html><ol style='list-style-type:cjk-ideographic'><li>甲</ol></html>", ["一、甲"]),
    ],
)
def test_paragraphs_are_what_a_browser_shows_as_lines(page: str, lines: list[str]) -> None:
    assert lines_of(page) == lines


def test_headings_have_their_level() -> None:
    file = file_of("<html><h2>一、要求</h2><p>甲</p><h3><span>（一）原则</span></h3></html>")

    assert [b.style for b in file.blocks if isinstance(b, Paragraph)] == ["heading 2", "", "heading 3"]
    assert not file.lines


def test_merged_cells_stand_once_at_their_first_square() -> None:
    page = (
        "<html><table><caption>任务表</caption><thead><tr><th>序号<th>任务<th colspan=2>单位</thead>"
        "<tr><td rowspan=2>1<td><p>修路</p><p>架桥</p><td>市交通局<td>市财政局"
        "<tr><td>种树<td colspan='2 '>市林业局</table></html>"
    )

    assert tables_of(page) == [
        [
            *(("序号", 0, 0, 1, 1), ("任务", 0, 1, 1, 1), ("单位", 0, 2, 1, 2)),
            *(("1", 1, 0, 2, 1), ("修路\n架桥", 1, 1, 1, 1), ("市交通局", 1, 2, 1, 1), ("市财政局", 1, 3, 1, 1)),
            *(("种树", 2, 1, 1, 1), ("市林业局", 2, 2, 1, 2)),
        ]
    ]


@pytest.mark.parametrize("span", ["0", "-1", "x", "", "99999999999"])
def test_a_span_that_makes_no_sense_does_no_harm(span: str) -> None:
    page = f"<html><table><tr><td rowspan='{span}'>甲<td>乙<tr><td>丙<td>丁</table></html>"

    assert [cell[0] for cell in tables_of(page)[0]] == ["甲", "乙", "丙", "丁"]


def test_layout_tables_are_entered_and_tables_inside_are_given() -> None:
    inner = "<table><tr><td>序号<td>任务</tr><tr><td>1<td>修路</table>"
    page = f"<html><table><tr><td>说明一<br>说明二<td><table><tr><td>{inner}</table></table></html>"

    assert lines_of(page) == ["说明一", "说明二"]
    assert [[cell[0] for cell in table] for table in tables_of(page)] == [["序号", "任务", "1", "修路"]]


def test_a_table_that_only_holds_a_long_text_beside_a_menu_is_entered() -> None:
    page = f"<html><table><tr><td>菜单<td>{TEXT * 20}</table></html>"

    assert tables_of(page) == []
    assert lines_of(page)[-4:] == READ


@pytest.mark.parametrize(
    "declared", ["", '<meta charset="gb2312">', '<meta charset="utf-8">', '<meta charset="x-none">']
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig", "utf-16"])
def test_the_charset_is_found_though_the_page_declares_none_or_another(declared: str, encoding: str) -> None:
    assert file_of(f"<html><head>{declared}</head><body>{TEXT}</body></html>", encoding).text == "\n".join(READ)


def test_every_place_points_at_its_words() -> None:
    file = file_of(page_of(f"<h1>{TITLE}</h1>{TEXT}<table><tr><td>甲<td></tr><tr><td>乙<br>丙<td>丁</table>{TEXT}"))

    for block in file.blocks:
        for item in block.cells if isinstance(block, Table) else [block]:
            assert file.text[item.place.start : item.place.end] == item.text


def test_the_notice_above_a_table_that_a_spreadsheet_saved_is_text():
    rows = "<tr><td colspan=2>青泽市人民政府文件</td></tr><tr><td colspan=2>青府〔2026〕5号</td></tr>"
    page = f"<table>{rows}<tr><td>序号</td><td>重点任务</td></tr><tr><td>1</td><td>改造危桥15座。</td></tr></table>"
    (file,) = read(page.encode(), "x.html")
    assert [block.text for block in file.blocks[:2] if isinstance(block, Paragraph)] == [
        "青泽市人民政府文件",
        "青府〔2026〕5号",
    ]
    (table,) = (block for block in file.blocks if isinstance(block, Table))
    assert [(cell.row, cell.text) for cell in table.cells][:2] == [(0, "序号"), (0, "重点任务")]


def test_a_number_that_counts_by_itself_in_a_cell_is_seen():
    row = "<tr><td><ol start={n}><li><p><br></p></li></ol></td><td>改造危桥15座。</td></tr>"
    (file,) = read(f"<table>{''.join(row.format(n=n) for n in (7, 8))}</table>".encode(), "x.html")
    (table,) = (block for block in file.blocks if isinstance(block, Table))
    assert [cell.text.rstrip(".．") for cell in table.cells if cell.column == 0] == ["7", "8"]


def test_tags_with_a_prefix_are_tags():
    page = '<?xml version="1.0"?><h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:body>{}</h:body></h:html>'
    (file,) = read(page.format("<h:p>一、压实责任。</h:p><h:p>二、按月报送。</h:p>").encode(), "x.xhtml")
    assert [block.text for block in file.blocks if isinstance(block, Paragraph)] == ["一、压实责任。", "二、按月报送。"]
