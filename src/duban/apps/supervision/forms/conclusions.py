"""What is entered about a conclusion, an objection and its decision, a proposal, a clue that is referred."""

from __future__ import annotations

from typing import Any

from django import forms

from duban.apps.progress.forms.evidence import EvidenceField
from duban.apps.supervision.forms.inspections import SeenForm, long_text
from duban.rulebook.inspections import PROPOSAL_KINDS, ProposalKind

UPHOLD, REVISE = "uphold", "revise"
APPROVE, REFUSE = "approve", "refuse"


class ConclusionForm(forms.Form):
    facts = long_text("查明的事实", rows=8)
    problems = long_text("存在问题", rows=4, required=False, hint="每条一行，送达后据此提出整改事项。")
    opinion = long_text("结论意见", rows=4)


class ChangeConclusionForm(ConclusionForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)


class FileObjectionForm(forms.Form):
    text = long_text("申请复核的理由", rows=6, hint="对哪些事实、哪条结论有异议，依据是什么。")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["files"] = EvidenceField()


class DecideObjectionForm(SeenForm):
    verdict = forms.ChoiceField(
        label="复核决定", choices=((UPHOLD, "维持督查结论"), (REVISE, "变更或撤销督查结论")), widget=forms.RadioSelect
    )
    decision = long_text("复核查明的情况和理由", rows=5)
    revised_opinion = long_text("变更后的结论", rows=4, required=False, hint="维持的不用填；撤销的，写明撤销。")


class ProposalForm(forms.Form):
    kind = forms.TypedChoiceField(
        label="类别", choices=[(k.value, v) for k, v in PROPOSAL_KINDS.items()], coerce=ProposalKind
    )
    text = long_text("建议内容", rows=4, hint="这里只提建议，领导批准以后才落实。")


class DecideProposalForm(SeenForm):
    verdict = forms.ChoiceField(label="意见", choices=((APPROVE, "批准"), (REFUSE, "不批准")), widget=forms.RadioSelect)
    decision = long_text("批示", rows=2, required=False, hint="不批准的，写明理由。")


class OutcomeForm(SeenForm):
    outcome = long_text("落实情况", rows=3)


class ReferralForm(forms.Form):
    receiver = forms.CharField(label="移送机关", max_length=100, help_text="监察机关或者司法机关。")
    text = long_text("线索内容", rows=6, hint="只有本行政区督查室能看到，领导和其他人都看不到。")


class ReceiptForm(SeenForm):
    receipt = forms.CharField(label="回执", max_length=200, help_text="日期和文号。")
