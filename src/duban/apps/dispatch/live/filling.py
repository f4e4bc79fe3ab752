"""Live figures in a text: which stand there, what they read now, which nobody knows.

In: a text with names in braces, figures.  Out: the text with the words in their place, marked where a page shows it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from duban.apps.dispatch.live.figures import Figure
from duban.apps.dispatch.placeholders import PLACEHOLDER, named_in
from duban.rulebook.bulletin_words import tidy
from duban.rulebook.refusals import Invalid

_OPEN, _BETWEEN, _CLOSE = "\ue010", "\ue011", "\ue012"  # around a marked figure; private, so nothing typed holds them
_PRIVATE = re.compile(f"[{_OPEN}{_BETWEEN}{_CLOSE}]")
_MARKED = re.compile(f"{_OPEN}([^{_BETWEEN}{_CLOSE}]*){_BETWEEN}([^{_CLOSE}]*){_CLOSE}")


def told(text: str, figures: Mapping[str, Figure]) -> str:
    """With the words in their place; a name that nobody knows stays, to be seen."""
    return tidy(PLACEHOLDER.sub(lambda found: figures[found[1]].words if found[1] in figures else found[0], text))


def told_marked(text: str, figures: Mapping[str, Figure]) -> str:
    """As `told`, each figure between private marks that `linked` turns into links."""

    def words(found: re.Match[str]) -> str:
        one = figures.get(found[1])
        return f"{_OPEN}{found[1]}{_BETWEEN}{one.words}{_CLOSE}" if one and one.words else found[0] if not one else ""

    marked = PLACEHOLDER.sub(words, _PRIVATE.sub("", text))
    return tidy(re.sub(f"。({_CLOSE}(?:{_OPEN}[^{_BETWEEN}]*{_BETWEEN})?)。", r"。\1", marked))


def linked(markup: str, address: Callable[[str], str], changed: Mapping[str, str]) -> SafeString:
    """The markup of a page with each marked figure as a link; `changed`: what those read that read otherwise now."""

    def link(found: re.Match[str]) -> str:
        before = changed.get(found[1])
        looks = "live-figure is-changed" if before is not None else "live-figure"
        title = f"{found[1]}，上次保存时为{before or '空'}" if before is not None else found[1]
        return f'<a class="{looks}" href="{escape(address(found[1]))}" title="{escape(title)}">{found[2]}</a>'

    return mark_safe(_PRIVATE.sub("", _MARKED.sub(link, markup)))


def check_known(text: str, figures: Mapping[str, Figure], field: str = "text") -> None:
    """Refuse a name in braces that is no figure, and braces that hold none."""
    unknown = [name for name in named_in(text) if name not in figures]
    if unknown:
        raise Invalid(f"不认识的数据：{'、'.join(f'{{{name}}}' for name in unknown)}，请从数据列表里选", field)
    left = PLACEHOLDER.sub("", text)
    if "{" in left or "}" in left:
        raise Invalid("花括号只用来写数据的名称，请成对写", field)


def standing_in(text: str, figures: Mapping[str, Figure]) -> dict[str, str]:
    """How the figures in the text read."""
    return {name: figures[name].words for name in named_in(text) if name in figures}
