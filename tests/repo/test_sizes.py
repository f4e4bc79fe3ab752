"""Files and functions stay small enough to read in one go."""

import ast

import pytest

from repo.tree import parsed, python_files, relative

LARGEST_FILE, LARGEST_TEST_FILE, LONGEST_FUNCTION = 300, 500, 40
LONGEST_DOCSTRING = 7
LARGER: dict[str, int] = {}  # named exceptions, which may only shrink
MADE = "migrations"  # folders whose files Django writes
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "service"}


@pytest.mark.parametrize(
    ("folders", "limit"), [(("src", "benchmarks", "docs"), LARGEST_FILE), (("tests",), LARGEST_TEST_FILE)]
)
def test_no_file_is_too_long(folders: tuple[str, ...], limit: int) -> None:
    files = [path for path in python_files(*folders) if path.parent.name != MADE]
    lengths = {relative(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files}

    assert {name: length for name, length in lengths.items() if length > LARGER.get(name, limit)} == {}


def test_no_function_is_too_long() -> None:
    long = [
        f"{relative(path)}:{node.lineno} {node.name} {node.end_lineno - node.lineno + 1}"
        for path in python_files("src", "benchmarks", "docs")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]

    assert long == []


def test_every_module_says_what_it_answers() -> None:
    files = [path for path in python_files("src", "benchmarks") if path.parent.name != MADE]
    silent = [relative(path) for path in files if path.stat().st_size and not _said(path)]

    assert silent == []


def test_a_docstring_of_a_module_is_short() -> None:
    long = [relative(path) for path in python_files("src") if len(_said(path).splitlines()) > LONGEST_DOCSTRING]

    assert long == []


def test_modules_are_named_for_their_subject() -> None:
    assert [relative(path) for path in python_files("src") if path.stem in FORBIDDEN_NAMES] == []


def _said(path) -> str:
    return ast.get_docstring(parsed(path)) or ""
