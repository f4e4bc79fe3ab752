"""What a secret address shows, and which feeds somebody has.

In: a secret, a day.  Out: the feed with what is owed; None where the address is not, or no longer, good.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from duban.apps.audit.chain import digest
from duban.apps.organizations.models import Unit
from duban.apps.outbox import owing
from duban.apps.outbox.models import Feed
from duban.apps.outbox.owing import Owed, Span
from duban.apps.outbox.queries.recipients import units_of

PAST, AHEAD = timedelta(days=180), timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Shown:
    name: str
    owed: list[Owed]


@dataclass(frozen=True, slots=True)
class Offer:
    """A feed one may have: of all one's units (`unit` None) or one of them; `feed` is there once it was made."""

    label: str
    unit: Unit | None
    feed: Feed | None


def feed_digest(secret: str) -> str:
    """What stands for the secret in our table; the secret itself has 256 bits, so nobody finds it by trying."""
    return digest(f"feed:{secret}")


def shown_by(secret: str, *, on: date) -> Shown | None:
    """What is not yet done, as the person's roles are on that day."""
    feed = Feed.objects.select_related("account", "unit").filter(digest=feed_digest(secret)).first()
    if feed is None:
        return None
    units = {key for key in units_of(feed.account_id, on=on) if feed.unit_id in (None, key)}
    if not units:
        return None
    name = f"督办 {feed.unit.name}" if feed.unit else f"督办 {feed.account.name}"
    return Shown(name, owing.owed_by(units, Span(on - PAST, on + AHEAD)))


def offers(account: int, *, on: date) -> list[Offer]:
    """The feeds one has or may have, for all of one's units and for each."""
    units = list(Unit.objects.filter(pk__in=units_of(account, on=on)).order_by("order", "pk"))
    made = {feed.unit_id: feed for feed in Feed.objects.filter(account=account)}
    own = [Offer("我的全部期限", None, made.get(None))] if units else []
    return own + [Offer(unit.name, unit, made.get(unit.pk)) for unit in units]
