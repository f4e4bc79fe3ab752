"""The words of this part."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "practice.set": "修改{target}，自{after[生效日期]}起执行",
}
