"""The words of ladders: how their events read."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "ladder.set": "设定督办阶梯，自{after[生效日期]}起执行",
}
