"""Is the record what was written? Walks the chain from the first event to the end and tells every event that is wrong.

In: the database; perhaps an end noted earlier.  Out: a `Report`.
Reads in batches without a lock: whoever writes meanwhile is not held up, and what they write is read too.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from duban.apps.audit.chain import head_seal
from duban.apps.audit.models import Event, Head, Subject
from duban.apps.audit.report import Expectation, Finding, Report, Wrong, joined
from duban.apps.audit.walking import Walk


def verify(*, expect: Expectation | None = None) -> Report:
    """Check every event, where it is looked up, the end of the chain and, if given, the end noted earlier."""
    walk = Walk()
    walk.read()
    heads = list(Head.objects.order_by("pk"))
    if heads and heads[0].count > walk.last:  # somebody wrote since
        walk.read()
    findings = [*walk.findings, *walk.finish(), *_strays(walk.last)]
    spoilt = {finding.last for finding in findings}
    findings += _end(heads, walk.last, spoilt)
    if expect:
        findings += _compared(expect, walk.last)
    end = f"{heads[0].count}:{heads[0].hash}" if heads and heads[0].count else ""
    return Report(walk.count, end, joined(findings))


def _strays(last: int) -> list[Finding]:
    """Subjects beyond the last event that point at none."""
    events = Event.objects.filter(pk=OuterRef("event_id"))
    beyond = Subject.objects.filter(event_id__gt=last).exclude(Exists(events)).order_by("event_id")
    return [Finding(number, number, Wrong.INDEX_STRAY) for number in beyond.values_list("event_id", flat=True)]


def _end(heads: list[Head], last: int, spoilt: set[int]) -> list[Finding]:
    """What is wrong with the end of the chain: the row that says how many events there are, and the last hash."""
    if not heads:
        return [_at_the_end("末尾标记缺失，被删除了")] if last else []
    head = heads[0]
    findings = [_at_the_end("末尾标记不止一行，多出的是另外加入的")] if len(heads) > 1 else []
    if head.seal != head_seal(head.count, head.hash):
        findings.append(_at_the_end("末尾标记被改动或伪造"))
    if head.count > last:
        findings.append(Finding(last + 1, head.count, Wrong.MISSING))
    elif head.count < last:
        findings.append(Finding(head.count + 1, last, Wrong.SURPLUS))
    if head.count <= last and head.count not in spoilt and _hash_at(head.count) != head.hash:
        findings.append(_at_the_end(f"末尾标记与第 {head.count} 条不符"))
    return findings


def _compared(expect: Expectation, last: int) -> list[Finding]:
    if expect.count > last:
        return [_at_the_end(f"当时有 {expect.count} 条，现在只到第 {last} 条：数据库被换成了旧的，或末尾被删除")]
    if _hash_at(expect.count) != expect.hash:
        return [Finding(expect.count, expect.count, "与当时抄下的校验值不同，到这里为止的记录被换过")]
    return []


def _hash_at(sequence: int) -> str:
    return Event.objects.filter(pk=sequence).values_list("hash", flat=True).first() or ""


def _at_the_end(what: str) -> Finding:
    return Finding(0, 0, what)
