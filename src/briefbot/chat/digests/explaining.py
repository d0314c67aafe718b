"""What the digests that are due would hold, and why: looked at beforehand, and nothing is written down."""

from collections.abc import Iterable
from datetime import datetime

from briefbot.archive.archive import Briefbot
from briefbot.chat.digests.following import next_time
from briefbot.chat.digests.local import due_here
from briefbot.chat.digests.news import Newsroom
from briefbot.chat.digests.planner import Due, Planner
from briefbot.digests.explanation import Explained, Fate, FollowCount
from briefbot.digests.model import Contents, News
from briefbot.digests.subscription import LOCAL, Destination, Subscription

# More than anybody has digests.
_ALL = 1_000_000


def explain(briefbot: Briefbot, now: datetime, spot: Destination | None = None) -> list[Explained]:
    """The digests that are due at an instant (aware), or that of one spot, due or not."""
    planner = Planner(briefbot)
    due = _due(briefbot, planner, now, spot)
    found = [_explained(briefbot, planner, one, now) for one in due]
    return found if found or spot is None else [_not_due(briefbot, spot, now)]


def _due(briefbot: Briefbot, planner: Planner, now: datetime, spot: Destination | None) -> list[Due]:
    if spot == LOCAL:
        here = due_here(briefbot, now)
        return [here] if here else []
    return planner.due(now, _ALL, spot)


def _explained(briefbot: Briefbot, planner: Planner, due: Due, now: datetime) -> Explained:
    claim, contents = due.claim, due.contents
    spot, subscription = claim.subscription.spot, claim.subscription
    if claim.slot is None or contents is None:
        return Explained(spot, Fate.SKIPPED, subscription, None, claim.skip, next_time(subscription, now))
    newsroom = planner.newsroom(contents.since, now)
    delivered = _delivered(briefbot, subscription, newsroom)
    window = _window(newsroom.news.values(), contents)
    return Explained(
        spot,
        Fate.SENT if claim.drafts else Fate.EMPTY,
        subscription,
        claim.slot,
        claim.skip,
        next_time(subscription, now),
        contents,
        tuple(_counted(follow, newsroom, contents, delivered) for follow in due.follows),
        sum(news.fingerprint in delivered for news in window),
        sum(contents.since <= came_in < contents.until for came_in in newsroom.old),
    )


def _not_due(briefbot: Briefbot, spot: Destination, now: datetime) -> Explained:
    """Why the digest of a spot is not due."""
    with briefbot.store.read() as work:
        subscription, lost = work.subscriptions.of(spot), work.chats.lost(spot.chat_id)
    if subscription is None:
        return Explained(spot, Fate.UNKNOWN)
    if not subscription.switched_on:
        return Explained(spot, Fate.OFF, subscription)
    if lost is not None:
        return Explained(spot, Fate.LOST, subscription)
    if subscription.schedule is None:
        return Explained(spot, Fate.NO_ZONE, subscription)
    return Explained(spot, Fate.NOT_DUE, subscription, next_at=next_time(subscription, now))


def _delivered(briefbot: Briefbot, subscription: Subscription, newsroom: Newsroom) -> frozenset[str]:
    with briefbot.store.read() as work:
        return work.digest_ledger.delivered([subscription.id], newsroom.fingerprints)[subscription.id]


def _counted(follow: str, newsroom: Newsroom, contents: Contents, delivered: frozenset[str]) -> FollowCount:
    matching = _window(newsroom.matching(follow), contents)
    return FollowCount(follow, len(matching), sum(news.fingerprint in delivered for news in matching))


def _window(news: Iterable[News], contents: Contents) -> list[News]:
    return [each for each in news if contents.since <= each.added_at < contents.until]
