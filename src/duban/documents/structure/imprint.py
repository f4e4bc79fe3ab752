"""文号, issuer and date of one document, wherever its page or its printer put them.

In: the document's blocks and its headline.  Out: an `Imprint`. A damaged number or date is mended where the
page says the whole one elsewhere or nothing but its end is lost, and a diagnostic says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from duban.documents.blocks import Block, Paragraph, Place
from duban.documents.model import Diagnostic
from duban.documents.structure.cards import CardField, card_of, cards_of
from duban.documents.structure.headlines import Headline, issuers_above
from duban.documents.structure.spacing import close_gaps
from duban.documents.structure.titles import DocumentNumber, day_of, is_issuer, is_masthead, issuers, number_of

_NEAR_TITLE = 8  # blocks around the title in which a 文号 belongs to it
_CLOCK = re.compile(r"\s*\d{1,2}[:：]\d{2}.*$")
_MOST_SPOKEN = 5  # blocks behind a report's title that say where it was given
_GIVEN = re.compile(r"[（(—–－-]{1,3}\s*(?P<day>\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)在.{4,60}(?:会|大会|会议)上")
_HEAD = re.compile(r"(?P<issuer>[一-龥]{2,20}(?:人民)?政府)(?:代理?)?[省市州盟县区旗镇乡]长")
_SIGNED = re.compile(r"(?P<issuer>[一-龥（）()、\s]{4,40}?)\s*(?P<day>[12]\d{3}\s*年.{2,10})")


@dataclass(frozen=True, slots=True)
class Imprint:
    number: str | None
    issuer: str | None
    issued_on: date | None
    used: tuple[Place, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_imprint(head: Headline, span: Sequence[Block], behind: int, notice: Sequence[Block]) -> Imprint:
    """The imprint of the document that is `span`, its title ending at `behind`."""
    used: list[Place] = []
    diagnostics: list[Diagnostic] = []
    number = _number(head, span[: behind + _NEAR_TITLE], used, diagnostics)
    day, signer = _signature(notice, used, diagnostics)
    if day is None:
        day, signer = _spoken(notice, signer)
    masthead = next((b.text for b in span[:behind] if isinstance(b, Paragraph) and is_masthead(b.text)), "")
    card = cards_of(span[: behind + _NEAR_TITLE])
    issuer = (
        _leading_issuer(head, span[:behind])
        or signer
        or close_gaps(masthead).strip().removesuffix("文件").strip()
        or card.get(CardField.ISSUER)
    )
    used.extend(block.place for block in notice[:_NEAR_TITLE] if isinstance(block, Paragraph) and card_of(block))
    if number is None and (given := number_of(card.get(CardField.NUMBER, ""))):
        number = given.text
    if day is None and (dated := _card_day(card.get(CardField.DATE, ""))):
        day = dated
    return Imprint(number, issuer, day, tuple(used), tuple(diagnostics))


def _card_day(value: str) -> date | None:
    """The day in a card: "2024-04-06", "2024年04月06日 16:40"."""
    found = day_of(_CLOCK.sub("", value).replace("-", "年", 1).replace("-", "月", 1))
    return found[0] if found else None


def _leading_issuer(head: Headline, before: Sequence[Block]) -> str | None:
    """The issuer named in the title, or on the line above a title that begins with 关于."""
    if head.issuer:
        return head.issuer
    lines = [issuers(b.text) for b in before if isinstance(b, Paragraph) and is_issuer(b.text)]
    return lines[-1] if lines else None


def _number(head: Headline, near: Sequence[Block], used: list[Place], diagnostics: list[Diagnostic]) -> str | None:
    whole, damaged = head.number, None
    for block in near:
        found = number_of(block.text) if isinstance(block, Paragraph) else None
        if found is None:
            continue
        used.append(block.place)
        if found.damaged:
            damaged = damaged or (found, block)
        else:
            whole = whole or found.text
    if damaged:
        diagnostics.append(_damaged_number(damaged[0], damaged[1], whole))
    return whole or (damaged[0].text if damaged else None)


def _damaged_number(found: DocumentNumber, block: Block, whole: str | None) -> Diagnostic:
    printed = block.text.strip() if isinstance(block, Paragraph) else ""
    reading = f"按本页标题作“{whole}”" if whole else f"按“{found.text}”读出"
    return Diagnostic("warning", "damaged-number", f"文号“{printed}”残缺，{reading}，请核对。", block.place)


def _signature(
    notice: Sequence[Block], used: list[Place], diagnostics: list[Diagnostic]
) -> tuple[date | None, str | None]:
    """成文日期 and the signature above it; the last one that stands in the notice counts."""
    day, signer = None, None
    for index, block in enumerate(notice):
        if not isinstance(block, Paragraph) or len(block.text) > 80:
            continue
        one_line = _SIGNED.fullmatch(block.text.strip())
        found = day_of(one_line["day"] if one_line else block.text)
        if found is None or (day is not None and block.text.rstrip().endswith("印发")):
            continue
        day, whole = found
        used.append(block.place)
        if not whole:
            diagnostics.append(
                Diagnostic("warning", "damaged-date", f"成文日期“{block.text.strip()}”残缺，请核对。", block.place)
            )
        if one_line and is_issuer(one_line["issuer"]):
            signer = issuers(one_line["issuer"])
        elif above := issuers_above(notice, index):
            signer = " ".join(issuers(line.text) for line in above)
            used.extend(line.place for line in above)
    return day, signer


def _spoken(notice: Sequence[Block], signer: str | None) -> tuple[date | None, str | None]:
    """When and by whom a report was given: "——2026年1月20日在某市人民代表大会上", "某市人民政府市长 某某某"."""
    day = None
    for block in notice[:_MOST_SPOKEN]:
        if not isinstance(block, Paragraph):
            break
        if day is None and (given := _GIVEN.match(block.text.strip())):
            found = day_of(given["day"])
            day = found[0] if found else None
        elif day is not None and (head := _HEAD.match(close_gaps(block.text))):
            return day, signer or head["issuer"]
    return day, signer
