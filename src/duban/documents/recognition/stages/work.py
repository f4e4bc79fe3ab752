"""The work of a stage as items: numbered ones apart, prose by its sentences.

In: the text behind a stage's head, or a table's cell.  Out: items without their numbers.
Reads "1. 召开动员会。签订责任书。 2. 制定方案。" as two items, "召开动员会。层层部署。" as two sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duban.documents.structure.numbering import label_of
from duban.documents.structure.spacing import close_gaps

_NUMBERED = re.compile(r"(?:^|(?<=[。；;\s：:]))\s*(?:\d{1,2}\s*[.．、](?!\d)|[（(]\d{1,2}[）)]|[①-⑳])\s*")
_SENTENCE = re.compile(r"[^。；;\n]+[。；;]?")
_BARE = "。；; \t\u3000：:，,"


def items_of(text: str, *, whole: bool = False) -> list[str]:
    """The items of `text`; `whole` keeps an item of several sentences together."""
    bounds = [match.span() for match in _NUMBERED.finditer(text)]
    if len(bounds) >= 2 or (bounds and not text[: bounds[0][0]].strip(_BARE)):
        lead = text[: bounds[0][0]]
        ends = [start for start, _ in bounds[1:]] + [len(text)]
        return [*_sentences(lead), *_cleaned(text[begin:end] for (_, begin), end in zip(bounds, ends, strict=True))]
    return list(_cleaned([text])) if whole else _sentences(text)


def _sentences(text: str) -> list[str]:
    return list(_cleaned(match.group() for match in _SENTENCE.finditer(text)))


def _cleaned(parts: Iterator[str] | list[str]) -> Iterator[str]:
    for part in parts:
        item = close_gaps(part.replace("\n", "")).strip()
        label = label_of(item)
        item = (item[label.end :] if label else item).lstrip(_BARE)
        if item.strip(_BARE):
            yield item
