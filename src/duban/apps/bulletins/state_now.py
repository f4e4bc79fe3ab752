"""A bulletin as of now: what it is computed from, its figures, how its text reads; asked for once for one look.

In: a `Bulletin` with its document.  Out: `Look`; an issued one looks as it did when it was issued.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from duban.apps.bulletins.figures.computing import figures_of
from duban.apps.bulletins.figures.gathering import gather
from duban.apps.bulletins.figures.ground import Ground
from duban.apps.bulletins.models import Bulletin
from duban.apps.bulletins.writing.annexes import content_of
from duban.apps.bulletins.writing.choosing import Choices, choices_of
from duban.apps.dispatch.live.figures import Difference, Figure, differences, from_kept
from duban.apps.dispatch.live.panel import changed_since

_TASK = re.compile(r"\{任务([^{}\n]{1,18}?)(?:牵头|状态|原因)?\}")


@dataclass(frozen=True)
class Look:
    """One look at the data of a day, for what the writer chose."""

    ground: Ground
    choices: Choices
    figures: dict[str, Figure]

    @cached_property
    def content(self) -> dict[str, Any]:
        return content_of(self.ground, self.choices)

    def changed(self, text: str) -> list[Difference]:
        """Figures in the text that read otherwise than when it was saved."""
        return changed_since(self.choices.seen, text, self.figures)


def look_at(bulletin: Bulletin, text: str, choices: Choices | None = None) -> Look:
    """`text`: what stands in the document; tasks it names are told of whether they lag or not."""
    choices = choices_of(bulletin.choices) if choices is None else choices
    mentioned = frozenset(_TASK.findall(text))
    key = (bulletin.as_of, bulletin.round_id, choices.sections, choices.praised, choices.tasks, mentioned)
    known: dict[Any, Look] = bulletin.__dict__.setdefault("_looks", {})
    if key not in known:
        known[key] = _look(bulletin, choices, mentioned)
    found = known[key]
    return found if found.choices == choices else Look(found.ground, choices, found.figures)


def _look(bulletin: Bulletin, choices: Choices, mentioned: frozenset[str]) -> Look:
    ground = gather(bulletin.plan, bulletin.round, bulletin.as_of, naming=choices.tasks or ())
    tasks = {key for key, name in ground.names.items() if name in mentioned} | set(choices.tasks or ())
    if tasks - set(choices.tasks or ()) - {task.key for task in ground.lagging}:
        ground = gather(bulletin.plan, bulletin.round, bulletin.as_of, naming=tasks)
    return Look(ground, choices, figures_of(ground, praised=choices.praised, tasks=tasks))


def figures_shown(bulletin: Bulletin) -> dict[str, Figure]:
    """As they were when it was issued, else as they are now."""
    if bulletin.figures:
        return from_kept(bulletin.figures)
    return look_at(bulletin, bulletin.dispatch.text).figures


def recomputed(bulletin: Bulletin) -> tuple[Look, list[Difference]]:
    """The figures of the same day as the record tells them now, and where they differ from those issued."""
    before = from_kept(bulletin.figures)
    named = "".join(f"{{{key}}}" for key in before if key.startswith("任务"))
    look = look_at(bulletin, named)
    return look, differences(
        {key: one.words for key, one in before.items()},
        {key: one.words for key, one in look.figures.items() if key in before},
    )
