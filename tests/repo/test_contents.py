"""What the repository may not contain: places of one machine, addresses, sentences of real documents."""

import os
import re

import pytest

from repo.tree import CORPUS, relative, text_of, tracked

ADDRESS = re.compile(r"\b(?:https?|ftp|git|ssh)://(?:[^\s/@]*@)?([\w.-]+)")
ALLOWED_HOSTS = re.compile(
    r"""(?:
        www\.apache\.org                                  # the licence
      | (?:www\.)?w3\.org | (?:[\w.-]+\.)?(?:openxmlformats|openofficeconsortium|oasis-open|ofdspec)\.org   # namespaces
      | (?:schemas\.)?(?:[\w-]+\.)?microsoft\.com | purl\.oclc\.org | purl\.org | ns\.adobe\.com
      | (?:[\w.-]+\.)?(?:example|invalid|test|localhost)(?:\.(?:com|org|net|cn))?                          # invented
      | (?:[\w.-]+\.)?gov\.cn | evil\.\w+ | localhost | 127\.0\.0\.1
    )\Z""",
    re.VERBOSE,
)
MACHINE_PATH = re.compile(r"(?<![\w./~-])/(?:work|root|home|Users|opt|mnt|tmp)/\w")
LONGEST_SHARED = 30  # Chinese characters; office phrases that everyone uses are shorter
HAN = re.compile(r"[^\u4e00-\u9fff]+")


def texts():
    for path in tracked():
        text = text_of(path)
        if text is not None and path.suffix != ".lock":
            yield relative(path), text


def test_addresses_are_of_standards_or_invented() -> None:
    found = {(name, host) for name, text in texts() for host in ADDRESS.findall(text)}

    assert {(name, host) for name, host in found if not ALLOWED_HOSTS.match(host.lower())} == set()


def test_no_path_of_a_machine_is_named() -> None:
    assert [(name, match[0]) for name, text in texts() for match in MACHINE_PATH.finditer(text)] == []


def test_the_corpus_is_there_where_it_must_be_read() -> None:
    if not os.environ.get("CI"):
        pytest.skip("only continuous integration must have the corpus")

    assert (CORPUS / "INDEX.md").is_file(), "set DUBAN_CORPUS: the tests of real documents may not be skipped here"


def test_no_sentence_of_a_real_document_is_copied() -> None:
    if not CORPUS.is_dir():
        pytest.skip(f"no corpus at {CORPUS}")
    real = set()
    for path in CORPUS.glob("*.txt"):
        run = HAN.sub("", path.read_text(encoding="utf-8"))
        real.update(run[at : at + LONGEST_SHARED] for at in range(len(run) - LONGEST_SHARED + 1))

    copied = {}
    for name, text in texts():
        run = HAN.sub("", text)
        for at in range(len(run) - LONGEST_SHARED + 1):
            if run[at : at + LONGEST_SHARED] in real:
                copied.setdefault(name, run[at : at + LONGEST_SHARED])

    assert copied == {}
