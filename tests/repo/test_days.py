"""A moment has a day only in the time of the place: what the database gives is in UTC, a day behind until eight."""

import ast

from repo.tree import parsed, python_files, relative


def test_no_day_is_taken_of_a_moment_in_another_time() -> None:
    """`now.date()`, `row.sent_at.date()`: `timezone.localdate(…)` says it right."""
    wrong = [
        f"{relative(path)}:{node.lineno}"
        for path in python_files("src/duban/apps", "src/duban/site")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "date"
        and not node.args
        and _is_moment(node.func.value)
    ]

    assert wrong == []


def _is_moment(value: ast.expr) -> bool:
    """A name as moments have it here, or the machine's clock itself."""
    if isinstance(value, ast.Call):
        return isinstance(value.func, ast.Attribute) and value.func.attr == "now"
    name = value.id if isinstance(value, ast.Name) else value.attr if isinstance(value, ast.Attribute) else ""
    return name in {"now", "at", "moment"} or name.endswith("_at")
