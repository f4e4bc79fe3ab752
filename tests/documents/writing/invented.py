"""An understood file of an invented county, one of everything, for the tests of writing."""

from datetime import date
from decimal import Decimal

from duban.documents import model as m
from duban.documents.blocks import Place

PLACE = Place(start=12, end=48, page=3, paragraph=7)


def target(text: str = "新增规模以上工业企业12家以上") -> m.Target:
    return m.Target(
        measure="新增规模以上工业企业",
        comparator=m.Comparator.AT_LEAST,
        value=Decimal("12"),
        unit="家",
        text=text,
        due=date(2026, 12, 31),
        source=PLACE,
    )


def task(number: str = "1", **changes: object) -> m.TaskDraft:
    values: dict[str, object] = {
        "number": number,
        "path": ("一、全力稳住经济大盘", "（一）做强实体经济"),
        "text": "开展“百企升级”行动，新增规模以上工业企业12家以上。",
        "measures": "一是建立培育库。二是每季度会商一次。",
        "leaders": ("沈卓远",),
        "lead": ("县工业和信息化局",),
        "implement": ("各镇政府",),
        "support": ("县财政局", "县税务局"),
        "deadline": date(2026, 12, 31),
        "deadline_text": "年内",
        "targets": (target(),),
        "source": PLACE,
        "places": (("leaders", PLACE), ("lead", PLACE), ("lead", PLACE)),
    }
    return m.TaskDraft(**(values | changes))  # type: ignore[arg-type]


def plan(**changes: object) -> m.OfficialDocument:
    values: dict[str, object] = {
        "kind": m.Kind.TASK_PLAN,
        "title": "临川县2026年重点任务责任分工方案",
        "number": "临府〔2026〕8号",
        "issuer": "临川县人民政府",
        "issued_on": date(2026, 2, 20),
        "recipients": ("各镇人民政府", "县直各单位"),
        "disclosure": "主动公开",
        "rules": m.NoticeRules(
            implementation_plans_due_on=date(2026, 3, 10),
            reporting_dates=(date(2026, 4, 5), date(2026, 7, 5)),
            monthly_reporting_day=25,
            report_to="县政府督查室",
            counts_in_appraisal=True,
            interviews=True,
        ),
        "declared_counts": m.DeclaredCounts(chapters=2, groups=3, tasks=4),
        "tasks": (
            task("1"),
            task("2", text="实施云栖镇供水管网改造，12月底前完成主管网铺设18.5公里。", leaders=(), targets=()),
            task("3", path=("一、全力稳住经济大盘", "（二）扩大有效投资"), deadline=None, deadline_text="长期坚持"),
            task("4", path=("二、办好民生实事", "（三）兜牢底线"), measures=""),
        ),
        "diagnostics": (
            m.Diagnostic("warning", "no-leader", "第2项任务没有写明分管领导", PLACE),
            m.Diagnostic("info", "unit-aliases", "“县财政局”“县财局”可能是同一单位"),
        ),
        "source": PLACE,
    }
    return m.OfficialDocument(**(values | changes))  # type: ignore[arg-type]


def indicators() -> m.OfficialDocument:
    return m.OfficialDocument(
        kind=m.Kind.INDICATOR_PLAN,
        title="青泽市2026年指标攻坚方案",
        indicators=(
            m.IndicatorDraft(
                number="7",
                part="(1)",
                name="城市空气质量优良天数比例",
                field="资源环境",
                measurement_unit="%",
                direction=m.Direction.HIGHER_IS_BETTER,
                nature=m.Nature.BINDING,
                baseline=m.Baseline(2025, Decimal("92.2"), "92.2%"),
                targets=(m.IndicatorTarget(2026, m.Comparator.AT_LEAST, Decimal("93.0"), "93%", "ensure"),),
                lead=("市生态环境局",),
                tasks=(
                    m.IndicatorTask("强化扬尘治理", lead=("市住房城乡建设局",), support=("各县政府",), source=PLACE),
                ),
                source=PLACE,
            ),
            m.IndicatorDraft(number="8", name="研发经费投入强度", field="创新发展"),
        ),
    )


def others() -> m.OfficialDocument:
    return m.OfficialDocument(
        kind=m.Kind.STAGE_PLAN,
        title="临川县消防隐患整治工作方案",
        stages=(m.Stage("动员部署阶段", date(2026, 2, 1), date(2026, 2, 28), ("召开动员会",), PLACE),),
        members=(m.Member("组长", "沈卓远", "副县长", PLACE),),
        appointments=(m.Appointment("appoint", "陆一鸣", "县政府办公室副主任", PLACE),),
        time_limits=(m.TimeLimit("3个工作日内办结", Decimal("3"), "working_day", "各审批部门", PLACE),),
        outline=(m.OutlineItem(1, "一、", "总体要求", PLACE, (target(),)), m.OutlineItem(2, "（一）", "目标")),
        targets=(target(),),
    )


def understanding(*documents: m.OfficialDocument) -> m.Understanding:
    return m.Understanding("样例.docx", "text/plain", documents or (plan(), indicators(), others()))
