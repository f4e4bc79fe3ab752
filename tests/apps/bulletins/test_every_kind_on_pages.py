"""Every kind of document there is: issued, opened by LibreOffice, measured on its pages, and read back."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from documents.writing.official.pages import Page, office, through_office
from duban.apps.bulletins.actions.bulletins import draft_bulletin
from duban.apps.bulletins.models import Bulletin
from duban.apps.bulletins.writing.choosing import Choices
from duban.apps.dispatch.actions.drafting import draft_dispatch
from duban.apps.dispatch.actions.issuing import issue_dispatch
from duban.apps.dispatch.models import Dispatch, Letterhead, NumberSeries
from duban.apps.dispatch.offered import offered_letterheads
from duban.apps.dispatch.placeholders import placeholders_of
from duban.apps.dispatch.wording import fill, words_for
from duban.apps.plans.papers import paper_text
from duban.apps.progress.standing import stand_again_all
from duban.apps.web import files
from duban.documents.pipeline import understand
from duban.documents.writing.official.docx import write_docx
from duban.documents.writing.official.paper import paper_from
from duban.rulebook.actors import SYSTEM
from duban.rulebook.dispatches import FORMS, DispatchKind
from supervision_cast import Supervised

AT = datetime(2026, 4, 14, 2, 0, tzinfo=UTC)
LEFT, RIGHT, BOTTOM, MIDDLE = 28, 184, 262, 106  # millimetres: GB/T 9704-2012
K = DispatchKind
LETTERS = frozenset({K.LETTER, K.INTERVIEW})


@pytest.fixture
def issued(supervised: Supervised) -> dict[str, Dispatch]:
    """One of each kind under the letterheads that are offered, its words those of the standing templates."""
    Bulletin.objects.all().delete()
    Dispatch.objects.filter(number="").delete()
    Letterhead.objects.update(kinds=[])
    NumberSeries.objects.create(jurisdiction=supervised.place, code=supervised.issued.code, year=2026, last=1)
    for head in offered_letterheads(supervised.units["市政府办"]):
        there = Letterhead.objects.filter(jurisdiction=head.jurisdiction, code=head.code, shape=head.shape)
        if not there.update(kinds=head.kinds, mark=head.mark):
            head.save()
    drafts = {kind: _draft(supervised, kind) for kind in K}
    return {kind.value: issue_dispatch(dispatch=row, at=AT, by=SYSTEM) for kind, row in drafts.items()}


def _draft(supervised: Supervised, kind: DispatchKind) -> Dispatch:
    by, year = supervised.city.actor("office"), supervised.year
    if kind == K.BULLETIN:
        stand_again_all(jurisdiction=supervised.place.pk)
        given = {"plan": year.plans.force, "round": year.round, "as_of": date(2026, 4, 13), "choices": Choices()}
        return Dispatch.objects.get(pk=draft_bulletin(**given, at=AT, by=by).dispatch_id)
    fields = [["督办事项", "报送进展情况"], ["办理期限", "4月20日"]] if kind in FORMS else []
    content = {"annexes": [], "fields": fields}
    if kind == K.PLAN:
        title, text, content = paper_text(year.plans.force)
    else:
        values = {name: f"关于{name}的内容" for name in placeholders_of(kind)}
        title, text = (fill(words, values) for words in words_for(kind, supervised.place, date(2026, 4, 14)))
    return draft_dispatch(
        kind=kind,
        jurisdiction=supervised.place,
        title=title,
        recipients="青泽市发展和改革局",
        units=[supervised.units["发改"]],
        text=text,
        content=content,
        copies=[supervised.units["财政"]],
        at=AT,
        by=by,
    )


def test_every_kind_is_a_page_of_the_standard_and_is_read_back(issued: dict[str, Dispatch], tmp_path: Path) -> None:
    if office() is None and not os.environ.get("CI"):
        pytest.skip("LibreOffice is not installed")
    papers = {kind: paper_from(row.paper) for kind, row in issued.items()}
    assert [kind for kind, paper in papers.items() if write_docx(paper) != files.read(issued[kind].docx)] == []

    for kind, pages in through_office(papers, tmp_path).items():
        _check_pages(pages, DispatchKind(kind), issued[kind])
        _check_read_back(issued[kind])


def _check_pages(pages: list[Page], kind: DispatchKind, row: Dispatch) -> None:
    lines = [line for page in pages for line in page.body]
    assert {(round(page.width), round(page.height)) for page in pages} == {(210, 297)}, kind
    assert min(line.left for line in lines) >= LEFT - 1, kind
    assert max(line.right for line in lines) <= RIGHT + 1, kind
    red = [rule for rule in pages[0].rules if rule.red]
    assert row.number in "".join(line.text for line in pages[0].lines), kind
    if kind in LETTERS:
        assert [round(rule.right - rule.left) for rule in red] == [170] * len(red), kind
        assert len(red) >= 2, kind
    else:
        (rule,) = red
        assert (rule.left, rule.right) == (pytest.approx(LEFT, abs=1), pytest.approx(RIGHT, abs=1)), kind
    numbered = pages[1:] if kind in LETTERS else pages
    assert all(page.lines[-1].text.startswith("—") for page in numbered), kind


def _check_read_back(row: Dispatch) -> None:
    (found,) = understand(files.read(row.docx), "公文.docx").documents[:1]
    assert (found.number, found.title.replace("\n", "")) == (row.number, row.title.replace("\n", "")), row.kind
    assert found.issued_on == date(2026, 4, 14), row.kind
