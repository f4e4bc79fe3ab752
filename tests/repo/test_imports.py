"""What the product imports it also asks for; nothing is there by accident."""

import ast
import importlib.metadata
import re
import sys
import tomllib
from collections.abc import Iterator

from repo.tree import ROOT, parsed, python_files

# Taken up by Django or started as a program, and so never imported by name.
NAMED_ELSEWHERE = {
    "argon2-cffi": "Argon2PasswordHasher",
    "psycopg": "django.db.backends.postgresql",
    "granian": "granian",
}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _imported() -> Iterator[str]:
    for path in python_files("src"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                yield node.module.split(".")[0]


def _named_in_strings() -> Iterator[str]:
    """Packages that settings name in words: installed applications, middleware, back ends."""
    for path in python_files("src"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"[\w.]+", node.value):
                yield node.value.split(".")[0]


def _names(requirements: list[str]) -> set[str]:
    return {re.match(r"[\w.-]+", requirement)[0].lower() for requirement in requirements}


def test_every_package_that_is_imported_is_asked_for() -> None:
    distributions = importlib.metadata.packages_distributions()
    outside = {name for name in _imported() if name != "duban" and name not in sys.stdlib_module_names}
    wanted = {distributions.get(name, [f"{name} (not installed)"])[0].lower() for name in outside}

    assert wanted <= _names(PROJECT["project"]["dependencies"])


def test_every_package_that_is_asked_for_is_used() -> None:
    distributions = importlib.metadata.packages_distributions()
    used = {distributions[name][0].lower() for name in {*_imported(), *_named_in_strings()} if name in distributions}
    sources = "".join(path.read_text(encoding="utf-8") for path in python_files("src"))
    used |= {package for package, word in NAMED_ELSEWHERE.items() if word in sources}

    assert _names(PROJECT["project"]["dependencies"]) <= used
