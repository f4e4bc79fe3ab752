"""The words of this application: what its events read like, and what a delivery's state is called."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "reminder.settings_changed": "修改自己的提醒设置",
    "reminder.feed_renewed": "生成{target}的地址",
    "reminder.feed_ended": "停用{target}",
    "reminder.robot_added": "添加群机器人“{target}”，发送{after[内容]}的提醒",
    "reminder.robot_changed": "修改群机器人“{target}”",
    "reminder.robot_switched_on": "启用群机器人“{target}”",
    "reminder.robot_switched_off": "停用群机器人“{target}”",
    "reminder.robot_tested": "向群机器人“{target}”发送测试消息",
}
FEEDS_OFF = "系统没有开放日历订阅，请联系系统管理员"
NO_EMAIL = "系统还没有设置邮件服务器，请联系系统管理员"
TEST_WORDS = "督办系统测试消息：收到这一条，说明这个群可以收到提醒。"
