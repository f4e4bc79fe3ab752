"""Words that units are named with: what a name ends with, what stands for many, what only looks like a unit.

In: nothing.  Out: word lists, and patterns made of them alone.
"市财政局", "某供电局", "各镇政府", "县直有关单位"; but "格局", "督办", "示范区".
The words departments are named for (财政, 住房城乡建设) are in `unit_subjects`.
"""

from __future__ import annotations

# Ends that make a word a unit's name wherever they stand.
STRONG_ENDS = tuple(
    "局 委 办 厅 署 委员会 管委会 党委 党工委 党组 工委 纪委 监委 团委 政法委 国资委 办公室 督查室 研究室 信访室 监察室 指挥中心 服务中心 事务中心 "
    "管理中心 发展中心 促进中心 监测中心 控制中心 疾控中心 融媒体中心 急救中心 交易中心 保障中心 代建中心 会计中心 评审中心 信息中心 储备中心 土储中心 "
    "创新中心 推广中心 公积金中心 托管中心 执法中心 检测中心 救助中心 投资中心 招商中心 帮扶中心 供水中心 "
    "人民政府 政府 办事处 街道办 居委会 村委会 人大常委会 常委会 人大 政协 法院 检察院 中院 武警 部队 军分区 警备区 人武部 武装部 司令部 "
    "支队 大队 总队 中队 分队 边检站 派出所 "
    "公司 集团 总公司 分公司 子公司 银行 分行 支行 农商行 农信社 信用社 信用联社 联社 供销社 营业部 管理部 管理处 管理所 管理站 管理局 公路处 "
    "海关 海事 分局 总局 供电局 电网 电业 烟草 邮政 电信 移动 联通 铁塔 石化 石油 盐业 国网 南网 人行 人民银行 农发行 国开行 运营商 保险公司 平台公司 "
    "大学 学院 中学 小学 学校 党校 行政学院 职校 技校 高校 院校 医院 卫生院 研究院 科学院 农科院 林科院 社科院 环科院 教科院 工研院 研究所 设计院 规划院 勘察院 "
    "协会 商会 学会 研究会 联合会 总会 基金会 红十字会 慈善会 慈善总会 工会 总工会 妇联 残联 侨联 文联 社科联 科联 工商联 台联 科协 记协 作协 法学会 贸促会 计生协 企联 "
    "老促会 关工委 残工委 地震台 气象台 电视台 广播电视台 广播台 报社 日报社 新闻社 通讯社 图书馆 档案馆 博物馆 文化馆 美术馆 科技馆 体育馆 展览馆 "
    "领导小组 工作小组 协调小组 工作组 推进组 专班 工作专班 攻坚组 指挥部 联席会议 成员单位 单位 部门 机构 机关 团体 人民团体 国企 央企 企业 "
    "团市委 团县委 团区委 团省委 机场 港务 投控 城投 交投 水投 文投 农投 产投 国投 水司 客运站 火车站 收费站 保护站 服务站 工作站 监测站 防疫站 "
    "新区 高新区 经开区 开发区 保税区 度假区 工业园 产业园 工业园区 产业园区 园区 科技园 物流园 合作区 功能区 集聚区 自贸区 试验区 综保区 "
    "农场 林场 水库 水利站 农技站 宣传部 组织部 统战部 社会工作部 社工部 工作部 网信办 编办 部委 部局 "
    "项目部 事业部 代表处 办事机构 合作社 秘书处 事务所 研究中心 中心".split()
)

# Ends of a place that acts for its government: a name needs two characters or more before them.
PLACE_ENDS = ("街道", "镇", "乡", "县", "区", "市", "旗", "州", "盟", "省", "社区", "村", "苏木")

# Words that end like a unit and are none; a name may not end with them.
NOT_UNITS = tuple(
    "布局 格局 大局 全局 结局 开局 时局 困局 破局 督办 举办 主办 承办 代办 通办 协办 兴办 创办 快办 联办 交办 经办 查办 转办 催办 承揽 难办 一次办 "
    "网上办 掌上办 就近办 马上办 全程网办 委托 全部 内部 干部 外部 东部 西部 中部 北部 "
    "城乡 小城镇 新型城镇 小集镇 小镇 古镇 示范镇 典型镇 强镇 重镇 中心镇 全县 强县 示范县 试点县 百强县 城市 全市 超市 上市 门市 股市 夜市 强市 示范市 都市 楼市 "
    "老城区 主城区 中心城区 小区 片区 灌区 库区 景区 辖区 山区 郊区 市区 地区 牧区 林区 全区 校区 院区 街区 老区 矿区 厂区 特区 示范区 功能区划 商圈 居民区 保护区 "
    "自然村 行政村 示范村 农村 乡村 全省 外省 "
    "代建 副中心 城市中心 次中心 核心 公园 园林 示范园 民营企业 龙头企业 规上企业 高新技术企业 小微企业 中小企业 外资企业 工业企业 上市公司 龙头公司 "
    "自动化办公 人大会 上级机关 三级医院 综合医院 公立医院 幼儿园 中标单位 施工单位 中介机构 用人单位 医疗机构 养老机构 金融机构 培训机构".split()
)

# Generic words: part of a name, no name of their own.
GENERIC = frozenset(
    "单位 部门 机构 机关 企业 公司 集团 银行 政府 人民政府 管委会 党委 党工委 办事处 街道办事处 街道办 街道 社区 城区 城镇 集镇 村镇 乡镇 镇街 镇 乡 县 区 市 省 州 园区 开发区 工业园 "
    "委员会 办公室 中心 分局 支队 大队 领导小组 成员单位 专班 工作专班 工作组 指挥部 联席会议 协会 商会 法院 检察院 医院 学院 大学 高校 居委会 村委会 委 办 局 "
    "企事业单位 事业单位 企业单位 社会组织 群团组织 群团 党组织 平台公司 公安 移动 联通 电信 邮政 烟草 石油 石化 铁塔 盐业 新区 机场 水库 林场 农场 工会 人大 政协 国企 央企 团体 人民团体 分公司 分行 支行".split()
)
# Of those, what is a unit by itself where a list says who is responsible.
GENERIC_UNITS = frozenset(
    "移动 联通 电信 邮政 烟草 铁塔 石油 石化 人大 政协 国企 央企 公安 人行 法院 检察院 工会".split()
)

# Whole names of another form.
WHOLE_NAMES = frozenset(
    "属地 属地政府 属地镇街 属地乡镇 所在地政府 全市各级各部门 各方 项目业主 业主单位 项目单位 项目法人 实施单位 建设单位 施工单位 主管部门 行业主管部门 "
    "两办 法检两院 武警 消防 海关 海事 税务 气象 供电 国网 南网 乡镇 镇街 街镇 乡镇街道 乡镇（街道） 镇（街） 镇（街道） 县区 区县 县市区 县（市、区）".split()
)

# A name that stands for many opens with one of these, or holds one of those.
COLLECTIVE_OPENINGS = (
    "各",
    "有关",
    "相关",
    "其他",
    "其它",
    "所有",
    "全体",
    "全市",
    "全县",
    "全区",
    "属地",
    "沿线",
    "所在地",
    "涉及",
    "涉农",
)

# What a name that lacks its level may be: the level, its party committee or its government.
LEVELS = "省市县区州旗盟镇乡"

# An end alone is no name, but for these.
NO_NAMES_ALONE = frozenset(STRONG_ENDS) - {"团市委", "团县委", "团区委", "团省委"}
