"""The `duban` command: exit codes, where output goes, and one line for every failure."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from openpyxl import load_workbook

import duban.documents
from documents.writing.invented import plan
from duban import __version__, arguments, cli
from duban.documents.errors import UnreadableFile
from duban.documents.model import Understanding

EMPTY = b"empty"


def understand(data: bytes, name: str) -> Understanding:
    if data == b"broken":
        raise UnreadableFile("文件已损坏，请用办公软件另存后再试。")
    if data == b"defect":
        raise KeyError("a mistake of ours")
    return Understanding(name, "text/plain", () if data == EMPTY else (plan(),))


def explain(data: bytes, name: str, step: str) -> Iterator[str]:
    yield f"{name} {step}"
    understand(data, name)
    yield data.decode()


@pytest.fixture(autouse=True)
def pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command alone is tested here; `tests/documents` tests what is understood."""
    stand_in = ModuleType("duban.documents.pipeline")
    stand_in.understand, stand_in.explain = understand, explain  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "duban.documents.pipeline", stand_in)
    monkeypatch.setattr(duban.documents, "pipeline", stand_in, raising=False)


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "方案.txt"
    path.write_text("临川县2026年重点任务", encoding="utf-8")
    return path


def failure(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line on stderr."""
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("duban: ")
    return lines[0]


def test_json_is_all_that_is_printed(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["parse", str(source), "--format", "json"]) == 0

    output = capsys.readouterr()
    assert json.loads(output.out)["documents"][0]["number"] == "临府〔2026〕8号"
    assert output.err == ""


def test_json_is_the_form_when_none_is_named(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["parse", str(source)]) == 0
    assert json.loads(capsys.readouterr().out)["file"] == "方案.txt"


def test_a_table_for_people(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["parse", str(source), "--format", "table"]) == 0
    assert "临川县2026年重点任务责任分工方案" in capsys.readouterr().out


def test_a_ledger_without_a_path_goes_beside_you_and_overwrites_nothing(
    source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("方案.xlsx", "方案-2.xlsx"):
        assert cli.main(["parse", str(source), "--format", "xlsx"]) == 0
        assert failure(capsys) == f"duban: 台账写到 {name}"
        assert load_workbook(source.with_name(name)).sheetnames[0] == "任务"


def test_a_path_that_ends_in_xlsx_gets_a_ledger(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["parse", str(source), "--output", "台账.XLSX"]) == 0
    assert source.with_name("台账.XLSX").read_bytes().startswith(b"PK")
    assert capsys.readouterr() == ("", "")


def test_output_replaces_a_file_whole_and_keeps_its_mode(source: Path) -> None:
    target = source.with_name("结果.json")
    target.write_text("old" * 9_999)
    target.chmod(0o640)

    assert cli.main(["parse", str(source), "--output", str(target)]) == 0
    assert json.loads(target.read_text(encoding="utf-8"))["documents"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert sorted(path.name for path in target.parent.iterdir()) == ["方案.txt", "结果.json"]


def test_output_through_a_link_keeps_the_link(source: Path) -> None:
    link = source.with_name("link.json")
    link.symlink_to(source.with_name("真.json"))

    assert cli.main(["parse", str(source), "--output", str(link)]) == 0
    assert link.is_symlink()
    assert source.with_name("真.json").is_file()


def test_a_file_without_documents_gives_one(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source.write_bytes(EMPTY)

    assert cli.main(["parse", str(source)]) == 1
    output = capsys.readouterr()
    assert json.loads(output.out)["documents"] == []
    assert output.err == "duban: 方案.txt：文件已读，其中没有公文\n"


@pytest.mark.parametrize("form", ["table", "xlsx"])
def test_nothing_is_written_where_nothing_was_found(source: Path, form: str, capsys) -> None:
    source.write_bytes(EMPTY)

    assert cli.main(["parse", str(source), "--format", form]) == 1
    assert capsys.readouterr().out == ""
    assert [path.name for path in source.parent.iterdir()] == ["方案.txt"]


def test_an_unreadable_file_says_why(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source.write_bytes(b"broken")

    for more in ([], ["--format", "xlsx"], ["--explain", "reading"]):
        assert cli.main(["parse", str(source), *more]) == 2
        assert failure(capsys) == "duban: 方案.txt：文件已损坏，请用办公软件另存后再试。"


def test_a_defect_of_the_program_is_one_line_too(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source.write_bytes(b"defect")

    assert cli.main(["parse", str(source)]) == 2
    assert "程序出错（KeyError）" in failure(capsys)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("没有.txt", "没有这个文件"),
        (".", "这是一个文件夹"),
        ("方案.txt/x", "路径中有一段不是文件夹"),
        ("坏\0名", "不能使用的字符"),
        ("长" * 300, "不能打开"),
        ("", "没有这个文件"),
        ("两\n行.txt", "没有这个文件"),
    ],
)
def test_a_path_that_cannot_be_read(source: Path, path: str, reason: str, capsys) -> None:
    assert cli.main(["parse", path]) == 2
    assert reason in failure(capsys)


@pytest.mark.parametrize("output", ["没有/结果.json", ".", "方案.txt/结果.json", "坏\0名"])
def test_a_path_that_cannot_be_written(source: Path, output: str, capsys) -> None:
    assert cli.main(["parse", str(source), "--output", output]) == 2
    assert "不能写入" in failure(capsys)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source.chmod(0)

    assert cli.main(["parse", str(source)]) == 2
    assert "没有权限" in failure(capsys)


def test_a_refusal_by_the_system_is_told_as_permission(source: Path, monkeypatch, capsys) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)

    assert cli.main(["parse", str(source)]) == 2
    assert "没有权限" in failure(capsys)


def test_the_file_that_is_read_is_not_overwritten(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = source.read_bytes()

    assert cli.main(["parse", str(source), "--output", str(source)]) == 2
    assert "这就是要读的文件" in failure(capsys)
    assert source.read_bytes() == before


def test_a_step_is_explained_without_steering_the_terminal(source: Path, capsys) -> None:
    source.write_bytes("任务\x1b[2J".encode())

    assert cli.main(["parse", str(source), "--explain", "reading"]) == 0
    assert capsys.readouterr().out == "方案.txt reading\n任务[2J\n"


@pytest.mark.parametrize(
    "typed", [[], ["parse"], ["parse", "a", "--format", "pdf"], ["read", "a"], ["parse", "a", "b"]]
)
def test_a_wrong_command_is_one_line(typed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        cli.main(typed)
    assert "命令有误" in failure(capsys)


def test_the_steps_are_those_of_the_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    from duban.documents.explaining import STEPS

    assert arguments.STEPS == STEPS


# In a process of its own: what a shell sees.


def shell(*typed: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "duban.cli", *typed]
    return subprocess.run(command, capture_output=True, check=False, timeout=60, **options)  # type: ignore[call-overload]


def test_help_and_version() -> None:
    assert shell("--version").stdout.decode() == f"duban {__version__}\n"
    assert "退出码" in shell("parse", "--help").stdout.decode()


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, contextlib, duban.cli\n"
        "with contextlib.suppress(SystemExit): duban.cli.main(['--help'])\n"
        "print(*[name for name in sys.modules if name.startswith('duban')], file=sys.stderr)\n"
        "assert not {'lxml', 'openpyxl', 'pdfplumber', 'json', 'decimal', 'datetime', 'django'} & set(sys.modules)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)

    assert ran.returncode == 0, ran.stderr.decode()
    loaded = ran.stderr.decode().split("\n")[0].split()
    assert sorted(loaded) == ["duban", "duban.arguments", "duban.cli", "duban.local_files"]


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "gbk"}]
)
def test_output_is_utf8_whatever_the_locale(locale: dict[str, str]) -> None:
    environment = {**os.environ, "PYTHONCOERCECLOCALE": "0", **locale}

    assert "督办" in shell("--help", env=environment).stdout.decode("utf-8")
    assert "没有这个文件" in shell("parse", "x", env=environment).stderr.decode("utf-8")


def test_standard_input_is_read_as_bytes() -> None:
    text = "临川县人民政府关于印发2026年重点工作任务分工方案的通知\n临府〔2026〕8号\n各镇人民政府：\n"
    ran = shell("parse", "-", input=text.encode("gb18030"))

    assert ran.returncode in (0, 1)
    assert json.loads(ran.stdout)["file"] == "-"


@pytest.mark.parametrize(
    ("closed", "reason"),
    [(">&-", "没有标准输出"), ("<&-", "没有标准输入"), (">/dev/full", "磁盘已满"), ("2>&- <&-", "")],
)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_stream_that_is_closed_or_full(closed: str, reason: str) -> None:
    text = "临川县人民政府关于印发2026年重点工作任务分工方案的通知\n临府〔2026〕8号\n各镇人民政府：\n"
    ran = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m duban.cli parse - {closed}'],
        input=text.encode(),
        capture_output=True,
        check=False,
    )

    assert ran.returncode == 2
    assert ran.stdout == b""
    assert reason in ran.stderr.decode()
    assert ran.stderr.count(b"\n") <= 1


def test_a_closed_pipe_is_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "方案.txt"
    path.write_text(
        "临川县人民政府关于2026年重点工作任务分工方案的通知\n一、总体要求\n" + "1．推进建设。\n" * 20_000,
        encoding="utf-8",
    )
    with subprocess.Popen(
        [sys.executable, "-m", "duban.cli", "parse", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stdout
        assert child.stderr
        child.stdout.close()
        said = child.stderr.read().decode()
        child.wait(timeout=60)

    assert "Traceback" not in said
    assert (child.returncode, said.count("\n")) == (2, 1)
