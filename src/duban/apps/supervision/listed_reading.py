"""The stages a document tells, for a person to take over: of each official document in a file that tells any.

In: the digest and name of a kept file.  Out: `Told`s, each stage with the words it was read from; `UnreadableFile`
with a sentence. The reading is kept a day, because a gazette takes a second.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache

from duban import __version__
from duban.apps.web import files
from duban.documents.model import OfficialDocument, Stage
from duban.documents.pipeline import Reading, readings

_SECONDS = 24 * 60 * 60
_LONGEST_QUOTE = 1200
_SHAPE = 2  # one more when the values below change


@dataclass(frozen=True, slots=True)
class ToldStage:
    """`quote`: the words of the source; `start` and `end`: where they stand in it."""

    name: str
    begins: date | None
    ends: date | None
    work: str
    quote: str
    start: int
    end: int
    page: int | None


@dataclass(frozen=True, slots=True)
class Told:
    title: str
    number: str
    member: str  # the file's name inside an archive
    report_day: int | None
    stages: tuple[ToldStage, ...]

    @property
    def named(self) -> str:
        return f"{self.title}（{self.number}）" if self.number else self.title


def told_in(digest: str, name: str) -> list[Told]:
    """Documents with stages first; those without any tell nothing here."""
    named = hashlib.sha256(f"{digest} {name}".encode()).hexdigest()
    key = f"listed-stages-{__version__}-{_SHAPE}-{named}"
    known = cache.get(key)
    if isinstance(known, list):
        return known
    found = [_told(one) for one in readings(files.read(digest), name) if one.document.stages]
    cache.set(key, found, _SECONDS)
    return found


def _told(reading: Reading) -> Told:
    document: OfficialDocument = reading.document
    stages = tuple(_stage(reading.file.text, one) for one in document.stages)
    day = document.rules.monthly_reporting_day
    return Told(document.title, document.number or "", document.member or "", day, stages)


def _stage(text: str, stage: Stage) -> ToldStage:
    work = "\n".join(f"{at}. {item}" if len(stage.work) > 1 else item for at, item in enumerate(stage.work, 1))
    place = stage.source
    start, end = (place.start, place.end) if place else (0, 0)
    quote = " ".join(text[start:end].split())[:_LONGEST_QUOTE]
    page = place.page if place else None
    return ToldStage(stage.name, stage.starts_on, stage.ends_on, work, quote, start, end, page)
