"""Install into an empty folder for the flows with the real documents, in a process with settings of its own.

In: the folder, on the command line.  Out: an installation; what is in it is in `making_city`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from duban.site.commands.init import write_settings
from duban.site.commands.serve import prepare


def main(home: Path) -> None:
    write_settings(home)
    prepare(str(home))
    from e2e.making_city import make_city

    make_city()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
