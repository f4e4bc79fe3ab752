"""`duban audit verify`: walk the record's chain and say what does not hold.

In: the home folder, a head noted earlier.  Out: lines; exit code 0 when the record is whole, 1 when it is not.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from duban.local_files import Refusal
from duban.rulebook.refusals import RuleError
from duban.site.commands.setting_up import require_installation, set_up


def audit(chosen: Namespace, say: Callable[[str], None]) -> int:
    require_installation(chosen.home)
    set_up(chosen.home)
    from duban.apps.audit.report import Expectation
    from duban.apps.audit.verifying import verify

    try:
        expected = Expectation.parse(chosen.expect) if chosen.expect else None
    except RuleError as refusal:
        raise Refusal(f"--expect：{refusal}") from refusal
    report = verify(expect=expected)
    for line in report.describe():
        print(line)
    return report.exit_code
