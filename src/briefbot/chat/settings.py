"""What is set in a chat: told, and changed."""

from datetime import datetime

from briefbot.chat.digests.following import next_time
from briefbot.dialogue.replies import Settings
from briefbot.digests.subscription import Destination
from briefbot.store.work import UnitOfWork


def current(work: UnitOfWork, spot: Destination, now: datetime) -> Settings:
    """What is set in a chat, and the digest of one spot of it."""
    digest = work.subscriptions.of(spot)
    last = work.subscriptions.told(spot) if digest else []
    return Settings(work.preferences.of(spot.chat_id), now, digest, next_time(digest, now), tuple(last))
