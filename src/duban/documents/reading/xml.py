"""Parse XML that came from outside: one part of a .docx, .xlsx, .ods or .ofd.

In: bytes.  Out: the root element.  No document type, no entities, no network, bounded depth and size.
Malformed or hostile XML is an `UnreadableFile`.  Does not know what the elements mean.
"""

from __future__ import annotations

from lxml import etree

from duban.documents.errors import UnreadableFile
from duban.documents.reading import limits

TOO_DEEP = etree.XPath("boolean(" + "/*" * (limits.XML_DEPTH + 1) + ")")


def parse_xml(data: bytes, what: str) -> etree._Element:
    """The root element of `data`; `what` is the file's name in refusals: “Word 文件”."""
    if data.count(b"<") + data.count(b"=") > limits.XML_MARKUP:
        raise UnreadableFile(f"{what}的内容过于庞大，已停止读取，请拆分后再上传。")
    try:
        root = etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(f"{what}的内容已损坏，无法读取，请重新保存后再上传。") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFile(f"{what}含有不允许的实体定义，已拒绝读取。请检查文件来源。")
    if TOO_DEEP(root):
        raise UnreadableFile(f"{what}的内容嵌套过深，疑似异常文件，已停止读取。")
    return root


def local_name(element: etree._Element) -> str:
    """The tag without its namespace; "" for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
