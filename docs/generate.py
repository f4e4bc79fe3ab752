"""Write the generated pages: the command's help, and the example on the page of `duban parse`'s output.

In: the code as it is.  Out: `docs/reference/command.md`, and the example in `docs/reference/parse-output.md`.
`make docs` runs this; `tests/repo/test_reference.py` fails when a page is not what this gives.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from duban.arguments import parser
from duban.documents.pipeline import understand
from duban.documents.plain import to_json

REFERENCE = Path(__file__).resolve().parent / "reference"
COMMAND, OUTPUT = REFERENCE / "command.md", REFERENCE / "parse-output.md"
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
_BLOCK = re.compile(r"(?<=<!-- example -->\n).*?(?=<!-- end -->)", re.DOTALL)


def command_page() -> str:
    os.environ["COLUMNS"] = "110"
    helps = [_help([]), *(_help([name]) for name in COMMANDS)]
    parts = [
        f"## duban {name}".rstrip() + f"\n\n```text\n{text}\n```\n"
        for name, text in zip(("", *COMMANDS), helps, strict=True)
    ]
    return "# `duban` 命令\n\n由 `make docs` 生成，请勿手改。\n\n" + "\n".join(parts)


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


PAGES = {COMMAND: command_page, OUTPUT: output_page}


def main() -> int:
    for path, page in PAGES.items():
        path.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
