"""One word for one thing: the identifiers use the glossary's words and none of their synonyms."""

import ast
import re
from collections.abc import Iterator

from repo.tree import parsed, python_files, relative

SYNONYMS = {
    "organisation": "unit",
    "organization": "unit",
    "agency": "unit",
    "assignee": "responsibility",
    "cooperate": "support",
    "cooperating": "support",
    "assist": "support",
    "principal": "lead",
    "metric": "indicator",
    "kpi": "indicator",
    "phase": "stage",
    "docnum": "number",
    "publisher": "issuer",
    "warning_list": "diagnostics",
    "renwu": "task",
    "danwei": "unit",
    "zhibiao": "indicator",
    "lingdao": "leader",
}
PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def _identifiers(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def test_identifiers_use_the_words_of_the_glossary() -> None:
    found = {
        f"{relative(path)}: {name} (say {SYNONYMS[part.lower()]})"
        for path in python_files("src")
        for name in _identifiers(parsed(path))
        for part in PART.findall(name)
        if part.lower() in SYNONYMS
    }

    assert found == set()


def test_identifiers_are_english() -> None:
    assert [name for path in python_files("src") for name in _identifiers(parsed(path)) if not name.isascii()] == []


def test_no_two_test_modules_share_a_name() -> None:
    names = [path.name for path in python_files("tests") if path.name.startswith("test_")]

    assert sorted(name for name in set(names) if names.count(name) > 1) == []
