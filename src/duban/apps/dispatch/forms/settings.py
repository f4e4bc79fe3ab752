"""What is asked of a letterhead, of the words of a kind, of where numbers begin."""

from __future__ import annotations

from typing import Any

from django import forms

from duban.apps.dispatch.actions.letterheads import MOST_SERIAL, SHAPES
from duban.apps.dispatch.actions.wordings import LONGEST
from duban.apps.dispatch.models import Letterhead
from duban.rulebook.dispatches import DISPATCH_KINDS

_KINDS = [(kind.value, words) for kind, words in DISPATCH_KINDS.items()]
FIELDS = ("mark", "code", "shape", "kinds", "signed_by_leader", "signatory", "copies_to", "printed_by")


class LetterheadForm(forms.Form):
    mark = forms.CharField(label="发文机关标志", max_length=60, help_text="红字，例如：青泽市人民政府办公室文件。")
    code = forms.CharField(label="发文代字", max_length=20, help_text="例如“青府办”，年份和序号由系统编。")
    shape = forms.ChoiceField(label="格式", choices=list(SHAPES.items()), widget=forms.RadioSelect)
    kinds = forms.MultipleChoiceField(label="用于", choices=_KINDS, widget=forms.CheckboxSelectMultiple)
    signed_by_leader = forms.MultipleChoiceField(
        label="其中由领导签发",
        choices=_KINDS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="选中的文种须送领导签发；其余由督查室印发。",
    )
    signatory = forms.CharField(label="署名", max_length=120, required=False, help_text="不填就是单位全称。")
    copies_to = forms.CharField(
        label="抄送", max_length=500, required=False, help_text="每件公文开头都带上，可以再改。"
    )
    printed_by = forms.CharField(label="印发机关", max_length=60, required=False, help_text="不填就是单位全称。")
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, letterhead: Letterhead | None = None) -> None:
        initial = {} if letterhead is None else {name: getattr(letterhead, name) for name in FIELDS}
        super().__init__(data, initial={"shape": "document", **initial, "seen": letterhead and letterhead.version})

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS}


class SeriesForm(forms.Form):
    code = forms.ChoiceField(label="发文代字")
    last = forms.IntegerField(
        label="已经用到第几号", min_value=1, max_value=MOST_SERIAL, help_text="系统从下一号接着编，只能往后设。"
    )
    reason = forms.CharField(
        label="原因",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="例如：上半年用纸质登记，已发到15号。",
    )

    def __init__(self, data: Any = None, *, codes: list[str]) -> None:
        super().__init__(data)
        field = self.fields["code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, code) for code in codes]


class WordingForm(forms.Form):
    title = forms.CharField(label="标题", max_length=200)
    text = forms.CharField(label="正文", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 18}))
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
