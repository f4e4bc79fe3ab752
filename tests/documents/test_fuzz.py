"""Broken documents, thousands of them: whatever comes in, a result or one refusal comes out, and soon.

A case is a seed file and a number; `understand(mutate(SEEDS[name], number), name)` plays it again.
"""

import os
import time

import pytest

from documents.fuzz_seeds import made_here, samples
from documents.mutation import mutate
from duban.documents.errors import UnreadableFile
from duban.documents.pipeline import understand
from duban.documents.plain import to_json
from duban.documents.writing.formats import write

MADE_HERE = made_here()
SEEDS = MADE_HERE | samples()
SECONDS = float(os.environ.get("DUBAN_FUZZ_SECONDS") or ("60" if os.environ.get("CI") else "12"))
FEWEST = 3  # of every seed, however slow its reader is
SLOWEST = 20.0  # seconds for one broken document, readers that run apart included
LEDGER_EVERY = 25


@pytest.mark.parametrize("name", SEEDS)
def test_a_broken_document_is_read_or_refused(name: str) -> None:
    end = time.monotonic() + SECONDS / len(SEEDS)
    number = 0
    while number < FEWEST or time.monotonic() < end:
        begin = time.monotonic()
        _play(name, number)
        assert time.monotonic() - begin < SLOWEST, f"{name}, {number} took too long"
        number += 1


def _play(name: str, number: int) -> None:
    reason = "read"
    data = mutate(SEEDS[name], number)
    try:
        understanding = understand(data, name)
        to_json(understanding).encode("utf-8")
        write(understanding, "table")
        if number % LEDGER_EVERY == 0:
            write(understanding, "xlsx")
    except UnreadableFile as refusal:
        reason = str(refusal).strip()
    except Exception as error:
        raise AssertionError(f"{name}, {number}: {error!r}") from error
    assert reason, f"{name}, {number}: refused without a reason"


@pytest.mark.parametrize("name", MADE_HERE)
def test_the_unbroken_document_is_read(name: str) -> None:
    assert understand(SEEDS[name], name).documents
