"""People and posts in the standing city, for the tests of who holds what.

In: the standing cast.  Out: shorthands that call the actions as the system does.
"""

from __future__ import annotations

from datetime import date

from cast import City
from duban.apps.organizations.actions.appointments import appoint
from duban.apps.organizations.actions.leading_groups import create_leading_group
from duban.apps.organizations.actions.officials import create_official
from duban.apps.organizations.actions.posts import create_post
from duban.apps.organizations.models import Appointment, LeadingGroup, Official, Post
from duban.rulebook.actors import SYSTEM


class Staff:
    """市长 held by 顾清源 (2022-01-01), 财政局局长 by 钱守正 (2021-06-01); two seats of 副市长, both vacant."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.mayor = self.post("市政府", "市长", leads=True)
        self.deputies = [self.post("市政府", "副市长", leads=True) for _ in range(2)]
        self.finance = self.post("财政", "局长")
        self.gu = self.person("顾清源")
        self.qian = self.person("钱守正")
        self.sun = self.person("孙立新")
        self.gu_as_mayor = self.holds(self.mayor, self.gu, date(2022, 1, 1))
        self.qian_at_finance = self.holds(self.finance, self.qian, date(2021, 6, 1))

    def post(self, unit: str, title: str, *, leads: bool = False, portfolio: str = "") -> Post:
        in_unit = self.city.units[unit]
        return create_post(unit=in_unit, title=title, leads_jurisdiction=leads, portfolio=portfolio, by=SYSTEM)

    def person(self, name: str, place: str = "青泽市", remark: str = "") -> Official:
        return create_official(jurisdiction=self.city.places[place], name=name, remark=remark, by=SYSTEM)

    def holds(self, post: Post, official: Official, since: date | None) -> Appointment:
        return appoint(post=post, official=official, since=since, by=SYSTEM)

    def group(self, name: str = "青泽市质量强市工作领导小组", place: str = "青泽市", **said: object) -> LeadingGroup:
        said = {"since": date(2023, 1, 10), "basis": "青政办〔2023〕3号", "end_condition": "任务完成后撤销", **said}
        return create_leading_group(jurisdiction=self.city.places[place], name=name, by=SYSTEM, **said)  # type: ignore[arg-type]
