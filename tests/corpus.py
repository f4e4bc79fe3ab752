"""The five real documents: read from the corpus folder, never copied into this repository."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from duban.documents.model import OfficialDocument, Understanding
from duban.documents.pipeline import understand

_FOLDER = Path(os.environ.get("DUBAN_CORPUS") or Path(__file__).resolve().parents[2] / "shared" / "corpus")


def corpus_file(number: str) -> Path:
    """The corpus file whose name begins with `number`; skips where there is no corpus, fails in CI."""
    found = sorted(_FOLDER.glob(f"{number}_*.txt"))
    if not found and os.environ.get("CI"):
        pytest.fail(f"the corpus is missing: set DUBAN_CORPUS (looked in {_FOLDER})")
    if not found:
        pytest.skip("the corpus is not here: set DUBAN_CORPUS to its folder")
    return found[0]


def corpus_text(number: str) -> str:
    return corpus_file(number).read_text(encoding="utf-8")


@cache
def understood(number: str) -> Understanding:
    path = corpus_file(number)
    return understand(path.read_bytes(), path.name)


def corpus_document(number: str, document_number: str | None = None) -> OfficialDocument:
    """The document with this 文号 in a corpus file, or the only one."""
    documents = understood(number).documents
    if document_number is None:
        (document,) = documents
        return document
    return next(document for document in documents if document.number == document_number)
