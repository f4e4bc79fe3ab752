"""What the page of a review shows: the rows of a draft, in a number of queries that does not grow with them.

In: an import.  Out: `Review`, whose parts are put into words by `plans.review`.
"""

from __future__ import annotations

from functools import cached_property

from duban.apps.plans.models import DraftSection, DraftTask, PlanImport, Question
from duban.apps.plans.queries.adoption import check_adoptable
from duban.apps.plans.review import rows
from duban.apps.plans.review.marking import doubtful_marks, marks_of, spans
from duban.apps.plans.review.outline import Heading, headings
from duban.apps.plans.review.rows import Chapter, Counts, Doubts, Names, Row
from duban.apps.plans.review.source import Begin, Part, source_parts, without_blanks
from duban.rulebook.permissions import why_not


class Review:
    """`asked`: the task whose page is wanted; without one the first that nobody has checked is open."""

    def __init__(self, plan_import: PlanImport, *, show: str = "", name: str = "", asked: int | None = None) -> None:
        self.plan_import, self.show, self.name, self.asked = plan_import, show, name, asked

    @cached_property
    def sections(self) -> list[DraftSection]:
        return list(self.plan_import.sections.all())

    @cached_property
    def headings(self) -> list[Heading]:
        return headings(self.sections, self.plan_import.tasks.all())

    @cached_property
    def questions(self) -> list[Question]:
        """All of them; the open ones are counted in the order in which they are shown."""
        return list(self.plan_import.questions.all())

    @cached_property
    def open_questions(self) -> list[Question]:
        return [question for question in self.questions if not question.answer]

    @cached_property
    def names(self) -> Names:
        return {(one.kind, one.name): one for one in self.plan_import.names.all()}

    @cached_property
    def doubts(self) -> Doubts:
        return Doubts(self.open_questions)

    @cached_property
    def counts(self) -> Counts:
        return rows.counts(self.plan_import, self.headings, self.names)

    @cached_property
    def all_rows(self) -> list[Row]:
        """Those the filter leaves, in reading order; one of them is open."""
        every = (Row(task, self.names, self.doubts) for heading in self.headings for task in heading.tasks)
        left = rows.shown(every, self.show, self.name)
        rows.link(left)
        current = next((row for row in left if row.task.pk == self.asked), None) or self._first_unchecked(left)
        if current is not None:
            current.is_open = True
        return left

    @cached_property
    def chapters(self) -> list[Chapter]:
        """Headings with the rows left below them; without a filter empty headings too."""
        held: dict[int | None, list[Row]] = {}
        for row in self.all_rows:
            held.setdefault(row.task.section_id, []).append(row)
        found = ((heading, held.get(heading.section.pk if heading.section else None, [])) for heading in self.headings)
        is_whole = not self.show and not self.name
        return [
            Chapter(heading, below, sum(not row.task.removed for row in below))
            for heading, below in found
            if below or (is_whole and not heading.has_below)
        ]

    @cached_property
    def open_row(self) -> Row | None:
        return next((row for row in self.all_rows if row.is_open), None)

    @cached_property
    def views(self) -> list[tuple[str, str, int]]:
        """The filters with how many rows each leaves."""
        every = [Row(task, self.names, self.doubts) for heading in self.headings for task in heading.tasks]
        return [(key, label, len(rows.shown(every, key, self.name))) for key, label in rows.SHOWS.items()]

    @cached_property
    def why_not_adopt(self) -> str:
        return why_not(check_adoptable, self.plan_import)

    @cached_property
    def source(self) -> list[Part]:
        text = self.plan_import.text
        tasks = [task for heading in self.headings for task in heading.tasks]
        marks = [mark for task in tasks for mark in marks_of(task.pk, task.places, len(text))]
        marks += [mark for task in tasks for mark in doubtful_marks(task.places, text, self.doubts.by_name)]
        return source_parts(
            text,
            self.plan_import.blocks,
            marks,
            faces=_faces(self.plan_import, self.headings),
            begins=[begin for task in tasks if (begin := _begin(task, len(text)))],
            now=self.open_row.task.pk if self.open_row else None,
            anchors=[one.place["start"] for one in self.questions if one.place],
        )

    @property
    def latest_task(self) -> int:
        return max((task.pk for heading in self.headings for task in heading.tasks), default=0)

    @property
    def latest_section(self) -> int:
        return max((section.pk for section in self.sections), default=0)

    @staticmethod
    def _first_unchecked(left: list[Row]) -> Row | None:
        return next((row for row in left if not row.task.checked and not row.task.removed), None)


def row_of(task: DraftTask, *, is_open: bool) -> Row:
    """One task as a row, as the page shows it."""
    names = {(one.kind, one.name): one for one in task.plan_import.names.all()}
    questions = [one for one in task.plan_import.questions.all() if not one.answer]
    return Row(task, names, Doubts(questions), is_open=is_open)


def _begin(task: DraftTask, length: int) -> Begin | None:
    starts = [start for start, _ in spans(task.places.get("text"), length)]
    return Begin(min(starts), task.pk, task.number) if starts else None


def _faces(plan_import: PlanImport, found: list[Heading]) -> dict[str, str]:
    """How the headings and titles of the source are set, by their words."""
    faces = {str(one.section): "head-1" if len(one.path) == 1 else "head-2" for one in found if one.section}
    document = plan_import.document
    titles = (plan_import.title, document.get("title"), document.get("annex_title"))
    faces |= {str(title): "title" for title in titles if title}
    return {without_blanks(words): face for words, face in faces.items()}
