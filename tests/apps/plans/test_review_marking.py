"""The source with what was read of it marked: pure, without a page or a database."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duban.apps.plans.review.marking import Mark, Piece, by_block, doubtful_marks, marks_of, pieces, spans
from duban.apps.plans.review.source import Begin, source_parts

TEXT = "部门分工：市商务局牵头，各地负责。"


def test_a_text_is_cut_where_a_mark_begins_and_ends() -> None:
    found = pieces(TEXT, 0, len(TEXT), [Mark(5, 9, "7:lead")])

    assert found == [Piece("部门分工："), Piece("市商务局", "7:lead"), Piece("牵头，各地负责。")]


def test_words_read_into_two_fields_carry_both_keys() -> None:
    found = pieces(TEXT, 0, len(TEXT), [Mark(5, 16, "7:lead"), Mark(12, 14, "7:implement")])

    assert [(piece.text, piece.keys) for piece in found if piece.keys] == [
        ("市商务局牵头，", "7:lead"),
        ("各地", "7:lead 7:implement"),
        ("负责", "7:lead"),
    ]


def test_a_doubt_lies_over_what_was_read() -> None:
    (piece,) = pieces(TEXT, 5, 9, [Mark(5, 9, "7:lead"), Mark(5, 9, doubtful=True)])

    assert piece == Piece("市商务局", "7:lead", doubtful=True)


@pytest.mark.parametrize(
    "place",
    [None, "5-9", [], [[]], [[5]], [["a", "b"]], [[9, 5]], [[7, 7]], [[90, 99]], [[-9, -5]], [[None, 9]], [[True, 9]]],
)
def test_a_place_that_is_no_stretch_of_the_text_marks_nothing(place: object) -> None:
    assert list(spans(place, len(TEXT))) == []


def test_a_place_that_reaches_beyond_the_text_is_clipped() -> None:
    assert list(spans([[-3, 4], [15, 400]], len(TEXT))) == [(0, 4), (15, len(TEXT))]


@given(
    st.text("市局，。\n", min_size=1, max_size=30),
    st.lists(st.tuples(st.integers(-5, 40), st.integers(-5, 40)), max_size=8),
)
def test_whatever_the_places_are_no_word_is_lost(text: str, places: list[tuple[int, int]]) -> None:
    marks = list(marks_of(1, {"lead": [list(place) for place in places]}, len(text)))
    found = pieces(text, 0, len(text), marks)

    assert "".join(piece.text for piece in found) == text.replace("\n", "")


def test_a_mark_over_two_blocks_is_found_in_both() -> None:
    found = by_block([0, 10, 20], [Mark(5, 15, "1:text"), Mark(22, 25, "2:text")])

    assert {at: [mark.key for mark in marks] for at, marks in found.items()} == {
        0: ["1:text"],
        1: ["1:text"],
        2: ["2:text"],
    }


def test_only_the_words_that_are_the_doubted_name_are_doubtful() -> None:
    text = "市商务局牵头，商务局配合"
    places = {"lead": [[0, 4]], "support": [[7, 10]], "text": [[0, 12]]}

    assert list(doubtful_marks(places, text, {"商务局"})) == [Mark(7, 10, doubtful=True)]


def test_rows_of_a_table_lie_together_between_the_paragraphs() -> None:
    text = "标题\n甲乙\n丙丁\n落款"
    blocks = [
        {"kind": "paragraph", "start": 0, "end": 2},
        {"kind": "row", "start": 3, "end": 5, "cells": [[3, 4], [4, 5]]},
        {"kind": "row", "start": 6, "end": 8, "cells": [[6, 7], [7, 8]]},
        {"kind": "paragraph", "start": 9, "end": 11},
    ]
    parts = source_parts(
        text, blocks, [Mark(3, 4, "1:text")], faces={"标题": "title"}, begins=[Begin(3, 1, "1")], now=1
    )

    assert [(part.is_table, len(part.blocks)) for part in parts] == [(False, 1), (True, 2), (False, 1)]
    assert parts[0].blocks[0].face == "title"
    row = parts[1].blocks[0]
    assert (row.numbers, row.now, row.tasks) == ([(1, "1")], True, "1")
    assert [[piece.text for piece in cell.pieces] for cell in row.cells] == [["甲"], ["乙"]]


def test_blocks_that_lie_outside_the_text_are_left_out() -> None:
    parts = source_parts(
        "正文", [{"start": 0, "end": 99}, {"start": 50, "end": 60}, {"start": -4, "end": 1}], [], faces={}
    )
    shown = [
        piece.text for block in chain(*(part.blocks for part in parts)) for cell in block.cells for piece in cell.pieces
    ]

    assert shown == ["正", "正文"] or shown == ["正文", "正"]


def test_a_paragraph_with_a_page_number_in_it_is_shown_without_it() -> None:
    text = "　　推进产业\n- 3 -\n转移"
    block = {"start": 0, "end": len(text), "runs": [[0, 6], [13, 15]]}
    (part,) = source_parts(text, [block], [], faces={})

    assert "".join(piece.text for piece in part.blocks[0].cells[0].pieces) == "推进产业转移"


def test_a_merged_cell_keeps_its_rows_and_a_heading_takes_the_whole_row() -> None:
    text = "章甲乙丙丁"
    blocks = [
        {"kind": "row", "start": 0, "end": 1, "cells": [[0, 1], [1, 1], [1, 1]]},
        {"kind": "row", "start": 1, "end": 3, "cells": [[1, 2], [2, 3]], "spans": [[2, 1], [1, 2]]},
        {"kind": "row", "start": 3, "end": 5, "cells": [[3, 4], [4, 5]], "spans": [[1, 1], [1, 1]]},
    ]
    (table,) = source_parts(text, blocks, [], faces={})

    assert [[(cell.rowspan, cell.colspan) for cell in row.cells] for row in table.blocks] == [
        [(1, 3)],
        [(2, 1), (1, 2)],
        [(1, 1), (1, 1)],
    ]
