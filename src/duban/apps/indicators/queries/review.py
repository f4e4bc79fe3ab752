"""What the page of a review of indicators shows: the rows of a draft, in queries that do not grow with them.

In: an import.  Out: `Review`, whose parts are put into words by `indicators.review`.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from duban.apps.indicators.models import DraftIndicator
from duban.apps.indicators.queries.adoption import check_adoptable
from duban.apps.indicators.review import rows
from duban.apps.indicators.review.rows import Chapter, Counts, Row
from duban.apps.plans.models import PlanImport, Question
from duban.apps.plans.review.marking import Mark, doubtful_marks, marks_of, spans
from duban.apps.plans.review.rows import SHOWS, Doubts, Names
from duban.apps.plans.review.source import Begin, Part, source_parts, without_blanks
from duban.rulebook.permissions import why_not


class Review:
    """`asked`: the row whose page is wanted; without one the first that nobody has checked is open."""

    def __init__(self, plan_import: PlanImport, *, show: str = "", name: str = "", asked: int | None = None) -> None:
        self.plan_import, self.show, self.name, self.asked = plan_import, show, name, asked

    @cached_property
    def drafts(self) -> list[DraftIndicator]:
        found = list(DraftIndicator.objects.filter(plan_import=self.plan_import))
        for one in found:
            one.plan_import = self.plan_import
        return found

    @cached_property
    def open_questions(self) -> list[Question]:
        return [one for one in self.questions if not one.answer]

    @cached_property
    def questions(self) -> list[Question]:
        return list(self.plan_import.questions.all())

    @cached_property
    def names(self) -> Names:
        return {(one.kind, one.name): one for one in self.plan_import.names.all()}

    @cached_property
    def counts(self) -> Counts:
        return rows.counts(self.drafts, self.names, len(self.plan_import.document.get("stages", ())))

    @cached_property
    def all_rows(self) -> list[Row]:
        """Those the filter leaves, in reading order; one of them is open."""
        left = rows.shown(self._every, self.show, self.name)
        rows.link(left)
        current = next((row for row in left if row.draft.pk == self.asked), None) or self._first_unchecked(left)
        if current is not None:
            current.is_open = True
        return left

    @cached_property
    def chapters(self) -> list[Chapter]:
        return rows.chapters(self.all_rows)

    @cached_property
    def open_row(self) -> Row | None:
        return next((row for row in self.all_rows if row.is_open), None)

    @cached_property
    def views(self) -> list[tuple[str, str, int]]:
        """The filters with how many rows each leaves."""
        return [(key, label, len(rows.shown(self._every, key, self.name))) for key, label in SHOWS.items()]

    @cached_property
    def why_not_adopt(self) -> str:
        return why_not(check_adoptable, self.plan_import)

    @cached_property
    def source(self) -> list[Part]:
        text = self.plan_import.text
        marks = [mark for one in self.drafts for mark in _marks(one, text, self._doubts.by_name)]
        return source_parts(
            text,
            self.plan_import.blocks,
            marks,
            faces=_faces(self.plan_import, self.drafts),
            begins=[begin for one in self.drafts[::-1] if (begin := _begin(one, len(text)))],
            now=self.open_row.draft.pk if self.open_row else None,
            anchors=[one.place["start"] for one in self.questions if one.place],
        )

    @property
    def latest(self) -> int:
        return max((one.pk for one in self.drafts), default=0)

    @cached_property
    def _doubts(self) -> Doubts:
        return Doubts(self.open_questions)

    @cached_property
    def _every(self) -> list[Row]:
        return [Row(one, self.names, self._doubts) for one in self.drafts]

    @staticmethod
    def _first_unchecked(left: list[Row]) -> Row | None:
        return next((row for row in left if not row.draft.checked and not row.draft.removed), None)


def row_of(draft: DraftIndicator, *, is_open: bool) -> Row:
    """One indicator as a row, as the page shows it."""
    names = {(one.kind, one.name): one for one in draft.plan_import.names.all()}
    questions = [one for one in draft.plan_import.questions.all() if not one.answer]
    return Row(draft, names, Doubts(questions), is_open=is_open)


def _marks(draft: DraftIndicator, text: str, names: dict[str, Any]) -> list[Mark]:
    """Of the row's values, and of each of its tasks the words and the units."""
    places = {name: value for name, value in draft.places.items() if name != "tasks"}
    for at, task in enumerate(draft.tasks):
        places |= {f"task{at}{'' if name == 'text' else name}": value for name, value in task["places"].items()}
    return [*marks_of(draft.pk, places, len(text)), *doubtful_marks(places, text, names)]


def _begin(draft: DraftIndicator, length: int) -> Begin | None:
    """Two that begin in one paragraph stand beside it from right to left."""
    starts = [start for start, _ in spans(draft.places.get("name"), length)]
    return Begin(min(starts), draft.pk, draft.part or draft.number) if starts else None


def _faces(plan_import: PlanImport, drafts: list[DraftIndicator]) -> dict[str, str]:
    """How the titles of the source are set, by their words."""
    document = plan_import.document
    titles = (plan_import.title, document.get("title"), document.get("annex_title"))
    return {without_blanks(str(title)): "title" for title in titles if title}
