"""What the digests that are due would hold, and why: looked at beforehand, and nothing is written down."""

from collections.abc import Iterable
from datetime import datetime

from briefbot.archive.archive import Archive
from briefbot.chat.digests.following import next_time
from briefbot.chat.digests.local import due_here
from briefbot.chat.digests.news import NewQuotations
from briefbot.chat.digests.planner import Due, Planner
from briefbot.digests.explanation import Explained, Fate, FollowCount
from briefbot.digests.model import Contents, News
from briefbot.digests.subscription import LOCAL, Destination, Subscription

# More than anybody has digests.
_ALL = 1_000_000


def explain(
    briefbot: Archive, now: datetime, destination: Destination | None = None, private_to: frozenset[int] | None = None
) -> list[Explained]:
    """The digests that are due at an instant (aware), or that of one destination, due or not.

    `private_to` are the admins of a private bot, None where anybody may ask.
    """
    planner = Planner(briefbot, private_to)
    due = _due(briefbot, planner, now, destination)
    found = [_explained(briefbot, planner, one, now) for one in due]
    return found if found or destination is None else [_not_due(briefbot, destination, now)]


def _due(briefbot: Archive, planner: Planner, now: datetime, destination: Destination | None) -> list[Due]:
    if destination == LOCAL:
        here = due_here(briefbot, now)
        return [here] if here else []
    return planner.due(now, _ALL, destination)


def _explained(briefbot: Archive, planner: Planner, due: Due, now: datetime) -> Explained:
    claim, contents = due.claim, due.contents
    destination, subscription = claim.subscription.destination, claim.subscription
    if claim.slot is None or contents is None:
        return Explained(destination, Fate.SKIPPED, subscription, None, claim.skip, next_time(subscription, now))
    new_quotations = planner.new_quotations(contents.since, now)
    delivered = _delivered(briefbot, subscription, new_quotations)
    window = _window(new_quotations.news.values(), contents)
    return Explained(
        destination,
        Fate.SENT if claim.digest else Fate.EMPTY,
        subscription,
        claim.slot,
        claim.skip,
        next_time(subscription, now),
        contents,
        tuple(_counted(follow, new_quotations, contents, delivered) for follow in due.follows),
        sum(news.fingerprint in delivered for news in window),
        sum(contents.since <= came_in < contents.until for came_in in new_quotations.old),
    )


def _not_due(briefbot: Archive, destination: Destination, now: datetime) -> Explained:
    """Why the digest of a destination is not due."""
    with briefbot.store.read() as work:
        subscription, lost = work.subscriptions.of(destination), work.chats.lost(destination.chat_id)
    if subscription is None:
        return Explained(destination, Fate.UNKNOWN)
    if not subscription.switched_on:
        return Explained(destination, Fate.OFF, subscription)
    if lost is not None:
        return Explained(destination, Fate.LOST, subscription)
    if subscription.schedule is None:
        return Explained(destination, Fate.NO_ZONE, subscription)
    return Explained(destination, Fate.NOT_DUE, subscription, next_at=next_time(subscription, now))


def _delivered(briefbot: Archive, subscription: Subscription, new_quotations: NewQuotations) -> frozenset[str]:
    with briefbot.store.read() as work:
        return work.digest_ledger.delivered([subscription.id], new_quotations.fingerprints)[subscription.id]


def _counted(follow: str, new_quotations: NewQuotations, contents: Contents, delivered: frozenset[str]) -> FollowCount:
    matching = _window(new_quotations.matching(follow), contents)
    return FollowCount(follow, len(matching), sum(news.fingerprint in delivered for news in matching))


def _window(news: Iterable[News], contents: Contents) -> list[News]:
    return [each for each in news if contents.since <= each.added_at < contents.until]
