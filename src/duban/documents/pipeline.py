"""From bytes to meaning: the steps in order, on one screen.

In: a file's bytes and its name.  Out: an `Understanding`, or its documents each with the text it was read from.
Raises `UnreadableFile`, and nothing else, with a sentence for the user. Touches no file, no clock and no database; the
same bytes always give the same result.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from duban.documents import explaining
from duban.documents.blocks import ReadFile
from duban.documents.checks import check
from duban.documents.errors import UnreadableFile
from duban.documents.model import Kind, OfficialDocument, Understanding
from duban.documents.reading import read
from duban.documents.reading.sniff import check_size, sniff
from duban.documents.recognition.document import recognise
from duban.documents.structure.cell_per_line import with_cell_tables
from duban.documents.structure.documents import split_documents
from duban.documents.structure.joining import join

STEPS = explaining.STEPS


@dataclass(frozen=True, slots=True)
class Reading:
    """One official document, and the file it stands in, its lines joined: all its places are places of `file.text`."""

    file: ReadFile
    document: OfficialDocument


def understand(data: bytes, name: str) -> Understanding:
    """All official documents in a file, each with its tasks, its people, its dates and its doubts."""
    packed, files = _files(data, name)
    documents = tuple(reading.document for file in files for reading in _readings(file, packed=packed))
    return Understanding(name, "application/zip" if packed else files[0].media_type, documents)


def readings(data: bytes, name: str) -> tuple[Reading, ...]:
    """The same documents, each with the text it was read from."""
    packed, files = _files(data, name)
    return tuple(reading for file in files for reading in _readings(file, packed=packed))


def check_readable(data: bytes, name: str) -> None:
    """Refuse at once what the first look shows to be no document: empty, too large, a program, a locked file."""
    check_size(data)
    sniff(data, name)


def explain(data: bytes, name: str, step: str) -> Iterator[str]:
    """What one of `STEPS` saw, line by line."""
    if step not in STEPS:
        raise UnreadableFile(f"没有“{step}”这一步，可选：{'、'.join(STEPS)}。")
    for file in map(with_cell_tables, read(data, name)):
        yield from explaining.lines(file, step, _documents)


def _files(data: bytes, name: str) -> tuple[bool, list[ReadFile]]:
    """The files, and whether they were packed into one."""
    files = [with_cell_tables(file) for file in read(data, name)]
    return len(files) > 1 or (len(files) == 1 and files[0].name != name), files


def _readings(file: ReadFile, *, packed: bool = False) -> Iterator[Reading]:
    joined = replace(file, blocks=join(file).blocks, lines=False)
    for text in split_documents(joined.blocks):
        recognised = recognise(text)
        if _is_official(recognised.document):
            document = check(recognised, text)
            yield Reading(joined, replace(document, member=file.name) if packed else document)


def _documents(file: ReadFile) -> list[OfficialDocument]:
    return [reading.document for reading in _readings(file)]


def _is_official(document: OfficialDocument) -> bool:
    """A text is an official document when it has a kind, a 文号, or a title and an outline."""
    if document.kind is not Kind.OTHER:
        return True
    return bool(document.number or (document.title and (document.issuer or document.outline)))
