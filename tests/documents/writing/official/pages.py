"""Turn papers into pages and measure them: Word files through LibreOffice, and our own PDF; lengths in millimetres."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.sax.saxutils import escape

import pdfplumber

from duban.documents.writing.official.docx import write_docx
from duban.documents.writing.official.paper import Paper
from duban.documents.writing.official.pdf import write_pdf

MILLIMETRE = 72 / 25.4
ASCENT = 0.88  # of the free fonts' characters above their base line
SERIF, SANS = "Noto Serif CJK SC", "Noto Sans CJK SC"
INSTEAD = {
    "仿宋_GB2312": SERIF,
    "楷体_GB2312": SERIF,
    "方正小标宋简体": SERIF,
    "宋体": SERIF,
    "黑体": SANS,
}


@dataclass(frozen=True)
class Line:
    """A line of a page: its words, where they begin and end, the head and foot of its characters, and their size."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float  # points
    colour: tuple[float, ...]


@dataclass(frozen=True)
class Rule:
    left: float
    right: float
    top: float
    bottom: float
    red: bool

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Page:
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    width: float
    height: float

    def line(self, words: str) -> Line:
        """The one line that these words begin."""
        (found,) = [line for line in self.lines if line.text.startswith(words)]
        return found

    @cached_property
    def body(self) -> tuple[Line, ...]:
        """The lines of the text area: without the page number."""
        return tuple(line for line in self.lines if not line.text.startswith("—"))


def measured(data: bytes) -> list[Page]:
    with pdfplumber.open(io.BytesIO(data)) as opened:
        return [_page(page) for page in opened.pages]


def _page(page: pdfplumber.page.Page) -> Page:
    by_base: dict[int, list[dict]] = {}
    for char in page.chars:
        base = page.height - char["matrix"][5]
        key = next((key for key in by_base if abs(key - base) < 3), round(base))
        by_base.setdefault(key, []).append(char | {"base": base})
    lines = [_line(sorted(by_base[key], key=lambda char: char["x0"])) for key in sorted(by_base)]
    return Page(tuple(lines), tuple(_rules(page)), page.width / MILLIMETRE, page.height / MILLIMETRE)


def _line(chars: list[dict]) -> Line:
    first = chars[0]
    height = first["size"]
    top = (first["base"] - ASCENT * height) / MILLIMETRE
    colour = first["non_stroking_color"]
    return Line(
        "".join(char["text"] for char in chars).strip(),
        first["x0"] / MILLIMETRE,
        chars[-1]["x1"] / MILLIMETRE,
        top,
        top + height / MILLIMETRE,
        height,
        tuple(colour) if isinstance(colour, tuple | list) else (colour,),
    )


def _rules(page: pdfplumber.page.Page) -> list[Rule]:
    """Strokes; and borders painted as what is left of a box when a smaller one is cut out of it."""
    found = []
    for line in page.lines:
        half = line["linewidth"] / 2
        found.append(_rule(line, line["top"] - half, line["bottom"] + half, line["stroking_color"]))
    for inner, outer in zip(page.rects, page.rects[1:], strict=False):
        if inner["x0"] != outer["x0"] or inner["x1"] != outer["x1"]:
            continue
        if outer["top"] < inner["top"] - 0.1:
            found.append(_rule(outer, outer["top"], inner["top"], outer["non_stroking_color"]))
        if outer["bottom"] > inner["bottom"] + 0.1:
            found.append(_rule(outer, inner["bottom"], outer["bottom"], outer["non_stroking_color"]))
    return sorted(set(found), key=lambda rule: rule.top)


def _rule(drawn: dict, top: float, bottom: float, painted: object) -> Rule:
    red = isinstance(painted, tuple | list) and len(painted) == 3 and painted[0] > 0.8 and painted[1] < 0.1
    sides = (round(drawn[side] / MILLIMETRE, 2) for side in ("x0", "x1"))
    return Rule(*sides, round(top / MILLIMETRE, 2), round(bottom / MILLIMETRE, 2), red)


def font_file(folder: Path) -> Path:
    """A fontconfig file that gives a free font for each that the standard names."""
    aliases = "".join(
        f'<match target="pattern"><test name="family"><string>{escape(named)}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{instead}</string></edit></match>'
        for named, instead in INSTEAD.items()
    )
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include>{aliases}</fontconfig>',
        encoding="utf-8",
    )
    return path


def office() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def through_office(papers: dict[str, Paper], folder: Path) -> dict[str, list[Page]]:
    """The pages of each paper's Word file, all turned in one run."""
    for name, paper in papers.items():
        (folder / f"{name}.docx").write_bytes(write_docx(paper))
    subprocess.run(
        [
            *(office() or "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"),
            *("--convert-to", "pdf", "--outdir", str(folder), *(str(folder / f"{name}.docx") for name in papers)),
        ],
        env=os.environ | {"FONTCONFIG_FILE": str(font_file(folder)), "HOME": str(folder)},
        check=True,
        capture_output=True,
        timeout=180,
    )
    return {name: measured((folder / f"{name}.pdf").read_bytes()) for name in papers}


def through_pdf(papers: dict[str, Paper]) -> dict[str, list[Page]]:
    return {name: measured(write_pdf(paper)) for name, paper in papers.items()}
