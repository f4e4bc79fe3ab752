"""The first text of a bulletin, of the office's template and the data.

In: title and text of the template, `Ground`, `Choices`.  Out: title and text with live figures.
"""

from __future__ import annotations

import re

from duban.apps.bulletins.figures.computing import round_words
from duban.apps.bulletins.figures.ground import Ground
from duban.apps.bulletins.writing.choosing import BODY, SECTIONS, Choices
from duban.apps.bulletins.writing.sections import HEADINGS, body
from duban.apps.dispatch.live import sections
from duban.rulebook.bulletin_words import safe

OF_BULLETINS = sections.Sections({key: SECTIONS[key] for key in BODY}, HEADINGS)
LONGEST_TITLE = 200


def title_of(template: str, ground: Ground) -> str:
    values = {"方案": safe(ground.title), "轮次": round_words(ground.sequence), "年份": str(ground.as_of.year)}
    values |= {"行政区": safe(ground.place), "截止日期": f"截至{ground.as_of.month}月{ground.as_of.day}日"}
    filled = re.sub(r"\{([^{}\n]{1,20})\}", lambda found: values.get(found[1], found[0]), template)
    return " ".join(filled.split())[:LONGEST_TITLE]


def text_of(template: str, ground: Ground, choices: Choices) -> str:
    return sections.text_of(template, OF_BULLETINS, choices.sections, lambda section: body(section, ground, choices))
