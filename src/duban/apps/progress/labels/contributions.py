"""The words of this part: what the lead unit asks of supporting units, what they give.

What is given is between the two units, and the record is read by others: so it quotes nothing.
"""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "contribution.asked": "{after[单位]}请求提供{target}，{after[提供期限]}前",
    "contribution.asked_again": "{after[单位]}请求补充{target}，{after[提供期限]}前",
    "contribution.given": "提供{target}",
    "contribution.mended": "修改{target}",
    "contribution.taken_over": "{after[单位]}采用{target}",
    "contribution.set_aside": "{after[单位]}没有采用{target}",
    "contribution.withdrawn": "{after[单位]}撤回请求，不再需要{target}",
}
