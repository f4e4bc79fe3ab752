"""The numbers Word draws: forms, levels, restarts, overrides, numbering that comes with a style."""

from __future__ import annotations

from docx_writer import abstract, lvl, num, p, start_override, write_docx

from duban.documents.reading import read

PLAN = abstract(
    0,
    lvl(0, "chineseCountingThousand", "%1、"),
    lvl(1, "chineseCountingThousand", "（%2）"),
    lvl(2, "decimal", "%3."),
    lvl(3, "decimalEnclosedCircleChinese", "%4"),
)


def texts(body: str, numbering: str, styles: str = "") -> list[str]:
    (file,) = read(write_docx(body, numbering=numbering, styles=styles), "plan.docx")
    return file.text.split("\n")


def numbered(*items: tuple[int, int]) -> str:
    """Paragraphs 甲 in the given lists and levels."""
    return "".join(p("甲", num=item) for item in items)


def test_levels_begin_anew_after_a_higher_one() -> None:
    body = numbered((1, 0), (1, 1), (1, 2), (1, 2), (1, 3), (1, 1), (1, 2), (1, 0), (1, 1))

    assert texts(body, PLAN + num(1, 0)) == [
        *("一、甲", "（一）甲", "1.甲", "2.甲", "①甲", "（二）甲", "1.甲", "二、甲", "（一）甲"),
    ]


def test_text_between_items_does_not_disturb_the_count() -> None:
    body = p("甲", num=(1, 0)) + p("说明") + p("甲", num=(1, 0))

    assert texts(body, PLAN + num(1, 0)) == ["一、甲", "说明", "二、甲"]


def test_an_empty_item_counts_and_is_not_given() -> None:
    assert texts(p("甲", num=(1, 0)) + p(num=(1, 0)) + p("甲", num=(1, 0)), PLAN + num(1, 0)) == ["一、甲", "三、甲"]


def test_two_lists_over_one_abstract_list_count_on_unless_one_restarts() -> None:
    shared = PLAN + num(1, 0) + num(2, 0) + num(3, 0, start_override(0, 1))

    assert texts(numbered((1, 0), (2, 0), (3, 0), (3, 0)), shared) == ["一、甲", "二、甲", "一、甲", "二、甲"]


def test_a_list_may_start_at_another_number_and_override_a_level() -> None:
    start = abstract(0, lvl(0, "decimal", "%1、", start=8)) + num(1, 0)
    override = PLAN + num(1, 0, f'<w:lvlOverride w:ilvl="0">{lvl(0, "decimal", "第%1项")}</w:lvlOverride>')

    assert texts(numbered((1, 0), (1, 0)), start) == ["8、甲", "9、甲"]
    assert texts(numbered((1, 0)), override) == ["第1项 甲"]


def test_several_levels_in_one_label() -> None:
    levels = abstract(
        0,
        lvl(0, "chineseCounting", "第%1章", suff="space"),
        lvl(1, "decimal", "%1.%2", more="<w:isLgl/>"),
        lvl(2, "decimal", "%2.%3", suff="nothing"),
    )

    assert texts(numbered((1, 0), (1, 0), (1, 1), (1, 1), (1, 2)), levels + num(1, 0)) == [
        *("第一章 甲", "第二章 甲", "2.1 甲", "2.2 甲", "2.1甲"),
    ]


def test_a_level_that_never_restarts_runs_through() -> None:
    running = abstract(0, lvl(0, "decimal", "%1、"), lvl(1, "decimal", "任务%2：", more='<w:lvlRestart w:val="0"/>'))

    assert texts(numbered((1, 0), (1, 1), (1, 1), (1, 0), (1, 1)), running + num(1, 0)) == [
        *("1、甲", "任务1：甲", "任务2：甲", "2、甲", "任务3：甲"),
    ]


def test_bullets_and_lists_switched_off_give_no_label() -> None:
    bullets = abstract(0, lvl(0, "bullet", "●")) + num(1, 0)

    assert texts(numbered((1, 0), (0, 0), (9, 0), (1, 7)), bullets) == ["甲"] * 4


def style(identifier: str, name: str, inside: str = "", based_on: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>{base}'
        f"<w:pPr>{inside}</w:pPr></w:style>"
    )


def test_numbering_comes_with_a_style_and_with_what_it_is_based_on() -> None:
    levels = abstract(
        0,
        lvl(0, "chineseCounting", "%1、", more='<w:pStyle w:val="one"/>'),
        lvl(1, "chineseCounting", "（%2）", more='<w:pStyle w:val="two"/>'),
    )
    styles = (
        style("one", "heading 1", '<w:numPr><w:numId w:val="1"/></w:numPr>')
        + style("two", "heading 2", '<w:numPr><w:ilvl w:val="1"/></w:numPr>', based_on="one")
        + style("own", "我的标题", based_on="one")
        + style("off", "附件标题", '<w:numPr><w:numId w:val="0"/></w:numPr>', based_on="one")
    )
    body = "".join(p("甲", style=name) for name in ("one", "two", "two", "own", "off"))

    assert texts(body, levels + num(1, 0), styles) == ["一、甲", "（一）甲", "（二）甲", "二、甲", "甲"]


def test_a_list_may_point_to_a_numbering_style() -> None:
    linked = PLAN + abstract(1, link="公文编号") + num(1, 0) + num(2, 1)
    styles = style("公文编号", "公文编号", '<w:numPr><w:numId w:val="1"/></w:numPr>')

    assert texts(numbered((2, 0), (2, 1)), linked, styles) == ["一、甲", "（一）甲"]


def test_styles_in_a_circle_do_not_hang() -> None:
    circle = style("a", "甲", based_on="b") + style("b", "乙", based_on="a")

    assert texts(p("甲", style="a"), PLAN + num(1, 0), circle) == ["甲"]
