"""Write the campaign into an installation that runs, in a process with settings of its own.

In: the folder, on the command line.  Out: rows; what they are is in `making_campaign` and `making_supervision`.
"""

from __future__ import annotations

import sys

from duban.site.commands.setting_up import set_up


def main(home: str) -> None:
    set_up(home)
    from e2e.making_campaign import make_campaign
    from e2e.making_supervision import make_supervision

    make_campaign()
    make_supervision()


if __name__ == "__main__":
    main(sys.argv[1])
