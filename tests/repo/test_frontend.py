"""The bundles come from the lock that is committed and the sources that lie here; nothing of theirs is committed."""

import json
import runpy
import tomllib

from repo.tree import ROOT, relative, tracked

BUILD = runpy.run_path(str(ROOT / "hatch_build.py"))
LOCK = ROOT / "package-lock.json"
STYLES = ROOT / "src/duban/apps/web/frontend/styles"
LATER_THAN_THE_OLDEST_BROWSER = (":has(", "color-mix(", "oklch(", "@layer", "@container")
LONGEST_STYLE = 150


def test_the_bundles_were_built_from_what_lies_here() -> None:
    assert BUILD["is_current"](), "run `make frontend`"


def test_a_changed_source_changes_the_stamp(tmp_path) -> None:
    changed = runpy.run_path(str(ROOT / "hatch_build.py"))
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "duban.css").write_text("body { margin: 0; }", encoding="utf-8")
    fingerprint = changed["fingerprint"]
    fingerprint.__globals__.update(SOURCES=tmp_path, ROOT=tmp_path)
    for name in ("package-lock.json", "hatch_build.py"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    before = fingerprint()

    (tmp_path / "styles" / "duban.css").write_text("body { margin: 1px; }", encoding="utf-8")

    assert fingerprint() != before


def test_the_lock_has_no_address() -> None:
    text = LOCK.read_text(encoding="utf-8")

    assert "://" not in text
    assert '"resolved"' not in text


def test_every_locked_library_has_a_hash() -> None:
    packages = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]

    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_the_lock_holds_what_the_project_asks_for() -> None:
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    locked = json.loads(LOCK.read_text(encoding="utf-8"))["packages"][""]

    for kind in ("dependencies", "devDependencies"):
        assert locked[kind] == wanted[kind]


def test_nothing_bundled_is_committed_but_the_wheel_carries_it() -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    output = relative(BUILD["OUTPUT"])

    assert [relative(path) for path in tracked() if relative(path).startswith((output, "node_modules"))] == []
    assert wheel["wheel"]["artifacts"] == [f"{output}/*"]


def test_every_stylesheet_is_bundled_and_short() -> None:
    entry = (STYLES / "duban.css").read_text(encoding="utf-8")
    files = [path for path in STYLES.glob("*.css") if path.name != "duban.css"]

    assert [path.name for path in files if f'@import "{path.name}";' not in entry] == []
    assert [path.name for path in files if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_STYLE] == []


def test_the_stylesheet_uses_what_old_browsers_have() -> None:
    found = [
        (path.name, word)
        for path in STYLES.glob("*.css")
        if path.name != "duban.css"
        for word in LATER_THAN_THE_OLDEST_BROWSER
        if word in path.read_text(encoding="utf-8")
    ]

    assert found == []
