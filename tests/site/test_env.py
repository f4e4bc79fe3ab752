"""A wrong setting is refused by its name, with what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from duban.site import env


def test_a_missing_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DUBAN_X", raising=False)

    with pytest.raises(env.WrongSetting, match="缺少设置 DUBAN_X"):
        env.text("DUBAN_X")


@pytest.mark.parametrize("value", ["maybe", "2", "是"])
def test_a_flag_is_yes_or_no(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("DUBAN_X", value)

    with pytest.raises(env.WrongSetting, match=f"DUBAN_X 应为 yes 或 no，现在是“{value}”"):
        env.flag("DUBAN_X", False)


@pytest.mark.parametrize("value", ["0", "41", "-3", "1.5", "十", "１0x"])
def test_a_number_stays_within_its_bounds(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("DUBAN_X", value)

    with pytest.raises(env.WrongSetting, match="DUBAN_X 应为 1 到 40 之间的整数"):
        env.number("DUBAN_X", 5, least=1, most=40)


def test_a_secret_may_lie_in_a_file_and_must_be_long(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("k" * 50 + "\n")
    monkeypatch.setenv("DUBAN_X_FILE", str(file))
    assert env.secret("DUBAN_X", least=50) == "k" * 50

    file.write_text("short")
    with pytest.raises(env.WrongSetting, match="至少 50 个字符"):
        env.secret("DUBAN_X", least=50)

    monkeypatch.setenv("DUBAN_X_FILE", str(tmp_path / "none"))
    with pytest.raises(env.WrongSetting, match="DUBAN_X_FILE 指向的文件不能读"):
        env.secret("DUBAN_X", least=50)


@pytest.mark.parametrize("value", ["mysql://a/b", "postgresql://host", "duban.sqlite3", "sqlite://", "sqlite:///"])
def test_only_the_two_databases_are_taken(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("DUBAN_X", value)

    with pytest.raises(env.WrongSetting, match="DUBAN_X 应写成"):
        env.database("DUBAN_X", "sqlite:///x")


def test_a_database_address_is_read_with_its_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUBAN_X", "postgresql://du%40ban:p%2Fw@db.example:5433/du_ban")

    read = env.database("DUBAN_X", "")

    assert [read[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "du@ban",
        "p/w",
        "db.example",
        "5433",
        "du_ban",
    ]


def test_the_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / env.FILE).write_text("# words\n\nDUBAN_X=file\nDUBAN_Y = file \n")
    monkeypatch.setenv("DUBAN_X", "environment")
    monkeypatch.setenv("DUBAN_Y", "")
    monkeypatch.delenv("DUBAN_Y")

    env.load(tmp_path)

    assert (env.text("DUBAN_X"), env.text("DUBAN_Y")) == ("environment", "file")


def test_a_line_of_the_file_that_is_no_setting_is_named(tmp_path: Path) -> None:
    (tmp_path / env.FILE).write_text("DUBAN_X=1\nDUBAN_Y\n")

    with pytest.raises(env.WrongSetting, match="第 2 行"):
        env.load(tmp_path)
