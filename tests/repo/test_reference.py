"""The reference pages say what the code does."""

import ast
import importlib.util
import re
from types import ModuleType

import pytest

from duban.documents import model
from duban.documents.blocks import Place
from repo.tree import ROOT, parsed, python_files, relative

REFERENCE = ROOT / "docs" / "reference"
SECTIONS = {
    "File": model.Understanding,
    "Document": model.OfficialDocument,
    "Rules": model.NoticeRules,
    "Declared counts": model.DeclaredCounts,
    "Task": model.TaskDraft,
    "Target": model.Target,
    "Indicator": model.IndicatorDraft,
    "Baseline": model.Baseline,
    "Indicator target": model.IndicatorTarget,
    "Indicator figure": model.IndicatorFigure,
    "Indicator task": model.IndicatorTask,
    "Stage": model.Stage,
    "Member": model.Member,
    "Group terms": model.GroupTerms,
    "Appointment": model.Appointment,
    "Time limit": model.TimeLimit,
    "Outline item": model.OutlineItem,
    "Diagnostic": model.Diagnostic,
    "Place": Place,
}
CODE = re.compile(r"[a-z]+(?:-[a-z]+)+")


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["command.md", "parse-output.md", "permissions.md", "events.md", "states.md"])
def test_a_generated_page_is_what_make_docs_gives(page: str) -> None:
    generator = _generator()
    path = generator.REFERENCE / page

    assert path.read_text(encoding="utf-8") == generator.PAGES[path](), "run `make docs`"


def test_every_sentence_stands_on_the_page_of_events_and_every_family_has_one() -> None:
    generator = _generator()
    verbs = [verb for words in generator._labels() for verb in words.SENTENCES]
    page = generator.events_page()

    assert [verb for verb in verbs if f"`{verb}`" not in page] == []
    assert {verb.partition(".")[0] for verb in verbs} == set(generator.FAMILIES)


def test_every_key_of_the_output_is_on_its_page() -> None:
    text = (REFERENCE / "parse-output.md").read_text(encoding="utf-8")
    listed = {
        heading: re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)
        for heading, part in re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    }

    assert {name: sorted(listed.get(name, [])) for name in SECTIONS} == {
        name: sorted(values.__dataclass_fields__) for name, values in SECTIONS.items()
    }


def _codes_of(tree: ast.Module) -> set[str]:
    """The words like `no-unit` in a module that makes diagnostics."""
    names = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    if "Diagnostic" not in names:
        return set()
    literals = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return {literal for literal in literals if CODE.fullmatch(literal)}


def test_every_code_of_a_diagnostic_is_on_its_page() -> None:
    made = set().union(*(_codes_of(parsed(path)) for path in python_files("src") if "documents" in relative(path)))
    text = (REFERENCE / "diagnostics.md").read_text(encoding="utf-8")

    assert set(re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE)) == made
