"""The commands of the site, as a shell sees them."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from once import once

INSTALL = ("--jurisdiction", "青泽市", "--unit", "青泽市人民政府办公室")


def duban(*typed: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "duban.cli", *typed], capture_output=True, text=True, env=_environment(**environment)
    )


def _environment(**more: str) -> dict[str, str]:
    ours = ("DUBAN_HOME", "DUBAN_SECRET_KEY", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    return {**{name: value for name, value in os.environ.items() if name not in ours}, **more}


@pytest.fixture
def installed(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(once("installed", _install, tmp_path_factory), tmp_path / "home")


def _install(home: Path) -> None:
    assert duban("init", "--home", str(home), *INSTALL).returncode == 0


def test_an_installation_has_three_administrators_whose_passwords_are_shown_once(tmp_path: Path) -> None:
    done = duban("init", "--home", str(tmp_path / "home"), *INSTALL)

    assert done.returncode == 0
    assert re.findall(r"^(\S+)\t登录名 (\w+)\t初始密码 \S{10,}$", done.stdout, re.MULTILINE) == [
        ("系统管理员", "admin"),
        ("安全管理员", "security"),
        ("审计管理员", "auditor"),
    ]
    assert (tmp_path / "home" / "duban.env").stat().st_mode & 0o077 == 0


def test_an_installation_is_not_overwritten(installed: Path) -> None:
    before = (installed / "duban.env").read_text()

    again = duban("init", "--home", str(installed), *INSTALL)

    assert again.returncode == 2
    assert "里已有安装，没有改动" in again.stderr
    assert (installed / "duban.env").read_text() == before


def test_what_cannot_be_installed_leaves_no_settings(tmp_path: Path) -> None:
    home = tmp_path / "home"

    refused = duban("init", "--home", str(home), *INSTALL, "--code", "12")
    unreachable = duban("init", "--home", str(home), *INSTALL, "--database", "postgresql://a@127.0.0.1:1/x")

    assert "行政区划代码“12”不对" in refused.stderr
    assert "不能连接数据库（DATABASE_URL）" in unreachable.stderr
    assert refused.returncode == unreachable.returncode == 2
    assert not (home / "duban.env").exists()


@pytest.mark.parametrize("command", [("serve",), ("audit", "verify")])
def test_without_an_installation_the_command_says_what_to_do(tmp_path: Path, command: tuple[str, ...]) -> None:
    refused = duban(*command, "--home", str(tmp_path))

    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1
    assert "请先运行 duban init" in refused.stderr


def test_a_wrong_setting_is_named_before_anything_starts(installed: Path) -> None:
    port = str(_free_port())
    refused = duban("serve", "--home", str(installed), "--port", port, DUBAN_SESSION_HOURS="many")

    assert refused.returncode == 2
    assert refused.stderr == "duban: DUBAN_SESSION_HOURS 应为 1 到 72 之间的整数，现在是“many”\n"


def test_a_port_in_use_is_named(installed: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused = duban("serve", "--home", str(installed), "--port", str(taken.getsockname()[1]))

    assert refused.returncode == 2
    assert "请用 --port 换一个端口" in refused.stderr


def test_web_jobs_and_schedule_start_and_stop_together(installed: Path) -> None:
    port = _free_port()
    command = [sys.executable, "-m", "duban.cli", "serve", "--home", str(installed), "--port", str(port)]
    serving = subprocess.Popen(command, env=_environment(), stderr=subprocess.DEVNULL)
    try:
        page = _page(f"http://127.0.0.1:{port}/", serving)
        running = _children(serving.pid)
    finally:
        serving.send_signal(signal.SIGTERM)
        code = serving.wait(30)

    assert "登录名" in page
    assert re.search(r'href="/static/web/duban\.[0-9a-f]{12}\.css"', page)
    assert sorted(name for name in running if name != "") == ["granian", "jobs", "schedule"]
    assert code == 0


def test_the_record_of_an_installation_is_whole(installed: Path) -> None:
    whole = duban("audit", "verify", "--home", str(installed))

    assert whole.returncode == 0, whole.stdout + whole.stderr
    wrong = duban("audit", "verify", "--home", str(installed), "--expect", f"99999:{'0' * 64}")
    assert wrong.returncode == 1


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _page(url: str, serving: subprocess.Popen[bytes]) -> str:
    patience = time.monotonic() + 60
    while time.monotonic() < patience and serving.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return answer.read().decode()
        except OSError:
            time.sleep(0.2)
    raise AssertionError("no answer")


def _children(parent: int) -> list[str]:
    """What each child process was started for."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(status.read_text().rpartition(")")[2].split()[1]) != parent:
                continue
            words = (status.parent / "cmdline").read_bytes().decode().split("\0")
        except OSError:  # it ended meanwhile
            continue
        found.append(next((word for word in ("granian", "jobs", "schedule") if word in words), ""))
    return found


def test_whoever_runs_the_server_gives_a_password_for_one_use(installed: Path) -> None:
    done = duban("password", "auditor", "--home", str(installed))
    unknown = duban("password", "nobody", "--home", str(installed))

    assert done.returncode == 0
    assert re.fullmatch(r"\S{10,}\n", done.stdout)
    assert (unknown.returncode, unknown.stderr) == (2, "duban: 没有登录名为 nobody 的账号\n")
