"""The invented city's places, units and people, as rows: what an administrator would type into the workbook.

In: nothing.  Out: rows of 行政区, 单位 and 人员. The people named in the other samples hold the posts these say.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

CITY, COUNTIES = "青泽市", ("临川县", "云栖区", "海棠市")
CODES = {"青泽市": "990100", "云栖区": "990102", "临川县": "990121", "海棠市": "990181"}
TOWNS = {
    "临川县": ("石桥镇", "白石镇", "松岭镇", "青溪镇", "大坪乡"),
    "云栖区": ("云栖镇", "柳溪镇", "望湖街道", "城东街道"),
    "海棠市": ("海棠镇", "东屏镇", "沙洲镇", "新港街道"),
}
LEADERS = (  # of the city's government: name, title, portfolio
    ("沈砚秋", "市长", "领导市政府全面工作，主管审计工作"),
    ("贺知远", "常务副市长", "发展改革、财政税务、政务数据、应急管理、统计、金融"),
    ("顾清禾", "副市长", "工业和信息化、科技、市场监管、高新区"),
    ("陆鸣川", "副市长", "农业农村、水利、林业、乡村振兴、气象、供销"),
    ("苏望舒", "副市长", "自然资源、住房城乡建设、交通运输、城市管理、生态环境"),
    ("容若水", "副市长", "教育、卫生健康、医疗保障、民政、人力资源社会保障、退役军人事务"),
    ("秦越", "副市长", "商务、文化广电旅游、体育、投资促进、海关"),
)
UNITS = (  # of the city: official name without the city's own, short names, kind, head, further posts
    ("人民政府办公室", "市政府办、市府办", "政府部门", "主任", ("许牧:副秘书长",)),
    ("人民政府督查室", "市政府督查室", "政府部门", "主任", ()),
    ("发展和改革局", "市发展改革局、市发改局", "政府部门", "局长", ("副局长",)),
    ("教育局", "", "政府部门", "局长", ()),
    ("科学技术局", "市科技局", "政府部门", "局长", ()),
    ("工业和信息化局", "市工信局", "政府部门", "崔岩:局长", ("周叙白:副局长",)),
    ("公安局", "", "政府部门", "局长", ()),
    ("民政局", "", "政府部门", "局长", ()),
    ("财政局", "", "政府部门", "白景行:局长", ("副局长",)),
    ("人力资源和社会保障局", "市人力资源社会保障局、市人社局", "政府部门", "局长", ()),
    ("自然资源局", "", "政府部门", "局长", ()),
    ("生态环境局", "", "政府部门", "局长", ()),
    ("住房和城乡建设局", "市住房城乡建设局、市住建局", "政府部门", "局长", ("副局长",)),
    ("城市管理局", "市城管局", "政府部门", "局长", ()),
    ("交通运输局", "", "政府部门", "局长", ()),
    ("水利局", "", "政府部门", "温如玉:局长", ()),
    ("农业农村局", "", "政府部门", "局长", ("副局长",)),
    ("林业局", "", "政府部门", "局长", ()),
    ("商务局", "", "政府部门", "局长", ()),
    ("文化广电旅游局", "市文旅局", "政府部门", "局长", ()),
    ("卫生健康局", "市卫健局", "政府部门", "局长", ()),
    ("应急管理局", "", "政府部门", "局长", ("秦砚舟:副局长",)),
    ("市场监督管理局", "市市场监管局", "政府部门", "局长", ()),
    ("体育局", "", "政府部门", "局长", ()),
    ("统计局", "", "政府部门", "局长", ()),
    ("医疗保障局", "市医保局", "政府部门", "局长", ()),
    ("退役军人事务局", "市退役军人局", "政府部门", "局长", ()),
    ("政务服务和数据管理局", "市政务和数据局、市政数局", "政府部门", "局长", ()),
    ("粮食和物资储备局", "", "政府部门", "局长", ()),
    ("机关事务管理局", "", "事业单位", "局长", ()),
    ("投资促进局", "", "事业单位", "局长", ()),
    ("供销合作社联合社", "市供销社", "事业单位", "主任", ()),
    ("代建项目管理中心", "市代建中心", "事业单位", "主任", ()),
    ("通信发展管理办公室", "", "垂直管理单位", "主任", ()),
    ("总工会", "", "群团组织", "主席", ()),
    ("妇女联合会", "市妇联", "群团组织", "主席", ()),
    ("残疾人联合会", "市残联", "群团组织", "理事长", ()),
    ("贸易促进委员会", "市贸促会", "群团组织", "会长", ()),
    ("城市建设投资集团有限公司", "市城投集团", "企业", "董事长", ()),
    ("交通投资集团有限公司", "市交投集团", "企业", "董事长", ()),
    ("公共交通集团有限公司", "市公交集团", "企业", "董事长", ()),
)
OTHER_UNITS = (  # whose names do not begin with the city's
    ("中共青泽市委组织部", "市委组织部", "党委部门", "部长", ()),
    ("中共青泽市委金融委员会办公室", "市委金融办", "党委部门", "主任", ()),
    ("青泽高新技术产业开发区管理委员会", "青泽高新区管委会、高新区管委会", "政府部门", "主任", ("陆闻笙:副主任",)),
    ("青泽市气象局", "市气象局", "垂直管理单位", "局长", ()),
    ("国家税务总局青泽市税务局", "市税务局", "垂直管理单位", "局长", ()),
    ("国家金融监督管理总局青泽监管分局", "青泽金融监管分局", "垂直管理单位", "局长", ()),
    ("中国人民银行青泽市分行", "人民银行青泽市分行", "垂直管理单位", "行长", ()),
    ("青泽海关", "", "垂直管理单位", "关长", ()),
    ("青泽供电局", "", "企业", "司徒远:总经理", ()),
    ("青泽职业技术学院", "", "事业单位", "院长", ()),
)
COUNTY_UNITS = (
    ("人民政府办公室", "政府办", "主任"),
    ("发展和改革局", "发展改革局、发改局", "局长"),
    ("教育局", "", "局长"),
    ("工业和信息化局", "工信局", "局长"),
    ("民政局", "", "局长"),
    ("财政局", "", "局长"),
    ("人力资源和社会保障局", "人社局", "局长"),
    ("自然资源局", "", "局长"),
    ("住房和城乡建设局", "住房城乡建设局、住建局", "局长"),
    ("交通运输局", "", "局长"),
    ("水利局", "", "局长"),
    ("农业农村局", "", "局长"),
    ("商务局", "", "局长"),
    ("文化广电旅游局", "文旅局", "局长"),
    ("卫生健康局", "卫健局", "局长"),
    ("应急管理局", "", "局长"),
    ("市场监督管理局", "市场监管局", "局长"),
    ("投资促进中心", "", "主任"),
)
COUNTY_DEPUTIES = {"临川县": "姜禾", "云栖区": "叶知秋", "海棠市": "罗望"}
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹喻柏水窦章云苏潘葛范彭鲁韦昌马苗"
GIVEN = (
    "思远 明澈 若谷 知行 怀瑾 景和 清扬 予安 望岳 承泽 书白 听澜 允文 子衿 云深 既明 晏清 行舟 亦凡 南乔 疏桐".split()
)
PLACE_COLUMNS = ("名称", "级别", "上级", "代码")
UNIT_COLUMNS = ("行政区", "单位名称", "简称", "类别", "上级单位", "统一社会信用代码", "成立日期", "撤销日期", "排序")
PEOPLE_COLUMNS = ("姓名", "行政区", "单位", "职务", "分管工作", "任职日期", "免职日期", "是否本级政府领导", "备注")
SINCE = "2024-01-15"

Row = tuple[str | int, ...]


def places() -> Iterator[Row]:
    yield CITY, "市", "", CODES[CITY]
    for county in COUNTIES:
        yield county, "县（市、区）", CITY, CODES[county]
    for county, towns in TOWNS.items():
        for town in towns:
            yield town, "镇（街道）", county, ""


def units() -> Iterator[Row]:
    order = count(1)
    for place, name, short, kind in _named_units():
        yield place, name, short, kind, "", "", "2019-03-01", "", next(order)


def _named_units() -> Iterator[tuple[str, str, str, str]]:
    yield CITY, f"{CITY}人民政府", "市政府", "人民政府"
    for name, short, kind, _, _ in UNITS:
        yield CITY, CITY + name, short or f"市{name}", kind
    for name, short, kind, _, _ in OTHER_UNITS:
        yield CITY, name, short, kind
    for county in COUNTIES:
        yield county, f"{county}人民政府", f"{county}政府", "人民政府"
        own = county[-1]
        for name, short, _ in COUNTY_UNITS:
            shorts = [own + part for part in (short.split("、") if short else [name])]
            yield county, county + name, "、".join(shorts), "政府部门"
        for town in TOWNS[county]:
            is_street = town.endswith("街道")
            yield town, town + ("办事处" if is_street else "人民政府"), "" if is_street else f"{town}政府", "人民政府"


def people() -> Iterator[Row]:
    names = _invented_names()
    for name, title, portfolio in LEADERS:
        yield name, CITY, f"{CITY}人民政府", title, portfolio, SINCE, "", "是", ""
    for unit, head, posts in _heads():
        for post in (head, *posts):
            name, colon, title = post.partition(":")
            yield name if colon else next(names), CITY, unit, title if colon else post, "", SINCE, "", "", ""
    for county in COUNTIES:
        yield from _county_people(county, names)


def _heads() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Units with the posts that somebody holds; three of the city's are vacant until the appointments are read."""
    vacant = {"人民政府督查室", "政务服务和数据管理局"}
    yield from ((CITY + name, head, posts) for name, _, _, head, posts in UNITS if name not in vacant)
    yield from ((name, head, posts) for name, _, _, head, posts in OTHER_UNITS)


def _county_people(county: str, names: Iterator[str]) -> Iterator[Row]:
    government, own = f"{county}人民政府", county[-1]
    yield next(names), county, government, f"{own}长", "领导政府全面工作", SINCE, "", "是", ""
    yield COUNTY_DEPUTIES[county], county, government, f"副{own}长", "项目建设、工业经济", SINCE, "", "是", ""
    yield next(names), county, government, f"副{own}长", "农业农村、社会事业", SINCE, "", "是", ""
    for name, _, head in COUNTY_UNITS:
        yield next(names), county, county + name, head, "", SINCE, "", "", ""
    for town in TOWNS[county]:
        is_street = town.endswith("街道")
        unit = town + ("办事处" if is_street else "人民政府")
        yield next(names), town, unit, "主任" if is_street else f"{town[-1]}长", "", SINCE, "", "是", ""


def _invented_names() -> Iterator[str]:
    """Names of nobody, each once: surnames and given names that run against each other."""
    for number in count():
        given = (number * 4 + number // len(SURNAMES) * 9) % len(GIVEN)
        yield SURNAMES[number * 11 % len(SURNAMES)] + GIVEN[given]
