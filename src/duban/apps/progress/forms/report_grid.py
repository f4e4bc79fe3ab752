"""One report as a row among others: the same fields as in its own form, without files, smaller."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField

from duban.apps.progress.forms.reports import ReportForm, shown
from duban.apps.progress.models import Report
from duban.apps.progress.queries.filed import Line
from duban.apps.progress.queries.report_grid import Row
from duban.apps.web.forms import UploadField
from duban.rulebook.health import LABELS, STATED

_LEFT_OUT = ("files", "coordination")  # they are filled in the report's own form
_COLUMNS = ("stated", "text", "problems", "next_step")


class RowForm(ReportForm):
    """Its names begin with the key of the report, so that many stand in one page."""

    stated = forms.ChoiceField(
        label="自评", required=False, choices=[("", "请选择"), *((one.value, LABELS[one]) for one in STATED)]
    )

    def __init__(self, *args: Any, row: Row, **options: Any) -> None:
        targets = [line.target for line in row.lines]
        super().__init__(*args, report=row.report, targets=targets, prefix=prefix_of(row.report), **options)
        self.row = row
        for name in _LEFT_OUT:
            del self.fields[name]
        del self.fields["text"].widget.attrs["data-counter"]
        for name in ("text", "problems", "next_step"):
            self.fields[name].widget.attrs = {"rows": 3}
        about = f"第{row.report.task.number}项" if row.report.task.number else str(row.report.task)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = f"{about} {field.label}"
            field.help_text = ""

    @property
    def names(self) -> str:
        """All it sends, for htmx."""
        return ",".join(self.add_prefix(name) for name in self.fields)

    @property
    def figure_cells(self) -> list[tuple[Line, BoundField]]:
        return [(line, self.figure(line.target)) for line in self.row.lines]

    @property
    def text_cells(self) -> list[tuple[BoundField, str]]:
        """Each text with what stood there last time."""
        last = self.row.last
        return [(self[name], getattr(last, name) if last else "") for name in _COLUMNS[1:]]

    @property
    def differs(self) -> bool:
        """Whether what was sent is something else than what stands in the report."""
        now, figures = self.row.values, self.row.figures
        return any(now[name] != value for name, value in self.values.items()) or any(
            figures[key] != value for key, value in self.figures.items()
        )


def prefix_of(report: Report) -> str:
    return f"r{report.pk}"


def empty_form(row: Row) -> RowForm:
    """The row as it stands in the database."""
    return RowForm(row=row, initial=shown(row.report, row.lines))


class WorkbookForm(forms.Form):
    file = UploadField(
        label="文件",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods"}),
        help_text="从这里导出、填好的进展情况表（.xlsx、.xls、.ods）。",
    )
