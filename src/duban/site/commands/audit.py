"""`duban audit verify`: walk the record's chain and say what does not hold.

In: the home folder, a head noted earlier.  Out: lines; exit code 0 when the record is whole, 1 when it is not.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from duban.site.commands.setting_up import require_installation, set_up


def audit(chosen: Namespace, say: Callable[[str], None]) -> int:
    require_installation(chosen.home)
    set_up(chosen.home)
    from duban.apps.audit.verifying import verify

    report = verify(expect=chosen.expect)
    for line in report.describe():
        print(line)
    return 0 if report.is_whole else 1
