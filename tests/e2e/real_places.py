"""The places of the real documents and who uses the system there. The people with accounts are invented."""

from __future__ import annotations

CITY = "云浮市"
OFFICES = {"yunfu": CITY, "luoding": "罗定市", "xinxing": "新兴县"}  # account: place
TOWNS = {  # as an administrator enters them before the first plan; those of other counties do not matter here
    "罗定市": "罗城街道、附城街道、双东街道、素龙街道、围底镇、分界镇、华石镇、苹塘镇、金鸡镇",
    "新兴县": "新城镇、水台镇、六祖镇、稔村镇、车岗镇、东成镇、天堂镇、太平镇、河头镇、里洞镇",
    "云城区": "",
    "云安区": "",
    "郁南县": "",
}
PASSWORD = "Dangnian-Renwu-2024"
