"""`duban demo`: a running system with a whole invented city; made once, started in seconds afterwards.

In: the folder of samples, where to put the data.  Out: address and sign-ins; then it serves until told to stop.
Everything in it is made by the same actions a user sets off, from the sample files a user could upload.
"""

from __future__ import annotations

import hashlib
import shutil
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from duban import __version__
from duban.local_files import Refusal
from duban.rulebook.roles import LABELS
from duban.site import env
from duban.site.commands.init import write_settings
from duban.site.commands.serve import check_port, prepare, run
from duban.site.demonstration import ACCOUNTS, PASSWORD

SAMPLES = (
    "directory.xlsx",
    "leading-group.docx",
    "appointments.txt",
    "work-plan-2025.txt",
    "work-plan-2026.docx",
    "report-division.txt",
    "indicator-campaign.txt",
    "health-plan.docx",
)
_MADE = "demo-made"  # holds the fingerprint of what the demo was made from
_UNFINISHED = "demo-unfinished"


def demo(chosen: Namespace, say: Callable[[str], None]) -> int:
    home, samples = Path(chosen.home), Path(chosen.folder)
    if not chosen.only_make:
        check_port(chosen.address, chosen.port)
    fingerprint = _fingerprint(samples)
    if _text(home / _MADE) == fingerprint:
        prepare(chosen.home)
    else:
        say("正在建立演示数据，约一分钟")
        _make(home, samples, fingerprint)
    say("演示数据全部虚构：地名、单位、人名均不存在")
    if chosen.only_make:
        return 0
    _show_sign_ins(f"http://{chosen.address}:{chosen.port}/")
    return run(chosen.address, chosen.port, chosen.workers)


def _make(home: Path, samples: Path, fingerprint: str) -> None:
    """Make the data; what an interrupted run left is thrown away, a real installation is not touched."""
    if (home / env.FILE).exists() and not any((home / mark).exists() for mark in (_MADE, _UNFINISHED)):
        raise Refusal(f"{home} 里是正式安装，不能用作演示；请用 --home 另选一个文件夹")
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    (home / _UNFINISHED).touch()
    write_settings(home)
    prepare(str(home))
    from duban.site.making_demo import make_demo

    make_demo(samples)
    (home / _MADE).write_text(fingerprint, encoding="utf-8")
    (home / _UNFINISHED).unlink()


def _fingerprint(samples: Path) -> str:
    """What the demo is made from: this version, the accounts, the sample files."""
    summed = hashlib.sha256(f"{__version__} {ACCOUNTS}".encode())
    for name in SAMPLES:
        try:
            summed.update((samples / name).read_bytes())
        except OSError as error:
            raise Refusal(
                f"演示要用的样例不能打开：{samples / name}（请在代码目录里运行，或写出样例文件夹）"
            ) from error
    return summed.hexdigest()


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _show_sign_ins(url: str) -> None:
    print(f"\n督办演示系统  {url}\n密码都是 {PASSWORD}\n")
    for account in ACCOUNTS:
        role = LABELS[account.role] + (f"（{account.note}）" if account.note else "")
        print(f"  {account.username:<14}{role}  {account.name}，{account.unit}")
    print(flush=True)
