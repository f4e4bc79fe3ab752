"""A paper is stored as JSON and comes back equal; what cannot be written says so."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.writing.official.papers import document, form, letter
from duban.documents.errors import CannotWrite
from duban.documents.writing.official.docx import write_docx
from duban.documents.writing.official.page import write_html
from duban.documents.writing.official.paper import (
    Annex,
    Heading,
    Paper,
    Paragraph,
    Shape,
    Table,
    check,
    paper_from,
    plain,
)

WORDS = st.text(max_size=12)
ROWS = st.lists(st.tuples(WORDS, WORDS), max_size=3).map(tuple)
BLOCKS = st.lists(
    st.one_of(
        st.builds(Heading, WORDS, st.integers(1, 4)),
        st.builds(Paragraph, WORDS, WORDS),
        st.builds(Table, st.tuples(WORDS, WORDS), ROWS, WORDS, st.just((1, 3))),
    ),
    max_size=4,
).map(tuple)
DAYS = st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31))
PAPERS = st.builds(
    Paper,
    shape=st.sampled_from(Shape),
    mark=WORDS,
    title=WORDS,
    number=WORDS,
    recipients=WORDS,
    blocks=BLOCKS,
    annexes=st.lists(st.builds(Annex, WORDS, BLOCKS), max_size=2).map(tuple),
    signatory=WORDS,
    dated=DAYS,
    printed_on=DAYS,
    fields=ROWS,
)


@given(PAPERS)
def test_a_stored_paper_comes_back_equal(paper: Paper) -> None:
    assert paper_from(json.loads(json.dumps(plain(paper)))) == paper


def test_a_paper_stored_before_an_element_was_known_still_comes_back() -> None:
    stored = plain(document())
    del stored["copy_number"]

    assert paper_from(stored) == document()


@pytest.mark.parametrize(
    "change",
    [
        {"title": 3},
        {"title": None},
        {"shape": "poster"},
        {"dated": "2026年4月9日"},
        {"colour": "red"},
        {"blocks": [{"block": "picture"}]},
        {"blocks": [{"block": "heading", "text": "一、总体情况", "level": True}]},
        {"blocks": ["一、总体情况"]},
        {"fields": [["督办事项"]]},
        {"annexes": {"title": "清单"}},
    ],
)
def test_what_is_no_stored_paper_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        paper_from(plain(form()) | change)


def test_a_stored_paper_without_a_title_is_refused() -> None:
    stored = plain(letter())
    del stored["title"]

    with pytest.raises(ValueError, match="title"):
        paper_from(stored)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": " \n"}, "没有标题"),
        ({"annexes": (Annex("", ()),)}, "附件没有名称"),
        ({"blocks": (Heading("五层", 5),)}, "四级"),
        ({"annexes": (Annex("清单", (Heading("零层", 0),)),)}, "四级"),
    ],
)
def test_what_cannot_be_written_says_why(change: dict[str, object], said: str) -> None:
    for write in (check, write_docx, write_html):
        with pytest.raises(CannotWrite, match=said):
            write(document(**change))
