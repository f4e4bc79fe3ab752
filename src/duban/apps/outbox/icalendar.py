"""What is owed as a calendar for phones and mail programs: an all-day event on each due date (RFC 5545).

In: what is owed, the day, the address of the site.  Out: text. Key facts only: it leaves the network.
`UID` is of the thing for ever, `SEQUENCE` rises when its day is put off; no alarms: the outbox reminds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from duban.apps.audit.chain import digest
from duban.apps.outbox.owing import Owed
from duban.apps.outbox.wording import short

CONTENT_TYPE = "text/calendar; charset=utf-8"
_OCTETS = 75  # RFC 5545 3.1, without the line break
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def calendar_of(owed: Iterable[Owed], *, name: str, on: date, site: str) -> str:
    """The whole calendar as it is that day; the same until something changes or the day does."""
    stamp = datetime.combine(on, time(), timezone.get_default_timezone()).astimezone(UTC)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Duban//CN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
    ]
    for one in owed:
        lines += _event(one, f"{stamp:%Y%m%dT%H%M%SZ}", site)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line))


def _event(owed: Owed, stamp: str, site: str) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{_text(owed.key)}.{digest('calendar')[:16]}",
        f"DTSTAMP:{stamp}",
        f"SEQUENCE:{_times_put_off(owed)}",
        f"DTSTART;VALUE=DATE:{owed.due:%Y%m%d}",
        f"DTEND;VALUE=DATE:{owed.due + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(short(f'{owed.kind}：{owed.title}'))}",
        f"DESCRIPTION:{_text(_described(owed))}",
        f"URL:{site}{owed.url}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _times_put_off(owed: Owed) -> int:
    """A number that rises with each extension: by how many days; an extension never makes a day earlier."""
    return max(0, (owed.due - owed.original_due).days) if owed.original_due else 0


def _described(owed: Owed) -> str:
    lines = [f"要求：{owed.asker}"] if owed.asker else []
    lines += [f"依据：{owed.basis}"] if owed.basis else []
    if owed.original_due and owed.original_due != owed.due:
        lines.append(f"原定：{owed.original_due:%Y-%m-%d}")
    return "\n".join([*lines, "办理请登录督办系统。"])


def _text(value: str) -> str:
    kept = "".join(mark for mark in value if mark == "\n" or mark.isprintable())
    return kept.translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets, never parted inside a character; the further ones begin with a blank."""
    part, length = "", 0
    for mark in line:
        size = len(mark.encode())
        if length + size > _OCTETS:
            yield part
            part, length = " ", 1
        part, length = part + mark, length + size
    yield part
