"""Every action × every role: the complete table, written out.

A line: application, module and name of the action; "+" it is done, "-" refused because of who asks, nothing changed.
What it is done to lies in the city; the county's people (cof, cad) may do there only what is their own.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from django.db import transaction

import duban.apps
from cast import City
from duban.apps.audit.models import Event
from duban.rulebook.refusals import NotAllowed, RuleError
from pages.calls import CALLS
from pages.scene import Scene

ASKERS = {  # head of each column of the table: key in the cast
    "sys": "system_admin",
    "sec": "security_admin",
    "aud": "audit_admin",
    "off": "office",
    "hea": "unit_head",
    "lia": "liaison",
    "lea": "leader",
    "rea": "reader",
    "cof": "county_office",
    "cad": "county_admin",
}
TABLE = """
action                                               sys sec aud off hea lia lea rea cof cad
accounts.accounts.create_account                      +   -   -   -   -   -   -   -   -   -
accounts.accounts.change_account                      +   -   -   -   -   -   -   -   -   -
accounts.accounts.disable_account                     +   -   -   -   -   -   -   -   -   -
accounts.accounts.enable_account                      +   -   -   -   -   -   -   -   -   -
accounts.accounts.unlock_account                      -   +   -   -   -   -   -   -   -   -
accounts.passwords.reset_password                     +   -   -   -   -   -   -   -   -   -
accounts.passwords.change_own_password                +   +   +   +   +   +   +   +   +   +
accounts.roles.grant_role                             -   +   -   -   -   -   -   -   -   -
accounts.roles.revoke_role                            -   +   -   -   -   -   -   -   -   -
accounts.sessions.start_session                       +   +   +   +   +   +   +   +   +   +
accounts.sessions.expire_session                      +   +   +   +   +   +   +   +   +   +
accounts.sessions.sign_out                            +   +   +   +   +   +   +   +   +   +
accounts.sessions.end_own_session                     +   +   +   +   +   +   +   +   +   +
accounts.sessions.end_session                         -   +   -   -   -   -   -   -   -   -
accounts.sessions.switch_capacity                     +   +   +   +   +   +   +   +   +   +

audit.verify_record                                   -   -   +   -   -   -   -   -   -   -

calendars.change_day                                  +   -   -   -   -   -   -   -   -   -
calendars.import_year                                 +   -   -   -   -   -   -   -   -   -

bulletins.bulletins.draft_bulletin                    -   -   -   +   -   -   -   -   -   -
bulletins.bulletins.edit_bulletin                     -   -   -   +   -   -   -   -   -   -
bulletins.bulletins.choose_anew                       -   -   -   +   -   -   -   -   -   -

dispatch.drafting.draft_dispatch                      -   -   -   +   -   -   -   -   -   -
dispatch.drafting.edit_dispatch                       -   -   -   +   -   -   -   -   -   -
dispatch.drafting.void_dispatch                       -   -   -   +   -   -   -   -   -   -
dispatch.issuing.submit_dispatch                      -   -   -   +   -   -   -   -   -   -
dispatch.issuing.return_dispatch                      -   -   -   +   -   -   +   -   -   -
dispatch.issuing.issue_dispatch                       -   -   -   +   -   -   -   -   -   -
dispatch.issuing.correct_dispatch                     -   -   -   +   -   -   -   -   -   -
dispatch.receiving.acknowledge_copy                   -   -   -   -   +   +   -   -   -   -
dispatch.receiving.acknowledge_copies                 -   -   -   -   +   +   -   -   -   -
dispatch.letterheads.create_letterhead                -   -   -   +   -   -   -   -   -   -
dispatch.letterheads.change_letterhead                -   -   -   +   -   -   -   -   -   -
dispatch.letterheads.take_over_letterheads            -   -   -   +   -   -   -   -   -   -
dispatch.letterheads.retire_letterhead                -   -   -   +   -   -   -   -   -   -
dispatch.letterheads.restore_letterhead               -   -   -   +   -   -   -   -   -   -
dispatch.letterheads.delete_letterhead                -   -   -   +   -   -   -   -   -   -
dispatch.letterheads.set_series_start                 -   -   -   +   -   -   -   -   -   -
dispatch.wordings.set_wording                         -   -   -   +   -   -   -   -   -   -

organizations.jurisdictions.create_jurisdiction       +   -   -   +   -   -   -   -   -   -
organizations.jurisdictions.change_jurisdiction       +   -   -   -   -   -   -   -   -   -
organizations.jurisdictions.delete_jurisdiction       +   -   -   -   -   -   -   -   -   -
organizations.units.create_unit                       +   -   -   +   -   -   -   -   -   -
organizations.units.change_unit                       +   -   -   +   -   -   -   -   -   -
organizations.units.retire_unit                       +   -   -   +   -   -   -   -   -   -
organizations.units.delete_unit                       +   -   -   +   -   -   -   -   -   -
organizations.unit_names.rename_unit                  +   -   -   +   -   -   -   -   -   -
organizations.unit_names.add_unit_name                +   -   -   +   -   -   -   -   -   -
organizations.unit_names.remove_unit_name             +   -   -   +   -   -   -   -   -   -
organizations.unit_merging.merge_units                +   -   -   +   -   -   -   -   -   -
organizations.unit_groups.create_unit_group           +   -   -   +   -   -   -   -   -   -
organizations.unit_groups.change_unit_group           +   -   -   +   -   -   -   -   -   -
organizations.unit_groups.add_group_member            +   -   -   +   -   -   -   -   -   -
organizations.unit_groups.add_group_members           +   -   -   +   -   -   -   -   -   -
organizations.unit_groups.end_group_member            +   -   -   +   -   -   -   -   -   -
organizations.unit_groups.delete_unit_group           +   -   -   +   -   -   -   -   -   -
organizations.officials.create_official               +   -   -   +   -   -   -   -   -   -
organizations.officials.change_official               +   -   -   +   -   -   -   -   -   -
organizations.officials.delete_official               +   -   -   +   -   -   -   -   -   -
organizations.posts.create_post                       +   -   -   +   -   -   -   -   -   -
organizations.posts.change_post                       +   -   -   +   -   -   -   -   -   -
organizations.posts.abolish_post                      +   -   -   +   -   -   -   -   -   -
organizations.posts.delete_post                       +   -   -   +   -   -   -   -   -   -
organizations.appointments.appoint                    +   -   -   +   -   -   -   -   -   -
organizations.appointments.end_appointment            +   -   -   +   -   -   -   -   -   -
organizations.appointments.replace_holder             +   -   -   +   -   -   -   -   -   -
organizations.appointments.correct_appointment        +   -   -   +   -   -   -   -   -   -
organizations.leading_groups.create_leading_group     +   -   -   +   -   -   -   -   -   -
organizations.leading_groups.change_leading_group     +   -   -   +   -   -   -   -   -   -
organizations.leading_groups.dissolve_leading_group   +   -   -   +   -   -   -   -   -   -
organizations.leading_groups.delete_leading_group     +   -   -   +   -   -   -   -   -   -
organizations.memberships.add_member                  +   -   -   +   -   -   -   -   -   -
organizations.memberships.end_member                  +   -   -   +   -   -   -   -   -   -
organizations.directory_imports.start_import          +   -   -   +   -   -   -   -   -   -
organizations.directory_imports.confirm_import        +   -   -   +   -   -   -   -   -   -
organizations.directory_imports.recheck_import        +   -   -   +   -   -   -   -   -   -
organizations.directory_imports.discard_import        +   -   -   +   -   -   -   -   -   -
organizations.personnel_imports.start_import          +   -   -   +   -   -   -   -   -   -
organizations.personnel_imports.answer_question       +   -   -   +   -   -   -   -   -   -
organizations.personnel_imports.change_line           +   -   -   +   -   -   -   -   -   -
organizations.personnel_imports.change_sheet          +   -   -   +   -   -   -   -   -   -
organizations.personnel_imports.discard_import        +   -   -   +   -   -   -   -   -   -
organizations.personnel_application.apply_import      +   -   -   +   -   -   -   -   -   -

plans.reading.read_document                           -   -   -   +   +   +   -   -   +   -
plans.imports.start_import                            -   -   -   +   -   -   -   -   -   -
plans.imports.discard_import                          -   -   -   +   -   -   -   -   -   -
plans.questions.answer_question                       -   -   -   +   -   -   -   -   -   -
plans.names.match_name                                -   -   -   +   -   -   -   -   -   -
plans.names.leave_name                                -   -   -   +   -   -   -   -   -   -
plans.names.reopen_name                               -   -   -   +   -   -   -   -   -   -
plans.names.match_open_names                          -   -   -   +   -   -   -   -   -   -
plans.names.create_missing_units                      -   -   -   +   -   -   -   -   -   -
plans.names.create_leader                             -   -   -   +   -   -   -   -   -   -
plans.drafts.correct_task                             -   -   -   +   -   -   -   -   -   -
plans.drafts.confirm_task                             -   -   -   +   -   -   -   -   -   -
plans.drafts.remove_task                              -   -   -   +   -   -   -   -   -   -
plans.drafts.restore_task                             -   -   -   +   -   -   -   -   -   -
plans.drafts.add_task                                 -   -   -   +   -   -   -   -   -   -
plans.draft_parts.split_task                          -   -   -   +   -   -   -   -   -   -
plans.draft_parts.merge_task                          -   -   -   +   -   -   -   -   -   -
plans.draft_parts.move_task                           -   -   -   +   -   -   -   -   -   -
plans.draft_parts.shift_task                          -   -   -   +   -   -   -   -   -   -
plans.draft_sections.correct_section                  -   -   -   +   -   -   -   -   -   -
plans.draft_sections.add_section                      -   -   -   +   -   -   -   -   -   -
plans.draft_sections.merge_section                    -   -   -   +   -   -   -   -   -   -
plans.draft_sections.remove_section                   -   -   -   +   -   -   -   -   -   -
plans.draft_header.correct_header                     -   -   -   +   -   -   -   -   -   -
plans.adoption.adopt_draft                            -   -   -   +   -   -   -   -   -   -
plans.adoption.correct_plan                           -   -   -   +   -   -   -   -   -   -
plans.comparison.part_tasks                           -   -   -   +   -   -   -   -   -   -
plans.comparison.pair_tasks                           -   -   -   +   -   -   -   -   -   -
plans.comparison.decide_dropped                       -   -   -   +   -   -   -   -   -   -
plans.workbooks.start_workbook_import                 -   -   -   +   -   -   -   -   -   -
plans.plans.create_plan                               -   -   -   +   -   -   -   -   -   -
plans.plans.change_plan                               -   -   -   +   -   -   -   -   -   -
plans.plans.delete_plan                               -   -   -   +   -   -   -   -   -   -
plans.sections.add_section                            -   -   -   +   -   -   -   -   -   -
plans.sections.change_section                         -   -   -   +   -   -   -   -   -   -
plans.sections.move_section                           -   -   -   +   -   -   -   -   -   -
plans.sections.remove_section                         -   -   -   +   -   -   -   -   -   -
plans.tasks.add_task                                  -   -   -   +   -   -   -   -   -   -
plans.tasks.change_task                               -   -   -   +   -   -   -   -   -   -
plans.tasks.move_task                                 -   -   -   +   -   -   -   -   -   -
plans.tasks.remove_task                               -   -   -   +   -   -   -   -   -   -
plans.targets.add_target                              -   -   -   +   -   -   -   -   -   -
plans.targets.change_target                           -   -   -   +   -   -   -   -   -   -
plans.targets.confirm_kind                            -   -   -   +   -   -   -   -   -   -
plans.targets.remove_target                           -   -   -   +   -   -   -   -   -   -
plans.issuing.issue_plan                              -   -   -   +   -   -   -   -   -   -
plans.receipts.acknowledge_receipts                   -   -   -   -   +   +   -   -   -   -
plans.objections.object_to_receipt                    -   -   -   -   +   +   -   -   -   -
plans.objections.uphold_receipt                       -   -   -   +   -   -   -   -   -   -
plans.objections.release_receipt                      -   -   -   +   -   -   -   -   -   -
plans.links.break_down_task                           -   -   -   +   -   -   -   -   +   -
plans.links.link_tasks                                -   -   -   +   -   -   -   -   +   -
plans.links.unlink_tasks                              -   -   -   +   -   -   -   -   +   -

progress.implementation.ask_implementation_plans      -   -   -   +   -   -   -   -   -   -
progress.implementation.save_implementation_plan      -   -   -   -   +   +   -   -   -   -
progress.implementation.submit_implementation_plan    -   -   -   -   +   +   -   -   -   -
progress.implementation.approve_implementation_plan   -   -   -   -   +   -   -   -   -   -
progress.implementation.send_back_implementation_plan  -   -   -   -   +   -   -   -   -   -
progress.implementation.withdraw_implementation_plan  -   -   -   -   +   +   -   -   -   -
progress.implementation_review.accept_implementation_plan  -   -   -   +   -   -   -   -   -   -
progress.implementation_review.accept_implementation_plans  -   -   -   +   -   -   -   -   -   -
progress.implementation_review.return_implementation_plan  -   -   -   +   -   -   -   -   -   -
progress.implementation_workbook.import_implementation_plans  -   -   -   -   +   +   -   -   -   -
progress.milestones.finish_milestone                  -   -   -   -   +   +   -   -   -   -
progress.milestones.verify_milestone                  -   -   -   +   -   -   -   -   -   -
progress.milestones.verify_milestones                 -   -   -   +   -   -   -   -   -   -
progress.milestones.set_back_milestone                -   -   -   +   -   -   -   -   -   -
progress.inner_duties.assign_inner_duties             -   -   -   -   +   +   -   -   -   -
progress.inner_duties.finish_inner_duty               -   -   -   -   +   +   -   -   -   -
progress.adjustments.ask_adjustment                   -   -   -   +   +   +   -   -   -   -
progress.adjustments.withdraw_adjustment              -   -   -   -   +   +   -   -   -   -
progress.adjustment_review.refer_adjustment           -   -   -   +   -   -   -   -   -   -
progress.adjustment_review.grant_adjustment           -   -   -   +   -   -   -   -   -   -
progress.adjustment_review.refuse_adjustment          -   -   -   +   -   -   -   -   -   -
progress.closures.ask_closure                         -   -   -   -   +   +   -   -   -   -
progress.closures.withdraw_closure                    -   -   -   -   +   +   -   -   -   -
progress.closures.accept_closure                      -   -   -   +   -   -   -   -   -   -
progress.closures.refuse_closure                      -   -   -   +   -   -   -   -   -   -
progress.closures.reopen_closure                      -   -   -   +   -   -   -   -   -   -
progress.clocks.stop_clock                            -   -   -   +   -   -   -   -   -   -
progress.clocks.resume_clock                          -   -   -   +   -   -   -   -   -   -
progress.clocks.extend_clock                          -   -   -   +   -   -   -   -   -   -
progress.instructions.give_instruction                -   -   -   -   -   -   +   -   -   -
progress.instructions.answer_instruction              -   -   -   -   +   +   -   -   -   -
progress.instructions.settle_instruction              -   -   -   +   -   -   +   -   -   -
progress.instructions.continue_instruction            -   -   -   +   -   -   +   -   -   -
progress.instructions.withdraw_instruction            -   -   -   -   -   -   +   -   -   -
progress.contributions.ask_contributions              -   -   -   -   +   +   -   -   -   -
progress.contributions.ask_contribution_again         -   -   -   -   +   +   -   -   -   -
progress.contributions.give_contribution              -   -   -   -   +   +   -   -   -   -
progress.contributions.take_over_contribution         -   -   -   -   +   +   -   -   -   -
progress.contributions.set_aside_contribution         -   -   -   -   +   +   -   -   -   -
progress.evidence.attach_evidence                     -   -   -   -   +   +   -   -   -   -
progress.evidence.remove_evidence                     -   -   -   -   +   +   -   -   -   -
progress.report_approval.approve_reports              -   -   -   -   +   -   -   -   -   -
progress.report_approval.send_back_report             -   -   -   -   +   -   -   -   -   -
progress.report_workbooks.import_reports              -   -   -   -   +   +   -   -   -   -
progress.reports.save_report                          -   -   -   -   +   +   -   -   -   -
progress.reports.submit_report                        -   -   -   -   +   +   -   -   -   -
progress.reports.withdraw_report                      -   -   -   -   +   +   -   -   -   -
progress.unit_practice.set_unit_practice              -   -   -   -   +   -   -   -   -   -
progress.review.accept_report                         -   -   -   +   -   -   -   -   -   -
progress.review.accept_reports                        -   -   -   +   -   -   -   -   -   -
progress.review.return_report                         -   -   -   +   -   -   -   -   -   -
progress.practice.set_practice                        -   -   -   +   -   -   -   -   -   -
progress.rounds.open_round                            -   -   -   +   -   -   -   -   -   -
progress.rounds.close_round                           -   -   -   +   -   -   -   -   -   -
progress.rounds.reopen_round                          -   -   -   +   -   -   -   -   -   -
progress.rounds.change_reporting_days                 -   -   -   +   -   -   -   -   -   -

outbox.messages.mark_read                             -   -   -   +   +   +   +   +   +   -
outbox.messages.mark_all_read                         -   -   -   +   +   +   +   +   +   -
outbox.subscriptions.change_settings                  -   -   -   +   +   +   +   +   +   -
outbox.subscriptions.renew_feed                       -   -   -   +   +   +   -   -   +   -
outbox.subscriptions.end_feed                         -   -   -   +   +   +   +   +   +   -
outbox.robots.add_robot                               +   -   -   -   -   -   -   -   -   -
outbox.robots.change_robot                            +   -   -   -   -   -   -   -   -   -
outbox.robots.switch_robot                            +   -   -   -   -   -   -   -   -   -
outbox.robots.send_test                               +   -   -   -   -   -   -   -   -   -

jobs.run_again                                        +   -   -   -   -   -   -   -   -   -

web.save_view                                         +   +   +   +   +   +   +   +   +   +
web.change_view                                       +   +   +   +   +   +   +   +   +   +
web.share_view                                        -   -   -   +   -   -   -   -   +   -
web.delete_view                                       +   +   +   +   +   +   +   +   +   +

supervision.files.attach_file                         -   -   -   -   +   +   -   -   -   -
supervision.files.remove_file                         -   -   -   -   +   +   -   -   -   -
supervision.interview_notices.draft_interview_notice  -   -   -   +   -   -   -   -   -   -
supervision.interview_records.record_interview        -   -   -   +   -   -   -   -   -   -
supervision.interview_records.close_interview         -   -   -   +   -   -   -   -   -   -
supervision.interviews.propose_interview              -   -   -   +   -   -   -   -   -   -
supervision.interviews.schedule_interview             -   -   -   +   -   -   -   -   -   -
supervision.interviews.cancel_interview               -   -   -   +   -   -   -   -   -   -
supervision.rectifications.require_rectifications     -   -   -   +   -   -   -   -   -   -
supervision.rectifications.report_rectification       -   -   -   -   +   +   -   -   -   -
supervision.rectifications.extend_rectification       -   -   -   +   -   -   -   -   -   -
supervision.rectifications.cancel_rectification       -   -   -   +   -   -   -   -   -   -
supervision.verification.verify_rectification         -   -   -   +   -   -   -   -   -   -
supervision.verification.verify_rectifications        -   -   -   +   -   -   -   -   -   -
supervision.verification.relapse_rectification        -   -   -   +   -   -   -   -   -   -

supervision.cases.open_case                           -   -   -   +   -   -   -   -   -   -
supervision.cases.open_cases                          -   -   -   +   -   -   -   -   -   -
supervision.cases.edit_case                           -   -   -   +   -   -   -   -   -   -
supervision.cases.submit_case                         -   -   -   +   -   -   -   -   -   -
supervision.cases.approve_case                        -   -   -   -   -   -   +   -   -   -
supervision.cases.return_case                         -   -   -   -   -   -   +   -   -   -
supervision.cases.dismiss_case                        -   -   -   +   -   -   -   -   -   -
supervision.cases.dismiss_cases                       -   -   -   +   -   -   -   -   -   -
supervision.cases_serving.serve_case                  -   -   -   +   -   -   -   -   -   -
supervision.cases_serving.serve_cases                 -   -   -   +   -   -   -   -   -   -
supervision.cases_serving.write_document              -   -   -   +   -   -   -   -   -   -
supervision.cases_raising.raise_case                  -   -   -   +   -   -   -   -   -   -
supervision.cases_answering.acknowledge_case          -   -   -   -   +   +   -   -   -   -
supervision.cases_answering.answer_case               -   -   -   -   +   +   -   -   -   -
supervision.cases_answering.verify_case               -   -   -   +   -   -   -   -   -   -
supervision.cases_answering.end_case                  -   -   -   +   -   -   -   -   -   -
supervision.cases_answering.end_cases                 -   -   -   +   -   -   -   -   -   -
supervision.cases_answering.withdraw_case             -   -   -   +   -   -   -   -   -   -
supervision.cases_answering.reopen_case               -   -   -   +   -   -   -   -   -   -
supervision.proposing.propose_cases                   -   -   -   +   -   -   -   -   -   -
supervision.ladders.set_ladder                        -   -   -   +   -   -   -   -   -   -

supervision.listed_drafts.draft_listing               -   -   -   +   -   -   -   -   -   -
supervision.listed_drafts.edit_listing                -   -   -   +   -   -   -   -   -   -
supervision.listed_drafts.take_stages                 -   -   -   +   -   -   -   -   -   -
supervision.listed_drafts.withdraw_listing            -   -   -   +   -   -   -   -   -   -
supervision.listed_notices.draft_listing_notice       -   -   -   +   -   -   -   -   -   -
supervision.listed_notices.draft_delisting_notice     -   -   -   +   -   -   -   -   -   -
supervision.listed_board.register_listing             -   -   -   +   -   -   -   -   -   -
supervision.listed_board.register_delisting           -   -   -   +   -   -   -   -   -   -
supervision.listed_board.relist_case                  -   -   -   +   -   -   -   -   -   -
supervision.listed_stages.finish_stage                -   -   -   +   +   +   -   -   -   -
supervision.listed_stages.reopen_stage                -   -   -   +   -   -   -   -   -   -
supervision.listed_stages.extend_stage                -   -   -   +   -   -   -   -   -   -
supervision.listed_stages.extend_listed               -   -   -   +   -   -   -   -   -   -
supervision.listed_reports.submit_listed_report       -   -   -   -   +   +   -   -   -   -
supervision.listed_reports.accept_listed_report       -   -   -   +   -   -   -   -   -   -
supervision.listed_reports.return_listed_report       -   -   -   +   -   -   -   -   -   -
supervision.listed_acceptance.self_check              -   -   -   -   +   +   -   -   -   -
supervision.listed_acceptance.accept_step             -   -   -   +   -   -   -   -   -   -
supervision.listed_acceptance.visit_again             -   -   -   +   -   -   -   -   -   -

supervision.designations.designate_unit               -   -   -   -   -   -   +   -   -   -
supervision.designations.end_designation              -   -   -   -   -   -   +   -   -   -
supervision.inspections.draft_inspection              -   -   -   +   -   -   -   -   -   -
supervision.inspections.change_inspection             -   -   -   +   -   -   -   -   -   -
supervision.inspections.revise_inspection             -   -   -   +   -   -   -   -   -   -
supervision.inspections.cancel_inspection             -   -   -   +   -   -   -   -   -   -
supervision.inspections.close_inspection              -   -   -   +   -   -   -   -   -   -
supervision.inspections.reopen_inspection             -   -   -   +   -   -   -   -   -   -
supervision.inspection_approval.submit_inspection     -   -   -   +   -   -   -   -   -   -
supervision.inspection_approval.approve_inspection    -   -   -   -   -   -   +   -   -   -
supervision.inspection_approval.return_inspection     -   -   -   -   -   -   +   -   -   -
supervision.inspection_approval.notify_inspection     -   -   -   +   -   -   -   -   -   -
supervision.inspection_approval.start_inspection      -   -   -   +   -   -   -   -   -   -
supervision.inspection_records.add_record             -   -   -   +   -   -   -   -   -   -
supervision.inspection_records.change_record          -   -   -   +   -   -   -   -   -   -
supervision.inspection_records.answer_self_check      -   -   -   -   +   +   -   -   -   -
supervision.conclusions.draft_conclusion              -   -   -   +   -   -   -   -   -   -
supervision.conclusions.change_conclusion             -   -   -   +   -   -   -   -   -   -
supervision.conclusions.write_conclusion              -   -   -   +   -   -   -   -   -   -
supervision.conclusions.receive_conclusion            -   -   -   -   +   +   -   -   -   -
supervision.objections.file_objection                 -   -   -   -   +   +   -   -   -   -
supervision.objections.withdraw_objection             -   -   -   -   +   +   -   -   -   -
supervision.objections.decide_objection               -   -   -   -   -   -   +   -   -   -
supervision.objections.write_decision                 -   -   -   +   -   -   -   -   -   -
supervision.proposals.make_proposal                   -   -   -   +   -   -   -   -   -   -
supervision.proposals.approve_proposal                -   -   -   -   -   -   +   -   -   -
supervision.proposals.refuse_proposal                 -   -   -   -   -   -   +   -   -   -
supervision.proposals.finish_proposal                 -   -   -   +   -   -   -   -   -   -
supervision.referrals.refer_clue                      -   -   -   +   -   -   -   -   -   -
supervision.referrals.note_receipt                    -   -   -   +   -   -   -   -   -   -
indicators.adoption.adopt_indicators                 -  -  -  +  -  -  -  -  -  -
indicators.adoption.update_set                       -  -  -  +  -  -  -  -  -  -
indicators.draft_indicators.add_indicator            -  -  -  +  -  -  -  -  -  -
indicators.draft_indicators.confirm_indicator        -  -  -  +  -  -  -  -  -  -
indicators.draft_indicators.correct_indicator        -  -  -  +  -  -  -  -  -  -
indicators.draft_indicators.remove_indicator         -  -  -  +  -  -  -  -  -  -
indicators.draft_indicators.restore_indicator        -  -  -  +  -  -  -  -  -  -
indicators.draft_indicators.shift_indicator          -  -  -  +  -  -  -  -  -  -
indicators.evaluations.draft_evaluation              -  -  -  +  -  -  -  -  -  -
indicators.evaluations.edit_evaluation               -  -  -  +  -  -  -  -  -  -
indicators.evaluations.rewrite_evaluation            -  -  -  +  -  -  -  -  -  -
indicators.fields.add_field                          -  -  -  +  -  -  -  -  -  -
indicators.fields.add_stage                          -  -  -  +  -  -  -  -  -  -
indicators.fields.change_stage                       -  -  -  +  -  -  -  -  -  -
indicators.fields.move_field                         -  -  -  +  -  -  -  -  -  -
indicators.fields.move_stage                         -  -  -  +  -  -  -  -  -  -
indicators.fields.remove_field                       -  -  -  +  -  -  -  -  -  -
indicators.fields.remove_stage                       -  -  -  +  -  -  -  -  -  -
indicators.fields.rename_field                       -  -  -  +  -  -  -  -  -  -
indicators.figure_imports.import_figures             -  -  -  +  +  +  -  -  -  -
indicators.indicators.add_indicator                  -  -  -  +  -  -  -  -  -  -
indicators.indicators.change_indicator               -  -  -  +  -  -  -  -  -  -
indicators.indicators.move_indicator                 -  -  -  +  -  -  -  -  -  -
indicators.indicators.remove_indicator               -  -  -  +  -  -  -  -  -  -
indicators.indicators.settle_indicators              -  -  -  +  -  -  -  -  -  -
indicators.links.link_target                         -  -  -  +  -  -  -  -  -  -
indicators.links.unlink_target                       -  -  -  +  -  -  -  -  -  -
indicators.observations.enter_many                   -  -  -  +  +  +  -  -  -  -
indicators.observations.enter_observation            -  -  -  +  +  +  -  -  -  -
indicators.observations.sum_up_places                -  -  -  +  -  -  -  -  -  -
indicators.observations.withdraw_observation         -  -  -  +  +  +  -  -  -  -
indicators.schemes.make_scheme                       -  -  -  +  -  -  -  -  -  -
indicators.set_plans.make_plan_of_tasks              -  -  -  +  -  -  -  -  -  -
indicators.set_states.close_set                      -  -  -  +  -  -  -  -  -  -
indicators.set_states.reopen_set                     -  -  -  +  -  -  -  -  -  -
indicators.set_states.start_set                      -  -  -  +  -  -  -  -  -  -
indicators.set_states.take_back_set                  -  -  -  +  -  -  -  -  -  -
indicators.sets.change_set                           -  -  -  +  -  -  -  -  -  -
indicators.sets.create_set                           -  -  -  +  -  -  -  -  -  -
indicators.sets.delete_set                           -  -  -  +  -  -  -  -  -  -
indicators.targets.confirm_targets                   -  -  -  +  -  -  -  -  -  -
indicators.targets.set_targets                       -  -  -  +  -  -  -  -  -  -
indicators.year_sets.make_year_set                   -  -  -  +  -  -  -  -  -  -
"""


def lines() -> list[list[str]]:
    """The table's lines, cut at their spaces, without the head."""
    return [line.split() for line in TABLE.splitlines() if line.strip()][1:]


MODULES = sorted({line[0].rpartition(".")[0] for line in lines()})


def actions() -> dict[str, Callable[..., Any]]:
    """Every public function of an `actions` module that is told `by` whom it is done; checks change nothing."""
    found = {}
    for app in iter_modules(duban.apps.__path__):
        for module, name in _modules(f"duban.apps.{app.name}.actions"):
            for verb, function in inspect.getmembers(module, inspect.isfunction):
                by = inspect.signature(function).parameters.get("by")
                is_action = by is not None and by.kind is by.KEYWORD_ONLY and not verb.startswith(("_", "check_"))
                if is_action and function.__module__ == module.__name__:
                    found[".".join(filter(None, (app.name, name, verb)))] = function
    return found


def test_every_action_stands_in_the_table() -> None:
    missing = sorted(actions().keys() - {line[0] for line in lines()})
    empty = "  ?" * len(ASKERS)

    assert missing == [], "\n".join(["add to TABLE in this file:", *(f"{name:<52}{empty}" for name in missing)])


def test_every_action_can_be_tried() -> None:
    missing = sorted({line[0] for line in lines()} - CALLS.keys())

    assert missing == [], f"add to CALLS in tests/pages/calls.py: {missing}"


def test_the_table_holds_no_action_that_is_gone() -> None:
    assert {line[0] for line in lines()} - actions().keys() == set()


def test_no_action_stands_twice_in_the_table() -> None:
    names = [line[0] for line in lines()]

    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_every_line_has_an_answer_for_every_asker() -> None:
    assert [line[0] for line in lines() if len(line) != 1 + len(ASKERS) or set(line[1:]) - {"+", "-"}] == []


@pytest.mark.parametrize("module", MODULES)
def test_each_asker_may_do_what_the_table_says(city: City, module: str) -> None:
    scene, known = Scene(city), actions()
    wrong = []
    for name, *expected in lines():
        if name.rpartition(".")[0] == module:
            outcomes = {head: _outcome(scene, known[name], CALLS[name], who) for head, who in ASKERS.items()}
            wrong += [
                f"{name} by {head}: {outcome or 'done'}, not {sign}"
                for (head, outcome), sign in zip(outcomes.items(), expected, strict=True)
                if not _is_as_said(outcome, sign)
            ]

    assert wrong == [], "\n".join(["", *wrong])


@transaction.atomic
def _outcome(scene: Scene, action: Callable[..., Any], call: Callable[..., Any], who: str) -> RuleError | None:
    """Why it was refused, None when it was done; either way it is undone."""
    by = scene.city.actor(who)
    arguments = call(scene, who)
    before = Event.objects.count()
    refusal: RuleError | None = None
    try:
        action(by=by, **arguments)
    except RuleError as error:
        refusal = error
        assert Event.objects.count() == before
    transaction.set_rollback(True)
    return refusal


def _is_as_said(outcome: RuleError | None, sign: str) -> bool:
    return outcome is None if sign == "+" else isinstance(outcome, NotAllowed)


def _modules(package: str) -> list[tuple[Any, str]]:
    """The package or module of actions, each with its name below it; none where an application has no actions."""
    try:
        top = import_module(package)
    except ModuleNotFoundError as missing:
        if missing.name == package:
            return []
        raise
    below = [module.name for module in iter_modules(getattr(top, "__path__", []))]
    return [(top, ""), *((import_module(f"{package}.{name}"), name) for name in below)]
