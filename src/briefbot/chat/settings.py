"""What is set in a chat: told, and changed."""

from datetime import datetime

from briefbot.chat.digests.following import next_time
from briefbot.dialogue.replies import Settings
from briefbot.digests.subscription import Destination
from briefbot.store.work import UnitOfWork


def current(work: UnitOfWork, destination: Destination, now: datetime) -> Settings:
    """What is set in a chat, and the digest of one destination of it."""
    digest = work.subscriptions.of(destination)
    last = work.subscriptions.told(destination) if digest else []
    return Settings(work.preferences.of(destination.chat_id), now, digest, next_time(digest, now), tuple(last))
