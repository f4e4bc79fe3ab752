"""Read a saved web page: the document on it, without the menus, counters and footers around it.

In: the bytes of a page in any charset, declared or not.  Out: a `ReadFile` of paragraphs and tables.
`html_content` finds the parts that hold the document, `html_walk` reads them, `html_tables` lays tables out.
"""

from __future__ import annotations

import re

from lxml import etree

from duban.documents.blocks import ReadFile
from duban.documents.errors import UnreadableFile
from duban.documents.reading import limits
from duban.documents.reading.assembly import Assembly
from duban.documents.reading.characters import decode, normal
from duban.documents.reading.web.content import document_parts
from duban.documents.reading.web.walk import Walk

MEDIA_TYPE = "text/html"
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.I)
CHARSETS = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs"}
PREFIX = re.compile(r"xmlns:([A-Za-z]{1,9})\s*=\s*.[^\s>]{0,40}/1999/xhtml")
TOO_LARGE = "网页过大，已停止读取。请只保存公文部分，或另存为 .docx 后再上传。"
TOO_DEEP = "网页的标签嵌套过深，疑似异常文件，已停止读取。"


def read(data: bytes, name: str) -> ReadFile:
    if len(data) > limits.HTML_BYTES or data.count(b"<") + data.count(b"=") > limits.HTML_MARKUP:
        raise UnreadableFile(TOO_LARGE)
    parts, skipped = document_parts(_parse(_without_prefix(page_text(data))))
    assembly = Assembly()
    for part in parts:
        Walk(assembly, skipped).read(part)
    return assembly.finish(name, MEDIA_TYPE)


def page_text(data: bytes) -> str:
    """The page's characters: valid UTF-8 is UTF-8 whatever the page declares; then its own charset; then a guess."""
    try:
        return normal(data.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
    except UnicodeDecodeError:
        pass
    declared = CHARSET.search(data[:4096])
    encoding = CHARSETS.get(declared.group(1).decode("ascii").lower()) if declared else None
    if encoding:
        text = data.decode(encoding, "replace")
        if text.count("\ufffd") <= 0.01 * len(text):
            return normal(text)
    return normal(decode(data))


def _without_prefix(text: str) -> str:
    """The page with plain tags where it writes `<h:p>`."""
    prefix = PREFIX.search(text[:4096])
    return re.sub(rf"<(/?){prefix[1]}:", r"<\1", text) if prefix else text


def _parse(text: str) -> etree._Element:
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True, recover=True
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile("网页已损坏，无法读取。请用浏览器打开后重新保存，或复制文字存为 .txt 上传。") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadableFile(TOO_DEEP)
    if root is None:
        raise UnreadableFile("网页里没有可读取的文字。请检查内容后重新上传。")
    return root
