"""README, CHANGELOG and docs: what is written down is true, and leads somewhere."""

import re

import pytest

from duban import __version__
from duban.documents.pipeline import understand
from duban.documents.writing.terminal import write_table
from repo.tree import ROOT, relative, tracked

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
PAGES = [path for path in tracked() if path.suffix == ".md"]
README, CHINESE = ROOT / "README.md", ROOT / "README.zh-CN.md"


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_link_leads_to_a_file(page) -> None:
    targets = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]

    assert [link for link in targets if not (page.parent / link).exists()] == []


def test_every_page_of_the_docs_is_listed() -> None:
    index = ROOT / "docs" / "README.md"
    listed = {(index.parent / link).resolve() for link in LINK.findall(index.read_text(encoding="utf-8"))}
    pages = {page.resolve() for page in PAGES if relative(page).startswith("docs/") and page != index}

    assert pages - listed == set()


def test_both_readmes_have_the_same_parts() -> None:
    levels = [re.findall(r"^#+", page.read_text(encoding="utf-8"), re.MULTILINE) for page in (README, CHINESE)]

    assert levels[0] == levels[1]


@pytest.mark.parametrize("page", [README, CHINESE], ids=relative)
def test_the_table_shown_is_what_the_sample_gives(page) -> None:
    sample = ROOT / "samples" / "work-plan-2026.txt"
    table = write_table(understand(sample.read_bytes(), sample.name), width=112, color=False)
    given = "\n".join(line.rstrip() for line in table.splitlines())
    shown = re.search(r"```text\n(.*?)\n```", page.read_text(encoding="utf-8"), re.DOTALL)

    assert shown is not None
    assert shown[1] in given


def test_both_readmes_have_the_same_commands_and_tree() -> None:
    english, chinese = (_commands(page.read_text(encoding="utf-8")) for page in (README, CHINESE))

    assert english
    assert english == chinese


def test_the_readme_fits_two_screens() -> None:
    assert [page.name for page in (README, CHINESE) if len(page.read_text(encoding="utf-8").splitlines()) > 100] == []


def test_the_readme_names_every_folder() -> None:
    text = README.read_text(encoding="utf-8")
    folders = {relative(path).split("/")[0] for path in tracked() if "/" in relative(path)} - {".ci"}

    assert {folder for folder in folders if f"{folder}/" not in text} == set()


def test_the_commands_of_the_readme_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))

    assert set(re.findall(r"^make (\w+)", README.read_text(encoding="utf-8"), re.MULTILINE)) <= targets


def test_the_changelog_begins_with_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert re.findall(r"^## \[?(\d+\.\d+\.\d+)", changelog, re.MULTILINE)[0] == __version__
    assert set(re.findall(r"^### (.+)$", changelog, re.MULTILINE)) <= {"Added 新增", "Changed 变更", "Fixed 修复"}


def _commands(text: str) -> list[str]:
    """The shell lines without comments, and the paths of the tree."""
    blocks = re.findall(r"^```(sh|tree)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [
        re.split(r"\s{2,}|\s#", line.strip())[0] for _, block in blocks for line in block.splitlines() if line.strip()
    ]
