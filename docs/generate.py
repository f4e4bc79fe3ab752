"""Write the generated pages: the command's help, the example of `duban parse`'s output, permissions, events, states.

In: the code as it is.  Out: pages of `docs/reference/`; of `parse-output.md` only the example.
`make docs` runs this; `tests/repo/test_reference.py` fails when a page is not what this gives.
"""

from __future__ import annotations

import os
import pkgutil
import re
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from duban import apps
from duban.apps.audit.labels import FAMILIES, Reads
from duban.arguments import parser
from duban.documents.pipeline import understand
from duban.documents.plain import to_json
from duban.rulebook import permissions, roles
from duban.rulebook.lives import LIVES
from duban.rulebook.states import Life

REFERENCE = Path(__file__).resolve().parent / "reference"
COMMAND, OUTPUT = REFERENCE / "command.md", REFERENCE / "parse-output.md"
PERMISSIONS, EVENTS = REFERENCE / "permissions.md", REFERENCE / "events.md"
STATES = REFERENCE / "states.md"
MADE = "由 `make docs` 生成，请勿手改。"
COMMANDS = ("parse", "init", "serve", "demo", "password", "audit")
EXAMPLE = """\
临川县人民政府关于印发2026年重点工作任务分工方案的通知
临府〔2026〕8号

各镇人民政府，县直各单位：
现将《2026年重点工作任务分工方案》印发给你们，请认真组织实施。请于3月10日前将落实方案报县政府督查室。

临川县人民政府
2026年2月20日

2026年重点工作任务分工方案

一、做强实体经济
1．开展企业升级行动，新增规模以上工业企业12家以上。（县工业和信息化局牵头，县财政局、各镇政府配合，12月底前完成）
"""
_FIELD = re.compile(r"\{(?P<whole>\w+)(?:\[(?P<of>\w+)\])?\}")
_WHOLE = {"target": "对象", "note": "说明"}
_BLOCK = re.compile(r"(?<=<!-- example -->\n).*?(?=<!-- end -->)", re.DOTALL)


def command_page() -> str:
    os.environ["COLUMNS"] = "110"
    helps = [_help([]), *(_help([name]) for name in COMMANDS)]
    parts = [
        f"## duban {name}".rstrip() + f"\n\n```text\n{text}\n```\n"
        for name, text in zip(("", *COMMANDS), helps, strict=True)
    ]
    return f"# `duban` 命令\n\n{MADE}\n\n" + "\n".join(parts)


def _help(typed: list[str]) -> str:
    root = parser()
    if typed:
        commands = next(action for action in root._actions if action.dest == "command")
        root = commands.choices[typed[0]]  # type: ignore[index]
    return root.format_help().rstrip()


def output_page() -> str:
    example = to_json(understand(EXAMPLE.encode(), "plan.txt"))
    block = f"```text\n{EXAMPLE}```\n\n```json\n{example}\n```\n"
    return _BLOCK.sub(lambda _: block, OUTPUT.read_text(encoding="utf-8"))


def permissions_page() -> str:
    """Which role may do what: the whole table of the rulebook."""
    heads = "".join(f" {roles.LABELS[role]} |" for role in roles.Role)
    rows = [
        f"| {label} | `{permission}` |"
        + "".join(" ✓ |" if role in permissions.ALLOWED[permission] else " |" for role in roles.Role)
        for permission, label in permissions.LABELS.items()
    ]
    told = "这里是“能办什么”；“能看到什么”按单位和行政区，见[账号、角色和登录](../how-to/accounts.md)。"
    table = "\n".join([f"| 权限 | 代码 |{heads}", "|---|---|" + ":-:|" * len(roles.Role), *rows])
    return f"# 角色与权限\n\n{MADE}{told}\n\n{table}\n"


def events_page() -> str:
    """Every event by what it is about, with the sentence that a history shows."""
    sentences = {verb: text for words in _labels() for verb, text in words.SENTENCES.items()}
    parts = []
    for family, (heading, reads) in FAMILIES.items():
        rows = [
            f"| `{verb}` | {_FIELD.sub(_in_words, text)} |"
            for verb, text in sentences.items()
            if verb.startswith(f"{family}.")
        ]
        hidden = "" if reads is Reads.CONTENT else "三类管理员只看到有过这样一件事，看不到内容。\n\n"
        parts.append(f"## {heading}\n\n{hidden}| 事件 | 记录里的写法 |\n|---|---|\n" + "\n".join(rows) + "\n")
    told = "每项操作留下一条记录，`〔〕`里的词按当时的情况写入。"
    return f"# 操作记录的事件\n\n{MADE}{told}\n\n" + "\n".join(parts)


def _labels() -> list[ModuleType]:
    """The words of each application that records events."""
    found = [f"{apps.__name__}.{app.name}.labels" for app in pkgutil.iter_modules(apps.__path__)]
    return [import_module(name) for name in found if find_spec(name)]


def _in_words(field: re.Match[str]) -> str:
    before = "原" if field["whole"] == "before" else ""
    return f"〔{before}{field['of'] or _WHOLE[field['whole']]}〕"


def states_page() -> str:
    """A diagram of every life, and the same as a table."""
    told = "状态只按这些箭头变化；程序、页面和接口问的是同一张表。迟报、逾期、滞后不是状态，按日期随时算出。"
    parts = [f"## {name}\n\n```mermaid\n{_diagram(life)}\n```\n\n{_moves(life)}\n" for name, life in LIVES.items()]
    return f"# 状态\n\n{MADE}{told}\n\n" + "\n".join(parts)


def _diagram(life: Life[Any]) -> str:
    """The first state of the table is the one it begins in."""
    names = [f"    {state}: {words}" for state, words in life.labels.items()]
    moves = [f"    {old} --> {new}: {verb}" for old, to in life.moves.items() for new, verb in to.items()]
    return "\n".join(["stateDiagram-v2", *names, f"    [*] --> {next(iter(life.labels))}", *moves])


def _moves(life: Life[Any]) -> str:
    rows = [
        f"| {life.labels[old]} | {verb} | {life.labels[new]} |"
        for old, to in life.moves.items()
        for new, verb in to.items()
    ]
    ends = "、".join(words for state, words in life.labels.items() if not life.moves[state])
    last = f"\n\n{ends}以后不再变化。" if ends else ""
    return "\n".join(["| 从 | 办理 | 到 |", "|---|---|---|", *rows]) + last


PAGES = {
    COMMAND: command_page,
    OUTPUT: output_page,
    PERMISSIONS: permissions_page,
    EVENTS: events_page,
    STATES: states_page,
}


def main() -> int:
    for path, page in PAGES.items():
        path.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
