"""Every address of indicators × every role; read by `test_urls_and_roles`."""

INDICATORS = """\
address                                  arguments                      sys sec aud off hea lia lea rea non cof cad
indicators:draft                         pk=drafted_indicator           GET  404 404 404 302 404 404 404 404 302 404 404
indicators:draft-add                     pk=indicator_import            GET  404 404 404 200 404 404 404 404 302 404 404
indicators:draft-change                  pk=drafted_indicator           GET  404 404 404 200 404 404 404 404 302 404 404
indicators:draft-check                   pk=drafted_indicator           POST 404 404 404 409 404 404 404 404 302 404 404
indicators:draft-remove                  pk=drafted_indicator           POST 404 404 404 409 404 404 404 404 302 404 404
indicators:draft-restore                 pk=drafted_indicator           POST 404 404 404 409 404 404 404 404 302 404 404
indicators:draft-shift                   pk=drafted_indicator           POST 404 404 404 409 404 404 404 404 302 404 404
indicators:entry                         pk=indicator_draft_set         GET  404 404 404 409 404 404 404 404 302 404 404
indicators:entry                         pk=indicator_set               GET  404 404 404 200 200 200 404 404 302 404 404
indicators:entry-confirm                 pk=indicator_set               POST 404 404 404 409 409 409 404 404 302 404 404
indicators:entry-import                  pk=indicator_set               GET  404 404 404 200 200 200 404 404 302 404 404
indicators:entry-row                     pk=indicator_set               POST 404 404 404 404 404 404 404 404 302 404 404
indicators:entry-workbook                pk=indicator_set               GET  404 404 404 200 200 200 404 404 302 404 404
indicators:entry-years                   pk=indicator_set               GET  404 404 404 200 404 404 404 404 302 404 404
indicators:field-add                     pk=indicator_draft_set         GET  404 404 404 200 404 404 404 404 302 404 404
indicators:field-move                    pk=indicator_field,way=way     POST 404 404 404 302 404 404 404 404 302 404 404
indicators:field-remove                  pk=indicator_field             GET  404 404 404 200 404 404 404 404 302 404 404
indicators:field-rename                  pk=indicator_field             GET  404 404 404 200 404 404 404 404 302 404 404
indicators:import-adopt                  pk=indicator_import            GET  404 404 404 200 404 404 404 404 302 404 404
indicators:import-update                 pk=indicator_import            GET  404 404 404 404 404 404 404 404 302 404 404
indicators:indicator-add                 pk=indicator_set               GET  404 404 404 200 404 404 404 404 302 404 404
indicators:indicator-change              pk=indicator                   GET  404 404 404 200 404 404 404 404 302 404 404
indicators:indicator-move                pk=indicator                   GET  404 404 404 200 404 404 404 404 302 404 404
indicators:indicator-remove              pk=indicator                   GET  404 404 404 409 404 404 404 404 302 404 404
indicators:observation-sum-up            pk=indicator                   GET  404 404 404 200 404 404 404 404 302 404 404
indicators:observation-withdraw          pk=finance_observation         GET  404 404 404 200 404 404 404 404 302 404 404
indicators:observation-withdraw          pk=observation                 GET  404 404 404 200 200 200 404 404 302 404 404
indicators:owed                          -                              GET  404 404 404 200 200 200 404 404 302 200 404
indicators:phase-add                     pk=indicator_set               GET  404 404 404 200 404 404 404 404 302 404 404
indicators:phase-change                  pk=indicator_phase             GET  404 404 404 200 404 404 404 404 302 404 404
indicators:phase-move                    pk=indicator_phase,way=way     POST 404 404 404 302 404 404 404 404 302 404 404
indicators:phase-remove                  pk=indicator_phase             GET  404 404 404 200 404 404 404 404 302 404 404
indicators:review                        pk=indicator_import            GET  404 404 404 200 404 404 404 404 302 404 404
indicators:scheme                        pk=indicator_draft_set         GET  404 404 404 200 404 404 404 404 302 404 404
indicators:scheme                        pk=indicator_set               GET  404 404 404 200 200 200 200 200 302 404 404
indicators:scheme-make                   pk=indicator_set               GET  404 404 404 200 404 404 404 404 302 404 404
indicators:scheme-version                pk=scheme                      GET  404 404 404 200 200 200 200 200 302 404 404
indicators:set-change                    pk=indicator_set               GET  404 404 404 200 404 404 404 404 302 404 404
indicators:set-close                     pk=indicator_draft_set         GET  404 404 404 409 404 404 404 404 302 404 404
indicators:set-close                     pk=indicator_set               GET  404 404 404 200 404 404 404 404 302 404 404
indicators:set-create                    -                              GET  404 404 404 200 404 404 404 404 302 200 404
indicators:set-delete                    pk=indicator_draft_set         GET  404 404 404 200 404 404 404 404 302 404 404
indicators:set-delete                    pk=indicator_set               GET  404 404 404 409 404 404 404 404 302 404 404
indicators:set-reopen                    pk=indicator_set               GET  404 404 404 409 404 404 404 404 302 404 404
indicators:set-settings                  pk=indicator_set               GET  404 404 404 200 404 404 404 404 302 404 404
indicators:set-start                     pk=indicator_draft_set         GET  404 404 404 409 404 404 404 404 302 404 404
indicators:set-take-back                 pk=indicator_set               GET  404 404 404 409 404 404 404 404 302 404 404
indicators:sets                          -                              GET  404 404 404 200 200 200 200 200 302 200 404
indicators:settle                        pk=indicator_set               GET  404 404 404 200 404 404 404 404 302 404 404
indicators:targets                       pk=indicator                   GET  404 404 404 200 404 404 404 404 302 404 404
indicators:targets-confirm               pk=indicator_set               GET  404 404 404 200 404 404 404 404 302 404 404
"""
