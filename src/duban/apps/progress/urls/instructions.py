"""The addresses of instructions and clocks; hints while a report is written."""

from __future__ import annotations

from django.urls import URLPattern, path

from duban.apps.progress.views import clocks, hints, instruction_list, instructions

urlpatterns: list[URLPattern] = [
    path("instructions/", instruction_list.list_instructions, name="instructions"),
    path("tasks/<int:pk>/instruct/", instructions.give_instruction, name="instruct"),
    path("instructions/<int:pk>/", instructions.show_instruction, name="instruction"),
    path("instructions/<int:pk>/answer/", instructions.answer_instruction, name="instruction-answer"),
    path("instructions/<int:pk>/settle/", instructions.settle_instruction, name="instruction-settle"),
    path("instructions/<int:pk>/continue/", instructions.continue_instruction, name="instruction-continue"),
    path("instructions/<int:pk>/withdraw/", instructions.withdraw_instruction, name="instruction-withdraw"),
    path("clocks/<int:pk>/stop/", clocks.stop_clock, name="clock-stop"),
    path("clocks/<int:pk>/resume/", clocks.resume_clock, name="clock-resume"),
    path("clocks/<int:pk>/extend/", clocks.extend_clock, name="clock-extend"),
    path("reports/<int:pk>/hints/", hints.report_hints, name="report-hints"),
]
