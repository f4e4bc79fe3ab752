"""What jobs and their failures are called: each application names its own; what a job was given is never shown.

In: a job, the path of an exception.  Out: words for the administrator.
"""

from __future__ import annotations

from typing import Any

from django_tasks.base import Task

_NAMES: dict[str, str] = {}
_REASONS = {
    "duban.apps.jobs.lost.WorkerLost": "工作进程反复中断",
    "django.db.utils.OperationalError": "数据库没有应答",
    "django.db.utils.IntegrityError": "数据库拒绝写入",
}
_GONE = ("ImportError", "ModuleNotFoundError", "SuspiciousOperation")


def name_job(job: Task[Any, Any], words: str) -> None:
    """Called where the job is."""
    _NAMES[job.module_path] = words


def explain(error: type[Exception], words: str) -> None:
    _REASONS[f"{error.__module__}.{error.__qualname__}"] = words


def words_of(path: str) -> str:
    return _NAMES.get(path) or f"其他工作（{path.rpartition('.')[2]}）"


def reason_of(path: str) -> str:
    """Why a job failed; what the exception itself said may hold business, and stays in the server's log."""
    kind = path.rpartition(".")[2]
    if path in _REASONS:
        return _REASONS[path]
    if kind in _GONE:
        return "这项工作的程序已不存在"
    return f"程序出错（{kind}），详情见服务器日志"
