"""The pages measured: what GB/T 9704-2012 says in millimetres, within one, of Word files and of PDFs alike."""

from __future__ import annotations

import os

import pytest

from documents.writing.official.pages import Line, Page, office, through_office, through_pdf
from documents.writing.official.papers import SENTENCE, document, form, letter
from duban.documents.writing.official.paper import Paragraph
from duban.documents.writing.official.pdf import can_write_pdf

SQUARE, PITCH = 156 / 28, 225 / 22
LEFT, RIGHT, TOP, BOTTOM, MIDDLE = 28, 184, 37, 262, 106
FOOT_SQUARE = 14 / 72 * 25.4
NAME = "青泽市人民政府办公室"
ENDS = (0, 1, 4, 5, 9, 22, 23, 25)  # lines of text above the signature: it ends anywhere on a page
PAPERS = {
    "document": document(),
    "letter": letter(),
    "form": form(),
    "short-name": document(signatory="市督查室", annexes=()),
    "full": document(blocks=(Paragraph("满" * 28 * 80),), annexes=()),
    **{
        f"ends-{lines}": document(annexes=(), blocks=tuple(Paragraph(f"第{at}行。") for at in range(lines)))
        for lines in ENDS
    },
}


@pytest.fixture(scope="module", params=["word", "pdf"])
def papers(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Page]]:
    """The pages of each paper."""
    if request.param == "pdf":
        if not can_write_pdf() and not os.environ.get("CI"):
            pytest.skip("the libraries that write a PDF are not installed")
        return through_pdf(PAPERS)
    if office() is None and not os.environ.get("CI"):
        pytest.skip("LibreOffice is not installed")
    return through_office(PAPERS, tmp_path_factory.mktemp("pages"))


def near(value: float, within: float = 1.0) -> object:
    return pytest.approx(value, abs=within)


def is_centred(line: Line, middle: float = MIDDLE) -> bool:
    return abs((line.left + line.right) / 2 - middle) <= 1


def is_red(line: Line) -> bool:
    return line.colour[0] > 0.8 and line.colour[1] < 0.1


def test_the_paper_is_a4(papers) -> None:
    assert {(round(page.width), round(page.height)) for pages in papers.values() for page in pages} == {(210, 297)}


def test_a_full_page_has_22_lines_of_28_characters(papers) -> None:
    page = papers["full"][1]

    assert [len(line.text) for line in page.body] == [28] * 22
    assert [page.body[0].left, page.body[-1].right] == [near(LEFT), near(RIGHT)]
    assert (page.body[-1].top - page.body[0].top) / 21 == near(PITCH, 0.05)
    assert TOP < page.body[0].top < TOP + PITCH / 2
    assert BOTTOM - PITCH / 2 < page.body[-1].bottom < BOTTOM


def test_nothing_but_the_page_number_leaves_the_text_area(papers) -> None:
    lines = [line for page in papers["document"] for line in page.body]

    assert min(line.left for line in lines) >= LEFT - 1
    assert max(line.right for line in lines) <= RIGHT + 1
    assert max(line.bottom for line in lines) <= BOTTOM + 1


def test_the_mark_stands_35_millimetres_below_the_text_areas_top(papers) -> None:
    mark = papers["document"][0].line(f"{NAME}文件")

    assert mark.top == near(TOP + 35)
    assert is_red(mark)
    assert is_centred(mark)
    assert mark.right - mark.left == near(0.96 * 156, 3)


def test_the_number_stands_two_lines_below_the_mark_and_the_rule_below_it(papers) -> None:
    page = papers["document"][0]
    mark, number = page.line(f"{NAME}文件"), page.line("青府办〔2026〕3号")
    (rule,) = [rule for rule in page.rules if rule.red]

    assert number.top - mark.bottom == near(2 * PITCH)
    assert is_centred(number)
    assert (rule.left, rule.right) == (near(LEFT), near(RIGHT))
    assert rule.top - number.bottom == near(4)


def test_the_title_stands_two_lines_below_the_rule(papers) -> None:
    page = papers["document"][0]
    (rule,) = [rule for rule in page.rules if rule.red]
    title = page.line(f"{NAME}关于2026年")
    second = page.line("第一季度重点工作任务落实情况的督查通报")
    recipients = page.line("各县（市、区）人民政府")

    assert title.top - rule.bottom == near(2 * PITCH)
    assert title.size == near(22, 0.5)
    assert is_centred(title)
    assert is_centred(second)
    assert recipients.left == near(LEFT)
    assert 1 <= (recipients.top - second.bottom) / PITCH <= 2


def test_headings_and_paragraphs_begin_two_squares_in(papers) -> None:
    lines = [line for page in papers["document"] for line in page.body]
    begin = [
        line.left for line in lines if line.text.startswith(("一、", "（一）", "1.建", "（1）", "为推动", "（此件"))
    ]

    assert begin == [near(LEFT + 2 * SQUARE, 1.5)] * 6  # a font may leave the first half of a （ empty


def test_page_numbers_stand_outside_seven_millimetres_below(papers) -> None:
    numbers = [page.lines[-1] for page in papers["document"]]
    dashes = [line.top + (0.88 - 0.31) * line.size / 72 * 25.4 for line in numbers]

    assert [line.text.strip("— ") for line in numbers] == [str(at) for at in range(1, len(numbers) + 1)]
    assert dashes == [near(BOTTOM + 7)] * len(numbers)
    assert [line.size for line in numbers] == [near(14, 0.3)] * len(numbers)
    assert [line.right for line in numbers[::2]] == [near(RIGHT - FOOT_SQUARE)] * len(numbers[::2])
    assert [line.left for line in numbers[1::2]] == [near(LEFT + FOOT_SQUARE)] * len(numbers[1::2])


def test_the_date_starts_two_squares_right_of_the_name(papers) -> None:
    page = papers["ends-9"][-1]
    (name,) = [line for line in page.lines if line.text == NAME]
    dated = page.line("2026年4月9日")

    assert name.right == near(RIGHT - 2 * SQUARE)
    assert dated.left - name.left == near(2 * SQUARE)
    assert dated.top - name.top == near(PITCH)


def test_a_date_longer_than_the_name_stands_two_squares_in(papers) -> None:
    page = next(page for page in papers["short-name"] if any(line.text == "市督查室" for line in page.lines))
    name, dated = page.line("市督查室"), page.line("2026年4月9日")

    assert dated.left == near(RIGHT - (2 + 6) * SQUARE)  # six squares long: a figure is half of one in the named fonts
    assert dated.left - name.left == near(2 * SQUARE)


@pytest.mark.parametrize("name", ["document", *(f"ends-{lines}" for lines in ENDS)])
def test_copies_and_printing_stand_at_the_foot_of_the_last_page(papers, name: str) -> None:
    last = papers[name][-1]
    foot = [rule for rule in last.rules if rule.right - rule.left > 150 and rule.top > 200]
    copies, printed = last.line("抄送：市委各部门"), last.lines[-2]

    assert [(rule.left, rule.right) for rule in foot] == [(near(LEFT), near(RIGHT))] * 3
    assert foot[-1].bottom == near(BOTTOM)
    assert [rule.bottom - rule.top for rule in foot] == [near(width, 0.1) for width in (0.35, 0.25, 0.35)]
    assert foot[0].bottom < copies.top < printed.top < foot[-1].top
    assert copies.left == printed.left == near(LEFT + FOOT_SQUARE)
    assert printed.right == near(RIGHT - FOOT_SQUARE)
    above = [line for line in last.body if line.bottom < copies.top]
    assert max((line.bottom for line in above), default=0) < foot[0].top
    assert not any(line.text.startswith("抄送") for page in papers[name][:-1] for line in page.lines)


@pytest.mark.parametrize("lines", [lines for lines in ENDS if lines])
def test_the_signature_never_stands_on_a_page_without_text(papers, lines: int) -> None:
    page = next(page for page in papers[f"ends-{lines}"] if any(line.text == NAME for line in page.lines))

    assert any(line.text.startswith("第") for line in page.lines)


def test_an_annex_begins_a_page_with_its_number_and_its_title_on_the_third_line(papers) -> None:
    (page,) = [page for page in papers["document"] if page.lines[0].text.replace(" ", "") == "附件2"]
    title = page.line("进度落后任务清单")

    assert page.lines[0].left == near(LEFT)
    assert is_centred(title)
    assert TOP + 2 * PITCH - 1 <= title.top <= TOP + 3 * PITCH


def test_a_tables_header_stands_on_each_of_its_pages(papers) -> None:
    pages = [page for page in papers["document"] if any("市交通运输局" in line.text for line in page.lines)]
    headed = [page for page in pages if any(line.text.startswith("序号") for line in page.lines)]

    assert len(headed) == 3
    assert sum(any(line.text.startswith("任务牵头单位") for line in page.lines) for page in pages) == 1


def test_a_letters_mark_and_its_double_rules(papers) -> None:
    first, second = papers["letter"][:2]
    mark = first.lines[0]
    red = [rule for rule in first.rules if rule.red]
    thick = [rule.bottom - rule.top > 0.5 for rule in red]

    assert mark.top == near(30)
    assert is_red(mark)
    assert is_centred(mark, 105)
    assert [(rule.left, rule.right) for rule in red] == [(near(20), near(190))] * 4
    assert red[0].top - mark.bottom == near(4)
    assert red[-1].bottom == near(297 - 20)
    assert thick == [True, False, False, True]
    assert [rule for rule in second.rules if rule.red] == []


def test_a_letters_number_stands_right_below_the_rule_and_its_first_page_has_none(papers) -> None:
    first, second = papers["letter"][:2]
    number = first.line("青府办函〔2026〕16号")
    rule = [rule for rule in first.rules if rule.red][1]

    assert number.right == near(RIGHT)
    assert number.top - rule.bottom == near(16 * 7 / 8 / 72 * 25.4)
    assert not any(line.text.startswith("—") for line in first.lines)
    assert second.lines[-1].text.strip("— ") == "2"


def test_a_letters_copies_stand_at_the_foot_without_rules(papers) -> None:
    last = papers["letter"][-1]
    copies = last.line("抄送：")

    assert BOTTOM - PITCH <= copies.bottom <= BOTTOM
    assert last.rules == ()


def test_a_form_stands_on_one_page(papers) -> None:
    (page,) = papers["form"]

    assert page.lines[0].top == near(TOP)
    assert len([rule for rule in page.rules if rule.red]) == 1
    assert SENTENCE[:6] in "".join(line.text for line in page.lines)
