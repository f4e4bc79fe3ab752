"""The pictures of the README are taken here, of the demo as it is; `REWRITE_PICTURES=1` writes them anew."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from e2e.conftest import SignIn
from e2e.server import ROOT

FOLDER = ROOT / "docs" / "pictures"
PICTURES = {  # file: who, page, size
    "import-review.png": ("county-office", "/plans/imports/3/review/", "desk"),
    "home.png": ("office", "/", "desk"),
    "ledger.png": ("office", "/plans/ledger/", "desk"),
    "dossier-phone.png": ("leader", "/plans/ledger/41/", "phone"),
    "bulletin.png": ("office", "/bulletins/1/", "desk"),
    "listed-case.png": ("office", "/supervision/listed/1/", "desk"),
    "indicators.png": ("office", "/indicators/sets/3/?year=2025&month=12", "desk"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_shows_the_demo_as_it_is(sign_in: SignIn, name: str, tmp_path: Path) -> None:
    username, address, size = PICTURES[name]
    page = sign_in(username, size=size)
    page.goto(address)

    taken = page.screenshot(path=(FOLDER if os.environ.get("REWRITE_PICTURES") else tmp_path) / name)

    assert _dimensions((FOLDER / name).read_bytes()) == _dimensions(taken)


def test_every_picture_is_in_the_readme_and_no_other() -> None:
    for readme in ("README.md", "README.zh-CN.md"):
        named = set(re.findall(r"docs/pictures/([\w-]+\.png)", (ROOT / readme).read_text(encoding="utf-8")))
        assert named == set(PICTURES)

    assert {path.name for path in FOLDER.iterdir()} == set(PICTURES)


def _dimensions(png: bytes) -> tuple[int, int]:
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
