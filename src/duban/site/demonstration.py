"""The demo's accounts: one for every role, in the city and below it. Invented, as everything in the demo.

In: nothing.  Out: who they are and how they sign in. The password is public: the demo holds nothing real.
"""

from __future__ import annotations

from dataclasses import dataclass

from duban.rulebook.roles import Role

PASSWORD = "Qingze-Demo-2026"
CITY, OFFICE = "青泽市", "青泽市人民政府办公室"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    username: str
    name: str
    unit: str
    role: Role
    note: str = ""


ACCOUNTS = (
    DemoAccount("admin", "何立新", OFFICE, Role.SYSTEM_ADMIN),
    DemoAccount("security", "白守安", OFFICE, Role.SECURITY_ADMIN),
    DemoAccount("auditor", "盛明察", OFFICE, Role.AUDIT_ADMIN),
    DemoAccount("office", "欧阳静", "青泽市人民政府督查室", Role.OFFICE),
    DemoAccount("leader", "贺知远", "青泽市人民政府", Role.LEADER, "常务副市长"),
    DemoAccount("head", "崔岩", "青泽市工业和信息化局", Role.UNIT_HEAD),
    DemoAccount("liaison", "林知夏", "青泽市发展和改革局", Role.LIAISON),
    DemoAccount("reader", "岳观澜", OFFICE, Role.READER),
    DemoAccount("county-office", "沈映川", "临川县人民政府办公室", Role.OFFICE, "临川县"),
    DemoAccount("town-liaison", "石延年", "石桥镇人民政府", Role.LIAISON, "临川县石桥镇"),
)
