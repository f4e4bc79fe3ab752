"""Make the samples that are not written by hand, from plan_2026.json and the texts in this folder.

Run by hand in the root of the repository: `PYTHONPATH=tests .venv/bin/python samples/making/make.py`
Needs, beside the project's environment, LibreOffice (`soffice`, for .doc and .xls) and WeasyPrint with the Noto CJK
fonts (for .pdf); neither is a requirement of the project. All but .doc, .xls and .pdf come out the same each time.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from directory_xlsx import directory_xlsx
from group_docx import group_docx
from health_docx import health_docx
from plan import STEM
from plan_docx import plan_docx
from plan_html import plan_page, plan_print
from plan_ofd import plan_ofd
from plan_text import plan_text
from plan_xlsx import plan_xlsx
from progress_xlsx import progress_xlsx
from word import write_zip

SAMPLES = Path(__file__).resolve().parents[1]


def main() -> None:
    os.environ["SOURCE_DATE_EPOCH"] = "1770598800"  # the day of the plan, for WeasyPrint
    _write(f"{STEM}.txt", plan_text().encode())
    _write(f"{STEM}.html", plan_page().encode())
    _write(f"{STEM}.docx", docx := plan_docx())
    _write("health-plan.docx", health_docx())
    _write("leading-group.docx", group_docx())
    _write("directory.xlsx", directory_xlsx())
    _write("indicator-progress.xlsx", progress := progress_xlsx())
    _write("indicator-progress.xls", _converted(progress, "xlsx", "xls:MS Excel 97"))
    _write(f"{STEM}.xlsx", xlsx := plan_xlsx())
    _write(f"{STEM}.ofd", plan_ofd())
    _write(f"{STEM}.zip", write_zip({"通知/分工方案.docx": docx, "附表/任务分工表.xlsx": xlsx}))
    _write(f"{STEM}.doc", _converted(docx, "docx", "doc:MS Word 97"))
    _write(f"{STEM}.xls", _converted(xlsx, "xlsx", "xls:MS Excel 97"))
    _write(f"{STEM}.pdf", _printed(plan_print()))


def _write(name: str, data: bytes) -> None:
    (SAMPLES / name).write_bytes(data)
    print(f"{name}\t{len(data):,}")


def _converted(data: bytes, ending: str, into: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"plan.{ending}")
        source.write_bytes(data)
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", into]
        subprocess.run([*command, "--outdir", folder, source], check=True, capture_output=True)
        return source.with_suffix(f".{into.partition(':')[0]}").read_bytes()


def _printed(page: str) -> bytes:
    from weasyprint import HTML

    return HTML(string=page).write_pdf()


if __name__ == "__main__":
    main()
