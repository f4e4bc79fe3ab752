"""The words of this application: what its events read like, and what a browser is called."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "session.started": "{target}登录",
    "session.ended": "{target}的登录结束：{note}",
    "session.refused": "拒绝用{target}的登录标识访问：{note}，登录已结束",
    "session.failed": "{target}登录失败：密码不对或账号停用",
    "session.failed_unknown": "登录失败：登录名不存在",
    "session.locked": "{target}连续登录失败，锁定{note}",
    "session.locked_unknown": "连续登录失败，锁定所填登录名或来源地址{note}",
    "account.created": "新建账号{target}，所在单位：{after[所在单位]}",
    "account.changed": "修改账号{target}：{note}",
    "account.disabled": "停用账号{target}",
    "account.enabled": "启用账号{target}",
    "account.unlocked": "解锁账号{target}",
    "account.password_changed": "{target}修改了自己的密码",
    "account.password_reset": "重置账号{target}的密码",
    "account.capacity_switched": "{target}换为以{after[身份]}的身份办理",
    "role.granted": "授予{target}{after[单位]}的{after[角色]}角色",
    "role.revoked": "收回{target}{before[单位]}的{before[角色]}角色",
}

_BROWSERS = (
    ("MicroMessenger", "微信"),
    ("QIHU", "360 浏览器"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "安卓"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def browser_in_words(user_agent: str) -> str:
    """What people call it: Chrome（Windows）."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), user_agent[:30] or "不详")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return f"{browser}（{system}）" if system else browser
