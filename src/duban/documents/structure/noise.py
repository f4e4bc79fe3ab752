"""What a page or a printer put around the document: counters, breadcrumbs, share buttons, page numbers.

In: the text of one line.  Out: whether it is no part of any official document.
Real lines: "发布日期：2024-03-15  浏览次数：648", "【打印】【关闭】", "— 12 —". Menus of a saved web page are
dropped earlier, by the HTML reader; this catches what stands in copied text.
"""

from __future__ import annotations

import re

_LONGEST = 160  # a longer line is prose, whatever it mentions
_PAGE_NUMBER = re.compile(r"[\s—–－\-─―·.]*(?:第?\s*\d{1,4}\s*页?(?:\s*[,，/共]+\s*\d{1,4}\s*页?)?)[\s—–－\-─―·.]*")
_WEB = re.compile(
    r"""(?:发布|发文|更新|公开)(?:日期|时间)\s*[：:]\s*\d{4}
    | (?:浏览|阅读|点击|访问)(?:次数|量|数)\s*[：:]?
    | 您?(?:所在|当前|现在)的?位置\s*[：:]?
    | 您的位置\s*[：:]
    | ^(?:网站)?首页\s*(?:[>＞»›→]+|&gt;)
    | 字\s*[号体]\s*[：:]
    | 分享(?:到|至|：|:)|扫一扫|微信扫码|手机查看
    | (?:打印|关闭)(?:本页|此页|窗口)|【\s*(?:打印|关闭|大|中|小|收藏|字体)[^】]{0,10}】
    | ^(?:来源|信息来源|文章来源|稿件来源)\s*[：:]
    | ^(?:上一篇|下一篇|上一条|下一条|相关(?:文章|链接|附件|信息)|相关解读|政策解读)\s*[：:]?
    | 网站标识码|ICP备|公网安备|版权所有|网站地图|技术支持\s*[：:]|承办单位\s*[：:].{0,40}网
    | ^(?:索\s*引\s*号|主题(?:分类|词)|信息分类|体裁分类|有效性|生成日期|文\s*号\s*状态|名\s*称)\s*[：:]
    | ^(?:编辑出版|编辑部地址|邮政编码|邮\s*编|联系电话|电\s*话|传\s*真|公报电子版查阅方式|印刷)\s*[：:]
    """,
    re.VERBOSE,
)


def is_page_number(text: str) -> bool:
    """Whether a line is nothing but a page number: "— 12 —", "第 3 页 共 9 页"."""
    return len(text) < 24 and _PAGE_NUMBER.fullmatch(text) is not None and any(c in text for c in "—–－-─―·页")


def is_web_noise(text: str) -> bool:
    """Whether a line belongs to the page around the document."""
    return len(text) <= _LONGEST and "。" not in text and _WEB.search(text) is not None
