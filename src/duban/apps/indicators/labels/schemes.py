"""What events of schemes read like."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "scheme.made": "制定“{after[指标体系]}”的计算办法第{after[版次]}版，自{after[自何日起]}起",
    "scheme.changed": "修改“{after[指标体系]}”的计算办法第{after[版次]}版",
}
