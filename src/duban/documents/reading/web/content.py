"""Which parts of a web page hold the document.

In: the page's tree.  Out: the elements to read, in order, and those inside them to skip.
Goes down from the body while one child holds nearly all the text that is no link, or straight to a container
with a known name (TRS_Editor, UCAP-CONTENT, zoom); takes the heading above it; never drops a long text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from lxml import etree

from duban.documents.reading.web.lists import starts_with_label
from duban.documents.reading.web.measure import Measures, measure, words_of
from duban.documents.reading.web.tables import is_layout

KNOWN = re.compile(
    r"(?:^|\s)(?:trs_editor|trs_web|trs_ueditor|view|article|article[-_]?(?:content|con|body|text)|content|zoom|zoomcon"
    r"|pages_content|ucap-?content|detail|detail[-_]?(?:content|con|text)|news[-_]?(?:content|con|text)|con_?text|text"
    r"|contxt|cont|con|main-?content|info-?(?:content|con)|xl-?content|wzcontent|vsb_content|v_news_content"
    r"|easysite-news-text|bt-?content|print-?content|maintext|nr|wz)(?:\s|$)",
    re.I,
)
NOISE_TAGS = {"nav", "footer", "aside"}
NOISE = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation)?|menus?|footer|foot|bottom|copyright|crumbs?|breadcrumbs?|location|position|share"
    r"|bdsharebuttonbox|sidebar|related|toolbar|tools|print|qrcode|ewm|search|login|header|logo|banner|pager?|pagination"
    r"|fontsize|font-size|hits|views?-?count|statement|friendlinks?)(?:$|[\s_-])",
    re.I,
)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
SITE = re.compile(r"ICP备|备案号|网站标识码|公网安备|版权所有|网站地图|主办[:：]|主办单位[:：]")
AROUND = re.compile(SITE.pattern + r"|联系我们|技术支持|分享到|上一篇|下一篇|扫一扫")
CONTROLS = re.compile(
    AROUND.pattern + r"|字[体号]|字体大小|浏览|阅读量|点击|来源|打印|关闭|当前位置|收藏|发布[时日]|责任编辑|扫码"
)
FACTS = re.compile(r"索\s*引\s*号|发文字号|文\s*号[:：]|发文机关|成文日期")
TITLE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:title|tit|bt|biaoti|arttitle|articletitle|xl-?title|newstitle|con_?tit(?:le)?)(?:$|[\s_\d-])", re.I
)
NOTICE_TITLE = re.compile(
    r"[^。；，：:《]{0,60}(?:关于|印发|转发)[^。；]{2,120}的?(?:通知|意见|决定|公告|通告|批复|函|通报|报告)(?:[（(][^（()）]{1,12}[）)])?",
    re.DOTALL,
)  # a page of layout tables and fonts marks its title by nothing else
WRAPPERS = {
    "html",
    "body",
    "div",
    "section",
    "article",
    "main",
    "center",
    "form",
    "table",
    "tbody",
    "tr",
    "td",
    "span",
    "font",
}

NEARLY_ALL = 0.85  # of the text without links: the child that has it holds the document
GUARD = 0.3  # of the page's text: a part with more is no menu, whatever it is called
KNOWN_SHARE = 0.4  # of the page's text: a known container with less is something else
DOCUMENT_LIKE = 80  # characters outside links, in a part beside the content that may belong to the document
MENU_WORD = 10  # characters: the links of a menu are no longer on the average
LONG_HEADING = 800  # characters: a part before the content with more is no heading
LONG_FOOTER = 400  # characters: a part with more is kept though it says 版权所有 or 分享到
HEADING_LEVELS = 8  # how far above the content its heading may stand


def document_parts(root: etree._Element) -> tuple[list[etree._Element], Set[etree._Element]]:
    """The elements that hold the document, in reading order, and the elements inside them to skip."""
    body = root.find("body")
    body = root if body is None else body
    measures = measure(body)
    skipped = {element for element in measures if _is_noise(element, measures, measures.plain(body))}
    if skipped:
        measures = measure(body, skipped)
    content = _descend(_known(body, measures), measures)
    return _with_neighbours(content, body, measures), skipped


def _is_noise(element: etree._Element, measures: Measures, total: int) -> bool:
    """A menu, a footer, something hidden; unless it holds a good part of the page's text."""
    if _is_menu(element, measures):
        return True
    named = element.tag in NOISE_TAGS or NOISE.search(words_of(element)) is not None
    if not named and "hidden" not in element.attrib and not HIDDEN.search(element.get("style") or ""):
        return False
    if measures.plain(element) <= LONG_FOOTER and SITE.search(_text(element)):
        return True
    return measures.plain(element) <= GUARD * total and not (named and _has_title(element))


def _is_menu(element: etree._Element, measures: Measures) -> bool:
    """A list of short links and nothing else; a list of attachments has longer ones."""
    if element.tag not in ("ul", "ol") or measures.plain(element) or not measures.link(element):
        return False
    items = sum(1 for _ in element.iter("li"))
    return measures.link(element) <= MENU_WORD * items and "附" not in _text(element)


def _known(body: etree._Element, measures: Measures) -> etree._Element:
    """The innermost container with a known name that holds most of the text; else the body."""
    floor = max(KNOWN_SHARE * measures.plain(body), 1)
    named = [e for e in measures if measures.plain(e) >= floor and KNOWN.search(words_of(e))]
    most = max((measures.plain(element) for element in named), default=0)
    return next((e for e in reversed(named) if measures.plain(e) >= NEARLY_ALL * most), body)


def _descend(element: etree._Element, measures: Measures) -> etree._Element:
    """Down to the smallest wrapper that still holds nearly all the text."""
    while True:
        floor = NEARLY_ALL * measures.plain(element)
        child = next((c for c in element if c.tag in WRAPPERS and measures.plain(c) >= max(floor, 1)), None)
        if child is None or measures.own(element) >= DOCUMENT_LIKE or _is_data_table(child):
            return element
        element = child


def _is_data_table(element: etree._Element) -> bool:
    return element.tag == "table" and not is_layout(element)


def _with_neighbours(content: etree._Element, body: etree._Element, measures: Measures) -> list[etree._Element]:
    """The content with its heading before it, and whatever around it reads like a document."""
    before: list[etree._Element] = []
    after: list[etree._Element] = []
    element, level, has_title = content, 0, _has_title(content)
    while element is not body and (parent := element.getparent()) is not None:
        earlier = list(element.itersiblings(preceding=True))[::-1]
        heading = [] if has_title or level >= HEADING_LEVELS else _heading(earlier, measures)
        has_title = has_title or any(_is_title(e) or _has_title(e) for e in heading)
        near = level == 0
        before[:0] = [e for e in earlier if e in heading or _is_document_like(e, measures, near=near)]
        after += [e for e in element.itersiblings() if _is_document_like(e, measures, near=near)]
        element, level = parent, level + 1
    return [*before, content, *after]


def _heading(earlier: list[etree._Element], measures: Measures) -> list[etree._Element]:
    """From the title on, the short parts before the content, and those that state 文号 or 发文机关."""
    parts = [e for e in earlier if 0 < measures.plain(e) <= LONG_HEADING and measures.link(e) <= measures.plain(e)]
    titles = [i for i, element in enumerate(parts) if _is_title(element) or _has_title(element)]
    start = titles[-1] if titles else len(parts)
    return [e for i, e in enumerate(parts) if i >= start or FACTS.search(_text(e))]


def _is_title(element: etree._Element) -> bool:
    text = _text(element).strip()
    if element.tag in ("h1", "h2"):
        return 4 <= len(text) <= 150 and not starts_with_label(text)
    if not 4 <= len(text) <= 150:
        return False
    return TITLE_CLASS.search(words_of(element)) is not None or NOTICE_TITLE.fullmatch(text) is not None


def _has_title(element: etree._Element) -> bool:
    return any(_is_title(inner) for inner in _few(element.iter("h1", "h2", "div", "p", "td", "span")))


def _few(elements: Iterator[etree._Element]) -> Iterator[etree._Element]:
    """The first ones only: a title stands at the beginning."""
    for _ in range(40):
        element = next(elements, None)
        if element is None:
            return
        yield element


def _is_document_like(element: etree._Element, measures: Measures, *, near: bool) -> bool:
    """Long enough and no links; right beside the content a few words are enough: the signature, the date."""
    plain, link = measures.plain(element), measures.link(element)
    if near and plain and not link and not CONTROLS.search(_text(element)):
        return True
    if plain < DOCUMENT_LIKE or link > GUARD * (plain + link):
        return False
    return plain > LONG_FOOTER or not AROUND.search(_text(element))


def _text(element: etree._Element, most: int = 3000) -> str:
    """The beginning of the element's text."""
    pieces: list[str] = []
    length = 0
    for piece in element.itertext():
        pieces.append(str(piece))
        length += len(piece)
        if length > most:
            break
    return "".join(pieces)
