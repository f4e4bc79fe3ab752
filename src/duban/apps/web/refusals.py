"""How a refusal is shown: what happened, why, and what to do, on a page or in the messages of the page that asked.

In: a status and, from a rule, its reason.  Out: the response. A page of failure (500) asks the database nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


@dataclass(frozen=True, slots=True)
class Refusal:
    """`why` stands where the rule gave no reason of its own."""

    what: str
    why: str
    steps: tuple[str, ...]


AGAIN = "返回上一页并刷新，再提交一次；填写中的文字还存在本机浏览器里。"
REFUSALS = {
    400: Refusal(
        "没有办成",
        "页面发来的内容不完整，或被中途改动，所以没有处理。",
        ("返回上一页，改正后重新提交。", "如果是从收藏或链接打开的，请从工作台重新进入。"),
    ),
    403: Refusal(
        "您不能这样做",
        "您现在的身份没有这项权限。",
        (
            "如果您有几个身份，换一个身份再试。",
            "确需办理的，请系统管理员授权，或请有权限的同事办理。",
        ),
    ),
    404: Refusal(
        "没有找到这个页面",
        "地址不存在，或者它不在您能查看的范围内。",
        ("从工作台或导航重新进入。", "如果是同事发来的链接，请对方确认地址，并确认您在它的知悉范围内。"),
    ),
    409: Refusal(
        "现在不能这样做",
        "在您打开这一页之后，情况有了变化。",
        ("返回上一页并刷新，看看现在的情况。", "仍要办理的，按上面的原因先办前一步。"),
    ),
    413: Refusal(
        "文件或内容太大",
        "上传的内容超过了上限，没有保存。",
        ("把文件分成几份，或去掉其中的大图后再上传。", "扫描件请改传文字版；确需上传大文件的，请系统管理员调整上限。"),
    ),
    500: Refusal(
        "系统出错了",
        "这是系统自身的问题，不是您的操作造成的；刚才提交的内容没有保存。",
        (
            "稍等几分钟再试一次；填写中的文字还存在本机浏览器里。",
            "仍不行的，把这一页的时间和您当时在做什么告诉系统管理员。",
        ),
    ),
}
EXPIRED = Refusal(
    "页面放得太久，已经失效",
    "为了防止别人冒用您的身份，太久没有提交的页面要重新打开。",
    (AGAIN, "反复出现的，请检查浏览器是否禁止了 Cookie。"),
)


def refuse(request: HttpRequest, status: int, *, reason: str = "", refusal: Refusal | None = None) -> HttpResponse:
    """The page that says no; for a request of htmx the same words in the messages of the page it stands on."""
    refusal = refusal or REFUSALS[status]
    reason = reason or refusal.why
    if getattr(request, "htmx", False):
        return _in_messages(refusal, reason, status)
    signed_in = status != 500 and getattr(request, "actor", None) is not None
    base = "web/base.html" if signed_in else "web/base_plain.html"
    words = {"base": base, "refusal": refusal, "reason": reason, "status": status}
    if status == 500:
        return HttpResponse(render_to_string("web/refusal.html", words), status=status)
    request.is_refused = True  # type: ignore[attr-defined]  # the frame asks
    return render(request, "web/refusal.html", words, status=status)


def _in_messages(refusal: Refusal, reason: str, status: int) -> HttpResponse:
    words = {"kind": "error", "title": refusal.what, "text": reason}
    response = HttpResponse(render_to_string("components/note_box.html", words), status=status)
    response["HX-Retarget"], response["HX-Reswap"] = "#messages", "innerHTML show:top"
    return response
