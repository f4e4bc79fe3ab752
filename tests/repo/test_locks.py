"""The locked requirements name versions and hashes, and no place to get them from."""

import re
import tomllib

import pytest

from repo.tree import ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NAME = re.compile(r"^[\w.-]+")


def test_every_lock_exists() -> None:
    assert [lock.name for lock in LOCKS] == ["dev.lock", "node.lock", "runtime.lock"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_has_no_address(lock) -> None:
    text = lock.read_text(encoding="utf-8")

    assert "://" not in text
    assert not re.search(r"^\s*-(?!-hash=)", text, re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_requirement_is_pinned_and_hashed(lock) -> None:
    entries = re.split(r"\n(?=\w)", lock.read_text(encoding="utf-8").strip())

    assert [entry for entry in entries if not re.match(r"[\w.-]+==\S+", entry) or "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("runtime.lock", PROJECT["project"]["dependencies"]),
        ("dev.lock", PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]),
        ("node.lock", PROJECT["dependency-groups"]["node"]),
    ],
)
def test_a_lock_holds_what_the_project_asks_for(lock: str, wanted: list[str]) -> None:
    locked = set(re.findall(r"^([\w.-]+)==", (ROOT / "requirements" / lock).read_text(encoding="utf-8"), re.MULTILINE))

    assert {re.sub(r"[-_.]+", "-", NAME.match(name)[0].lower()) for name in wanted} - locked == set()


def test_the_runtime_is_the_same_in_both_locks() -> None:
    runtime, dev = ((ROOT / "requirements" / name).read_text(encoding="utf-8") for name in ("runtime.lock", "dev.lock"))

    assert set(re.findall(r"^\S+==\S+", runtime, re.MULTILINE)) <= set(re.findall(r"^\S+==\S+", dev, re.MULTILINE))
