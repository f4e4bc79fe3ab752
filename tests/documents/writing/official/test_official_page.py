"""The page for a screen and the PDF: words are words, nothing is fetched, and what is missing is named."""

from __future__ import annotations

import io
import re
import sys

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from documents.writing.official.papers import document, form, letter
from duban.documents.errors import CannotWrite
from duban.documents.writing.official import pdf
from duban.documents.writing.official.page import PREVIEW_CSS, write_html
from duban.documents.writing.official.paper import Annex, Paper, Paragraph, Table
from duban.documents.writing.official.pdf import PdfUnavailable, can_write_pdf, write_pdf

SHAPES = pytest.mark.parametrize("make", [document, letter, form])


def article(paper: Paper) -> html.HtmlElement:
    return html.fragment_fromstring(write_html(paper))


@SHAPES
def test_the_page_is_one_article_without_styles_or_scripts(make) -> None:
    found = article(make())

    assert found.tag == "article"
    assert found.get("lang") == "zh-CN"
    assert found.xpath(".//@style | .//script | .//style | .//@onclick | .//@src | .//@href") == []


@SHAPES
def test_every_class_of_the_page_is_known_to_its_style(make) -> None:
    used = {name for value in article(make()).xpath(".//@class | ./@class") for name in value.split()}
    plain = {"recipients", "numbered", "held", "below-0", "letter-head", "end", "lead", "beside", "copies", "printed"}

    assert {name for name in used - plain if not re.search(rf"\.{name}[^\w-]", PREVIEW_CSS)} == set()


def test_headings_are_headings_of_the_page() -> None:
    found = article(document())

    assert [
        (element.tag, element.text_content()) for element in found.xpath(".//h1 | .//h2[@class='annex-title']")
    ] == [
        ("h1", "青泽市人民政府办公室关于2026年第一季度重点工作任务落实情况的督查通报"),
        ("h2", "2026年第一季度重点工作任务落实情况表"),
        ("h2", "进度落后任务清单"),
    ]
    assert [
        element.tag for element in found.xpath(".//*[starts-with(@class, 'heading-')]")
    ] == "h2 h2 h3 h4 h5 h2 h2".split()


def test_beneath_a_heading_of_another_page_every_heading_is_one_lower() -> None:
    lower = html.fragment_fromstring(write_html(document(), title=2))

    assert lower.xpath(".//h1") == []
    assert [
        element.tag for element in lower.xpath(".//*[starts-with(@class, 'heading-')]")
    ] == "h3 h3 h4 h5 h6 h3 h3".split()


@settings(max_examples=80)
@given(st.text(max_size=60))
def test_words_stay_words(text: str) -> None:
    hostile = f"<script>alert(1)</script>&amp;\"'{text}"
    paper = document(
        title=f"题{hostile}",
        signatory=hostile,
        copies_to=hostile,
        mark=hostile,
        blocks=(Paragraph(hostile, lead=hostile), Table((hostile,), ((hostile,),), caption=hostile)),
        annexes=(Annex(f"附{hostile}", ()),),
    )
    found = article(paper)

    assert found.xpath(".//script") == []
    assert "<script>alert(1)</script>&amp;" in found.text_content()


@SHAPES
def test_a_pdf_names_its_title_and_author_and_no_program(make) -> None:
    paper = make()
    with pdfplumber.open(io.BytesIO(write_pdf(paper))) as opened:
        assert opened.metadata["Title"] == paper.title
        assert opened.metadata["Author"] == paper.signatory
        assert "Producer" not in opened.metadata


def test_the_same_paper_gives_the_same_pdf() -> None:
    assert write_pdf(letter()) == write_pdf(letter())


def test_rare_characters_are_set_from_another_font() -> None:
    with pdfplumber.open(io.BytesIO(write_pdf(letter(blocks=(Paragraph("镕喆堃昇珺旸"),))))) as opened:
        assert "镕喆堃昇珺旸" in opened.pages[0].extract_text()


def test_nothing_is_fetched_for_a_pdf() -> None:
    import weasyprint

    with pytest.raises(ValueError, match="nothing is fetched"):
        pdf._refusing(weasyprint).fetch("file:///etc/hostname")


def test_without_the_libraries_a_sentence_names_the_packages(monkeypatch) -> None:
    pdf._weasyprint.cache_clear()
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    try:
        assert not can_write_pdf()
        with pytest.raises(PdfUnavailable, match=r"libpango-1\.0-0、libpangoft2-1\.0-0、libharfbuzz-subset0"):
            write_pdf(letter())
        with pytest.raises(CannotWrite, match="没有标题"):
            write_pdf(letter(title=""))
    finally:
        pdf._weasyprint.cache_clear()


def test_the_libraries_are_there() -> None:
    assert can_write_pdf()
