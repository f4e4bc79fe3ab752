"""The words of this application."""

from __future__ import annotations

SENTENCES: dict[str, str] = {"job.run_again": "重新运行后台工作“{note}”"}
EVERYWHERE = "后台工作由全系统共用，请最上级行政区的系统管理员办理"
NO_WORKER = "现在没有工作进程在运行，后台工作不会开始。请在服务器上检查 duban serve。"
