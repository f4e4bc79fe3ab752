"""Who was appointed to what, and who was removed: 任免.

In: the blocks of one document.  Out: `Appointment`s in reading order; a removal's post stands without 职务.
Reads "市政府2月任命：" over lines "沈 杰 市政府办公室副主任", "任命张三为市财政局局长，免去其市审计局副局长职务；".
Drops 试用期一年. "由张三任组长" in a plan is no appointment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duban.documents.blocks import Block, Paragraph, Table
from duban.documents.model import Appointment
from duban.documents.recognition.lines import lines_of, rows_of
from duban.documents.recognition.people.appointment_sentences import appointments_in, clean_post
from duban.documents.recognition.people.lines import people_of
from duban.documents.structure.numbering import label_of

_SUBJECT = re.compile(r"任免|任命|免去|免职|任职|聘任|解聘|续聘|聘用|推荐|不再担任|同志任|决定")
_HEAD = re.compile(
    r"(?P<words>.{0,60}?(?:任命|任免|免去|免职|任职|聘任|解聘|职务|决定)[^：:，。；]{0,20})[：:]\s*(?P<rest>.*)$",
    re.DOTALL,
)
_BARE_HEAD = re.compile(r"\s*(?:[一二三四]、)?\s*(?P<words>(?:决定|同意)?(?:任命|免去|聘任|解聘|免职|任职))[：:\s]*")
_MODES = re.compile(r"免去|免职|解聘|任命|聘任|续聘|任职|不再担任|任免")
_REMOVES = ("免去", "免职", "解聘", "不再担任")
_OFFICE = re.compile(r"(?:的)?职务(?:[（(][^（()）]{1,12}[）)])?(?=\s*(?:[，,。；;]|$))")
_LONGEST_ENTRY = 80
_LONGEST = 20_000  # characters of a paragraph that tells appointments


def read_appointments(blocks: Sequence[Block]) -> tuple[Appointment, ...]:
    """Everyone appointed or removed."""
    found: list[Appointment] = []
    mode = ""
    for line in _lines(blocks):
        mode = _read_line(line, mode, found)
    return tuple(found)


def _lines(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        yield from rows_of(block) if isinstance(block, Table) else lines_of([block])


def _read_line(line: Paragraph, mode: str, found: list[Appointment]) -> str:
    """Add what one line says; gives the mode ("appoint", "remove", "") in force for the next."""
    text = line.text
    if len(text) > _LONGEST:
        return ""
    if bare := _BARE_HEAD.fullmatch(text):
        return _mode_of(bare["words"])
    head = _HEAD.match(text) if len(text) < 400 else None
    start = 0
    if head and _SUBJECT.search(head["words"]):
        mode, start = _mode_of(head["words"]), head.start("rest")
        if not head["rest"].strip():
            return mode
    sentences = list(appointments_in(text, start, mode=mode))
    for one in sentences:
        found.append(Appointment(one.action, one.name, one.post, line.place_of(one.start, one.end)))
    if sentences:
        return mode
    if mode and _entries(line, start, mode, found):
        return mode
    return mode if _between(text) else ""


def _mode_of(words: str) -> str:
    """What a heading announces; 任命免去 and 免去 remove, 任免 leaves it to the lines below."""
    last = ""
    for match in _MODES.finditer(words):
        last = match.group()
    if last in ("任免", ""):
        return ""
    return "remove" if last in _REMOVES else "appoint"


def _entries(line: Paragraph, start: int, mode: str, found: list[Appointment]) -> bool:
    """Entries of a list under a heading: 沈 杰 市政府办公室副主任."""
    label = label_of(line.text) if not start else None
    start = label.end if label else start
    text = line.text[start:]
    if len(text) > _LONGEST_ENTRY and "；" not in text:
        return False
    text = _OFFICE.sub(lambda office: " " * len(office.group()), text)  # 陈立新区水务局局长职务；
    people = [person for person in people_of(text) if person.post]
    for person in people:
        place = line.place_of(start + person.start, start + person.end)
        found.append(Appointment(mode, person.name, clean_post(person.post), place))
    return bool(people)


def _between(text: str) -> bool:
    """A heading between the groups of one list, not the end of it."""
    return len(text) <= 30 and not text.rstrip().endswith(("。", "；")) and "：" not in text and ":" not in text
