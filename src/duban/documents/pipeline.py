"""From bytes to meaning: the steps in order, on one screen.

In: a file's bytes and its name.  Out: an `Understanding`. Raises `UnreadableFile`, and nothing else, with a sentence
for the user. Touches no file, no clock and no database; the same bytes always give the same result.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from duban.documents import explaining
from duban.documents.blocks import ReadFile
from duban.documents.checks import check
from duban.documents.errors import UnreadableFile
from duban.documents.model import Kind, OfficialDocument, Understanding
from duban.documents.reading import read
from duban.documents.recognition.document import recognise
from duban.documents.structure.cell_per_line import with_cell_tables
from duban.documents.structure.documents import split_documents
from duban.documents.structure.joining import join

STEPS = explaining.STEPS


def understand(data: bytes, name: str) -> Understanding:
    """All official documents in a file, each with its tasks, its people, its dates and its doubts."""
    files = [with_cell_tables(file) for file in read(data, name)]
    packed = len(files) > 1 or (len(files) == 1 and files[0].name != name)
    documents = [
        replace(document, member=file.name) if packed else document for file in files for document in _documents(file)
    ]
    media_type = "application/zip" if packed else files[0].media_type
    return Understanding(name, media_type, tuple(documents))


def explain(data: bytes, name: str, step: str) -> Iterator[str]:
    """What one of `STEPS` saw, line by line."""
    if step not in STEPS:
        raise UnreadableFile(f"没有“{step}”这一步，可选：{'、'.join(STEPS)}。")
    for file in map(with_cell_tables, read(data, name)):
        yield from explaining.lines(file, step, _documents)


def _documents(file: ReadFile) -> list[OfficialDocument]:
    joined = join(file)
    documents: list[OfficialDocument] = []
    for text in split_documents(joined.blocks):
        recognised = recognise(text)
        if _is_official(recognised.document):
            documents.append(check(recognised, text))
    return documents


def _is_official(document: OfficialDocument) -> bool:
    """A text is an official document when it has a kind, a 文号, or a title and an outline."""
    if document.kind is not Kind.OTHER:
        return True
    return bool(document.number or (document.title and (document.issuer or document.outline)))
