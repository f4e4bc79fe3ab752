"""挂牌督办: the levels at which a problem is listed, and its life from the board to the day it comes off (摘牌销案).

In: a state and the one wanted.  Out: tables; nothing, or a `Conflict`.  field.md 5, "挂牌督办", "Closing".
"""

from __future__ import annotations

from enum import StrEnum

from duban.rulebook.states import Life


class ListedLevel(StrEnum):
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"


LISTED_LEVELS: dict[ListedLevel, str] = {
    ListedLevel.PROVINCE: "省级挂牌",
    ListedLevel.CITY: "市级挂牌",
    ListedLevel.COUNTY: "县级挂牌",
}


class ListedState(StrEnum):
    DRAFT = "draft"
    LISTED = "listed"
    SELF_CHECKED = "self_checked"
    COUNTY_ACCEPTED = "county_accepted"
    CITY_ACCEPTED = "city_accepted"
    DELISTED = "delisted"
    WITHDRAWN = "withdrawn"


L = ListedState
LISTED = Life(
    "挂牌事项",
    {
        L.DRAFT: "拟挂牌",
        L.LISTED: "整治中",
        L.SELF_CHECKED: "已自查",
        L.COUNTY_ACCEPTED: "县级验收通过",
        L.CITY_ACCEPTED: "市级验收通过",
        L.DELISTED: "已摘牌",
        L.WITHDRAWN: "已撤销",
    },
    {
        L.DRAFT: {L.LISTED: "挂牌", L.WITHDRAWN: "撤销"},
        L.LISTED: {L.SELF_CHECKED: "自查合格", L.WITHDRAWN: "撤销"},
        L.SELF_CHECKED: {L.COUNTY_ACCEPTED: "县级验收通过", L.LISTED: "验收不通过"},
        L.COUNTY_ACCEPTED: {L.CITY_ACCEPTED: "市级验收通过", L.LISTED: "验收不通过"},
        L.CITY_ACCEPTED: {L.DELISTED: "摘牌", L.LISTED: "验收不通过"},
        L.DELISTED: {L.LISTED: "问题反弹，重新挂牌"},
        L.WITHDRAWN: {},
    },
)


class ListedReportState(StrEnum):
    OWED = "owed"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


R = ListedReportState
LISTED_REPORT = Life(
    "挂牌月报",
    {R.OWED: "未报送", R.SUBMITTED: "待审核", R.RETURNED: "已退回", R.ACCEPTED: "已审核"},
    {
        R.OWED: {R.SUBMITTED: "报送"},
        R.SUBMITTED: {R.ACCEPTED: "通过", R.RETURNED: "退回"},
        R.RETURNED: {R.SUBMITTED: "重报"},
        R.ACCEPTED: {},
    },
)
