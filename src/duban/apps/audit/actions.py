"""What the audit administrator does: have the record verified, which is itself recorded."""

from __future__ import annotations

from duban.apps.audit import recording
from duban.apps.audit.models import Event
from duban.apps.audit.report import Expectation
from duban.apps.audit.verifying import verify
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission

NOTHING_WRONG = "没有"
MOST_FINDINGS = 200  # kept with the event; the command gives all of them


def verify_record(*, expect: Expectation | None = None, by: Actor) -> Event:
    """Verify the whole record and record what was found; reading it holds nobody up."""
    permissions.check_can(by, Permission.VERIFY_RECORD)
    report = verify(expect=expect)
    lines = [str(finding) for finding in report.findings]
    kept = lines[:MOST_FINDINGS]
    if len(lines) > MOST_FINDINGS:
        kept.append(f"另有 {len(lines) - MOST_FINDINGS} 处，用命令 duban audit verify 查看全部")
    after = {
        "问题": [*kept, *([report.hint] if report.hint else [])] or NOTHING_WRONG,
        "记录末尾": report.end or "没有记录",
    }
    return recording.record("record.verified", by=by, after=after, note=report.summary)
