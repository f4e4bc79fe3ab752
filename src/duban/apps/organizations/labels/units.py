"""What the events of places, units and collective units read like, and the words their pages share."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "jurisdiction.created": "新建行政区“{target}”",
    "jurisdiction.changed": "修改行政区“{target}”的信息",
    "jurisdiction.renamed": "把行政区“{before[名称]}”更名为“{after[名称]}”",
    "jurisdiction.deleted": "删除行政区“{target}”",
    "unit.created": "新建单位“{target}”",
    "unit.changed": "修改单位“{target}”的信息",
    "unit.renamed": "把“{before[名称]}”更名为“{after[名称]}”（{after[更名日期]}起）",
    "unit.name_added": "给“{target}”添加{after[类别]}“{after[名称]}”",
    "unit.name_ended": "“{target}”的{after[类别]}“{after[名称]}”自{after[停用日期]}起不再使用",
    "unit.name_removed": "删除“{target}”的{before[类别]}“{before[名称]}”",
    "unit.retired": "自{after[撤销日期]}起撤销“{target}”，依据：{note}",
    "unit.merged": "自{after[合并日期]}起把“{target}”并入“{after[并入单位]}”，依据：{note}",
    "unit.deleted": "删除单位“{target}”",
    "unit_group.created": "新建集合单位“{target}”",
    "unit_group.changed": "修改集合单位“{target}”",
    "unit_group.member_added": "把{after[单位]}列入“{target}”（{after[起始日期]}起）",
    "unit_group.member_ended": "把{after[单位]}移出“{target}”（{after[终止日期]}起）",
    "unit_group.deleted": "删除集合单位“{target}”",
}
RETIRE_INSTEAD = "可改为撤销"
