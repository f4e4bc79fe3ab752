"""Every address × every role: the complete table, written out.

A line: address name, its arguments (objects of `pages.scene`, all of the city), method, and the answer to each asker.
200 shown, 302 done (or: sign in first), 403 refused with a reason, 404 nothing there for this asker, 409 not now.
A POST is empty: where something is missing it says so.
"""

from __future__ import annotations

import copy

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cast import City
from pages.indicator_addresses import INDICATORS
from pages.scene import Scene
from pages.supervision_addresses import SUPERVISION

ASKERS = {  # head of each column of the table: key in the cast, "" for a stranger who is not signed in
    "sys": "system_admin",
    "sec": "security_admin",
    "aud": "audit_admin",
    "off": "office",
    "hea": "unit_head",
    "lia": "liaison",
    "lea": "leader",
    "rea": "reader",
    "non": "",
    "cof": "county_office",  # of another jurisdiction: the county sees nothing of the city's objects
    "cad": "county_admin",
}
TABLE = f"""
address                                  arguments                      sys sec aud off hea lia lea rea non cof cad
home:home                                -                         GET  200 200 200 200 200 200 200 200 302 200 200
home:search                              -                         GET  200 200 404 200 200 200 200 200 302 200 200

address                                  arguments                      sys sec aud off hea lia lea rea non cof cad
web:components                           -                         GET  200 200 200 200 200 200 200 200 302 200 200
web:confirm-sample                       -                         GET  200 200 200 200 200 200 200 200 302 200 200
web:view-save                            key=table                 GET  200 200 200 200 200 200 200 200 302 200 200
web:view-change                          pk=view                   GET  404 404 404 200 404 404 404 404 302 404 404
web:view-share                           pk=view                   POST 404 404 404 409 404 404 404 404 302 404 404
web:view-delete                          pk=view                   POST 404 404 404 302 404 404 404 404 302 404 404

address                                  arguments                      sys sec aud off hea lia lea rea non cof cad
accounts:sign-in                         -                         GET  302 302 302 302 302 302 302 302 200 302 302
accounts:sign-out                        -                         POST 302 302 302 302 302 302 302 302 302 302 302
accounts:own                             -                         GET  200 200 200 200 200 200 200 200 302 200 200
accounts:own-password                    -                         GET  200 200 200 200 200 200 200 200 302 200 200
accounts:own-session-end                 pk=session                POST 404 404 404 404 404 404 404 404 302 404 404
accounts:capacity-switch                 pk=grant                  POST 404 404 404 404 404 404 404 404 302 404 404
accounts:accounts                        -                         GET  200 200 404 404 404 404 404 404 302 404 200
accounts:account-create                  -                         GET  200 404 404 404 404 404 404 404 302 404 200
accounts:account                         pk=account                GET  200 200 404 404 404 404 404 404 302 404 404
accounts:account-change                  pk=account                GET  200 404 404 404 404 404 404 404 302 404 404
accounts:account-disable                 pk=account                GET  200 404 404 404 404 404 404 404 302 404 404
accounts:account-enable                  pk=account                POST 409 404 404 404 404 404 404 404 302 404 404
accounts:account-reset-password          pk=account                GET  200 404 404 404 404 404 404 404 302 404 404
accounts:account-unlock                  pk=account                POST 404 409 404 404 404 404 404 404 302 404 404
accounts:role-grant                      pk=account                GET  404 200 404 404 404 404 404 404 302 404 404
accounts:roles                           -                         GET  200 200 404 404 404 404 404 404 302 404 200
accounts:role-revoke                     pk=grant                  GET  404 200 404 404 404 404 404 404 302 404 404
accounts:session-end                     pk=session                POST 404 302 404 404 404 404 404 404 302 404 404

address                                  arguments                      sys sec aud off hea lia lea rea non cof cad
calendars:calendar                       -                         GET  200 200 200 200 200 200 200 200 302 200 200
calendars:year                           year=year                 GET  200 200 200 200 200 200 200 200 302 200 200
calendars:day-change                     year=year,month=month,day=day GET  200 404 404 404 404 404 404 404 302 404 403
calendars:import                         -                         GET  200 404 404 404 404 404 404 404 302 404 403
calendars:import-confirm                 -                         POST 400 404 404 404 404 404 404 404 302 404 403

address                                  arguments                      sys sec aud off hea lia lea rea non cof cad
organizations:index                      -                         GET  200 200 404 200 200 200 200 200 302 200 200
organizations:jurisdiction-create        pk=place                  GET  200 404 404 200 404 404 404 404 302 404 404
organizations:jurisdiction-change        pk=place                  GET  200 404 404 404 404 404 404 404 302 404 404
organizations:jurisdiction-delete        pk=place                  GET  200 404 404 404 404 404 404 404 302 404 404
organizations:unit-create                -                         GET  200 404 404 200 404 404 404 404 302 200 200
organizations:unit                       pk=unit                   GET  200 200 404 200 200 200 200 200 302 404 404
organizations:unit-change                pk=unit                   GET  200 404 404 200 404 404 404 404 302 404 404
organizations:unit-retire                pk=unit                   GET  200 404 404 200 404 404 404 404 302 404 404
organizations:unit-delete                pk=unit                   GET  200 404 404 200 404 404 404 404 302 404 404
organizations:unit-rename                pk=unit                   GET  200 404 404 200 404 404 404 404 302 404 404
organizations:unit-name-add              pk=unit                   GET  200 404 404 200 404 404 404 404 302 404 404
organizations:unit-name-remove           pk=name                   GET  200 404 404 200 404 404 404 404 302 404 404
organizations:unit-merge                 pk=unit                   GET  200 404 404 200 404 404 404 404 302 404 404
organizations:unit-merge-into            pk=unit,winning_pk=other  GET  200 404 404 200 404 404 404 404 302 404 404
organizations:unit-groups                -                         GET  200 200 404 200 200 200 200 200 302 200 200
organizations:unit-group-create          -                         GET  200 404 404 200 404 404 404 404 302 200 200
organizations:unit-group                 pk=units                  GET  200 200 404 200 404 404 200 200 302 404 404
organizations:unit-group-change          pk=units                  GET  200 404 404 200 404 404 404 404 302 404 404
organizations:unit-group-delete          pk=units                  GET  200 404 404 200 404 404 404 404 302 404 404
organizations:unit-group-member-add      pk=units                  GET  200 404 404 200 404 404 404 404 302 404 404
organizations:units-into-group           -                         POST 400 404 404 400 404 404 404 404 302 400 400
organizations:unit-group-member-end      pk=listed                 GET  200 404 404 200 404 404 404 404 302 404 404
organizations:officials                  -                         GET  200 200 404 200 200 200 200 200 302 200 200
organizations:official-create            -                         GET  200 404 404 200 404 404 404 404 302 200 200
organizations:official                   pk=official               GET  200 200 404 200 200 200 200 200 302 404 404
organizations:official-change            pk=official               GET  200 404 404 200 404 404 404 404 302 404 404
organizations:official-delete            pk=official               GET  200 404 404 200 404 404 404 404 302 404 404
organizations:leaders                    -                         GET  200 200 404 200 200 200 200 200 302 200 200
organizations:posts                      -                         GET  200 200 404 200 200 200 200 200 302 200 200
organizations:post-create                unit_pk=unit              GET  200 404 404 200 404 404 404 404 302 404 404
organizations:post                       pk=post                   GET  200 200 404 200 200 200 200 200 302 404 404
organizations:post-change                pk=post                   GET  200 404 404 200 404 404 404 404 302 404 404
organizations:post-abolish               pk=vacant                 GET  200 404 404 200 404 404 404 404 302 404 404
organizations:post-delete                pk=vacant                 GET  200 404 404 200 404 404 404 404 302 404 404
organizations:holder-replace             pk=post                   GET  200 404 404 200 404 404 404 404 302 404 404
organizations:appointment-appoint        -                         GET  200 404 404 200 404 404 404 404 302 200 200
organizations:appointment-end            pk=appointment            GET  200 404 404 200 404 404 404 404 302 404 404
organizations:appointment-correct        pk=appointment            GET  200 404 404 200 404 404 404 404 302 404 404
organizations:leading-groups             -                         GET  200 200 404 200 200 200 200 200 302 200 200
organizations:leading-group-create       -                         GET  200 404 404 200 404 404 404 404 302 200 200
organizations:leading-group              pk=group                  GET  200 200 404 200 200 200 200 200 302 404 404
organizations:leading-group-change       pk=group                  GET  200 404 404 200 404 404 404 404 302 404 404
organizations:leading-group-dissolve     pk=group                  GET  200 404 404 200 404 404 404 404 302 404 404
organizations:leading-group-delete       pk=group                  GET  200 404 404 200 404 404 404 404 302 404 404
organizations:member-add                 pk=group                  GET  200 404 404 200 404 404 404 404 302 404 404
organizations:member-end                 pk=member                 GET  200 404 404 200 404 404 404 404 302 404 404
organizations:subject-suggest            kind=kind                 GET  200 200 404 200 200 200 200 200 302 200 200
organizations:imports                    -                         GET  200 404 404 200 404 404 404 404 302 200 200
organizations:directory-import-start     -                         GET  200 404 404 200 404 404 404 404 302 200 200
organizations:directory-template         -                         GET  200 404 404 200 404 404 404 404 302 200 200
organizations:directory-export           -                         GET  200 404 404 200 404 404 404 404 302 200 200
organizations:directory-import           pk=directory              GET  200 404 404 200 404 404 404 404 302 404 404
organizations:directory-import-confirm   pk=directory              POST 302 404 404 302 404 404 404 404 302 404 404
organizations:directory-import-recheck   pk=directory              POST 302 404 404 302 404 404 404 404 302 404 404
organizations:directory-import-discard   pk=directory              POST 302 404 404 302 404 404 404 404 302 404 404
organizations:directory-import-file      pk=directory              GET  200 404 404 200 404 404 404 404 302 404 404
organizations:directory-import-problems  pk=directory              GET  200 404 404 200 404 404 404 404 302 404 404
organizations:personnel-imports          -                         GET  200 404 404 200 404 404 404 404 302 200 200
organizations:personnel-start            -                         GET  200 404 404 200 404 404 404 404 302 200 200
organizations:personnel-import           pk=personnel              GET  200 404 404 200 404 404 404 404 302 404 404
organizations:personnel-answer           pk=personnel              POST 302 404 404 302 404 404 404 404 302 404 404
organizations:personnel-line-change      pk=personnel,key=line     GET  200 404 404 200 404 404 404 404 302 404 404
organizations:personnel-document-change  pk=personnel,key=sheet    GET  200 404 404 200 404 404 404 404 302 404 404
organizations:personnel-apply            pk=personnel              POST 302 404 404 302 404 404 404 404 302 404 404
organizations:personnel-discard          pk=personnel              GET  200 404 404 200 404 404 404 404 302 404 404
organizations:personnel-file             pk=personnel              GET  200 404 404 200 404 404 404 404 302 404 404

address                                  arguments                      sys sec aud off hea lia lea rea non cof cad
plans:read                               -                         GET  404 404 404 200 200 200 404 404 302 200 404
plans:reading                            word=ticket               GET  404 404 404 200 404 404 404 404 302 404 404
plans:reading-ledger                     word=ticket               GET  404 404 404 200 404 404 404 404 302 404 404
plans:imports                            -                         GET  404 404 404 200 404 404 404 404 302 200 404
plans:import-start                       -                         GET  404 404 404 200 404 404 404 404 302 200 404
plans:import                             pk=review                 GET  404 404 404 302 404 404 404 404 302 404 404
plans:import-discard                     pk=review                 GET  404 404 404 200 404 404 404 404 302 404 404
plans:source                             pk=review                 GET  404 404 404 200 404 404 404 404 302 404 404
plans:reading-import                     word=ticket               POST 404 404 404 302 404 404 404 404 302 404 404
plans:question-answer                    pk=question               POST 404 404 404 302 404 404 404 404 302 404 404
plans:names                              pk=review                 GET  404 404 404 200 404 404 404 404 302 404 404
plans:names-create-units                 pk=review                 GET  404 404 404 200 404 404 404 404 302 404 404
plans:names-match-open                   pk=review                 POST 404 404 404 302 404 404 404 404 302 404 404
plans:name-match                         pk=draft_name             GET  404 404 404 200 404 404 404 404 302 404 404
plans:name-leave                         pk=draft_name             POST 404 404 404 400 404 404 404 404 302 404 404
plans:name-reopen                        pk=draft_name             POST 404 404 404 400 404 404 404 404 302 404 404
plans:name-create-leader                 pk=draft_leader           GET  404 404 404 200 404 404 404 404 302 404 404
plans:review                             pk=review                 GET  404 404 404 200 404 404 404 404 302 404 404
plans:draft-header                       pk=review                 GET  404 404 404 200 404 404 404 404 302 404 404
plans:draft-task-add                     pk=review                 GET  404 404 404 200 404 404 404 404 302 404 404
plans:draft-section-add                  pk=review                 GET  404 404 404 200 404 404 404 404 302 404 404
plans:draft-task                         pk=draft_task             GET  404 404 404 302 404 404 404 404 302 404 404
plans:draft-task-change                  pk=draft_task             GET  404 404 404 200 404 404 404 404 302 404 404
plans:draft-task-check                   pk=draft_task             POST 404 404 404 409 404 404 404 404 302 404 404
plans:draft-task-remove                  pk=draft_task             POST 404 404 404 409 404 404 404 404 302 404 404
plans:draft-task-restore                 pk=draft_task             POST 404 404 404 409 404 404 404 404 302 404 404
plans:draft-task-split                   pk=draft_task             GET  404 404 404 200 404 404 404 404 302 404 404
plans:draft-task-merge                   pk=next_draft_task        POST 404 404 404 409 404 404 404 404 302 404 404
plans:draft-task-move                    pk=draft_task             GET  404 404 404 200 404 404 404 404 302 404 404
plans:draft-task-shift                   pk=draft_task             POST 404 404 404 409 404 404 404 404 302 404 404
plans:draft-section-change               pk=draft_section          GET  404 404 404 200 404 404 404 404 302 404 404
plans:draft-section-merge                pk=draft_section          POST 404 404 404 409 404 404 404 404 302 404 404
plans:draft-section-remove               pk=draft_section          POST 404 404 404 409 404 404 404 404 302 404 404
plans:import-adopt                       pk=review                 GET  404 404 404 200 404 404 404 404 302 404 404
plans:import-compare                     pk=correction             GET  404 404 404 200 404 404 404 404 302 404 404
plans:compare-decide                     pk=correction             POST 404 404 404 302 404 404 404 404 302 404 404
plans:compare-part                       pk=corrected_task         POST 404 404 404 302 404 404 404 404 302 404 404
plans:compare-pair                       pk=added_task             GET  404 404 404 200 404 404 404 404 302 404 404
plans:plan-workbook                      pk=plan                   GET  404 404 404 200 404 404 404 404 302 403 404
plans:plan-workbook-import               pk=plan                   GET  404 404 404 200 404 404 404 404 302 403 404
plans:plans                              -                         GET  404 404 404 200 200 200 200 200 302 200 404
plans:plan-create                        -                         GET  404 404 404 200 404 404 404 404 302 200 404
plans:plan                               pk=plan                   GET  404 404 404 200 200 200 200 200 302 200 404
plans:plan-change                        pk=draft_plan             GET  404 404 404 200 404 404 404 404 302 404 404
plans:plan-delete                        pk=draft_plan             GET  404 404 404 200 404 404 404 404 302 404 404
plans:plan-issue                         pk=draft_plan             GET  404 404 404 200 404 404 404 404 302 404 404
plans:section-add                        pk=draft_plan             GET  404 404 404 200 404 404 404 404 302 404 404
plans:section-change                     pk=plan_section           GET  404 404 404 200 404 404 404 404 302 404 404
plans:section-move                       pk=plan_section           POST 404 404 404 302 404 404 404 404 302 404 404
plans:section-remove                     pk=plan_section           GET  404 404 404 200 404 404 404 404 302 404 404
plans:task-add                           pk=plan                   GET  404 404 404 200 404 404 404 404 302 403 404
plans:task-change                        pk=plan_task              GET  404 404 404 200 404 404 404 404 302 404 404
plans:task-move                          pk=plan_task              GET  404 404 404 200 404 404 404 404 302 404 404
plans:task-remove                        pk=plan_task              GET  404 404 404 200 404 404 404 404 302 404 404
plans:answering-suggest                  kind=kind                 GET  404 404 404 200 404 404 404 404 302 200 404
plans:target-add                         pk=plan_task              GET  404 404 404 200 404 404 404 404 302 404 404
plans:target-change                      pk=plan_target            GET  404 404 404 200 404 404 404 404 302 404 404
plans:target-remove                      pk=plan_target            GET  404 404 404 200 404 404 404 404 302 404 404
plans:ledger                             -                         GET  404 404 404 200 200 200 200 200 302 200 404
plans:task                               pk=task                   GET  404 404 404 200 200 200 200 200 302 200 404
plans:unit-tasks                         pk=unit                   GET  404 404 404 200 200 200 200 200 302 404 404
plans:leader-tasks                       pk=official               GET  404 404 404 200 200 200 200 200 302 404 404
plans:receipts                           -                         GET  404 404 404 200 200 200 404 404 302 200 404
plans:plan-paper                         pk=plan                   GET  404 404 404 200 404 404 404 404 302 403 404
plans:receipts-acknowledge               -                         POST 404 404 404 400 400 400 404 404 302 400 404
plans:receipt-acknowledge                pk=receipt                POST 404 404 404 403 302 302 404 404 302 403 404
plans:receipt-object                     pk=receipt                GET  404 404 404 403 200 200 404 404 302 403 404
plans:objections                         -                         GET  404 404 404 200 404 404 404 404 302 200 404
plans:receipt-decide                     pk=objection              GET  404 404 404 200 404 404 404 404 302 404 404
plans:plan-receipts                      pk=plan                   GET  404 404 404 200 200 200 200 200 302 200 404
plans:plan-receipts-tasks                pk=plan                   GET  404 404 404 200 200 200 200 200 302 200 404
plans:from-above                         -                         GET  404 404 404 200 404 404 404 404 302 200 404
plans:task-break-down                    pk=task                   GET  404 404 404 404 404 404 404 404 302 200 404
plans:task-link                          pk=task                   GET  404 404 404 404 404 404 404 404 302 200 404
plans:task-unlink                        pk=task_link              GET  404 404 404 200 404 404 404 404 302 200 404

address                                  arguments                      sys sec aud off hea lia lea rea non cof cad
progress:adjustment                      pk=adjustment             GET  404 404 404 200 200 200 200 200 302 200 404
progress:adjustment-ask                  pk=task                   GET  404 404 404 200 200 200 404 404 302 403 404
progress:adjustment-withdraw             pk=adjustment             GET  404 404 404 403 200 200 404 404 302 403 404
progress:adjustments                     -                         GET  404 404 404 200 200 200 200 200 302 200 404
progress:closure                         pk=closure                GET  404 404 404 200 404 404 200 200 302 404 404
progress:closure-ask                     pk=task                   GET  404 404 404 403 200 200 404 404 302 403 404
progress:closure-reopen                  pk=closure                GET  404 404 404 409 404 404 404 404 302 404 404
progress:closure-withdraw                pk=closure                GET  404 404 404 403 404 404 404 404 302 404 404
progress:closures                        -                         GET  404 404 404 200 200 200 200 200 302 200 404
progress:burden                          -                         GET  404 404 404 200 200 200 200 200 302 200 404
progress:burden-unit                     pk=unit                   GET  404 404 404 200 200 200 200 200 302 404 404
progress:plans-due                       -                         GET  404 404 404 200 200 200 404 404 302 200 404
progress:implementation                  pk=implementation_plan    GET  404 404 404 200 200 200 200 200 302 200 404
progress:implementation-write            pk=implementation_plan    POST 404 404 404 403 200 200 404 404 302 403 404
progress:implementation-approve          pk=implementation_plan    POST 404 404 404 404 302 404 404 404 302 404 404
progress:implementation-send-back        pk=implementation_plan    GET  404 404 404 404 200 404 404 404 302 404 404
progress:implementation-withdraw         pk=implementation_plan    POST 404 404 404 302 302 302 404 404 302 302 404
progress:implementation-review           pk=filed_plan             GET  404 404 404 200 404 404 404 404 302 404 404
progress:implementation-accept           pk=filed_plan             POST 404 404 404 302 404 404 404 404 302 404 404
progress:implementation-reviews          -                         GET  404 404 404 200 404 404 404 404 302 200 404
progress:implementation-reviews-accept   -                         POST 404 404 404 400 404 404 404 404 302 400 404
progress:milestones-to-verify            -                         GET  404 404 404 200 404 404 404 404 302 200 404
progress:milestones-verify               -                         POST 404 404 404 400 404 404 404 404 302 400 404
progress:milestone-finish                pk=milestone              GET  404 404 404 403 409 409 404 404 302 403 404
progress:milestone-verify                pk=milestone              POST 404 404 404 404 404 404 404 404 302 403 404
progress:milestone-set-back              pk=milestone              GET  404 404 404 404 404 404 404 404 302 403 404
progress:implementations                 pk=plan                   GET  404 404 404 200 200 200 200 200 302 200 404
progress:implementation-ask              pk=plan                   GET  404 404 404 200 404 404 404 404 302 403 404
progress:implementation-workbook         pk=plan                   GET  404 404 404 404 200 200 404 404 302 404 404
progress:implementation-import           pk=plan                   GET  404 404 404 200 200 200 404 404 302 200 404
progress:implementation-import-confirm   pk=plan                   POST 404 404 404 409 409 409 404 404 302 409 404
progress:duties                          pk=task                   GET  404 404 404 404 200 200 404 404 302 200 404
progress:duty-finish                     pk=inner_duty             POST 404 404 404 404 409 409 404 404 302 404 404
progress:contribution                    pk=contribution           GET  404 404 404 404 200 200 404 404 302 404 404
progress:contribution-ask-again          pk=contribution           GET  404 404 404 404 409 409 404 404 302 404 404
progress:contribution-set-aside          pk=contribution           POST 404 404 404 404 302 302 404 404 302 404 404
progress:contribution-take-over          pk=contribution           POST 404 404 404 404 409 409 404 404 302 404 404
progress:contributions                   -                         GET  404 404 404 200 200 200 404 404 302 200 404
progress:contributions-ask               pk=report                 GET  404 404 404 403 200 200 404 404 302 403 404
progress:evidence                        pk=evidence               GET  404 404 404 200 404 404 200 200 302 404 404
progress:evidence-remove                 pk=evidence               POST 404 404 404 403 404 404 403 403 302 404 404
progress:clock-extend                    pk=clock                  GET  404 404 404 200 404 404 404 404 302 403 404
progress:clock-resume                    pk=clock                  POST 404 404 404 409 404 404 404 404 302 403 404
progress:clock-stop                      pk=clock                  GET  404 404 404 200 404 404 404 404 302 403 404
progress:instruct                        pk=task                   GET  404 404 404 404 404 404 200 404 302 404 404
progress:instruction                     pk=instruction            GET  404 404 404 200 200 200 200 200 302 200 404
progress:instruction-answer              pk=instruction            GET  404 404 404 403 200 200 404 404 302 403 404
progress:instruction-continue            pk=instruction            GET  404 404 404 409 404 404 409 404 302 403 404
progress:instruction-settle              pk=instruction            GET  404 404 404 409 404 404 409 404 302 403 404
progress:instruction-withdraw            pk=instruction            GET  404 404 404 404 404 404 403 404 302 404 404
progress:instructions                    -                         GET  404 404 404 200 200 200 200 200 302 200 404
progress:report-hints                    pk=report                 POST 404 404 404 403 200 200 404 404 302 403 404
progress:report-grid                     pk=report_round           GET  404 404 404 404 200 200 404 404 302 404 404
progress:report-grid-row                 pk=report                 POST 404 404 404 403 200 200 404 404 302 403 404
progress:report-workbook                 pk=report_round           GET  404 404 404 404 200 200 404 404 302 404 404
progress:report-workbook-import          pk=report_round           GET  404 404 404 404 200 200 404 404 302 404 404
progress:report-workbook-confirm         pk=report_round           POST 404 404 404 404 409 409 404 404 302 404 404
progress:report                          pk=report                 GET  404 404 404 200 200 200 200 200 302 200 404
progress:report-evidence                 pk=report                 POST 404 404 404 403 200 200 404 404 302 403 404
progress:report-save                     pk=report                 POST 404 404 404 403 400 400 404 404 302 403 404
progress:report-send-back                pk=report                 GET  404 404 404 404 409 404 404 404 302 404 404
progress:report-submit                   pk=report                 POST 404 404 404 403 200 200 404 404 302 403 404
progress:report-withdraw                 pk=filed_report           GET  404 404 404 403 404 404 404 404 302 404 404
progress:reports                         -                         GET  404 404 404 200 200 200 404 404 302 200 404
progress:reports-approve                 -                         POST 404 404 404 404 400 404 404 404 302 404 404
progress:unit-practice                   -                         GET  404 404 404 404 200 404 404 404 302 404 404
progress:review                          -                         GET  404 404 404 200 404 404 404 404 302 200 404
progress:review-accept-several           -                         POST 404 404 404 400 404 404 404 404 302 400 404
progress:review-report                   pk=filed_report           GET  404 404 404 200 404 404 404 404 302 404 404
progress:review-accept                   pk=filed_report           POST 404 404 404 200 404 404 404 404 302 404 404
progress:review-return                   pk=filed_report           POST 404 404 404 200 404 404 404 404 302 404 404
progress:practice                        -                        GET  404 404 404 200 404 404 404 404 302 200 404
progress:rounds                          -                        GET  404 404 404 200 200 200 200 200 302 200 404
progress:round                           pk=report_round          GET  404 404 404 200 200 200 200 200 302 200 404
progress:round-open                      pk=later_round           GET  404 404 404 200 404 404 404 404 302 403 404
progress:round-close                     pk=report_round          GET  404 404 404 409 404 404 404 404 302 403 404
progress:round-reopen                    pk=report_round          GET  404 404 404 409 404 404 404 404 302 403 404
progress:round-days                      pk=plan                  GET  404 404 404 200 404 404 404 404 302 403 404

address                                  arguments                      sys sec aud off hea lia lea rea non cof cad
outbox:messages                          -                              GET 404 404 404 200 200 200 200 200 302 200 404
outbox:messages-read                     -                              POST 404 404 404 302 302 302 302 302 302 302 404
outbox:message-read                      pk=message                     POST 404 404 404 404 404 302 404 404 302 404 404
outbox:settings                          -                              GET 404 404 404 200 200 200 200 200 302 200 404
outbox:feed-renew                        -                              POST 404 404 404 200 200 200 409 409 302 200 404
outbox:feed-renew-unit                   unit_pk=unit                   POST 404 404 404 403 200 200 403 403 302 404 404
outbox:feed-end                          pk=feed                        POST 404 404 404 404 404 302 404 404 302 404 404
outbox:feed                              secret=kind                    GET 404 404 404 404 404 404 404 404 404 404 404
outbox:robots                            -                              GET 200 404 404 404 404 404 404 404 302 404 200
outbox:robot-add                         -                              GET 200 404 404 404 404 404 404 404 302 404 200
outbox:robot-change                      pk=robot                       GET 200 404 404 404 404 404 404 404 302 404 404
outbox:robot-switch                      pk=robot                       POST 302 404 404 404 404 404 404 404 302 404 404
outbox:robot-test                        pk=robot                       POST 302 404 404 404 404 404 404 404 302 404 404

address                                  arguments                      sys sec aud off hea lia lea rea non cof cad
jobs:jobs                                -                              GET 200 404 404 404 404 404 404 404 302 404 200
jobs:job-run-again                       pk=failed_job                  POST 302 404 404 404 404 404 404 404 302 404 403

address                                  arguments                      sys sec aud off hea lia lea rea non cof cad
audit:events                             -                         GET  404 404 200 404 404 404 404 404 302 404 404
audit:record-verify                      -                         GET  404 404 200 404 404 404 404 404 302 404 404
audit:event                              sequence=event            GET  404 404 200 404 404 404 404 404 302 404 404

{SUPERVISION}
{INDICATORS}
"""


def lines() -> list[list[str]]:
    """The table's lines, cut at their spaces."""
    cut = (line.split() for line in TABLE.splitlines() if line.strip() and not line.startswith("#"))
    return [line for line in cut if line[0] != "address"]


APPS = sorted({line[0].partition(":")[0] for line in lines()})


def test_every_address_stands_in_the_table() -> None:
    missing = _addresses() - {line[0] for line in lines()}

    assert missing == set(), "\n".join(
        ["add to TABLE, in this file or beside it:", *(_draft(name) for name in sorted(missing))]
    )


def test_the_table_holds_no_address_that_is_gone() -> None:
    assert {line[0] for line in lines()} - _addresses() == set()


def test_no_address_stands_twice_in_the_table() -> None:
    keys = [tuple(line[:3]) for line in lines()]

    assert sorted(key for key in set(keys) if keys.count(key) > 1) == []


def test_every_line_has_an_answer_for_every_asker() -> None:
    assert [line[0] for line in lines() if len(line) != 3 + len(ASKERS)] == []


@pytest.mark.parametrize("app", APPS)
def test_each_asker_gets_the_answer_of_the_table(city: City, app: str) -> None:
    scene = Scene(city)
    clients = {name: city.client(key) if key else Client() for name, key in ASKERS.items()}
    wrong = []
    for name, words, method, *expected in lines():
        if name.partition(":")[0] == app:
            address = reverse(name, kwargs=_arguments(scene, words))
            given = [str(_status(client, method, address)) for client in clients.values()]
            if given != expected:
                wrong.append(
                    f"{_line(name, words, method, given)}\n  instead of\n{_line(name, words, method, expected)}"
                )

    assert wrong == [], "\n".join(["", *wrong])


@transaction.atomic
def _status(client: Client, method: str, address: str) -> int:
    """The answer; what the request changed is undone."""
    cookies = copy.deepcopy(client.cookies)
    response = client.post(address) if method == "POST" else client.get(address)
    transaction.set_rollback(True)
    client.cookies = cookies
    return int(response.status_code)


def _arguments(scene: Scene, words: str) -> dict[str, str]:
    pairs = (pair.split("=") for pair in words.split(",") if pair != "-")
    return {name: scene.argument(word) for name, word in pairs}


def _addresses() -> set[str]:
    return {name for name, _ in _named(get_resolver(), "")}


def _named(resolver: URLResolver, space: str) -> list[tuple[str, URLPattern]]:
    found = []
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            found += _named(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        else:
            found.append((f"{space}{pattern.name}", pattern))
    return found


def _draft(name: str) -> str:
    """What to add for an address: the line without its answers."""
    pattern = dict(_named(get_resolver(), ""))[name]
    words = ",".join(f"{argument}=?" for argument in pattern.pattern.converters) or "-"
    return _line(name, words, "GET", ["  ?"] * len(ASKERS)) + "   # " + " ".join(ASKERS)


def _line(name: str, words: str, method: str, answers: list[str]) -> str:
    return f"{name:<40} {words:<25} {method:<4} {' '.join(answers)}"
