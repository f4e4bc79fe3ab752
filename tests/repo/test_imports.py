"""What the product imports it also asks for; nothing is there by accident."""

import ast
import importlib.metadata
import re
import sys
import tomllib
from collections.abc import Iterator

from repo.tree import ROOT, parsed, python_files

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _imported() -> Iterator[str]:
    for path in python_files("src"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                yield node.module.split(".")[0]


def _names(requirements: list[str]) -> set[str]:
    return {re.match(r"[\w.-]+", requirement)[0].lower() for requirement in requirements}


def test_every_package_that_is_imported_is_asked_for() -> None:
    distributions = importlib.metadata.packages_distributions()
    outside = {name for name in _imported() if name != "duban" and name not in sys.stdlib_module_names}
    wanted = {distributions.get(name, [f"{name} (not installed)"])[0].lower() for name in outside}

    assert wanted == _names(PROJECT["project"]["dependencies"])
