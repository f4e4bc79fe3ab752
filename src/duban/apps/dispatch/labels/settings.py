"""What events of letterheads, wordings and numbers read like."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "letterhead.created": "新建发文机关“{target}”",
    "letterhead.changed": "修改发文机关“{target}”",
    "letterhead.retired": "停用发文机关“{target}”",
    "letterhead.restored": "恢复使用发文机关“{target}”",
    "letterhead.deleted": "删除发文机关“{target}”",
    "letterhead.numbered": "设定{after[代字]}的起始序号，从{after[下一号]}开始：{note}",
    "wording.set": "修改{after[文种]}的文稿模板",
}
