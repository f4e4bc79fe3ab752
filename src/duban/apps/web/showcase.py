"""What does the page of components show? One invented city, enough of it to fill every component once.

In: what was posted to the sample form.  Out: the context of `web/components.html`.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator

from duban.apps.web.pictures import Part, curve, months, per_cent, share_of_year, slices
from duban.apps.web.year_curves import Foreseen, Seen, Wanted, scale_of, year_curve

TODAY = date(2026, 7, 3)


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label="单位名称", help_text="写全称，与印章一致。", max_length=40)
    kind = forms.ChoiceField(label="单位类别", choices=[("department", "政府部门"), ("town", "镇街")])
    since = forms.DateField(
        label="成立日期",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    remark = forms.CharField(
        label="说明", required=False, help_text="300字以内。", widget=forms.Textarea(attrs={"rows": 3})
    )
    duties = forms.MultipleChoiceField(
        label="承担的职责",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("report", "进展填报"), ("review", "审核"), ("archive", "归档")],
    )
    is_public = forms.BooleanField(label="在公开页面显示", required=False, help_text="不勾选时只有本级能看到。")


class SampleUpload(forms.Form):
    file = forms.FileField(label="公文或台账", help_text="docx、pdf、xlsx，50 MB 以内。")


class SampleConfirmation(forms.Form):
    reason = forms.CharField(label="撤销的原因", help_text="会记入全程记录。", widget=forms.Textarea(attrs={"rows": 2}))


REPORTS = [
    Part("已审核", 42, "accepted", "#bar"),
    Part("待审核", 15, "submitted", "#bar"),
    Part("已退回", 4, "returned", "#bar"),
    Part("草稿", 31, "draft", "#bar"),
    Part("未填", 62, "owed", "#bar"),
]
HEALTH = [
    ("done", "已完成", "60.0%", 240),
    ("ahead", "超前", "62.0%", 365),
    ("on-pace", "正常", "50.4%", 365),
    ("behind", "滞后", "36.7%", 365),
    ("overdue", "逾期", "31.0%", 181),
    ("not-started", "未启动", "0%", 365),
]
TITLES = [
    "开通跨县公交6条",
    "改造老旧小区24个",
    "新建养老服务站30个",
    "新增高新技术企业30家",
    "建成云栖客运站",
    "编制防汛预案",
]


def context(posted: Any = None) -> dict[str, Any]:
    return {
        "states": [{"state": state, "label": label} for state, label, _, _ in HEALTH],
        "reports": REPORTS,
        "slices": slices(REPORTS),
        "form": SampleForm(posted),
        "upload": SampleUpload(),
        "page": Paginator(range(1, 1681), 20).page(7),
        "views": _views(),
        "facts": _facts(),
        "story": _story(),
        "events": _events(),
        "questions": _questions(),
        "nodes": _nodes(),
        "curve": _curve(),
        "year_curve": _year_curve(),
        "months": months(TODAY.year),
        "today": per_cent(share_of_year(TODAY), 1),
        "wall_rows": _wall_rows(),
        "charts": _charts(),
        "steps": [{"label": "上传"}, {"label": "核对", "is_current": True}, {"label": "导入"}],
        "entries": [{"label": "更名", "url": "#menu"}, {"label": "并入其他单位", "url": "#menu"}],
    }


def confirmation() -> dict[str, Any]:
    """The context of the sample of a confirming page."""
    return {
        "question": "撤销“云栖区青泽湖管理办公室”吗？",
        "consequences": ["今天起不能再给它分派任务。", "它以前的任务和进展情况照旧可查。", "2 个账号随之停用。"],
        "form": SampleConfirmation(),
        "submit": "撤销这个单位",
        "cancel_url": "../#confirm",
    }


def _views() -> list[dict[str, Any]]:
    return [
        {"label": "全部", "url": "#views", "count": 168},
        {"label": "滞后和逾期", "url": "#views", "count": 32, "is_current": True},
        {"label": "本月到期", "url": "#views", "count": 9},
        {"label": "督办中", "url": "#views", "count": 6},
    ]


def _facts() -> list[dict[str, Any]]:
    return [
        {"label": "进度状态", "value": "滞后", "state": "behind", "note": "实际 11 家，时序应达 15 家，差 4 家"},
        {"label": "下一步", "value": "青泽市科技局重报第2轮", "note": "7月10日，还有5个工作日"},
        {"label": "完成时限", "value": "2026年12月31日", "note": "还有124个工作日"},
        {"label": "牵头单位", "value": "青泽市科技局", "url": "#facts", "note": "创新发展科"},
        {"label": "分管领导", "value": "副市长（科技）", "url": "#facts", "note": "6月26日批示 1 次"},
    ]


def _story() -> list[dict[str, Any]]:
    return [
        {
            "moment": "now",
            "title": "第2轮",
            "facts": ["7月10日截止"],
            "warning": "7月2日退回，待重报",
            "text": "上半年组织 46 家企业参加申报辅导，新增高新技术企业 11 家。",
            "note": "缺 11 家的名单；没有写明差 4 家怎么补。",
        },
        {
            "moment": "past",
            "title": "第1轮",
            "facts": ["4月10日截止", "4月9日报送，按时"],
            "state": "done",
            "state_label": "4月13日审核通过",
            "text": "建立市级培育库，一季度新增高新技术企业 6 家。",
        },
    ]


def _events() -> list[dict[str, Any]]:
    return [
        {"at": "今天 9:00", "sentence": "判为滞后（差 4 家）"},
        {"at": "7月2日", "sentence": "督查室退回第2轮报送", "url": "#record"},
        {"at": "7月1日", "sentence": "青泽市科技局报送第2轮"},
    ]


def _questions() -> list[dict[str, Any]]:
    return [
        {
            "name": "same",
            "text": "“市发展和改革委员会”和“市发展改革委”是同一单位吗？",
            "doubt": "名称相近，组织机构里只有后一个",
            "answers": [{"value": "yes", "label": "是，合并"}, {"value": "no", "label": "不是"}],
        },
        {
            "name": "gap",
            "text": "第43项之后是第45项，漏了第44项吗？",
            "doubt": "编号不连续",
            "answers": [{"value": "see", "label": "查看"}, {"value": "fine", "label": "原文如此"}],
        },
    ]


def _nodes() -> list[dict[str, Any]]:
    counties = [
        {"label": "临川县", "url": "#tree", "count": 38},
        {"label": "云栖区", "url": "#tree", "count": 41, "is_current": True},
        {"label": "海棠市", "url": "#tree", "count": 35},
    ]
    return [{"label": "青泽市", "url": "#tree", "count": 162, "is_open": True, "children": counties}]


def _curve() -> Any:
    observed = [(date(2026, 2, 20), 1.0), (date(2026, 4, 10), 6.0), (date(2026, 5, 26), 8.0), (TODAY, 11.0)]
    return curve(
        summary="新增高新技术企业：7月3日实际 11 家，时序应达 15 家，照此到年底约 22 家，目标 30 家",
        observed=observed,
        target=30,
        today=TODAY,
        marks=[date(2026, 4, 10), date(2026, 7, 10), date(2026, 10, 10)],
        forecast=22,
    )


def _year_curve() -> Any:
    shapes = ("baseline", "published", "verified", "stated")
    return year_curve(
        key="sample-curve",
        title="公共服务事项网上办理率（%）历年实际值与目标",
        summary="2026年应达76，实际73，低3，基本符合",
        scale=scale_of([60, 65, 69, 73, 72, 80, 84], first=2023, last=2028),
        seen=[Seen(2023 + at, value, shapes[at]) for at, value in enumerate((60, 65, 69, 73))],
        path=[(2023, 60), (2028, 80)],
        wanted=[Wanted(2028, 80, "确保 ≥80"), Wanted(2028, 84, "力争 ≥84")],
        foreseen=Foreseen(2028, 78, "预测 78", 75, 81),
        now=2026,
    )


def _wall_rows() -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "title": title,
            "unit": "青泽市科技局",
            "state": state,
            "label": label,
            "words": f"完成 {done}",
            "begins": "0%",
            "length": per_cent(days, 365),
            "done": done,
            "due": per_cent(days, 366),
        }
        for number, (title, (state, label, done, days)) in enumerate(zip(TITLES, HEALTH, strict=True), start=1)
    ]


def _charts() -> list[dict[str, Any]]:
    units = ["临川县", "云栖区", "海棠市"]
    return [
        {
            "kind": "line",
            "title": "规上工业增加值增速",
            "unit": "%",
            "corner": "月份",
            "heads": ["实际", "目标"],
            "rows": [
                {"label": f"{month}月", "values": [value, 7]}
                for month, value in enumerate([4.1, 4.8, 5.5, 5.9, 6.2, 6.1], 1)
            ],
        },
        {
            "kind": "bar",
            "title": "第2轮报送",
            "unit": "项",
            "corner": "单位",
            "heads": ["已报", "应报"],
            "rows": [{"label": unit, "values": [sent, 14]} for unit, sent in zip(units, [12, 9, 14], strict=True)],
        },
        {
            "kind": "heatmap",
            "title": "逾期任务",
            "unit": "项",
            "corner": "单位",
            "heads": ["一季度", "二季度", "三季度"],
            "rows": [
                {"label": unit, "values": values}
                for unit, values in zip(units, [[0, 2, 5], [1, 1, 0], [3, 4, 2]], strict=True)
            ],
        },
    ]
